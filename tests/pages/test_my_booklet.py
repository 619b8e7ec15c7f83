"""A person's own booklet: buttons that put a record aside, and what the page tells its script."""

from __future__ import annotations

import json
from typing import Any

import lxml.html
import pytest
from lxml.html import HtmlElement

from generator.pages.listing import render_listing
from generator.pages.page import LanguageSite
from tests.pages.conftest import RenderGuide, RenderPage, article, words
from tests.tiny import BASE, with_lines

GUIDE = "content/guide.yaml"
EVIL = "</script><script>alert(1)</script> \"&'"


def listing(guide: object, language: str) -> HtmlElement:
    site = LanguageSite.of(guide, language)  # type: ignore[arg-type]
    html = render_listing(site, "my-booklet", 1)
    return lxml.html.fragment_fromstring(html, create_parent="div")


def told(tree: HtmlElement) -> dict[str, Any]:
    """What the script reads."""
    (script,) = tree.xpath("//script[@id='my-booklet-config']")
    return dict(json.loads(script.text))


@pytest.mark.parametrize(
    ("ref", "language", "name", "label", "kept", "title"),
    [
        ("scheme/aide", "fr", "Aide", "Mettre de côté", "Mis de côté", "Mon livret"),
        ("scheme/aide", "nl", "Hulp", "Opzij leggen", "Opzij gelegd", "Mijn boekje"),
        ("partner/caf", "fr", "Caisse", "Mettre de côté", "Mis de côté", "Mon livret"),
        ("partner/caf", "nl", "Caisse", "Opzij leggen", "Opzij gelegd", "Mijn boekje"),
    ],
)
def test_each_fiche_and_partner_can_be_put_aside(
    render: RenderPage, ref: str, language: str, name: str, label: str, kept: str, title: str
) -> None:
    (part,) = article(render({}, ref, language)).xpath("//*[@data-aside]")
    assert "hidden" in part.attrib  # Only a script can do it: without one nothing is offered.
    (button,) = part.xpath("./button")
    assert dict(button.attrib).items() >= {
        ("type", "button"),
        ("data-ref", ref),
        ("data-name", name),
        ("data-kept", kept),
    }
    assert words(button) == label
    (link,) = part.xpath("./a")
    assert (words(link), link.get("href")) == (title, "../../my-booklet/")
    (status,) = part.xpath("./*[@role='status']")
    assert title in status.get("data-refused")


def test_places_and_needs_cannot_be_put_aside(render: RenderPage) -> None:
    for ref in ("area/ville", "commune/62498", "theme/housing"):
        assert article(render({}, ref)).xpath("//*[@data-aside]") == []


def test_a_fiche_says_where_a_script_can_read_whether_it_is_confirmed(render: RenderPage) -> None:
    partner = """
        - {id: caf, kind: caf, name: Caisse, summary: {fr: Elle verse., nl: Ze betaalt.},
           contact: {url: "https://caf.example"}, areas: [pays],
           verified: {on: 2026-10-01, by: caf}, sources: [{source: rapport, facts: [name]}]}
        """
    trust = "//p[contains(@class, 'trust')]"
    files = {"partners.yaml": partner}
    (confirmed,) = article(render(files, "partner/caf")).xpath(trust)
    (other,) = article(render(files, "scheme/aide")).xpath(trust)
    assert "data-verified" in confirmed.attrib
    assert "data-verified" not in other.attrib


def test_the_page_is_told_where_each_language_is(make_guide: RenderGuide) -> None:
    guide = make_guide({})
    french, dutch = (told(listing(guide, code)) for code in ("fr", "nl"))
    assert (french["language"], french["root"]) == ("fr", "../")
    assert (dutch["language"], dutch["root"]) == ("nl", "../../")
    assert french["address"] == dutch["address"] == "my-booklet/"
    assert french["words"] != dutch["words"]
    # A booklet may be in another language than the page.
    assert french["languages"] == dutch["languages"]
    assert {code: (it["prefix"], it["public"]) for code, it in french["languages"].items()} == {
        "fr": ("", "https://guide.example/"),
        "nl": ("nl/", "https://guide.example/nl/"),
    }
    assert french["languages"]["nl"]["words"]["guide"] == "Guide, Hier"
    assert french["languages"]["nl"]["words"]["title"] == "Mijn boekje"


def test_numbers_for_emergencies_are_on_paper_in_its_language(make_guide: RenderGuide) -> None:
    guide = with_lines(
        GUIDE,
        "emergencies:",
        '  - {phone: {number: "112", cost: free}, label: {fr: urgence, nl: noodgeval},',
        "     description: {fr: Danger., nl: Gevaar.}, on_every_page: true}",
        '  - {phone: {number: "107", cost: free}, label: {fr: écoute, nl: luisteren},',
        "     description: {fr: Parler., nl: Praten.}}",
    )
    config = told(listing(make_guide({GUIDE: guide}), "fr"))
    found = {code: it["words"]["emergencies"] for code, it in config["languages"].items()}
    assert found == {
        "fr": [{"number": "112", "label": "urgence"}],
        "nl": [{"number": "112", "label": "noodgeval"}],
    }


def test_a_guide_with_markup_in_its_title_stays_text(make_guide: RenderGuide) -> None:
    guide = BASE[GUIDE].replace("title: Guide", f"title: {json.dumps(EVIL)}")
    tree = listing(make_guide({GUIDE: guide}), "fr")
    assert len(tree.xpath("//script")) == 2
    assert told(tree)["languages"]["fr"]["words"]["guide"] == f"{EVIL}, Ici"


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_without_a_script_the_page_says_what_one_can_do(
    make_guide: RenderGuide, language: str
) -> None:
    tree = listing(make_guide({}), language)
    (said,) = tree.xpath("//noscript//p")
    assert "JavaScript" in words(said)
    (forms,) = tree.xpath("//*[@data-my-booklet]")
    assert "hidden" in forms.attrib
    # Every field has a name, and every button a type: none sends a form anywhere.
    for field in forms.xpath(".//input | .//select | .//textarea"):
        assert words(field.xpath("ancestor::label")[0])
    assert {button.get("type") for button in forms.xpath(".//button")} == {"button"}
    assert tree.xpath("//form") == []
