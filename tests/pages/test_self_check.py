"""The page of the self-check: whole without a script, and what its script needs to find in it."""

from __future__ import annotations

import lxml.html
import pytest
from lxml.html import HtmlElement

from generator.audience import Audience
from generator.guide import Guide
from generator.pages.listing import render_listing
from generator.pages.page import LanguageSite
from tests.pages.conftest import RenderGuide, words
from tests.tiny import BASE, Content, with_lines

QUESTIONS = """
    - id: roof
      text: {fr: Où dormez-vous ?, nl: Waar slaapt u?}
      help: {fr: Cette nuit., nl: Vannacht.}
      answers:
        - {id: fine, text: {fr: Chez moi., nl: Thuis.}}
        - id: rent
          text: {fr: Je paie trop., nl: Ik betaal te veel.}
          schemes: [zone, aide]
          themes: [housing]
          obstacles: [housing]
    - id: safety
      text: {fr: Êtes-vous en danger ?, nl: Bent u in gevaar?}
      kept: false
      answers:
        - {id: danger, text: {fr: Oui., nl: Ja.}, call: [urgence, caf]}
    """
PARTNERS = (
    BASE["partners.yaml"].rstrip()
    + """
        - id: urgence
          kind: caf
          name: Secours
          summary: {fr: Ils viennent., nl: Ze komen.}
          contact: {phones: [{number: "112"}]}
          areas: [pays]
          sources: [{source: rapport, facts: [name]}]
        - id: siege
          kind: caf
          name: Siège
          summary: {fr: Il décide., nl: Hij beslist.}
          contact: {phones: [{number: "+33321216565"}]}
          areas: [pays]
          sources: [{source: rapport, facts: [name]}]
"""
)


def scheme(key: str, *lines: str) -> str:
    aide = with_lines("content/schemes/aide.yaml", *lines)
    return aide.replace("id: aide", f"id: {key}").replace("Aide,", f"{key.title()},")


FILES: dict[str, Content] = {
    "partners.yaml": PARTNERS,
    "content/self-check.yaml": QUESTIONS,
    "content/schemes/zone.yaml": scheme("zone", "holder: siege", "excluded_areas: [ville]"),
    "content/schemes/bourse.yaml": scheme("bourse", "obstacles: [housing]"),
    "content/schemes/repas.yaml": scheme("repas", "obstacles: [housing]").replace(
        "themes: [housing]", "themes: [food]"
    ),
    "content/schemes/abri.yaml": scheme("abri", "obstacles: [housing]").replace(
        "themes: [housing]", "themes: [food, housing]"
    ),
}


def page_of(guide: Guide, language: str = "fr") -> HtmlElement:
    html = render_listing(LanguageSite.of(guide, language), "self-check", 1)
    return lxml.html.fragment_fromstring(html, create_parent="div")


def answer(page: HtmlElement, identifier: str) -> HtmlElement:
    (found,) = page.xpath("//details[@data-answer=$id]", id=identifier)
    return found


def schemes(part: HtmlElement, kind: str) -> list[str]:
    return list(part.xpath(f".//ul[contains(@class, '{kind}')]/li/a[1]/@href"))


def test_questions_come_in_order_with_their_answers(make_guide: RenderGuide) -> None:
    for language, questions, answers in (
        ("fr", ["Où dormez-vous ?", "Êtes-vous en danger ?"], ["Chez moi.", "Je paie trop."]),
        ("nl", ["Waar slaapt u?", "Bent u in gevaar?"], ["Thuis.", "Ik betaal te veel."]),
    ):
        page = page_of(make_guide(FILES), language)
        headings = page.xpath("//section[@data-question]/h2")
        assert [words(h).replace("\xa0", " ") for h in headings] == questions
        labels = page.xpath("//section[@data-question='roof']//label")
        assert [words(label) for label in labels] == answers


def test_without_a_script_each_answer_leads_to_schemes_and_needs(make_guide: RenderGuide) -> None:
    page = page_of(make_guide(FILES))
    rent = answer(page, "rent")
    assert words(rent.find("summary")) == "Je paie trop."
    # Named ones in the order of the answer, the others by need first, food alone left out.
    assert schemes(rent, "cards") == ["../schemes/zone/", "../schemes/aide/"]
    assert schemes(rent, "index") == ["../schemes/bourse/", "../schemes/abri/"]
    assert "../themes/housing/" in rent.xpath(".//a/@href")
    # What only a script can do is not offered, and nothing else is hidden.
    assert page.xpath("//input[not(ancestor::*[@hidden])]") == []
    assert page.xpath("//button[not(ancestor::*[@hidden])]") == []
    assert rent.xpath("./ancestor-or-self::*[@hidden]") == []


