"""The first stage of a guide: every data file as text, and the values of those without a fault."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from generator.problems import Problem
from generator.processes import without_collection
from generator.records.cache import reading_values
from generator.records.files import read_files
from generator.records.reader import Value


@dataclass(frozen=True, slots=True)
class Read:
    """The files of the guide at `root` as texts, those that cannot be read, and known values."""

    root: Path
    files: Mapping[str, str]
    problems: tuple[Problem, ...]
    values: Mapping[str, Value]


@contextmanager
def reading(root: Path, cache: Path | None, jobs: int) -> Iterator[Callable[[], Read]]:
    """Begin to read the guide at `root`; calling what is given waits for the end.

    `cache` is a folder that remembers files already read; `jobs` processes share the reading, and
    leave this one free meanwhile. This module needs none that take long to import.
    """
    with without_collection():
        files, problems = read_files(root)
        with reading_values(files, cache, jobs) as values:
            yield lambda: Read(root, files, problems, values())
