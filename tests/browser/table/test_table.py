"""The table for professionals in a real Chromium: filtered, sorted, saved, read on any screen."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.axe import AXE, violations
from tests.browser.screens import DESKTOP, PHONE

EVERYONE = ["aide", "bail", "colis", "fini", "local", "zone"]


def shown(page: Page) -> list[str]:
    """Ids of the rows that are shown, in order."""
    links = page.locator(".table-rows tbody tr:visible th a")
    hrefs = links.evaluate_all("found => found.map(link => link.getAttribute('href'))")
    return [href.split("/")[-2] for href in hrefs]


def test_rows_come_by_name_and_are_counted(table: Page) -> None:
    assert shown(table) == ["fini", "aide", "bail", "colis", "local", "zone"]
    expect(table.get_by_role("status")).to_have_text("6 dispositifs sur 6")
    expect(table.locator("th[data-column=name]")).to_have_attribute("aria-sort", "ascending")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("theme=food", ["colis"]),
        ("audience=jeunes", ["bail", "fini"]),
        ("audience=familles", ["aide", "colis", "fini", "local", "zone"]),
        ("kind=colis", ["colis"]),
        ("country=BE", ["colis"]),
        ("status=closed", ["fini"]),
        ("status=open&country=FR", ["aide", "bail", "local", "zone"]),
        ("area=ville", ["aide", "bail", "fini", "local", "zone"]),
        ("q=BAIL+etudiants", ["bail"]),
        ("q=rue", ["bail"]),
        ("q=fromage", []),
        ("theme=unknown&area=nowhere", EVERYONE),
    ],
)
def test_the_address_filters(page: Page, address: str, query: str, found: list[str]) -> None:
    page.goto(f"{address}/table/?{query}")
    plural = "dispositif" if len(found) < 2 else "dispositifs"
    expect(page.get_by_role("status")).to_have_text(f"{len(found)} {plural} sur 6")
    assert sorted(shown(page)) == found


def test_filters_add_up_count_and_are_kept_in_the_address(table: Page, address: str) -> None:
    table.get_by_label("Public").select_option("jeunes")
    assert sorted(shown(table)) == ["bail", "fini"]
    theme = table.locator("select[name=theme]")
    assert theme.locator("option").all_text_contents() == [
        "Tous",
        "Me loger (2)",
        "Manger (0)",
    ]
    table.locator("select[name=status]").select_option("open")
    assert shown(table) == ["bail"]
    expect(table).to_have_url(f"{address}/table/?audience=jeunes&status=open")
    table.reload()
    assert shown(table) == ["bail"]
    table.get_by_role("button", name="Tout effacer").click()
    assert sorted(shown(table)) == EVERYONE
    expect(table).to_have_url(f"{address}/table/")


def test_a_place_served_in_part_is_said(table: Page) -> None:
    row = table.locator(".table-rows tr", has=table.get_by_role("link", name="Local"))
    expect(row).not_to_contain_text("une partie de ce lieu")
    table.get_by_label("Lieu").select_option("ville")
    expect(row).to_contain_text("une partie de ce lieu")
    whole = table.locator(".table-rows tr", has=table.get_by_role("link", name="Colis"))
    expect(whole).to_be_hidden()
    table.get_by_label("Lieu").select_option("")
    expect(row).not_to_contain_text("une partie de ce lieu")


def test_a_commune_of_the_address_filters_by_what_covers_it(page: Page, address: str) -> None:
    page.goto(f"{address}/table/?area=62041")
    expect(page.get_by_role("status")).to_have_text("4 dispositifs sur 6")
    assert sorted(shown(page)) == ["aide", "bail", "fini", "zone"]
    expect(page.locator("select[name=area]")).to_have_value("62041")
    page.goto(f"{address}/table/?area=99999")
    expect(page.get_by_role("status")).to_have_text("6 dispositifs sur 6")


def test_the_commune_kept_on_the_device_is_offered(page: Page, address: str) -> None:
    page.goto(f"{address}/communes/62498/")
    page.locator("[data-keep-place]").click()
    page.goto(f"{address}/table/")
    page.locator("[data-table-filters] summary").click()
    page.get_by_label("Lieu").select_option(label="Lens (mon lieu) (5)")
    assert sorted(shown(page)) == ["aide", "bail", "fini", "local", "zone"]
    page.evaluate("localStorage.setItem('vademecum:place', '{')")
    page.goto(f"{address}/table/")
    assert sorted(shown(page)) == EVERYONE


def test_columns_sort_both_ways_and_what_is_unknown_stays_last(table: Page, address: str) -> None:
    head = table.locator("th[data-column=amount]")
    head.get_by_role("button").click()
    assert shown(table)[:3] == ["local", "bail", "colis"]
    expect(head).to_have_attribute("aria-sort", "ascending")
    expect(table.locator("th[data-column=name]")).to_have_attribute("aria-sort", "none")
    head.get_by_role("button").click()
    assert shown(table)[:3] == ["colis", "bail", "local"]
    expect(head).to_have_attribute("aria-sort", "descending")
    expect(table).to_have_url(f"{address}/table/?sort=-amount")
    table.reload()
    assert shown(table)[:3] == ["colis", "bail", "local"]
    table.locator("th[data-column=place] button").click()
    assert shown(table)[0] == "colis"
    assert table.locator("th[data-column=conditions] button").count() == 0


def test_the_keyboard_sorts_compares_and_scrolls(table: Page) -> None:
    table.locator("th[data-column=name] button").focus()
    table.keyboard.press("Enter")
    assert shown(table)[0] == "zone"
    assert table.evaluate("document.activeElement.closest('th').dataset.column") == "name"
    for name in ("Colis", "Local"):
        table.get_by_role("checkbox", name=f"Comparer : {name}").focus()
        table.keyboard.press("Space")
    table.locator("[data-compare]").focus()
    table.keyboard.press("Enter")
    expect(table.locator("#comparison")).to_be_focused()
    table.keyboard.press("Tab")
    table.keyboard.press("Enter")
    expect(table.locator("[data-compare]")).to_be_focused()
    table.set_viewport_size(PHONE)
    region = table.get_by_role("region", name="Tous les dispositifs")
    region.focus()
    for _ in range(4):
        table.keyboard.press("ArrowRight")
    table.wait_for_function("document.activeElement.scrollLeft > 0")


def test_columns_can_be_left_out(table: Page, address: str) -> None:
    table.get_by_text("Colonnes à montrer").click()
    table.get_by_role("checkbox", name="Conditions").uncheck()
    table.get_by_role("checkbox", name="Montant").uncheck()
    expect(table.locator("th[data-column=conditions]")).to_be_hidden()
    expect(table.get_by_text("ou « habiter »")).to_be_hidden()
    expect(table.locator("th[data-column=holder]")).to_be_visible()
    expect(table).to_have_url(f"{address}/table/?hide=conditions,amount")
    table.reload()
    expect(table.locator("th[data-column=amount]")).to_be_hidden()


def saved(page: Page) -> tuple[str, bytes]:
    """Name and bytes of the file that the button gives."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Télécharger en CSV").click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def test_the_file_holds_what_is_shown(table: Page, address: str) -> None:
    table.goto(f"{address}/table/?country=FR&sort=-name&hide=themes,kind,holder,prescribers")
    name, content = saved(table)
    assert name == "dispositifs-2026-11-22.csv"
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.endswith(b"\r\n")
    text = content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    titles = ["Dispositif", "Où", "Conditions", "Montant", "État", "Adresse de la fiche"]
    assert rows[0] == titles
    assert [row[-1].split("/")[-2] for row in rows[1:]] == shown(table)
    by_name = {row[0]: dict(zip(titles, row, strict=True)) for row in rows[1:]}
    bail = by_name["Bail étudiant"]
    assert bail["Conditions"] == "'=Louer; ou « habiter »"
    assert bail["Montant"] == "90 € Seul (date du chiffre : avril 2025)"
    assert bail["Adresse de la fiche"] == f"{address}/schemes/bail/"
    assert "'-Fini" in by_name
    assert "Zone <b>large</b>" in by_name
    expect(table.get_by_role("status")).to_have_text("Fichier prêt : 5 lignes.")


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("texte", "texte"),
        ("=1+1", "'=1+1"),
        ("+33", "'+33"),
        ("-2", "'-2"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("＝1", "'＝1"),
        (" =1", "' =1"),
        ("\t=1", "'\t=1"),
        ('a "b"; c', '"a ""b""; c"'),
        ("deux\nlignes", '"deux\nlignes"'),
        ("a=b", "a=b"),
        ("", ""),
    ],
)
def test_no_cell_is_a_formula(table: Page, value: str, cell: str) -> None:
    text = table.evaluate("value => vademecum.csv.write([[value, 'x']])", value)
    assert text == f"\ufeff{cell};x\r\n"


