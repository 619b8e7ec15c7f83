"""Checks the Markdown pages: a readable head, no unknown key in it, a page in each language.

MkDocs silently ignores a head it cannot read; here it is a problem with a place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import ClassVar

from generator.problems import Place, Problem
from generator.records.files import place_at, read_text
from generator.records.models.base import Model, field
from generator.records.models.types import Day, PlainText
from generator.records.raw import RawGuide, RawRecord, problem_of
from generator.records.reader import Position, read_yaml
from generator.records.validate import validate_records

PAGES = PurePosixPath("content/pages")
LISTINGS = frozenset(
    {"a-z", "booklets", "communes", "emergencies", "glossary", "home", "my-booklet"}
    | {"partners", "pathway", "places", "schemes", "search", "self-check", "table"}
    | {"themes"}
)
"""The listings a page may make room for."""
PLACEHOLDER = re.compile(r"<!--\s*vademecum:([^\s>]*)\s*-->")
_HEAD = re.compile(r"\A---\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)


class PageHead(Model):
    """The head (front matter) of a Markdown page."""

    kind_name: ClassVar[str] = "page"

    title: PlainText = field("Title of the page.", example="À propos")
    description: PlainText | None = field(
        "One plain sentence.", example="D’où vient ce guide.", default=None
    )
    revised: Day | None = field(
        "When the text was last changed; older than in another language, it is shown as outdated.",
        example="2026-11-22",
        default=None,
    )
    shell: PlainText | None = field(
        "Section of record pages this page lends its frame to; never published itself.",
        example="schemes",
        default=None,
    )


@dataclass(frozen=True, slots=True)
class PageText:
    """A Markdown page: its address without language, its language, its text and its head's text."""

    uri: str
    language: str
    text: str

    @property
    def file(self) -> str:
        """Its path from the root of the guide."""
        return str(PAGES / self.language / self.uri)


def read_pages(root: Path) -> tuple[PageText, ...]:
    """Every Markdown page that reads under content/pages/<language>/, in a fixed order."""
    found = (_read(root, path) for path in sorted((root / PAGES).glob("*/**/*.md")))
    return tuple(page for page in found if isinstance(page, PageText))


def _read(root: Path, path: Path) -> PageText | Problem:
    """The page of a file, or why it has none."""
    language, uri = _address(root, path)
    text = read_text(path, path.relative_to(root).as_posix())
    return text if isinstance(text, Problem) else PageText(uri, language, text)


def _address(root: Path, path: Path) -> tuple[str, str]:
    """The language of a Markdown file, and its address without it; empty if it is no page."""
    file = PurePosixPath(path.relative_to(root).as_posix())
    if not file.is_relative_to(PAGES):
        return "", ""
    language, *parts = file.relative_to(PAGES).parts
    return (language, "/".join(parts)) if parts else ("", "")


def page_heads(root: Path) -> dict[tuple[str, str], PageHead]:
    """The heads of all pages that read well, by (language, uri)."""
    heads: dict[tuple[str, str], PageHead] = {}
    for page in read_pages(root):
        typed, _ = _typed_head(page)
        if typed is not None:
            heads[page.language, page.uri] = typed
    return heads


def check_pages(root: Path, raw: RawGuide) -> Iterator[Problem]:
    """Problems of heads, unknown listings, pages that one language has and another lacks, and
    Markdown files that are no page.
    """
    languages = _languages(raw)
    by_uri: dict[str, set[str]] = {}
    for path in sorted((root / "content").rglob("*.md")):
        language, uri = _address(root, path)
        if language and (not languages or language in languages):
            by_uri.setdefault(uri, set()).add(language)
            yield from _check_page(_read(root, path))
        elif languages and path.name != "README.md":
            # No language of the guide has it: nobody would ever read it.
            yield Problem("unknown-file", Place(path.relative_to(root).as_posix()))
    for uri, present in sorted(by_uri.items()):
        for missing in (name for name in languages if name not in present):
            file = str(PAGES / missing / uri)
            place = Place(str(PAGES / min(present) / uri))
            yield Problem("missing-page", place, {"language": missing, "file": file})


def _languages(raw: RawGuide) -> tuple[str, ...]:
    for record in raw.records:
        if record.file == "content/guide.yaml" and isinstance(record.value, dict):
            listed = record.value.get("languages")
            if isinstance(listed, list):
                return tuple(str(item) for item in listed)
    return ()


def _check_page(page: PageText | Problem) -> Iterator[Problem]:
    if isinstance(page, Problem):
        yield page
    else:
        yield from _typed_head(page)[1]
        yield from _check_listings(page)


def _check_listings(page: PageText) -> Iterator[Problem]:
    for found in PLACEHOLDER.finditer(page.text):
        name = found.group(1)
        if name not in LISTINGS:
            before = page.text[: found.start(1)]
            line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
            place = place_at(page.file, page.text, Position(line, column, max(1, len(name))))
            yield Problem(
                "unknown-listing", place, {"value": name, "known": ", ".join(sorted(LISTINGS))}
            )


def _typed_head(page: PageText) -> tuple[PageHead | None, list[Problem]]:
    match = _HEAD.match(page.text)
    if match is None:
        return None, [Problem("page-front-matter", place_at(page.file, page.text, Position(1, 1)))]
    # The head keeps its place in the file: one empty line stands for the opening hyphens.
    text = "\n" + match.group(1) + "\n"
    value, faults = read_yaml(text)
    problems = [problem_of(fault, page.file, text) for fault in faults]
    if value is None:
        rule = Problem("page-front-matter", place_at(page.file, page.text, Position(1, 1)))
        return None, problems or [rule]
    record = RawRecord(PageHead, value, page.file)
    guide = RawGuide({page.file: text}, (record,), {}, (), frozenset())
    typed, refused = validate_records(guide, [record])
    return (typed[0][1] if typed else None), problems + refused
