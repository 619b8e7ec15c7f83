"""Which characters the shipped fonts can draw, so that no booklet fails on one they lack."""

from __future__ import annotations

from functools import cache
from pathlib import Path

FONTS = Path(__file__).resolve().parent.parent / "fonts"
"""The folder of the shipped fonts; its README says where they come from."""

_INVISIBLE = frozenset(
    map(chr, (0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, *range(0x2066, 0x206A)))
)
_BY_SHAPING = frozenset("\u00a0\u202f\u2011")
"""Characters that Typst makes from others when a font lacks them: spaces and the hyphen."""


def can_show(text: str) -> bool:
    """Whether one shipped typeface has every character of `text`, marks included."""
    letters = set(text) - _INVISIBLE - _BY_SHAPING
    return any(letters <= face for face in _coverage())


@cache
def _coverage() -> tuple[frozenset[str], ...]:
    """The characters of each typeface, from coverage.txt: one line of hexadecimal ranges each."""
    lines = FONTS.joinpath("coverage.txt").read_text("ascii").splitlines()
    return tuple(_characters(line) for line in lines if line and not line.startswith("#"))


def _characters(ranges: str) -> frozenset[str]:
    found: set[str] = set()
    for part in ranges.split():
        first, _, last = part.partition("-")
        found.update(map(chr, range(int(first, 16), int(last or first, 16) + 1)))
    return frozenset(found)
