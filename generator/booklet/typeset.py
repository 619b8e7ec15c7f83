"""From the data of a booklet to its PDF: the one place that calls Typst."""

from __future__ import annotations

import json
from functools import cache
from io import BytesIO
from pathlib import Path

import typst
from pikepdf import ObjectStreamMode, Pdf

from generator.booklet.edition import Edition
from generator.booklet.glyphs import FONTS
from generator.booklet.press import PLAIN, Press, for_press
from generator.booklet.source import BookletSource, booklet_source
from generator.guide import Guide

TEMPLATES = Path(__file__).resolve().parent.parent / "templates" / "booklet"


def typeset(source: BookletSource, press: Press = PLAIN) -> bytes:
    """The booklet as PDF/UA-1: the same bytes for the same source, whatever the machine has.

    For a press, which reads no tags, it is what `for_press` makes of it.
    """
    return typeset_text(source.edition.layout, source.text, press)


def typeset_text(layout: str, text: str, press: Press = PLAIN) -> bytes:
    """A layout with its data as JSON; no date comes from the clock, all from the data."""
    content = _compiled(layout, text, press.bleed)
    return _packed(content) if press == PLAIN else for_press(content, press)


def _packed(content: bytes) -> bytes:
    """The same document in two fifths of the octets: its readers pay for each on a telephone."""
    packed = BytesIO()
    with Pdf.open(BytesIO(content)) as pdf:
        pdf.save(packed, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate)
    return packed.getvalue()


class UnsettledError(Exception):
    """Page numbers that Typst could not settle: some would lead a reader to a wrong page.

    No file is written. Its message names the booklet and what Typst said.
    """


def _compiled(layout: str, text: str, bleed: int) -> bytes:
    content, warnings = typst.compile_with_warnings(
        str(TEMPLATES / f"{layout}.typ"),
        root=str(TEMPLATES),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"edition": text, "layout": layout, "bleed": str(bleed)},
        pdf_standards=["ua-1"],
        format="pdf",
    )
    told = [str(warning) for warning in warnings]
    if any("converge" in words for words in told):
        title = json.loads(text)["document"]["title"]
        raise UnsettledError(f"{title}: {'; '.join(told)}")
    return content


def write_booklet(guide: Guide, edition: Edition, out: Path, press: Press = PLAIN) -> Path:
    """Write the edition's file into the folder `out`, which is made if needed; return its path."""
    content = typeset(booklet_source(guide, edition), press)
    out.mkdir(parents=True, exist_ok=True)
    path = out / file_name(edition, press)
    path.write_bytes(content)
    return path


def file_name(edition: Edition, press: Press = PLAIN) -> str:
    """`<edition id>.pdf`, or `<edition id>-imposed.pdf` and the like for a press."""
    return Path(edition.file_name).stem + press.suffix + ".pdf"


@cache
def _fonts() -> typst.Fonts:
    """The shipped fonts alone: neither the machine's nor those inside Typst."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
    )
