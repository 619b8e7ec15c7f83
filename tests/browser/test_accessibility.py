"""axe-core on every type of page, in both languages, light and dark, on a phone and a desk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.axe import AXE, COLOUR, SMALL, violations
from tests.browser.screens import DESKTOP

PATHS = (
    "",
    "themes/",
    "themes/housing/",
    "schemes/",
    "schemes/rsa/",
    "schemes/revenu-integration-leefloon/",
    "partners/",
    "partners/action-logement/",
    "areas/",
    "areas/lens-lievin/",
    "areas/pas-de-calais/",
    "areas/eurometropole/",
    "areas/ca-lens-lievin/",
    "communes/",
    "communes/62498/",
    "communes/34022/",
    "glossary/",
    "a-z/",
    "pathway/",
    "my-booklet/",
    "search/?q=loyer&theme=housing",
    "self-check/",
    "table/",
    "about/",
    "contribute/",
    "legal/",
    "accessibility/",
    "booklets/",
    "help/",
)

# Lists of a thousand alike lines say no more than their first ones, and cost minutes.
SHORTEN = """() => {
  for (const list of document.querySelectorAll("main ul, main ol, main dl, .table-rows tbody")) {
    [...list.children].slice(6).forEach((line) => line.remove());
  }
  const alike = "[data-communes] > section, section:has(> .index), section:has(> .glossary)";
  [...document.querySelectorAll(alike)].slice(4).forEach((part) => part.remove());
  for (const group of document.querySelectorAll("main section")) {
    [...group.querySelectorAll(":scope > details, :scope > .service")].slice(4)
      .forEach((part) => part.remove());
  }
}"""


@pytest.fixture
def address(site: Path, serve_site: Callable[[Path], str]) -> str:
    return serve_site(site) + "/"


def open_page(page: Page, url: str) -> None:
    page.emulate_media(reduced_motion="reduce")  # No colour is caught halfway to another.
    page.goto(url)
    if "search/" in url:
        page.wait_for_selector("[data-search-state='done'] a")
        page.locator("[data-search-filters] summary").click()
    page.evaluate(SHORTEN)
    page.evaluate("document.querySelectorAll('main details').forEach((part) => (part.open = true))")
    page.evaluate(AXE)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("language", ["", "nl/"])
def test_axe_finds_nothing(page: Page, address: str, language: str, path: str) -> None:
    """Every rule light on a phone, and dark on a desk in one language; else what colours decide."""
    open_page(page, address + language + path)
    page.emulate_media(color_scheme="light")
    found = {"phone, light": violations(page)}
    page.emulate_media(color_scheme="dark")
    found["phone, dark"] = violations(page, COLOUR)
    page.set_viewport_size(DESKTOP)
    found["desk, dark"] = violations(page, COLOUR if language else None)
    page.emulate_media(color_scheme="light")
    found["desk, light"] = violations(page, COLOUR)
    assert [f"{where}: {what}" for where, lines in found.items() for what in lines] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_page_of_no_page(page: Page, address: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(f"{address}404.html")
    page.evaluate(AXE)
    assert violations(page) == []


@pytest.mark.parametrize("language", ["", "nl/"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_way_through_the_self_check(
    page: Page, address: str, language: str, scheme: str
) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    page.goto(f"{address}{language}communes/62498/")
    page.locator("[data-keep-place]").click()
    page.goto(f"{address}{language}self-check/#1")
    page.evaluate(AXE)
    page.locator("[value=bills]").check()
    page.locator("[value=roof]").check()
    assert violations(page) == []
    page.evaluate("location.hash = 'list'")
    page.wait_for_selector("[data-contacts-here] .helper")
    assert violations(page) == []
    assert page.evaluate(SMALL) == []


def test_axe_is_awake(page: Page, address: str) -> None:
    """A page that is spoilt on purpose is found out."""
    open_page(page, address)
    page.evaluate("document.querySelector('h1').outerHTML = '<img src=\"x.png\"><h4>x</h4>'")
    page.add_style_tag(content="p { color: #999 !important; background: #aaa !important }")
    rules = {line.partition(":")[0] for line in violations(page)}
    assert {"image-alt", "color-contrast", "page-has-heading-one"} <= rules


@pytest.mark.parametrize("path", [*PATHS, "404.html"])
def test_what_is_touched_is_large_enough(page: Page, address: str, path: str) -> None:
    languages = ("",) if path == "404.html" else ("", "nl/")
    for language in languages:
        open_page(page, address + language + path)
        assert page.evaluate(SMALL) == []


def test_the_focus_is_seen_on_every_kind_of_control(page: Page, address: str) -> None:
    page.goto(f"{address}search/?q=loyer")
    page.wait_for_selector("[data-search-state='done'] a")
    for selector in (".skip", ".tool", ".urgent a", "summary", "[name=q]", ".search-result"):
        control = page.locator(selector).first
        page.keyboard.press("Tab")  # From now on the browser shows where the focus is.
        control.focus()
        width = control.evaluate("e => parseFloat(getComputedStyle(e).outlineWidth)")
        style = control.evaluate("e => getComputedStyle(e).outlineStyle")
        assert (width >= 2, style) == (True, "solid"), selector


@pytest.mark.parametrize(("width", "percent"), [(390, 150), (640, 200)])
def test_text_can_be_larger_without_a_loss(
    page: Page, address: str, width: int, percent: int
) -> None:
    """WCAG 1.4.4: nothing is cut off."""
    page.set_viewport_size({"width": width, "height": 640})
    for path in ("", "nl/schemes/rsa/"):
        page.goto(address + path)
        page.add_style_tag(content=f"html {{ font-size: {percent}% !important }}")
        cut = page.evaluate(
            """() => [...document.querySelectorAll("main *, header *")]
              .filter((e) => e.checkVisibility() && !e.closest(".visually-hidden, svg, .skip"))
              .filter((e) => e.getBoundingClientRect().right > innerWidth + 1)
              .filter((e) => getComputedStyle(e).position !== "absolute")
              .map((e) => e.outerHTML.slice(0, 120))"""
        )
        assert cut == [], path


def test_lines_are_short_enough_to_read(page: Page, address: str) -> None:
    page.set_viewport_size(DESKTOP)
    page.goto(f"{address}schemes/rsa/")
    longest = page.evaluate(
        """() => Math.max(...[...document.querySelectorAll("main p, main li")]
          .filter((e) => e.checkVisibility() && !e.querySelector("p, li, ul"))
          .map((e) => {
            const range = document.createRange();
            range.selectNodeContents(e);
            const tops = [...range.getClientRects()].map((box) => Math.round(box.top / 8));
            return e.textContent.trim().length / new Set(tops).size;
          }))"""
    )
    assert longest <= 80
