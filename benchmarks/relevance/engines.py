"""Three searches in one Chromium: ours, plain Material's and Pagefind's; each gives record names.

The others know pages only: a hit on the glossary's page counts as a hit on any of its terms,
which is kind to them.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page

from benchmarks.pools import LANGUAGES

GLOSSARY = "term/*"
_KINDS = {"schemes": "scheme", "partners": "partner", "areas": "area", "communes": "area"}
_SHOWN = 10
_PATIENCE = 180_000
"""Milliseconds that an index of 20 MB may take to be read."""

_ASK_OURS = """async (text) => {
  const field = document.querySelector("[data-search-form]").elements.namedItem("q");
  const list = document.querySelector("[data-search-results]");
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  const isBusy = () => !["done", "failed"].includes(list.dataset.searchState);
  do { await new Promise((next) => requestAnimationFrame(next)); } while (isBusy());
  return Array.from(list.querySelectorAll("[data-record]"), (hit) => hit.dataset.record);
}"""
_ASK_PAGEFIND = """async (text) => {
  const pagefind = await import("/pagefind/pagefind.js");
  await pagefind.options({ excerptLength: 5 });
  const { results } = await pagefind.search(text);
  const hits = await Promise.all(results.slice(0, 10).map((result) => result.data()));
  return hits.map((hit) => hit.url);
}"""
_MATERIAL_IS_READY = """() => {
  const { translations } = JSON.parse(document.getElementById("__config").textContent);
  const meta = document.querySelector(".md-search-result__meta");
  return meta.textContent.trim() === translations["search.result.placeholder"];
}"""
_ASK_MATERIAL = """async (text) => {
  const field = document.querySelector(".md-search__input");
  const meta = document.querySelector(".md-search-result__meta");
  // An answer writes how many it found above its list; nothing is asked before the last is there.
  // A space comes first, because the words of the question before would not be asked again.
  for (const typed of [" ", text]) {
    meta.textContent = "";
    field.value = typed;
    field.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
    while (!meta.textContent) await new Promise((next) => requestAnimationFrame(next));
  }
  const items = document.querySelectorAll(".md-search-result__item");
  return Array.from(items, (item) => item.querySelector("a").href);
}"""


def ask_ours(page: Page, address: str, language: str, texts: Sequence[str]) -> list[list[str]]:
    """What our search page lists for each text, in order."""
    page.goto(f"{address}/{_prefix(language)}search/")
    return [list(page.evaluate(_ASK_OURS, text)) for text in texts]


def ask_pagefind(page: Page, address: str, language: str, texts: Sequence[str]) -> list[list[str]]:
    """What Pagefind finds in the HTML that we built: `index_with_pagefind` comes first."""
    page.goto(f"{address}/{_prefix(language)}about/")
    return [_records(page.evaluate(_ASK_PAGEFIND, text)) for text in texts]


def ask_material(page: Page, address: str, language: str, texts: Sequence[str]) -> list[list[str]]:
    """What the search box of plain Material lists for each text: its first ten pages.

    The site has one language, which the address does not say.
    """
    page.goto(f"{address}/")
    page.locator(".md-search__input").focus()
    page.wait_for_function(_MATERIAL_IS_READY, timeout=_PATIENCE)
    return [_records(page.evaluate(_ASK_MATERIAL, text)) for text in texts]


def index_with_pagefind(site: Path) -> None:
    """Let Pagefind index a built site, into its folder `pagefind`."""
    command = [sys.executable, "-m", "pagefind", "--site", str(site)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def _records(urls: Sequence[str]) -> list[str]:
    """Names of records from addresses of pages, each once, those of no record left out."""
    found = []
    for url in urls[: 3 * _SHOWN]:
        parts = [part for part in urlsplit(url).path.split("/") if part]
        if parts and parts[0] in LANGUAGES:
            parts = parts[1:]
        if parts[:1] == ["glossary"]:
            found.append(GLOSSARY)
        elif len(parts) == 2 and parts[0] in _KINDS:
            found.append(f"{_KINDS[parts[0]]}/{parts[1]}")
    return list(dict.fromkeys(found))[:_SHOWN]


def _prefix(language: str) -> str:
    return "" if language == LANGUAGES[0] else f"{language}/"
