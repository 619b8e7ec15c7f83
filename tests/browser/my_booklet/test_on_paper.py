"""A person's own booklet as a real browser prints it, and what keeps it from being printed."""

from __future__ import annotations

import json
import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.booklet.pdf_reading import codes, letters, page_sizes, pages
from tests.browser.my_booklet.booklet import PUBLIC, line, printed, put_aside, wait_for_leaves


@pytest.mark.parametrize(("paper", "size"), [("A5", (420, 595)), ("A4", (595, 842))])
def test_paper_shows_the_essentials_of_each_fiche_and_codes_lead_to_them(
    watched: Page, address: str, paper: str, size: tuple[int, int]
) -> None:
    put_aside(watched, f"{address}schemes/pret/", f"{address}partners/caf/")
    watched.goto(f"{address}my-booklet/")
    watched.locator("[data-title]").fill("Pour Élise")
    line(watched, "scheme/pret").locator("textarea").fill("Appelez lundi.")
    watched.locator("select[data-paper]").select_option(paper)
    wait_for_leaves(watched, 2)
    expect(watched.locator(".leaf__advice")).to_have_text("Conseil : Appelez lundi.")
    expect(watched.locator(".leaf--cover h3")).to_have_text("Pour Élise")
    pdf = printed(watched)
    assert {tuple(map(round, found)) for found in page_sizes(pdf)} == {size}
    cover, fiche, contact = pages(pdf)
    for said in ("Pour Élise", "1. Prêt loyer (PL)", "2. Caisse", "Guide établi le 22 novembre"):
        assert letters(said) in letters(cover), said
    for said in (
        *("1. Prêt loyer (PL)", "Un prêt pour le loyer.", "Conseil : Appelez lundi.", "3919"),
        *("Est-ce pour moi ?", "Vous louez.", "Une somme prêtée.", "Le bail", "1 Appelez."),
        *("pret.example", "guide.example/schemes/pret/", "Non confirmé par l’organisme."),
    ):
        assert letters(said) in letters(fiche), said
    for said in ("2. Caisse", "Elle verse.", "32 30", "1 rue Haute", "62300 Lens"):
        assert letters(said) in letters(contact), said
    # Neither what surrounds the page, nor its forms, nor what is for professionals.
    whole = " ".join((cover, fiche, contact))
    for said in ("Descendre", "Copier", "Mentions légales", "Instruire", "longue histoire"):
        assert said not in whole, said
    assert codes(pdf) == [
        (1, f"{PUBLIC}my-booklet/#r=scheme/pret,partner/caf"),
        (2, f"{PUBLIC}schemes/pret/"),
        (3, f"{PUBLIC}partners/caf/"),
    ]


def test_codes_are_drawn_as_readers_need_them(watched: Page, address: str) -> None:
    put_aside(watched, f"{address}schemes/pret/")
    watched.goto(f"{address}my-booklet/")
    wait_for_leaves(watched, 1)
    code = watched.locator(".leaf--scheme .qr")
    assert code.get_attribute("aria-label") == "Code à scanner : guide.example/schemes/pret/"
    _, _, width, height = map(int, (code.get_attribute("viewBox") or "").split())
    squares = re.findall(r"M(\d+) (\d+)h", code.locator(".qr__code").get_attribute("d") or "")
    across, down = ({int(square[axis]) for square in squares} for axis in (0, 1))
    # Four modules left white on each side.
    assert (min(across), min(down)) == (4, 4)
    assert (max(across), max(down)) == (width - 5, height - 5)
    # The first two modules of the format, in row 8, tell the level: M is 00, masked by 10.
    dark = {(int(x) - 4, int(y) - 4) for x, y in squares}
    assert ((0, 8) in dark, (1, 8) in dark) == (True, False)
    fills = [code.locator(f".qr__{name}").get_attribute("fill") for name in ("ground", "code")]
    assert fills == ["#fff", "#000"]


def test_a_french_page_prints_a_dutch_booklet(watched: Page, address: str) -> None:
    put_aside(watched, f"{address}schemes/pret/")
    watched.goto(f"{address}my-booklet/")
    watched.locator("select[data-language]").select_option("nl")
    expect(watched.locator(".leaf--scheme h3")).to_have_text("1. Huurlening (HL)")
    assert watched.locator(".leaves").get_attribute("lang") == "nl"
    expect(watched.locator("[data-items] a")).to_have_text("Prêt loyer")
    pdf = printed(watched)
    assert letters("Een lening voor de huur.") in letters(pages(pdf)[1])
    assert letters("Niet bevestigd door de organisatie.") in letters(pages(pdf)[1])
    assert codes(pdf)[1] == (2, f"{PUBLIC}nl/schemes/pret/")
    assert urlsplit(watched.locator("[data-link]").input_value()).path.endswith("/nl/my-booklet/")
    watched.reload()
    expect(watched.locator("select[data-language]")).to_have_value("nl")


