"""A real Chromium, and a folder served to it: what measures and tests in the browser stand on."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from playwright.sync_api import Browser, sync_playwright

# The shell without windows takes half the processor's time.
_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "chrome")


def find_chromium() -> str | None:
    """$VADEMECUM_CHROMIUM, or the first Chromium on the path."""
    on_path = (shutil.which(name) for name in _NAMES)
    return os.environ.get("VADEMECUM_CHROMIUM") or next(filter(None, on_path), None)


@contextmanager
def started_browser() -> Iterator[Browser]:
    """The Chromium of this machine; SystemExit, which says what to do, where there is none."""
    found = find_chromium()
    if found is None:
        raise SystemExit("no Chromium: scripts/install-chromium, or name it in VADEMECUM_CHROMIUM")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """A folder on this machine's own address, without a slash at the end."""
    handler = partial(_Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""
