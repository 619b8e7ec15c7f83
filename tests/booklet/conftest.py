"""A small guide of two countries in a folder of its own, and the guide that ships."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from generator.audience import Audience
from generator.guide import Guide
from generator.problems import Severity
from generator.records.loader import load_guide

ROOT = Path(__file__).resolve().parents[2]
AS_OF = date(2026, 11, 22)

SETTINGS = """
title: Vade-mecum
subtitle: {fr: Ici et là, nl: Hier en daar}
description: {fr: Trouver de l’aide., nl: Hulp vinden.}
languages: [fr, nl]
site_url: https://vademecum.example/
edit_url: https://git.example/edit/{file}
report_email: contact@vademecum.example
emergencies:
  - phone: {number: "112"}
    label: {fr: urgence, nl: noodgeval}
    description: {fr: Partout., nl: Overal.}
  - phone: {number: "115"}
    label: {fr: logement, nl: onderdak}
    description: {fr: En France., nl: In Frankrijk.}
    country: FR
  - phone: {number: "1712"}
    label: {fr: violences, nl: geweld}
    description: {fr: En Flandre., nl: In Vlaanderen.}
    country: BE
"""
AREAS = """
- {id: france, kind: country, name: {fr: France, nl: Frankrijk}, country: FR}
- {id: belgique, kind: country, name: {fr: Belgique, nl: België}, country: BE}
- id: pays-noir
  kind: territory
  name: {fr: Pays noir, nl: Zwarte land}
  country: FR
  part_of: [france]
- {id: autre-pays, kind: territory, name: Autre pays, country: FR, part_of: [france]}
- {id: "62498", kind: commune, name: Lens, country: FR, part_of: [pays-noir]}
- {id: "62041", kind: commune, name: Arras, country: FR, part_of: [autre-pays]}
- id: "34022"
  kind: commune
  name: {fr: Courtrai, nl: Kortrijk}
  country: BE
  part_of: [belgique]
- id: frontiere
  kind: cross-border
  name: {fr: Frontière, nl: Grens}
  members: [pays-noir, "34022"]
"""
EDITIONS = """
- id: vade-mecum
  audience: beneficiary
  areas: [pays-noir, frontiere]
  languages: [fr, nl]
  title: {fr: Mon vade-mecum, nl: Mijn vade-mecum}
"""
PARTNERS = """
- id: caf
  kind: caf
  name: {fr: Caisse nationale, nl: Nationale kas}
  summary: {fr: Elle verse., nl: Ze betaalt.}
  areas: [france]
  contact: {phones: [{number: "3230"}]}
- id: caf-du-pays
  kind: caf
  name: {fr: Caisse du pays, nl: Kas van het land}
  parent: caf
  summary: {fr: Elle verse ici., nl: Ze betaalt hier.}
  areas: [france]
  sites:
    - street: 1 rue Neuve
      postcode: "62300"
      city: Lens
      commune: "62498"
      phones: [{number: "+33321216565"}]
      as_of: 2010
    - {street: 2 rue Vieille, postcode: "62000", city: Arras, commune: "62041"}
- id: ocmw-kortrijk
  kind: cpas
  name: OCMW Kortrijk
  acronym: {nl: OCMW}
  summary: {fr: Aide sociale., nl: Sociale hulp.}
  areas: ["34022"]
  contact: {phones: [{number: "+3256244222"}]}
"""
TERMS = """
- id: fsl
  term: FSL
  expansion: {fr: Fonds de solidarité logement, nl: Fonds voor huisvesting}
  explanation: {fr: Une aide de la CAF., nl: Hulp van de CAF.}
- id: caf
  term: CAF
  expansion: {fr: Caisse d’allocations familiales, nl: Kas voor kinderbijslag}
  explanation: {fr: Elle verse les aides., nl: Ze betaalt de steun.}
- id: zzz
  term: ZZZ
  expansion: {fr: Sommeil, nl: Slaap}
  explanation: {fr: On dort., nl: Men slaapt.}
"""
FSL = """
id: fonds
kind: aide-financiere
name: {fr: Fonds de solidarité logement, nl: Huisvestingsfonds}
acronym: {fr: FSL, nl: FSL}
aliases: {fr: [aide au loyer impayé]}
formerly: {fr: [Loca-Pass]}
summary: {fr: Une aide pour payer le loyer., nl: Hulp om de huur te betalen.}
details: {fr: "Le fonds paie **aussi** :\\n\\n- la caution\\n- l’eau", nl: Ook water.}
themes: [housing, money]
audiences: [tous-publics]
eligibility: [{fr: Vous louez votre logement.}]
age: {min: 18}
benefit: [{fr: Un prêt ou un don., nl: Een lening of een gift.}]
amounts:
  - {label: {fr: Au plus, nl: Hoogstens}, up_to: "1500", unit: EUR, as_of: 2025-04-01}
