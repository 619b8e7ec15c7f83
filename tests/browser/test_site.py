"""The built site in a real browser, on a plain file server under `/guide/`, as people use it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser.screens import DESKTOP


@pytest.fixture
def address(site: Path, serve_site: Callable[[Path], str]) -> str:
    """Where the site of the guide that ships is served, without a slash at the end."""
    return serve_site(site)


@pytest.fixture
def watched(page: Page, address: str) -> Iterator[Page]:
    """A page that may ask nothing of another origin, keep no cookie and complain of nothing."""
    complaints: list[str] = []
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    page.on("request", note)
    page.on("console", lambda said: complaints.append(said.text) if said.type != "log" else None)
    page.on("response", lambda got: complaints.append(got.url) if got.status >= 400 else None)
    yield page
    origin = address.rpartition("/")[0]
    assert [url for url in asked if not url.startswith((origin, "data:"))] == []
    assert page.context.cookies() == []
    assert complaints == []


def found(page: Page) -> list[str]:
    """The records the search shows once it is done."""
    page.wait_for_selector("[data-search-state='done']", state="attached")
    links = page.locator("[data-search-results] a[data-record]")
    return [link.get_attribute("data-record") or "" for link in links.all()]


def test_a_person_searches_from_home_and_opens_a_fiche(watched: Page, address: str) -> None:
    watched.goto(f"{address}/")
    watched.get_by_label("De quoi avez-vous besoin").fill("revenu de solidarite active")
    watched.keyboard.press("Enter")
    assert "scheme/rsa" in found(watched)[:3]
    expect(watched).to_have_url(re.compile(r"/guide/search/\?q=revenu"))
    watched.locator("[data-record='scheme/rsa']").click()
    expect(watched.locator("h1")).to_contain_text("Revenu de solidarité active")


def test_search_takes_its_query_and_filters_from_the_address(watched: Page, address: str) -> None:
    watched.goto(f"{address}/search/?q=aide")
    everything = found(watched)
    watched.goto(f"{address}/search/?q=aide&theme=housing")
    expect(watched.locator("select[name=theme]")).to_have_value("housing")
    housing = found(watched)
    assert housing
    assert len(housing) <= len(everything)
    watched.locator("select[name=theme]").select_option("")
    expect(watched).not_to_have_url(re.compile("theme="))
    watched.goto(f"{address}/search/?area=lens-lievin&audience=jeunes")
    assert found(watched)


def test_search_speaks_dutch(watched: Page, address: str) -> None:
    watched.goto(f"{address}/nl/search/?q=leefloon")
    assert "scheme/revenu-integration-leefloon" in found(watched)[:3]
    link = watched.locator("[data-record='scheme/revenu-integration-leefloon']")
    link.click()
    expect(watched).to_have_url(f"{address}/nl/schemes/revenu-integration-leefloon/")


def test_search_works_with_the_keyboard_alone(watched: Page, address: str) -> None:
    watched.goto(f"{address}/search/")
    watched.keyboard.press("Tab")
    assert watched.evaluate("document.activeElement.className") == "skip"
    watched.keyboard.press("Enter")
    watched.keyboard.press("Tab")
    assert watched.evaluate("document.activeElement.name") == "q"
    watched.keyboard.type("logement")
    assert found(watched)
    watched.keyboard.press("Tab")
    watched.keyboard.press("Tab")
    watched.keyboard.press("Tab")
    assert watched.evaluate("document.activeElement.dataset.record")
    watched.keyboard.press("Enter")
    expect(watched.locator("article[data-record]")).to_be_visible()


def test_the_language_switch_stays_on_the_page(watched: Page, address: str) -> None:
    for path in ("", "schemes/rsa/", "communes/62498/", "about/"):
        watched.goto(f"{address}/{path}")
        watched.get_by_role("link", name="Nederlands").click()
        expect(watched).to_have_url(f"{address}/nl/{path}")
        assert watched.locator("html").get_attribute("lang") == "nl"
        watched.get_by_role("link", name="Français").click()
        expect(watched).to_have_url(f"{address}/{path}")


def test_the_menu_of_a_phone_opens_and_leads(watched: Page, address: str) -> None:
    watched.goto(f"{address}/schemes/rsa/")
    menu = watched.locator(".sections__menu")
    link = menu.get_by_role("link", name="Lieux")
    expect(link).to_be_hidden()
    menu.locator("summary").focus()
    watched.keyboard.press("Enter")
    expect(link).to_be_visible()
    expect(menu.locator("[aria-current]")).to_have_text("Dispositifs")
    link.click()
    expect(watched).to_have_url(f"{address}/areas/")


def test_a_wide_screen_shows_the_sections_in_a_row(watched: Page, address: str) -> None:
    watched.set_viewport_size(DESKTOP)
    watched.goto(f"{address}/schemes/")
    expect(watched.locator(".sections__menu")).to_be_hidden()
    row = watched.locator(".sections__row")
    expect(row.locator("[aria-current=page]")).to_have_text("Dispositifs")
    boxes = [link.bounding_box() for link in row.locator("a").all()]
    assert len({round(box["y"]) for box in boxes if box}) == 1


def test_a_place_kept_on_the_device_comes_first_and_can_be_forgotten(
    watched: Page, address: str
) -> None:
    watched.goto(f"{address}/communes/62498/")
    keep = watched.locator("[data-keep-place]")
    keep.click()
    expect(keep).to_have_attribute("aria-pressed", "true")
    watched.goto(f"{address}/schemes/fonds-solidarite-logement/")
    first = watched.locator(".near details[data-area]").first
    expect(first).to_have_attribute("data-area", "lens-lievin")
    expect(first).to_have_attribute("open", "")
    watched.goto(f"{address}/nl/")
    link = watched.locator("[data-near-link]")
    expect(link).to_have_text("Lens")
    link.click()
    expect(watched).to_have_url(f"{address}/nl/communes/62498/")
    watched.goto(f"{address}/themes/housing/")
    watched.locator("[data-near-forget]").click()
    expect(watched.locator("[data-near]")).to_be_hidden()
    watched.goto(f"{address}/")
    expect(watched.locator("[data-near]")).to_be_hidden()


@pytest.mark.parametrize(
    ("commune", "near", "far"),
    [("62498", "ca-lens-lievin", "meuse"), ("55029", "meuse", "pas-de-calais")],
)
def test_a_need_shows_what_is_near_the_kept_place_first(
    watched: Page, address: str, commune: str, near: str, far: str
) -> None:
    def order() -> list[list[str]]:
        cards = watched.locator("section[aria-labelledby=in-FR] .card[data-areas]").all()
        return [str(card.get_attribute("data-areas")).split() for card in cards]

    watched.goto(f"{address}/themes/mobility/")
    before = order()
    watched.goto(f"{address}/communes/{commune}/")
    watched.locator("[data-keep-place]").click()
    watched.goto(f"{address}/themes/mobility/")
    expect(watched.locator("[data-near-link]")).to_be_visible()
    after = order()
    assert sorted(after) == sorted(before)
    assert near in after[0]
    national = [index for index, areas in enumerate(after) if areas == ["france"]]
    assert national
    assert max(national) < min(i for i, areas in enumerate(after) if {far, *areas} == {far})


def test_a_damaged_memory_breaks_nothing(watched: Page, address: str) -> None:
    watched.goto(f"{address}/")
    for memory in ("{", "[]", "7", '{"areas": 1}', '{"id": "x", "areas": ["y"]}'):
        watched.evaluate("memory => localStorage.setItem('vademecum:place', memory)", memory)
        watched.goto(f"{address}/schemes/rsa/")
        watched.goto(f"{address}/")
        expect(watched.locator("h1")).to_have_count(1)


def test_light_or_dark_is_the_persons_choice_and_stays(watched: Page, address: str) -> None:
    def paper() -> str:
        return str(watched.evaluate("getComputedStyle(document.body).backgroundColor"))

    watched.emulate_media(color_scheme="light")
    watched.goto(f"{address}/")
    light = paper()
    button = watched.locator("[data-theme-switch]")
    expect(button).to_have_attribute("aria-pressed", "false")
    button.click()
    dark = paper()
    assert dark != light
    watched.goto(f"{address}/nl/schemes/rsa/")
    assert paper() == dark
    expect(watched.locator("[data-theme-switch]")).to_have_attribute("aria-pressed", "true")
    watched.emulate_media(color_scheme="dark")
    watched.evaluate("localStorage.clear()")
    watched.goto(f"{address}/")
    assert paper() == dark


@pytest.mark.parametrize(
    "path", ["", "schemes/rsa/", "a-z/", "communes/", "search/", "pathway/", "self-check/"]
)
@pytest.mark.parametrize("language", ["", "nl/"])
def test_pages_are_usable_without_a_script(
    unscripted: Page, address: str, language: str, path: str
) -> None:
    unscripted.goto(f"{address}/{language}{path}")
    # Nothing is offered that only a script could do.
    assert unscripted.locator("[data-theme-switch]:visible, [data-keep-place]:visible").count() == 0
    unscripted.locator(".sections__menu summary").click()
    expect(unscripted.locator(".sections__menu a").first).to_be_visible()
    expect(unscripted.locator("main h1")).to_have_count(1)
    if path == "communes/":
        expect(unscripted.locator("a[data-record='commune/62498']")).to_be_visible()
        assert unscripted.locator("[data-communes] a[data-record]").count() > 1000
    if path == "schemes/rsa/":
        unscripted.locator(".near details summary").first.click()
        expect(unscripted.locator(".near details a").first).to_be_visible()
        unscripted.locator("details.professional summary").click()
        expect(unscripted.locator("details.professional dl")).to_be_visible()
    if path == "a-z/":
        unscripted.locator(".letters a").first.click()
        assert unscripted.locator(".index a").count() > 100
    if path == "search/":
        expect(unscripted.locator("noscript a")).to_be_visible()


def test_home_leads_to_a_fiche_without_a_script(unscripted: Page, address: str) -> None:
    unscripted.goto(f"{address}/nl/")
    unscripted.locator("a.need").first.click()
    unscripted.locator("a.card__link").first.click()
    expect(unscripted.locator("article")).to_have_attribute("data-record", re.compile("^scheme/"))


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
@pytest.mark.parametrize(
    "path",
    [
        *("", "schemes/rsa/", "areas/pas-de-calais/", "search/?q=loyer", "contribute/", "themes/"),
        *("self-check/", "self-check/#9", "table/"),
    ],
)
def test_no_page_scrolls_sideways(page: Page, address: str, width: int, path: str) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for language in ("", "nl/"):
        page.goto(f"{address}/{language}{path}")
        if "?" in path:
            found(page)
        over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert over <= 0, f"{language}{path} at {width}"
