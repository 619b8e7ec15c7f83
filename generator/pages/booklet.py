"""A booklet as the site's readers choose it: of which place, in which language, how heavy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.records.models import LocalizedText


@dataclass(frozen=True, slots=True)
class BookletFile:
    """The PDF of a booklet: where it was made, its pages, its bytes, the day it is true for."""

    source: Path
    pages: int
    size: int
    day: date


@dataclass(frozen=True, slots=True)
class Booklet:
    """An edition that readers may have; its file, if this site holds it."""

    id: str
    area: str
    languages: tuple[str, ...]
    format: str
    title: LocalizedText
    file: BookletFile | None = None

    @property
    def path(self) -> str:
        """Where its file is, from the root of the site."""
        return f"booklets/{self.id}.pdf"

    @property
    def own_language(self) -> str:
        """The language its title is in."""
        return self.title.wording(self.languages[0]).language

    @property
    def own_title(self) -> str:
        """Its title in its own language, as on its cover."""
        return self.title.wording(self.languages[0]).text


def booklets_of(booklets: Iterable[Booklet], area: str, language: str) -> tuple[Booklet, ...]:
    """The booklets of a place, those in the reader's language first."""
    own = [booklet for booklet in booklets if booklet.area == area]
    return tuple(sorted(own, key=lambda b: (language not in b.languages, b.languages, b.id)))
