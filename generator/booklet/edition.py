"""Editions: the printed products of a guide, one for each area and language of a series."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.audience import Audience
from generator.guide import Guide
from generator.records.models import EditionSeries

SIDE_BY_SIDE = "side-by-side"
PROFESSIONAL = "professional"


@dataclass(frozen=True, slots=True)
class Edition:
    """One booklet: whom it is for, of which place, in which language, on which paper.

    `languages` holds one language, or two where they stand side by side; `language` is the first.
    """

    id: str
    audience: str
    area: str
    languages: tuple[str, ...]
    format: str
    series: EditionSeries

    @property
    def language(self) -> str:
        """The language it opens with, that of the file as a whole."""
        return self.languages[0]

    @property
    def layout(self) -> str:
        """How it is set."""
        return self.series.layout

    @property
    def has_fiches(self) -> bool:
        """Whether it holds fiches; a leaflet has only contacts."""
        return self.layout != "leaflet"

    @property
    def is_professional(self) -> bool:
        """Whether it may hold what is not for the public."""
        return self.audience == PROFESSIONAL

    @property
    def file_name(self) -> str:
        """The name of its file."""
        return f"{self.id}.pdf"


def editions(guide: Guide) -> tuple[Edition, ...]:
    """Every edition that can be made from this guide, sorted by id, which also names its file.

    Those for professionals need a guide that holds what is for professionals.
    """
    found = [
        Edition(
            id="-".join((series.id, area, *languages)),
            audience=series.audience,
            area=area,
            languages=languages,
            format=series.format,
            series=series,
        )
        for series in guide.editions
        if guide.audience is Audience.PROFESSIONAL or series.audience != PROFESSIONAL
        for area in series.areas
        for languages in _languages(series)
    ]
    return tuple(sorted(found, key=lambda edition: edition.id))


def guide_for(guide: Guide, edition: Edition) -> Guide:
    """The guide an edition is made from: the public one, but for professionals the whole.

    ValueError when the whole is asked of a public guide, which does not have it.
    """
    if not edition.is_professional:
        return guide.public
    if guide.audience is not Audience.PROFESSIONAL:
        raise ValueError(f"{edition.id}: for professionals, and the guide is the public one")
    return guide


def _languages(series: EditionSeries) -> Iterator[tuple[str, ...]]:
    if series.layout == SIDE_BY_SIDE:
        yield series.languages
    else:
        yield from ((language,) for language in series.languages)
