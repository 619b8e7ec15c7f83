"""What the search knows of words beside its documents, read from a tiny guide."""

from __future__ import annotations

from pathlib import Path

from generator.search.lexicon import Leads, read_lexicon
from tests.tiny import guide_of, write_guide

SCHEME = """
    id: aide
    kind: aide-financiere
    name: {fr: Aide au loyer, nl: Hulp bij de huurwaarborg}
    summary: {fr: Pour la caution du transport., nl: Voor de huur of de waarborg.}
    themes: [housing]
    audiences: [familles]
    areas: [pays]
    providers: [caf]
    sources: [{source: rapport, facts: [name]}]
    """


def test_compounds_are_those_of_a_language_that_has_them(tmp_path: Path) -> None:
    synonyms = "- {typed: [sport, trans, gasfactuur], finds: [gas, factuur]}\n"
    files = {
        "content/schemes/aide.yaml": SCHEME,
        "content/synonyms/nl.yaml": synonyms,
        "content/synonyms/fr.yaml": "- {same: [transport, bus]}\n",
    }
    compounds = read_lexicon(guide_of(write_guide(tmp_path, files))).compounds
    assert compounds == {"huurwaarborg": ("huur", "waarborg"), "gasfactuur": ("gas", "factuur")}


def test_synonyms_of_every_language_lead(tmp_path: Path) -> None:
    files = {
        "content/synonyms/fr.yaml": "- {same: [nounou, assistante maternelle]}\n",
        "content/synonyms/nl.yaml": "- {typed: [honger], finds: [voedselhulp]}\n",
    }
    leads = read_lexicon(guide_of(write_guide(tmp_path, files))).leads
    assert leads[:2] == (
        Leads(("nounou", "assistante maternelle"), ("nounou", "assistante maternelle")),
        Leads(("honger",), ("voedselhulp",)),
    )


def test_a_place_is_found_by_every_name_it_has_or_had(tmp_path: Path) -> None:
    leads = read_lexicon(guide_of(write_guide(tmp_path))).leads
    assert Leads(("Courtrai", "Kortrijk"), ("Courtrai", "Kortrijk")) in leads
    assert Leads(("Bissegem", "Heule"), ("Courtrai",)) in leads
    assert not any("Lens" in lead.typed for lead in leads)
