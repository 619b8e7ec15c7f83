"""The page of booklets, and the booklets on the page of their place, with files and without."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import lxml.html
import pytest
from lxml.html import HtmlElement

from generator.addresses import records_with_a_page
from generator.guide import Guide
from generator.pages.booklet import Booklet, BookletFile
from generator.pages.listing import render_listing
from generator.pages.page import LanguageSite
from generator.pages.writer import render_record_pages
from generator.shelf import shelve
from tests.pages.conftest import RenderGuide, words

TWO_PLACES = {
    "content/editions.yaml": """
        - id: livret
          audience: beneficiary
          areas: [pays, ville]
          languages: [nl, fr]
          title: {fr: Livret, nl: Boekje}
        """
}
FILE = BookletFile(Path("made.pdf"), 52, 1_310_000, date(2026, 11, 5))


def with_files(guide: Guide, *ids: str) -> tuple[Booklet, ...]:
    return tuple(replace(b, file=FILE) if b.id in ids else b for b in shelve(guide))


def page(guide: Guide, booklets: tuple[Booklet, ...], language: str = "fr") -> HtmlElement:
    site = LanguageSite.of(guide, language, booklets)
    html = render_listing(site, "booklets", 1)
    return lxml.html.fragment_fromstring(html, create_parent="div")


def place(guide: Guide, booklets: tuple[Booklet, ...], ref: str, language: str) -> HtmlElement:
    site = LanguageSite.of(guide, language, booklets)
    (area,) = (r for r in records_with_a_page(guide) if getattr(r, "ref", "") == ref)
    ((_, made),) = render_record_pages([site], area)
    return lxml.html.fragment_fromstring(made.article)


def lines(tree: HtmlElement) -> list[str]:
    return [words(item) for item in tree.xpath(".//li[@data-edition]")]


def test_a_booklet_says_what_a_reader_gets(make_guide: RenderGuide) -> None:
    guide = make_guide({})
    tree = page(guide, with_files(guide, "livret-ville-fr", "livret-ville-nl"))
    rest = "petit livret (A5), 52 pages, 1,4 Mo, édition du 5 novembre 2026"
    assert lines(tree) == [
        f"Livret, Ville (PDF) français, {rest}",
        f"Boekje, Ville (PDF) néerlandais, {rest}",
    ]
    first, second = tree.xpath("//li/a[@type='application/pdf']")
    assert (first.get("href"), first.get("hreflang")) == ("../booklets/livret-ville-fr.pdf", "fr")
    assert (second.get("href"), second.get("hreflang")) == ("../booklets/livret-ville-nl.pdf", "nl")
    assert second.xpath(".//*[@lang='nl']/text()") == ["Boekje"]
    assert not tree.xpath("//a[starts-with(@href, 'mailto:')]")


def test_the_other_language_leads_to_the_same_files(make_guide: RenderGuide) -> None:
    guide = make_guide({})
    tree = page(guide, with_files(guide, "livret-ville-fr", "livret-ville-nl"), "nl")
    assert lines(tree)[0] == (
        "Boekje, Stad (PDF) Nederlands, klein boekje (A5), 52 bladzijden, 1,4 MB,"
        " uitgave van 5 november 2026"
    )
    assert tree.xpath("//li/a/@href[contains(., '.pdf')]") == [
        "../../booklets/livret-ville-nl.pdf",
        "../../booklets/livret-ville-fr.pdf",
    ]


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_without_files_the_page_says_so_and_how_to_ask(
    make_guide: RenderGuide, language: str
) -> None:
    guide = make_guide({})
    site = LanguageSite.of(guide, language)
    tree = page(guide, shelve(guide), language)
    assert site.language.t("booklets.absent") in words(tree)
    assert len(lines(tree)) == 2
    assert not tree.xpath("//a[contains(@href, '.pdf')]")
    (ask,) = tree.xpath("//a[starts-with(@href, 'mailto:')]/@href")
    assert ask.startswith("mailto:contact@guide.example?subject=")
    # Once for all is enough.
    assert site.language.t("booklets.not_here") not in " ".join(lines(tree))


def test_a_booklet_that_alone_is_missing_says_so_itself(make_guide: RenderGuide) -> None:
    guide = make_guide({})
    tree = page(guide, with_files(guide, "livret-ville-fr"))
    assert lines(tree)[1] == (
        "Boekje, Ville néerlandais, petit livret (A5), pas dans cette version du site"
    )
    assert "Il manque des livrets" in words(tree)
    assert len(tree.xpath("//a[starts-with(@href, 'mailto:')]")) == 1


def test_places_come_as_on_the_home_page_then_the_others(make_guide: RenderGuide) -> None:
    guide = make_guide(TWO_PLACES)
    tree = page(guide, shelve(guide))
    assert [words(h) for h in tree.xpath("//h2")] == ["Ville", "Pays"]
    assert tree.xpath("//h2/a/@href") == ["../areas/ville/", "../areas/pays/"]
    leads = [href[1:] for href in tree.xpath("//nav//a/@href")]
    assert leads == [h.get("id") for h in tree.xpath("//h2")]
    assert [item.get("data-edition") for item in tree.xpath("//li[@data-edition]")] == [
        *("livret-ville-fr", "livret-ville-nl"),
        *("livret-pays-fr", "livret-pays-nl"),
    ]


def test_a_guide_without_booklets_has_nothing_to_ask_for(make_guide: RenderGuide) -> None:
    tree = page(make_guide({}), ())
    assert words(tree) == "Ce guide n’a pas de livret."


def test_a_place_leads_to_its_own_booklets_and_no_other(make_guide: RenderGuide) -> None:
    guide = make_guide(TWO_PLACES)
    booklets = with_files(guide, "livret-ville-fr", "livret-pays-fr")
    tree = place(guide, booklets, "area/ville", "nl")
    (section,) = tree.xpath("//section[@aria-labelledby='booklets']")
    assert [item.get("data-edition") for item in section.xpath(".//li")] == [
        *("livret-ville-nl", "livret-ville-fr"),
    ]
    assert section.xpath(".//a/@href") == [
        "../../../booklets/livret-ville-fr.pdf",
        "../../booklets/#place-ville",
    ]


def test_a_place_without_files_leads_to_how_to_have_one(make_guide: RenderGuide) -> None:
    guide = make_guide({})
    tree = place(guide, shelve(guide), "area/ville", "fr")
    (link,) = tree.xpath("//section[@aria-labelledby='booklets']//a")
    assert (link.get("href"), words(link)) == (
        "../../booklets/#place-ville",
        "Comment avoir un livret",
    )


def test_a_place_without_booklets_says_nothing_of_them(make_guide: RenderGuide) -> None:
    guide = make_guide({})
    tree = place(guide, shelve(guide), "area/pays", "fr")
    assert not tree.xpath("//*[@id='booklets']")


def test_two_languages_in_one_booklet_are_both_named(make_guide: RenderGuide) -> None:
    guide = make_guide({})
    both = replace(shelve(guide)[0], languages=("fr", "nl"))
    assert lines(page(guide, (both,), "nl")) == [
        "Livret, Stad Frans, Nederlands, klein boekje (A5)"
    ]


def test_a_title_is_text_whatever_it_holds(make_guide: Callable[..., Guide]) -> None:
    evil = '"><script>alert(1)</script>{{ 7*7 }}'
    quoted = json.dumps(evil)
    editions = TWO_PLACES["content/editions.yaml"].replace("Boekje", quoted)
    guide = make_guide({"content/editions.yaml": editions.replace("Livret", quoted)})
    tree = page(guide, with_files(guide, "livret-ville-nl"))
    assert not tree.xpath("//script")
    assert words(tree).count(evil) == 4
