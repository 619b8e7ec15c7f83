"""The self-check in a real browser: by keyboard, back and forth, kept, listed, printed, without."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

KEY = "vademecum:self-check"
QUESTIONS = 9


@pytest.fixture
def address(site: Path, serve_site: Callable[[Path], str]) -> str:
    """Where the site of the guide that ships is served, with a slash at the end."""
    return serve_site(site) + "/"


def kept(page: Page) -> Any:
    """What the device keeps of the answers."""
    return json.loads(page.evaluate(f"localStorage.getItem('{KEY}')") or "null")


def focused(page: Page) -> str:
    """The words of what has the focus."""
    return " ".join(str(page.evaluate("document.activeElement.textContent")).split())


def asked(page: Page) -> str:
    """The question that is shown; there is one, or none on the list."""
    shown = page.locator("[data-question]:visible")
    expect(shown).to_have_count(1)
    return shown.get_attribute("data-question") or ""


def answer_and_go_on(page: Page, answers: dict[str, list[str]]) -> None:
    """From the first question to the list, ticking some answers and skipping the rest."""
    for number in range(1, QUESTIONS + 1):
        expect(page.locator("[data-status]")).to_contain_text(f"Question {number} sur {QUESTIONS}")
        for value in answers.get(asked(page), []):
            page.locator(f"[data-question]:visible [value={value}]").check()
        if asked(page) in answers:
            page.locator("[data-next]").click()
        else:
            page.locator("[data-skip]").click()
    expect(page.locator("[data-list]")).to_be_visible()


def listed(page: Page) -> list[str]:
    """The schemes of the list, in order, those that are folded too."""
    return list(
        page.locator("[data-question] [data-areas]:not([hidden])").evaluate_all(
            """all => all.filter(e => !e.closest("[hidden]"))
              .map(e => e.querySelector("a").getAttribute("href").split("/")[2])"""
        )
    )


def test_it_goes_by_keyboard_alone(page: Page, address: str) -> None:
    page.goto(f"{address}self-check/")
    assert asked(page) == "housing"
    page.locator("[value=fine]").first.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert focused(page) == "Continuer"
    page.keyboard.press("Enter")
    expect(page.locator("[data-status]")).to_have_text(f"Question 2 sur {QUESTIONS}")
    # The question itself has the focus, so that it is read and the answers come next.
    assert focused(page).startswith("Pouvez-vous aller")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.value") == "fine"
    for _ in range(QUESTIONS - 1):
        page.locator("[data-skip]").focus()
        page.keyboard.press("Enter")
        page.wait_for_function("document.activeElement.matches('[data-heading]')")
    assert focused(page) == "Votre liste"
    expect(page.locator("[data-status]")).to_contain_text("pour vous")
    assert "fonds-solidarite-logement" in listed(page)


def test_back_and_skip(page: Page, address: str) -> None:
    page.goto(f"{address}self-check/")
    expect(page.locator("[data-back]")).to_be_hidden()
    page.locator("[value=bills]").check()
    page.locator("[data-next]").click()
    expect(page.locator("[data-intro]")).to_be_hidden()
    page.locator("[data-back]").click()
    assert asked(page) == "housing"
    expect(page.locator("[value=bills]")).to_be_checked()
    # The browser's own Back goes the same way.
    page.go_back()
    assert asked(page) == "mobility"
    page.go_back()
    assert asked(page) == "housing"
    # To skip a question is to take back what was said.
    page.locator("[data-skip]").click()
    assert asked(page) == "mobility"
    assert kept(page) == {"at": 1, "answers": {}}


def test_all_is_well_stands_alone(page: Page, address: str) -> None:
    page.goto(f"{address}self-check/")
    page.locator("[value=bills]").check()
    page.locator("[value=unfit]").check()
    page.locator("[data-question=housing] [value=fine]").check()
    expect(page.locator("[data-question=housing] :checked")).to_have_count(1)
    page.locator("[value=bills]").check()
    expect(page.locator("[data-question=housing] [value=fine]")).not_to_be_checked()


def test_the_list_is_grouped_by_question_and_names_each_scheme_once(
    page: Page, address: str
) -> None:
    page.goto(f"{address}self-check/")
    answer_and_go_on(page, {"housing": ["bills", "move"], "mobility": ["fine"], "money": ["food"]})
    assert [
        e.get_attribute("data-question") for e in page.locator("[data-question]:visible").all()
    ] == ["housing", "money"]
    parts = page.locator("[data-answer]:visible").evaluate_all(
        "all => all.map(e => e.dataset.answer)"
    )
    assert parts == ["bills", "move", "food"]
    found = listed(page)
    assert len(found) == len(set(found))
    assert {"fonds-solidarite-logement", "visale", "aide-alimentaire"} <= set(found)
    expect(page.locator("[data-count]")).to_have_text(f"{len(found)} aides et services pour vous")
    # What an answer names is never folded under another.
    assert page.locator(".answer__more [href$='/visale/']:not([hidden] *)").count() == 0
    for label in page.locator(".answer__more:visible .count").all():
        fold = label.locator("xpath=ancestor::details[1]")
        assert label.text_content() == str(fold.locator("li:not([hidden])").count())
    # No sum, no score, no boxes to tick any more.
    expect(page.locator("[data-choices]:visible")).to_have_count(0)


def test_answers_stay_on_the_device_and_can_be_erased(page: Page, address: str) -> None:
    asked_for: list[str] = []
    page.on("request", lambda request: asked_for.append(request.url))
    page.goto(f"{address}self-check/")
    answer_and_go_on(page, {"housing": ["bills"], "safety": ["violence"]})
    # The one thing that another user of the telephone must not find is not there.
    assert kept(page) == {"at": "list", "answers": {"housing": ["bills"]}}
    assert [url for url in asked_for if "bills" in url or not url.startswith(address)] == []
    assert page.context.cookies() == []
    page.goto(f"{address}nl/self-check/")
    expect(page.locator("[data-heading]").first).to_have_text("Uw lijst")
    expect(page.locator("[data-answer=bills]")).to_be_visible()
    expect(page.locator("[data-answer=violence]")).to_be_hidden()
    page.locator("[data-erase]").click()
    assert asked(page) == "housing"
    expect(page.locator(":checked")).to_have_count(0)
    expect(page.locator("[data-status]")).to_contain_text("gewist")
    assert kept(page) is None
    expect(page.locator("[data-erase]")).to_be_hidden()
    assert page.evaluate("Object.keys(localStorage)") == []


@pytest.mark.parametrize(
    ("memory", "first", "second"),
    [
        ("{", "housing", "mobility"),
        ("[]", "housing", "mobility"),
        ("7", "housing", "mobility"),
        ('{"at": 99}', "housing", "mobility"),
        ('{"at": "x", "answers": 3}', "housing", "mobility"),
        # What is whole in it still serves.
        ('{"at": 1, "answers": {"housing": "bills"}}', "mobility", "health"),
        ('{"at": -1, "answers": {"housing": [null], "gone": ["x"]}}', "housing", "mobility"),
    ],
)
def test_a_damaged_memory_breaks_nothing(
    page: Page, address: str, memory: str, first: str, second: str
) -> None:
    page.goto(f"{address}self-check/")
    page.evaluate(f"memory => localStorage.setItem('{KEY}', memory)", memory)
    page.goto(f"{address}nl/self-check/")
    assert asked(page) == first
    expect(page.locator("[data-question] :checked")).to_have_count(0)
    page.locator("[data-next]").click()
    assert asked(page) == second


def test_it_works_where_nothing_may_be_kept(page: Page, address: str) -> None:
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('refused'); } })"
    )
    page.goto(f"{address}self-check/")
    answer_and_go_on(page, {"housing": ["bills"]})
    assert "fonds-solidarite-logement" in listed(page)


def test_numbers_to_call_are_shown_and_said_at_once(page: Page, address: str) -> None:
    page.goto(f"{address}self-check/#{QUESTIONS}")
    assert asked(page) == "safety"
    number = page.locator("[data-question=safety] a[href='tel:3919']:visible")
    expect(number).to_have_count(0)
    page.locator("[value=violence]").check()
    expect(number).to_be_visible()
    expect(page.locator("[role=alert]")).to_contain_text("39 19")
    expect(page.locator("[data-question=safety] .card:visible")).to_have_count(0)
    page.locator("[value=violence]").uncheck()
    expect(number).to_have_count(0)
    expect(page.locator("[role=alert]")).to_be_empty()


def test_the_kept_place_gives_its_contacts_and_leaves_out_what_holds_elsewhere(
    page: Page, address: str
) -> None:
    page.goto(f"{address}self-check/")
    answer_and_go_on(page, {"housing": ["bills"]})
    assert "fonds-chauffage" in listed(page)
    expect(page.locator("[data-no-place]")).to_be_visible()
    expect(page.locator("[data-contacts]")).to_be_hidden()

    page.goto(f"{address}communes/62498/")
    page.locator("[data-keep-place]").click()
    page.goto(f"{address}self-check/")
    expect(page.locator("[data-no-place]")).to_be_hidden()
    expect(page.locator("[data-place]")).to_contain_text("Lens")
    assert "fonds-solidarite-logement" in listed(page)
    assert "fonds-chauffage" not in listed(page)  # Belgian.
    page.locator("[data-elsewhere] input").check()
    assert "fonds-chauffage" in listed(page)

    helpers = page.locator("[data-contacts-here] .helper")
    expect(helpers.first).to_be_visible()
    for helper in helpers.all():
        assert helper.locator("a[href^='tel:']").count() > 0
    # Links of the other page still lead where they led.
    partner = page.locator("[data-contacts-here] .helper__name").first
    partner.click()
    expect(page.locator("article")).to_have_attribute("data-record", re.compile("^partner/"))


def test_a_wide_place_leads_to_its_page(page: Page, address: str) -> None:
    page.goto(f"{address}nl/areas/lens-lievin/")
    page.locator("[data-keep-place]").click()
    page.goto(f"{address}nl/self-check/#list")
    expect(page.locator("[data-none]")).to_be_visible()
    expect(page.locator("[data-contacts-here] *")).to_have_count(0)
    page.locator("[data-contacts] a").click()
    expect(page).to_have_url(f"{address}nl/areas/lens-lievin/")


def test_nothing_to_look_for_leads_to_the_needs(page: Page, address: str) -> None:
    page.goto(f"{address}self-check/")
    answer_and_go_on(page, {"housing": ["fine"]})
    expect(page.locator("[data-status]")).to_contain_text("Rien à chercher")
    expect(page.locator("[data-none] a")).to_have_count(10)
    expect(page.locator("[data-count]")).to_be_hidden()


def test_the_list_on_paper_has_the_numbers_and_no_buttons(page: Page, address: str) -> None:
    page.goto(f"{address}communes/62498/")
    page.locator("[data-keep-place]").click()
    page.goto(f"{address}self-check/")
    answer_and_go_on(page, {"housing": ["bills", "roof"], "money": ["food"]})
    expect(page.locator("[data-contacts-here] .helper").first).to_be_visible()
    page.evaluate("window.print = () => { document.title = 'printed'; }")
    page.locator("[data-print]").click()
    assert page.title() == "printed"
    page.emulate_media(media="print")
    paper = page.locator("main, .sheet").first.inner_text()
    expect(page.locator("button:visible, input:visible")).to_have_count(0)
    for words in ("Votre liste", "Fonds de solidarité logement", "115", "Vos contacts : Lens"):
        assert words in paper.replace("\xa0", " "), words
    assert re.search(r"03.21.21.62.16", paper)
    assert "https://vademecum.example/" in paper
    assert "Imprimer" not in paper
    assert "Effacer" not in paper
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    expect(page.locator(".top, .foot").locator("visible=true")).to_have_count(0)


@pytest.mark.parametrize("language", ["", "nl/"])
def test_without_a_script_everything_is_on_one_page(
    unscripted: Page, address: str, language: str
) -> None:
    unscripted.goto(f"{address}{language}self-check/")
    expect(unscripted.locator("[data-question]:visible")).to_have_count(QUESTIONS)
    expect(unscripted.locator("main button:visible, .sheet button:visible")).to_have_count(0)
    expect(unscripted.locator(".sheet input:visible")).to_have_count(0)
    expect(unscripted.locator("[data-question=safety] a[href='tel:112']").first).to_be_visible()
    bills = unscripted.locator("[data-answer=bills]")
    bills.locator("summary").first.click()
    bills.locator(".card__link").first.click()
    expect(unscripted.locator("article")).to_have_attribute("data-record", re.compile("^scheme/"))


@pytest.mark.parametrize("language", ["", "nl/"])
def test_home_leads_there(page: Page, address: str, language: str) -> None:
    page.goto(address + language)
    page.locator(".home__check a").click()
    expect(page).to_have_url(f"{address}{language}self-check/")
    assert asked(page) == "housing"


def test_its_script_is_small(site: Path) -> None:
    script = (site / "assets/javascripts/self-check.js").read_bytes()
    assert len(gzip.compress(script, mtime=0)) < 4_000
