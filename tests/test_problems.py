"""Problems as values: sorted, each once, counted by severity."""

from __future__ import annotations

import dataclasses
from random import Random

import pytest

from generator.problems import (
    WAIVABLE_RULES,
    WARNING_RULES,
    Place,
    Problem,
    Severity,
    count_by_severity,
    sort_problems,
)


def problem(rule: str, file: str = "a.yaml", line: int = 1, column: int = 1) -> Problem:
    return Problem(rule, Place(file, line, column))


def test_problems_are_sorted_by_file_line_column_then_rule() -> None:
    expected = [
        problem("b", "a.yaml", 2, 3),
        problem("a", "a.yaml", 2, 10),
        problem("a", "a.yaml", 10, 1),
        problem("b", "a.yaml", 10, 1),
        problem("a", "b.yaml", 1, 1),
    ]
    for seed in range(20):
        shuffled = expected.copy()
        Random(seed).shuffle(shuffled)
        assert list(sort_problems(shuffled)) == expected


def test_a_problem_found_twice_is_told_once() -> None:
    twice = [problem("a"), problem("a")]
    assert sort_problems(twice) == (problem("a"),)
    other = Problem("a", Place("a.yaml"), {"value": "x"})
    assert len(sort_problems([*twice, other])) == 2
    assert sort_problems([]) == ()


@pytest.mark.parametrize("rule", sorted(WARNING_RULES))
def test_a_warning_is_a_warning(rule: str) -> None:
    assert problem(rule).severity is Severity.WARNING


def test_every_other_rule_is_an_error() -> None:
    assert problem("unknown-reference").severity is Severity.ERROR
    assert problem("a-rule-of-tomorrow").severity is Severity.ERROR


def test_what_may_be_waived_leaves_every_reference_whole() -> None:
    assert not {rule for rule in WAIVABLE_RULES if rule.startswith(("unknown-ref", "duplicate"))}


def test_problems_are_counted_by_severity() -> None:
    assert count_by_severity([]) == {"error": 0, "warning": 0}
    found = [problem("missing-page"), problem("yaml-tab"), problem("yaml-tag")]
    assert count_by_severity(found) == {"error": 2, "warning": 1}


def test_a_problem_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        problem("a").rule = "b"  # type: ignore[misc]
    with pytest.raises(TypeError):
        problem("a").params["value"] = "x"  # type: ignore[index]
