"""Work done by forked processes: they inherit all that it needs, nothing is copied to them.

Where the system cannot fork, or one process is asked for, the same work is done here, in turn.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.connection import Connection
from multiprocessing.context import ForkContext
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

# What the processes of `begun` do when given an item; set just before they are forked.
_work: Callable[[Any], Any] | None = None


def number_of_jobs(requested: int | None) -> int:
    """How many processes may work: as asked, else one for each processor at hand."""
    if requested:
        return max(1, requested)
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


def shared(work: Callable[[T], R], items: Sequence[T], jobs: int) -> Iterator[R]:
    """`work` of every item, in their order, by `jobs` processes; items and results are pickled."""
    with begun(work, items, jobs) as results:
        yield from results


@contextmanager
def begun(work: Callable[[T], R], items: Sequence[T], jobs: int) -> Iterator[Iterable[R]]:
    """As `shared`, the processes being at work from the start of the block."""
    global _work
    context = _fork_context(jobs)
    if context is None:
        yield map(work, items)
        return
    _work = work
    try:
        # They live for seconds, and drop less than it takes to look for what they drop.
        pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=gc.disable)
        with _unmarked(), pool:
            yield pool.map(_do, items)
    finally:
        _work = None


@contextmanager
def without_collection() -> Iterator[None]:
    """For work that makes millions of values and drops few: to look for garbage meanwhile finds
    none. Also a decorator.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


class ProcessFailedError(Exception):
    """A process ended without its result; it has written why to standard error."""


@contextmanager
def beside(work: Callable[[], R], jobs: int) -> Iterator[Callable[[], R]]:
    """Begin `work` in a process of its own; calling what is given waits for its result.

    The result is pickled; ProcessFailedError if there is none. A process whose result nobody waits
    for ends with the block.
    """
    context = _fork_context(jobs)
    if context is None:
        yield work
        return
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_answer, args=(work, sender), daemon=True)
    with _unmarked():
        process.start()
    sender.close()

    def result() -> R:
        try:
            return receiver.recv()  # type: ignore[no-any-return]
        except EOFError:
            raise ProcessFailedError from None

    try:
        yield result
    finally:
        process.terminate()
        process.join()
        receiver.close()


def _fork_context(jobs: int) -> ForkContext | None:
    if jobs <= 1 or "fork" not in multiprocessing.get_all_start_methods():
        return None
    return multiprocessing.get_context("fork")


@contextmanager
def _unmarked() -> Iterator[None]:
    """What is inherited stays shared: a collector's marks would copy it page by page."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _do(item: Any) -> Any:
    assert _work is not None
    return _work(item)


def _answer(work: Callable[[], Any], sender: Connection) -> None:
    sender.send(work())
