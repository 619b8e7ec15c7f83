"""Writes several editions, one process each at a time: Typst keeps one processor busy."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Sequence
from pathlib import Path

from generator.booklet.edition import Edition
from generator.booklet.press import PLAIN, Press
from generator.booklet.source import booklet_source
from generator.booklet.typeset import file_name, typeset_text, write_booklet
from generator.guide import Guide

_MOST_IN_ONE_PROCESS = 2
"""Typst keeps what it laid out in case it serves again: after some booklets a fresh process."""


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
    # ProcessPoolExecutor may wait for ever once a process has had its share of tasks
    # (python/cpython#115634, in 3.11 and 3.12 for good), so it is the older Pool.
    with _context().Pool(max(1, jobs), maxtasksperchild=_MOST_IN_ONE_PROCESS) as pool:
        tasks = (_task(guide, edition, folder, press) for edition in wanted)
        for done, _ in enumerate(pool.imap_unordered(_write, tasks), start=1):
            progress(done)
    return tuple(folder / file_name(edition, press) for edition in wanted)


def _context() -> multiprocessing.context.BaseContext:
    """Processes that begin clean: Typst runs threads, which a fork of this one would lack."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    return context


def _task(
    guide: Guide, edition: Edition, folder: Path, press: Press
) -> tuple[str, str, Path, Press]:
    source = booklet_source(guide, edition)
    return edition.layout, source.text, folder / file_name(edition, press), press


def _write(task: tuple[str, str, Path, Press]) -> None:
    layout, text, path, press = task
    path.write_bytes(typeset_text(layout, text, press))