def test_whom_to_call_near_the_kept_place_is_on_paper(watched: Page, address: str) -> None:
    put_aside(watched, f"{address}schemes/pret/")
    watched.goto(f"{address}my-booklet/")
    wait_for_leaves(watched, 1)
    expect(watched.locator(".leaf__helpers")).to_have_count(0)
    area = watched.evaluate(
        """async (url) => {
          const html = await (await fetch(url)).text();
          const page = new DOMParser().parseFromString(html, "text/html");
          return page.querySelector(".near details[data-area]")?.dataset.area ?? "";
        }""",
        f"{address}schemes/pret/",
    )
    place = json.dumps({"id": "62498", "name": "Lens", "areas": ["62498", area], "commune": True})
    watched.evaluate("place => localStorage.setItem('vademecum:place', place)", place)
    watched.reload()
    expect(watched.locator(".leaf__helpers")).to_contain_text("CCAS de Lens")
    expect(watched.locator(".leaf__helpers")).to_contain_text("03 21 00 00 01")


def test_the_print_button_prints_once_everything_is_there(watched: Page, address: str) -> None:
    watched.add_init_script(
        """window.prints = [];
        window.print = () => window.prints.push(document.querySelectorAll(".leaf").length);"""
    )
    put_aside(watched, f"{address}schemes/pret/", f"{address}partners/caf/")
    watched.goto(f"{address}my-booklet/")
    watched.locator("[data-print]").click()
    watched.wait_for_function("window.prints.length > 0")
    assert watched.evaluate("window.prints") == [3]


def test_what_will_be_printed_can_be_seen_before(watched: Page, address: str) -> None:
    put_aside(watched, f"{address}schemes/pret/")
    watched.goto(f"{address}my-booklet/")
    wait_for_leaves(watched, 1)
    show = watched.locator("[data-show]")
    expect(watched.locator(".leaf").first).to_be_hidden()
    show.click()
    expect(show).to_have_attribute("aria-expanded", "true")
    expect(watched.locator(".leaf").first).to_be_visible()
    # White paper and a readable code, whatever the colours of the screen.
    watched.emulate_media(color_scheme="dark")
    paper = watched.locator(".leaf").first.evaluate("e => getComputedStyle(e).backgroundColor")
    assert paper == "rgb(255, 255, 255)"


def test_without_a_connection_the_page_says_what_is_missing(page: Page, address: str) -> None:
    page.add_init_script("window.print = () => { window.printed = true }")
    put_aside(page, f"{address}schemes/pret/", f"{address}schemes/aide/")
    page.route(re.compile(r"/schemes/pret/$"), lambda route: route.abort())
    page.goto(f"{address}my-booklet/")
    offline = page.locator("[data-offline]")
    expect(offline).to_contain_text("Prêt loyer")
    expect(offline).not_to_contain_text("Aide")
    expect(line(page, "scheme/pret").locator(".booklet__missing")).to_be_visible()
    page.locator("[data-print]").click()
    expect(page.locator("[data-status]")).to_have_text("")
    assert page.evaluate("window.printed") is None
    page.unroute(re.compile(r"/schemes/pret/$"))
    page.locator("[data-print]").click()
    page.wait_for_function("window.printed === true")
    expect(offline).to_be_hidden()
    expect(page.locator(".leaf--scheme").first).to_contain_text("Vous louez.")


def test_a_page_that_is_not_the_fiche_is_not_taken_for_it(page: Page, address: str) -> None:
    """As in a waiting room whose wifi answers every address with its own page."""
    put_aside(page, f"{address}schemes/pret/")
    body = "<article data-record='scheme/aide'><h1>Wifi</h1><p class='lead'>Hi</p></article>"
    page.route(
        re.compile(r"/schemes/pret/$"),
        lambda route: route.fulfill(body=body, content_type="text/html"),
    )
    page.goto(f"{address}my-booklet/")
    expect(page.locator("[data-offline]")).to_contain_text("Prêt loyer")
    expect(page.locator(".leaf--scheme")).not_to_contain_text("Wifi")


def test_a_fiche_that_is_no_more_is_said_to_be_gone(page: Page, address: str) -> None:
    page.goto(f"{address}my-booklet/#r=scheme/ancienne,scheme/pret")
    page.get_by_role("button", name="Garder cette liste").click()
    gone = line(page, "scheme/ancienne").locator(".booklet__missing")
    expect(gone).to_contain_text("n’existe plus")
    expect(page.locator("[data-offline]")).to_be_hidden()
    # No paper is spent on it.
    wait_for_leaves(page, 1)
    expect(page.locator(".leaf--scheme h3")).to_have_text("1. Prêt loyer (PL)")
    found = [text for _, text in codes(printed(page))]
    assert found == [f"{PUBLIC}my-booklet/#r=scheme/pret", f"{PUBLIC}schemes/pret/"]
