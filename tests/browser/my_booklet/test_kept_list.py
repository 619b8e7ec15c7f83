"""What a person puts aside, in a real browser: ordered, undone, remembered on the device alone."""

from __future__ import annotations

import gzip
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.booklet.pdf_reading import letters, pages
from tests.browser.axe import AXE, COLOUR, SMALL, violations
from tests.browser.my_booklet.booklet import (
    EVIL,
    KEY,
    kept,
    line,
    printed,
    put_aside,
    refs,
    wait_for_leaves,
)
from tests.browser.screens import DESKTOP


def test_two_fiches_are_put_aside_and_found_in_the_booklet(watched: Page, address: str) -> None:
    watched.goto(f"{address}schemes/pret/")
    button = watched.locator("[data-aside] button")
    link = watched.locator("[data-aside] a")
    expect(button).to_have_text("Mettre de côté")
    expect(button).to_have_attribute("aria-pressed", "false")
    expect(link).to_have_text("Mon livret")
    assert kept(watched) is None
    button.click()
    expect(button).to_have_text("Mis de côté")
    expect(link).to_have_text("Mon livret (1)")
    put_aside(watched, f"{address}partners/caf/")
    watched.goto(f"{address}nl/schemes/pret/")
    expect(watched.locator("[data-aside] button")).to_have_text("Opzij gelegd")
    expect(watched.locator("[data-aside] a")).to_have_text("Mijn boekje (2)")
    # Ids and names, and nothing of what the fiches say.
    assert kept(watched)["items"] == [
        {"ref": "scheme/pret", "name": "Prêt loyer", "advice": ""},
        {"ref": "partner/caf", "name": "Caisse"},
    ]
    watched.locator("[data-aside] a").click()
    expect(watched).to_have_url(f"{address}nl/my-booklet/")
    expect(watched.locator("[data-items] > li")).to_have_count(2)
    assert refs(watched) == ["scheme/pret", "partner/caf"]
    watched.locator("[data-items] a").first.click()
    expect(watched).to_have_url(f"{address}nl/schemes/pret/")
    watched.locator("[data-aside] button").click()
    expect(watched.locator("[data-aside] button")).to_have_attribute("aria-pressed", "false")
    watched.go_back()
    expect(watched.locator("[data-items] > li")).to_have_count(1)


def test_the_list_is_ordered_and_emptied_and_mistakes_undone(watched: Page, address: str) -> None:
    put_aside(
        watched, *(f"{address}{p}" for p in ("schemes/pret/", "schemes/aide/", "partners/caf/"))
    )
    watched.goto(f"{address}my-booklet/")
    status = watched.locator("[data-status]")
    expect(
        line(watched, "scheme/pret").get_by_role("button", name="Monter : Prêt")
    ).to_be_disabled()
    line(watched, "partner/caf").get_by_role("button", name="Monter").click()
    expect(status).to_have_text("Caisse : place 2 sur 3.")
    line(watched, "scheme/pret").get_by_role("button", name="Descendre").click()
    line(watched, "scheme/pret").get_by_role("button", name="Descendre").click()
    order = ["partner/caf", "scheme/aide", "scheme/pret"]
    assert refs(watched) == order
    # At the end of the list the other way is the only one left for the keyboard.
    assert watched.evaluate("document.activeElement.matches('[data-up]')")
    line(watched, "scheme/aide").locator("textarea").fill("À faire avant lundi.")
    watched.reload()
    assert refs(watched) == order
    expect(line(watched, "scheme/aide").locator("textarea")).to_have_value("À faire avant lundi.")

    line(watched, "scheme/aide").get_by_role("button", name="Retirer : Aide").click()
    assert refs(watched) == ["partner/caf", "scheme/pret"]
    expect(status).to_have_text("Retiré : Aide.")
    assert watched.evaluate("document.activeElement.closest('li').dataset.ref") == "scheme/pret"
    watched.locator("[data-undo]").click()
    assert refs(watched) == order
    expect(line(watched, "scheme/aide").locator("textarea")).to_have_value("À faire avant lundi.")
    watched.locator("[data-title]").fill("Pour Élise")
    watched.locator("[data-clear]").click()
    assert kept(watched) is None
    expect(watched.locator("[data-empty]")).to_be_visible()
    expect(watched.locator("[data-print]")).to_be_hidden()
    watched.locator("[data-undo]").click()
    assert refs(watched) == order
    assert [item["ref"] for item in kept(watched)["items"]] == order
    # With the last fiche goes all that was typed: nothing of a person stays behind.
    for _ in order:
        watched.locator("[data-remove]").first.click()
    assert kept(watched) is None


