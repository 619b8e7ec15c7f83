"""The commune finder: a name in either language, part of one, a former one, or a postcode."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect


@pytest.fixture
def finder(site: Path, serve_site: Callable[[Path], str]) -> str:
    """The address of the finder."""
    return serve_site(site) + "/communes/"


@pytest.fixture(scope="session")
def titles(site: Path) -> dict[str, str]:
    """Names of communes by their French title, from the open data."""
    rows = json.loads((site / "data/records.json").read_text("utf-8"))
    return {r["title"]["fr"]: r["record"] for r in rows if r["record"].startswith("commune/")}


def listed(page: Page) -> list[str]:
    """The communes that are shown."""
    links = page.locator("[data-communes] a[data-record]:visible")
    return list(links.evaluate_all("found => found.map(link => link.dataset.record)"))


@pytest.mark.parametrize(
    ("query", "commune"),
    [
        ("62300", "Lens"),
        ("lens", "Lens"),
        ("LENS", "Lens"),
        ("courtrai", "Courtrai"),
        ("kortrijk", "Courtrai"),
        ("8500", "Courtrai"),
        ("st omer", "Saint-Omer"),
        ("St-Omer", "Saint-Omer"),
        ("saint omer", "Saint-Omer"),
        ("bethune", "Béthune"),
        ("hénin", "Hénin-Beaumont"),
        ("rijsel", "Lille"),
        ("bissegem", "Courtrai"),
        ("ruiselede", "Wingene"),
        ("zzz", ""),
    ],
)
def test_a_commune_is_found(
    page: Page, finder: str, titles: dict[str, str], query: str, commune: str
) -> None:
    page.goto(f"{finder}?q={quote(query)}")
    expect(page.locator("#q")).to_have_value(query)
    if commune:
        assert titles[commune] in listed(page)
        assert len(listed(page)) < 60
    count = len(listed(page))
    status = page.locator("[data-finder-status]")
    expect(status).to_contain_text(str(count) if count else "Aucune commune")
    expect(page.locator("[data-letters]")).to_be_hidden()


def test_an_exact_name_comes_without_those_that_only_hold_it(page: Page, finder: str) -> None:
    """`lens` is not a part of `Valenciennes` nor the end of another name."""
    page.goto(f"{finder}?q=lens")
    assert listed(page) == ["commune/62498"]


def test_the_list_follows_what_is_typed_and_comes_back_whole(page: Page, finder: str) -> None:
    page.goto(finder)
    whole = len(listed(page))
    assert whole > 1000
    field = page.locator("#q")
    field.press_sequentially("qqq")
    expect(page.locator("[data-finder-status]")).to_contain_text("Aucune commune")
    field.fill("arr")
    assert "commune/62041" in listed(page)
    field.press("Enter")
    assert page.url == f"{finder}?q=arr"
    field.fill("")
    assert len(listed(page)) == whole
    expect(page.locator("[data-letters]")).to_be_visible()


def test_a_found_commune_opens(page: Page, finder: str) -> None:
    page.goto(f"{finder}?q=62300")
    page.locator("a[data-record='commune/62498']").click()
    expect(page.locator("article")).to_have_attribute("data-record", "commune/62498")


def test_home_hands_over_to_the_finder(page: Page, finder: str) -> None:
    page.goto(finder.replace("communes/", "nl/"))
    page.locator("#place").fill("kortrijk")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_be_visible()
    assert listed(page) == ["commune/34022"]
    expect(page.locator("a[data-record='commune/34022']")).to_have_text("Kortrijk")
