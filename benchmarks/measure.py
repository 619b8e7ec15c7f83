"""Runs a command and measures it: time, processor time, memory of its whole tree of processes."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from statistics import median

_INTERVAL = 0.05
_ROUNDS = 10
"""Of so many looks one adds up the whole tree, which costs the kernel milliseconds."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one run took. `peak` counts memory that forked processes share only once, in MB."""

    seconds: float
    processor: float
    peak: float


@dataclass
class Case:
    """A generator at a size: what it wrote, in pages and MB, and what each run took."""

    generator: str
    schemes: int
    pages: int = 0
    size: float = 0.0
    runs: list[Run] = field(default_factory=list)

    def middle(self, figure: Callable[[Run], float]) -> float:
        """The median of a figure over the runs."""
        return median(figure(one) for one in self.runs)

    @property
    def seconds(self) -> float:
        """The median time."""
        return self.middle(lambda one: one.seconds)

    @property
    def processor(self) -> float:
        """The median time of all processors, in seconds."""
        return self.middle(lambda one: one.processor)

    @property
    def peak(self) -> float:
        """The median of the most memory, in MB."""
        return self.middle(lambda one: one.peak)


class CommandFailedError(Exception):
    """A command ended with an error; its last words are the message."""


def run(command: Sequence[str], folder: Path) -> Run:
    """Run `command` in `folder`. CommandFailedError, with the end of its output, if it fails."""
    # As on a person's machine, Python keeps the modules that it compiled, whatever this one asks.
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
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


@contextmanager
def work_folder(name: str, inside: Path | None, keep: bool) -> Iterator[Path]:
    """A new folder to work in, removed at the end unless it is to be kept, which is then told."""
    folder = Path(tempfile.mkdtemp(prefix=f"vademecum-{name}-", dir=inside))
    try:
        yield folder
    finally:
        if keep:
            say(f"kept: {folder}")
        else:
            shutil.rmtree(folder, ignore_errors=True)


def say(text: str) -> None:
    """Tell how far it is, beside the table."""
    print(text, file=sys.stderr, flush=True)


def size_of(folder: Path) -> tuple[int, float]:
    """How many HTML pages a folder holds, and how many MB all its files have."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    pages = sum(path.suffix == ".html" for path in files)
    return pages, round(sum(path.stat().st_size for path in files) / 1e6, 1)


class _Watch(threading.Thread):
    """Looks at the memory of a process and its descendants.

    Twenty times a second at the most that the process itself ever had, which misses nothing
    between two looks; twice a second at what the whole tree has.
    """

    def __init__(self, root: int) -> None:
        super().__init__(daemon=True)
        self.peak = 0.0
        self._root = root
        self._done = threading.Event()

    def run(self) -> None:
        if not sys.platform.startswith("linux"):
            return
        for look in count(1):
            if self._done.wait(_INTERVAL):
                return
            found = _figure(self._root, "status", "VmHWM:")
            if look % _ROUNDS == 0:
                found = max(found, sum(_memory(process) for process in _tree(self._root)))
            self.peak = max(self.peak, found / 1024)

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
    return _figure(process, "smaps_rollup", "Pss:")


def _figure(process: int, file: str, name: str) -> int:
    """A figure that the kernel keeps of a process, in kB; 0 when the process has ended."""
    for line in _read(Path(f"/proc/{process}/{file}")).splitlines():
        if line.startswith(name):
            return int(line.split()[1])
    return 0


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii")
    except OSError:
        return ""  # The process has ended.
