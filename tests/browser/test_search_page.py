"""The search page in a real Chromium, on a static server under a base path."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import quote

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from playwright.sync_api import Page, Route, expect

from generator.search import SearchDocument, build_search_index

ROOT = Path(__file__).parents[2]
BLANK = SearchDocument("", "", "scheme", "", "", "", (), (), "", (), (), (), (), False)
DOCUMENTS = [
    replace(
        BLANK,
        record="scheme/fsl",
        url="schemes/fsl/",
        title="Fonds de solidarité logement",
        names=("FSL",),
        summary="Payer un loyer en retard.",
        place="Pas-de-Calais",
        themes=("housing",),
        areas=("lens",),
        audiences=("tous-publics",),
    ),
    replace(
        BLANK,
        record="partner/france-travail",
        url="partners/france-travail/",
        kind="partner",
        title="France Travail",
        names=("Pôle emploi",),
        formerly=("Pôle emploi",),
        themes=("work",),
    ),
    replace(
        BLANK,
        record="scheme/loan",
        url="schemes/loan/",
        title="Prêt <b>loyer</b>",
        summary="<img src=x onerror=alert(1)> $& loyer",
        themes=("housing",),
        audiences=("jeunes",),
        closed=True,
    ),
    *(
        replace(BLANK, record=f"scheme/job-{n}", url=f"schemes/job-{n}/", title=f"Chantier {n}")
        for n in range(10, 55)
    ),
]


COMMUNES = {
    "url": "communes/#/",
    "communes": [
        "34022|Courtrai|8500 8501|Kortrijk|Heule",
        "62765|Saint-Omer|62500",
        "62766|Saint-Omer-Capelle|62162",
        "62498|Lens|62300",
        "62510|Liévin|62800",
        "62999|Vendin|62300",
        "62427|Hénin-Beaumont|62110",
    ],
}


@dataclass(frozen=True)
class Contact:
    name: str
    url: str
    number: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Choice:
    id: str
    label: str
    url: str = ""
    contacts: tuple[Contact, ...] = ()


@dataclass(frozen=True)
class Line:
    number: str
    label: str
    words: tuple[str, ...]
    always: bool
    description: str = "En une phrase."

    @property
    def phone(self) -> str:
        return self.number


@pytest.fixture
def site(tmp_path: Path, serve: Callable[[Path], str]) -> str:
    """The address of a search page at /guide/search/."""
    guide = tmp_path / "guide"
    shutil.copytree(ROOT / "theme/assets", guide / "assets")
    (guide / "data").mkdir()
    (guide / "data/search-fr.json").write_text(build_search_index(DOCUMENTS, "fr"))
    (guide / "data/communes-fr.json").write_text(json.dumps(COMMUNES))
    templates = Environment(
        loader=FileSystemLoader(ROOT / "generator/templates/pages"),
        undefined=StrictUndefined,
        autoescape=True,
    )
    article = templates.get_template("search.html").render(
        # Each word stands for itself, with the # that the browser fills.
        t=lambda key: key.removeprefix("search.") + " #",
        root="../",
        language="fr",
        themes=[
            Choice("housing", "Me loger", "themes/housing/"),
            Choice("work", "Travailler", "themes/work/"),
        ],
        areas=[
            Choice(
                "lens", "Lens", "areas/lens/", (Contact("CCAS", "partners/ccas/", "115", "115"),)
            ),
            Choice("arras", "Arras", "areas/arras/", (Contact("Caf", "partners/caf/"),)),
        ],
        audiences=[Choice("tous-publics", "Tous"), Choice("jeunes", "Jeunes")],
        sorts=[Choice("droit", "Droit")],
        emergency=[
            Line("112", "urgences", ("danger",), True),
            Line("115", "logement", ("à la rue", "dormir dehors"), False),
        ],
        index_url="../data/search-fr.json",
        places_url="../data/communes-fr.json",
        a_to_z_url="a-z/",
        communes_url="communes/",
    )
    (guide / "search").mkdir()
    (guide / "search/index.html").write_text(
        '<!doctype html><html lang="fr"><meta charset="utf-8"><title>Chercher</title>'
        '<meta name="viewport" content="width=device-width">'
        '<script defer src="../assets/javascripts/device.js"></script>'
        f"<main><article>{article}</article></main></html>"
    )
    return serve(tmp_path) + "/guide/search/"


def wait_done(page: Page) -> None:
    expect(page.locator("[data-search-results]")).to_have_attribute("data-search-state", "done")


def records(page: Page) -> list[str | None]:
    wait_done(page)
    links = page.locator("[data-search-results] a[data-record]")
    return [link.get_attribute("data-record") for link in links.all()]


def test_the_index_is_fetched_on_first_use(page: Page, site: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site)
    wait_done(page)
    assert not [url for url in asked if "/data/" in url]
    with page.expect_request("**/guide/data/search-fr.json"):
        page.locator("[name=q]").focus()
    assert all(url.startswith(site.removesuffix("search/")) for url in asked)


def test_a_query_in_the_address(page: Page, site: str) -> None:
    page.goto(site + "?q=loyer")
    assert records(page) == ["scheme/fsl", "scheme/loan"]
    first = page.locator("a[data-record]").first
    assert first.evaluate("link => link.href") == site.replace("search/", "schemes/fsl/")
    expect(first).to_contain_text("Pas-de-Calais")
    expect(first.locator("mark")).to_have_text(["loyer"])
    expect(page.get_by_role("status")).to_have_text("count_other 2")
    expect(page.locator("[data-search-help]")).to_be_hidden()


def test_typing_answers_and_keeps_the_address(page: Page, site: str) -> None:
    page.goto(site)
    page.locator("[name=q]").fill("solidar")
    assert records(page) == ["scheme/fsl"]
    expect(page).to_have_url(site + "?q=solidar")
    page.locator("[name=q]").fill("")
    assert records(page) == []
    expect(page).to_have_url(site)
    expect(page.locator("[data-search-help]")).to_be_visible()


def test_a_former_name_and_a_closed_scheme_are_said(page: Page, site: str) -> None:
    page.goto(site + "?q=pole+emploi")
    assert records(page) == ["partner/france-travail"]
    expect(page.locator("a[data-record]")).to_contain_text("formerly Pôle emploi")
    page.goto(site + "?q=loyer")
    assert records(page)[-1] == "scheme/loan"
    expect(page.locator("a[data-record]").last).to_contain_text("closed #")


def test_text_of_the_records_stays_text(page: Page, site: str) -> None:
    page.goto(site + "?q=" + quote("prêt <script>alert(1)</script>"))
    assert records(page) == ["scheme/loan"]
    result = page.locator("a[data-record]")
    expect(result).to_contain_text("Prêt <b>loyer</b>")
    expect(result).to_contain_text("<img src=x onerror=alert(1)> $& loyer")
    assert result.locator("img, b, script").count() == 0


def test_filters(page: Page, site: str) -> None:
    page.goto(site + "?q=loyer&audience=jeunes&theme=housing&area=unknown")
    assert records(page) == ["scheme/fsl", "scheme/loan"]
    expect(page.locator("[name=theme]")).to_have_value("housing")
    expect(page.locator("[name=area]")).to_have_value("")
    page.locator("[name=theme]").select_option("work")
    assert records(page) == []
    expect(page.get_by_role("status")).to_have_text("nothing #")
    expect(page.get_by_role("link", name="Me loger")).to_be_visible()
    expect(page.get_by_role("link", name="112 urgences")).to_be_visible()
    expect(page).to_have_url(site + "?q=loyer&theme=work&audience=jeunes")
    page.locator("[name=q]").fill("")
    assert records(page) == ["partner/france-travail"]


def test_a_long_list_comes_in_parts(page: Page, site: str) -> None:
    page.goto(site + "?q=chantier")
    assert len(records(page)) == 20
    expect(page.get_by_role("status")).to_have_text("count_other 45")
    page.get_by_role("button", name="more").click()
    assert len(records(page)) == 40
    assert page.evaluate("document.activeElement.dataset.record") == "scheme/job-30"
    page.get_by_role("button", name="more").click()
    assert len(records(page)) == 45
    expect(page.get_by_role("button", name="more")).to_be_hidden()


def test_the_keyboard_is_enough(page: Page, site: str) -> None:
    page.goto(site)
    page.locator("[name=q]").focus()
    page.keyboard.type("fsl")
    page.keyboard.press("Enter")
    assert records(page) == ["scheme/fsl"]
    assert page.url == site + "?q=fsl"
    for _ in range(3):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.dataset.record") == "scheme/fsl"


def test_without_a_network_the_page_says_so_and_tries_again(page: Page, site: str) -> None:
    def refuse(route: Route) -> None:
        route.abort()

    page.route("**/data/*.json", refuse)
    page.goto(site + "?q=loyer")
    expect(page.get_by_role("status")).to_have_text("failed #")
    expect(page.locator("[data-search-help]")).to_be_visible()
    page.unroute("**/data/*.json")
    page.locator("[name=q]").fill("loyers")
    assert records(page) == ["scheme/fsl", "scheme/loan"]


def test_ten_thousand_characters(page: Page, site: str) -> None:
    page.goto(site)
    page.locator("[name=q]").fill("loyer " + "a" * 10_000)
    assert records(page) == ["scheme/fsl", "scheme/loan"]


def test_the_page_fits_a_phone_and_its_targets_a_thumb(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(site + "?q=loyer&theme=housing")
    wait_done(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    sizes = page.locator("article :is(a, button, input, select, summary):visible").evaluate_all(
        "elements => elements.map(element => element.getBoundingClientRect().height)"
    )
    assert sizes
    assert min(sizes) >= 48


def test_the_config_is_safe_inside_a_script(page: Page, site: str) -> None:
    page.goto(site)
    config = json.loads(page.locator("#search-config").text_content() or "")
    assert config["root"] == "../"
    assert config["index"] == "../data/search-fr.json"


def test_suggestions_are_a_combobox(page: Page, site: str) -> None:
    page.goto(site)
    field = page.get_by_role("combobox", name="field_label #")
    listbox = page.get_by_role("listbox", name="suggestions #")
    expect(field).to_have_attribute("aria-expanded", "false")
    field.focus()
    page.keyboard.type("po")
    assert records(page) == ["partner/france-travail"]
    expect(listbox).to_be_hidden()
    page.keyboard.type("l")
    expect(listbox.get_by_role("option")).to_have_text(["Pôle emploi kinds.partner #"])
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(field).to_have_attribute("aria-controls", "search-suggestions")
    page.keyboard.press("ArrowDown")
    option = listbox.get_by_role("option", selected=True)
    expect(option).to_have_id(field.get_attribute("aria-activedescendant") or "")
    # The focus stays in the field; round the list and back to what was typed.
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.press("ArrowDown")
    expect(option).to_have_count(0)
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(field).to_have_value("Pôle emploi")
    expect(listbox).to_be_hidden()
    assert records(page) == ["partner/france-travail"]
    assert page.url == site + "?q=P%C3%B4le+emploi"


@pytest.mark.parametrize("key", ["Enter", "Escape"])
def test_suggestions_that_come_late_do_not_open_again(page: Page, site: str, key: str) -> None:
    page.goto(site)
    field = page.locator("[name=q]")
    field.press_sequentially("chan")
    expect(page.locator("[role=listbox]")).to_be_visible()
    # The letter and the key within one task: the suggestions for the letter are still to come.
    field.evaluate(
        """async (field, key) => {
          field.value = "chant";
          field.dispatchEvent(new Event("input", { bubbles: true }));
          const pressed = { key, bubbles: true, cancelable: true };
          field.dispatchEvent(new KeyboardEvent("keydown", pressed));
          if (key === "Enter") field.form.requestSubmit();
          for (let frame = 0; frame < 5; frame++) await new Promise(requestAnimationFrame);
        }""",
        key,
    )
    expect(page.locator("[role=listbox]")).to_be_hidden()


def test_suggestions_go_with_escape_enter_and_the_focus(page: Page, site: str) -> None:
    page.goto(site)
    field = page.locator("[name=q]")
    listbox = page.locator("[role=listbox]")
    field.press_sequentially("chant")
    expect(listbox).to_be_visible()
    page.keyboard.press("Escape")
    expect(listbox).to_be_hidden()
    expect(field).to_have_value("chant")
    page.keyboard.type("i")
    expect(listbox).to_be_visible()
    page.keyboard.press("Enter")
    expect(listbox).to_be_hidden()
    expect(field).to_have_value("chanti")
    page.keyboard.type("e")
    expect(listbox.locator("[role=option]")).to_have_count(6)
    page.keyboard.press("Tab")
    expect(listbox).to_be_hidden()
    field.press("End")
    field.press("r")
    listbox.get_by_text("Chantier 12").click()
    expect(field).to_have_value("Chantier 12")
    assert records(page)[0] == "scheme/job-12"


def test_emergency_words_show_the_numbers_first_and_need_no_index(page: Page, site: str) -> None:
    page.route("**/data/*.json", lambda route: route.abort())
    page.goto(site + "?q=" + quote("je vais dormir dehors"))
    block = page.locator("[data-search-emergency]")
    expect(block.get_by_role("link")).to_have_text(["115 logement"])
    assert block.evaluate(
        "e => !!(e.compareDocumentPosition(document.querySelector('[data-search-results]')) & 4)"
    )
    page.locator("[name=q]").fill("loyer")
    expect(block).to_be_hidden()


def test_each_choice_of_a_filter_says_how_many(page: Page, site: str) -> None:
    page.goto(site + "?q=loyer&theme=housing")
    assert len(records(page)) == 2
    options = page.locator("[name=theme] option")
    expect(options).to_have_text(["any_theme # (2)", "Me loger (2)", "Travailler (0)"])
    # What is for everyone is for the young, too.
    expect(page.locator("[name=audience] option[value=jeunes]")).to_have_text("Jeunes (2)")
    expect(page.locator("[name=state] option")).to_have_text(
        ["any_state # (2)", "states.open # (1)", "states.closed # (1)"]
    )
    page.locator("[name=state]").select_option("closed")
    assert records(page) == ["scheme/loan"]
    expect(page).to_have_url(site + "?q=loyer&theme=housing&state=closed")
    expect(page.locator("[name=theme] option").first).to_have_text("any_theme # (1)")
    page.locator("[name=q]").fill("")
    page.locator("[name=theme]").select_option("")
    page.locator("[name=state]").select_option("")
    expect(page.locator("[name=theme] option").first).to_have_text("any_theme #")


def test_nothing_found_leads_on(page: Page, site: str) -> None:
    page.goto(site + "?q=logmnt")
    assert records(page) == []
    page.locator("[data-search-nearest]").get_by_role("link", name="logement").click()
    assert records(page) == ["scheme/fsl"]
    assert page.url == site + "?q=logement"

    page.goto(site + "?q=loyer&theme=work&area=arras")
    assert records(page) == []
    contacts = page.locator("[data-contacts]")
    assert contacts.evaluate_all("all => all.map(e => [e.dataset.contacts, e.open])") == [
        ["arras", True],
        ["lens", False],
    ]
    expect(contacts.first.get_by_role("link")).to_have_text(["Caf", "all_contacts #"])
    page.get_by_role("button", name="unfilter #").click()
    assert records(page) == ["scheme/fsl", "scheme/loan"]
    expect(page.get_by_role("button", name="unfilter #")).to_be_hidden()
    assert page.evaluate("document.activeElement.name") == "q"


def test_a_misspelt_word_is_read_and_said(page: Page, site: str) -> None:
    page.goto(site + "?q=logemant")
    assert records(page) == ["scheme/fsl"]
    expect(page.locator("[data-search-read]")).to_contain_text("read")
    expect(page.locator("a[data-record] mark")).to_have_text(["logement"])


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("lens", ["area/62498"]),
        ("62300", ["area/62498", "area/62999"]),
        ("Kortrijk", ["area/34022"]),
        ("st omer", ["area/62765", "area/62766"]),
        ("capelle", ["area/62766"]),
        ("henin baumont", ["area/62427"]),
        ("zzzzz", []),
        ("lens zzzzz", []),
    ],
)
def test_communes_are_found(page: Page, site: str, query: str, found: list[str]) -> None:
    page.goto(f"{site}?q={quote(query)}")
    assert records(page) == found


def test_a_commune_says_what_it_is_and_leads_to_its_page(page: Page, site: str) -> None:
    page.goto(site + "?q=8500")
    link = page.locator("[data-search-results] a")
    expect(link).to_contain_text("Courtrai")
    expect(link).to_contain_text("area.kind.commune # · 8500, 8501")
    assert link.evaluate("a => a.href").endswith("/guide/communes/34022/")


def test_a_page_that_answers_comes_before_a_commune_of_that_name(page: Page, site: str) -> None:
    page.goto(site + "?q=fsl")
    assert records(page) == ["scheme/fsl"]
    page.goto(site + "?q=loyer&theme=housing")
    assert records(page) == ["scheme/fsl", "scheme/loan"]


def test_without_the_communes_the_search_goes_on(page: Page, site: str) -> None:
    page.route("**/communes-fr.json", lambda route: route.abort())
    page.goto(site + "?q=loyer")
    assert records(page) == ["scheme/fsl", "scheme/loan"]


def test_the_kept_place_puts_what_is_near_first(page: Page, site: str) -> None:
    page.goto(site)
    page.evaluate(
        "place => localStorage.setItem('vademecum:place', JSON.stringify(place))",
        {"id": "lens", "name": "Lens", "areas": ["lens"], "commune": False},
    )
    page.goto(site + "?q=zzzzz")
    expect(page.locator("[data-contacts]").first).to_have_attribute("data-contacts", "lens")
    expect(page.locator("[data-contacts=lens]")).to_have_attribute("open", "")
    page.evaluate("localStorage.setItem('vademecum:place', '{damaged')")
    page.goto(site + "?q=loyer")
    assert records(page) == ["scheme/fsl", "scheme/loan"]
