"""Every layout as PDF: the promises all of them keep, then those of each."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pdf_reading as reading
import pikepdf
import pytest
from hostile import hostile_files

from generator.audience import Audience
from generator.booklet.edition import Edition, editions, guide_for
from generator.booklet.plan import Common, Plan, plan_booklet
from generator.booklet.source import booklet_source
from generator.booklet.typeset import typeset
from generator.guide import Guide

MILLIMETRE = 72 / 25.4
A4 = (210 * MILLIMETRE, 297 * MILLIMETRE)
SITE = "https://vademecum.example/"
SERIES = """
- id: grand
  audience: beneficiary
  areas: [frontiere]
  languages: [fr, nl]
  layout: large-print
  format: a4
  title: {fr: Mon vade-mecum, nl: Mijn vade-mecum}
  order: pathway
- id: guide
  audience: professional
  areas: [frontiere]
  languages: [fr, nl]
  layout: guide-ressource
  format: a4
  title: {fr: Guide ressource, nl: Gids}
- id: deux
  audience: beneficiary
  areas: [frontiere]
  languages: [fr, nl]
  layout: side-by-side
  format: a4
  title: {fr: Mon vade-mecum, nl: Mijn vade-mecum}
- id: pli
  audience: beneficiary
  areas: [pays-noir, frontiere]
  languages: [fr, nl]
  layout: leaflet
  format: a4
  title: {fr: Besoin d’aide, nl: Hulp nodig}
  subtitle: {fr: Les bons numéros, nl: De juiste nummers}
"""
STEPS = """
- id: obstacles
  label: {fr: Je lève les obstacles, nl: Ik ruim hindernissen op}
  mine: [{fr: Je dis ce qui presse., nl: Ik zeg wat dringend is.}]
