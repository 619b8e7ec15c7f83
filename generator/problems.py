"""Problems are values: what is wrong in a contributor's file, where, and which rule says so.

This module neither prints nor decides an exit code; `reporters` words problems, `cli` exits.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


class Severity(StrEnum):
    """An error stops a build; a warning is printed and fails only with `--strict`."""

    ERROR = "error"
    WARNING = "warning"


WARNING_RULES = frozenset(
    {"missing-page", "missing-translation", "relative-link", "unknown-acronym", "unused-exception"}
)

WAIVABLE_RULES = frozenset(
    {
        "missing-source",
        "missing-translation",
        "partner-without-contact",
        "scheme-without-request",
        "unknown-acronym",
    }
)
"""What a record may break knowingly, under `exceptions`: a guide with it still holds together."""


@dataclass(frozen=True, slots=True)
class Place:
    """A point in a file of the guide: `file` relative to its root, line and column from 1."""

    file: str
    line: int = 1
    column: int = 1
    excerpt: str = ""
    width: int = 1


@dataclass(frozen=True, slots=True)
class Problem:
    """One broken rule at one place. `params` fill the rule's sentence in every language."""

    rule: str
    place: Place
    params: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    related: tuple[Place, ...] = ()

    @property
    def severity(self) -> Severity:
        """Which of the two severities the rule has."""
        return Severity.WARNING if self.rule in WARNING_RULES else Severity.ERROR


def sort_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Order problems by file, line, column, then rule, and drop exact repeats."""
    unique = {
        (p.place.file, p.place.line, p.place.column, p.rule, tuple(sorted(p.params.items()))): p
        for p in problems
    }
    return tuple(unique[key] for key in sorted(unique))


def count_by_severity(problems: Iterable[Problem]) -> dict[str, int]:
    """How many problems of each severity, both keys always present."""
    counts = {Severity.ERROR.value: 0, Severity.WARNING.value: 0}
    for problem in problems:
        counts[problem.severity.value] += 1
    return counts
