"""The shipped fonts: they have the letters of both languages, and only those they claim."""

from __future__ import annotations

import json
import re

import typst

from generator.booklet.glyphs import FONTS, can_show
from generator.booklet.typeset import TEMPLATES, fonts

FRENCH_AND_DUTCH = (
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyzÀÂÄÆÇÉÈÊËÎÏÔÖŒÙÛÜŸàâäæçéèêëîïôöœùûüÿ"
    "ÁÍÓÚÝáíóúýĲĳ0123456789«»“”‘’„–—…•·€°²³½×%‰&@#*/\\()[]{}<>+-=_|~^§†"
)


def test_they_have_every_letter_of_french_and_dutch_in_the_first_typeface() -> None:
    first = (FONTS / "coverage.txt").read_text("ascii").splitlines()[2]
    assert first.startswith("0020-007E")
    assert [c for c in FRENCH_AND_DUTCH if not can_show(c)] == []


def test_each_letter_they_claim_can_be_set_as_pdf_ua_in_both_weights() -> None:
    """Typst refuses PDF/UA with a missing glyph: setting every letter proves the list."""
    listed = (FONTS / "coverage.txt").read_text("ascii").splitlines()
    lines = [line for line in listed if not line.startswith("#")]
    letters = [
        chr(code)
        for line in lines
        for first, last in re.findall(r"([0-9A-F]+)(?:-([0-9A-F]+))?", line)
        for code in range(int(first, 16), int(last or first, 16) + 1)
    ]
    source = (
        '#import "look.typ": typeface\n#set document(title: "x")\n#set text(font: typeface)\n= x\n'
        "#let all = sys.inputs.letters.clusters()\n#all.join([ ])\n#strong(all.join([ ]))"
    )
    document = typst.compile(
        source.encode(),
        root=str(TEMPLATES),
        font_paths=fonts(),
        sys_inputs={
            "letters": "\u200b".join(letters),
            "setting": json.dumps({"layout": "vade-mecum", "bleed": 0}),
        },
        pdf_standards=["ua-1"],
    )
    assert document.startswith(b"%PDF")


def test_each_hue_reads_on_white() -> None:
    look = (TEMPLATES / "look.typ").read_text("utf-8")
    hues = dict(re.findall(r'(\w+): rgb\("#(\w{6})"\)', look))
    assert len(hues) == 10
    for hue, code in hues.items():
        assert _contrast_with_white(code) >= 4.5, hue


def _contrast_with_white(code: str) -> float:
    channels = [int(code[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)