def test_nothing_found_leads_to_the_search(table: Page, address: str) -> None:
    table.get_by_label("Mots").fill("fromage blanc")
    link = table.get_by_role("link", name="Chercher dans tout le guide")
    expect(link).to_be_visible()
    expect(link).to_have_attribute("href", re.compile(r"search/\?q=fromage\+blanc$"))
    expect(table.get_by_role("button", name="Télécharger en CSV")).to_be_disabled()


def test_a_long_table_comes_in_parts(page: Page, address: str) -> None:
    def lengthen(route: Route) -> None:
        html = route.fetch().text()
        (row,) = re.findall(
            r"<tr [^>]*>\s*<th scope=\"row\"><a href=\"../schemes/zone/.*?</tr>", html, re.S
        )
        many = "".join(row.replace("/zone/", f"/zone-{n}/") for n in range(150))
        route.fulfill(body=html.replace(row, many), content_type="text/html")

    page.route("**/table/", lengthen)
    page.goto(f"{address}/table/")
    expect(page.get_by_role("status")).to_have_text("155 dispositifs sur 155")
    assert len(shown(page)) == 100
    page.get_by_role("button", name="Montrer 55 dispositifs de plus").click()
    assert len(shown(page)) == 155
    assert page.evaluate("document.activeElement.getAttribute('href')") == "../schemes/zone-95/"


