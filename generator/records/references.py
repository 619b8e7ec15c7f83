"""Checks what records call each other: ids taken twice, references to nothing, areas in a ring."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.problems import Problem
from generator.records.index import Index
from generator.records.models import Area, Partner, Question, Scheme, Term
from generator.records.raw import RawGuide, RawRecord, kind_of
from generator.records.reader import KeyPath
from generator.records.validate import closest
from generator.records.walk import ReferenceFound

_REPLACEABLE = {Scheme: "scheme", Partner: "partner"}
_READABLE = ("scheme", "partner", "area", "term")


def check_unique(guide: RawGuide) -> Iterator[Problem]:
    """Two records of a kind, or two words of a vocabulary, with the same id."""
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
    for record in guide.records:
        if record.model is Question:
            yield from _check_answers(guide, record)


def _check_answers(guide: RawGuide, question: RawRecord) -> Iterator[Problem]:
    """Two answers of a question with the same id: a device could not tell which was given."""
    answers = question.value.get("answers") if isinstance(question.value, dict) else None
    first: dict[str, int] = {}
    for number, answer in enumerate(answers if isinstance(answers, list) else ()):
        identifier = answer.get("id") if isinstance(answer, dict) else None
        if not isinstance(identifier, str):
            continue
        if identifier in first:
            place = guide.place(question, ("answers", number, "id"))
            other = guide.place(question, ("answers", first[identifier], "id"))
            params = {"id": identifier, "other": f"{other.file}:{other.line}"}
            yield Problem("duplicate-id", place, params, (other,))
        first.setdefault(identifier, number)


def check_references(
    guide: RawGuide, record: RawRecord, found: Iterable[ReferenceFound], index: Index
) -> Iterator[Problem]:
    """References of a record to what does not exist."""
    for reference in found:
        yield from _unknown(guide, record, reference, index)
    for reference in _free_references(record):
        yield from _unknown(guide, record, reference, index)


def _free_references(record: RawRecord) -> Iterator[ReferenceFound]:
    """References whose kind depends on the record: what replaced it, what to read with it."""
    value = record.value if isinstance(record.value, dict) else {}
    lifecycle, see = value.get("lifecycle"), value.get("see")
    if record.model in _REPLACEABLE and isinstance(lifecycle, dict):
        successor = lifecycle.get("replaced_by")
        if isinstance(successor, str):
            path: KeyPath = ("lifecycle", "replaced_by")
            yield ReferenceFound(path, _REPLACEABLE[record.model], successor)
    if record.model is Term and isinstance(see, list):
        for position, ref in enumerate(see):
            kind, _, name = str(ref).partition("/")
            known = kind in _READABLE
            where: KeyPath = ("see", position)
            yield ReferenceFound(where, kind if known else "record", name if known else str(ref))


def _unknown(
    guide: RawGuide, record: RawRecord, found: ReferenceFound, index: Index
) -> Iterator[Problem]:
    known = index.ids.get(found.kind, {})
    # Where a file could not be read, its ids are not missing: they are not known.
    if found.value in known or found.kind in guide.unreadable:
        return
    suggestion = closest(found.value, known)
    params = {"kind": found.kind, "value": found.value, "suggestion": suggestion}
    yield Problem("unknown-reference", guide.place(record, found.path), params)


def check_area_cycles(guide: RawGuide, index: Index) -> Iterator[Problem]:
    """Areas that hold each other, each ring once."""
    areas = index.ids.get("area", {})
    holders = _holders(areas.values())
    settled: set[str] = set()
    for start in sorted(areas):
        trail: dict[str, None] = {}
        pending = [(start, False)]
        while pending:
            area, done = pending.pop()
            if done:
                trail.pop(area, None)
                settled.add(area)
            elif area in trail:
                ring = [*list(trail)[list(trail).index(area) :], area]
                place = guide.place(areas[area], ("part_of",), key=True)
                yield Problem("area-cycle", place, {"chain": " → ".join(ring)})
            elif area not in settled and area in areas:
                trail[area] = None
                pending.append((area, True))
                pending.extend((holder, False) for holder in holders.get(area, ()))


def _holders(areas: Iterable[RawRecord]) -> dict[str, list[str]]:
    """For each area those that hold it, as it says (`part_of`) or as they say (`members`)."""
    holders: dict[str, list[str]] = {}
    for area in areas:
        if area.model is not Area or not isinstance(area.value, dict):
            continue
        part_of, members = area.value.get("part_of"), area.value.get("members")
        if isinstance(part_of, list):
            holders.setdefault(area.id, []).extend(str(item) for item in part_of)
        for member in members if isinstance(members, list) else ():
            holders.setdefault(str(member), []).append(area.id)
    return holders