def test_an_answer_that_needs_nothing_has_a_box_and_no_part(make_guide: RenderGuide) -> None:
    page = page_of(make_guide(FILES))
    assert page.xpath("//input[@data-alone]/@value") == ["fine"]
    assert page.xpath("//details[@data-answer='fine']") == []


def test_a_number_to_call_at_once_is_open_and_said_in_full(make_guide: RenderGuide) -> None:
    danger = answer(page_of(make_guide(FILES)), "danger")
    assert danger.get("open") is not None
    # The CAF of the tiny guide has no telephone: nothing is invented for it.
    assert danger.xpath(".//a/@href") == ["tel:112"]
    assert "112 Secours" in words(danger)
    assert "Ils viennent." in words(danger)
    assert answer(page_of(make_guide(FILES)), "rent").get("open") is None


def test_a_number_is_in_the_words_of_the_guides_emergencies(make_guide: RenderGuide) -> None:
    line = (
        "emergencies: [{partner: urgence, phone: {number: '112'}, label: vite, description: Là.}]"
    )
    settings = with_lines("content/guide.yaml", line)
    danger = answer(page_of(make_guide({**FILES, "content/guide.yaml": settings})), "danger")
    assert words(danger.xpath(".//li")[0]) == "112 viteLà."


def test_only_what_may_be_kept_says_so(make_guide: RenderGuide) -> None:
    page = page_of(make_guide(FILES))
    assert page.xpath("//section[@data-kept]/@data-question") == ["roof"]
    (safety,) = page.xpath("//section[@data-question='safety']")
    assert "jamais gardé" in words(safety)
    assert "jamais gardé" not in words(page.xpath("//section[@data-question='roof']")[0])


def test_a_scheme_says_where_it_holds_and_whom_to_call(make_guide: RenderGuide) -> None:
    (card, other) = answer(page_of(make_guide(FILES)), "rent").xpath(".//li[@class='card']")
    assert (card.get("data-areas"), card.get("data-except")) == ("pays", "ville")
    assert (other.get("data-areas"), other.get("data-except")) == ("pays", None)
    assert card.xpath(".//a/@href")[1:] == ["tel:+33321216565"]
    assert "Siège : 03 21 21 65 65" in words(card).replace("\xa0", " ").replace("\u202f", " ")
    assert other.xpath(".//a[starts-with(@href, 'tel:')]") == []


def test_what_is_closed_or_for_professionals_is_not_offered(make_guide: RenderGuide) -> None:
    files: dict[str, Content] = {
        **FILES,
        "content/schemes/zone.yaml": scheme("zone", "lifecycle: {status: closed, since: 2020}"),
        "content/schemes/bourse.yaml": scheme(
            "bourse", "obstacles: [housing]", "visibility: professional"
        ),
    }
    public = answer(page_of(make_guide(files)), "rent")
    assert schemes(public, "cards") == ["../schemes/aide/"]
    assert schemes(public, "index") == ["../schemes/abri/"]
    whole = answer(page_of(make_guide(files, Audience.PROFESSIONAL)), "rent")
    assert "../schemes/bourse/" in schemes(whole, "index")


def test_an_obstacle_alone_leads_to_every_scheme_that_removes_it(make_guide: RenderGuide) -> None:
    questions = QUESTIONS.replace("themes: [housing]\n", "themes: []\n")
    rent = answer(page_of(make_guide({**FILES, "content/self-check.yaml": questions})), "rent")
    assert len(schemes(rent, "index")) == 3


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_a_guide_without_questions_offers_its_needs(make_guide: RenderGuide, language: str) -> None:
    page = page_of(make_guide({}), language)
    assert page.xpath("//script | //input") == []
    assert page.xpath("//ul[@class='chips']//a/@href") == ["../themes/housing/", "../themes/food/"]


@pytest.mark.parametrize(("files", "offered"), [(FILES, True), ({}, False)])
def test_home_leads_to_the_self_check_where_there_is_one(
    make_guide: RenderGuide, files: dict[str, Content], offered: bool
) -> None:
    html = render_listing(LanguageSite.of(make_guide(files), "fr"), "home", 0)
    home = lxml.html.fragment_fromstring(html, create_parent="div")
    assert ("self-check/" in home.xpath("//a/@href")) is offered
    assert ("2 questions" in words(home)) is offered


def test_no_word_of_a_record_becomes_markup(make_guide: RenderGuide) -> None:
    hostile = '<b onclick="x">&amp;\\"</b>'
    questions = QUESTIONS.replace("Je paie trop.", f"'{hostile}'").replace(
        "Cette nuit.", f"'{hostile}'"
    )
    page = page_of(make_guide({**FILES, "content/self-check.yaml": questions}))
    assert page.xpath("//b") == []
    assert words(answer(page, "rent").find("summary")) == hostile
