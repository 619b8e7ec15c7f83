"""The listings of Markdown pages: home, A to Z, communes, and the others by name."""

from __future__ import annotations

import lxml.html
import pytest
from lxml.html import HtmlElement

from generator.pages.listing import LISTINGS, fill_placeholders, render_listing
from generator.pages.page import LanguageSite
from generator.records.pages import LISTINGS as KNOWN
from tests.pages.conftest import RenderGuide, words
from tests.tiny import BASE

SCHEME = (
    BASE["content/schemes/aide.yaml"].rstrip()
    + """
        acronym: {fr: ADL, nl: HVW}
        aliases: {fr: [coup de pouce], nl: [duwtje]}
        formerly: {fr: [Loca-Pass], nl: [Loca-Pass]}
"""
)
FILES = {"content/schemes/aide.yaml": SCHEME}


def listing(guide: object, name: str, language: str = "fr", depth: int = 1) -> HtmlElement:
    site = LanguageSite.of(guide, language)  # type: ignore[arg-type]
    return lxml.html.fragment_fromstring(render_listing(site, name, depth), create_parent="div")


def test_check_knows_the_listings_there_are() -> None:
    assert set(LISTINGS) == KNOWN


def test_a_placeholder_becomes_its_listing(make_guide: RenderGuide) -> None:
    site = LanguageSite.of(make_guide({}), "fr")
    html = fill_placeholders(site, "<p>avant</p><!-- vademecum:themes --><p>après</p>", 1)
    assert html.startswith("<p>avant</p>")
    assert html.endswith("<p>après</p>")
    assert "../themes/housing/" in html


def test_home_offers_needs_places_and_two_fields(make_guide: RenderGuide) -> None:
    home = listing(make_guide({}), "home", depth=0)
    assert [words(e) for e in home.find_class("need")] == ["Me loger", "Manger"]
    assert home.xpath("//form/@action") == ["search/", "communes/"]
    assert home.xpath("//form//input/@name") == ["q", "q"]
    assert "areas/ville/" in home.xpath("//a/@href")


def test_a_to_z_knows_acronyms_aliases_and_former_names(make_guide: RenderGuide) -> None:
    lines = listing(make_guide(FILES), "a-z").xpath("//li")
    found = {words(li.xpath("./a")[0]): (li.xpath("./a/@href")[0], words(li)) for li in lines}
    for name in ("ADL", "coup de pouce", "Loca-Pass"):
        assert found[name] == ("../schemes/aide/", f"{name} → Aide")
    assert found["Aide"] == ("../schemes/aide/", "Aide")
    assert found["CAF"][0] == "../glossary/#term-caf"


def test_every_letter_leads_to_its_section(make_guide: RenderGuide) -> None:
    for name in ("a-z", "glossary", "communes"):
        tree = listing(make_guide(FILES), name)
        targets = [href[1:] for href in tree.xpath("//p[contains(@class, 'letters')]/a/@href")]
        assert targets == [e.get("id") for e in tree.xpath("//h2")]
        assert targets


@pytest.mark.parametrize(("language", "name"), [("fr", "Courtrai"), ("nl", "Kortrijk")])
def test_communes_are_found_by_every_name_and_postcode(
    make_guide: RenderGuide, language: str, name: str
) -> None:
    tree = listing(make_guide({}), "communes", language)
    (item,) = tree.xpath("//li[a/@data-record='commune/34022']")
    assert words(item.xpath("./a")[0]) == name
    assert set(item.get("data-names").split("|")) == {
        *("Courtrai", "Kortrijk"),
        *("Bissegem", "Heule"),
        *("8500", "8501"),
    }


def test_counts_are_in_the_grammar_of_the_language(make_guide: RenderGuide) -> None:
    guide = make_guide({})
    assert "1 dispositif" in words(listing(guide, "schemes"))
    assert "0 dispositif" in words(listing(guide, "themes"))
    assert "0 maatregelen" in words(listing(guide, "themes", "nl"))
