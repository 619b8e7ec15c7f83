"""The day a product is true for."""

from __future__ import annotations

from datetime import date

from generator.clock import day_of_build


def test_the_day_is_the_one_asked_for_then_the_source_date_then_today() -> None:
    asked, epoch = date(2026, 1, 31), {"SOURCE_DATE_EPOCH": "1767225600"}
    assert day_of_build(asked, epoch) == asked
    assert day_of_build(None, epoch) == date(2026, 1, 1)
    assert day_of_build(None, {"SOURCE_DATE_EPOCH": "soon"}) == day_of_build(None, {})
