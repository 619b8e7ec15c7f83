"""Editions: the printed products a guide defines."""

from __future__ import annotations

from typing import ClassVar, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from generator.records.models.base import Model, field
from generator.records.models.record import Record
from generator.records.models.text import LocalizedText
from generator.records.models.types import AreaId, PlainText, SchemeId, SchemeKindId, ThemeId

_NEEDS = {
    "vade-mecum": {"audience": "beneficiary", "format": "a5"},
    "large-print": {"audience": "beneficiary", "format": "a4"},
    "leaflet": {"audience": "beneficiary", "format": "a4"},
    "side-by-side": {"audience": "beneficiary", "format": "a4"},
    "guide-ressource": {"audience": "professional", "format": "a4"},
}
"""For each layout, what the rest of the series has to say."""


class Includes(Model):
    """Which of the open schemes of its area a booklet holds: those that pass every line."""

    themes: tuple[ThemeId, ...] = field(
        "Needs, in order; all when left out.", example=["housing"], default=()
    )
    kinds: tuple[SchemeKindId, ...] = field(
        "Kinds of schemes; all when left out.", example=["allocation"], default=()
    )
    schemes: tuple[SchemeId, ...] = field(
        "These schemes only; all when left out.", example=["rsa"], default=()
    )
    scope: str = field(
        "all, or local: only what belongs to a département, a province or less.",
        example="local",
        default="all",
        pattern="^(all|local)$",
    )

    @property
    def is_everything(self) -> bool:
        """Whether nothing is left out."""
        return self == Includes()


class EditionSeries(Record):
    """The same booklet for several areas and languages: one edition for each pair."""

    kind_name: ClassVar[str] = "edition"

    audience: str = field(
        "beneficiary or professional.",
        example="beneficiary",
        pattern="^(beneficiary|professional)$",
    )
    areas: tuple[AreaId, ...] = field(
        "Areas, one edition each.", example=["lens-lievin"], min_length=1
    )
    languages: tuple[PlainText, ...] = field(
        "Languages, one edition each; side by side, the two languages of one edition.",
        example=["fr"],
        min_length=1,
    )
    layout: str = field(
        "vade-mecum, large-print, guide-ressource (for professionals), leaflet (a sheet folded in"
        " three) or side-by-side (two languages).",
        example="large-print",
        default="vade-mecum",
        pattern="^(vade-mecum|large-print|guide-ressource|leaflet|side-by-side)$",
    )
    format: str = field(
        "Paper format: a5 for the vade-mecum, a4 for the others.",
        example="a5",
        default="a5",
        pattern="^(a5|a4)$",
    )
    title: LocalizedText = field("Title on the cover.", example={"fr": "Mon vade-mecum"})
    subtitle: LocalizedText | None = field(
        "Line under the title.", example={"fr": "Vos droits, pas à pas"}, default=None
    )
    includes: Includes = field(
        "What it holds; every open scheme of the area when left out.",
        example={"themes": ["housing", "food"], "scope": "local"},
        default=Includes(),
    )
    order: str = field(
        "theme or pathway: chapters by need, or by step of the way.",
        example="pathway",
        default="theme",
        pattern="^(theme|pathway)$",
    )

    @model_validator(mode="after")
    def _fits_its_layout(self) -> Self:
        needs = {**_NEEDS[self.layout]}
        if self.layout == "side-by-side":
            needs["languages"] = "2"
        for key, expected in needs.items():
            value = str(len(self.languages)) if key == "languages" else getattr(self, key)
            if value != expected:
                raise PydanticCustomError(
                    "edition-layout",
                    "refused",
                    {"layout": self.layout, "field": key, "expected": expected, "value": value},
                )
        return self
