"""Areas: places and catchments, a graph in which an area may lie in several others."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from generator.records.models.base import field
from generator.records.models.record import Record
from generator.records.models.text import NO_NAMES, LocalizedNames, LocalizedText
from generator.records.models.types import AreaId, PlainText


class AreaKind(StrEnum):
    """Kinds of areas, from the widest to the narrowest, then those that cut across."""

    COUNTRY = "country"
    REGION = "region"
    DEPARTMENT = "department"
    PROVINCE = "province"
    CROSS_BORDER = "cross-border"
    TERRITORY = "territory"
    ARRONDISSEMENT = "arrondissement"
    EPCI = "epci"
    CATCHMENT = "catchment"
    COMMUNE = "commune"


class Area(Record):
    """A place of the guide. A commune's id is its INSEE or NIS code."""

    kind_name: ClassVar[str] = "area"

    kind: AreaKind = field("What kind of place.", example="territory")
    name: LocalizedText = field(
        "Its name in each language.", example={"fr": "Courtrai", "nl": "Kortrijk"}
    )
    code: PlainText | None = field(
        "INSEE, SIREN or NIS code, as text.", example="62", default=None, di="code_insee"
    )
    country: str | None = field(
        "FR or BE; left out across the border.", example="FR", default=None, pattern="^(FR|BE)$"
    )
    part_of: tuple[AreaId, ...] = field(
        "Areas that hold it wholly.", example=["pas-de-calais"], default=()
    )
    members: tuple[AreaId, ...] = field(
        "Areas that make it up, for areas that cut across.", example=["34022"], default=()
    )
    aliases: LocalizedNames = field("Other names.", example={"fr": ["Lensois"]}, default=NO_NAMES)
    formerly: LocalizedNames = field(
        "Names of communes or bodies merged into it.", example={"fr": ["…"]}, default=NO_NAMES
    )
    postcodes: tuple[PlainText, ...] = field(
        "Postcodes.", example=["62300"], default=(), di="code_postal"
    )
    summary: LocalizedText | None = field(
        "One plain sentence.", example={"fr": "Un des neuf territoires."}, default=None
    )

    @property
    def ref(self) -> str:
        """`commune/<code>` for a commune, `area/<id>` for any other."""
        return f"commune/{self.id}" if self.kind is AreaKind.COMMUNE else f"area/{self.id}"
