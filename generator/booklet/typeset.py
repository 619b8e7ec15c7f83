"""From the data of a booklet to its PDF: the one place that calls Typst and writes a file."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path

import typst

from generator.booklet.edition import Edition
from generator.booklet.glyphs import FONTS
from generator.booklet.source import BookletSource, booklet_source
from generator.guide import Guide

TEMPLATES = Path(__file__).resolve().parent.parent / "templates" / "booklet"

_MOST_IN_ONE_PROCESS = 4
"""Typst keeps what it laid out in case it serves again: after some booklets a fresh process."""


def typeset(source: BookletSource) -> bytes:
    """The booklet as PDF/UA-1: the same bytes for the same source, whatever the machine has."""
    return _typeset(source.template, source.text, source.as_of)


def write_booklet(guide: Guide, edition: Edition, out: Path) -> Path:
    """Write `<edition id>.pdf` into the folder `out`, which is made if needed; return its path."""
    content = typeset(booklet_source(guide, edition))
    out.mkdir(parents=True, exist_ok=True)
    path = _file(edition, out)
    path.write_bytes(content)
    return path


def write_booklets(
    guide: Guide,
    editions: Sequence[Edition],
    out: Path,
    jobs: int = 1,
    report: Callable[[int], None] = lambda done: None,
) -> tuple[Path, ...]:
    """Write several editions with `jobs` processes, saying after each how many are done.

    The files are those `write_booklet` writes, in the order of `editions`.
    """
    if len(editions) == 1:
        paths = (write_booklet(guide, editions[0], out),)
        report(1)
        return paths
    out.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor(
        max_workers=max(1, min(jobs, len(editions))),
        mp_context=_context(),
        max_tasks_per_child=_MOST_IN_ONE_PROCESS,
    ) as pool:
        running = []
        for edition in editions:
            source = booklet_source(guide, edition)
            task = (source.template, source.text, source.as_of, _file(edition, out))
            running.append(pool.submit(_write, *task))
        for done, future in enumerate(as_completed(running), start=1):
            future.result()
            report(done)
    return tuple(_file(edition, out) for edition in editions)


def _context() -> multiprocessing.context.BaseContext:
    """Processes that begin clean: Typst runs threads, which a forked copy of this one would lack."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    return context


def _write(template: str, text: str, as_of: date, path: Path) -> None:
    path.write_bytes(_typeset(template, text, as_of))


def _typeset(template: str, text: str, as_of: date) -> bytes:
    return typst.compile(
        str(TEMPLATES / template),
        root=str(TEMPLATES),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"edition": text},
        pdf_standards=["ua-1"],
        timestamp=int(datetime.combine(as_of, time(), UTC).timestamp()),
        format="pdf",
    )


def _file(edition: Edition, out: Path) -> Path:
    return out / f"{edition.id}.pdf"


@cache
def _fonts() -> typst.Fonts:
    """The shipped fonts alone: neither the machine's nor those inside Typst."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
    )
