"""Reads a table of communes (CSV): each row as the record it stands for, every cell with its place.

It knows the columns and nothing of what they mean; the twin of `reader` for this one format.
"""

from __future__ import annotations

import csv
import difflib
import io
from collections.abc import Iterator

from generator.records.reader import Fault, KeyPath, Position, Value

_REQUIRED = ("code", "name")
_COLUMNS = (*_REQUIRED, "name_nl", "country", "postcodes", "part_of", "formerly", "aliases_nl")
# Columns whose cells hold several names: the field they fill, and its language.
_NAMES = {"formerly": ("formerly", "fr"), "aliases_nl": ("aliases", "nl")}
# Fields that stand in a column of another name.
_COLUMN_OF = {"id": "code", "aliases": "aliases_nl"}


def read_communes(text: str) -> tuple[list[tuple[int, Value]], tuple[Fault, ...]]:
    """The record of each sound row, with the line it starts on; and every fault found."""
    table = csv.reader(io.StringIO(text), strict=True)
    rows: list[tuple[int, Value]] = []
    faults: list[Fault] = []
    line = 1
    try:
        header = next(table, [])
        faults.extend(_check_header(text, header))
        if any(name not in header for name in _REQUIRED):
            return [], tuple(faults)
        line = table.line_num + 1
        for row in table:
            if len(row) == len(header):
                rows.append((line, _commune(dict(zip(header, row, strict=True)))))
            elif row:
                params = (("expected", str(len(header))), ("found", str(len(row))))
                faults.append(Fault("csv-row", Position(line, 1), params))
            line = table.line_num + 1
    except csv.Error:
        # A quote that never closes, or one in the middle of a value.
        faults.append(Fault("csv-quote", Position(min(line, text.count("\n") + 1), 1)))
    return rows, tuple(faults)


def locate_cell(lines: tuple[str, ...], line: int, path: KeyPath) -> Position:
    """The cell of a row that a value came from, its quotes included; the first cell if none."""
    header = next(csv.reader(lines[:1]), [])
    name = str(path[0]) if path else "id"
    name = "name_nl" if path[:2] == ("name", "nl") else name
    name = _COLUMN_OF.get(name, name)
    return _cell(lines[line - 1], line, header.index(name) if name in header else 0)


def _check_header(text: str, header: list[str]) -> Iterator[Fault]:
    first = text.partition("\n")[0]
    for index, name in enumerate(header):
        position = _cell(first, 1, index)
        if name not in _COLUMNS:
            near = difflib.get_close_matches(name, _COLUMNS, n=1)
            suggestion = near[0] if near else ""
            yield Fault("unknown-column", position, (("field", name), ("suggestion", suggestion)))
        elif name in header[:index]:
            yield Fault("duplicate-key", position, (("key", name), ("line", "1")))
    for name in _REQUIRED:
        if name not in header:
            yield Fault("missing-column", Position(1, 1), (("field", name),))


def _cell(text: str, line: int, column: int) -> Position:
    """Where a cell stands in the text of its row; the row's start where it has no such cell."""
    start, number, quoted = 0, 0, False
    for index, sign in enumerate([*text, ","]):
        if sign == '"':
            quoted = not quoted
        elif sign == "," and not quoted:
            if number == column:
                return Position(line, start + 1, max(1, index - start))
            start, number = index + 1, number + 1
    return Position(line, 1)


def _commune(row: dict[str, str]) -> Value:
    name: Value = row.get("name", "")
    if row.get("name_nl"):
        name = {"fr": row.get("name", ""), "nl": row["name_nl"]}
    value: dict[str, Value] = {"id": row.get("code", ""), "kind": "commune", "name": name}
    value["code"] = row.get("code", "")
    if row.get("country"):
        value["country"] = row["country"]
    for column in ("postcodes", "part_of"):
        items: list[Value] = list(row.get(column, "").split())
        if items:
            value[column] = items
    for column, (field, language) in _NAMES.items():
        names: list[Value] = [n.strip() for n in row.get(column, "").split(";") if n.strip()]
        if names:
            value[field] = {language: names}
    return value
