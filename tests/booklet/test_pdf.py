"""The PDF itself, opened as a reader's software, a printer and a telephone would."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pdf_reading as reading
import pikepdf
import pytest
import typst
from hostile import HOSTILE, hostile_files

from generator.booklet.batch import write_booklets
from generator.booklet.edition import Edition, editions
from generator.booklet.plan import Plan, plan_booklet
from generator.booklet.source import booklet_source
from generator.booklet.typeset import UnsettledError, typeset, write_booklet
from generator.guide import Guide
from tests.booklet.conftest import FSL

A5 = (148 / 25.4 * 72, 210 / 25.4 * 72)


@dataclass(frozen=True)
class Printed:
    """One booklet: what it was made from, and its bytes."""

    edition: Edition
    plan: Plan
    content: bytes


def printed(guide: Guide, identifier: str) -> Printed:
    edition = next(e for e in editions(guide) if e.id == identifier)
    return Printed(edition, plan_booklet(guide, edition), typeset(booklet_source(guide, edition)))


@pytest.fixture(scope="module", params=["small", "territory-fr", "border-nl"])
def booklet(request: pytest.FixtureRequest, small_guide: Guide, shipped_guide: Guide) -> Printed:
    guide, identifier = {
        "small": (small_guide, "vade-mecum-frontiere-fr"),
        "territory-fr": (shipped_guide, "vade-mecum-lens-lievin-fr"),
        "border-nl": (shipped_guide, "vade-mecum-eurometropole-nl"),
    }[request.param]
    return printed(guide, identifier)


def fiche_name(booklet: Printed, scheme: Any) -> str:
    return str(scheme.name.wording(booklet.edition.language).text)


def test_it_says_its_title_language_and_date(booklet: Printed) -> None:
    with pikepdf.open(io.BytesIO(booklet.content)) as document:
        area = booklet.plan.area.name.wording(booklet.edition.language).text
        assert str(document.Root.Lang).startswith(booklet.edition.language)
        assert area in str(document.docinfo.Title)
        assert str(document.docinfo.CreationDate).startswith("D:20261122")
        assert document.Root.ViewerPreferences.DisplayDocTitle


def test_it_is_tagged_and_declares_pdf_ua(booklet: Printed) -> None:
    with pikepdf.open(io.BytesIO(booklet.content)) as document:
        assert document.Root.MarkInfo.Marked
        assert document.Root.StructTreeRoot.K is not None
        with document.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"


def test_it_is_packed_for_those_who_pay_for_each_octet(booklet: Printed) -> None:
    with pikepdf.open(io.BytesIO(booklet.content)) as document:
        loose = io.BytesIO()
        document.save(loose, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    assert len(booklet.content) < 0.5 * len(loose.getvalue())


def test_every_page_is_a5_and_the_sheets_are_whole(booklet: Printed) -> None:
    found = reading.page_sizes(booklet.content)
    assert all(size == pytest.approx(A5, abs=0.1) for size in found)
    assert len(found) % 4 == 0


def test_every_fiche_is_there_once(booklet: Printed) -> None:
    text = reading.letters("".join(reading.pages(booklet.content)))
    for scheme in booklet.plan.schemes:
        summary = scheme.summary.wording(booklet.edition.language).text
        assert text.count(reading.letters(summary)) == 1, scheme.id


def test_bookmarks_lead_to_each_need_and_each_fiche(booklet: Printed) -> None:
    texts = [reading.letters(text) for text in reading.pages(booklet.content)]
    found = reading.bookmarks(booklet.content)
    needs = [words for depth, words, _ in found if depth == 1]
    themes = [s.word.label.wording(booklet.edition.language).text for s in booklet.plan.sections]
    assert needs[2 : 2 + len(themes)] == themes
    fiches = [(words, page) for depth, words, page in found if depth == 2]
    assert len(fiches) == len(booklet.plan.schemes)
    for (words, page), scheme in zip(fiches, booklet.plan.schemes, strict=True):
        name = reading.letters(fiche_name(booklet, scheme))
        assert reading.letters(words).startswith(name)
        summary = scheme.summary.wording(booklet.edition.language).text
        assert reading.letters(summary) in texts[page - 1], scheme.id


def test_the_contents_give_the_right_pages(booklet: Printed) -> None:
    found = reading.bookmarks(booklet.content)
    texts = reading.pages(booklet.content)
    contents_page = found[1][2]
    first_need = found[2][2]
    contents = "|".join(
        reading.letters(texts[number - 1].removesuffix(str(number)))
        for number in range(contents_page, first_need)
    )
    for _, words, page in found[2:]:
        assert re.search(re.escape(reading.letters(words)) + rf"[.]*{page}(?!\d)", contents), words


def test_a_book_of_many_fiches_sends_readers_to_the_right_pages(make_guide: Any) -> None:
    count = 160
    schemes = {
        f"content/schemes/aide-{number}.yaml": FSL.replace("id: fonds", f"id: aide-{number}")
        .replace("name: {fr: ", f"name: {{fr: Aide {number} sur {count} ", 1)
        .replace("summary:", f"related: [aide-{(number + 37) % count}]\nsummary:", 1)
        for number in range(count)
    }
    book = printed(make_guide(schemes), "vade-mecum-frontiere-fr")
    found = [(w, page) for depth, w, page in reading.bookmarks(book.content) if depth == 2]
    pages = {number: page for w, page in found for number in re.findall(r"Aide (\d+) sur", w)}
    text = re.sub(r"\s+", " ", " ".join(reading.pages(book.content)))
    told = re.findall(rf"Aide (\d+) sur {count} [^(]*\(page (\d+)\)", text)
    assert len({number for number, _ in told}) == count
    assert [(number, page) for number, page in told if pages[number] != int(page)] == []
    rooms = {number: book.plan.page_of(f"scheme/aide-{number}")["room"] for number in pages}
    assert [n for n, page in told if len(page) > len(str(rooms[n]))] == []


def test_numbers_that_do_not_settle_are_refused(
    small_guide: Guide, monkeypatch: pytest.MonkeyPatch
) -> None:
    warning = typst.TypstWarning("document did not converge within five attempts")
    compiler = Mock(**{"compile_with_warnings.return_value": (b"", [warning])})
    monkeypatch.setattr(typst, "Compiler", Mock(return_value=compiler))
    with pytest.raises(UnsettledError, match=r"Frontière.*did not converge"):
        printed(small_guide, "vade-mecum-frontiere-fr")


def test_the_number_at_the_foot_is_the_page_s(booklet: Printed) -> None:
    last = max(page for _, _, page in reading.bookmarks(booklet.content))
    for number, text in enumerate(reading.pages(booklet.content)[1:last], start=2):
        assert text.split()[-1] == str(number)


def test_every_code_leads_to_its_fiche(booklet: Printed) -> None:
    address = "https://vademecum.example/" + ("" if booklet.edition.language == "fr" else "nl/")
    pages = {page for depth, _, page in reading.bookmarks(booklet.content) if depth == 2}
    found = reading.codes(booklet.content)
    assert found[-1] == (len(reading.pages(booklet.content)), address)
    assert sorted(text for _, text in found[:-1]) == sorted(
        f"{address}schemes/{scheme.id}/" for scheme in booklet.plan.schemes
    )
    assert {page for page, _ in found[:-1]} == pages


def test_nothing_leaves_the_page(booklet: Printed) -> None:
    assert reading.words_outside(booklet.content) == []


def test_emergency_numbers_are_inside_the_front_and_on_the_back(booklet: Printed) -> None:
    texts = reading.pages(booklet.content)
    for emergency in booklet.plan.emergencies:
        description = reading.letters(emergency.description.wording(booklet.edition.language).text)
        assert description in reading.letters(texts[1])
        assert description in reading.letters(texts[-1])


def test_two_runs_give_the_same_bytes(small_guide: Guide, tmp_path: Path) -> None:
    edition = editions(small_guide)[0]
    first = write_booklet(small_guide, edition, tmp_path / "a")
    second = write_booklet(small_guide, edition, tmp_path / "b" / "c")
    assert first == tmp_path / "a" / f"{edition.id}.pdf"
    assert first.read_bytes() == second.read_bytes()


def test_several_processes_write_what_one_does(small_guide: Guide, tmp_path: Path) -> None:
    wanted = editions(small_guide)
    done: list[int] = []
    paths = write_booklets(small_guide, wanted, tmp_path / "many", jobs=2, progress=done.append)
    assert done == [1, 2, 3, 4]
    assert [path.name for path in paths] == [f"{edition.id}.pdf" for edition in wanted]
    for path, edition in zip(paths, wanted, strict=True):
        one = write_booklet(small_guide, edition, tmp_path / "one")
        assert path.read_bytes() == one.read_bytes()


def test_borrowed_words_are_tagged_with_their_language(small_guide: Guide) -> None:
    content = printed(small_guide, "vade-mecum-pays-noir-nl").content
    with pikepdf.open(io.BytesIO(content)) as document:
        languages = {str(o.Lang) for o in document.objects if _has_language(o)}
    assert any(language.startswith("fr") for language in languages)


def _has_language(value: object) -> bool:
    return isinstance(value, pikepdf.Dictionary) and "/Lang" in value and "/S" in value


def test_hostile_records_are_shown_letter_by_letter(
    make_guide: Callable[[dict[str, str]], Guide],
) -> None:
    guide = make_guide(hostile_files())
    content = printed(guide, "vade-mecum-frontiere-nl").content
    text = reading.letters("".join(reading.pages(content)))
    for words in HOSTILE:
        assert reading.letters(words) in text, words
    assert text.count("W") >= 10_000
    assert reading.words_outside(content) == []


def test_what_one_process_cannot_write_is_told(small_guide: Guide, tmp_path: Path) -> None:
    wanted = editions(small_guide)
    (tmp_path / f"{wanted[1].id}.pdf").mkdir()
    with pytest.raises(IsADirectoryError, match=wanted[1].id):
        write_booklets(small_guide, wanted, tmp_path, jobs=2)
