"""From the data of a booklet to its PDF: the one place that calls Typst."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import typst

from generator.booklet.edition import Edition
from generator.booklet.glyphs import FONTS
from generator.booklet.pack import packed
from generator.booklet.press import PLAIN, Press, for_press
from generator.booklet.source import BookletSource, booklet_source
from generator.booklet.text import Json
from generator.guide import Guide

TEMPLATES = Path(__file__).resolve().parent.parent / "templates" / "booklet"


def typeset(source: BookletSource, press: Press = PLAIN) -> bytes:
    """The booklet as PDF/UA-1: the same bytes for the same source, whatever the machine has.

    For a press, which reads no tags, it is what `for_press` makes of it.
    """
    return typeset_text(source.setting, source.text, press)


def typeset_text(setting: Mapping[str, Json], text: str, press: Press = PLAIN) -> bytes:
    """A source's `setting` and `text`, set; no date comes from the clock, all from the data."""
    content = _compiled({**setting, "bleed": press.bleed}, text)
    return packed(content) if press == PLAIN else for_press(content, press)


class UnsettledError(Exception):
    """Page numbers that Typst could not settle: some would lead a reader to a wrong page.

    No file is written. Its message names the booklet and what Typst said.
    """


def _compiled(setting: Mapping[str, Json], text: str) -> bytes:
    layout = setting["layout"]
    booklet = f'#import "/{layout}.typ": booklet\n#booklet(json(bytes("{_in_quotes(text)}")))'
    # Typst keeps what it laid out and takes it again for the next booklet of the process, save
    # where an input changed; several would come in any order, which it takes for a change.
    compiler = typst.Compiler(
        booklet.encode(),
        root=str(TEMPLATES),
        font_paths=fonts(),
        ignore_system_fonts=True,
        sys_inputs={"setting": json.dumps(setting)},
    )
    content, warnings = compiler.compile_with_warnings(format="pdf", pdf_standards=["ua-1"])
    assert isinstance(content, bytes), "a PDF is one file"
    told = [str(warning) for warning in warnings]
    if any("converge" in words for words in told):
        raise UnsettledError(f"{json.loads(text)['document']['title']}: {'; '.join(told)}")
    return content


def _in_quotes(text: str) -> str:
    """JSON as it stands between the quotes of a Typst string: it has no other sign to escape."""
    return text.replace("\\", "\\\\").replace('"', '\\"')


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
def fonts() -> typst.Fonts:
    """The shipped fonts alone: neither the machine's nor those inside Typst."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
    )
