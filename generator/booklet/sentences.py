"""Sentences apart: the easy-to-read rules want each on a line of its own.

Works on the data of a booklet, after everything is worded, so that no text can be forgotten.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.booklet.text import Json

LINE: Mapping[str, Json] = {"line": True}
"""The run that ends a line."""

_CAPITAL = r"(?:[’'][a-z] )?[A-ZÀ-ÖØ-ÞŒĲ0-9]"  # in Dutch: ’t Is gratis
_OPENING = rf"[«“\"'(\[]?\u00a0?{_CAPITAL}"
_CLOSING = r"[.!?…](?:[»”\"')\]]|\u00a0»)*"
_END = re.compile(rf"{_CLOSING}(?= +{_OPENING})")
_CLOSED = re.compile(rf"{_CLOSING}\Z")
_OPENS = re.compile(_OPENING)
# What ends in a point and goes on: titles, references, abbreviations of both languages, initials.
_GOES_ON = re.compile(
    r"(?:^|[\s(«“'’.-])(?:M|MM|Mme|Dr|Dhr|Mevr|Mw|St|Ste|Art|art|al|av|bd|bld|chap|env|ex|p|pp|n|nr|"
    r"nrs|tél|tel|cf|bv|bijv|bvb|ca|resp|incl|excl|vgl|blz|min|max|[A-Z])\.\Z"
)


def one_sentence_a_line(data: Mapping[str, Json]) -> dict[str, Json]:
    """The same data with the end of a line after each sentence that another one follows."""
    return {key: _in(value) for key, value in data.items()}


def _in(value: Json) -> Json:
    if isinstance(value, Mapping):
        if "say" in value:
            return _Walk().text(value)
        return {key: _in(inner) for key, inner in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_in(inner) for inner in value]
    return value


class _Walk:
    """One text, run by run: whether what was read so far ends a sentence, and whether a space."""

    def __init__(self) -> None:
        self._ended = self._spaced = False

    def text(self, run: Mapping[str, Json]) -> dict[str, Json]:
        inner: Any = run["say"]
        return {**run, "say": [part for one in inner for part in self._run(one)]}

    def _run(self, run: Json) -> list[Json]:
        if isinstance(run, str):
            return list(self._words(run))
        if isinstance(run, Mapping) and "say" in run:
            return [self.text(run)]
        self._ended = False
        return [run]

    def _words(self, words: str) -> Iterator[Json]:
        bare = words.lstrip(" ")
        spaced = self._spaced or bare != words
        if not bare:
            self._spaced = spaced
            yield words
            return
        if self._ended and spaced and _OPENS.match(bare):
            yield LINE
            words = bare
        start = 0
        for end in _END.finditer(words):
            if _is_over(words[start : end.end()]):
                yield words[start : end.end()]
                yield LINE
                start = end.end() + words[end.end() :].index(words[end.end() :].lstrip(" "))
        yield words[start:]
        self._ended, self._spaced = _is_over(words.rstrip(" ")), words.endswith(" ")


def _is_over(words: str) -> bool:
    return _CLOSED.search(words) is not None and _GOES_ON.search(words) is None
