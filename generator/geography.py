"""Which area holds which: one answer to "who covers this place?", with the reason.

An area may lie in several others (a commune in its EPCI, its territory, its département), and a
catchment may cut across them all. Every area is therefore also the set of its communes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from generator.records.models import Area, AreaKind

_BREADTH = {kind: rank for rank, kind in enumerate(AreaKind)}


@dataclass(frozen=True, slots=True)
class Geography:
    """The areas of a guide and what follows from how they lie in each other.

    `ancestors` holds, for each area, the areas that hold it wholly, itself included; `communes`
    the communes it is made of.
    """

    areas: Mapping[str, Area]
    ancestors: Mapping[str, frozenset[str]]
    communes: Mapping[str, frozenset[str]]
    _touched: dict[str, frozenset[str]] = field(default_factory=dict, compare=False, repr=False)

    def narrowest(self, area_ids: Iterable[str]) -> str | None:
        """The smallest of some areas: fewest communes, then the narrower kind, then by id."""
        return min(area_ids, key=self._size, default=None)

    def widest_first(self, area_ids: Iterable[str]) -> tuple[str, ...]:
        """Some areas from the largest to the smallest."""
        return tuple(sorted(area_ids, key=self._size, reverse=True))

    def around(self, place: str) -> tuple[str, ...]:
        """A place and the areas that hold it, the nearest first."""
        return self.widest_first(self.ancestors[place])[::-1]

    def covering(self, area_ids: Iterable[str], excluded: Iterable[str], place: str) -> str | None:
        """The narrowest of `area_ids` that holds `place` wholly; None also where it is cut out."""
        holding = self.ancestors.get(place, frozenset())
        if any(area in holding for area in excluded):
            return None
        return self.narrowest(area for area in area_ids if area in holding)

    def touched_by(self, place: str) -> frozenset[str]:
        """The areas that share ground with `place`: those that hold it, lie in it or overlap it."""
        known = self._touched.get(place)
        if known is None and self.areas[place].kind is AreaKind.COMMUNE:
            known = self.ancestors[place]  # A commune lies in an area wholly or not at all.
            self._touched[place] = known
        if known is None:
            here = self.communes[place]
            known = self.ancestors[place] | frozenset(
                area
                for area, communes in self.communes.items()
                if place in self.ancestors[area] or not here.isdisjoint(communes)
            )
            self._touched[place] = known
        return known

    def touching(self, area_ids: Iterable[str], excluded: Iterable[str], place: str) -> bool:
        """Whether anything of `place` lies in `area_ids` once the excluded areas are cut out."""
        ground = self.touched_by(place)
        shared = [area for area in area_ids if area in ground]
        if not shared:
            return False
        cut_areas = tuple(excluded)
        if not cut_areas:
            return True
        if any(area in self.ancestors[place] for area in cut_areas):
            return False
        cut = frozenset().union(*(self.communes[area] for area in cut_areas))
        here = self.communes[place]
        return not here or any(here & self.communes[area] - cut for area in shared)

    def _size(self, area_id: str) -> tuple[int, int, str]:
        kind = self.areas[area_id].kind
        return (len(self.communes[area_id]) or 1, -_BREADTH[kind], area_id)


def build_geography(areas: Iterable[Area]) -> Geography:
    """Work out who holds whom. Areas must form no cycle and name only areas that exist."""
    by_id = {area.id: area for area in areas}
    holders: dict[str, set[str]] = {area_id: set(area.part_of) for area_id, area in by_id.items()}
    for area in by_id.values():
        for member in area.members:
            holders[member].add(area.id)
    ancestors: dict[str, frozenset[str]] = {}

    def climb(area_id: str) -> frozenset[str]:
        known = ancestors.get(area_id)
        if known is None:
            known = frozenset({area_id}).union(*(climb(above) for above in holders[area_id]))
            ancestors[area_id] = known
        return known

    communes: dict[str, set[str]] = {area_id: set() for area_id in by_id}
    for area_id, area in by_id.items():
        above = climb(area_id)
        if area.kind is AreaKind.COMMUNE:
            for holder in above:
                communes[holder].add(area_id)
    return Geography(by_id, ancestors, {key: frozenset(value) for key, value in communes.items()})
