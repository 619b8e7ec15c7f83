"""The room of a page number: about how wide it is, told before any page is laid out.

Typst knows pages once all are laid out, and then lays out again what waited for a number. Where
each had its room from the start nothing else moves, and the second time is the last. These are
guesses: one that is wrong costs another time, never a wrong number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import accumulate
from typing import TypeAlias

Filled: TypeAlias = tuple[str, int]
"""A reference, and the octets of the record that stands there."""

_FICHES = {
    "vade-mecum": (0.35, 7300),
    "large-print": (0.3, 3200),
    "guide-ressource": (0.03, 12200),
    "side-by-side": (0.25, 8400),
}
"""What part of a page the head of a fiche takes, and how many octets fill one: a regression over
the guide that ships, within 4 pages of 180."""
_AS_AN_ADDRESS = 3
"""How many times less a record takes as a row of addresses."""
_MANY = 150
"""In a book of more fiches no number has room for fewer than three digits: one that is now wider
than its room and now not can move its own page, without end."""
_FRONT = 5
"""Pages before the first fiche: cover, emergency numbers, contents."""


def rooms(layout: str, fiches: Iterable[Filled], addresses: Iterable[Filled]) -> Mapping[str, str]:
    """For each reference the widest number that its page may have, such as `00` or `100`.

    Fiches and the addresses that follow them come in reading order.
    """
    head, a_page = _FICHES[layout]
    filled = [(reference, head + octets / a_page) for reference, octets in fiches]
    digits = 3 if len(filled) > _MANY else 1
    filled += [(reference, octets / a_page / _AS_AN_ADDRESS) for reference, octets in addresses]
    before = accumulate((share for _, share in filled), initial=float(_FRONT))
    pages = zip(filled, before, strict=False)
    return {reference: _widest(page, digits) for (reference, _), page in pages}


def _widest(page: float, digits: int) -> str:
    """No digit is wider than 0, and a 1 is much narrower."""
    number = str(int(page * 1.03) + 4).zfill(digits)
    return ("1" if number.startswith("1") else "0") + "0" * (len(number) - 1)
