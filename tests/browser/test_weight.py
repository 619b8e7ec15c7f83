"""What the first visit of a fiche costs a person who pays for data."""

from __future__ import annotations

import gzip
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

LIMIT = 90_000
FICHES = (
    "schemes/rsa/",
    "nl/schemes/revenu-integration-leefloon/",
    "schemes/fonds-solidarite-logement/",
)


@pytest.mark.parametrize("path", FICHES)
def test_the_first_visit_of_a_fiche_is_light(
    page: Page,
    site: Path,
    serve: Callable[[Path], str],
    capsys: pytest.CaptureFixture[str],
    path: str,
) -> None:
    origin = serve(site.parent)
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(request.url))
    page.goto(f"{origin}/{site.name}/{path}", wait_until="networkidle")
    for position in range(0, 30_000, 800):  # What loads only once it is seen counts too.
        page.evaluate("y => scrollTo(0, y)", position)
    page.wait_for_load_state("networkidle")

    assert [url for url in asked if not url.startswith(f"{origin}/{site.name}/")] == []
    sizes: dict[str, int] = {}
    for url in asked:
        name = urlsplit(url).path.removeprefix(f"/{site.name}/")
        file = site / name / "index.html" if name.endswith("/") else site / name
        sizes[name] = len(gzip.compress(file.read_bytes(), mtime=0))
    lines = [f"{size:>8} {name}" for name, size in sorted(sizes.items(), key=lambda pair: -pair[1])]
    with capsys.disabled():  # The figure is part of what the tests say.
        sys.stdout.write("\n" + "\n".join([*lines, f"{sum(sizes.values()):>8} together"]) + "\n")
    assert not [name for name in sizes if "search" in name or "sitemap" in name or "data/" in name]
    assert path in sizes
    assert sum(sizes.values()) <= LIMIT


def test_the_heaviest_page_of_each_kind_is_known(site: Path) -> None:
    """No page but the whole list of communes may weigh more than a fiche's limit."""
    heavy = {
        path.relative_to(site).as_posix(): size
        for path in site.rglob("index.html")
        if path.stat().st_size > LIMIT
        for size in [len(gzip.compress(path.read_bytes(), mtime=0))]
        if size > LIMIT
    }
    assert set(heavy) <= {"communes/index.html", "nl/communes/index.html"}
