"""`data/records.json`, in the shape others rely on."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from generator.audience import Audience
from generator.export.records import records_json
from tests.tiny import Content, guide_of, with_lines

Tiny = Callable[[Mapping[str, Content]], Path]


def test_every_record_with_a_page_has_one_line_sorted_by_name(tiny: Tiny) -> None:
    text = records_json(guide_of(tiny({})))
    rows = json.loads(text)
    assert [row["record"] for row in rows] == [
        "area/pays",
        "area/royaume",
        "area/ville",
        "commune/34022",
        "commune/62498",
        "partner/caf",
        "scheme/aide",
        "theme/food",
        "theme/housing",
    ]
    assert len(text.splitlines()) == len(rows) + 2
    assert text.endswith("]\n")


def test_a_row_says_titles_addresses_trust_and_filters(tiny: Tiny) -> None:
    scheme = with_lines("content/schemes/aide.yaml", "verified: {on: 2026-01-31, by: caf}")
    rows = json.loads(records_json(guide_of(tiny({"content/schemes/aide.yaml": scheme}))))
    by_record = {row["record"]: row for row in rows}
    assert by_record["scheme/aide"] == {
        "record": "scheme/aide",
        "title": {"fr": "Aide", "nl": "Hulp"},
        "url": {"fr": "schemes/aide/", "nl": "nl/schemes/aide/"},
        "verified_on": "2026-01-31",
        "areas": ["pays"],
        "themes": ["housing"],
    }
    assert by_record["commune/34022"]["title"] == {"fr": "Courtrai", "nl": "Kortrijk"}
    assert by_record["theme/food"]["verified_on"] is None


def test_records_for_professionals_are_not_open_data(tiny: Tiny) -> None:
    scheme = with_lines("content/schemes/aide.yaml", "visibility: professional")
    root = tiny({"content/schemes/aide.yaml": scheme})
    assert "scheme/aide" not in records_json(guide_of(root))
    assert "scheme/aide" in records_json(guide_of(root, Audience.PROFESSIONAL))
