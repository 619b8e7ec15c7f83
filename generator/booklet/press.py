"""From a booklet's PDF to what a printer prints: sheets to stitch, bleed and crop marks.

It draws the pages as they are, each once, and changes none. What it makes is for a press: neither
tags nor links are left in it, so it is not for a reader's screen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

from pikepdf import Array, Dictionary, Name, Object, ObjectStreamMode, Pdf, String
from pikepdf import Page as PdfPage

_MM = 72 / 25.4
BLEED = 3
"""Millimetres of colour beyond the cut, so that a cut a little off leaves no white line."""
_MARK = 4.5
"""Millimetres of each mark: with its marks, a sheet of two A5 pages still fits the SRA4 a press
feeds (320 × 225 mm)."""
_A5 = (148, 210)
_A4_ACROSS = (297, 210)
_TOLERANCE = 0.5
"""Points by which a page may differ from A5: programs round millimetres."""


@dataclass(frozen=True, slots=True)
class Press:
    """What a printer asks for: pages two a sheet in the order of stitching, bleed and marks."""

    imposed: bool = False
    crop_marks: bool = False

    @property
    def bleed(self) -> int:
        """Millimetres of colour beyond the cut that the booklet must be set with."""
        return BLEED if self.crop_marks else 0

    @property
    def suffix(self) -> str:
        """What tells the file from the booklet's own: `-imposed-crop-marks`, or nothing."""
        return "-imposed" * self.imposed + "-crop-marks" * self.crop_marks

    def takes(self, paper: str) -> bool:
        """Whether a booklet of this format can be made so: only A5 goes two on a sheet."""
        return paper == "a5" or not self.imposed


PLAIN = Press()
"""The booklet as its readers get it."""


