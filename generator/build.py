"""What a build writes beside MkDocs' own pages: record pages, search indexes, open data, a sitemap.

It knows nothing of MkDocs; `plugin` hands it a Guide, the frames and a folder.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from generator.addresses import absolute, language_prefix, records_with_a_page, site_path
from generator.export.records import records_json
from generator.guide import Guide
from generator.pages.booklet import Booklet
from generator.pages.listing import fill_placeholders
from generator.pages.page import LanguageSite
from generator.pages.table import table_words
from generator.pages.writer import Frames, write_record_pages
from generator.processes import shared
from generator.records.models import Partner, Scheme
from generator.render import compile_templates
from generator.search import build_search_index
from generator.search.from_guide import search_documents
from generator.search.lexicon import read_lexicon
from generator.search.places import commune_names
from generator.shelf import write_files

_BATCH = 40


@dataclass(frozen=True)
class BuiltPages:
    """What the build of the prose leaves: frames by language and section, the paths of its pages
    under a language (the home page being ``), and which of them wait for a listing.
    """

    frames: Frames
    paths: Collection[str]
    with_listings: Collection[tuple[str, str]]


@dataclass(frozen=True)
class _PageWithListings:
    """A page of prose that waits for its listings."""

    language: str
    path: str


def data_files(guide: Guide) -> Mapping[str, str]:
    """What readers' devices and other programs fetch: the text of each file of `data/`, by name."""
    lexicon = read_lexicon(guide)
    files = {"records.json": records_json(guide)}
    for code in guide.languages:
        documents = search_documents(guide, code)
        files[f"search-{code}.json"] = build_search_index(documents, code, lexicon)
        files[f"communes-{code}.json"] = commune_names(guide, code)
        files[f"table-{code}.json"] = table_words(guide, code)
    return files


def write_site(
    guide: Guide,
    pages: BuiltPages,
    data: Callable[[], Mapping[str, str]],
    site_dir: Path,
    jobs: int,
    booklets: tuple[Booklet, ...],
) -> None:
    """Write all that the site has beside its prose, shared among `jobs` processes.

    `data` gives what `data_files` makes of the guide; it is asked last, and may be at work already.
    """
    sites = {code: LanguageSite.of(guide, code, booklets) for code in guide.languages}
    records = records_with_a_page(guide)

    def write(task: _PageWithListings | range) -> None:
        if isinstance(task, range):
            share = records[task.start : task.stop]
            write_record_pages(tuple(sites.values()), pages.frames, share, site_dir)
        else:
            _fill_listings(sites[task.language], task.path, site_dir)

    def is_short(share: range) -> bool:
        return all(isinstance(it, Scheme | Partner) for it in records[share.start : share.stop])

    shares = [range(at, min(at + _BATCH, len(records))) for at in range(0, len(records), _BATCH)]
    # Pages of needs and places take longest: no process should begin with them when others end.
    tasks: list[_PageWithListings | range] = [
        *(_PageWithListings(code, path) for code, path in sorted(pages.with_listings)),
        *sorted(shares, key=is_short),
    ]
    compile_templates()
    for _ in shared(write, tasks, jobs):
        pass
    _write_whole(guide, site_dir, pages.paths, data())
    write_files(booklets, site_dir)


def _fill_listings(site: LanguageSite, path: str, site_dir: Path) -> None:
    file = site_dir / site.prefix / path / "index.html"
    html = file.read_text(encoding="utf-8")
    file.write_text(fill_placeholders(site, html, path.count("/")), encoding="utf-8")


def _write_whole(
    guide: Guide, site_dir: Path, page_paths: Iterable[str], data: Mapping[str, str]
) -> None:
    """Write what belongs to no page: files of data, sitemap, date of the build."""
    folder = site_dir / "data"
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in data.items():
        (folder / name).write_text(text, encoding="utf-8")
    # MkDocs writes a compressed sitemap of its own pages only.
    (site_dir / "sitemap.xml.gz").unlink(missing_ok=True)
    (site_dir / "sitemap.xml").write_text(
        _sitemap(guide, sorted(set(page_paths))), encoding="utf-8"
    )
    robots = f"User-agent: *\nAllow: /\nSitemap: {absolute(guide, 'sitemap.xml')}\n"
    (site_dir / "robots.txt").write_text(robots, encoding="utf-8")
    manifest = {"generator": "vademecum", "as_of": guide.as_of.isoformat()}
    (folder / "build.json").write_text(
        json.dumps(manifest, sort_keys=True) + "\n", encoding="utf-8"
    )


def _sitemap(guide: Guide, page_paths: Sequence[str]) -> str:
    by_path: list[dict[str, str]] = [
        {code: language_prefix(guide, code) + path for code in guide.languages}
        for path in page_paths
    ]
    by_path.extend(
        {code: site_path(guide, code, record) for code in guide.languages}
        for record in records_with_a_page(guide)
    )
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    lines.append(
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        ' xmlns:xhtml="http://www.w3.org/1999/xhtml">'
    )
    for paths in by_path:
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang="{code}"'
            f' href="{escape(absolute(guide, path))}"/>'
            for code, path in paths.items()
        )
        for path in paths.values():
            lines.append(f"<url><loc>{escape(absolute(guide, path))}</loc>{links}</url>")
    lines.append("</urlset>")
    return "\n".join(lines) + "\n"
