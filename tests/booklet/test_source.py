"""What a booklet says, before it is set: the data handed to Typst."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.audience import Audience
from generator.booklet.contact import is_stale
from generator.booklet.edition import editions
from generator.booklet.plan import Common
from generator.booklet.source import booklet_source
from generator.booklet.text import Json, heard
from generator.guide import Guide
from generator.records.loader import load_guide
from tests.booklet.conftest import FSL

ROOT = Path(__file__).resolve().parents[2]
AS_OF = date(2026, 11, 22)


def source(guide: Guide, identifier: str) -> dict[str, Any]:
    edition = next(e for e in editions(guide) if e.id == identifier)
    data: dict[str, Any] = json.loads(booklet_source(guide, edition).text)
    return data


def said(value: Json) -> str:
    return " ".join(heard(value).words).replace("\u00a0", " ").replace("\u202f", " ")


@pytest.fixture(scope="module")
def french(small_guide: Guide) -> dict[str, Any]:
    return source(small_guide, "vade-mecum-pays-noir-fr")


@pytest.fixture(scope="module")
def across(small_guide: Guide) -> dict[str, Any]:
    return source(small_guide, "vade-mecum-frontiere-nl")


def blocks(data: dict[str, Any]) -> dict[str, str]:
    fiche = data["sections"][0]["fiches"][0]
    return {said(block["heading"]): said(block["parts"]) for block in fiche["blocks"]}


def test_a_fiche_answers_in_the_order_one_asks(french: dict[str, Any]) -> None:
    assert list(blocks(french)) == [
        "Est-ce pour moi ?",
        "Ce que j’obtiens",
        "Ce que j’apporte",
        "Comment je demande",
        "Près de chez moi : Pays noir",
        "Bon à savoir",
        "Si on me dit non",
        "De l’autre côté de la frontière",
    ]


def test_an_amount_carries_its_date(french: dict[str, Any]) -> None:
    said_of_benefit = blocks(french)["Ce que j’obtiens"]
    assert "jusqu’à 1 500 €" in said_of_benefit
    assert "date du chiffre : 1er avril 2025" in said_of_benefit


def test_who_helps_is_named_with_a_number_or_where_to_ask(french: dict[str, Any]) -> None:
    near = blocks(french)["Près de chez moi : Pays noir"]
    assert "Caisse du pays" in near
    assert "03 21 21 65 65" in near
    assert "CCAS (centre communal d’action sociale) : adresse auprès de votre mairie" in near


def test_the_equivalent_across_the_border_is_named_with_the_difference(
    french: dict[str, Any], across: dict[str, Any]
) -> None:
    border = blocks(french)["De l’autre côté de la frontière"]
    assert "Garantie locative" in border
    assert "Un prêt seulement." in border
    # The Belgian fiche says it too, though only the French record states it.
    belgian = across["sections"][0]["fiches"][1]
    assert "Huisvestingsfonds (FSL)" in said(belgian)
    assert "Alleen een lening." in said(belgian)


def test_numbers_are_international_where_readers_live_on_both_sides(across: dict[str, Any]) -> None:
    assert "+33 3 21 21 65 65" in said(across["directory"])
    assert "+32 56 24 42 22" in said(across["directory"])


def test_confirmed_or_not_is_said_on_each_fiche(across: dict[str, Any]) -> None:
    confirmed, not_confirmed = across["sections"][0]["fiches"]
    assert "31 januari 2026" in said(confirmed["status"])
    assert "Nationale kas" in said(confirmed["status"])
    assert "Niet bevestigd" in said(not_confirmed["status"])


def test_a_late_translation_is_said(across: dict[str, Any], french: dict[str, Any]) -> None:
    late, current = across["sections"][0]["fiches"]
    assert "ouder" in said(late["status"])
    assert "ouder" not in said(current["status"])


def test_borrowed_words_are_marked_and_the_mark_explained(
    across: dict[str, Any], french: dict[str, Any]
) -> None:
    assert {"say": ["Vous louez votre logement."], "lang": "fr", "mark": "FR"} in [
        item
        for block in across["sections"][0]["fiches"][0]["blocks"]
        for part in block["parts"]
        for item in part.get("items", [])
    ]
    assert len(across["how_to_read"]) == len(french["how_to_read"]) + 1


def test_an_old_address_says_its_year(french: dict[str, Any]) -> None:
    assert "1 rue Neuve, 62300 Lens Relevé en 2010" in said(french["directory"])


@pytest.mark.parametrize(
    ("as_of", "stale"),
    [(None, False), ("2010", True), ("2024", False), ("2024-10", True), ("2026-01-31", False)],
)
def test_information_is_old_after_two_years(as_of: str | None, stale: bool) -> None:
    assert is_stale(as_of, AS_OF) is stale


def test_the_glossary_holds_the_terms_used_and_those_that_explain_them(
    french: dict[str, Any],
) -> None:
    assert [said(entry["term"]) for entry in french["glossary"]] == ["CAF", "FSL"]


def test_the_index_leads_from_every_name_to_its_record(french: dict[str, Any]) -> None:
    entries = {
        said(e["text"]): [number["page"] for number in e["pages"]]
        for group in french["index"]
        for e in group["entries"]
    }
    assert entries["Fonds de solidarité logement"] == ["scheme/fonds"]
    assert entries["FSL"] == ["scheme/fonds"]
    assert entries["aide au loyer impayé"] == ["scheme/fonds"]
    assert entries["Loca-Pass (aujourd’hui : Fonds de solidarité logement)"] == ["scheme/fonds"]
    assert entries["Caisse du pays"] == ["partner/caf-du-pays"]
    assert [group["letter"] for group in french["index"]] == ["A", "C", "F", "L"]


def test_what_is_made_once_for_several_places_says_the_same_in_each(make_guide: Any) -> None:
    # Across a border numbers are written another way.
    called = FSL.replace("request:\n", "request:\n  phone: {number: '+33321000000'}\n")
    guide = make_guide({"content/schemes/fonds.yaml": called})
    common: Common = {}
    for edition in editions(guide):
        alone = booklet_source(guide, edition).text
        assert booklet_source(guide, edition, common).text == alone, edition.id
    assert common


def test_the_fiche_is_found_under_the_language_of_the_booklet(
    french: dict[str, Any], across: dict[str, Any]
) -> None:
    addresses = [d["sections"][0]["fiches"][0]["qr"]["address"]["link"] for d in (french, across)]
    assert addresses == [
        "https://vademecum.example/schemes/fonds/",
        "https://vademecum.example/nl/schemes/fonds/",
    ]


def test_nothing_for_professionals_is_in(shipped_guide: Guide) -> None:
    full = load_guide(ROOT, AS_OF, Audience.PROFESSIONAL).guide
    assert full is not None
    notes = [s.professional_notes.get("fr") for s in full.schemes if s.professional_notes]
    assert notes
    text = booklet_source(shipped_guide, editions(shipped_guide)[0]).text
    assert not [note for note in notes if note and note[:60] in text]