def saddle_order(pages: int) -> tuple[tuple[int | None, int | None], ...]:
    """The pages left and right on each side of the sheets, in the order of printing.

    Sheets come from the outermost, the front of each before its back; None is a blank, which the
    end of the booklet is filled with up to a multiple of four. ValueError if there is no page.
    """
    if pages < 1:
        raise ValueError("a booklet has at least one page")
    whole = -(-pages // 4) * 4

    def page(number: int) -> int | None:
        return number if number <= pages else None

    return tuple(
        side
        for first in range(1, whole // 2, 2)
        for side in (
            (page(whole + 1 - first), page(first)),
            (page(first + 1), page(whole - first)),
        )
    )


def for_press(content: bytes, press: Press) -> bytes:
    """The PDF of a booklet as a printer asks for it, with its title, author, language and date.

    Imposed, each page is one side of an A4 sheet across, to print on both sides along the short
    edge, fold and stitch. With crop marks, paper is added around the cut (the TrimBox) for the
    marks and for the bleed, as far as the pages have one. ValueError if what is to be imposed is
    not A5. The same bytes for the same booklet.
    """
    if press == PLAIN:
        return content
    with Pdf.open(BytesIO(content)) as source, Pdf.new() as made:
        leaves = [_leaf(made, page) for page in source.pages]
        if press.imposed:
            if not all(leaf.is_a5 for leaf in leaves):
                raise ValueError("only the pages of an A5 booklet go two on an A4 sheet")
            numbers = saddle_order(len(leaves))
            sides = [[leaves[n - 1] if n else None for n in side] for side in numbers]
        else:
            sides = [[leaf] for leaf in leaves]
        for side in sides:
            _add_side(made, side, press)
        _describe(source, made, press)
        out = BytesIO()
        made.save(out, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate)
        return out.getvalue()


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A page as a picture to draw: its cut in its own coordinates, in points."""

    form: Object
    left: float
    bottom: float
    width: float
    height: float

    @property
    def is_a5(self) -> bool:
        return (
            abs(self.width - _A5[0] * _MM) < _TOLERANCE
            and abs(self.height - _A5[1] * _MM) < _TOLERANCE
        )


def _leaf(made: Pdf, page: PdfPage) -> _Leaf:
    form = made.copy_foreign(page.as_form_xobject())
    form.BBox = Array([float(value) for value in page.mediabox])  # Not the cut: the bleed too.
    left, bottom, right, top = (float(value) for value in page.trimbox)
    return _Leaf(form, left, bottom, right - left, top - bottom)


def _add_side(made: Pdf, side: Sequence[_Leaf | None], press: Press) -> None:
    """Add one side of a sheet: its pages beside each other around the fold, and its marks."""
    width, height = next((leaf.width, leaf.height) for leaf in (*side, _BLANK) if leaf)
    cut_width = width * len(side)
    bleed = press.bleed * _MM
    around = (press.bleed + _MARK) * _MM if press.crop_marks else 0.0
    paper = (cut_width + 2 * around, height + 2 * around)
    if press.imposed and not press.crop_marks:
        paper = (_A4_ACROSS[0] * _MM, _A4_ACROSS[1] * _MM)
    left, bottom = (paper[0] - cut_width) / 2, (paper[1] - height) / 2
    cut = (left, bottom, left + cut_width, bottom + height)
    forms = Dictionary()
    drawn = []
    for at, leaf in enumerate(side):
        if leaf is None:
            continue
        forms[f"/P{at}"] = leaf.form
        x = left + at * width
        # No colour runs over the fold into the page beside it.
        clip_left = x - (bleed if at == 0 else 0)
        clip_right = x + width + (bleed if at == len(side) - 1 else 0)
        drawn.append(
            f"q {_numbers(clip_left, bottom - bleed, clip_right - clip_left, height + 2 * bleed)}"
            f" re W n 1 0 0 1 {_numbers(x - leaf.left, bottom - leaf.bottom)} cm /P{at} Do Q"
        )
    if press.crop_marks:
        drawn.extend(_marks(cut, bleed, around, len(side)))
    page = made.add_blank_page(page_size=paper)
    page.obj.Resources = Dictionary(XObject=forms)
    page.obj.TrimBox = _box(*cut)
    page.obj.BleedBox = _box(cut[0] - bleed, cut[1] - bleed, cut[2] + bleed, cut[3] + bleed)
    page.obj.Contents = made.make_stream("\n".join(drawn).encode())


_BLANK = _Leaf(Dictionary(), 0, 0, _A5[0] * _MM, _A5[1] * _MM)
"""The size of a side that has no page: only imposed sheets have one."""


def _marks(
    cut: tuple[float, float, float, float], bleed: float, reach: float, pages: int
) -> Iterator[str]:
    """Where to cut, at each corner outside the bleed; broken, where to fold."""
    left, bottom, right, top = cut
    yield "q 0 G 0.25 w"
    for x in (left, right):
        yield f"{_line(x, bottom - reach, x, bottom - bleed)}"
        yield f"{_line(x, top + bleed, x, top + reach)}"
    for y in (bottom, top):
        yield f"{_line(left - reach, y, left - bleed, y)}"
        yield f"{_line(right + bleed, y, right + reach, y)}"
    yield "[1.5 1.5] 0 d"
    for fold in range(1, pages):
        x = left + (right - left) * fold / pages
        yield f"{_line(x, bottom - reach, x, bottom - bleed)}"
        yield f"{_line(x, top + bleed, x, top + reach)}"
    yield "Q"


def _line(x1: float, y1: float, x2: float, y2: float) -> str:
    return f"{_numbers(x1, y1)} m {_numbers(x2, y2)} l S"


def _numbers(*values: float) -> str:
    return " ".join(f"{value:.3f}" for value in values)


def _box(*values: float) -> Array:
    return Array([round(value, 3) for value in values])


def _describe(source: Pdf, made: Pdf, press: Press) -> None:
    """Carry over what the booklet says of itself, without the promise to be accessible."""
    for key, value in source.docinfo.items():
        made.docinfo[key] = String(str(value))
    if Name.Lang in source.Root:
        made.Root.Lang = String(str(source.Root.Lang))
    with made.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        metadata.load_from_docinfo(made.docinfo)
        if Name.Lang in source.Root:
            metadata["dc:language"] = {str(source.Root.Lang)}
    preferences = Dictionary(DisplayDocTitle=True, PrintScaling=Name("/None"))
    if press.imposed:
        preferences.Duplex = Name.DuplexFlipShortEdge
    made.Root.ViewerPreferences = preferences
