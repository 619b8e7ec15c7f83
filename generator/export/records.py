"""`data/records.json`: every record that has a page, with its titles, addresses and filters."""

from __future__ import annotations

import json
from typing import Any

from generator.addresses import records_with_a_page, site_path
from generator.guide import Guide
from generator.records.models import Area, Partner, Record, Scheme, Theme


def records_json(guide: Guide) -> str:
    """The list of the contract, sorted by record, one record a line."""
    rows = sorted((_row(guide, record) for record in records_with_a_page(guide)), key=_by_record)
    lines = ",\n".join(json.dumps(row, ensure_ascii=False, sort_keys=True) for row in rows)
    return f"[\n{lines}\n]\n"


def _by_record(row: dict[str, Any]) -> str:
    return str(row["record"])


def _row(guide: Guide, record: Record | Theme) -> dict[str, Any]:
    named = record.label if isinstance(record, Theme) else _name(record)
    ref = f"theme/{record.id}" if isinstance(record, Theme) else record.ref
    verified = None if isinstance(record, Theme) else record.verified
    return {
        "record": ref,
        "title": {code: named.wording(code).text for code in guide.languages},
        "url": {code: site_path(guide, code, record) for code in guide.languages},
        "verified_on": verified.on.isoformat() if verified else None,
        "areas": list(record.areas) if isinstance(record, (Scheme, Partner)) else [],
        "themes": list(record.themes) if isinstance(record, (Scheme, Partner)) else [],
    }


def _name(record: Record) -> Any:
    assert isinstance(record, (Scheme, Partner, Area))
    return record.name
