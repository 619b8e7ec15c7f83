"""A person's own booklet as they use it: what is put aside, listed, and laid out to be printed."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import Locator, Page, expect

EVIL = "<img src=x onerror=\"document.title='caught'\"><b>&amp;' ${1} # \\"
KEY = "vademecum:aside"
PUBLIC = "https://guide.example/"


def put_aside(page: Page, *addresses: str) -> None:
    """Open each page and put its record aside."""
    for url in addresses:
        page.goto(url)
        page.locator("[data-aside] button").click()
        expect(page.locator("[data-aside] button")).to_have_attribute("aria-pressed", "true")


def kept(page: Page) -> Any:
    """What the device remembers, or None."""
    return json.loads(page.evaluate("key => localStorage.getItem(key)", KEY) or "null")


def refs(page: Page) -> list[str]:
    """The list on the page, in order."""
    lines = page.locator("[data-items] > li")
    return list(lines.evaluate_all("found => found.map(line => line.dataset.ref)"))


def line(page: Page, ref: str) -> Locator:
    """A record's line of that list."""
    return page.locator(f"[data-items] > li[data-ref='{ref}']")


def wait_for_leaves(page: Page, count: int) -> None:
    """The cover and a leaf for each record."""
    expect(page.locator(".leaf")).to_have_count(count + 1)


def printed(page: Page) -> bytes:
    """The page as a PDF, on the paper it asks for."""
    return page.pdf(prefer_css_page_size=True)
