"""Three searches in one Chromium: ours, plain Material's and Pagefind's; each gives record names.

The others know pages only: a hit on the glossary's page counts as a hit on any of its terms,
which is kind to them.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import quote, urlsplit

from playwright.sync_api import Page

from benchmarks.pools import LANGUAGES

GLOSSARY = "term/*"
_KINDS = {"schemes": "scheme", "partners": "partner", "areas": "area", "communes": "area"}
_SHOWN = 10

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


def ask_ours(page: Page, address: str, language: str, texts: Sequence[str]) -> list[list[str]]:
    """What our search page lists for each text, in order."""
    page.goto(f"{address}/{_prefix(language)}search/")
    return [list(page.evaluate(_ASK_OURS, text)) for text in texts]


def ask_pagefind(page: Page, address: str, language: str, texts: Sequence[str]) -> list[list[str]]:
    """What Pagefind finds in the HTML that we built: `index_with_pagefind` comes first."""
    page.goto(f"{address}/{_prefix(language)}about/")
    return [_records(page.evaluate(_ASK_PAGEFIND, text)) for text in texts]


def ask_material(page: Page, address: str, language: str, texts: Sequence[str]) -> list[list[str]]:
    """What the search box of plain Material lists for each text."""
    hits = ".md-search-result__link"
    found = []
    for text in texts:
        page.goto(f"{address}/{_prefix(language)}?q={quote(text)}")
        meta = page.locator(".md-search-result__meta")
        page.wait_for_function(
            "e => !/Initiali|Type to|Taper|Tik om/.test(e.textContent)", arg=meta.element_handle()
        )
        page.wait_for_timeout(50)
        links = page.locator(hits).evaluate_all("all => all.map(a => a.href)")
        found.append(
            _records(
                [link for link in links if f"/{language}/" in link or language == LANGUAGES[0]]
            )
        )
    return found


def index_with_pagefind(site: Path) -> None:
    """Let Pagefind index a built site, into its folder `pagefind`."""
    command = [sys.executable, "-m", "pagefind", "--site", str(site)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """A folder on this machine's own address, without a slash at the end."""
    handler = partial(_Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


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
