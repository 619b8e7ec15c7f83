"""Words that try to be something else: markup, templates, marks of the frame, endless words."""

from __future__ import annotations

import json
from collections.abc import Callable

import lxml.html
import pytest
import yaml

from generator.export.records import records_json
from generator.guide import Guide
from generator.pages.frames import Frame, mark
from generator.pages.listing import LISTINGS, render_listing
from generator.pages.page import LanguageSite
from generator.search import build_search_index
from generator.search.from_guide import search_documents
from tests.pages.conftest import article, page_of, words
from tests.tiny import Content, guide_of, write_guide

EVIL = (
    "<script>alert(1)</script> \"><img src=x onerror=alert(2)> ' {{ 7*7 }} {% raw %} "
    "@@vademecum:title@@ @@vademecum:article@@ <!-- vademecum:home --> &amp; ]]> \\ %s {0}"
)
ENDLESS = "W" * 5_000
MARKDOWN = (
    EVIL
    + "\n\n[un](javascript:alert(1)) [deux](JaVaScRiPt:alert(1)) [trois](data:text/html,x)"
    + ' [quatre](vbscript:x) [cinq](https://example.org/ "onclick=alert(1)")'
    + "\n\n<a href='javascript:alert(1)' onclick='alert(1)'>six</a>"
    + "\n\n<iframe src='https://evil.example'></iframe><style>*{display:none}</style>"
    + "\n\n<p style='position:fixed' class='x' id='terms'>sept</p>"
    + "\n\n![huit](https://evil.example/x.png)\n\n"
    + ENDLESS
)
REFS = ("scheme/aide", "partner/caf", "area/ville", "commune/62498", "theme/housing")


def everywhere(text: str) -> dict[str, Content]:
    """The tiny guide with `text` in every field a contributor writes freely."""
    both = {"fr": text, "nl": text}
    source = [{"title": text, "publisher": text, "facts": ["name"]}]
    scheme = {
        "id": "aide",
        "kind": "aide-financiere",
        "name": both,
        "acronym": both,
        "aliases": {"fr": [text], "nl": [text]},
        "formerly": {"fr": [text], "nl": [text]},
        "keywords": {"fr": [text]},
        "summary": both,
        "details": {"fr": MARKDOWN, "nl": MARKDOWN},
        "themes": ["housing"],
        "audiences": ["familles"],
        "areas": ["pays"],
        "eligibility": [both],
        "conditions": [{"text": both}],
        "benefit": [both],
        "amounts": [{"label": both, "value": "1", "as_of": "2026"}],
        "documents": [both],
        "request": {"steps": [both], "phone": {"number": "3919", "label": both}},
        "delay": both,
        "remedies": [both],
        "prescribers": both,
        "fees": {"kind": "gratuit", "note": both},
        "provider_kinds": ["caf"],
        "legal_basis": [{"title": both}],
        "equivalents": [{"scheme": "steun", "difference": both, "competent": both}],
        "lifecycle": {"status": "suspended", "reason": both},
        "verified": {"on": "2026-01-01", "by": text},
        "sources": source,
    }
    other = {
        **scheme,
        "id": "steun",
        "equivalents": [],
        "areas": ["royaume"],
        "lifecycle": {"status": "open"},
    }
    partner = {
        "id": "caf",
        "kind": "caf",
        "name": both,
        "acronym": both,
        "formerly": {"fr": [text], "nl": [text]},
        "summary": both,
        "services": [both],
        "themes": ["housing"],
        "contact": {"phones": [{"number": "3230", "label": both}], "note": both},
        "sites": [{"name": both, "street": text, "city": text, "hours_note": both, "access": both}],
        "areas": ["pays"],
        "sources": source,
    }
    areas = [
        {"id": "pays", "kind": "country", "name": both, "country": "FR"},
        {"id": "royaume", "kind": "country", "name": both, "country": "BE"},
        {
            "id": "ville",
            "kind": "territory",
            "name": both,
            "country": "FR",
            "part_of": ["pays"],
            "summary": both,
            "formerly": {"fr": [text]},
        },
        {
            "id": "62498",
            "kind": "commune",
            "name": both,
            "part_of": ["ville"],
            "aliases": {"nl": [text]},
        },
    ]
    theme = {"id": "housing", "icon": "home", "hue": "blue", "label": both, "description": both}
    term = {
        "id": "mot",
        "term": both,
        "expansion": both,
        "explanation": both,
        "sources": [{"source": "rapport"}],
    }
    kinds = [{"id": "caf", "label": both}, {"id": "ccas", "label": both, "expected_in": ["FR"]}]
    return {
        "content/schemes/aide.yaml": _yaml(scheme),
        "content/schemes/steun.yaml": _yaml(other),
        "partners.yaml": _yaml([partner]),
        "content/areas/areas.yaml": _yaml(areas),
        "content/areas/communes.csv": None,
        "content/vocabularies/themes.yaml": _yaml([theme]),
        "content/vocabularies/partner-kinds.yaml": _yaml(kinds),
        "content/glossary/words.yaml": _yaml([term]),
    }


