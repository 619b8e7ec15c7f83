"""Cross checks: what one record alone cannot tell. Each check takes raw records, gives problems."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from generator.problems import Problem
from generator.records.models import Area, GuideSettings, Partner, Scheme, Term
from generator.records.models.types import is_nominative
from generator.records.raw import RawGuide, RawRecord, kind_of
from generator.records.reader import KeyPath, Value
from generator.records.validate import closest
from generator.records.walk import ReferenceFound, TextFound, walk

_ACRONYM = re.compile(r"(?<![\w’'@./-])(?=[A-Z0-9]*[A-Z][A-Z0-9]*[A-Z])[A-Z][A-Z0-9]+(?![\w@-])")
_ANY_ACRONYM = re.compile(r"[A-Z][A-Z0-9]+")
_ROMAN = re.compile(r"[IVX]+\Z")
_EMAIL = re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}")
_HTTP = re.compile(r"http://[^\s)>\"]*")
_NEEDS_SOURCE: tuple[type, ...] = (Scheme, Partner, Term)
_REPLACEABLE = {Scheme: "scheme", Partner: "partner"}


@dataclass(frozen=True, slots=True)
class _Index:
    """The ids of each kind, and the languages of the guide."""

    ids: Mapping[str, Mapping[str, RawRecord]]
    languages: tuple[str, ...]
    acronyms: frozenset[str]


def check_records(guide: RawGuide, as_of: date) -> list[Problem]:
    """Every cross check over every record, less what records waive with a reason."""
    index = _index(guide)
    problems: list[Problem] = list(_check_unique(guide))
    words = [word for group in guide.vocabularies.values() for word in group]
    for record in (*guide.records, *words):
        found = list(_check_record(guide, record, index, as_of))
        problems.extend(_apply_waivers(guide, record, found))
    problems.extend(_check_area_cycles(guide, index))
    return problems


def _check_record(
    guide: RawGuide, record: RawRecord, index: _Index, as_of: date
) -> Iterator[Problem]:
    if not isinstance(record.value, dict):
        return
    for found in walk(record.model, record.value):
        if isinstance(found, ReferenceFound):
            yield from _check_reference(guide, record, found, index)
        else:
            yield from _check_text(guide, record, found, index)
    yield from _check_translations(guide, record, index)
    yield from _check_file_name(guide, record)
    yield from _check_facts(guide, record)
    yield from _check_dates(guide, record, as_of)
    yield from _check_free_references(guide, record, index)
    if record.model is Scheme:
        yield from _check_request(guide, record)
    if record.model is Partner:
        yield from _check_contact(guide, record, index)


def _index(guide: RawGuide) -> _Index:
    ids: dict[str, dict[str, RawRecord]] = {}
    acronyms: set[str] = set()
    languages: tuple[str, ...] = ("fr", "nl")
    for record in guide.records:
        ids.setdefault(kind_of(record.model), {}).setdefault(record.id, record)
        if record.model in (Scheme, Partner, Term, Area) and isinstance(record.value, dict):
            for key in ("acronym", "term", "name", "aliases", "formerly"):
                for text in _strings(record.value.get(key)):
                    acronyms.update(_ANY_ACRONYM.findall(text))
        if record.model is GuideSettings and isinstance(record.value, dict):
            listed = record.value.get("languages")
            if isinstance(listed, list):
                languages = tuple(text for text in listed if isinstance(text, str)) or languages
    for name, words in guide.vocabularies.items():
        ids[name] = {word.id: word for word in words}
    return _Index(ids, languages, frozenset(acronyms))


def _strings(value: Value) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from _strings(item)


def _check_unique(guide: RawGuide) -> Iterator[Problem]:
    groups: list[Iterable[RawRecord]] = [guide.records, *guide.vocabularies.values()]
    for group in groups:
        first: dict[tuple[str, str], RawRecord] = {}
        for record in group:
            key = (kind_of(record.model), record.id)
            if record.id and key in first:
                place, other = guide.place(record, ("id",)), guide.place(first[key], ("id",))
                params = {"id": record.id, "other": f"{other.file}:{other.line}"}
                yield Problem("duplicate-id", place, params, (other,))
            first.setdefault(key, record)


def _check_reference(
    guide: RawGuide, record: RawRecord, found: ReferenceFound, index: _Index
) -> Iterator[Problem]:
    yield from _unknown(guide, record, found.path, found.kind, found.value, index)


def _unknown(
    guide: RawGuide, record: RawRecord, path: KeyPath, kind: str, value: str, index: _Index
) -> Iterator[Problem]:
    known = index.ids.get(kind, {})
    if value in known or kind in guide.unreadable:
        return
    params = {"kind": kind, "value": value, "suggestion": closest(value, known)}
    yield Problem("unknown-reference", guide.place(record, path), params)


def _check_free_references(guide: RawGuide, record: RawRecord, index: _Index) -> Iterator[Problem]:
    """References whose kind depends on the record: what replaced it, what to read with it."""
    assert isinstance(record.value, dict)
    lifecycle = record.value.get("lifecycle")
    if record.model in _REPLACEABLE and isinstance(lifecycle, dict):
        successor = lifecycle.get("replaced_by")
        if isinstance(successor, str):
            path: KeyPath = ("lifecycle", "replaced_by")
            kind = _REPLACEABLE[record.model]
            yield from _unknown(guide, record, path, kind, successor, index)
    see = record.value.get("see")
    if record.model is Term and isinstance(see, list):
        for position, ref in enumerate(see):
            kind, _, value = str(ref).partition("/")
            where = ("see", position)
            if kind in ("scheme", "partner", "area", "term"):
                yield from _unknown(guide, record, where, kind, value, index)
            else:
                params = {"kind": "record", "value": str(ref), "suggestion": ""}
                yield Problem("unknown-reference", guide.place(record, where), params)


def _check_text(
    guide: RawGuide, record: RawRecord, found: TextFound, index: _Index
) -> Iterator[Problem]:
    if found.language not in ("*", *index.languages):
        params = {"value": found.language, "allowed": ", ".join(index.languages)}
        yield Problem("unknown-language", guide.place(record, found.path, key=True), params)
    for match in _HTTP.finditer(found.value):
        yield Problem("http-link", guide.place(record, found.path), {"value": match.group()})
    for match in _EMAIL.finditer(found.value):
        if is_nominative(match.group()):
            params = {"value": match.group()}
            yield Problem("nominative-email", guide.place(record, found.path), params)
    if found.names:
        return
    for acronym in dict.fromkeys(_ACRONYM.findall(found.value)):
        if acronym not in index.acronyms and not _ROMAN.match(acronym):
            params = {"value": acronym}
            yield Problem("unknown-acronym", guide.place(record, found.path), params)


def _check_translations(guide: RawGuide, record: RawRecord, index: _Index) -> Iterator[Problem]:
    written: dict[KeyPath, set[str]] = {}
    for found in walk(record.model, record.value):
        if isinstance(found, TextFound) and not found.names and found.language != "*":
            written.setdefault(found.path[:-1], set()).add(found.language)
    for path, languages in written.items():
        if path[-1] == "acronym":
            continue
        for missing in (name for name in index.languages if name not in languages):
            params = {"language": missing, "field": _dotted(path)}
            yield Problem("missing-translation", guide.place(record, path, key=True), params)


def _dotted(path: KeyPath) -> str:
    return ".".join(str(step + 1) if isinstance(step, int) else step for step in path)


def _check_file_name(guide: RawGuide, record: RawRecord) -> Iterator[Problem]:
    stem = PurePosixPath(record.file).stem
    if record.model is Scheme and record.id and record.id != stem:
        params = {"id": record.id, "file": stem}
        yield Problem("id-not-file-name", guide.place(record, ("id",)), params)


def _check_facts(guide: RawGuide, record: RawRecord) -> Iterator[Problem]:
    assert isinstance(record.value, dict)
    sources = record.value.get("sources")
    if record.model in _NEEDS_SOURCE and not sources:
        yield Problem("missing-source", guide.place(record, ("id",)), {"id": record.id})
    if not isinstance(sources, list):
        return
    fields = tuple(record.model.model_fields)
    for position, source in enumerate(sources):
        facts = source.get("facts") if isinstance(source, dict) else None
        for number, fact in enumerate(facts if isinstance(facts, list) else ()):
            if fact not in fields:
                params = {"field": str(fact), "suggestion": closest(str(fact), fields)}
                where = ("sources", position, "facts", number)
                yield Problem("unknown-fact", guide.place(record, where), params)


def _check_dates(guide: RawGuide, record: RawRecord, as_of: date) -> Iterator[Problem]:
    """What is said to have happened must not lie after the day of the check."""
    assert isinstance(record.value, dict)
    today = as_of.isoformat()
    paths: list[tuple[KeyPath, Value]] = []
    verified, revised = record.value.get("verified"), record.value.get("revised")
    if isinstance(verified, dict):
        paths.append((("verified", "on"), verified.get("on")))
    if isinstance(revised, dict):
        paths.extend((("revised", language), day) for language, day in revised.items())
    sources = record.value.get("sources")
    for position, source in enumerate(sources if isinstance(sources, list) else ()):
        if isinstance(source, dict):
            paths.append((("sources", position, "consulted"), source.get("consulted")))
    for path, day in paths:
        if isinstance(day, str) and len(day) == len(today) and day > today:
            yield Problem("date-in-future", guide.place(record, path), {"value": day, "today": today})


def _is_closed(value: Mapping[str, Value]) -> bool:
    lifecycle = value.get("lifecycle")
    return isinstance(lifecycle, dict) and lifecycle.get("status") == "closed"


def _check_request(guide: RawGuide, record: RawRecord) -> Iterator[Problem]:
    assert isinstance(record.value, dict)
    request = record.value.get("request")
    ways: list[Any] = [record.value.get("providers"), record.value.get("provider_kinds")]
    if isinstance(request, dict):
        ways.extend(request.get(key) for key in ("steps", "online", "form", "phone"))
    if not any(ways) and not _is_closed(record.value):
        place = guide.place(record, ("request",) if "request" in record.value else ("id",), key=True)
        yield Problem("scheme-without-request", place, {"id": record.id})


def _check_contact(guide: RawGuide, record: RawRecord, index: _Index) -> Iterator[Problem]:
    assert isinstance(record.value, dict)
    parent = index.ids.get("partner", {}).get(str(record.value.get("parent")))
    bodies = [record.value, parent.value if parent is not None else None]
    if _is_closed(record.value) or any(_has_contact(body) for body in bodies):
        return
    yield Problem("partner-without-contact", guide.place(record, ("id",)), {"id": record.id})


def _has_contact(value: Value) -> bool:
    if not isinstance(value, dict):
        return False
    contact, sites = value.get("contact"), value.get("sites")
    if isinstance(contact, dict) and any(contact.get(k) for k in ("phones", "email", "url", "form")):
        return True
    return isinstance(sites, list) and any(
        isinstance(site, dict) and any(site.get(key) for key in ("phones", "email", "street"))
        for site in sites
    )


def _check_area_cycles(guide: RawGuide, index: _Index) -> Iterator[Problem]:
    areas = index.ids.get("area", {})

    def parents(area: str) -> list[str]:
        record = areas.get(area)
        value = record.value if record else None
        listed = value.get("part_of") if isinstance(value, dict) else None
        return [str(item) for item in listed] if isinstance(listed, list) else []

    settled: set[str] = set()
    for start in sorted(areas):
        trail: dict[str, None] = {}
        pending = [(start, False)]
        while pending:
            area, done = pending.pop()
            if done:
                trail.pop(area, None)
                settled.add(area)
                continue
            if area in trail:
                params = {"chain": " → ".join([*list(trail)[list(trail).index(area):], area])}
                yield Problem("area-cycle", guide.place(areas[area], ("part_of",), key=True), params)
                continue
            if area in settled or area not in areas:
                continue
            trail[area] = None
            pending.append((area, True))
            pending.extend((parent, False) for parent in parents(area))


def _apply_waivers(
    guide: RawGuide, record: RawRecord, problems: list[Problem]
) -> Iterator[Problem]:
    value = record.value
    listed = value.get("exceptions") if isinstance(value, dict) else None
    waivers = listed if isinstance(listed, list) else []
    waived = {
        str(waiver.get("rule")): number
        for number, waiver in enumerate(waivers)
        if isinstance(waiver, dict) and waiver.get("reason")
    }
    used: set[str] = set()
    for problem in problems:
        if problem.rule in waived:
            used.add(problem.rule)
        else:
            yield problem
    for rule in sorted(set(waived) - used):
        place = guide.place(record, ("exceptions", waived[rule], "rule"))
        yield Problem("unused-exception", place, {"rule": rule})


