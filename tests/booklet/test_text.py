"""Texts and Markdown as values: every character there, none of them markup."""

from __future__ import annotations

import json
import time

import pytest

from generator.booklet.prose import markdown_blocks
from generator.booklet.text import Json, heard, joined, link, plain, strong, worded
from generator.records.models import LocalizedText


def said(value: Json) -> str:
    return "|".join(heard(value).words)


@pytest.mark.parametrize(
    "text",
    ["#set *a* _b_ $c$ <d> `e` @f \\g [h] {i} \"j\" 'k' // l", "Œuvre, ĳs, 10 €", "a" * 10_000],
)
def test_a_text_keeps_every_character(text: str) -> None:
    assert said(plain(text)) == text


def test_white_space_is_folded_and_held_before_punctuation() -> None:
    assert said(plain("Qui\t paie\n ?  « Vous » !")) == "Qui paie\u00a0? «\u00a0Vous\u00a0»\u00a0!"


def test_a_character_without_glyph_stands_apart() -> None:
    assert plain("a🧑b")["say"] == ["a", {"missing": "🧑"}, "b"]


def test_a_mark_stays_with_its_letter() -> None:
    assert plain("e\u0301")["say"] == ["é"]
    assert plain("a 中\u0301")["say"] == ["a ", {"missing": "中\u0301"}]


def test_only_words_no_dictionary_has_may_break_anywhere() -> None:
    word = "arbeidsongeschiktheidsverzekering"
    assert plain(word)["say"] == [word]
    assert plain(f"({word}),")["say"] == [f"({word}),"]
    long = plain("https://example.org/une-page-tres-longue/encore")["say"]
    assert isinstance(long, list)
    assert list(long[0]) == ["cut"]


def test_borrowed_words_carry_their_language_and_a_mark() -> None:
    text = worded(LocalizedText({"fr": "Bonjour"}), "nl")
    assert (text["lang"], text["mark"], heard([text]).borrowed) == ("fr", "FR", True)
    assert not heard(worded(LocalizedText.same("Emmaüs"), "nl")).borrowed


def test_neighbours_that_are_set_alike_are_one_run() -> None:
    assert joined([plain("Près de"), plain("Artois"), strong(plain("ici"))]) == {
        "say": ["Près de Artois ", {"say": ["ici"], "strong": True}]
    }
    address = "https://example.org"
    assert link(strong(plain("ici")), address) == {
        "say": [{"say": ["ici"], "strong": True}],
        "link": address,
    }


def test_what_a_text_is_made_of_stays_as_it_was() -> None:
    part = plain("un")
    joined([part, plain("deux")])
    assert (part, plain("un")) == ({"say": ["un"]}, {"say": ["un"]})


def test_markdown_knows_paragraphs_lists_bold_and_links() -> None:
    blocks = markdown_blocks("Un **gras**\nsuite\n\n- a\n  - b\n- [c](https://c.example)\n\n1. d")
    kinds = [next(iter(block)) for block in blocks if isinstance(block, dict)]
    assert kinds == ["text", "list", "list"]
    assert said(blocks) == "Un gras suite|a|b|c|d"
    written = json.dumps(blocks)
    assert '"strong": true' in written
    assert '"link": "https://c.example"' in written
    assert '"list": "number"' in written


@pytest.mark.parametrize(
    "text",
    [
        "#set page()",
        "<b>x</b> &amp;",
        "`code` _y_ *z*",
        "[x](javascript:y)",
        "![i](x)",
        "= titre",
        "***",
    ],
)
def test_other_markup_is_shown_as_written(text: str) -> None:
    assert said(markdown_blocks(text)) == text


@pytest.mark.parametrize(
    "text", ["**a", "[a", "- ", "[x](https://", "\n".join("  " * i + "- x" for i in range(99))]
)
def test_no_markdown_takes_long_or_fails(text: str) -> None:
    start = time.perf_counter()
    markdown_blocks(text * (20_000 // len(text)))
    assert time.perf_counter() - start < 5
