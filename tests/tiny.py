"""A guide as small as can be without a problem in it; a test changes the files it is about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from textwrap import dedent

from generator.audience import Audience
from generator.guide import Guide
from generator.problems import Problem
from generator.records.loader import load_guide

AS_OF = date(2026, 11, 22)

Content = str | bytes | None
"""What a file holds; None takes it out of the base."""

BASE: Mapping[str, str] = {
    "partners.yaml": """
        - id: caf
          kind: caf
          name: Caisse
          summary: {fr: Elle verse., nl: Ze betaalt.}
          contact: {url: "https://caf.example"}
          areas: [pays]
          sources: [{source: rapport, facts: [name]}]
        """,
    "content/guide.yaml": """
        title: Guide
        subtitle: {fr: Ici, nl: Hier}
        description: {fr: Trouver., nl: Vinden.}
        languages: [fr, nl]
        site_url: https://guide.example/
        edit_url: https://git.example/edit/{file}
        report_email: contact@guide.example
        home_areas: [ville]
        """,
    "content/editions.yaml": """
        - id: livret
          audience: beneficiary
          areas: [ville]
          languages: [fr, nl]
          title: {fr: Livret, nl: Boekje}
        """,
    "content/schemes/aide.yaml": """
        id: aide
        kind: aide-financiere
        name: {fr: Aide, nl: Hulp}
        summary: {fr: Une aide., nl: Een hulp.}
        themes: [housing]
        audiences: [familles]
        areas: [pays]
        providers: [caf]
        sources: [{source: rapport, facts: [name]}]
        """,
    "content/areas/areas.yaml": """
        - {id: pays, kind: country, name: {fr: Pays, nl: Land}, country: FR}
        - {id: royaume, kind: country, name: {fr: Royaume, nl: Rijk}, country: BE}
        - {id: ville, kind: territory, name: {fr: Ville, nl: Stad}, country: FR, part_of: [pays]}
        """,
    "content/areas/communes.csv": """
        code,name,name_nl,country,postcodes,part_of,formerly,aliases_nl
        62498,Lens,,FR,62300,ville,,
        34022,Courtrai,Kortrijk,BE,8500 8501,royaume,Bissegem;Heule,
        """,
    "content/glossary/words.yaml": """
        - id: caf
          term: CAF
          explanation: {fr: Une caisse., nl: Een kas.}
          sources: [{source: rapport, facts: [term]}]
        """,
    "content/sources/sources.yaml": """
        - {id: rapport, title: Rapport, publisher: Bureau}
        """,
    "content/pages/fr/index.md": "---\ntitle: Accueil\n---\nBonjour.\n",
    "content/pages/nl/index.md": "---\ntitle: Start\n---\nGoedendag.\n",
    "content/vocabularies/applicants.yaml": "- {id: usagers, label: {fr: Vous, nl: U}}\n",
    "content/vocabularies/audiences.yaml": """
        - {id: tous-publics, label: {fr: Tous, nl: Iedereen}}
        - {id: familles, label: {fr: Familles, nl: Gezinnen}}
        """,
    "content/vocabularies/fees.yaml": "- {id: gratuit, label: Gratuit}\n",
    "content/vocabularies/obstacles.yaml": "- {id: housing, label: {fr: Logement, nl: Wonen}}\n",
    "content/vocabularies/partner-kinds.yaml": """
        - {id: caf, label: Caisse, expected_in: [FR]}
        - {id: ccas, label: Centre, expected_in: [FR], term: caf}
        - {id: cpas, label: {fr: Centre belge, nl: Belgisch centrum}, expected_in: [BE]}
        """,
    "content/vocabularies/pathway.yaml": "- {id: open, label: {fr: J’ouvre, nl: Ik open}}\n",
    "content/vocabularies/reception-modes.yaml": "- {id: a-distance, label: Distance}\n",
    "content/vocabularies/request-modes.yaml": "- {id: telephoner, label: Telefoon}\n",
    "content/vocabularies/scheme-kinds.yaml": "- {id: aide-financiere, label: Aide}\n",
    "content/vocabularies/themes.yaml": """
        - {id: housing, label: {fr: Me loger, nl: Wonen}, icon: home, hue: blue}
        - {id: food, label: {fr: Manger, nl: Eten}, icon: basket, hue: olive}
        """,
    "content/vocabularies/topics.yaml": "- {id: logement, label: {fr: Logement, nl: Wonen}}\n",
}

CCAS_LENS = """
    - id: ccas-lens
      kind: ccas
      name: {fr: CCAS de Lens, nl: CCAS van Lens}
      summary: {fr: Il aide., nl: Het helpt.}
      contact: {phones: [{number: "+33321000001"}]}
      areas: ["62498"]
      sources: [{source: rapport, facts: [name]}]
    """
"""A partner that serves one commune, to follow another in `partners.yaml`."""


def with_lines(uri: str, *lines: str) -> str:
    """A file of the base with more lines, which go on with what it ends with."""
    return BASE[uri].rstrip() + "".join(f"\n        {line}" for line in lines) + "\n"


def write_guide(root: Path, files: Mapping[str, Content] | None = None) -> Path:
    """Write the base with `files` over it, and give `root` back. Common indentation is cut off."""
    for uri, content in {**BASE, **(files or {})}.items():
        if content is None:
            continue
        path = root / uri
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, str):
            content = dedent(content).lstrip("\n").encode()
        path.write_bytes(content)
    return root


def problems_of(root: Path, as_of: date = AS_OF) -> tuple[Problem, ...]:
    """Every problem of the guide at `root`."""
    return load_guide(root, as_of).problems


def guide_of(root: Path, audience: Audience = Audience.PUBLIC) -> Guide:
    """The guide at `root`, which must have no error."""
    loaded = load_guide(root, AS_OF, audience)
    assert loaded.guide is not None, places(loaded.problems)
    return loaded.guide


def places(problems: tuple[Problem, ...]) -> list[str]:
    """Each problem as `file:line:column rule`."""
    return [f"{p.place.file}:{p.place.line}:{p.place.column} {p.rule}" for p in problems]
