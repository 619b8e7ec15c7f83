"""The file of the search: what it holds, how it is packed, and that its bytes never vary."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from generator.search import SearchDocument, build_search_index
from generator.search.index import COMMON, first_sentence, index_tokens
from generator.search.lexicon import Leads, Lexicon
from generator.search.lunr_index import LAST_DIGITS, LEADING_DIGITS, pack_index

BLANK = SearchDocument(
    record="scheme/blank",
    url="schemes/blank/",
    kind="scheme",
    title="",
    summary="",
    place="",
    names=(),
    keywords=(),
    text="",
    themes=(),
    areas=(),
    audiences=(),
    formerly=(),
    closed=False,
)


def terms_of(index: dict[str, Any]) -> list[str]:
    """Reads the terms of a packed index, as the browser does."""
    terms = [""]
    for part in re.findall("[A-Z][^A-Z]*", index["terms"]):
        terms.append(terms[-1][: ord(part[0]) - ord("A")] + part[1:])
    return terms[1:]


def places_of(term: str, field: str, index: dict[str, Any]) -> list[int]:
    """Reads one entry of a packed index, as the browser does."""
    packed = index["postings"][field].split(" ")[terms_of(index).index(term)]
    places: list[int] = []
    number = 0
    for digit in packed:
        if digit in LEADING_DIGITS:
            number = number * len(LEADING_DIGITS) + LEADING_DIGITS.index(digit)
        else:
            step = number * len(LAST_DIGITS) + LAST_DIGITS.index(digit)
            places.append((places[-1] + 1 if places else 0) + step)
            number = 0
    return places


def test_words_are_indexed_in_their_field_once() -> None:
    built = json.loads(
        build_search_index(
            [
                replace(BLANK, record="scheme/b", title="Payer son loyer", text="Le loyer, payé."),
                replace(BLANK, record="scheme/a", keywords=("loyers",), text="Payer, payer !"),
            ],
            "fr",
        )
    )
    assert built["documents"]["record"] == ["scheme/a", "scheme/b"]
    assert places_of("loyer", "keywords", built["index"]) == [0]
    assert places_of("loyer", "title", built["index"]) == [1]
    assert places_of("loyer", "text", built["index"]) == []
    assert places_of("payer", "text", built["index"]) == [0]


def test_what_is_shown_leaves_out_what_is_empty_or_only_searched() -> None:
    built = json.loads(
        build_search_index(
            [
                replace(
                    BLANK,
                    title="France Travail",
                    names=("FT", "Pôle emploi"),
                    formerly=("Pôle emploi",),
                    keywords=("chômage",),
                    text="Inscription",
                    closed=True,
                )
            ],
            "fr",
        )
    )
    assert built["language"] == "fr"
    assert built["urls"] == {"scheme": "schemes/#/"}
    assert built["documents"] == {
        "record": ["scheme/blank"],
        "kind": ["scheme"],
        "title": ["France Travail"],
        "names": [["FT"]],
        "formerly": [["Pôle emploi"]],
        "closed": [True],
    }


def test_the_order_given_does_not_change_a_byte() -> None:
    documents = [
        replace(BLANK, record=f"scheme/{n}", title=f"Aide {n}", text="loyer " * n)
        for n in range(30)
    ]
    shuffled = Random(0).sample(documents, len(documents))
    assert build_search_index(shuffled, "fr") == build_search_index(documents, "fr")


def test_what_every_page_says_in_its_text_is_left_out_there() -> None:
    said = "Insertion et accompagnement."
    documents = [replace(BLANK, record=f"scheme/{n}", text=said) for n in range(COMMON + 1)]
    documents.append(replace(BLANK, record="scheme/last", title="Insertion"))
    index = json.loads(build_search_index(documents, "fr"))["index"]
    assert places_of("insertion", "text", index) == []
    assert places_of("insertion", "title", index) == [COMMON + 1]
    # No other field has it: without its place in the text, nothing would be found.
    assert len(places_of("accompagnement", "text", index)) == COMMON + 1


def test_an_empty_guide_has_an_empty_index() -> None:
    built = json.loads(build_search_index([], "nl"))
    assert built["documents"] == {}
    assert built["index"]["terms"] == ""


@given(st.sets(st.integers(min_value=0, max_value=200_000), min_size=1, max_size=8))
def test_any_places_survive_packing(held: set[int]) -> None:
    documents: list[dict[str, list[str]]] = [{} for _ in range(max(held) + 1)]
    for place in held:
        documents[place] = {"text": ["mot"]}
    assert places_of("mot", "text", pack_index(documents, {"text": 1})) == sorted(held)


def test_a_compound_is_found_by_its_parts() -> None:
    lexicon = Lexicon({"huurwaarborgen": ("huur", "waarborgen")})
    tokens = index_tokens(replace(BLANK, title="Huurwaarborgen"), lexicon)
    assert tokens["title"] == ["hurwarborg", "hur", "warborg"]
    assert index_tokens(replace(BLANK, title="Huurwaarborgen"))["title"] == ["hurwarborg"]


def test_acronyms_weigh_as_titles_and_needs_are_words() -> None:
    tokens = index_tokens(
        replace(
            BLANK,
            title="Fonds logement",
            acronyms=("FSL", "PAS"),
            names=("Visale", "deux mots"),
            needs=("Me loger",),
            text="loger FSL autrement",
        )
    )
    assert tokens["title"] == ["fond", "logement", "fsl", "pas"]
    assert tokens["called"] == ["fsl", "pas", "visal"]
    assert tokens["themes"] == ["loger"]
    assert tokens["text"] == ["autrement"]


def test_only_words_that_lead_to_a_page_are_in_the_file() -> None:
    leads = (
        Leads(("nounou", "assmat", "garde"), ("nounou", "assmat", "garde")),
        Leads(("faim", "honger"), ("repas chaud", "repas")),
        Leads(("froid",), ("chauffage",)),
        Leads(("nounou",), ("nounou",)),
    )
    documents = [
        replace(BLANK, title="Nounou et garde", keywords=("repas",), text="chauffage chaud")
    ]
    built = json.loads(build_search_index(documents, "fr", Lexicon(leads=leads)))
    assert built["leads"] == ["nounou|assmat|garde>nounou|garde", "faim|honger>repas"]


def test_the_line_shown_is_the_first_sentence() -> None:
    long = "Une aide pour payer un loyer en retard. Elle vient du département."
    assert first_sentence(long) == "Une aide pour payer un loyer en retard."
    assert first_sentence("Le CPAS vous aide. Il paie une partie de la caution.") == (
        "Le CPAS vous aide. Il paie une partie de la caution."
    )
    built = json.loads(build_search_index([replace(BLANK, title="A", summary=long)], "fr"))
    assert built["documents"]["summary"][0] == first_sentence(long)
    # The rest is found all the same.
    assert places_of("departement", "summary", built["index"]) == [0]


@given(st.sets(st.text(alphabet="abé1", min_size=1, max_size=40), max_size=30))
def test_any_terms_survive_packing(terms: set[str]) -> None:
    index = pack_index([{"text": sorted(terms)}], {"text": 1})
    assert terms_of(index) == sorted(terms)
