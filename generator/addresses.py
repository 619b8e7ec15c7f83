"""Where each page of a record is: the same path in every language, after its prefix."""

from __future__ import annotations

from urllib.parse import quote

from generator.guide import Guide
from generator.records.models import Area, AreaKind, Partner, Record, Scheme, Term, Theme

SECTIONS = ("schemes", "partners", "areas", "communes", "themes")
"""The sections whose pages are written from records, each with a frame page of that name."""


def address(record: Record | Theme) -> str:
    """The path of a record's page under its language: `schemes/rsa/`."""
    if isinstance(record, Scheme):
        return f"schemes/{record.id}/"
    if isinstance(record, Partner):
        return f"partners/{record.id}/"
    if isinstance(record, Theme):
        return f"themes/{record.id}/"
    if isinstance(record, Term):
        return f"glossary/#term-{record.id}"
    if isinstance(record, Area):
        return (
            f"communes/{record.id}/" if record.kind is AreaKind.COMMUNE else f"areas/{record.id}/"
        )
    raise TypeError(type(record).__name__)


def language_prefix(guide: Guide, language: str) -> str:
    """`` for the language at the root of the site, `nl/` for another."""
    return "" if language == guide.languages[0] else f"{language}/"


def site_path(guide: Guide, language: str, record: Record | Theme) -> str:
    """The path of a record's page from the root of the site: `nl/schemes/rsa/`."""
    return language_prefix(guide, language) + address(record)


def absolute(guide: Guide, path: str) -> str:
    """A path of the site as a whole address."""
    return guide.settings.site_url.rstrip("/") + "/" + path


def edit_address(guide: Guide, ref: str) -> str:
    """Where one edits the file of a record."""
    origin = guide.origins[ref]
    address = guide.settings.edit_url.replace("{file}", quote(origin.file))
    return f"{address}#L{origin.line}" if origin.line > 1 else address


def records_with_a_page(guide: Guide) -> list[Record | Theme]:
    """Everything that has a page of its own, in a fixed order."""
    areas = [guide.areas[key] for key in sorted(guide.areas)]
    return [*guide.themes, *guide.schemes, *guide.partners, *areas]
