"""The booklets a site offers: which editions its readers may have, and their files, made before.

It takes the files from a folder and makes none: a site is built without waiting for its booklets.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pikepdf
from pikepdf.models.metadata import decode_pdf_date

from generator.audience import Audience
from generator.booklet.edition import editions
from generator.guide import Guide
from generator.pages.booklet import Booklet, BookletFile


class NotABookletError(Exception):
    """A file has the name of a booklet and is none: no PDF, or one without its date."""

    def __init__(self, file: Path) -> None:
        super().__init__(str(file))
        self.file = file


def shelve(guide: Guide, folder: Path | None = None) -> tuple[Booklet, ...]:
    """The editions that readers of a site may have, each with its file if `folder` holds it.

    Those for professionals are left out of the public's site, file or not; so is every other file
    of the folder. NotABookletError if a booklet's file cannot be read.
    """
    return tuple(
        Booklet(
            id=edition.id,
            area=edition.area,
            languages=edition.languages,
            format=edition.format,
            title=edition.series.title,
            file=_read(folder / edition.file_name) if folder else None,
        )
        for edition in editions(guide)
        if edition.audience != "professional" or guide.audience is Audience.PROFESSIONAL
    )


def write_files(booklets: Iterable[Booklet], site_dir: Path) -> None:
    """Copy the files of the booklets to where the site's pages say they are."""
    for booklet in booklets:
        if booklet.file is not None:
            target = site_dir / booklet.path
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(booklet.file.source, target)


def _read(file: Path) -> BookletFile | None:
    if not file.is_file():
        return None
    try:
        with pikepdf.open(file) as document:
            day = _day(document)
            pages = len(document.pages)
    except (pikepdf.PdfError, ValueError) as error:
        raise NotABookletError(file) from error
    return BookletFile(file, pages, file.stat().st_size, day)


def _day(document: pikepdf.Pdf) -> date:
    """The day a booklet is true for, which Typst wrote as that of its making."""
    return decode_pdf_date(str(document.docinfo.get("/CreationDate", ""))).date()
