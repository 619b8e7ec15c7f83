"""Cross checks: what one record alone cannot tell. Each check takes raw records, gives problems.

What is checked stands in `references`, `texts` and `duties`; here every record goes through them,
and what a record waives with a reason is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial

from generator.problems import WAIVABLE_RULES, Problem
from generator.records.duties import check_duties
from generator.records.index import Index, build_index
from generator.records.raw import RawGuide, RawRecord
from generator.records.references import check_area_cycles, check_references, check_unique
from generator.records.texts import check_texts
from generator.records.validate import closest
from generator.records.walk import ReferenceFound, TextFound, walk

# Fewer records than this are checked before another process has begun.
_WORTH_SHARING = 1000


def check_records(guide: RawGuide, as_of: date) -> list[Problem]:
    """Every cross check over every record, less what records waive with a reason."""
    return [problem for check in cross_checks(guide, as_of, parts=1) for problem in check()]


def cross_checks(guide: RawGuide, as_of: date, *, parts: int) -> list[Callable[[], list[Problem]]]:
    """What `check_records` does, as several pieces of work for processes to do side by side."""
    index = build_index(guide)
    words = [word for group in guide.vocabularies.values() for word in group]
    records = [*guide.records, *words]
    shares = min(parts, len(records) // _WORTH_SHARING + 1)

    def check(share: int) -> list[Problem]:
        together = [*check_unique(guide), *check_area_cycles(guide, index)] if share == 0 else []
        return [*together, *_check_each(guide, records[share::shares], index, as_of)]

    return [partial(check, share) for share in range(shares)]


def _check_each(
    guide: RawGuide, records: Iterable[RawRecord], index: Index, as_of: date
) -> list[Problem]:
    return [
        problem
        for record in records
        for problem in _apply_waivers(guide, record, _check_record(guide, record, index, as_of))
    ]


def _check_record(
    guide: RawGuide, record: RawRecord, index: Index, as_of: date
) -> Iterator[Problem]:
    if not isinstance(record.value, dict):
        return
    found = walk(record.model, record.value)
    references = (item for item in found if isinstance(item, ReferenceFound))
    texts = tuple(item for item in found if isinstance(item, TextFound))
    yield from check_references(guide, record, references, index)
    yield from check_texts(guide, record, texts, index)
    yield from check_duties(guide, record, record.value, index, as_of)


def _apply_waivers(
    guide: RawGuide, record: RawRecord, problems: Iterable[Problem]
) -> Iterator[Problem]:
    """What is left of a record's problems; a waiver for nothing is a problem itself."""
    waived = dict(_waivers(record))
    used: set[str] = set()
    for problem in problems:
        if problem.rule in waived and problem.rule in WAIVABLE_RULES:
            used.add(problem.rule)
        else:
            yield problem
    for rule in sorted(set(waived) - used):
        place = guide.place(record, ("exceptions", waived[rule], "rule"))
        if rule in WAIVABLE_RULES:
            yield Problem("unused-exception", place, {"rule": rule})
        else:
            allowed = sorted(WAIVABLE_RULES)
            suggestion = closest(rule, allowed)
            params = {"value": rule, "allowed": ", ".join(allowed), "suggestion": suggestion}
            yield Problem("invalid-choice", place, params)


def _waivers(record: RawRecord) -> Iterator[tuple[str, int]]:
    """The rules a record breaks knowingly, with a reason, and which item of its list says so."""
    listed = record.value.get("exceptions") if isinstance(record.value, dict) else None
    for number, waiver in enumerate(listed if isinstance(listed, list) else ()):
        if isinstance(waiver, dict) and waiver.get("reason"):
            yield str(waiver.get("rule")), number
