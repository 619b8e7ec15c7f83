"""What the search is made of, each part alone in a real Chromium: sounds, urgency, marks, index."""

from __future__ import annotations

import json
from typing import Any

import pytest
from lunr.builder import Builder
from playwright.sync_api import Page

from generator.search import SearchDocument, build_search_index
from generator.search.index import BOOSTS, index_tokens
from tests.browser.search_engine.documents import SMALL, document
from tests.tiny_site import REPOSITORY


@pytest.mark.parametrize(
    ("heard", "meant"),
    [
        ("vaxin", "vaccin"),
        ("vaksinatie", "vaccinatie"),
        ("farmasie", "pharmacie"),
        ("alimantere", "alimentaire"),
        ("loto", "lotto"),
    ],
)
def test_words_that_sound_alike_are_one(engine: Page, heard: str, meant: str) -> None:
    sound = "word => self.vademecum.spelling.sound(word)"
    assert engine.evaluate(sound, heard) == engine.evaluate(sound, meant)


@pytest.mark.parametrize(("one", "other"), [("pain", "pin"), ("chat", "cas"), ("gaz", "cas")])
def test_words_that_sound_otherwise_stay_apart(engine: Page, one: str, other: str) -> None:
    sound = "word => self.vademecum.spelling.sound(word)"
    assert engine.evaluate(sound, one) != engine.evaluate(sound, other)


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("je suis à la rue", [1]),
        ("A LA RUE", [1]),
        ("ma rue", []),
        ("la rue", []),
        ("suicide", [2]),
        ("sucide", [2]),
        ("j’ai envie de mourir ce soir", [2]),
        ("mon mari me frappe, je dors dehors", [0, 1]),
        ("mijn man slaat mij", [0]),
        ("je vais manger", []),  # One letter from "danger", but not in the middle.
        ("loyer", []),
        ("", []),
    ],
)
def test_words_that_call_for_a_number(engine: Page, text: str, called: list[int]) -> None:
    lists = [
        ["me frappe", "slaat mij", "danger"],
        ["à la rue", "dors dehors"],
        ["suicide", "envie de mourir"],
    ]
    found = engine.evaluate(
        "([lists, text]) => vademecum.createEmergency(lists)(text)", [lists, text]
    )
    assert found == called


def test_words_found_are_marked(engine: Page) -> None:
    marked = engine.evaluate(
        """() => vademecum.searchEngine.markMatches(
            "L’équipement des sans-abri (A.P.L.)", new Set(["equipement", "sansabri", "apl"]))"""
    )
    assert marked == [
        ["L’", False],
        ["équipement", True],
        [" des ", False],
        ["sans-abri", True],
        [" (", False],
        ["A.P.L.", True],
        [")", False],
    ]


def lunr_judges(documents: list[SearchDocument]) -> dict[str, Any]:
    """The index as Python lunr builds and serialises it from the same tokens."""
    builder = Builder()
    for field, boost in BOOSTS.items():
        builder.field(field, boost=boost)
    for place, one in enumerate(sorted(documents, key=lambda one: one.record)):
        tokens = {field: list(dict.fromkeys(found)) for field, found in index_tokens(one).items()}
        builder.add({"id": str(place), **tokens})
    serialised: dict[str, Any] = json.loads(json.dumps(builder.build().serialize()))
    return serialised


def by_term(serialised: dict[str, Any]) -> dict[str, Any]:
    """Postings per term, whatever number each term has."""
    return {
        term: {field: held for field, held in posting.items() if field != "_index"}
        for term, posting in serialised["invertedIndex"]
    }


def test_lunr_would_have_built_the_same_index(engine: Page) -> None:
    lines = (
        (REPOSITORY / "content/vocabularies/topics.yaml").read_text(encoding="utf-8").splitlines()
    )
    documents = [
        *SMALL,
        *(
            document(f"term/line-{number}", line, keywords=(line[::-1],), text=" ".join(lines[:9]))
            for number, line in enumerate(lines[:120])
        ),
    ]
    expected = lunr_judges(documents)
    packed = build_search_index(documents, "fr")
    rebuilt = engine.evaluate(
        """data => {
            const index = vademecum.unpackIndex(JSON.parse(data).index);
            // Spelt out: what JSON makes of a getter is nothing.
            const spelt = (posting) => Object.fromEntries(
                ["_index", ...index.fields].map(field => [field, posting[field]]));
            index.invertedIndex = index.invertedIndex
                .map(([term, posting]) => [term, spelt(posting)]);
            return index;
        }""",
        packed,
    )
    assert rebuilt["version"] == expected["version"]
    assert rebuilt["fields"] == expected["fields"]
    assert [term for term, _ in rebuilt["invertedIndex"]] == [
        term for term, _ in expected["invertedIndex"]
    ]
    assert by_term(rebuilt) == by_term(expected)
    for start in ("tra", "l", "zzz"):
        begun = engine.evaluate(
            """([data, start]) => lunr.Index.load(data).tokenSet
                .intersect(lunr.TokenSet.fromString(start + "*")).toArray().sort()""",
            [rebuilt, start],
        )
        assert begun == sorted(term for term in by_term(expected) if term.startswith(start))
