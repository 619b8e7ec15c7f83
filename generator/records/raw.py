"""Raw records: what each file of the guide says, before any meaning is given to it.

`read_files` is the only function here that touches the disk.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pydantic import BaseModel

from generator.problems import Place, Problem
from generator.records.models import VOCABULARIES, Area, EditionSeries, GuideSettings
from generator.records.models import Partner, Scheme, Source, Term
from generator.records.reader import Fault, KeyPath, Position, Value, locate, read_yaml

CSV_LISTS = {"postcodes": " ", "part_of": " ", "members": " ", "formerly": ";", "aliases_nl": ";"}
"""Columns of a communes file that hold several values, and what separates them."""

_COMMUNE_COLUMNS = frozenset(
    {"code", "name", "name_nl", "country", "postcodes", "part_of", "formerly", "aliases_nl"}
)


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
            return place_at(record.file, text, _locate_in_csv(text, record.prefix, path))
        return place_at(record.file, text, locate(text, (*record.prefix, *path), key=key))


def read_files(root: Path) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """Read every data file of the guide at `root`, in a fixed order: address in the tree → text."""
    files: dict[str, str] = {}
    problems: list[Problem] = []
    candidates = [root / "partners.yaml"]
    content = root / "content"
    for pattern in ("*.yaml", "*.yml", "*.csv"):
        candidates.extend(p for p in content.rglob(pattern) if "pages" not in p.parts[len(root.parts):])
    for path in sorted(candidates):
        uri = PurePosixPath(path.relative_to(root)).as_posix()
        try:
            files[uri] = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        except FileNotFoundError:
            problems.append(Problem("missing-file", Place(uri), {"file": uri}))
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            problems.append(Problem("not-utf8", Place(uri, line)))
    if "content/guide.yaml" not in files:
        problems.append(
            Problem("missing-file", Place("content/guide.yaml"), {"file": "content/guide.yaml"})
        )
    return files, tuple(problems)


def parse_files(files: Mapping[str, str], parsed: Mapping[str, Value] | None = None) -> RawGuide:
    """Turn texts into raw records. `parsed` holds values already known to be free of faults."""
    records: list[RawRecord] = []
    vocabularies: dict[str, tuple[RawRecord, ...]] = {}
    problems: list[Problem] = []
    unreadable: set[str] = set()
    for uri, text in files.items():
        target = _model_of(uri)
        if target is None:
            continue
        model, is_list = target
        if uri.endswith(".csv"):
            rows, row_problems = _read_csv(uri, text)
            records.extend(rows)
            problems.extend(row_problems)
            continue
        value: Value
        if parsed is not None and uri in parsed:
            value = parsed[uri]
        else:
            value, faults = read_yaml(text)
            problems.extend(_problem_of(fault, uri, text) for fault in faults)
            if value is None and faults:
                unreadable.add(kind_of(model))
                continue
        found = list(_records_of(uri, text, model, value, is_list, problems))
        if uri.startswith("content/vocabularies/"):
            vocabularies[PurePosixPath(uri).stem] = tuple(found)
        else:
            records.extend(found)
    return RawGuide(files, tuple(records), vocabularies, tuple(problems), frozenset(unreadable))


def kind_of(model: type[BaseModel]) -> str:
    """The word under which other records refer to this kind."""
    return "source" if model is Source else str(getattr(model, "kind_name", "record"))


def place_at(file: str, text: str, position: Position) -> Place:
    """A place with the line it shows to a contributor."""
    lines = text.split("\n")
    excerpt = lines[position.line - 1] if position.line <= len(lines) else ""
    return Place(file, position.line, position.column, excerpt, position.width)


def _model_of(uri: str) -> tuple[type[BaseModel], bool] | None:
    path = PurePosixPath(uri)
    if uri == "partners.yaml":
        return Partner, True
    if uri == "content/guide.yaml":
        return GuideSettings, False
    if uri == "content/editions.yaml":
        return EditionSeries, True
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
    if folder == "vocabularies":
        word = VOCABULARIES.get(path.stem)
        return (word, True) if word is not None else None
    return None


def _records_of(
    uri: str,
    text: str,
    model: type[BaseModel],
    value: Value,
    is_list: bool,
    problems: list[Problem],
) -> Iterator[RawRecord]:
    if value is None:
        return
    if not is_list:
        yield RawRecord(model, value, uri)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield RawRecord(model, item, uri, (index,))
    else:
        problems.append(
            Problem("wrong-shape", place_at(uri, text, Position(1, 1)), {"expected": "list"})
        )


def _problem_of(fault: Fault, uri: str, text: str) -> Problem:
    related = (place_at(uri, text, fault.related),) if fault.related else ()
    return Problem(fault.rule, place_at(uri, text, fault.position), dict(fault.params), related)


def _read_csv(uri: str, text: str) -> tuple[list[RawRecord], list[Problem]]:
    rows = csv.reader(io.StringIO(text))
    header = next(rows, [])
    unknown = [name for name in header if name not in _COMMUNE_COLUMNS]
    problems = [
        Problem("unknown-column", place_at(uri, text, Position(1, 1)), {"field": name, "suggestion": ""})
        for name in unknown
    ]
    records: list[RawRecord] = []
    for index, row in enumerate(rows):
        if len(row) != len(header):
            position = Position(index + 2, 1)
            params = {"expected": str(len(header)), "found": str(len(row))}
            problems.append(Problem("csv-row", place_at(uri, text, position), params))
            continue
        records.append(RawRecord(Area, _commune(dict(zip(header, row, strict=True))), uri, (index,)))
    return records, problems


def _commune(row: dict[str, str]) -> Value:
    name: Value = row.get("name", "")
    if row.get("name_nl"):
        name = {"fr": row.get("name", ""), "nl": row["name_nl"]}
    value: dict[str, Value] = {"id": row.get("code", ""), "kind": "commune", "name": name}
    value["code"] = row.get("code", "")
    if row.get("country"):
        value["country"] = row["country"]
    for column, separator in CSV_LISTS.items():
        items: list[Value] = [i.strip() for i in row.get(column, "").split(separator) if i.strip()]
        if items and column == "aliases_nl":
            value["aliases"] = {"nl": items}
        elif items:
            value[column] = {"fr": items} if column == "formerly" else items
    return value


def _locate_in_csv(text: str, prefix: KeyPath, path: KeyPath) -> Position:
    row = prefix[0] if prefix and isinstance(prefix[0], int) else 0
    lines = text.split("\n")
    header = lines[0].split(",")
    name = str(path[0]) if path else "code"
    column = header.index(name) if name in header else 0
    line = lines[row + 1] if row + 1 < len(lines) else ""
    cells = next(csv.reader([line]), [])
    start = sum(len(cell) + 1 for cell in cells[:column])
    width = len(cells[column]) if column < len(cells) else 1
    return Position(row + 2, start + 1, max(1, width))
