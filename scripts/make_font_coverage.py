"""Print generator/fonts/coverage.txt: the characters each shipped typeface can draw.

Run by hand after changing a font; needs fonttools, which nothing else does.
"""

from __future__ import annotations

import unicodedata
from itertools import groupby
from pathlib import Path

from fontTools.ttLib import TTFont

_FONTS = Path(__file__).resolve().parent.parent / "generator" / "fonts"
_TYPEFACES = (
    ("AtkinsonHyperlegibleNext-Regular.ttf", "AtkinsonHyperlegibleNext-Bold.ttf"),
    ("DejaVuSans.ttf",),
)
_NEVER_SET = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}


def _ranges(files: tuple[str, ...]) -> str:
    fonts = [TTFont(_FONTS / file) for file in files]
    shared = set.intersection(*(set(font.getBestCmap()) for font in fonts))
    codes = sorted(code for code in shared if unicodedata.category(chr(code)) not in _NEVER_SET)
    parts = []
    for _, run in groupby(enumerate(codes), key=lambda pair: pair[1] - pair[0]):
        row = [code for _, code in run]
        parts.append(f"{row[0]:04X}" if len(row) == 1 else f"{row[0]:04X}-{row[-1]:04X}")
    return " ".join(parts)


if __name__ == "__main__":
    print("# Made by scripts/make_font_coverage.py. One typeface a line, the first choice first.")
    for files in _TYPEFACES:
        print("#", ", ".join(files))
        print(_ranges(files))
