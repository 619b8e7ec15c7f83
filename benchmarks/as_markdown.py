"""Turns the pages of a site that we built into Markdown, so that the peers say the same words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from html.parser import HTMLParser
from pathlib import Path
from posixpath import normpath

from benchmarks.pools import LANGUAGES

_SKIPPED = frozenset({"svg", "script", "style", "form", "button"})
_LINK = re.compile(r"\]\(page:([^)]*)\)")
_HEADINGS = {"h2": "##", "h3": "###", "h4": "####", "summary": "###"}
_BLOCKS = frozenset({"p", "li", "dd", "address", "div", "section", "ul", "ol", "details", "dl"})
_MEANT = re.compile(r"([\\`*_\[\]<>#|])")
_DERIVED = frozenset({"near", "related"})


@dataclass(frozen=True, slots=True)
class MarkdownPage:
    """A page of one language: its path (`schemes/rsa`, `schemes/index`), its title and its text.

    The text names other pages by their path, as `page:schemes/rsa`.
    """

    language: str
    path: str
    title: str
    description: str
    text: str

    def linked(self, link: Callable[[str, str], str]) -> str:
        """The text with its links as `link` words one from a path to another."""
        return _LINK.sub(lambda found: f"]({link(self.path, found.group(1))})", self.text)


def pages_of(site: Path, *, own_text: bool) -> Iterator[MarkdownPage]:
    """Every page of a site.

    With `own_text`, fiches keep only what their record says, without the helpers and related
    schemes that our build finds by itself.
    """
    sections = {path.name for path in site.iterdir() if (path / "index.html").is_file()}
    left_out = _DERIVED if own_text else frozenset[str]()
    read = partial(_page_of, site, sections, left_out)
    with ProcessPoolExecutor() as pool:
        yield from pool.map(read, sorted(site.rglob("index.html")), chunksize=50)


def _page_of(site: Path, sections: set[str], left_out: frozenset[str], file: Path) -> MarkdownPage:
    parts = file.relative_to(site).parts[:-1]
    is_prefixed = bool(parts) and parts[0] in LANGUAGES
    code = parts[0] if is_prefixed else LANGUAGES[0]
    path = "/".join(parts[1:] if is_prefixed else parts)
    reader = _Reader(partial(_target, path, sections), left_out)
    # A term of the glossary is what people look for; what a fiche lists under a name is not.
    reader.terms_are_headings = path == "glossary"
    reader.feed(file.read_text(encoding="utf-8"))
    title = " ".join(reader.title.split()) or path
    text = re.sub(r"\n{3,}", "\n\n", "".join(reader.parts).strip() + "\n")
    return MarkdownPage(code, _source_of(path, sections), title, reader.description, text)


def _source_of(path: str, sections: set[str]) -> str:
    if not path:
        return "index"
    return f"{path}/index" if path in sections else path


def _target(path: str, sections: set[str], href: str) -> str:
    if re.match(r"[a-z]+:|#", href):
        return href
    plain = re.split(r"[#?]", href)[0]
    found = normpath(f"{path or '.'}/{plain}")
    if found.startswith(".."):
        return ""
    return "page:" + _source_of("" if found == "." else found, sections)


class _Reader(HTMLParser):
    """Reads the article of a page."""

    def __init__(self, target: Callable[[str], str], left_out: frozenset[str]) -> None:
        super().__init__()
        self._target, self._left_out = target, left_out
        self.parts: list[str] = []
        self.terms_are_headings = False
        self.title = ""
        self.description = ""
        self._open: list[str] = []
        self._skipping = 0
        self._links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "meta" and values.get("name") == "description":
            self.description = values.get("content") or ""
        if tag in ("meta", "link", "input", "img", "use", "path", "br", "hr"):
            return
        self._open.append(tag)
        left_out = values.get("aria-labelledby") in self._left_out
        if "badge" in (values.get("class") or "") and "article" in self._open:
            self.parts.append(" ")  # What the style keeps apart would read as one word.
        if self._skipping or tag in _SKIPPED or left_out:
            self._skipping += 1
        elif "article" not in self._open:
            return
        elif tag in _HEADINGS:
            self.parts.append(f"\n\n{_HEADINGS[tag]} ")
        elif tag == "dt":
            self.parts.append("\n\n#### " if self.terms_are_headings else "\n\n**")
        elif tag == "li":
            self.parts.append("\n- ")
        elif tag in _BLOCKS and "li" not in self._open[:-1]:
            self.parts.append("\n\n")
        elif tag == "a":
            self._links.append(self._target(values.get("href") or ""))
            self.parts.append("[" if self._links[-1] else "")
        elif tag in ("strong", "b"):
            self.parts.append("**")

    def handle_endtag(self, tag: str) -> None:
        if tag not in self._open:
            return
        while self._open.pop() != tag:
            self._skipping -= bool(self._skipping)
        if self._skipping:
            self._skipping -= 1
        elif "article" not in self._open:
            return
        elif tag == "a":
            target = self._links.pop()
            self.parts.append(f"]({target}) " if target else "")
        elif tag in ("strong", "b") or (tag == "dt" and not self.terms_are_headings):
            self.parts.append("** ")
        elif tag in _HEADINGS or tag in ("ul", "ol", "dd"):
            self.parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        if "article" not in self._open or self._skipping:
            return
        words = re.sub(r"\s+", " ", data)
        if "h1" in self._open:
            self.title += words
        elif words.strip() or (self.parts and not self.parts[-1].endswith((" ", "\n", "[", "**"))):
            at_start = not self.parts or self.parts[-1].endswith(("\n", " ", "[", "**"))
            self.parts.append(_MEANT.sub(r"\\\1", words.lstrip() if at_start else words))