REFUSES = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("refused", "SecurityError"); }
});"""
FULL = """Storage.prototype.setItem = function () {
  throw new DOMException("full", "QuotaExceededError");
};"""


@pytest.mark.parametrize("device", [REFUSES, FULL])
def test_a_device_that_keeps_nothing_is_owned_up_to(
    watched: Page, address: str, device: str
) -> None:
    watched.add_init_script(device)
    watched.goto(f"{address}schemes/pret/")
    watched.locator("[data-aside] button").click()
    status = watched.locator("[data-aside] [role=status]")
    expect(status).to_contain_text("refuse de garder")
    expect(watched.locator("[data-aside] button")).to_have_attribute("aria-pressed", "false")
    # The link carries what the device does not keep: it can still be printed and sent.
    watched.locator("[data-aside] a").click()
    expect(watched.locator("[data-offer-items] a")).to_have_text(["Prêt loyer (PL)"])
    watched.get_by_role("button", name="Garder cette liste").click()
    expect(watched.locator("[data-refused]")).to_be_visible()
    assert refs(watched) == ["scheme/pret"]
    wait_for_leaves(watched, 1)
    assert letters("Vous louez.") in letters(pages(printed(watched))[1])


def test_hostile_words_are_shown_as_they_are(watched: Page, address: str) -> None:
    put_aside(watched, f"{address}schemes/piege/")
    watched.goto(f"{address}my-booklet/")
    watched.locator("[data-title]").fill(EVIL)
    watched.locator("textarea").first.fill(EVIL)
    wait_for_leaves(watched, 1)
    expect(watched.locator(".leaf--cover h3")).to_have_text(EVIL)
    expect(watched.locator(".leaf__advice")).to_have_text(f"Conseil : {EVIL}")
    expect(watched.locator(".leaf--scheme h3")).to_have_text(f"1. {EVIL}")
    expect(watched.locator(".leaf--scheme")).to_contain_text(EVIL)
    expect(watched.locator("[data-items] a")).to_have_text(EVIL)
    line(watched, "scheme/piege").locator("[data-remove]").click()
    expect(watched.locator("[data-status]")).to_have_text(f"Retiré : {EVIL}.")
    watched.locator("[data-undo]").click()
    watched.get_by_label("Mettre aussi dans le lien").check()
    watched.goto(watched.locator("[data-link]").input_value())
    watched.reload()
    expect(watched.locator("[data-offer-title]")).to_have_text(EVIL)
    expect(watched.locator("[data-offer-items]")).to_contain_text(EVIL)
    assert watched.locator("main img").count() == 0
    assert "caught" not in watched.title()


@pytest.mark.parametrize(
    "memory",
    [
        *("{", "[]", "7", "null", '{"items": 1}', '{"items": [null, 7, "x", {"ref": 1}]}'),
        '{"items": [{"ref": "scheme/../x", "name": "x"}], "language": "__proto__", "paper": {}}',
        '{"items": [{"ref": "scheme/pret", "name": {}}, {"ref": "scheme/pret"}]}',
    ],
)
def test_a_damaged_memory_breaks_nothing(watched: Page, address: str, memory: str) -> None:
    watched.goto(f"{address}schemes/pret/")
    watched.evaluate("([key, memory]) => localStorage.setItem(key, memory)", [KEY, memory])
    watched.goto(f"{address}my-booklet/")
    expected = ["scheme/pret"] if "scheme/pret" in memory else []
    assert refs(watched) == expected
    if expected:  # What came without a name takes that of its page.
        expect(watched.locator("[data-items] a")).to_have_text("Prêt loyer (PL)")
    put_aside(watched, f"{address}schemes/aide/")
    assert [item["ref"] for item in kept(watched)["items"]] == [*expected, "scheme/aide"]


def test_another_tab_changes_the_list_at_once(page: Page, address: str) -> None:
    put_aside(page, f"{address}schemes/pret/")
    page.goto(f"{address}my-booklet/")
    other = page.context.new_page()
    put_aside(other, f"{address}partners/caf/")
    expect(page.locator("[data-items] > li")).to_have_count(2)
    page.locator("[data-clear]").click()
    expect(other.locator("[data-aside] button")).to_have_attribute("aria-pressed", "false")
    other.close()


def test_it_works_with_the_keyboard_alone(watched: Page, address: str) -> None:
    def go_to(selector: str) -> None:
        for _ in range(80):
            if watched.evaluate("wanted => document.activeElement.matches(wanted)", selector):
                return
            watched.keyboard.press("Tab")
        raise AssertionError(f"no way to {selector}")

    for path in ("schemes/pret/", "partners/caf/"):
        watched.goto(address + path)
        go_to("[data-aside] button")
        watched.keyboard.press("Enter")
    go_to("[data-aside] a")
    watched.keyboard.press("Enter")
    expect(watched).to_have_url(f"{address}my-booklet/")
    go_to("[data-ref='partner/caf'] [data-up]")
    watched.keyboard.press("Space")
    assert refs(watched) == ["partner/caf", "scheme/pret"]
    go_to("[data-ref='partner/caf'] textarea")
    watched.keyboard.type("Avant lundi")
    go_to("[data-ref='scheme/pret'] [data-remove]")
    watched.keyboard.press("Enter")
    assert refs(watched) == ["partner/caf"]
    go_to("[data-title]")
    watched.keyboard.type("Pour moi")
    go_to("[data-with-typed]")
    watched.keyboard.press("Space")
    link = watched.locator("[data-link]").input_value()
    assert link == f"{address}my-booklet/#r=partner/caf&t=Pour%20moi&a1=Avant%20lundi"
    go_to("[data-sms]")
    go_to("[data-show]")
    watched.keyboard.press("Enter")
    expect(watched.locator(".leaf--cover h3")).to_be_visible()


@pytest.mark.parametrize("language", ["", "nl/"])
def test_axe_finds_nothing_on_a_booklet_with_a_proposal(
    page: Page, address: str, language: str
) -> None:
    page.emulate_media(reduced_motion="reduce", color_scheme="light")
    put_aside(page, f"{address}{language}schemes/pret/", f"{address}{language}partners/caf/")
    page.evaluate(AXE)
    found = {"fiche": violations(page)}
    page.goto(f"{address}{language}my-booklet/#r=scheme/aide,x")
    wait_for_leaves(page, 2)
    line(page, "scheme/pret").locator("[data-down]").click()
    page.locator("[data-show]").click()
    page.evaluate(AXE)
    found["phone, light"] = violations(page)
    assert page.evaluate(SMALL) == []
    page.emulate_media(color_scheme="dark")
    found["phone, dark"] = violations(page, COLOUR)
    page.set_viewport_size(DESKTOP)
    found["desk, dark"] = violations(page)
    assert [f"{where}: {what}" for where, lines in found.items() for what in lines] == []


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_booklet_does_not_scroll_sideways(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for language in ("", "nl/"):
        put_aside(page, f"{address}{language}schemes/piege/")
        page.goto(f"{address}{language}my-booklet/#r=scheme/{'w' * 90},{'x' * 90}")
        wait_for_leaves(page, 1)
        page.locator("[data-show]").click()
        over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert over <= 0, f"{language} at {width}"
        page.evaluate("localStorage.clear()")


def test_without_a_script_the_page_is_calm(unscripted: Page, address: str) -> None:
    for language, said in (("", "demandez à votre référent"), ("nl/", "aan uw begeleider")):
        unscripted.goto(f"{address}{language}schemes/pret/")
        expect(unscripted.locator("[data-aside]")).to_be_hidden()
        unscripted.goto(f"{address}{language}my-booklet/")
        expect(unscripted.locator("noscript p")).to_contain_text(said)
        expect(unscripted.locator("[data-my-booklet]")).to_be_hidden()
        unscripted.locator("noscript a").click()
        expect(unscripted).to_have_url(f"{address}{language}booklets/")


def test_only_the_booklet_pays_for_its_script(page: Page, address: str, small_site: Path) -> None:
    scripts = small_site / "assets/javascripts"
    assert len(gzip.compress((scripts / "aside.js").read_bytes(), mtime=0)) <= 1500
    assert (scripts / "vendor/lean-qr-nano.js").stat().st_size <= 25_000
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path.rpartition("/")[2]))
    page.goto(f"{address}schemes/pret/", wait_until="networkidle")
    assert "aside.js" in asked
    assert not {"my-booklet.js", "booklet-leaves.js", "lean-qr-nano.js", "my-booklet.css"} & {
        *asked
    }
    asked.clear()
    page.goto(f"{address}themes/housing/", wait_until="networkidle")
    assert "aside.js" not in asked
