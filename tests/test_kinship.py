"""Which schemes are alike."""

from __future__ import annotations

from datetime import date

import pytest

from generator.kinship import Kinship
from generator.records.models import Scheme


def scheme(identifier: str, themes: str, obstacles: str = "") -> Scheme:
    return Scheme.model_validate(
        {
            "id": identifier,
            "kind": "droit",
            "name": identifier,
            "summary": identifier,
            "themes": themes.split(),
            "obstacles": obstacles.split(),
            "audiences": ["familles"],
            "areas": ["pays"],
            "revised": {"fr": date(2026, 1, 1)},
        }
    )


LOAN = scheme("loan", "housing money", "housing")
ALL = (
    scheme("advice", "housing"),
    scheme("bank", "money", "housing"),
    scheme("deposit", "money housing", "housing"),
    scheme("fund", "housing money", "debt"),
    scheme("grant", "housing money"),
    LOAN,
)


def test_the_most_alike_come_first_then_those_with_the_smaller_id() -> None:
    found = [other.id for other in Kinship(ALL).nearest(LOAN)]
    assert found == ["deposit", "loan", "fund", "grant", "advice"]


def test_those_that_do_not_answer_the_main_need_are_no_kin() -> None:
    assert "bank" not in {other.id for other in Kinship(ALL).nearest(LOAN)}


@pytest.mark.parametrize("count", [0, 1, 300])
def test_however_many_are_alike_all_are_found(count: int) -> None:
    others = tuple(scheme(f"s{number:03}", "housing") for number in range(count))
    found = [other.id for other in Kinship(others).nearest(scheme("x", "housing"))]
    assert found == [f"s{number:03}" for number in range(count)]
