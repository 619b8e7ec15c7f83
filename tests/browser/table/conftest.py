"""The tiny guide as a site with schemes to tell apart, and its table open on a desk."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.screens import DESKTOP
from tests.tiny import with_lines
from tests.tiny_site import build_tiny_site

TEMPLATE = """
    id: {id}
    kind: {kind}
    name: {{fr: "{fr}", nl: "{nl}"}}
    summary: {{fr: Une aide., nl: Een hulp.}}
    themes: [{theme}]
    audiences: [{audience}]
    areas: [{area}]
    providers: [caf]
    sources: [{{source: rapport, facts: [name]}}]
"""
FACTS = {
    "kind": "aide-financiere",
    "theme": "housing",
    "audience": "familles",
    "area": "pays",
    "nl": "Hulp",
}
SCHEMES: Mapping[str, tuple[Mapping[str, str], str]] = {
    "bail": (
        {"fr": "Bail étudiant", "nl": "Huur", "audience": "jeunes"},
        """
        keywords: {fr: [être à la rue]}
        conditions: [{text: {fr: "=Louer; ou «\u00a0habiter\u00a0»", nl: Huren.}}]
        amounts: [{label: {fr: Seul, nl: Alleen}, value: "90", as_of: "2025-04"}]
        documents: [{fr: Votre bail, nl: Uw contract}]
        professional_notes: {fr: Chut., nl: Stil.}
        """,
    ),
    "colis": (
        {"fr": "Colis", "nl": "Pakket", "theme": "food", "area": "royaume", "kind": "colis"},
        """
        amounts: [{label: {fr: Par colis, nl: Per pakket}, value: "1000", as_of: "2024"}]
        documents: [{fr: Une carte, nl: Een kaart}]
        """,
    ),
    "fini": (
        {"fr": "-Fini", "nl": "Gedaan", "audience": "tous-publics"},
        """
        lifecycle: {status: closed, since: "2014"}
        """,
    ),
    "local": (
        {"fr": "Local", "nl": "Lokaal", "area": '"62498"'},
        """
        amounts: [{label: {fr: Seul, nl: Alleen}, value: "20.5", as_of: "2025"}]
        """,
    ),
    "zone": ({"fr": "Zone <b>large</b>", "nl": "Zone"}, ""),
}


def _scheme(identifier: str) -> str:
    facts, more = SCHEMES[identifier]
    return TEMPLATE.format(**{**FACTS, **facts, "id": identifier}) + more.replace(
        "        ", "    "
    )


@pytest.fixture(scope="session")
def table_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of the tiny guide with six schemes."""
    folder = tmp_path_factory.mktemp("table")
    files = {f"content/schemes/{name}.yaml": _scheme(name) for name in SCHEMES}
    vocabularies = {
        "content/vocabularies/audiences.yaml": """
            - {id: tous-publics, label: {fr: Tous, nl: Iedereen}}
            - {id: familles, label: {fr: Familles, nl: Gezinnen}}
            - {id: jeunes, label: {fr: Jeunes, nl: Jongeren}}
            """,
        "content/vocabularies/scheme-kinds.yaml": """
            - {id: aide-financiere, label: {fr: Aide, nl: Steun}}
            - {id: colis, label: {fr: Panier, nl: Mand}}
            """,
        "content/areas/communes.csv": with_lines(
            "content/areas/communes.csv", "62041,Arras,,FR,62000,ville,,"
        ),
    }
    return build_tiny_site(folder, {**files, **vocabularies})


@pytest.fixture
def address(table_site: Path, serve_site: Callable[[Path], str]) -> str:
    """Where that site is, without a slash at the end, below a folder of the server."""
    return serve_site(table_site)


@pytest.fixture
def table(page: Page, address: str) -> Page:
    """The French table, opened on a desk."""
    page.set_viewport_size(DESKTOP)
    page.goto(f"{address}/table/")
    return page
