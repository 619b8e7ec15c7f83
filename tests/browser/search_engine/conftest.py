"""The scripts of the search in a page without any other, and a tiny guide for them to search."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from generator.search import SearchDocument, build_search_index
from generator.search.lexicon import Lexicon
from tests.browser.search_engine.documents import Find
from tests.tiny_site import REPOSITORY

SCRIPTS = [
    REPOSITORY / "theme/assets/javascripts" / name
    for name in (
        "vendor/lunr.min.js",
        "analysis.js",
        "search-index.js",
        "search-phrases.js",
        "search-spelling.js",
        "search-filters.js",
        "search-engine.js",
        "search-emergency.js",
        "search-suggestions.js",
    )
]


@pytest.fixture(scope="module")
def engine(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    for script in SCRIPTS:
        page.add_script_tag(path=script)
    yield page
    page.close()


@pytest.fixture
def guide(engine: Page) -> Callable[..., Find]:
    """guide(documents…) gives find(query, near=…, theme=…, area=…, audience=…)."""

    def load(
        *documents: SearchDocument, language: str = "fr", lexicon: Lexicon | None = None
    ) -> Find:
        engine.evaluate(
            "data => { self.search = vademecum.searchEngine.createSearch(JSON.parse(data)) }",
            build_search_index(documents, language, lexicon),
        )

        def find(query: str, near: tuple[str, ...] = (), **filters: str) -> list[dict[str, Any]]:
            found: list[dict[str, Any]] = engine.evaluate(
                """([query, filters, near]) => self.search.ask(query, filters, near).results
                    .map(result => ({
                        record: result.document.record,
                        url: result.document.url,
                        formerly: result.formerly,
                        also: result.also,
                        via: result.via,
                        terms: Array.from(result.terms).sort(),
                    }))""",
                [query, filters, list(near)],
            )
            return found

        return find

    return load
