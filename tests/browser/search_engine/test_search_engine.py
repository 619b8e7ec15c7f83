"""What a query finds, in which order and why: the engine on tiny guides, in a real Chromium."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import Page

from generator.search.lexicon import Leads, Lexicon
from tests.browser.search_engine.documents import FSL, GARAGE, OLD, SMALL, WORD, Find, document


def records(found: list[dict[str, Any]]) -> list[str]:
    return [result["record"].split("/")[1] for result in found]


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


NANNY = document("scheme/childminder", "Assistante maternelle")
FOOD = document("scheme/food", "Aide alimentaire", keywords=("épicerie sociale",))
WORDS = Lexicon(
    leads=(
        Leads(("nounou", "assistante maternelle"), ("nounou", "assistante maternelle")),
        Leads(("rien dans le frigo", "faim"), ("aide alimentaire",)),
        Leads(("Courtrai", "Kortrijk"), ("Courtrai", "Kortrijk")),
    )
)


@pytest.mark.parametrize(
    ("query", "first", "via"),
    [
        ("nounou", "childminder", {"typed": "nounou", "as": "assistante maternelle"}),
        (
            "une nounou pour mon fils",
            "childminder",
            {"typed": "nounou", "as": "assistante maternelle"},
        ),
        ("noun", "childminder", None),
        ("nounous", "childminder", {"typed": "nounous", "as": "assistante maternelle"}),
        ("nuonou", "childminder", {"typed": "nuonou", "as": "assistante maternelle"}),
        ("plus rien dans mon frigo", "food", {"typed": "rien frigo", "as": "aide alimentaire"}),
        ("j’ai faim", "food", {"typed": "faim", "as": "aide alimentaire"}),
        ("rien dans le fri", "food", {"typed": "rien fri", "as": "aide alimentaire"}),
    ],
)
def test_people_s_words_lead_to_the_records_words(
    guide: Callable[..., Find], query: str, first: str, via: dict[str, str] | None
) -> None:
    found = guide(NANNY, FOOD, GARAGE, lexicon=WORDS)(query)
    assert records(found)[:1] == [first]
    assert via is None or found[0]["via"] == via


def test_what_leads_one_way_does_not_lead_back(guide: Callable[..., Find]) -> None:
    hunger = document("term/hunger", "Faim")
    find = guide(hunger, FOOD, lexicon=WORDS)
    assert records(find("faim")) == ["hunger", "food"]
    assert records(find("aide alimentaire")) == ["food"]


def test_a_place_is_found_by_its_name_in_the_other_language(guide: Callable[..., Find]) -> None:
    office = document("partner/office", "CPAS de Courtrai")
    other = document("partner/other", "CPAS de Tournai")
    assert records(guide(office, other, lexicon=WORDS)("cpas kortrijk"))[0] == "office"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("huur", ["deposit", "premium"]),
        ("waarborg", ["deposit"]),
        ("huurpremies", ["premium"]),  # The index holds its parts only.
        ("premiehuur", ["premium"]),
        ("huurfiets", []),
    ],
)
def test_compounds_are_split_on_either_side(
    guide: Callable[..., Find], query: str, found: list[str]
) -> None:
    find = guide(
        document("scheme/deposit", "Huurwaarborg"),
        document("scheme/premium", "Een premie voor de huur"),
        language="nl",
        lexicon=Lexicon(compounds={"huurwaarborg": ("huur", "waarborg")}),
    )
    assert sorted(records(find(query))) == found


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("visa", True),  # The beginning of a name.
        ("vsla", False),  # Four letters: no error.
        ("bugdet", True),  # Two letters that changed places are one error.
        ("budet", True),
        ("budgget", True),
        ("bgdt", False),
        ("surendetement", True),  # Long words may hold two errors.
        ("surandetement", True),
        ("surandetemant", True),
        ("zurendettement", True),
        ("burendetement", False),  # Of two errors, none in the first letter.
    ],
)
def test_errors_are_forgiven_by_length(
    guide: Callable[..., Find], query: str, is_found: bool
) -> None:
    find = guide(
        document("scheme/guarantee", "Visale"),
        document("scheme/money", "Budget"),
        document("scheme/debts", "Surendettement"),
    )
    assert bool(find(query + " ")) == is_found


def test_a_rare_word_may_be_a_usual_one_misspelt(guide: Callable[..., Find]) -> None:
    find = guide(
        document("scheme/helper", "Assistentie"),
        *(document(f"scheme/social-{n}", f"Assistante sociale {n}") for n in range(5)),
        document("scheme/odd", "Assistente"),
    )
    assert records(find("assistente sociale"))[0].startswith("social")


def test_a_name_of_one_word_comes_before_pages_that_speak_of_it(guide: Callable[..., Find]) -> None:
    find = guide(
        document("scheme/leisure", "Loisirs de la Caf et vacances", keywords=("Caf Lens",)),
        document("partner/caf", "Caisse d’allocations", names=("CAF",), acronyms=("CAF",)),
    )
    assert records(find("caf lens"))[-1] == "caf"
    assert records(find("caf vacances caf"))[0] == "leisure"
    assert records(find("la caf svp"))[0] == "caf"


def test_the_name_of_a_place_asks_for_who_serves_it(guide: Callable[..., Find]) -> None:
    find = guide(
        document("area/lens", "Lens"),
        document("partner/caf", "Caf du département", names=("Caf",), areas=("lens", "arras")),
        document("partner/other", "Caf du Nord", names=("Caf",), areas=("lille",)),
    )
    assert records(find("caf lens"))[0] == "caf"


def test_what_is_near_comes_first(guide: Callable[..., Find]) -> None:
    here = document("partner/here", "Caf de la vallée", areas=("lens",))
    there = document("partner/away", "Caf des monts", areas=("arras",))
    find = guide(here, there, document("term/caf", "Caf expliquée"))
    assert records(find("caf", near=("arras", "pas-de-calais")))[0] == "away"
    assert records(find("caf", near=("lens",)))[0] == "here"
    assert len(find("caf", near=("lens",))) == 3


def test_needs_are_words(guide: Callable[..., Find]) -> None:
    find = guide(document("scheme/meal", "Repas", needs=("Manger",)), FSL)
    assert records(find("manger")) == ["meal"]


def test_addresses_are_rebuilt(guide: Callable[..., Find]) -> None:
    odd = replace(FSL, record="scheme/z", title="Zèbre", url="elsewhere/")
    find = guide(FSL, odd, GARAGE)
    assert find("garage")[0]["url"] == "schemes/garage/"
    assert find("zèbre")[0]["url"] == "elsewhere/"


def test_more_filters(guide: Callable[..., Find]) -> None:
    french = replace(FSL, sort="aide-financiere", countries=("FR",))
    belgian = document("scheme/deposit", "Garantie du loyer", sort="droit", countries=("BE",))
    find = guide(french, belgian, OLD, WORD)
    assert records(find("fsl loyer", country="FR")) == ["fsl", "fsl", "old-loan"]
    assert records(find("loyer", country="BE")) == ["deposit", "old-loan"]
    assert records(find("loyer", kind="droit")) == ["deposit"]
    assert set(records(find("loyer", kind="scheme"))) == {"fsl", "deposit", "old-loan"}
    assert records(find("fsl", kind="term")) == ["fsl"]
    assert records(find("loyer", state="closed")) == ["old-loan"]
    assert "old-loan" not in records(find("loyer", state="open"))


def test_counts_say_what_each_choice_would_leave(engine: Page, guide: Callable[..., Find]) -> None:
    guide(*SMALL)
    counts = engine.evaluate(
        """() => {
            const { counts } = self.search.ask("loyer voiture", { theme: "housing" });
            const of = (name, ...choices) => choices.map(choice => counts[name].of(choice));
            return [of("theme", "", "housing", "mobility", "work"), of("audience", "", "jeunes",
                "familles"), of("area", "lens", "arras"), of("state", "open", "closed")];
        }"""
    )
    # Under "theme" as if none were chosen; elsewhere among the two of housing. What is for
    # everyone, or tied to no place, is under every choice.
    assert counts == [[3, 2, 1, 0], [2, 2, 1], [2, 2], [1, 1]]


def test_nearest_words_for_a_query_that_finds_nothing(
    engine: Page, guide: Callable[..., Find]
) -> None:
    find = guide(*SMALL, lexicon=WORDS)
    assert find("voixure zzzz ") == find("voiture ")
    assert find("lojar ") == []
    nearest = engine.evaluate("self.search.nearest('lojar expulzien')")
    assert nearest[0] == "loyer"


def test_a_correction_is_told(engine: Page, guide: Callable[..., Find]) -> None:
    guide(*SMALL)
    corrected = engine.evaluate("self.search.ask('voitrue', {}).corrected")
    assert corrected == [{"typed": "voitrue", "as": ["voiture"]}]
    assert engine.evaluate("self.search.ask('voiture', {}).corrected") == []


def test_suggestions_from_the_third_letter(engine: Page, guide: Callable[..., Find]) -> None:
    guide(*SMALL, NANNY, lexicon=WORDS)
    engine.evaluate("() => { self.suggest = vademecum.createSuggestions(self.search) }")

    def suggested(text: str) -> list[str]:
        found: list[str] = engine.evaluate(
            "text => self.suggest(text).map(suggestion => suggestion.text)", text
        )
        return found

    assert suggested("no") == []
    assert suggested("nou") == ["nounou"]
    assert suggested("POLE") == ["Pôle emploi"]
    # First those that begin so; the closed last; each once.
    assert suggested("fsl") == ["FSL jeunes"]
    assert suggested("sol") == ["Garage solidaire", "Fonds de solidarité logement"]
    assert suggested("assistante mat") == ["Assistante maternelle"]


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
