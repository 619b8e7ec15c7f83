"""From the data of a booklet to its PDF: the one place that calls Typst."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import typst

from generator.booklet.edition import Edition
from generator.booklet.glyphs import FONTS
from generator.booklet.source import BookletSource, booklet_source
from generator.guide import Guide

TEMPLATES = Path(__file__).resolve().parent.parent / "templates" / "booklet"


def typeset(source: BookletSource) -> bytes:
    """The booklet as PDF/UA-1: the same bytes for the same source, whatever the machine has."""
    return typeset_text(source.template, source.text)


def typeset_text(template: str, text: str) -> bytes:
    """A template with its data as JSON; no date comes from the clock, all from the data."""
    return typst.compile(
        str(TEMPLATES / template),
        root=str(TEMPLATES),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"edition": text},
        pdf_standards=["ua-1"],
        format="pdf",
    )


def write_booklet(guide: Guide, edition: Edition, out: Path) -> Path:
    """Write `<edition id>.pdf` into the folder `out`, which is made if needed; return its path."""
    content = typeset(booklet_source(guide, edition))
    out.mkdir(parents=True, exist_ok=True)
    path = out / edition.file_name
    path.write_bytes(content)
    return path


@cache
def _fonts() -> typst.Fonts:
    """The shipped fonts alone: neither the machine's nor those inside Typst."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
    )