- {id: keep, label: {fr: Je garde mon emploi, nl: Ik houd mijn werk}}
"""
BOOKS = ["grand-frontiere-fr", "grand-frontiere-nl", "guide-frontiere-fr", "guide-frontiere-nl"]
BOOKS += ["deux-frontiere-fr-nl"]
LEAFLETS = ["pli-pays-noir-fr", "pli-pays-noir-nl", "pli-frontiere-fr", "pli-frontiere-nl"]
MakeGuide = Callable[..., Guide]


@dataclass(frozen=True)
class Printed:
    """One booklet: what it was made from, and its bytes."""

    edition: Edition
    plan: Plan
    content: bytes


@pytest.fixture(scope="module")
def whole(make_guide: MakeGuide) -> Guide:
    """The small guide in every layout, with what is for professionals."""
    from tests.booklet.conftest import FSL, PARTNERS

    scheme = FSL + (
        "prescribers: {fr: Le référent, nl: De begeleider}\n"
        "obstacles: [housing, money]\n"
        "pathway: [obstacles]\n"
        "legal_basis: [{title: Loi de 1990}]\n"
        "professional_notes: {fr: Saisir **avant** le 15., nl: Indienen voor de 15de.}\n"
    )
    partners = PARTNERS.replace(
        'contact: {phones: [{number: "3230"}]}',
        'contact: {phones: [{number: "3230"}]}\n'
        '  professional_contact: {phones: [{number: "+33321216566"}], email: service@example.org}',
    )
    partners = partners.replace("parent: caf\n", "parent: caf\n  acronym: {fr: CDP, nl: KVL}\n")
    files = {
        "content/editions.yaml": SERIES,
        "content/vocabularies/pathway.yaml": STEPS,
        "content/schemes/fonds.yaml": scheme.replace(
            "provider_kinds", "holder: caf\nprovider_kinds"
        ),
        "partners.yaml": partners,
    }
    return make_guide(files, Audience.PROFESSIONAL)


def printed(guide: Guide, identifier: str) -> Printed:
    edition = next(e for e in editions(guide) if e.id == identifier)
    plan = plan_booklet(guide_for(guide, edition), edition)
    return Printed(edition, plan, typeset(booklet_source(guide, edition)))


@pytest.fixture(scope="module", params=[*BOOKS, *LEAFLETS])
def any_layout(request: pytest.FixtureRequest, whole: Guide) -> Printed:
    return printed(whole, request.param)


@pytest.fixture(scope="module", params=BOOKS)
def a_book(request: pytest.FixtureRequest, whole: Guide) -> Printed:
    return printed(whole, request.param)


def letters_of(one: Printed) -> str:
    return reading.letters("".join(reading.pages(one.content)))


def led_to(entry: Any) -> list[str]:
    return [number["page"] for number in entry["pages"]]


def said(guide: Guide, identifier: str) -> str:
    edition = next(e for e in editions(guide) if e.id == identifier)
    return booklet_source(guide, edition).text


def test_each_is_tagged_pdf_ua_with_title_language_and_date(any_layout: Printed) -> None:
    with pikepdf.open(io.BytesIO(any_layout.content)) as document:
        assert document.Root.MarkInfo.Marked
        with document.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
        assert str(document.Root.Lang).startswith(any_layout.edition.language)
        title = any_layout.edition.series.title.wording(any_layout.edition.language).text
        assert str(document.docinfo.Title).startswith(title)
        assert str(document.docinfo.CreationDate).startswith("D:20261122")


def test_nothing_leaves_the_page(any_layout: Printed) -> None:
    assert reading.words_outside(any_layout.content) == []


def test_two_runs_give_the_same_bytes(any_layout: Printed, whole: Guide) -> None:
    again = typeset(booklet_source(whole, any_layout.edition))
    assert again == any_layout.content


def test_every_page_is_a4(a_book: Printed) -> None:
    found = reading.page_sizes(a_book.content)
    assert all(size == pytest.approx(A4, abs=0.1) for size in found)
    assert len(found) % 4 == 0


def test_every_fiche_is_there_once_in_each_language(a_book: Printed) -> None:
    text = letters_of(a_book)
    for scheme in a_book.plan.schemes:
        for language in a_book.edition.languages:
            summary = reading.letters(scheme.summary.wording(language).text)
            assert text.count(summary) == 1, (scheme.id, language)


def test_bookmarks_and_contents_lead_to_each_fiche(a_book: Printed) -> None:
    marks = reading.bookmarks(a_book.content)
    fiches = [(words, page) for depth, words, page in marks if depth == 2]
    assert len(fiches) >= len(a_book.plan.schemes)
    texts = [reading.letters(text) for text in reading.pages(a_book.content)]
    contents = texts[marks[1][2] - 1]
    for scheme in a_book.plan.schemes:
        name = reading.letters(scheme.name.wording(a_book.edition.language).text)
        pages = [page for words, page in fiches if reading.letters(words).startswith(name)]
        assert len(pages) == 1, scheme.id
        assert name in texts[pages[0] - 1]
        assert re.search(re.escape(name) + rf"[^.\d]*[.]*{pages[0]}(?!\d)", contents), scheme.id


def test_every_code_leads_to_its_fiche(a_book: Printed) -> None:
    addresses = [SITE + ("" if code == "fr" else "nl/") for code in a_book.edition.languages]
    found = [text for _, text in reading.codes(a_book.content)]
    assert found[-1] == addresses[0]
    assert sorted(found[:-1]) == sorted(
        f"{address}schemes/{scheme.id}/" for scheme in a_book.plan.schemes for address in addresses
    )


# Large print: the part of the easy-to-read rules that can be measured.


@pytest.fixture(scope="module", params=["grand-frontiere-fr", "grand-frontiere-nl"])
def large(request: pytest.FixtureRequest, whole: Guide) -> Printed:
    return printed(whole, request.param)


def test_no_letter_is_smaller_than_sixteen_points(large: Printed) -> None:
    assert min(letter.size for letter in reading.set_letters(large.content)) >= 15.99


def test_words_stay_three_centimetres_from_both_sides(large: Printed) -> None:
    margin = 30 * MILLIMETRE - 1
    for letter in reading.set_letters(large.content):
        assert letter.left >= margin, letter
        assert letter.right <= A4[0] - margin, letter


def test_lines_are_one_and_a_half_times_the_letters_apart(large: Printed) -> None:
    body = [x for x in reading.set_letters(large.content) if x.size == pytest.approx(16)]
    gaps = [
        one.foot - other.foot
        for one, other in pairwise(body)
        if one.page == other.page and 1 < one.foot - other.foot < 60
    ]
    assert len(gaps) > 50
    assert min(gaps) >= 24 - 0.01


def test_no_word_is_cut_and_no_letter_leans(large: Printed, whole: Guide) -> None:
    text = " ".join(reading.pages(large.content))
    source = booklet_source(whole, large.edition).text
    # A line may end at a hyphen that was written, as in Loca-Pass.
    for before, after in re.findall("(\\w+)[\x02\ufffe\u00ad] ?(\\w+)", text):
        assert f"{before}-{after}" in source
    with pikepdf.open(io.BytesIO(large.content)) as document:
        fonts = {str(o.BaseFont) for o in document.objects if _is_font(o)}
    assert fonts
    assert not [font for font in fonts if re.search("italic|oblique", font, re.IGNORECASE)]


def _is_font(value: object) -> bool:
    return isinstance(value, pikepdf.Dictionary) and "/BaseFont" in value


def test_dates_are_in_words_in_the_large_print_that_ships(shipped_guide: Guide) -> None:
    found = [e for e in editions(shipped_guide) if e.layout == "large-print"]
    for edition in found:
        text = booklet_source(shipped_guide, edition).text
        assert not re.search(r"\b\d{1,2}/\d{1,2}/\d{2,4}\b|\b\d{4}-\d\d-\d\d\b", text)


def test_chapters_by_step_of_the_way(whole: Guide) -> None:
    plan = printed(whole, "grand-frontiere-fr").plan
    # What names no step stands in the last one.
    assert [(s.ref, [x.id for x in s.schemes]) for s in plan.sections] == [
        ("pathway/obstacles", ["fonds"]),
        ("pathway/keep", ["waarborg"]),
    ]


# The guide for professionals.


def test_it_says_what_is_for_professionals(whole: Guide) -> None:
    text = letters_of(printed(whole, "guide-frontiere-fr"))
    for words in (
        "Saisir avant le 15.",
        "Le référent",
        "Loi de 1990",
        "service@example.org",
        "Contact des professionnels",
    ):
        assert reading.letters(words) in text, words


def test_no_other_booklet_says_it(whole: Guide) -> None:
    for edition in editions(whole):
        if not edition.is_professional:
            text = booklet_source(whole, edition).text
            assert "Saisir" not in text, edition.id
            assert "Indienen" not in text, edition.id
            assert "service@example.org" not in text, edition.id


def test_a_public_guide_never_makes_it(whole: Guide) -> None:
    assert not [e for e in editions(whole.public) if e.is_professional]
    edition = next(e for e in editions(whole) if e.is_professional)
    with pytest.raises(ValueError, match="for professionals"):
        booklet_source(whole.public, edition)


def test_what_is_made_once_for_several_layouts_says_the_same_in_each(whole: Guide) -> None:
    common: Common = {}
    for edition in editions(whole):
        alone = booklet_source(whole, edition).text
        assert booklet_source(whole, edition, common).text == alone, edition.id


def test_it_is_looked_up_by_obstacle_and_by_acronym(whole: Guide) -> None:
    edition = next(e for e in editions(whole) if e.id == "guide-frontiere-fr")
    data: Any = booklet_source(whole, edition).data
    assert [
        (group["letter"]["say"], [led_to(entry) for entry in group["entries"]])
        for group in data["obstacles"]
    ] == [(["Le logement"], [["scheme/fonds"]]), (["L’argent et les dettes"], [["scheme/fonds"]])]
    assert [led_to(entry) for entry in data["acronyms"]] == [
        ["partner/caf-du-pays"],
        ["scheme/fonds"],
    ]
    text = letters_of(printed(whole, "guide-frontiere-fr"))
    assert "Indexparfrein" in text
    assert "Indexparsigle" in text


# Two languages side by side.


def test_the_second_language_is_tagged(whole: Guide) -> None:
    with pikepdf.open(io.BytesIO(printed(whole, "deux-frontiere-fr-nl").content)) as document:
        languages = [str(o.Lang) for o in document.objects if _has_language(o)]
    assert any(language.startswith("nl") for language in languages)


def _has_language(value: object) -> bool:
    return isinstance(value, pikepdf.Dictionary) and "/Lang" in value and "/S" in value


def test_each_title_on_the_front_has_a_line(whole: Guide) -> None:
    one = printed(whole, "deux-frontiere-fr-nl")
    front = [letter for letter in reading.set_letters(one.content) if letter.page == 1]
    largest = max(letter.size for letter in front)
    lines: dict[float, str] = {}
    for letter in front:
        if letter.size == largest:
            foot = round(letter.foot)
            lines[foot] = lines.get(foot, "") + letter.text
    assert list(lines.values()) == ["Monvade-mecum", "Mijnvade-mecum"]


def test_the_contents_name_each_fiche_in_both_languages(whole: Guide) -> None:
    one = printed(whole, "deux-frontiere-fr-nl")
    contents = reading.letters(reading.pages(one.content)[2])
    for scheme in one.plan.schemes:
        first, second = (
            reading.letters(scheme.name.wording(code).text) for code in one.edition.languages
        )
        assert re.search(f"{re.escape(first)}[^.]*·{re.escape(second)}", contents), scheme.id


def test_each_part_stands_beside_its_translation(whole: Guide) -> None:
    letters = reading.set_letters(printed(whole, "deux-frontiere-fr-nl").content)
    places = {}
    for words in ("Est-ce pour moi", "Is dit iets voor mij"):
        start = "".join(letter.text for letter in letters).index(words.replace(" ", ""))
        places[words] = letters[start]
    one, two = places.values()
    assert (one.page, one.foot) == (two.page, pytest.approx(two.foot, abs=0.5))
    assert one.right < two.left


# The leaflet.


@pytest.fixture(scope="module", params=LEAFLETS)
def sheet(request: pytest.FixtureRequest, whole: Guide) -> Printed:
    return printed(whole, request.param)


def test_a_leaflet_is_one_sheet_on_its_side(sheet: Printed) -> None:
    assert reading.page_sizes(sheet.content) == [pytest.approx((A4[1], A4[0]), abs=0.1)] * 2


def test_its_code_leads_to_the_page_of_the_place(sheet: Printed) -> None:
    language = "" if sheet.edition.language == "fr" else "nl/"
    assert reading.codes(sheet.content) == [(1, f"{SITE}{language}areas/{sheet.edition.area}/")]


def test_it_has_the_emergencies_where_to_start_and_whom_to_call(sheet: Printed) -> None:
    outside, inside = (reading.letters(text) for text in reading.pages(sheet.content))
    code = sheet.edition.language
    for emergency in sheet.plan.emergencies:
        assert reading.letters(emergency.description.wording(code).text) in outside
    for step in sheet.plan.guide.vocabularies["pathway"].values():
        assert reading.letters(step.label.wording(code).text) in outside
    partner = sheet.plan.guide.partners_by_id["caf"]
    assert reading.letters(partner.name.wording(code).text) in inside
    assert "3230" in inside


def test_no_words_lie_in_a_fold(sheet: Printed) -> None:
    for letter in reading.set_letters(sheet.content):
        for fold in ((97, 197), (100, 200))[letter.page - 1]:
            assert not letter.left < fold * MILLIMETRE < letter.right, letter


def test_a_hostile_leaflet_is_two_pages_still(make_guide: MakeGuide) -> None:
    guide = make_guide({"content/editions.yaml": SERIES, **hostile_files()})
    for identifier in ("pli-frontiere-fr", "pli-frontiere-nl"):
        assert len(reading.page_sizes(printed(guide, identifier).content)) == 2


@pytest.mark.parametrize("identifier", ["grand-frontiere-nl", "guide-frontiere-nl"])
def test_a_hostile_record_is_set_in_any_book(make_guide: MakeGuide, identifier: str) -> None:
    files = {"content/editions.yaml": SERIES, **hostile_files()}
    one = printed(make_guide(files, Audience.PROFESSIONAL), identifier)
    assert letters_of(one).count("W") >= 10_000
    assert reading.words_outside(one.content) == []


def test_every_leaflet_of_the_guide_that_ships_is_two_pages(shipped_guide: Guide) -> None:
    for edition in editions(shipped_guide):
        if edition.layout == "leaflet":
            content = typeset(booklet_source(shipped_guide, edition))
            assert len(reading.page_sizes(content)) == 2, edition.id
