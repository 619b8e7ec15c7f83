"""Texts of records as values a booklet can show: every character accounted for, none interpreted.

A `Text` is what Typst receives as JSON: strings it sets letter by letter, and runs around them.
Nothing here is ever Typst source, so no character of a record can act as markup.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from string import Formatter
from typing import Any, TypeAlias

from generator.booklet.glyphs import can_show
from generator.language import Language
from generator.records.models import LocalizedText
from generator.typography import held

Json: TypeAlias = "bool | int | str | Sequence[Json] | Mapping[str, Json] | None"
Text: TypeAlias = dict[str, Json]

_LONGEST = 28
"""The longest word left whole; hyphenation deals with the longer words of a dictionary."""
_LONGEST_LETTERS = 40
_LONGEST_ADDRESS = 2000
_PIECE = 4
_AROUND_WORDS = "()[]«»“”\"'’.,;:!?…\u00a0\u202f"
_SPACES = re.compile(r"[ \t\r\n\f\v\x85\u2028\u2029]+")
_AFTER_PUNCTUATION = re.compile(r"(?<=[/.\-_@?&=#+:,;])(?=[^/.\-_@?&=#+:,;])")


@lru_cache(maxsize=65536)  # a record says the same in the booklets of every place
def plain(text: str, longest: int = _LONGEST) -> Text:
    """A text as it is written: no markup, white space folded, words past `longest` breakable."""
    runs: list[Json] = []
    text = held(_SPACES.sub(" ", unicodedata.normalize("NFC", text)))
    if can_show(text) and len(max(text.split(" "), key=len)) <= longest:
        return {"say": [text]}
    for piece in re.split(r"([^ ]+)", text):
        if len(piece) <= longest or _is_a_word(piece):
            _append(runs, _shown(piece))
        else:
            runs.append({"cut": [{"say": list(_shown(part))} for part in _pieces(piece, longest)]})
    return {"say": runs}


def _is_a_word(piece: str) -> bool:
    """Whether a dictionary may have it, whatever stands around it."""
    return len(piece) <= _LONGEST_LETTERS and piece.strip(_AROUND_WORDS).isalpha()


def worded(text: LocalizedText, language: str, longest: int = _LONGEST) -> Text:
    """A text for a reader of `language`; borrowed words keep their language and a mark."""
    wording = text.wording(language)
    found = plain(wording.text, longest)
    if wording.borrowed:
        return {**found, "lang": wording.language, "mark": wording.language.upper()}
    return found


def strong(text: Text) -> Text:
    """A text in bold."""
    return {**_inner(text), "strong": True}


def link(text: Text, address: str) -> Text:
    """A text that leads to an address on the web, a number to call or a mailbox.

    Beyond what PDF readers follow, and Typst accepts, the text stands alone.
    """
    if len(address) > _LONGEST_ADDRESS:
        return text
    return {**_inner(text), "link": address}


def page_of(target: str, room: str) -> Text:
    """The number of the page on which `target` stands, with the room of the number `room`."""
    return {"page": target, "room": room}


def joined(parts: Sequence[Text], separator: str = " ") -> Text:
    """Several texts in a row."""
    runs: list[Json] = []
    for number, part in enumerate(parts):
        if number:
            _append(runs, [separator])
        _append(runs, [part])
    return {"say": runs}


def phrase(language: Language, key: str, /, **parts: Text) -> Text:
    """Interface words whose {places} are filled with texts."""
    runs: list[Json] = []
    for words, name, _, _ in Formatter().parse(language.t(key)):
        if words:
            _append(runs, [plain(words)])
        if name:
            _append(runs, [parts[name]])
    return {"say": runs}


class Kept(dict[str, Json]):
    """A value that stands in several booklets: what it says is heard once."""

    @cached_property
    def heard(self) -> Heard:
        """What its texts say."""
        return heard(list(self.values()))


@dataclass(frozen=True, slots=True)
class Heard:
    """The words of some texts, one string for each, and whether any is not in the language of the
    reader.
    """

    words: list[str]
    borrowed: bool


def heard(value: Json) -> Heard:
    """What every text inside `value` says, in order; texts within a text are part of it."""
    words: list[str] = []
    borrowed = False
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Kept):
            words += one.heard.words
            borrowed |= one.heard.borrowed
        elif isinstance(one, dict):
            if "say" in one:
                letters: list[str] = []
                borrowed |= _hear(one, letters)
                words.append("".join(letters))
            else:
                waiting.extend(reversed(one.values()))
        elif isinstance(one, list):
            waiting.extend(reversed(one))
    return Heard(words, borrowed)


def _hear(run: Mapping[str, Any], letters: list[str]) -> bool:
    """Add what one run says to `letters`; whether it, or any inside it, is borrowed."""
    borrowed = "mark" in run
    for part in run.get("say", run.get("cut", ())):
        if type(part) is str:
            letters.append(part)
        elif _hear(part, letters):
            borrowed = True
    return borrowed


def _shown(text: str) -> Iterator[Json]:
    """The text in runs; a cluster that no shipped font has stands apart, to be drawn as a box."""
    start = end = 0
    for cluster in _clusters(text):
        if not can_show(cluster):
            if end > start:
                yield text[start:end]
            yield {"missing": cluster}
            start = end + len(cluster)
        end += len(cluster)
    if end > start:
        yield text[start:end]


def _clusters(text: str) -> Iterator[str]:
    """Each character with the marks set upon it."""
    if text.isascii() and text.isprintable():
        yield from [text] if text else ()
        return
    cluster = ""
    for character in text:
        if cluster and not unicodedata.category(character).startswith("M"):
            yield cluster
            cluster = ""
        cluster += character
    if cluster:
        yield cluster


def _pieces(word: str, longest: int) -> Iterator[str]:
    """A word in parts between which a line may break: after its punctuation first."""
    for part in _AFTER_PUNCTUATION.split(word):
        if len(part) <= longest // 2:
            yield part
        else:
            yield from (part[i : i + _PIECE] for i in range(0, len(part), _PIECE))


def _append(runs: list[Json], found: Iterable[Json]) -> None:
    """Add runs to others, with neighbours that are set alike in one: each costs Typst some time."""
    for run in found:
        last = runs[-1] if runs else None
        if isinstance(run, str) and isinstance(last, str):
            runs[-1] = last + run
        elif isinstance(run, dict) and run.keys() == {"say"}:
            _append(runs, run["say"])
        elif run != "":
            runs.append(run)


def _inner(text: Text) -> Text:
    """A text as the inside of another."""
    return text if text.keys() == {"say"} else {"say": [text]}
