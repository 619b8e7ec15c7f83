"""Writes the pages of all records into their frames, spread over processes.

Record pages never pass through MkDocs: a site of thousands of them is built in seconds.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from generator.addresses import records_with_a_page
from generator.guide import Guide
from generator.pages.area import render_area_page
from generator.pages.frames import Frame
from generator.pages.page import LanguageSite, Page
from generator.pages.partner import render_partner_page
from generator.pages.scheme import render_scheme_page
from generator.pages.theme import render_theme_page
from generator.records.models import Area, Partner, Record, Scheme, Theme

_BATCH = 50


@dataclass(frozen=True)
class _Job:
    site: LanguageSite
    frames: Mapping[str, Frame]
    folder: Path


# Set in the parent just before it forks, so that a guide of any size is never copied.
_job: _Job | None = None


def render_record_page(site: LanguageSite, record: Record | Theme) -> Page:
    """The page of any record that has one."""
    if isinstance(record, Scheme):
        return render_scheme_page(site, record)
    if isinstance(record, Partner):
        return render_partner_page(site, record)
    if isinstance(record, Area):
        return render_area_page(site, record)
    if isinstance(record, Theme):
        return render_theme_page(site, record)
    raise TypeError(type(record).__name__)


def write_record_pages(
    guide: Guide,
    language: str,
    frames: Mapping[str, Frame],
    folder: Path,
    jobs: int,
    progress: Callable[[int], None] = lambda done: None,
) -> int:
    """Write every record page of a language under `folder`; gives how many.

    With more than one job the work is shared among forked processes; where the system cannot
    fork, it is done in this one.
    """
    global _job
    _job = _Job(LanguageSite.of(guide, language), frames, folder)
    count = len(records_with_a_page(guide))
    batches = [range(start, min(start + _BATCH, count)) for start in range(0, count, _BATCH)]
    done = 0
    for written in _run(batches, jobs):
        done += written
        progress(done)
    _job = None
    return done


def _run(batches: Sequence[range], jobs: int) -> Iterator[int]:
    can_fork = "fork" in multiprocessing.get_all_start_methods()
    if jobs <= 1 or not can_fork or len(batches) <= 1:
        yield from map(_write_batch, batches)
        return
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(max_workers=jobs, mp_context=context) as pool:
        yield from pool.map(_write_batch, batches)


def _write_batch(batch: range) -> int:
    assert _job is not None
    site = _job.site
    records = records_with_a_page(site.guide)
    for index in batch:
        page = render_record_page(site, records[index])
        section = page.path.partition("/")[0]
        target = _job.folder / page.path / "index.html"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_job.frames[section].fill(page), encoding="utf-8")
    return len(batch)
