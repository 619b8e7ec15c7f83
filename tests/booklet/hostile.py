"""Records that try to break a booklet: markup of three languages, endless words, rare letters."""

from __future__ import annotations

from typing import Any

import yaml

HOSTILE = (
    '#set page(width: 1pt); #panic("x") $x^2$ @ref <label> \\ \\u{41} // /* */ ~ --- "q"',
    '= titre + un - deux / trois: quatre `code` ```raw``` #import "x.typ": *',
    "<script>alert(1)</script> &amp; <b>gras</b> <!-- rien -->",
    "_souligné_ ![i](x.png) > cité | a | b | {{ jinja }} {% raw %} {0} %s",
)
_RARE = (
    " مرحبا שלום привет ελλάδα 🧑‍🚀 中文"
    " \u202eenvers\u202c \ue000 \ufffd e\u0301\u0302\u0303 \u0e33"
)
_ENDLESS = "W" * 10_000


def hostile_files() -> dict[str, str]:
    """A guide in which every text is hostile, as YAML files over those of the small guide."""
    marks = " ".join(HOSTILE) + _RARE
    text = {"fr": marks, "nl": marks}
    endless = {"fr": marks + " " + _ENDLESS, "nl": marks + " " + _ENDLESS}
    scheme: dict[str, Any] = {
        "id": "fonds",
        "kind": "aide-financiere",
        "name": text,
        "acronym": text,
        "aliases": {"nl": [marks]},
        "formerly": {"nl": [marks, _ENDLESS]},
        "summary": endless,
        "details": {"fr": marks, "nl": f"{marks}\n\n- {marks}\n- {_ENDLESS}"},
        "themes": ["housing"],
        "audiences": ["tous-publics"],
        "eligibility": [text],
        "benefit": [endless],
        "amounts": [{"label": endless, "value": "1", "unit": "EUR", "as_of": "2025"}],
        "documents": [text],
        "request": {
            "steps": [text],
            "online": "https://www.example.org/" + "a" * 10_000,
            "phone": {"number": "3919", "label": text},
        },
        "delay": text,
        "remedies": [text],
        "provider_kinds": ["caf"],
        "holder": "caf",
        "areas": ["france"],
        "equivalents": [{"scheme": "waarborg", "difference": text}],
        "revised": {"fr": "2026-02-01", "nl": "2026-02-01"},
    }
    partner: dict[str, Any] = {
        "id": "caf",
        "kind": "caf",
        "name": endless,
        "summary": text,
        "areas": ["france"],
        "contact": {"phones": [{"number": "3230", "label": text}], "note": text},
        "sites": [{"street": marks, "city": _ENDLESS, "name": text, "as_of": "2010"}],
    }
    term = {"id": "fonds", "term": "W" * 60, "expansion": text, "explanation": endless}
    return {
        "content/schemes/fonds.yaml": _yaml(scheme),
        "partners.yaml": _yaml([partner]),
        "content/glossary/terms.yaml": _yaml([{**term, "term": "W" * 300}]),
    }


class _WithoutAliases(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


def _yaml(value: Any) -> str:
    form = {"allow_unicode": True, "sort_keys": False, "width": 10**9}
    return str(yaml.dump(value, Dumper=_WithoutAliases, **form))
