"""Writes several editions, one process each at a time: Typst keeps one processor busy."""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from itertools import chain, count, groupby
from pathlib import Path
from threading import Lock
from typing import TypeAlias

from generator.addresses import absolute, site_path
from generator.booklet.edition import Edition
from generator.booklet.plan import Common
from generator.booklet.press import PLAIN, Press
from generator.booklet.qr import draw_codes
from generator.booklet.source import booklet_source
from generator.booklet.text import Json
from generator.booklet.typeset import file_name, typeset_text, write_booklet
from generator.guide import Guide, is_open
from generator.processes import without_collection

_KEPT = 26
"""Booklets of one layout and language share most of what Typst lays out: after the first, each
takes half the time, and a tenth of a gigabyte more. So they are set in a row by one process, as
long as all processes together keep no more than these."""
_SHORTEST_ROW = 4
_Task: TypeAlias = tuple[Mapping[str, Json], str, Path, Press]


def write_booklets(
    guide: Guide,
    wanted: Sequence[Edition],
    folder: Path,
    jobs: int = 1,
    progress: Callable[[int], None] = lambda done: None,
    press: Press = PLAIN,
) -> tuple[Path, ...]:
    """Write the PDF of each edition into `folder`; calls `progress` with how many are done.

    The files are those `write_booklet` writes, whatever the number of processes; their paths
    come in the order of `wanted`.
    """
    if len(wanted) == 1:
        path = write_booklet(guide, wanted[0], folder, press)
        progress(1)
        return (path,)
    folder.mkdir(parents=True, exist_ok=True)
    jobs = max(1, jobs)
    numbers, one_by_one = count(1), Lock()
    common: Common = {}

    def task(edition: Edition) -> _Task:
        source = booklet_source(guide, edition, common)
        return source.setting, source.text, folder / file_name(edition, press), press

    def write(row: Sequence[Edition]) -> None:
        with ProcessPoolExecutor(1, _context(), initializer=_begin) as process:
            tasks = (desk.submit(task, edition).result() for edition in row)
            for _ in _results(process, [process.submit(_write, *one) for one in tasks]):
                with one_by_one:
                    progress(next(numbers))

    draw_codes(_addresses(guide, wanted), jobs)
    # One thread makes all sources, in turn for each row: two at once would both be late.
    with without_collection(), ThreadPoolExecutor(1) as desk, ThreadPoolExecutor(jobs) as threads:
        rows = [threads.submit(write, row) for row in _rows(wanted, jobs)]
        for _ in _results(threads, rows):
            pass
    return tuple(folder / file_name(edition, press) for edition in wanted)


def _addresses(guide: Guide, wanted: Sequence[Edition]) -> Iterator[str]:
    """Where the codes of fiches lead, in the languages of some editions."""
    spoken = (edition.languages for edition in wanted if edition.has_fiches)
    for code in dict.fromkeys(chain.from_iterable(spoken)):
        for scheme in filter(is_open, guide.schemes):
            yield absolute(guide, site_path(guide, code, scheme))


def _results(executor: Executor, waiting: Iterable[Future[None]]) -> Iterator[None]:
    """One after the other; what has not begun when one fails never does."""
    try:
        for one in waiting:
            yield one.result()
    finally:
        executor.shutdown(cancel_futures=True)


def _rows(wanted: Sequence[Edition], jobs: int) -> list[Sequence[Edition]]:
    """The editions by layout and language, in rows about as long as each other.

    Many books that hold every fiche come first: the last to begin should not take longest.
    """

    def kind(edition: Edition) -> tuple[str, str]:
        return edition.layout, edition.language

    def size(row: Sequence[Edition]) -> tuple[bool, int]:
        is_large = row[0].series.includes.is_everything and row[0].has_fiches
        return is_large, len(row)

    most = max(_SHORTEST_ROW, _KEPT // jobs)
    found = []
    for _, group in groupby(sorted(wanted, key=kind), key=kind):
        alike = list(group)
        rows = -(-len(alike) // most)
        found += [alike[number::rows] for number in range(rows)]
    return sorted(found, key=size, reverse=True)


def _context() -> multiprocessing.context.BaseContext:
    """Processes that begin clean: Typst runs threads, which a fork of this one would lack."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    return context


def _begin() -> None:
    """There is a process for each processor: threads of each would only wait for one another."""
    os.environ["RAYON_NUM_THREADS"] = "1"
    gc.disable()  # It drops little, and lives for seconds.


def _write(setting: Mapping[str, Json], text: str, path: Path, press: Press) -> None:
    path.write_bytes(typeset_text(setting, text, press))
