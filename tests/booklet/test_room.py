"""How much room a page number is given before any page is known."""

from __future__ import annotations

import json

import pytest
import typst

from generator.booklet.room import rooms
from generator.booklet.typeset import fonts


def test_it_grows_with_what_stands_before() -> None:
    fiches = [(f"scheme/{number}", 14_600) for number in range(120)]
    found = rooms("vade-mecum", fiches, ())
    assert list(found) == [reference for reference, _ in fiches]
    assert [found[f"scheme/{number}"] for number in (0, 2, 20, 50, 100)] == [
        "0",
        "10",
        "00",
        "100",
        "000",
    ]


def test_a_page_of_larger_letters_holds_less() -> None:
    fiches = [("scheme/a", 60_000), ("scheme/b", 0)]
    assert rooms("large-print", fiches, ())["scheme/b"] == "00"
    assert rooms("guide-ressource", fiches, ())["scheme/b"] == "10"


def test_short_fiches_fill_pages_by_their_heads() -> None:
    fiches = [(f"scheme/{number}", 0) for number in range(150)]
    assert rooms("vade-mecum", fiches, ())["scheme/149"] == "00"


def test_in_a_book_of_many_fiches_no_number_grows_by_a_digit() -> None:
    fiches = [(f"scheme/{number}", 0) for number in range(151)]
    assert set(rooms("vade-mecum", fiches, ()).values()) == {"000"}


def test_addresses_follow_the_fiches_and_take_less() -> None:
    fiches, addresses = [("scheme/a", 700_000)], [("kind/b", 0), ("partner/c", 700_000)]
    found = rooms("vade-mecum", fiches, [*addresses, ("partner/d", 0)])
    assert found == {"scheme/a": "0", "kind/b": "100", "partner/c": "100", "partner/d": "100"}


@pytest.mark.parametrize("weight", ["regular", "bold"])
def test_no_digit_is_wider_than_the_one_that_stands_for_it(weight: str) -> None:
    measured = f"""#set text(font: "Atkinson Hyperlegible Next", weight: "{weight}")
    #context [#metadata(range(10).map(n => measure(str(n)).width.pt()))<widths>]"""
    compiler = typst.Compiler(measured.encode(), font_paths=fonts(), ignore_system_fonts=True)
    (widths,) = json.loads(compiler.query("<widths>", field="value"))
    assert max(widths) == widths[0]
    assert min(widths) == widths[1]
