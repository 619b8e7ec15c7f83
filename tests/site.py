"""A built site read once: what every page says of itself, and where each of its links leads."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from multiprocessing import get_context
from pathlib import Path
from urllib.parse import unquote, urlsplit

import lxml.html

_PLACEHOLDERS = re.compile(r"(?<!\w)(?:TODO|FIXME|None|undefined|NaN)(?!\w)|@@vademecum|\{\{|\{%")


@dataclass(frozen=True)
class Link:
    """A link as written, and the file and fragment it leads to; no file if it leaves the site."""

    written: str
    file: str | None
    fragment: str


@dataclass(frozen=True)
class BuiltPage:
    """What a test may ask about one HTML file of a site."""

    path: str
    language: str
    title: str
    description: str
    canonical: str
    alternates: Mapping[str, str]
    """The files of the same page in every language, by language."""
    switch: Mapping[str, str]
    """The files that the links of the language switch lead to."""
    search: frozenset[str]
    """The files that links with rel=search lead to."""
    record: str
    links: frozenset[Link]
    loaded: frozenset[str]
    """Addresses, as written, of what a browser fetches with the page."""
    ids: frozenset[str]
    repeated_ids: tuple[str, ...]
    headings: tuple[str, ...]
    landmarks: Mapping[str, int]
    suspect_words: tuple[str, ...]


def read_site(folder: Path, origin: str) -> dict[str, BuiltPage]:
    """Every HTML file of a site by its path; `origin` is the address the site is made for."""
    paths = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))
    batches = [paths[start : start + 200] for start in range(0, len(paths), 200)]
    with ProcessPoolExecutor(max_workers=2, mp_context=get_context("spawn")) as pool:
        found = pool.map(_read_batch, [folder] * len(batches), [origin] * len(batches), batches)
        return {page.path: page for batch in found for page in batch}


def _read_batch(folder: Path, origin: str, paths: Iterable[str]) -> list[BuiltPage]:
    return [read_page((folder / path).read_text("utf-8"), path, origin) for path in paths]


def read_page(html: str, path: str, origin: str) -> BuiltPage:
    """One HTML file."""
    # Given as bytes, so that no declaration in the text changes how it is read.
    parser = lxml.html.HTMLParser(encoding="utf-8")
    tree = lxml.html.document_fromstring(html.encode(), parser=parser)

    def leads_to(written: str) -> str:
        return resolve(written, path, origin).file or written

    def by_language(xpath: str) -> dict[str, str]:
        return {e.get("hreflang"): leads_to(e.get("href")) for e in tree.xpath(xpath)}

    ids = [str(found) for found in tree.xpath("//@id")]
    text = " ".join(tree.xpath("//body//text()[not(ancestor::script) and not(ancestor::style)]"))
    return BuiltPage(
        path=path,
        language=tree.get("lang", ""),
        title=tree.findtext(".//title") or "",
        description=next(iter(tree.xpath("//meta[@name='description']/@content")), ""),
        canonical=next(iter(tree.xpath("//link[@rel='canonical']/@href")), ""),
        alternates=by_language("//link[@rel='alternate'][@hreflang]"),
        switch=by_language("//header//a[@hreflang]"),
        search=frozenset(map(leads_to, tree.xpath("//*[@rel='search']/@href"))),
        record=next(iter(tree.xpath("//article/@data-record")), ""),
        links=frozenset(
            resolve(written, path, origin)
            for written in {
                *tree.xpath("//@href"),
                *tree.xpath("//@src"),
                *tree.xpath("//@action[.!='']"),
            }
        ),
        loaded=frozenset(
            {
                *tree.xpath("//@src"),
                *tree.xpath("//@srcset"),
                *tree.xpath("//link[@rel='stylesheet' or @rel='icon' or @rel='preload']/@href"),
                *tree.xpath("//*[local-name()='use']/@href"),
                *re.findall(r"url\(([^)]*)\)|@import", " ".join(tree.xpath("//style/text()"))),
            }
        ),
        ids=frozenset(ids),
        repeated_ids=tuple(found for found, count in Counter(ids).items() if count > 1),
        headings=tuple(e.tag for e in tree.iter("h1", "h2", "h3", "h4", "h5", "h6")),
        landmarks=Counter(e.tag for e in tree.iter("main", "header", "footer")),
        suspect_words=tuple(_PLACEHOLDERS.findall(text)),
    )


def resolve(written: str, path: str, origin: str) -> Link:
    """Where a link of the page at `path` leads."""
    folder, climbing = posixpath.dirname(path), written
    while folder and climbing.startswith("../"):
        folder, climbing = posixpath.dirname(folder), climbing[3:]
    if climbing is not written and climbing:
        # Most links climb first: from there on they are the same for many pages.
        return _resolve(climbing, folder + "/" if folder else "", origin)
    return _resolve(written, path, origin)


@lru_cache(maxsize=100_000)
def _resolve(written: str, path: str, origin: str) -> Link:
    own = written.startswith(origin)
    parts = urlsplit("/" + written.removeprefix(origin) if own else written)
    if parts.scheme or parts.netloc:
        return Link(written, None, "")
    address = posixpath.join("/", posixpath.dirname(path), parts.path) if parts.path else "/" + path
    file = posixpath.normpath(unquote(address)).lstrip("/")
    if address.endswith(("/", "/.", "/..")) or not file:
        file = posixpath.join(file, "index.html")
    return Link(written, file, unquote(parts.fragment))


def address_of(path: str, origin: str) -> str:
    """The public address of an HTML file."""
    return origin + path.removesuffix("index.html")
