"""The tiny guide as a site, with schemes and partners to put aside."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.my_booklet.booklet import EVIL
from tests.tiny import CCAS_LENS
from tests.tiny_site import build_tiny_site

LOAN = """
    id: pret
    kind: aide-financiere
    name: {fr: Prêt loyer, nl: Huurlening}
    acronym: {fr: PL, nl: HL}
    summary: {fr: Un prêt pour le loyer., nl: Een lening voor de huur.}
    details: {fr: Une longue histoire., nl: Een lang verhaal.}
    themes: [housing]
    audiences: [familles]
    areas: [pays]
    eligibility: [{fr: Vous louez., nl: U huurt.}]
    benefit: [{fr: Une somme prêtée., nl: Een geleende som.}]
    documents: [{fr: Le bail, nl: Het contract}]
    request:
      steps: [{fr: Appelez., nl: Bel.}]
      online: https://www.pret.example/demande
      phone: {number: "3919", cost: free, label: {fr: Accueil, nl: Onthaal}}
    provider_kinds: [ccas]
    professional_notes: {fr: Instruire vite., nl: Snel afhandelen.}
    sources: [{source: rapport, facts: [name]}]
    """
HOSTILE = f"""
    id: piege
    kind: aide-financiere
    name: {json.dumps(EVIL)}
    summary: {json.dumps(EVIL)}
    themes: [food]
    audiences: [familles]
    areas: [pays]
    providers: [caf]
    eligibility: [{json.dumps(EVIL)}]
    sources: [{{source: rapport, facts: [name]}}]
    """
PARTNERS = (
    """
    - id: caf
      kind: caf
      name: Caisse
      summary: {fr: Elle verse., nl: Ze betaalt.}
      contact: {phones: [{number: "3230", cost: free}], url: "https://caf.example"}
      sites: [{street: 1 rue Haute, postcode: "62300", city: Lens, country: FR}]
      areas: [pays]
      sources: [{source: rapport, facts: [name]}]
    """.rstrip()
    + CCAS_LENS
)


@pytest.fixture(scope="session")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the tiny guide with three schemes and two partners."""
    folder = tmp_path_factory.mktemp("booklet")
    files = {
        "content/schemes/pret.yaml": LOAN,
        "content/schemes/piege.yaml": HOSTILE,
        "partners.yaml": PARTNERS,
    }
    return build_tiny_site(folder, files)


@pytest.fixture
def address(small_site: Path, serve_site: Callable[[Path], str]) -> str:
    """Where it is served, with a slash at the end."""
    return serve_site(small_site) + "/"


@pytest.fixture
def watched(page: Page, address: str) -> Iterator[Page]:
    """A page that asks nothing of another origin, sends nothing and keeps no cookie."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(f"{request.method} {request.url}"))
    yield page
    origin = address.removesuffix("guide/")
    assert [said for said in asked if not said.startswith(f"GET {origin}")] == []
    assert [said for said in asked if "?" in said or "#r=" in said] == []
    assert page.context.cookies() == []
