"""Raw records: what each file of the guide says, before any meaning is given to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from pydantic import BaseModel

from generator.problems import Place, Problem
from generator.records.communes import locate_cell, read_communes
from generator.records.files import lines_of, place_at
from generator.records.models import (
    VOCABULARIES,
    Area,
    EditionSeries,
    GuideSettings,
    Partner,
    Question,
    Scheme,
    Source,
    Synonyms,
    Term,
)
from generator.records.reader import Fault, KeyPath, Position, Value, locate, read_yaml

OBSERVATORY = "content/observatory/"
"""Tables of figures and their description: data that holds no record."""


@dataclass(frozen=True, slots=True)
class RawRecord:
    """One record as written: its model, its values, and the file and path it stands at."""

    model: type[BaseModel]
    value: Value
    file: str
    prefix: KeyPath = ()

    @property
    def id(self) -> str:
        """The id as written, or an empty text."""
        found = self.value.get("id") if isinstance(self.value, dict) else None
        return found if isinstance(found, str) else ""


@dataclass(frozen=True, slots=True)
class RawGuide:
    """Everything read, and everything the reader refused.

    `vocabularies` holds the words of each vocabulary; `unreadable` the kinds of records of which a
    file could not be read, whose ids are therefore not all known.
    """

    files: Mapping[str, str]
    records: tuple[RawRecord, ...]
    vocabularies: Mapping[str, tuple[RawRecord, ...]]
    problems: tuple[Problem, ...]
    unreadable: frozenset[str]

    def place(self, record: RawRecord, path: KeyPath, *, key: bool = False) -> Place:
        """Where the value at `path` of a record stands, or its nearest ancestor."""
        text = self.files[record.file]
        if record.file.endswith(".csv"):
            cell = locate_cell(lines_of(text), int(record.prefix[0]), path)
            return place_at(record.file, text, cell)
        return place_at(record.file, text, locate(text, (*record.prefix, *path), key=key))


def parse_files(
    files: Mapping[str, str],
    parsed: Mapping[str, Value] | None = None,
    unread: Iterable[str] = (),
) -> RawGuide:
    """Turn texts into raw records.

    `parsed` holds values already known to be free of faults; `unread` names the files that should
    be there and could not be read.
    """
    records: list[RawRecord] = []
    vocabularies: dict[str, tuple[RawRecord, ...]] = {}
    problems: list[Problem] = []
    unreadable = {_kind_held(uri) for uri in unread}
    for uri, text in files.items():
        target = _model_of(uri)
        if target is None:
            if not uri.endswith(".csv") and not uri.startswith(OBSERVATORY):
                problems.append(Problem("unknown-file", place_at(uri, text, Position(1, 1))))
            continue
        known = parsed.get(uri) if parsed is not None else None
        is_table = uri.endswith(".csv")
        read = _read_csv(uri, text) if is_table else _read_yaml(uri, text, target, known)
        problems.extend(read.problems)
        if not read.whole:
            unreadable.add(_kind_held(uri))
        if uri.startswith("content/vocabularies/"):
            name = PurePosixPath(uri).stem
            vocabularies[name] = (*vocabularies.get(name, ()), *read.records)
        else:
            records.extend(read.records)
    return RawGuide(files, tuple(records), vocabularies, tuple(problems), frozenset(unreadable))


def kind_of(model: type[BaseModel]) -> str:
    """The word under which other records refer to this kind."""
    return "source" if model is Source else str(getattr(model, "kind_name", "record"))


def _kind_held(uri: str) -> str:
    """The word under which records refer to what the file at `uri` holds."""
    if uri.startswith("content/vocabularies/"):
        return PurePosixPath(uri).stem
    target = _model_of(uri)
    return kind_of(target[0]) if target is not None else ""


def _model_of(uri: str) -> tuple[type[BaseModel], bool] | None:
    path = PurePosixPath(uri)
    if uri == "partners.yaml":
        return Partner, True
    if uri == "content/guide.yaml":
        return GuideSettings, False
    if uri == "content/editions.yaml":
        return EditionSeries, True
    if uri == "content/self-check.yaml":
        return Question, True
    folder = path.parts[1] if len(path.parts) > 2 else ""
    if folder == "schemes":
        return (Scheme, False) if path.suffix != ".csv" else None
    if folder == "areas":
        is_data = path.suffix != ".csv" or path.name.startswith("communes")
        return (Area, True) if is_data else None
    if folder == "glossary":
        return (Term, True) if path.suffix != ".csv" else None
    if folder == "sources":
        return (Source, True) if path.suffix != ".csv" else None
    if folder == "synonyms":
        return (Synonyms, True) if path.suffix != ".csv" else None
    if folder == "vocabularies":
        word = VOCABULARIES.get(path.stem)
        return (word, True) if word is not None else None
    return None


@dataclass(frozen=True, slots=True)
class _FileRead:
    """What one file held, what is wrong with it, and whether no record of it was lost."""

    records: tuple[RawRecord, ...]
    problems: tuple[Problem, ...]
    whole: bool = True


def _read_yaml(
    uri: str, text: str, target: tuple[type[BaseModel], bool], known: Value
) -> _FileRead:
    model, is_list = target
    value, faults = (known, ()) if known is not None else read_yaml(text)
    problems = tuple(problem_of(fault, uri, text) for fault in faults)
    if value is None:
        # A list may be empty; a file that is one record may not.
        if not problems and not is_list:
            problems = (Problem("empty-file", place_at(uri, text, Position(1, 1))),)
        return _FileRead((), problems, whole=not problems)
    if not is_list:
        return _FileRead((RawRecord(model, value, uri),), problems)
    if not isinstance(value, list):
        wrong = Problem("wrong-shape", place_at(uri, text, locate(text, ())), {"expected": "list"})
        return _FileRead((), (*problems, wrong), whole=False)
    records = (RawRecord(model, item, uri, (index,)) for index, item in enumerate(value))
    return _FileRead(tuple(records), problems)


def problem_of(fault: Fault, uri: str, text: str) -> Problem:
    """What the reader refused, as a problem of its file."""
    related = (place_at(uri, text, fault.related),) if fault.related else ()
    return Problem(fault.rule, place_at(uri, text, fault.position), dict(fault.params), related)


def _read_csv(uri: str, text: str) -> _FileRead:
    """The communes of a table. A record's prefix is the line its row starts on."""
    rows, faults = read_communes(text)
    records = tuple(RawRecord(Area, value, uri, (line,)) for line, value in rows)
    problems = tuple(problem_of(fault, uri, text) for fault in faults)
    return _FileRead(records, problems, whole=not problems)
