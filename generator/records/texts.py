"""Checks what readers read: languages, translations, acronyms, and what no text may hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.problems import Problem
from generator.records.index import Index
from generator.records.models import EditionSeries
from generator.records.models.types import is_nominative
from generator.records.raw import RawGuide, RawRecord
from generator.records.reader import KeyPath
from generator.records.walk import TextFound

_CAPITALS = re.compile(r"[A-Z][A-Z0-9]+(?![\w@-])")
_INSIDE_WORD = re.compile(r"[\w’'@./-]")
_ROMAN = re.compile(r"[IVX]+\Z")
_EMAIL = re.compile(r"(?<![A-Za-z0-9._+-])[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}")
_HTTP = re.compile(r"http://[^\s)>\"]*")
_LINK = re.compile(r"\]\(\s*<?(?!https?://|mailto:|tel:)([^)\s>]*)")
_SAME = "*"


def check_texts(
    guide: RawGuide, record: RawRecord, found: tuple[TextFound, ...], index: Index
) -> Iterator[Problem]:
    """Every check of the texts of one record."""
    yield from _check_languages(guide, record, found, index)
    yield from _check_edition(guide, record, index)
    for text in found:
        yield from _check_addresses(guide, record, text)
        if not text.names:
            yield from _check_acronyms(guide, record, text, index)
    yield from _check_translations(guide, record, found, index)


def _check_languages(
    guide: RawGuide, record: RawRecord, found: Iterable[TextFound], index: Index
) -> Iterator[Problem]:
    paths = {
        _language_path(text): text.language
        for text in found
        if text.language not in (_SAME, *index.languages)
    }
    for path, language in paths.items():
        yield Problem("unknown-language", guide.place(record, path, key=True), {"value": language})


def _check_edition(guide: RawGuide, record: RawRecord, index: Index) -> Iterator[Problem]:
    """A booklet in a language that the guide does not speak."""
    value = record.value if record.model is EditionSeries and isinstance(record.value, dict) else {}
    listed = value.get("languages")
    for position, language in enumerate(listed if isinstance(listed, list) else ()):
        if language not in index.languages:
            place = guide.place(record, ("languages", position))
            yield Problem("unknown-language", place, {"value": str(language)})


def _language_path(text: TextFound) -> KeyPath:
    """Where the language of a text is written; a list of names has it once for all of them."""
    return text.path[:-1] if isinstance(text.path[-1], int) else text.path


def _check_addresses(guide: RawGuide, record: RawRecord, text: TextFound) -> Iterator[Problem]:
    for match in _HTTP.finditer(text.value) if "http://" in text.value else ():
        yield Problem("http-link", guide.place(record, text.path), {"value": match.group()})
    for link in _LINK.findall(text.value) if "](" in text.value else ():
        yield Problem("relative-link", guide.place(record, text.path), {"value": link})
    for match in _EMAIL.finditer(text.value) if "@" in text.value else ():
        if is_nominative(match.group()):
            params = {"value": match.group()}
            yield Problem("nominative-email", guide.place(record, text.path), params)


def _check_acronyms(
    guide: RawGuide, record: RawRecord, text: TextFound, index: Index
) -> Iterator[Problem]:
    for acronym in dict.fromkeys(_acronyms(text.value)):
        if acronym not in index.acronyms and not _ROMAN.match(acronym):
            params = {"value": acronym}
            yield Problem("unknown-acronym", guide.place(record, text.path), params)


def _acronyms(text: str) -> Iterator[str]:
    """Words of capitals and digits, two capitals at least; not the end of a longer word."""
    for match in _CAPITALS.finditer(text):
        start, word = match.start(), match.group()
        is_end = start > 0 and _INSIDE_WORD.match(text, start - 1)
        if not is_end and sum(map(str.isalpha, word)) > 1:
            yield word


def _check_translations(
    guide: RawGuide, record: RawRecord, found: Iterable[TextFound], index: Index
) -> Iterator[Problem]:
    written: dict[KeyPath, set[str]] = {}
    for text in found:
        if not text.names and text.language != _SAME:
            written.setdefault(text.path[:-1], set()).add(text.language)
    for path, languages in written.items():
        if path[-1] == "acronym":
            continue  # Many bodies have an acronym in one language only.
        for missing in (name for name in index.languages if name not in languages):
            params = {"language": missing, "field": _dotted(path)}
            yield Problem("missing-translation", guide.place(record, path, key=True), params)


def _dotted(path: KeyPath) -> str:
    return ".".join(str(step + 1) if isinstance(step, int) else step for step in path)
