"""What a build writes beside MkDocs' own pages: record pages, search indexes, open data, a sitemap.

It knows nothing of MkDocs; `plugin` hands it a Guide, the frames and a folder.
"""

from __future__ import annotations

import gc
import json
import multiprocessing
import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from xml.sax.saxutils import escape

from generator.addresses import absolute, language_prefix, records_with_a_page, site_path
from generator.export.records import records_json
from generator.guide import Guide
from generator.pages.booklet import Booklet
from generator.pages.listing import fill_placeholders
from generator.pages.page import LanguageSite
from generator.pages.table import table_words
from generator.pages.writer import Frames, write_record_pages
from generator.records.models import Record, Theme
from generator.render import compile_templates
from generator.search import build_search_index
from generator.search.from_guide import search_documents
from generator.search.lexicon import read_lexicon
from generator.search.places import commune_names
from generator.shelf import write_files

_BATCH = 40
# Up to the year 5138; longer numbers of seconds are beyond the calendar.
_MOST_EPOCH_DIGITS = 11


def day_of_build(requested: date | None, environment: Mapping[str, str]) -> date:
    """The day a product is true for: as asked, else SOURCE_DATE_EPOCH's, else today."""
    if requested is not None:
        return requested
    epoch = environment.get("SOURCE_DATE_EPOCH", "")
    if epoch.isascii() and epoch.isdigit() and len(epoch) <= _MOST_EPOCH_DIGITS:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    return datetime.now(UTC).date()


def number_of_jobs(requested: int | None) -> int:
    """How many processes may work: as asked, else one for each processor at hand."""
    if requested:
        return max(1, requested)
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


@dataclass(frozen=True)
class BuiltPages:
    """What the build of the prose leaves: frames by language and section, the paths of its pages
    under a language (the home page being ``), and which of them wait for a listing.
    """

    frames: Frames
    paths: Collection[str]
    with_listings: Collection[tuple[str, str]]


@dataclass(frozen=True)
class _Work:
    """What the processes of one build share."""

    sites: Mapping[str, LanguageSite]
    frames: Frames
    records: Sequence[Record | Theme]
    site_dir: Path


_Task = str | tuple[str, str] | range

# Set just before the processes are forked, so that a guide of any size is never copied.
_work: _Work | None = None


def write_site(
    guide: Guide, pages: BuiltPages, site_dir: Path, jobs: int, booklets: tuple[Booklet, ...]
) -> None:
    """Write all that the site has beside its prose, shared among `jobs` processes.

    Where the system cannot fork, one process does it all.
    """
    global _work
    sites = {code: LanguageSite.of(guide, code, booklets) for code in guide.languages}
    records = records_with_a_page(guide)
    (site_dir / "data").mkdir(parents=True, exist_ok=True)
    _work = _Work(sites, pages.frames, records, site_dir)
    tasks: list[_Task] = [*guide.languages, *sorted(pages.with_listings)]
    tasks.extend(range(at, min(at + _BATCH, len(records))) for at in range(0, len(records), _BATCH))
    compile_templates()
    gc.freeze()  # What is shared stays shared: a collector's marks would copy it page by page.
    try:
        _share(tasks, jobs)
    finally:
        gc.unfreeze()
        _work = None
    _write_whole(guide, site_dir, pages.paths)
    write_files(booklets, site_dir)


def _share(tasks: Sequence[_Task], jobs: int) -> None:
    if jobs <= 1 or "fork" not in multiprocessing.get_all_start_methods():
        for task in tasks:
            _do(task)
        return
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(max_workers=jobs, mp_context=context) as pool:
        for _ in pool.map(_do, tasks):
            pass


def _do(task: _Task) -> None:
    """Write what a language is searched by, a page's listings, or the pages of some records."""
    assert _work is not None
    if isinstance(task, str):
        guide = _work.sites[task].guide
        index = build_search_index(search_documents(guide, task), task, read_lexicon(guide))
        (_work.site_dir / "data" / f"search-{task}.json").write_text(index, encoding="utf-8")
        names = commune_names(guide, task)
        (_work.site_dir / "data" / f"communes-{task}.json").write_text(names, encoding="utf-8")
        words = table_words(guide, task)
        (_work.site_dir / "data" / f"table-{task}.json").write_text(words, encoding="utf-8")
    elif isinstance(task, tuple):
        language, path = task
        site = _work.sites[language]
        file = _work.site_dir / site.prefix / path / "index.html"
        html = file.read_text(encoding="utf-8")
        file.write_text(fill_placeholders(site, html, path.count("/")), encoding="utf-8")
    else:
        records = _work.records[task.start : task.stop]
        write_record_pages(tuple(_work.sites.values()), _work.frames, records, _work.site_dir)


def _write_whole(guide: Guide, site_dir: Path, page_paths: Iterable[str]) -> None:
    """Write what belongs to no language: list of records, sitemap, date of the build."""
    data = site_dir / "data"
    (data / "records.json").write_text(records_json(guide), encoding="utf-8")
    # MkDocs writes a compressed sitemap of its own pages only.
    (site_dir / "sitemap.xml.gz").unlink(missing_ok=True)
    (site_dir / "sitemap.xml").write_text(
        _sitemap(guide, sorted(set(page_paths))), encoding="utf-8"
    )
    robots = f"User-agent: *\nAllow: /\nSitemap: {absolute(guide, 'sitemap.xml')}\n"
    (site_dir / "robots.txt").write_text(robots, encoding="utf-8")
    manifest = {"generator": "vademecum", "as_of": guide.as_of.isoformat()}
    (data / "build.json").write_text(json.dumps(manifest, sort_keys=True) + "\n", encoding="utf-8")


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
