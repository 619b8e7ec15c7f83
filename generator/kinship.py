"""Which schemes are alike: those that answer the same needs and remove the same obstacles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from heapq import merge
from typing import TypeAlias

from generator.records.models import Scheme

_Profile: TypeAlias = tuple[frozenset[str], frozenset[str]]
"""The needs a scheme answers and the obstacles it removes."""


class Kinship:
    """Schemes, sorted by id, under their profile: thousands of them have a few hundred."""

    def __init__(self, schemes: Iterable[Scheme]) -> None:
        self._schemes: dict[_Profile, list[Scheme]] = {}
        for scheme in schemes:
            self._schemes.setdefault(_profile(scheme), []).append(scheme)
        self._ranked: dict[tuple[str, _Profile], list[list[_Profile]]] = {}

    def nearest(self, scheme: Scheme) -> Iterator[Scheme]:
        """Those that answer the same main need: the most alike first, then by id; itself too."""
        for profiles in self._rank(scheme.themes[0], _profile(scheme)):
            yield from merge(*(self._schemes[one] for one in profiles), key=lambda other: other.id)

    def _rank(self, need: str, own: _Profile) -> list[list[_Profile]]:
        """The profiles that hold a need, the most alike first; those alike as much together."""
        ranked = self._ranked.get((need, own))
        if ranked is None:
            by_likeness: dict[int, list[_Profile]] = {}
            for themes, obstacles in self._schemes:
                if need in themes:
                    shared = 2 * len(own[0] & themes) + len(own[1] & obstacles)
                    by_likeness.setdefault(shared, []).append((themes, obstacles))
            ranked = [by_likeness[shared] for shared in sorted(by_likeness, reverse=True)]
            self._ranked[need, own] = ranked
        return ranked


def _profile(scheme: Scheme) -> _Profile:
    return frozenset(scheme.themes), frozenset(scheme.obstacles)
