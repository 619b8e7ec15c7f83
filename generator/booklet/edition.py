"""Editions: the printed products of a guide, one for each area and language of a series."""

from __future__ import annotations

from dataclasses import dataclass

from generator.guide import Guide
from generator.records.models import EditionSeries


@dataclass(frozen=True, slots=True)
class Edition:
    """One booklet: whom it is for, of which place, in which language, on which paper."""

    id: str
    audience: str
    area: str
    language: str
    format: str
    series: EditionSeries

    @property
    def file_name(self) -> str:
        """The name of its file."""
        return f"{self.id}.pdf"


def editions(guide: Guide) -> tuple[Edition, ...]:
    """Every edition the guide defines, sorted by id; the id is also the name of its file."""
    found = [
        Edition(
            id=f"{series.id}-{area}-{language}",
            audience=series.audience,
            area=area,
            language=language,
            format=series.format,
            series=series,
        )
        for series in guide.editions
        for area in series.areas
        for language in series.languages
    ]
    return tuple(sorted(found, key=lambda edition: edition.id))
