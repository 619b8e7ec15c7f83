"""Checks what a record owes its readers: sources, dates that can be, a way to ask, a way to reach.

And to us: an id that is the name of its file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from generator.problems import Problem
from generator.records.index import Index
from generator.records.models import Partner, Scheme, Term
from generator.records.raw import RawGuide, RawRecord
from generator.records.reader import KeyPath, Value
from generator.records.validate import closest

_NEEDS_SOURCE: tuple[type, ...] = (Scheme, Partner, Term)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")

Fields = Mapping[str, Value]


def check_duties(
    guide: RawGuide, record: RawRecord, fields: Fields, index: Index, as_of: date
) -> Iterator[Problem]:
    """Every check of one record's own duties; `fields` is its value."""
    yield from _check_file_name(guide, record)
    yield from _check_sources(guide, record, fields)
    yield from _check_facts(guide, record, fields)
    yield from _check_dates(guide, record, fields, as_of)
    if record.model is Scheme:
        yield from _check_request(guide, record, fields)
    if record.model is Partner:
        yield from _check_contact(guide, record, fields, index)


def _check_file_name(guide: RawGuide, record: RawRecord) -> Iterator[Problem]:
    stem = PurePosixPath(record.file).stem
    if record.model is Scheme and record.id and record.id != stem:
        params = {"id": record.id, "file": stem}
        yield Problem("id-not-file-name", guide.place(record, ("id",)), params)


def _check_sources(guide: RawGuide, record: RawRecord, fields: Fields) -> Iterator[Problem]:
    if record.model in _NEEDS_SOURCE and not fields.get("sources"):
        yield Problem("missing-source", guide.place(record, ("id",)), {"id": record.id})


def _check_facts(guide: RawGuide, record: RawRecord, fields: Fields) -> Iterator[Problem]:
    names = tuple(record.model.model_fields)
    for position, source in _sources(fields):
        facts = source.get("facts")
        for number, fact in enumerate(facts if isinstance(facts, list) else ()):
            if isinstance(fact, str) and fact not in names:
                params = {"field": fact, "suggestion": closest(fact, names)}
                where = ("sources", position, "facts", number)
                yield Problem("unknown-fact", guide.place(record, where), params)


def _check_dates(
    guide: RawGuide, record: RawRecord, fields: Fields, as_of: date
) -> Iterator[Problem]:
    """What is said to have happened must not lie after the day of the check."""
    today = as_of.isoformat()
    for path, day in _past_days(fields):
        # Days alone: a year or a month may not be over yet, and a wrong day is told elsewhere.
        if isinstance(day, str) and _DAY.match(day) and day > today:
            params = {"value": day, "today": today}
            yield Problem("date-in-future", guide.place(record, path), params)


def _past_days(fields: Fields) -> Iterator[tuple[KeyPath, Value]]:
    verified, revised = fields.get("verified"), fields.get("revised")
    if isinstance(verified, dict):
        yield ("verified", "on"), verified.get("on")
    if isinstance(revised, dict):
        for language, day in revised.items():
            yield ("revised", language), day
    for position, source in _sources(fields):
        yield ("sources", position, "consulted"), source.get("consulted")


def _sources(fields: Fields) -> Iterator[tuple[int, dict[str, Value]]]:
    sources = fields.get("sources")
    for position, source in enumerate(sources if isinstance(sources, list) else ()):
        if isinstance(source, dict):
            yield position, source


def _check_request(guide: RawGuide, record: RawRecord, fields: Fields) -> Iterator[Problem]:
    request = fields.get("request")
    ways: list[Any] = [fields.get("providers"), fields.get("provider_kinds")]
    if isinstance(request, dict):
        ways.extend(request.get(key) for key in ("steps", "online", "form", "phone"))
    if not any(ways) and not _is_closed(fields):
        place = guide.place(record, ("request",) if "request" in fields else ("id",), key=True)
        yield Problem("scheme-without-request", place, {"id": record.id})


def _check_contact(
    guide: RawGuide, record: RawRecord, fields: Fields, index: Index
) -> Iterator[Problem]:
    parent = index.ids.get("partner", {}).get(str(fields.get("parent")))
    bodies = [fields, parent.value if parent is not None else None]
    if _is_closed(fields) or any(_has_contact(body) for body in bodies):
        return
    yield Problem("partner-without-contact", guide.place(record, ("id",)), {"id": record.id})


def _is_closed(fields: Fields) -> bool:
    lifecycle = fields.get("lifecycle")
    return isinstance(lifecycle, dict) and lifecycle.get("status") == "closed"


def _has_contact(value: Value | Fields) -> bool:
    if not isinstance(value, dict):
        return False
    contact, sites = value.get("contact"), value.get("sites")
    ways = ("phones", "email", "url", "form")
    if isinstance(contact, dict) and any(contact.get(way) for way in ways):
        return True
    return isinstance(sites, list) and any(
        isinstance(site, dict) and any(site.get(key) for key in ("phones", "email", "street"))
        for site in sites
    )