class _Plain(yaml.SafeDumper):
    def ignore_aliases(self, data: object) -> bool:
        return True


def _yaml(value: object) -> str:
    return yaml.dump(value, Dumper=_Plain, allow_unicode=True, width=10**9)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Guide:
    """The guide in which every text is hostile."""
    return guide_of(write_guide(tmp_path_factory.mktemp("hostile"), everywhere(EVIL)))


def assert_harmless(html: str) -> None:
    """Nothing in the HTML acts, loads or styles but what our templates wrote."""
    tree = lxml.html.fragment_fromstring(html, create_parent="div")
    elements = [element for element in tree.iter() if isinstance(element.tag, str)]
    tags = {element.tag for element in elements}
    assert not tags & {"script", "img", "iframe", "style", "object", "embed", "form", "link"}
    for element in elements:
        names = set(element.keys())
        assert not {name for name in names if name.startswith("on")}, element.attrib
        assert "style" not in names
        for attribute in ("href", "src"):
            target = element.get(attribute, "")
            assert not target.lower().startswith(("javascript:", "data:", "http:")), target


@pytest.mark.parametrize("ref", REFS)
@pytest.mark.parametrize("language", ["fr", "nl"])
def test_no_record_can_put_markup_on_its_page(hostile: Guide, ref: str, language: str) -> None:
    page = page_of(hostile, ref, language)
    assert_harmless(page.article)
    tree = article(page)
    assert "<script>alert(1)</script>" in words(tree)
    assert "{{ 7*7 }}" in words(tree)
    assert len(tree.xpath("//*[@id='terms']")) <= 1


def test_the_head_of_a_page_holds_words_only(hostile: Guide) -> None:
    """Title and description end where they should, and a mark inside a text stays a text."""
    page = page_of(hostile, "scheme/aide", "fr")
    frame = Frame.cut(
        "schemes",
        f"<html><head><title>{mark('title')}</title>"
        f'<meta name="description" content="{mark("description")}">'
        f'<link rel="canonical" href="https://x/schemes/shell/"></head>'
        f"<body><main>{mark('article')}</main></body></html>",
    )
    html = frame.fill(page)
    tree = lxml.html.document_fromstring(html)
    assert tree.findtext(".//title") == page.title
    assert tree.xpath("//meta/@content") == [page.description]
    assert tree.xpath("//link/@href") == ["https://x/schemes/aide/"]
    assert tree.xpath("//head/*[not(self::title or self::meta or self::link)]") == []
    assert len(tree.xpath("//article")) == 1
    assert html.count(page.article) == 1


@pytest.mark.parametrize("name", sorted(LISTINGS))
def test_no_record_can_put_markup_in_a_listing(hostile: Guide, name: str) -> None:
    html = render_listing(LanguageSite.of(hostile, "fr"), name, 1)
    tree = lxml.html.fragment_fromstring(html, create_parent="div")
    assert not tree.xpath("//img | //iframe | //style | //*[@onerror]")
    for script in tree.xpath("//script"):
        assert script.get("src") or script.get("type") == "application/json"
        if not script.get("src"):
            json.loads(script.text)


def test_an_endless_word_costs_no_page(make_guide: Callable[..., Guide]) -> None:
    guide = make_guide(everywhere(ENDLESS))
    for ref in REFS:
        assert ENDLESS in words(article(page_of(guide, ref, "fr")))


def test_open_data_and_index_hold_the_words_as_they_are(hostile: Guide) -> None:
    rows = {row["record"]: row for row in json.loads(records_json(hostile))}
    assert rows["scheme/aide"]["title"] == {"fr": EVIL, "nl": EVIL}
    json.loads(build_search_index(search_documents(hostile, "fr"), "fr"))
