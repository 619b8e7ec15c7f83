"""Two languages side by side: the same records worded twice, each part beside its translation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from generator.booklet.book import book
from generator.booklet.plan import Plan
from generator.booklet.text import Json, heard

_PAIRED = ("words", "cover", "emergencies", "how_to_read", "directory", "directory_note")
"""What is short enough to be told in both languages at one place."""

_LONGEST_IN_A_ROW = 24
"""Letters up to which the second language follows on the same line."""


def side_by_side(plan: Plan) -> dict[str, Json]:
    """A booklet in the first language of the edition, with the second beside it.

    Both have the same records in the same order, that of the first. Fiches come as pairs, the
    glossary and the index as one for each language; the rest is told in both at one place.
    """
    first, second = plan.edition.languages
    other = replace(plan, edition=replace(plan.edition, languages=(second, first)))
    one: dict[str, Any] = book(plan)
    two: dict[str, Any] = book(other)
    both = {key: _both(one[key], two[key], second) for key in (*_PAIRED, "colophon", "back")}
    chapters = _pairs(one["sections"], two["sections"])
    # In the letters of a title no second language has room beside the first.
    title = _told(one["cover"]["title"], two["cover"]["title"], second, in_a_row=0)
    return {
        **one,
        **both,
        "cover": {**both["cover"], "title": title},
        "document": _document(one["document"], two["document"]),
        "second": second,
        "sections": [
            {
                **_both_of(left, right, second),
                "fiches": _pairs(left["fiches"], right["fiches"]),
            }
            for left, right in chapters
        ],
        "second_glossary": two["glossary"],
        "second_index": two["index"],
        "first_words": one["words"],
        "second_words": two["words"],
    }


def _pairs(one: Any, two: Any) -> list[Any]:
    return [list(pair) for pair in zip(one, two, strict=True)]


def _document(one: Any, two: Any) -> Json:
    return {**one, "title": f"{one['title']} · {two['title']}"}


def _both_of(one: Mapping[str, Any], two: Mapping[str, Any], second: str) -> dict[str, Json]:
    names = {key: _both(one[key], two[key], second) for key in ("name", "description")}
    return {**{key: one[key] for key in ("id", "hue", "position")}, **names}


def _both(one: Any, two: Any, second: str) -> Any:
    """Two values of the same shape as one; texts that differ follow each other."""
    if isinstance(one, Mapping) and isinstance(two, Mapping):
        if "say" in one:
            return _told(one, two, second)
        return {key: _both(one[key], two[key], second) for key in one}
    if isinstance(one, list) and isinstance(two, list) and len(one) == len(two):
        return [_both(left, right, second) for left, right in zip(one, two, strict=True)]
    return one


def _told(
    one: Mapping[str, Any], two: Mapping[str, Any], second: str, in_a_row: int = _LONGEST_IN_A_ROW
) -> Json:
    (first,), (other,) = (heard(dict(text)).words for text in (one, two))
    if first == other:
        return one
    apart = len(first) > in_a_row
    return {"say": [one, {"both": {"lang": second, **two}, "apart": apart}]}
