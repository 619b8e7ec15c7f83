"""What a printer gets: sheets folded here as on a table, cut where their boxes and marks say."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

import pdf_reading as reading
import pikepdf
import pypdfium2
import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st

from generator.booklet.batch import write_booklets
from generator.booklet.edition import editions
from generator.booklet.press import PLAIN, Press, for_press, saddle_order
from generator.booklet.source import booklet_source
from generator.booklet.typeset import fonts, typeset, write_booklet
from generator.guide import Guide

MM = 72 / 25.4
IMPOSED, CROPPED = Press(imposed=True), Press(crop_marks=True)
BOTH = Press(imposed=True, crop_marks=True)

T = TypeVar("T")


def folded(sides: Sequence[tuple[T, T]]) -> list[T]:
    """Lay the printed sheets in each other, fold them, and read the booklet leaf by leaf."""
    sheets = list(zip(sides[0::2], sides[1::2], strict=True))
    # Towards the middle one meets the right half of each front, and behind it the left of its
    # back; from the middle outwards the right half of each back, and behind it the left of its
    # front.
    inwards = [page for front, back in sheets for page in (front[1], back[0])]
    outwards = [page for front, back in reversed(sheets) for page in (back[1], front[0])]
    return inwards + outwards


@pytest.mark.parametrize("count", range(4, 65))
def test_folded_sheets_read_in_order(count: int) -> None:
    sides = saddle_order(count)
    whole = folded(sides)
    assert whole[:count] == list(range(1, count + 1))
    assert whole[count:] == [None] * (-count % 4)
    assert len(sides) == 2 * ((count + 3) // 4)


@given(st.integers(1, 2000))
def test_every_page_stands_once_and_odd_ones_on_the_right(count: int) -> None:
    sides = saddle_order(count)
    printed = [page for side in sides for page in side if page is not None]
    assert sorted(printed) == list(range(1, count + 1))
    assert all(left is None or left % 2 == 0 for left, _ in sides)
    assert all(right is None or right % 2 == 1 for _, right in sides)
    assert folded(sides) == [*range(1, count + 1), *[None] * (-count % 4)]


def test_the_cover_is_outside() -> None:
    assert saddle_order(8) == ((8, 1), (2, 7), (6, 3), (4, 5))
    assert saddle_order(5) == ((None, 1), (2, None), (None, 3), (4, 5))


def test_there_is_no_order_of_nothing() -> None:
    with pytest.raises(ValueError, match="at least one page"):
        saddle_order(0)


def numbered(
    count: int, width: int = 148, height: int = 210, bleed: int = 0, press: Press = PLAIN
) -> bytes:
    """A PDF whose pages say their number, with a black band at the top, left and right edges."""
    source = f"""
        #set document(title: "Essai")
        #set text(font: "Atkinson Hyperlegible Next", lang: "nl", size: 40pt)
        #set page(width: {width}mm, height: {height}mm, bleed: {bleed}mm, background: {{
          place(top, rect(width: 100%, height: 9mm + {bleed}mm, fill: black))
          for side in (left, right) {{
            place(side, rect(width: 9mm + {bleed}mm, height: 100%, fill: black))
          }}
        }})
        #for number in range(1, {count} + 1) {{ page[#align(center + horizon)[N#number.]] }}
    """
    content = typst.compile(
        source.encode(), font_paths=fonts(), format="pdf", ignore_system_fonts=True
    )
    return for_press(content, press)


def halves(content: bytes) -> list[tuple[str, str]]:
    """What stands left and right of the fold on each side, by where its letters are."""
    document = pypdfium2.PdfDocument(content)
    found = []
    for number in range(len(document)):
        page = document[number]
        width, height = page.get_size()
        text = page.get_textpage()
        found.append(
            (
                text.get_text_bounded(0, 0, width / 2, height).strip(),
                text.get_text_bounded(width / 2, 0, width, height).strip(),
            )
        )
    return found


@pytest.mark.parametrize("press", [IMPOSED, BOTH])
@pytest.mark.parametrize("count", [1, 4, 6, 8, 63, 64])
def test_sheets_carry_the_pages_where_folding_wants_them(count: int, press: Press) -> None:
    content = numbered(count, bleed=press.bleed, press=press)
    expected = [f"N{number}." for number in range(1, count + 1)]
    assert folded(halves(content)) == expected + [""] * (-count % 4)


def test_a_page_is_where_it_was_but_for_the_fold() -> None:
    """Left of the fold a page ends at it, right of it one begins there: nothing is scaled."""

    def place(content: bytes) -> tuple[float, float, float, float]:
        text = pypdfium2.PdfDocument(content)[0].get_textpage()
        assert text.count_rects() >= 1
        return text.get_rect(text.count_rects() - 1)

    alone, sheet = place(numbered(1)), place(numbered(1, press=IMPOSED))
    assert sheet == pytest.approx(
        (alone[0] + 148.5 * MM, alone[1], alone[2] + 148.5 * MM, alone[3]), abs=0.05
    )


def boxes(content: bytes) -> tuple[list[float], list[float], list[float]]:
    """Paper, cut and bleed of the first page, in millimetres."""
    with pikepdf.open(io.BytesIO(content)) as document:
        page = document.pages[0]
        paper, cut, bleed = (
            [round(float(value) / MM, 2) for value in box]
            for box in (page.mediabox, page.trimbox, page.bleedbox)
        )
        return paper, cut, bleed


@pytest.mark.parametrize(
    ("press", "paper", "cut", "bleed"),
    [
        (IMPOSED, [0, 0, 297, 210], [0.5, 0, 296.5, 210], [0.5, 0, 296.5, 210]),
        (CROPPED, [0, 0, 163, 225], [7.5, 7.5, 155.5, 217.5], [4.5, 4.5, 158.5, 220.5]),
        (BOTH, [0, 0, 311, 225], [7.5, 7.5, 303.5, 217.5], [4.5, 4.5, 306.5, 220.5]),
    ],
)
def test_the_boxes_say_where_to_cut(
    press: Press, paper: list[float], cut: list[float], bleed: list[float]
) -> None:
    assert boxes(numbered(4, bleed=press.bleed, press=press)) == (paper, cut, bleed)


def test_crop_marks_go_around_a_page_of_any_size() -> None:
    content = numbered(2, 297, 210, bleed=3, press=CROPPED)
    assert boxes(content)[:2] == ([0, 0, 312, 225], [7.5, 7.5, 304.5, 217.5])
    assert len(reading.page_sizes(content)) == 2


def dark(content: bytes, x: float, y: float, number: int = 0) -> bool:
    """Whether a page is black at a place, in millimetres from its top left corner."""
    bitmap = pypdfium2.PdfDocument(content)[number].render(scale=8 / MM, grayscale=True)
    rows = memoryview(bitmap.buffer).cast("B").cast("B", (bitmap.height, bitmap.stride))
    near = [rows[int(8 * y) + dy, int(8 * x) + dx] for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
    return min(near) < 128


def test_colour_runs_past_the_cut_and_no_further() -> None:
    page = numbered(1, bleed=3, press=CROPPED)
    assert dark(page, 80, 7.5 - 2.8)
    assert not dark(page, 80, 7.5 - 3.2)
    assert dark(page, 7.5 - 2.8, 112)
    assert not dark(page, 7.5 - 3.2, 112)
    assert dark(page, 155.5 + 2.8, 112)
    assert not dark(page, 155.5 + 3.2, 112)


def test_colour_does_not_run_over_the_fold() -> None:
    """Of one page alone on its side the blank beside it takes nothing."""
    sheet = numbered(1, bleed=3, press=BOTH)
    fold = 311 / 2
    assert dark(sheet, fold + 0.5, 112)
    assert not dark(sheet, fold - 0.5, 112)
    assert dark(sheet, 303.5 + 2.8, 112)
    assert not dark(sheet, 7.5 - 2.8, 112)


@pytest.mark.parametrize(("press", "width"), [(CROPPED, 163), (BOTH, 311)])
def test_marks_stand_at_the_cut_outside_the_bleed(press: Press, width: float) -> None:
    sheet = numbered(4, bleed=3, press=press)
    for x in (7.5, width - 7.5):
        for y in (2, 223):
            assert dark(sheet, x, y)
            assert not dark(sheet, x + 1, y)
    for y in (7.5, 217.5):
        for x in (2, width - 2):
            assert dark(sheet, x, y)
            assert not dark(sheet, x, y + 1)
    fold = [dark(sheet, width / 2, y / 10) for y in range(2, 44)]
    # The fold has a broken line, and a page of its own has no fold.
    assert any(fold) == press.imposed
    assert not all(fold)


@pytest.mark.parametrize("press", [IMPOSED, CROPPED, BOTH])
def test_it_keeps_title_author_language_and_date(small_guide: Guide, press: Press) -> None:
    source = booklet_source(small_guide, editions(small_guide)[1])
    content = typeset(source, press)
    with (
        pikepdf.open(io.BytesIO(typeset(source))) as plain,
        pikepdf.open(io.BytesIO(content)) as made,
    ):
        for key in ("/Title", "/Author", "/CreationDate"):
            assert str(made.docinfo[key]) == str(plain.docinfo[key])
        assert str(made.Root.Lang) == str(plain.Root.Lang)
        assert str(made.Root.Lang).startswith("nl")
        assert made.Root.ViewerPreferences.DisplayDocTitle
        with made.open_metadata() as metadata:
            assert metadata["dc:title"] == str(plain.docinfo.Title)
            # It has no tags: it must not say that it is accessible.
            assert "pdfuaid:part" not in metadata
        assert "/StructTreeRoot" not in made.Root


def test_a_printer_is_told_which_edge_to_turn_on() -> None:
    with pikepdf.open(io.BytesIO(numbered(4, press=IMPOSED))) as made:
        assert made.Root.ViewerPreferences.Duplex == "/DuplexFlipShortEdge"
        assert made.Root.ViewerPreferences.PrintScaling == "/None"


def test_every_word_of_the_booklet_is_on_its_sheets(small_guide: Guide) -> None:
    source = booklet_source(small_guide, editions(small_guide)[0])
    pages = reading.pages(typeset(source))
    sheets = halves(typeset(source, IMPOSED))
    for side, numbers in zip(sheets, saddle_order(len(pages)), strict=True):
        for text, number in zip(side, numbers, strict=True):
            wanted = pages[number - 1] if number else ""
            assert reading.letters(text) == reading.letters(wanted), number


def test_fonts_are_not_repeated_for_each_page(small_guide: Guide) -> None:
    source = booklet_source(small_guide, editions(small_guide)[0])

    def fonts(content: bytes) -> int:
        with pikepdf.open(io.BytesIO(content)) as document:
            return sum(
                isinstance(found, pikepdf.Dictionary) and found.get("/Type") == "/FontDescriptor"
                for found in document.objects
            )

    assert fonts(typeset(source, IMPOSED)) == fonts(typeset(source))


def test_only_a5_goes_two_on_a_sheet() -> None:
    with pytest.raises(ValueError, match="A5"):
        numbered(4, 210, 297, press=IMPOSED)


def test_other_formats_can_have_marks_but_not_be_imposed() -> None:
    assert [press.takes("a4") for press in (PLAIN, CROPPED, IMPOSED, BOTH)] == [
        *(True, True),
        *(False, False),
    ]
    assert all(press.takes("a5") for press in (PLAIN, CROPPED, IMPOSED, BOTH))


def test_a_booklet_that_no_press_asked_for_is_left_alone() -> None:
    content = numbered(2)
    assert for_press(content, PLAIN) is content


def test_marks_are_not_in_the_booklet_of_readers(small_guide: Guide) -> None:
    sizes = reading.page_sizes(typeset(booklet_source(small_guide, editions(small_guide)[0])))
    assert all(size == pytest.approx((148 * MM, 210 * MM), abs=0.1) for size in sizes)


def test_the_covers_colours_reach_the_bleed(small_guide: Guide) -> None:
    """The marks of the needs, on the cover and beside the pages, are cut and not just near it."""
    source = booklet_source(small_guide, editions(small_guide)[0])
    content = typeset(source, CROPPED)
    first = pypdfium2.PdfDocument(content)
    scale = 4 / MM
    coloured = []
    for number in range(len(first)):
        bitmap = first[number].render(scale=scale, grayscale=True)
        rows = memoryview(bitmap.buffer).cast("B").cast("B", (bitmap.height, bitmap.stride))
        for edge in (7.5 - 2.6, 155.5 + 2.6):
            if any(rows[y, int(edge * 4)] < 200 for y in range(30 * 4, 200 * 4)):
                coloured.append((number, edge > 80))
    need_pages = [page - 1 for depth, _, page in reading.bookmarks(typeset(source)) if depth == 2]
    assert (0, True) in coloured
    assert {(page, page % 2 == 0) for page in need_pages} <= set(coloured)


def test_two_runs_and_several_processes_give_the_same_sheets(
    small_guide: Guide, tmp_path: Path
) -> None:
    wanted = editions(small_guide)
    paths = write_booklets(small_guide, wanted, tmp_path / "many", jobs=2, press=BOTH)
    assert [path.name for path in paths] == [
        f"{edition.id}-imposed-crop-marks.pdf" for edition in wanted
    ]
    for path, edition in zip(paths, wanted, strict=True):
        one = write_booklet(small_guide, edition, tmp_path / "one", BOTH)
        assert one.name == path.name
        assert one.read_bytes() == path.read_bytes()
    assert len({path.read_bytes() for path in paths}) == len(paths)