@pytest.mark.parametrize("language", ["", "nl/"])
def test_the_table_is_whole_without_a_script(unscripted: Page, address: str, language: str) -> None:
    unscripted.goto(f"{address}/{language}table/")
    assert sorted(shown(unscripted)) == EVERYONE
    assert unscripted.locator("article :is(button, input, select):visible").count() == 0
    assert unscripted.evaluate("document.documentElement.scrollWidth") <= 390
    unscripted.locator(".table-rows a", has_text="Colis" if not language else "Pakket").click()
    expect(unscripted.locator("article")).to_have_attribute("data-record", "scheme/colis")


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_the_page_never_scrolls_sideways(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for path in ("table/", "nl/table/", "table/?compare=aide,bail,colis,local", "table/?q=zzz"):
        page.goto(f"{address}/{path}")
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, path


@pytest.mark.parametrize("path", ["table/", "nl/table/", "table/?compare=colis,bail"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(page: Page, address: str, path: str, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    for size in (PHONE, DESKTOP):
        page.set_viewport_size(size)
        page.goto(f"{address}/{path}")
        if "compare" in path:
            expect(page.locator("[data-comparison]")).to_have_attribute("data-state", "done")
        page.evaluate("document.querySelectorAll('main details').forEach((d) => (d.open = true))")
        page.evaluate(AXE)
        assert violations(page) == []


def test_home_the_list_and_the_footer_lead_to_the_table(page: Page, address: str) -> None:
    for path, name in (("", "Je suis un professionnel"), ("schemes/", "Tableau pour")):
        page.goto(f"{address}/{path}")
        page.get_by_role("link", name=name).first.click()
        expect(page).to_have_url(f"{address}/table/")
    page.goto(f"{address}/nl/about/")
    page.locator("footer").get_by_role("link", name="Tabel voor hulpverleners").click()
    expect(page).to_have_url(f"{address}/nl/table/")


def test_the_public_site_keeps_what_is_for_professionals(table_site: Path) -> None:
    for path in ("table/index.html", "nl/table/index.html", "data/table-fr.json"):
        assert "Chut." not in (table_site / path).read_text("utf-8")
    assert json.loads((table_site / "data/table-fr.json").read_text("utf-8"))["bail"]
