"""From a folder to a Guide: read, type, check; every problem of every file in one go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

from generator.audience import Audience
from generator.guide import Guide, Origin, build_guide
from generator.problems import Problem, Severity, sort_problems
from generator.processes import beside, without_collection
from generator.records.checks import cross_checks
from generator.records.models import VOCABULARIES, Record, Synonyms, Word
from generator.records.pages import check_pages
from generator.records.raw import RawGuide, RawRecord, parse_files
from generator.records.reader import locate
from generator.records.reading import Read, reading
from generator.records.validate import validate_records


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a folder holds: a Guide if no error stands in its way, and every problem, sorted."""

    guide: Guide | None
    problems: tuple[Problem, ...]


def load_guide(
    root: Path,
    as_of: date,
    audience: Audience = Audience.PUBLIC,
    *,
    cache: Path | None = None,
    jobs: int = 1,
) -> Loaded:
    """Read and check the guide at `root` as it stands on the day `as_of`.

    `cache` is a folder that remembers files already read; `jobs` processes share the reading.
    """
    with reading(root, cache, jobs) as read:
        found = read()
    return load(found, as_of, audience, jobs=jobs)


@without_collection()
def load(read: Read, as_of: date, audience: Audience = Audience.PUBLIC, *, jobs: int = 1) -> Loaded:
    """Type and check what was read, and make a Guide of it, as `load_guide` does."""
    unread = [problem.place.file for problem in read.problems]
    raw = parse_files(read.files, read.values, unread)
    with ExitStack() as processes:
        checks = [
            processes.enter_context(beside(check, jobs))
            for check in cross_checks(raw, as_of, parts=jobs)
        ]
        typed, refused = validate_records(raw, raw.records)
        words: dict[str, list[Word]] = {name: [] for name in VOCABULARIES}
        for name, records in raw.vocabularies.items():
            typed_words, word_problems = validate_records(raw, records)
            words[name] = [word for _, word in typed_words]
            refused.extend(word_problems)
        found = [*read.problems, *raw.problems, *refused, *check_pages(read.root, raw)]
        for check in checks:
            found.extend(check())
    problems = sort_problems(found)
    if any(problem.severity is Severity.ERROR for problem in problems):
        return Loaded(None, problems)
    origins = _origins(raw, typed)
    values_typed = [record for _, record in typed]
    synonyms = _synonyms(typed)
    guide = build_guide(values_typed, words, origins, as_of, audience, synonyms=synonyms)
    return Loaded(guide, problems)


def _synonyms(typed: list[tuple[RawRecord, Any]]) -> Mapping[str, tuple[Synonyms, ...]]:
    """The words of each file of synonyms, under the language that is its name."""
    found: dict[str, list[Synonyms]] = {}
    for record, value in typed:
        if isinstance(value, Synonyms):
            found.setdefault(PurePosixPath(record.file).stem, []).append(value)
    return {language: tuple(words) for language, words in found.items()}


def _origins(raw: RawGuide, typed: list[tuple[RawRecord, Any]]) -> Mapping[str, Origin]:
    """Where each record stands. Lines of list files come from one pass over their text."""
    starts: dict[str, list[int]] = {}
    origins: dict[str, Origin] = {}
    sizes = Counter(record.file for record in raw.records)
    for record, value in typed:
        if not isinstance(value, Record):
            continue
        line = 1
        if record.file.endswith(".csv"):
            line = int(record.prefix[0])
        elif record.prefix:
            if record.file not in starts:
                text = raw.files[record.file]
                starts[record.file] = _item_lines(record.file, text, sizes[record.file])
            line = starts[record.file][int(record.prefix[0])]
        origins[value.ref] = Origin(record.file, line)
    return origins


def _item_lines(file: str, text: str, size: int) -> list[int]:
    """The line on which each of the `size` items of a list file starts."""
    lines = [number for number, line in enumerate(text.split("\n"), 1) if line.startswith("- ")]
    if len(lines) == size:
        return lines
    # A list written otherwise: indented, in brackets, or with hyphens that stand alone.
    return [locate(text, (index,)).line for index in range(size)]
