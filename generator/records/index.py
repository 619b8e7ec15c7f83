"""What the whole guide knows, for the checks of one record: every id, language and acronym."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.records.models import Area, GuideSettings, Partner, Scheme, Term
from generator.records.raw import RawGuide, RawRecord, kind_of
from generator.records.reader import Value

_ACRONYM = re.compile(r"[A-Z][A-Z0-9]+")
_NAMED: tuple[type, ...] = (Scheme, Partner, Term, Area)
_NAMES = ("acronym", "term", "name", "aliases", "formerly")


@dataclass(frozen=True, slots=True)
class Index:
    """The first record of each id of each kind, the languages of the guide, its acronyms."""

    ids: Mapping[str, Mapping[str, RawRecord]]
    languages: tuple[str, ...]
    acronyms: frozenset[str]


def build_index(guide: RawGuide) -> Index:
    """Look through every record once."""
    ids: dict[str, dict[str, RawRecord]] = {}
    acronyms: set[str] = set()
    languages: tuple[str, ...] = ("fr", "nl")
    for record in guide.records:
        ids.setdefault(kind_of(record.model), {}).setdefault(record.id, record)
        if record.model in _NAMED and isinstance(record.value, dict):
            for key in _NAMES:
                for text in _strings(record.value.get(key)):
                    acronyms.update(_ACRONYM.findall(text))
        if record.model is GuideSettings and isinstance(record.value, dict):
            listed = record.value.get("languages")
            if isinstance(listed, list):
                languages = tuple(text for text in listed if isinstance(text, str)) or languages
    for name, words in guide.vocabularies.items():
        ids[name] = {word.id: word for word in words}
    return Index(ids, languages, frozenset(acronyms))


def _strings(value: Value) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from _strings(item)
