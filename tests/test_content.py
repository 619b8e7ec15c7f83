"""The guide that ships: without a problem, in two languages, sourced, naming no person."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest

from generator.audience import Audience
from generator.cli import main
from generator.guide import Guide
from generator.records.files import read_files
from generator.records.loader import load_guide
from generator.records.models import Area, AreaKind, Record
from generator.records.models.types import is_nominative
from generator.records.raw import RawGuide, parse_files
from generator.records.reader import Value
from generator.records.walk import TextFound, walk
from generator.render import phones as phones_of
from tests.conftest import REPOSITORY
from tests.tiny import AS_OF

FILES, _ = read_files(REPOSITORY)
RECORD_FILES = sorted(uri for uri in FILES if uri.endswith(".yaml"))
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE_FIELD = "number"
_TITLES = re.compile(r"\b(?:M\.|Mme|Mlle|Monsieur|Madame|Mevr\.|Mevrouw|Dhr\.) +[A-ZÉ]")


@pytest.fixture(scope="module")
def raw() -> RawGuide:
    return parse_files(FILES)


@pytest.fixture(scope="module")
def whole() -> Guide:
    """The guide with what is for professionals."""
    guide = load_guide(REPOSITORY, AS_OF, Audience.PROFESSIONAL).guide
    assert guide is not None
    return guide


def test_check_finds_nothing_at_all(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["check", "--root", str(REPOSITORY), "--strict", "--as-of", AS_OF.isoformat()]
    code = main([*arguments, "--lang", "en"])
    assert (code, capsys.readouterr().out) == (0, "No problem.\n")


def test_there_is_a_guide_to_read(real_guide: Guide) -> None:
    assert len(real_guide.partners) >= 200
    assert len(real_guide.schemes) >= 120
    assert len(real_guide.terms) >= 220
    ancestors = real_guide.geography.ancestors
    belgian = [s for s in real_guide.schemes if any("belgique" in ancestors[a] for a in s.areas)]
    assert len(belgian) >= 25


def test_every_need_has_schemes_of_both_countries_or_of_france(real_guide: Guide) -> None:
    answered = {theme for scheme in real_guide.schemes for theme in scheme.themes}
    assert answered == {theme.id for theme in real_guide.themes}


@pytest.mark.parametrize("uri", RECORD_FILES)
def test_no_file_names_a_person(uri: str) -> None:
    for email in _EMAIL.findall(FILES[uri]):
        assert not is_nominative(email), email
    assert not _TITLES.search(FILES[uri])


def phones(value: Value) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from phones(item)
    elif isinstance(value, dict):
        number = value.get(_PHONE_FIELD)
        if isinstance(number, str):
            yield number
        for item in value.values():
            yield from phones(item)


def test_every_telephone_number_stands_in_a_record_with_sources(raw: RawGuide) -> None:
    counted = 0
    for record in raw.records:
        if record.file == "content/guide.yaml" or not isinstance(record.value, dict):
            continue
        numbers = list(phones(record.value))
        counted += len(numbers)
        if numbers:
            assert record.value.get("sources"), f"{record.file}: {record.id}"
    assert counted >= 20


def test_every_emergency_number_is_that_of_a_record_with_sources(whole: Guide) -> None:
    emergencies = whole.settings.emergencies
    assert {"112", "115"} <= {emergency.phone.number for emergency in emergencies}
    for emergency in emergencies:
        partner = whole.partners_by_id.get(emergency.partner or "")
        numbers = (
            {p.number for p in partner.contact.phones} if partner and partner.contact else set()
        )
        assert emergency.phone.number in numbers, emergency.phone.number


def test_every_text_is_in_both_languages(raw: RawGuide) -> None:
    words = [word for group in raw.vocabularies.values() for word in group]
    for record in (*raw.records, *words):
        languages: dict[object, set[str]] = {}
        for found in walk(record.model, record.value):
            if isinstance(found, TextFound) and not found.names and found.path[-1] != "*":
                languages.setdefault(found.path[:-1], set()).add(found.language)
        for path, written in languages.items():
            named = isinstance(path, tuple) and path and path[-1] in ("acronym", "name", "term")
            if "*" not in written and not named:
                assert written == {"fr", "nl"}, f"{record.file} {record.id} {path}"


def test_dutch_is_not_french_again(whole: Guide) -> None:
    for scheme in whole.schemes:
        assert scheme.summary.get("fr") != scheme.summary.get("nl"), scheme.id
        assert scheme.name.get("nl") is not None, scheme.id


def records(guide: Guide) -> Iterator[Record]:
    yield from guide.schemes
    yield from guide.partners
    yield from guide.terms


def test_every_record_says_where_it_comes_from_and_when(whole: Guide) -> None:
    for record in records(whole):
        assert record.sources, record.ref
        assert set(record.revised) == {"fr", "nl"}, record.ref
        for source in record.sources:
            assert source.source in whole.sources or (source.title and source.publisher), record.ref


def test_no_record_claims_that_its_body_confirmed_it(whole: Guide) -> None:
    # Nobody has been asked yet: the first to set `verified` also changes this test.
    assert [record.ref for record in records(whole) if record.verified] == []


def test_the_self_check_is_short_and_asks_each_thing_once(whole: Guide) -> None:
    assert 7 <= len(whole.questions) <= 9
    for question in whole.questions:
        assert 2 <= len(question.answers) <= 6, question.id
        alone = [answer.id for answer in question.answers if not answer.leads_somewhere]
        assert alone == ["fine"], question.id
        for language in whole.languages:
            assert len(question.text.get(language) or "") <= 45, question.id
            for answer in question.answers:
                assert len(answer.text.get(language) or "") <= 70, f"{question.id} {answer.id}"


def test_the_self_check_ends_with_safety_and_never_keeps_it(whole: Guide) -> None:
    assert [question.id for question in whole.questions if not question.kept] == ["safety"]
    safety = whole.questions[-1]
    assert safety.id == "safety"
    assert all(answer.call for answer in safety.answers if answer.leads_somewhere)


def test_whom_the_self_check_calls_has_a_number(whole: Guide) -> None:
    called = {partner for q in whole.questions for answer in q.answers for partner in answer.call}
    assert {"numero-112", "numero-115", "numero-3919", "numero-119"} <= called
    assert [key for key in sorted(called) if not phones_of(whole.partners_by_id[key])] == []


def test_partners_are_sorted() -> None:
    ids = re.findall(r"^- id: (\S+)$", FILES["partners.yaml"], re.MULTILINE)
    assert len(ids) >= 60
    assert ids == sorted(ids)


def communes(guide: Guide) -> list[Area]:
    return [area for area in guide.areas.values() if area.kind is AreaKind.COMMUNE]


def test_every_commune_of_the_pas_de_calais_has_one_territory(real_guide: Guide) -> None:
    geography = real_guide.geography
    territories = [a.id for a in real_guide.areas.values() if a.kind is AreaKind.TERRITORY]
    assert len(territories) == 9
    held = Counter(c for territory in territories for c in geography.communes[territory])
    assert set(held) == geography.communes["pas-de-calais"]
    assert set(held.values()) == {1}
    assert len(held) == 887


def test_every_commune_has_a_country_a_postcode_and_a_code_of_its_own(real_guide: Guide) -> None:
    for commune in communes(real_guide):
        assert commune.code == commune.id
        assert re.fullmatch(r"[0-9]{5}", commune.id)
        assert commune.country in ("FR", "BE"), commune.id
        length = 5 if commune.country == "FR" else 4
        assert commune.postcodes, commune.id
        assert all(re.fullmatch(rf"[0-9]{{{length}}}", code) for code in commune.postcodes)
        country = "france" if commune.country == "FR" else "belgique"
        assert country in real_guide.geography.ancestors[commune.id], commune.id


def test_codes_start_with_the_department_that_holds_the_commune(real_guide: Guide) -> None:
    codes = {"55": "meuse", "59": "nord", "62": "pas-de-calais", "90": "territoire-de-belfort"}
    for commune in communes(real_guide):
        if commune.country == "FR":
            assert codes[commune.id[:2]] in real_guide.geography.ancestors[commune.id], commune.id


def test_the_eurometropole_lies_in_both_countries(real_guide: Guide) -> None:
    held = real_guide.geography.communes["eurometropole"]
    assert {real_guide.areas[code].country for code in held} == {"FR", "BE"}
    assert held >= {"59350", "34022", "57081"}


def test_every_home_place_has_a_name_in_both_languages(real_guide: Guide) -> None:
    assert len(real_guide.settings.home_areas) >= 12
    for place in real_guide.settings.home_areas:
        area = real_guide.areas[place]
        assert area.name.get("fr") is not None
        assert area.name.get("nl") is not None


@pytest.mark.parametrize("name", ["communes-fr.csv", "communes-be.csv"])
def test_communes_are_sorted_by_code(name: str) -> None:
    with (REPOSITORY / "content/areas" / name).open(encoding="utf-8", newline="") as file:
        codes = [row["code"] for row in csv.DictReader(file)]
    assert codes == sorted(codes)
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("uri", sorted(FILES))
def test_every_file_is_tidy(uri: str) -> None:
    content = (REPOSITORY / uri).read_bytes()
    assert not content.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in content
    assert content.endswith(b"\n")
    assert not re.search(rb"[ \t]\n", content)


def test_nothing_is_dated_after_the_day_of_the_tests(whole: Guide) -> None:
    assert date(2026, 11, 22) == AS_OF
    for record in records(whole):
        for source in record.sources:
            assert source.consulted is None or source.consulted <= AS_OF, record.ref


def test_every_citation_of_a_fact_names_a_field_that_is_filled(whole: Guide) -> None:
    for record in records(whole):
        for source in record.sources:
            for fact in source.facts:
                assert getattr(record, fact), f"{record.ref}: {fact}"
