"""A real Chromium for the tests of what runs in the browser, and a plain file server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.browser import find_chromium, served
from tests.browser.screens import PHONE


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser's executable: $VADEMECUM_CHROMIUM, or the first one found on the path."""
    found = find_chromium()
    if found is None:
        pytest.fail("no Chromium: install one, or name it in VADEMECUM_CHROMIUM")
    return found


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=chromium,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
            ],
        )
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of its own, as wide as a phone, that fails the test on an uncaught error."""
    context = browser.new_context(viewport=PHONE)
    opened = context.new_page()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield opened
    context.close()
    assert errors == []


@pytest.fixture
def unscripted(browser: Browser) -> Iterator[Page]:
    """A page of its own, as wide as a phone, in which no script runs."""
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.fixture
def serve() -> Iterator[Callable[[Path], str]]:
    """Serves a folder on 127.0.0.1 and gives its address, without a slash at the end."""
    with ExitStack() as servers:
        yield lambda folder: servers.enter_context(served(folder))


@pytest.fixture
def serve_site(serve: Callable[[Path], str]) -> Callable[[Path], str]:
    """Serves a site below a folder of the server; its address, without a slash at the end."""
    return lambda site: f"{serve(site.parent)}/{site.name}"
