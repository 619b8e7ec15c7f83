"""Runs a command and measures it: time, processor time, memory of its whole tree of processes."""

from __future__ import annotations

import resource
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_INTERVAL = 0.5


@dataclass(frozen=True, slots=True)
class Run:
    """What one run took. `peak` counts memory that forked processes share only once, in MB."""

    seconds: float
    processor: float
    peak: float


class CommandFailedError(Exception):
    """A command ended with an error; its last words are the message."""


def run(command: Sequence[str], folder: Path) -> Run:
    """Run `command` in `folder`. CommandFailedError, with the end of its output, if it fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    watch = _Watch(process.pid)
    watch.start()
    output, _ = process.communicate()
    seconds = time.perf_counter() - start
    watch.stop()
    if process.returncode:
        raise CommandFailedError(f"{' '.join(command)}\n{output[-2000:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    peak = watch.peak or after.ru_maxrss / 1024
    return Run(round(seconds, 2), round(processor, 2), round(peak))


def size_of(folder: Path) -> tuple[int, float]:
    """How many HTML pages a folder holds, and how many MB all its files have."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    pages = sum(path.suffix == ".html" for path in files)
    return pages, round(sum(path.stat().st_size for path in files) / 1e6, 1)


class _Watch(threading.Thread):
    """Looks at the memory of a process and its descendants, twice a second."""

    def __init__(self, root: int) -> None:
        super().__init__(daemon=True)
        self.peak = 0.0
        self._root = root
        self._done = threading.Event()

    def run(self) -> None:
        if not sys.platform.startswith("linux"):
            return
        while not self._done.wait(_INTERVAL):
            total = sum(_memory(process) for process in _tree(self._root))
            self.peak = max(self.peak, total / 1024)

    def stop(self) -> None:
        """Stop looking."""
        self._done.set()
        self.join()


def _tree(root: int) -> list[int]:
    found, pending = [], [root]
    while pending:
        process = pending.pop()
        found.append(process)
        for task in Path(f"/proc/{process}/task").glob("*/children"):
            pending.extend(int(child) for child in _read(task).split())
    return found


def _memory(process: int) -> int:
    """The proportional set size in kB: pages shared by n processes count for 1/n in each."""
    for line in _read(Path(f"/proc/{process}/smaps_rollup")).splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    return 0


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii")
    except OSError:
        return ""  # The process has ended.