documents: [{fr: Le bail, nl: Het huurcontract}]
request:
  steps: [{fr: Écrivez au fonds., nl: Schrijf naar het fonds.}]
  online: https://www.example.org/demande
delay: {fr: Deux mois, nl: Twee maanden}
remedies: [{fr: Écrivez au président., nl: Schrijf naar de voorzitter.}]
provider_kinds: [caf, ccas]
areas: [france]
equivalents:
  - {scheme: waarborg, difference: {fr: Un prêt seulement., nl: Alleen een lening.}}
verified: {on: 2026-01-31, by: caf}
revised: {fr: 2026-02-01, nl: 2026-01-01}
"""
WAARBORG = """
id: waarborg
kind: aide-financiere
name: {fr: Garantie locative, nl: Huurwaarborg}
summary: {fr: Le CPAS avance la caution., nl: Het OCMW schiet de waarborg voor.}
themes: [housing]
audiences: [tous-publics]
request: {steps: [{fr: Allez au CPAS., nl: Ga naar het OCMW.}]}
areas: ["34022"]
revised: {fr: 2026-02-01, nl: 2026-02-01}
"""
CLOSED = """
id: ancien
kind: aide-financiere
name: {fr: Prime éteinte, nl: Gedoofde premie}
summary: {fr: Elle n’existe plus., nl: Ze bestaat niet meer.}
themes: [money]
audiences: [tous-publics]
request: {steps: [{fr: Rien., nl: Niets.}]}
areas: [france]
lifecycle: {status: closed, since: 2019}
"""
ELSEWHERE = """
id: ailleurs
kind: aide-financiere
name: {fr: Aide d’ailleurs, nl: Hulp elders}
summary: {fr: Seulement là-bas., nl: Alleen daar.}
themes: [money]
audiences: [tous-publics]
request: {steps: [{fr: Demandez., nl: Vraag.}]}
areas: [autre-pays]
"""
FILES = {
    "partners.yaml": PARTNERS,
    "content/guide.yaml": SETTINGS,
    "content/editions.yaml": EDITIONS,
    "content/areas/areas.yaml": AREAS,
    "content/glossary/terms.yaml": TERMS,
    "content/schemes/fonds.yaml": FSL,
    "content/schemes/waarborg.yaml": WAARBORG,
    "content/schemes/ancien.yaml": CLOSED,
    "content/schemes/ailleurs.yaml": ELSEWHERE,
}


def _with_source(found: re.Match[str]) -> str:
    margin = "  " if found[1] else ""
    return f"{found[1]}sources: [{{title: Essai, publisher: Essai}}]\n{margin}id:"


MakeGuide = Callable[..., Guide]


@pytest.fixture(scope="session")
def make_guide(tmp_path_factory: pytest.TempPathFactory) -> MakeGuide:
    """Load the small guide, with some files added or replaced."""

    def make(files: dict[str, str] | None = None, audience: Audience = Audience.PUBLIC) -> Guide:
        root = tmp_path_factory.mktemp("guide")
        shutil.copytree(ROOT / "content" / "vocabularies", root / "content" / "vocabularies")
        # The steps of the way name schemes of the guide that ships.
        steps = root / "content" / "vocabularies" / "pathway.yaml"
        steps.write_text(re.sub(r"(?m)^  first: .*\n", "", steps.read_text("utf-8")), "utf-8")
        for name, text in {**FILES, **(files or {})}.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if not name.startswith(
                ("content/guide", "content/editions", "content/areas", "content/voc")
            ):
                text = re.sub(r"(?m)^(- |)id:", _with_source, text)
            path.write_text(text, "utf-8")
        loaded = load_guide(root, AS_OF, audience)
        errors = [problem for problem in loaded.problems if problem.severity is Severity.ERROR]
        assert loaded.guide is not None, errors
        return loaded.guide

    return make


@pytest.fixture(scope="session")
def small_guide(make_guide: MakeGuide) -> Guide:
    """The small guide as written above."""
    return make_guide()


@pytest.fixture(scope="session")
def shipped_guide() -> Guide:
    """The guide of this repository."""
    loaded = load_guide(ROOT, AS_OF)
    assert loaded.guide is not None
    return loaded.guide
