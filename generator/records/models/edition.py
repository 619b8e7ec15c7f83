"""Editions: the printed products a guide defines."""

from __future__ import annotations

from typing import ClassVar

from generator.records.models.base import field
from generator.records.models.record import Record
from generator.records.models.text import LocalizedText
from generator.records.models.types import AreaId, PlainText, ThemeId


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
        "Languages, one edition each.", example=["fr"], min_length=1
    )
    format: str = field("Paper format: a5.", example="a5", default="a5", pattern="^(a5)$")
    title: LocalizedText = field("Title on the cover.", example={"fr": "Mon vade-mecum"})
    subtitle: LocalizedText | None = field(
        "Line under the title.", example={"fr": "Vos droits, pas à pas"}, default=None
    )
    themes: tuple[ThemeId, ...] = field(
        "Needs it includes, in order; all when left out.", example=["housing"], default=()
    )
