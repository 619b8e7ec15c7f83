"""Which booklets a site offers, and what it knows of their files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pikepdf
import pytest

from generator.audience import Audience
from generator.shelf import NotABookletError, shelve, write_files
from tests.tiny import BASE, Content, guide_of

Tiny = Callable[[Mapping[str, Content]], Path]

EDITIONS = "content/editions.yaml"
FOR_ALL = {
    EDITIONS: BASE[EDITIONS].rstrip()
    + """
        - id: ressource
          audience: professional
          areas: [ville]
          languages: [fr]
          layout: guide-ressource
          format: a4
          title: {fr: Ressource, nl: Bronnen}
"""
}


def pdf(path: Path, pages: int = 3, made: str = "D:20261105000000Z") -> Path:
    """Write a PDF of some empty pages, made on a day."""
    with pikepdf.new() as document:
        for _ in range(pages):
            document.add_blank_page()
        if made:
            document.docinfo["/CreationDate"] = made
        path.parent.mkdir(parents=True, exist_ok=True)
        document.save(path)
    return path


def test_without_a_folder_every_booklet_is_known_and_none_is_there(tiny: Tiny) -> None:
    found = shelve(guide_of(tiny({})))
    assert [(b.id, b.area, b.languages, b.format, b.own_title) for b in found] == [
        ("livret-ville-fr", "ville", ("fr",), "a5", "Livret"),
        ("livret-ville-nl", "ville", ("nl",), "a5", "Boekje"),
    ]
    assert [b.file for b in found] == [None, None]


def test_a_file_tells_its_pages_its_size_and_its_day(tiny: Tiny, tmp_path: Path) -> None:
    path = pdf(tmp_path / "made" / "livret-ville-nl.pdf", pages=5)
    french, dutch = shelve(guide_of(tiny({})), tmp_path / "made")
    assert french.file is None
    assert dutch.file is not None
    assert (dutch.file.pages, dutch.file.day) == (5, date(2026, 11, 5))
    assert dutch.file.size == len(path.read_bytes())


def test_what_is_for_professionals_never_reaches_the_public(tiny: Tiny, tmp_path: Path) -> None:
    root, made, site = tiny(FOR_ALL), tmp_path / "made", tmp_path / "site"
    for name in ("livret-ville-fr", "ressource-ville-fr", "livret-ville-fr-imposed", "secret"):
        pdf(made / f"{name}.pdf")
    (made / "notes.txt").write_text("for us")
    write_files(shelve(guide_of(root), made), site)
    assert [path.name for path in site.rglob("*") if path.is_file()] == ["livret-ville-fr.pdf"]


def test_a_site_for_professionals_has_their_booklets_too(tiny: Tiny) -> None:
    found = shelve(guide_of(tiny(FOR_ALL), Audience.PROFESSIONAL))
    assert "ressource-ville-fr" in {b.id for b in found}


def test_files_are_copied_byte_for_byte_to_where_pages_say(tiny: Tiny, tmp_path: Path) -> None:
    path = pdf(tmp_path / "made" / "livret-ville-fr.pdf")
    booklets = shelve(guide_of(tiny({})), tmp_path / "made")
    write_files(booklets, tmp_path / "site")
    assert (tmp_path / "site" / booklets[0].path).read_bytes() == path.read_bytes()
    assert not (tmp_path / "site" / booklets[1].path).exists()


@pytest.mark.parametrize("content", [b"", b"<html>not found</html>", b"%PDF-1.7\n"])
def test_a_file_that_is_no_pdf_is_refused_by_name(
    tiny: Tiny, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "livret-ville-fr.pdf").write_bytes(content)
    with pytest.raises(NotABookletError) as refusal:
        shelve(guide_of(tiny({})), tmp_path)
    assert refusal.value.file == tmp_path / "livret-ville-fr.pdf"


@pytest.mark.parametrize("made", ["", "yesterday"])
def test_a_pdf_without_a_day_is_refused(tiny: Tiny, tmp_path: Path, made: str) -> None:
    pdf(tmp_path / "livret-ville-fr.pdf", made=made)
    with pytest.raises(NotABookletError):
        shelve(guide_of(tiny({})), tmp_path)
