"""What the golden cases do not show of the checks: what they let pass, what follows from what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from generator.locales import PROBLEM_LANGUAGES, problem_words
from generator.problems import WAIVABLE_RULES, sort_problems
from generator.records.checks import check_records
from generator.records.models import (
    VOCABULARIES,
    Area,
    EditionSeries,
    GuideSettings,
    Partner,
    Question,
    Record,
    Scheme,
    Source,
    Term,
)
from generator.records.models.types import FUNCTIONAL_WORDS, is_nominative, is_phone_number
from generator.records.raw import RawGuide, RawRecord, parse_files
from generator.records.reader import Value
from generator.records.validate import closest, validate_records
from generator.records.walk import ReferenceFound, TextFound, walk
from generator.reporters import REPORTERS
from tests.tiny import AS_OF, BASE, Content, guide_of, places, problems_of, with_lines

Tiny = Callable[[Mapping[str, Content]], Path]
SCHEME = "content/schemes/aide.yaml"
MODELS: tuple[type[BaseModel], ...] = (
    Partner,
    Scheme,
    Area,
    Term,
    Source,
    EditionSeries,
    Question,
    GuideSettings,
    *sorted(set(VOCABULARIES.values()), key=lambda word: word.__name__),
)


# What a contributor waives.


def test_a_rule_waived_with_a_reason_is_left_out(tiny: Tiny) -> None:
    lines = [
        "exceptions: [{rule: unknown-acronym, reason: Connu de tous.}]",
        "delay: {fr: Le XYZ et le ABC., nl: Het XYZ.}",
    ]
    assert places(problems_of(tiny({SCHEME: with_lines(SCHEME, *lines)}))) == []


def test_a_waiver_without_a_reason_waives_nothing(tiny: Tiny) -> None:
    lines = ["exceptions: [{rule: unknown-acronym}]", "delay: {fr: Le XYZ., nl: Het.}"]
    assert places(problems_of(tiny({SCHEME: with_lines(SCHEME, *lines)}))) == [
        f"{SCHEME}:10:14 missing-field",
        f"{SCHEME}:11:13 unknown-acronym",
    ]


@pytest.mark.parametrize("rule", sorted(set(problem_words("fr")["rules"]) - WAIVABLE_RULES))
def test_a_rule_without_which_no_guide_holds_cannot_be_waived(tiny: Tiny, rule: str) -> None:
    lines = [f"exceptions: [{{rule: {rule}, reason: Je veux.}}]", "related: [nulle-part]"]
    assert places(problems_of(tiny({SCHEME: with_lines(SCHEME, *lines)}))) == [
        f"{SCHEME}:10:21 invalid-choice",
        f"{SCHEME}:11:11 unknown-reference",
    ]


# References.


def test_the_nearest_id_is_suggested() -> None:
    assert closest("caff", ["caf", "ccas", "cpas"]) == "caf"
    assert closest("zzzz", ["caf", "ccas"]) == ""
    assert closest("caf", []) == ""


@pytest.mark.parametrize(
    ("uri", "kinds"),
    [
        ("partners.yaml", "partner"),
        ("content/areas/areas.yaml", "area"),
        ("content/areas/communes.csv", "area"),
        ("content/sources/sources.yaml", "source"),
        ("content/vocabularies/themes.yaml", "themes"),
        ("content/glossary/words.yaml", "term"),
    ],
)
def test_references_to_a_file_that_cannot_be_read_are_not_blamed(
    tiny: Tiny, uri: str, kinds: str
) -> None:
    scheme = with_lines(SCHEME, "related: [nulle-part]", "excluded_areas: [62498]")
    found = places(problems_of(tiny({uri: b'"\xff', SCHEME: scheme})))
    assert found == sorted([f"{uri}:1:2 not-utf8", f"{SCHEME}:10:11 unknown-reference"])


def test_a_row_left_out_of_a_table_is_not_an_unknown_area(tiny: Tiny) -> None:
    table = "code,name,part_of\n62498,Lens\n34022,Courtrai,royaume\n"
    scheme = with_lines(SCHEME, "excluded_areas: [62498]")
    root = tiny({"content/areas/communes.csv": table, SCHEME: scheme})
    assert places(problems_of(root)) == ["content/areas/communes.csv:2:1 csv-row"]


def test_every_kind_a_field_refers_to_has_its_word_in_every_language() -> None:
    kinds = set(VOCABULARIES) | {"partner", "scheme", "area", "term", "source", "record"}
    for language in PROBLEM_LANGUAGES:
        assert set(problem_words(language)["kinds"]) >= kinds


def test_areas_that_share_a_holder_form_no_ring(tiny: Tiny) -> None:
    areas = """
        - {id: a, kind: region, name: A, part_of: [pays]}
        - {id: b, kind: territory, name: B, part_of: [a, pays]}
        - {id: c, kind: territory, name: C, part_of: [a, b, pays]}
        - {id: d, kind: cross-border, name: D, members: [b, c, a]}
        """
    assert places(problems_of(tiny({"content/areas/more.yaml": areas}))) == []


def test_a_ring_through_members_is_told_with_its_chain(tiny: Tiny) -> None:
    areas = """
        - {id: a, kind: region, name: A, members: [b]}
        - {id: b, kind: region, name: B, members: [a]}
        """
    problems = problems_of(tiny({"content/areas/more.yaml": areas}))
    assert [p.params["chain"] for p in problems] == ["a → b → a"]


# Cells of a table.


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("6249é,Lens,,FR,62300,ville,,", "2:1 invalid-id"),
        ("62498,,,FR,62300,ville,,", "2:7 empty-value"),
        ('62498,"Lens, ville",,DE,62300,ville,,', "2:22 invalid-choice"),
        ("62498,Lens,,FR,62300,vile,,", "2:22 unknown-reference"),
        ("62498,Lens,http://a.be,FR,62300,ville,,", "2:12 http-link"),
        ("62498,Lens,,FR,62300,ville,a.b@c.fr,", "2:28 nominative-email"),
        ("62498,Lens,,FR,62300,ville,,a.b@c.fr", "2:29 nominative-email"),
    ],
)
def test_a_mistake_in_a_table_is_told_at_its_cell(tiny: Tiny, row: str, expected: str) -> None:
    header = "code,name,name_nl,country,postcodes,part_of,formerly,aliases_nl"
    root = tiny({"content/areas/communes.csv": f"{header}\n{row}\n34022,Courtrai,,BE,,royaume,,\n"})
    found = places(problems_of(root))
    assert f"content/areas/communes.csv:{expected}" in found
    assert len([place for place in found if "communes" in place]) <= 2


def test_what_a_row_says_is_a_commune(tiny: Tiny) -> None:
    guide = guide_of(tiny({}))
    commune = guide.areas["34022"]
    assert commune.ref == "commune/34022"
    assert dict(commune.name) == {"fr": "Courtrai", "nl": "Kortrijk"}
    assert commune.postcodes == ("8500", "8501")
    assert commune.formerly.all() == ("Bissegem", "Heule")
    assert commune.part_of == ("royaume",)
    assert dict(guide.areas["62498"].name) == {"*": "Lens"}


# Texts and duties.


@pytest.mark.parametrize(
    "words",
    [
        "La CAF paie.",
        "L’APA3D",
        "au XIXe siècle",
        "Louis XIV",
        "caf@exemple.fr",
        "https://a.be/ABC",
        "Une A et un B",
        "a/ABC",
        "ABC-def",
    ],
)
def test_words_that_are_no_unknown_acronym(tiny: Tiny, words: str) -> None:
    scheme = with_lines(SCHEME, f'delay: {{fr: "{words}", nl: Snel.}}')
    assert places(problems_of(tiny({SCHEME: scheme}))) == []


@pytest.mark.parametrize("words", ["Le FSL.", "(FSL)", "FSL", "du FSL, du CEJ"])
def test_an_acronym_is_known_once_a_record_bears_it(tiny: Tiny, words: str) -> None:
    scheme = with_lines(SCHEME, f'delay: {{fr: "{words}", nl: Snel.}}')
    told = {"content/schemes/aide.yaml:10:13 unknown-acronym"}
    assert set(places(problems_of(tiny({SCHEME: scheme})))) == told
    known = scheme.replace("name: {fr: Aide, nl: Hulp}", "name: {fr: Aide (FSL), nl: CEJ}")
    assert places(problems_of(tiny({SCHEME: known}))) == []


@pytest.mark.parametrize(
    ("contact", "reachable"),
    [
        ("contact: {url: https://a.be}", True),
        ("contact: {form: https://a.be}", True),
        ("contact: {email: accueil@a.be}", True),
        ('contact: {phones: [{number: "115"}]}', True),
        ("sites: [{street: 1 rue}]", True),
        ('sites: [{city: Lens}, {phones: [{number: "115"}]}]', True),
        ("parent: mere", True),
        ("lifecycle: {status: closed, since: 2020}", True),
        ("parent: orpheline", False),
        ("sites: [{city: Lens}]", False),
        ("contact: {phones: []}", False),
        ("lifecycle: {status: suspended}", False),
    ],
)
def test_ways_to_reach_a_partner(tiny: Tiny, contact: str, reachable: bool) -> None:
    fields = "kind: caf, name: N, summary: S, areas: [pays], sources: [{source: rapport}]"
    extra = f"""
        - {{id: p, {fields}, {contact}}}
        - {{id: mere, {fields}, contact: {{url: https://m.be}}}}
        - {{id: orpheline, {fields}, exceptions: [{{rule: partner-without-contact, reason: R}}]}}
        """
    root = tiny({"partners.yaml": BASE["partners.yaml"].rstrip() + extra})
    rules = [problem.rule for problem in problems_of(root)]
    assert rules == ([] if reachable else ["partner-without-contact"])


@pytest.mark.parametrize(
    ("way", "askable"),
    [
        ("providers: [caf]", True),
        ("provider_kinds: [caf]", True),
        ("request: {steps: [{fr: A, nl: B}]}", True),
        ("request: {online: https://a.be}", True),
        ("request: {form: https://a.be}", True),
        ('request: {phone: {number: "115"}}', True),
        ("lifecycle: {status: closed, since: 2020}", True),
        ("request: {information: https://a.be}", False),
        ("providers: []", False),
        ("holder: caf", False),
    ],
)
def test_ways_to_ask_for_a_scheme(tiny: Tiny, way: str, askable: bool) -> None:
    scheme = BASE[SCHEME].replace("providers: [caf]", way)
    rules = [problem.rule for problem in problems_of(tiny({SCHEME: scheme}))]
    assert rules == ([] if askable else ["scheme-without-request"])


@pytest.mark.parametrize("email", ["jean.dupont@a.fr", "m-claire.de-wit@a.be", "é.à@a.fr"])
def test_the_address_of_a_person(email: str) -> None:
    assert is_nominative(email)


@pytest.mark.parametrize(
    "email",
    [
        "accueil@a.fr",
        "accueil.lens@a.fr",
        "ccas.lens@a.fr",
        "info-lens@a.be",
        "a.b.c@a.fr",
        "lens62@a.fr",
        "service.social@a.be",
        "maison-emploi.lens@a.fr",
        "62.nord@a.fr",
    ],
)
def test_the_address_of_a_service(email: str) -> None:
    assert not is_nominative(email)


def test_functional_words_are_lower_case() -> None:
    assert all(word == word.lower() for word in FUNCTIONAL_WORDS)


@pytest.mark.parametrize(
    "number", ["+33321216565", "+3256244127", "115", "112", "3919", "107", "1712"]
)
def test_telephone_numbers_people_may_call(number: str) -> None:
    assert is_phone_number(number)


@pytest.mark.parametrize(
    "number",
    [
        "0321216565",
        "+33 3 21 21 65 65",
        "+330321216565",
        "+33",
        "+",
        "",
        "999999",
        "12",
        "+1",
        "+33é",
        "+33123",
        "١١٥",
    ],
)
def test_what_is_no_telephone_number(number: str) -> None:
    assert not is_phone_number(number)


# The walk, and records as values.


def test_a_record_is_walked_in_the_order_of_its_model() -> None:
    value: Value = {
        "summary": {"fr": "S", "nl": ["ignored"]},
        "name": "N",
        "keywords": {"fr": ["k1", "k2"], "nl": "k3"},
        "areas": ["a", {"b": "c"}, "d"],
        "equivalents": [{"difference": {"fr": "D"}, "scheme": "e"}],
        "professional_notes": {"fr": "P"},
        "sources": [{"source": "s"}],
        "themes": "not-a-list",
        "unknown": {"fr": "x"},
    }
    found = list(walk(Scheme, value))
    assert [(f.kind, f.value, f.path) for f in found if isinstance(f, ReferenceFound)] == [
        ("source", "s", ("sources", 0, "source")),
        ("area", "a", ("areas", 0)),
        ("area", "d", ("areas", 2)),
        ("scheme", "e", ("equivalents", 0, "scheme")),
    ]
    texts = [f for f in found if isinstance(f, TextFound)]
    assert [(f.value, f.language, f.names, f.professional) for f in texts] == [
        ("N", "*", False, False),
        ("k1", "fr", True, False),
        ("k2", "fr", True, False),
        ("k3", "nl", True, False),
        ("S", "fr", False, False),
        ("ignored", "nl", False, False),
        ("D", "fr", False, False),
        ("P", "fr", False, True),
    ]


def test_the_days_of_revision_cannot_be_changed(tiny: Tiny) -> None:
    scheme = with_lines(SCHEME, "revised: {fr: 2026-01-02, nl: 2026-01-01}")
    record = guide_of(tiny({SCHEME: scheme})).schemes[0]
    assert isinstance(record.revised, MappingProxyType)
    assert isinstance(guide_of(tiny({})).partners[0].revised, MappingProxyType)
    assert record.is_outdated("nl")
    assert not record.is_outdated("fr")
    assert not record.is_outdated("de")
    assert record.model_dump(mode="json")["revised"] == {"fr": "2026-01-02", "nl": "2026-01-01"}


def test_every_record_that_has_a_page_is_frozen() -> None:
    for model in MODELS:
        assert model.model_config["frozen"] is True
        assert model.model_config["extra"] == "forbid"
        assert issubclass(model, Record) or model in (Source, GuideSettings, *VOCABULARIES.values())


# Anything at all, typed and checked.

_KEYS = st.sampled_from(
    [
        *sorted({name for model in MODELS for name in model.model_fields}),
        "fr",
        "nl",
        "de",
        "french",
        "text",
        "languages",
        "number",
        "value",
        "status",
        "since",
        "until",
        "on",
        "by",
        "rule",
        "reason",
        "facts",
        "consulted",
        "publisher",
        "hours",
        "online",
        "steps",
    ]
)
_SCALARS = (
    st.none()
    | st.text(max_size=6)
    | st.sampled_from(
        [
            "true",
            "maybe",
            "12",
            "nan",
            "1e999",
            "-1",
            "9" * 6000,
            "2026-01-01",
            "2026-13-01",
            "closed",
            "http://x.fr",
            "jean.dupont@x.fr",
            "tous-publics",
            "EUR",
            " ",
            "FR",
            "115",
            "+33",
            "scheme/x",
            "unknown-reference",
            "unknown-acronym",
            "{x}",
            "%s",
        ]
    )
)
_VALUES: st.SearchStrategy[Value] = st.recursive(
    _SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(_KEYS | st.text(min_size=1, max_size=3), inner, max_size=5)
    ),
    max_leaves=15,
)


@given(st.sampled_from(MODELS), st.dictionaries(_KEYS, _VALUES, max_size=10) | _VALUES)
def test_any_record_is_refused_in_words_of_ours(model: type[BaseModel], value: Value) -> None:
    record = RawRecord(model, value, "content/x.yaml")
    guide = RawGuide({"content/x.yaml": "x: y\n"}, (record,), {}, (), frozenset())
    typed, problems = validate_records(guide, [record])
    assert bool(typed) != bool(problems)
    every = sort_problems([*problems, *check_records(guide, AS_OF)])
    for language in PROBLEM_LANGUAGES:
        for report in REPORTERS.values():
            report(every, language)


@given(st.dictionaries(st.sampled_from(sorted(BASE)), st.text(max_size=80), max_size=4))
def test_any_texts_of_files_give_a_guide_or_problems(files: dict[str, str]) -> None:
    raw = parse_files(files)
    _, refused = validate_records(raw, raw.records)
    for problem in sort_problems([*raw.problems, *refused, *check_records(raw, AS_OF)]):
        assert problem.place.file in files
