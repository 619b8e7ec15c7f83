"""Writes several editions, one process each at a time: Typst keeps one processor busy."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from generator.booklet.edition import Edition
from generator.booklet.typeset import write_booklet
from generator.guide import Guide


@dataclass(frozen=True)
class _Work:
    guide: Guide
    folder: Path


# Set just before the processes are forked, so that the guide is never copied.
_work: _Work | None = None


def write_booklets(
    guide: Guide,
    wanted: Sequence[Edition],
    folder: Path,
    jobs: int,
    progress: Callable[[int], None] = lambda done: None,
) -> tuple[Path, ...]:
    """Write the PDF of each edition into `folder`; calls `progress` with how many are done."""
    global _work
    _work = _Work(guide, folder)
    written: list[Path] = []
    try:
        for path in _run(wanted, jobs):
            written.append(path)
            progress(len(written))
    finally:
        _work = None
    return tuple(written)


def _run(wanted: Sequence[Edition], jobs: int) -> Iterator[Path]:
    if jobs <= 1 or len(wanted) <= 1 or "fork" not in multiprocessing.get_all_start_methods():
        yield from map(_write, wanted)
        return
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(max_workers=jobs, mp_context=context) as pool:
        yield from pool.map(_write, wanted)


def _write(edition: Edition) -> Path:
    assert _work is not None
    return write_booklet(_work.guide, edition, _work.folder)
