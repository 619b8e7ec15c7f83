"""The tables of figures: tidy, described, sourced, of places the guide knows."""

from __future__ import annotations

import csv
import re

import pytest
import yaml

from generator.guide import Guide
from tests.conftest import REPOSITORY

FOLDER = REPOSITORY / "content" / "observatory"
TABLES = yaml.safe_load((FOLDER / "observatory.yaml").read_text(encoding="utf-8"))
BY_FILE = {table["file"]: table for table in TABLES if table["file"] != "labels.csv"}
_DATE = re.compile(r"\d{4}(-\d{2}){0,2}(/(\d{4}(-\d{2}){0,2}|\.\.))?")


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_table_is_described_and_every_description_has_its_table() -> None:
    assert set(BY_FILE) | {"labels.csv"} == {path.name for path in FOLDER.glob("*.csv")}


@pytest.mark.parametrize("name", sorted(BY_FILE))
def test_a_table_is_tidy(name: str, real_guide: Guide) -> None:
    table, found = BY_FILE[name], rows(name)
    labels = {row["part"] for row in rows("labels.csv") if row["file"] == name.removesuffix(".csv")}
    assert found
    assert list(found[0]) == table["columns"]
    assert table["source"] in real_guide.sources
    assert set(table["title"]) == {"fr", "nl"}
    keys = [(row["territory"], row["indicator"], row["unit"], row["date"]) for row in found]
    assert len(keys) == len(set(keys))
    for row in found:
        assert row["territory"] in real_guide.areas
        # Where the source has no figure the value is empty, and the note says why.
        assert re.fullmatch(r"-?\d+(\.\d+)?", row["value"]) or (not row["value"] and row["note"])
        assert not row["date"] or _DATE.fullmatch(row["date"]), row
        assert row["unit"]
        assert set(row["indicator"].split("/")) <= labels, row
