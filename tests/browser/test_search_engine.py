"""What a query finds, in which order and why: the engine on tiny guides, in a real Chromium."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lunr.builder import Builder
from playwright.sync_api import Browser, Page

from generator.search import SearchDocument, build_search_index
from generator.search.index import BOOSTS, index_tokens

ROOT = Path(__file__).parents[2]
SCRIPTS = [
    ROOT / "theme/assets/javascripts" / name
    for name in (
        "vendor/lunr.min.js",
        "analysis.js",
        "search-index.js",
        "search-phrases.js",
        "search-spelling.js",
        "search-filters.js",
        "search-engine.js",
        "search-emergency.js",
        "search-suggestions.js",
    )
]
BLANK = SearchDocument("", "", "scheme", "", "", "", (), (), "", (), (), (), (), False)

Find = Callable[..., list[dict[str, Any]]]


def document(record: str, title: str, **fields: Any) -> SearchDocument:
    kind, identifier = record.split("/")
    return replace(
        BLANK, record=record, url=f"{kind}s/{identifier}/", kind=kind, title=title, **fields
    )


@pytest.fixture(scope="module")
def engine(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    for script in SCRIPTS:
        page.add_script_tag(path=script)
    yield page
    page.close()


@pytest.fixture
def guide(engine: Page) -> Callable[..., Find]:
    """guide(documents…) gives find(query, theme=…, area=…, audience=…)."""

    def load(*documents: SearchDocument, language: str = "fr") -> Find:
        engine.evaluate(
            "data => { self.search = vademecum.searchEngine.createSearch(JSON.parse(data)) }",
            build_search_index(documents, language),
        )

        def find(query: str, **filters: str) -> list[dict[str, Any]]:
            found: list[dict[str, Any]] = engine.evaluate(
                """([query, filters]) => self.search.find(query, filters).map(result => ({
                    record: result.document.record,
                    formerly: result.formerly,
                    also: result.also,
                    terms: Array.from(result.terms).sort(),
                }))""",
                [query, filters],
            )
            return found

        return find

    return load


def records(found: list[dict[str, Any]]) -> list[str]:
    return [result["record"].split("/")[1] for result in found]


FSL = document(
    "scheme/fsl",
    "Fonds de solidarité logement",
    names=("FSL", "aide au loyer impayé"),
    keywords=("loyer", "caution", "expulsion"),
    summary="Une aide pour payer un loyer en retard, une caution ou une facture.",
    themes=("housing",),
    areas=("lens", "arras"),
    audiences=("tous-publics",),
)
FRANCE_TRAVAIL = document(
    "partner/france-travail",
    "France Travail",
    names=("ANPE", "Pôle emploi"),
    formerly=("ANPE", "Pôle emploi"),
    summary="Vous inscrire comme demandeur d’emploi et chercher un travail.",
    themes=("work",),
)
GARAGE = document(
    "scheme/garage",
    "Garage solidaire",
    keywords=("voiture", "réparer"),
    summary="Réparer sa voiture à petit prix, avec l’équipement du garage.",
    themes=("mobility",),
    areas=("lens",),
    audiences=("demandeurs-emploi",),
)
OLD = document(
    "scheme/old-loan",
    "Prêt pour le loyer",
    names=("FSL jeunes",),
    keywords=("loyer", "caution"),
    themes=("housing",),
    audiences=("jeunes",),
    closed=True,
)
WORD = document("term/fsl", "FSL", summary="Fonds de solidarité logement.")
SMALL = (FSL, FRANCE_TRAVAIL, GARAGE, OLD, WORD)


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("equipement", "garage"),
        ("l'équipement", "garage"),
        ("L’EQUIPEMENTS", "garage"),
        ("FSL", "fsl"),
        ("f.s.l.", "fsl"),
        ("loyers impayés", "fsl"),
        ("pole emploi", "france-travail"),
        ("anpe", "france-travail"),
        ("réparer ma voiture", "garage"),
        ("je ne peux plus payer mon loyer", "fsl"),
        ("solidarite logemant", "fsl"),
        ("expuls", "fsl"),
        ("voitrue", "garage"),
        ("France", "france-travail"),
    ],
)
def test_first_answer(guide: Callable[..., Find], query: str, first: str) -> None:
    assert records(guide(*SMALL)(query))[0] == first


def test_the_very_name_comes_first_and_the_closed_last(guide: Callable[..., Find]) -> None:
    found = guide(*SMALL)("FSL")
    assert [result["record"] for result in found] == ["scheme/fsl", "term/fsl", "scheme/old-loan"]


def test_a_former_name_is_said(guide: Callable[..., Find]) -> None:
    find = guide(*SMALL)
    assert find("pole emploi")[0]["formerly"] == "Pôle emploi"
    assert find("anpe")[0]["formerly"] == "ANPE"
    assert find("france travail")[0]["formerly"] == ""
    assert find("loyer impayé")[0]["also"] == "aide au loyer impayé"


def test_all_words_before_fewer(guide: Callable[..., Find]) -> None:
    find = guide(
        document("scheme/car", "Voiture", names=("Voiture en prêt", "Auto"), keywords=("voiture",)),
        document("scheme/both", "Aide", keywords=("voiture pour le permis",)),
        document("scheme/licence", "Permis", keywords=("permis",)),
    )
    assert records(find("voiture permis"))[0] == "both"
    assert set(records(find("voiture permis"))) == {"both", "car", "licence"}
    assert records(find("voiture zzzzzz"))[0] == "car"


def test_stop_words_alone_still_answer(guide: Callable[..., Find]) -> None:
    find = guide(
        document("scheme/tax", "Prélèvement à la source", names=("PAS",)),
        document("partner/dentist", "Dentistes sans rendez-vous"),
    )
    assert records(find("pas")) == ["tax"]
    assert records(find("de")) == ["dentist"]


@pytest.mark.parametrize("query", ["sans abri", "sans-abri", "sansabri", "les sans-abris"])
def test_compounds_however_written(guide: Callable[..., Find], query: str) -> None:
    find = guide(
        document("scheme/shelter", "Accueil des sans-abri"),
        document("scheme/bus", "Bus sans ticket"),
    )
    assert records(find(query))[0] == "shelter"


def test_dutch(guide: Callable[..., Find]) -> None:
    find = guide(
        document("scheme/deposit", "Huurwaarborg", summary="Hulp om de waarborg te betalen."),
        document("scheme/childcare", "Kinderopvang", keywords=("kinderen", "crèche")),
        document("partner/ocmw", "OCMW Kortrijk", names=("CPAS Courtrai",)),
        language="nl",
    )
    assert records(find("huur waarborg"))[0] == "deposit"
    assert records(find("waarborgen"))[0] == "deposit"
    assert records(find("kind"))[0] == "childcare"
    assert records(find("cpas de courtrai")) == ["ocmw"]


def test_filters_keep_what_is_for_everyone(guide: Callable[..., Find]) -> None:
    find = guide(*SMALL)
    assert records(find("loyer", audience="jeunes")) == ["fsl", "old-loan"]
    assert "garage" not in records(find("loyer voiture", audience="jeunes"))
    assert records(find("loyer voiture", area="arras")) == ["fsl", "old-loan"]
    assert records(find("", theme="housing")) == ["fsl", "old-loan"]
    assert records(find("voiture", theme="housing")) == []


@pytest.mark.parametrize(
    "query", ["", "   ", "?!", "zzzzzzzz", "<script>alert(1)</script>", "__proto__", "😀", "l’"]
)
def test_nothing_to_find(guide: Callable[..., Find], query: str) -> None:
    assert guide(*SMALL)(query) == []


def test_an_empty_guide_answers_nothing(guide: Callable[..., Find]) -> None:
    assert guide()("loyer") == []


def test_hostile_length_is_cut(guide: Callable[..., Find]) -> None:
    find = guide(*SMALL)
    assert find("x" * 10_000) == []
    assert records(find("loyer " * 2_000))[0] == "fsl"
    assert records(find("loyer " + "a-" * 5_000))[0] == "fsl"


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
    lines = (ROOT / "content/vocabularies/topics.yaml").read_text(encoding="utf-8").splitlines()
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
            const spelt = ([term, { _index, title, called, names, keywords, themes, summary, text }]) =>
                [term, { _index, title, called, names, keywords, themes, summary, text }];
            index.invertedIndex = index.invertedIndex.map(spelt);
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
