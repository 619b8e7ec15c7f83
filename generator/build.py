"""What a build writes beside MkDocs' own pages: record pages, search indexes, open data, a sitemap.

It knows nothing of MkDocs; `plugin` hands it a Guide, the frames and a folder.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from xml.sax.saxutils import escape

from generator.addresses import absolute, language_prefix, records_with_a_page, site_path
from generator.export.records import records_json
from generator.guide import Guide
from generator.pages.frames import Frame
from generator.pages.writer import write_record_pages
from generator.search import build_search_index
from generator.search.from_guide import search_documents


def day_of_build(requested: date | None, environment: Mapping[str, str]) -> date:
    """The day a product is true for: as asked, else SOURCE_DATE_EPOCH's, else today."""
    if requested is not None:
        return requested
    epoch = environment.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
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


def write_language(
    guide: Guide, language: str, frames: Mapping[str, Frame], site_dir: Path, jobs: int
) -> None:
    """Write all that one language has beside MkDocs' pages."""
    folder = site_dir / language_prefix(guide, language)
    write_record_pages(guide, language, frames, folder, jobs)
    data = site_dir / "data"
    data.mkdir(parents=True, exist_ok=True)
    index = build_search_index(search_documents(guide, language), language)
    (data / f"search-{language}.json").write_text(index, encoding="utf-8")


def write_whole_site(guide: Guide, site_dir: Path, page_paths: Iterable[str]) -> None:
    """Write what belongs to no language: the list of records and the sitemap.

    `page_paths` are the paths of MkDocs' own pages under a language, the home page being ``.
    """
    data = site_dir / "data"
    data.mkdir(parents=True, exist_ok=True)
    (data / "records.json").write_text(records_json(guide), encoding="utf-8")
    (site_dir / "sitemap.xml").write_text(_sitemap(guide, sorted(set(page_paths))), encoding="utf-8")
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
            f'<xhtml:link rel="alternate" hreflang="{code}" href="{escape(absolute(guide, path))}"/>'
            for code, path in paths.items()
        )
        for path in paths.values():
            lines.append(f"<url><loc>{escape(absolute(guide, path))}</loc>{links}</url>")
    lines.append("</urlset>")
    return "\n".join(lines) + "\n"
