"""The Guide: built whole or not at all, sorted, frozen; the public one holds nothing else."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from generator.audience import Audience
from generator.guide import Guide, Origin, is_closed, is_open, sort_key
from generator.records.loader import load_guide
from generator.records.models import Partner, Scheme, Term
from tests.tiny import AS_OF, Content, guide_of, places, with_lines

Tiny = Callable[[Mapping[str, Content]], Path]

SCHEME = "content/schemes/aide.yaml"
SECRET = "Ce que seuls les professionnels lisent."


def scheme(key: str, *lines: str) -> str:
    return with_lines(SCHEME, *lines).replace("id: aide", f"id: {key}")


def test_one_error_and_there_is_no_guide(tiny: Tiny) -> None:
    loaded = load_guide(tiny({SCHEME: scheme("aide", "holder: nobody")}), AS_OF)
    assert loaded.guide is None
    assert places(loaded.problems) == [f"{SCHEME}:10:9 unknown-reference"]


def test_a_warning_stops_no_guide(tiny: Tiny) -> None:
    loaded = load_guide(tiny({SCHEME: scheme("aide", "delay: {fr: Un mois.}")}), AS_OF)
    assert loaded.guide is not None
    assert [problem.rule for problem in loaded.problems] == ["missing-translation"]


def test_records_are_sorted_by_id_whatever_their_file(tiny: Tiny) -> None:
    files = {f"content/schemes/{key}.yaml": scheme(key) for key in ("zone", "bourse", "mobilite")}
    guide = guide_of(tiny(files))
    assert [record.id for record in guide.schemes] == ["aide", "bourse", "mobilite", "zone"]
    assert guide.as_of == AS_OF
    assert guide.languages == ("fr", "nl")
    assert [theme.id for theme in guide.themes] == ["housing", "food"]
    assert list(guide.partner_kinds) == ["caf", "ccas", "cpas"]
    assert guide.label("fees", "gratuit").id == "gratuit"


def test_questions_stand_as_written_and_those_for_professionals_are_left_out(tiny: Tiny) -> None:
    ask = "- {{id: {}, text: {{fr: Oui ?, nl: Ja?}}, answers: [{{id: a, text: A}}]{}}}\n"
    lines = [ask.format("zero", ""), ask.format("one", ", visibility: professional")]
    root = tiny({"content/self-check.yaml": "".join([*lines, ask.format("two", "")])})
    assert [question.id for question in guide_of(root).questions] == ["zero", "two"]
    whole = guide_of(root, Audience.PROFESSIONAL).questions
    assert [question.id for question in whole] == ["zero", "one", "two"]


def test_a_guide_and_its_records_cannot_be_changed(tiny: Tiny) -> None:
    guide = guide_of(tiny({}))
    with pytest.raises(dataclasses.FrozenInstanceError):
        guide.as_of = AS_OF  # type: ignore[misc]
    with pytest.raises(ValidationError):
        guide.schemes[0].id = "autre"  # type: ignore[misc]
    with pytest.raises(TypeError):
        guide.schemes[0].revised["fr"] = AS_OF  # type: ignore[index]


def test_a_record_is_found_by_its_reference(tiny: Tiny) -> None:
    guide = guide_of(tiny({}))
    for ref in ("scheme/aide", "partner/caf", "term/caf", "area/ville", "commune/62498"):
        record = guide.find(ref)
        assert record is not None
        assert record.ref == ref
    for ref in ("scheme/caf", "theme/housing", "aide", "", "scheme/", "scheme/aide/"):
        assert guide.find(ref) is None


def test_a_record_knows_its_file_and_line(tiny: Tiny) -> None:
    guide = guide_of(tiny({}))
    assert guide.origins["scheme/aide"] == Origin(SCHEME, 1)
    assert guide.origins["area/royaume"] == Origin("content/areas/areas.yaml", 2)
    assert guide.origins["commune/34022"] == Origin("content/areas/communes.csv", 3)


def test_the_public_guide_holds_nothing_for_professionals(tiny: Tiny) -> None:
    partner = f"""
        - id: caf
          kind: caf
          name: Caisse
          summary: {{fr: Elle verse., nl: Ze betaalt.}}
          contact: {{url: "https://caf.example"}}
          professional_contact: {{email: accueil@pro.example}}
          professional_notes: {{fr: {SECRET}, nl: {SECRET}}}
          areas: [pays]
          sources: [{{source: rapport}}]
        - id: reserve
          kind: ccas
          name: {SECRET}
          visibility: professional
          summary: S
          contact: {{url: "https://caf.example"}}
          areas: [pays]
          sources: [{{source: rapport}}]
        """
    notes = f"professional_notes: {{fr: {SECRET}, nl: {SECRET}}}"
    hidden = scheme("cachee", "visibility: professional", notes)
    files = {
        "partners.yaml": partner,
        SCHEME: scheme("aide", notes, "related: [cachee]").replace("[caf]", "[caf, reserve]"),
        "content/schemes/cachee.yaml": hidden,
    }
    root = tiny(files)
    public, professional = guide_of(root), guide_of(root, Audience.PROFESSIONAL)
    assert SECRET in repr(professional)
    assert "accueil@pro.example" in repr(professional)
    assert SECRET not in repr(public)
    assert "accueil@pro.example" not in repr(public)
    assert [record.id for record in public.schemes] == ["aide"]
    assert [record.id for record in public.partners] == ["caf"]
    assert public.find("scheme/cachee") is None
    assert [record.id for record in professional.schemes] == ["aide", "cachee"]


@pytest.mark.parametrize("model", [Scheme, Partner])
def test_professional_fields_start_with_their_name(model: type[Scheme | Partner]) -> None:
    from generator.records.models.base import is_professional

    hidden = {name for name in model.model_fields if is_professional(model, name)}
    assert hidden == {name for name in model.model_fields if name.startswith("professional_")}


def test_equivalence_reads_both_ways(tiny: Tiny) -> None:
    guide = guide_of(
        tiny(
            {
                SCHEME: scheme("aide", "equivalents: [{scheme: hulp, difference: Autre.}]"),
                "content/schemes/hulp.yaml": scheme("hulp"),
                "content/schemes/un.yaml": scheme(
                    "un", "equivalents: [{scheme: deux, difference: A.}]"
                ),
                "content/schemes/deux.yaml": scheme(
                    "deux", "equivalents: [{scheme: un, difference: B.}]"
                ),
            }
        )
    )
    pairs = {
        key: [(stated_by.id, other.id) for stated_by, other in found]
        for key, found in guide.equivalents.items()
    }
    assert pairs == {
        "aide": [("aide", "hulp")],
        "hulp": [("aide", "aide")],
        "un": [("un", "deux")],
        "deux": [("deux", "un")],
    }


@pytest.mark.parametrize(
    ("lifecycle", "is_it_open", "is_it_closed"),
    [
        ("", True, False),
        ("lifecycle: {status: open}", True, False),
        ("lifecycle: {status: planned}", False, False),
        ("lifecycle: {status: suspended}", False, False),
        ("lifecycle: {status: closed, since: 2020}", False, True),
    ],
)
def test_open_and_closed(tiny: Tiny, lifecycle: str, is_it_open: bool, is_it_closed: bool) -> None:
    record = guide_of(tiny({SCHEME: scheme("aide", lifecycle)})).schemes[0]
    assert (is_open(record), is_closed(record)) == (is_it_open, is_it_closed)


def test_words_are_ordered_as_readers_expect() -> None:
    words = ["Zèbre", "œuvre", "Élan", "oeuf", "élan", "Épée", "a", "l’eau", "l'air", "Ours"]
    assert sorted(words, key=sort_key) == [
        "a", "Élan", "élan", "Épée", "l'air", "l’eau", "oeuf", "œuvre", "Ours", "Zèbre",
    ]  # fmt: skip


@given(st.lists(st.text(max_size=8), unique=True))
def test_no_two_words_stand_at_the_same_place(words: list[str]) -> None:
    assert len({sort_key(word) for word in words}) == len(words)


def test_terms_are_terms(real_guide: Guide) -> None:
    assert all(isinstance(term, Term) for term in real_guide.terms)
    assert list(real_guide.terms_by_id) == sorted(real_guide.terms_by_id)
