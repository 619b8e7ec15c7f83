"""Writes pages of records into their frames; record pages never pass through MkDocs."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from generator.pages.area import render_area_page
from generator.pages.frames import Frame
from generator.pages.page import LanguageSite, Page
from generator.pages.partner import render_partner_page
from generator.pages.scheme import render_scheme_page, surroundings
from generator.pages.theme import render_theme_page
from generator.records.models import Area, Partner, Record, Scheme, Theme

Frames = Mapping[str, Mapping[str, Frame]]
"""The frame of each section, by language."""


def render_record_pages(
    sites: Sequence[LanguageSite], record: Record | Theme
) -> Iterator[tuple[LanguageSite, Page]]:
    """The pages of any record that has one, language by language."""
    if isinstance(record, Scheme):
        around = surroundings(sites[0].guide, record)
        for site in sites:
            yield site, render_scheme_page(site, record, around)
    else:
        for site in sites:
            yield site, _render(site, record)


def _render(site: LanguageSite, record: Record | Theme) -> Page:
    if isinstance(record, Partner):
        return render_partner_page(site, record)
    if isinstance(record, Area):
        return render_area_page(site, record)
    if isinstance(record, Theme):
        return render_theme_page(site, record)
    raise TypeError(type(record).__name__)


def write_record_pages(
    sites: Sequence[LanguageSite], frames: Frames, records: Iterable[Record | Theme], site_dir: Path
) -> None:
    """Write the pages of some records in every language under `site_dir`."""
    for record in records:
        for site, page in render_record_pages(sites, record):
            frame = frames[site.language.code][page.path.partition("/")[0]]
            # Paths as text and files as bytes: of thousands of pages, half the time to write one.
            folder = f"{site_dir}/{site.prefix}{page.path}"
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103
            with open(f"{folder}index.html", "wb") as file:  # noqa: PTH123
                file.write(frame.fill(page).encode())
