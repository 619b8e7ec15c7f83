"""Golden problem reports: for each rule a guide that breaks it, and where that is said to be.

A case is a folder of files laid over the tiny guide, less those that `remove.txt` names.
`expected.txt` has a line for each problem; a `report.*` beside it, the whole report in one format.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from string import Formatter

import pytest

from generator.locales import PROBLEM_LANGUAGES, problem_words
from generator.problems import WAIVABLE_RULES, WARNING_RULES, Problem
from generator.records.loader import load_guide
from generator.reporters import REPORTERS, message, remedy
from tests.tiny import AS_OF, Content, places, problems_of, write_guide

CASES = Path(__file__).parent / "cases"
NAMES = sorted(folder.name for folder in CASES.iterdir())
RULES = sorted(problem_words("fr")["rules"])
REPORTS = sorted(path.relative_to(CASES).as_posix() for path in CASES.glob("*/report.*"))

# Several rules of the fields themselves are words of the checked values, not of the sentences.
_UNUSED = {"expected"}


def problems_of_case(name: str, root: Path) -> tuple[Problem, ...]:
    folder = CASES / name
    files: dict[str, Content] = {}
    for path in folder.rglob("*"):
        uri = path.relative_to(folder).as_posix()
        if path.is_file() and uri not in ("expected.txt", "remove.txt") and "report." not in uri:
            files[uri] = path.read_bytes()
    if (folder / "remove.txt").exists():
        files.update(dict.fromkeys((folder / "remove.txt").read_text().split()))
    return problems_of(write_guide(root, files))


def test_the_tiny_guide_has_no_problem(tmp_path: Path) -> None:
    assert places(problems_of(write_guide(tmp_path))) == []


@pytest.mark.parametrize("name", NAMES)
def test_a_case_has_exactly_the_problems_it_expects(
    name: str, tmp_path: Path, golden: Callable[[Path, str], None]
) -> None:
    found = places(problems_of_case(name, tmp_path))
    golden(CASES / name / "expected.txt", "".join(f"{line}\n" for line in found))


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_a_case_that_breaks_it(rule: str) -> None:
    expected = (CASES / rule / "expected.txt").read_text(encoding="utf-8")
    assert re.search(rf"^\S+:\d+:\d+ {rule}$", expected, re.MULTILINE)


@pytest.mark.parametrize("name", NAMES)
def test_a_place_lies_in_its_file_and_shows_its_line(name: str, tmp_path: Path) -> None:
    for problem in problems_of_case(name, tmp_path):
        place = problem.place
        path = tmp_path / place.file
        if not path.is_file():
            assert (place.line, place.column) == (1, 1)
            continue
        lines = path.read_bytes().decode("utf-8", errors="replace").split("\n")
        assert 1 <= place.line <= len(lines)
        line = lines[place.line - 1]
        assert 1 <= place.column <= len(line) + 1
        assert place.excerpt in ("", line)
        assert place.width >= 1


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", PROBLEM_LANGUAGES)
def test_every_problem_is_worded_in_every_language(
    name: str, language: str, tmp_path: Path
) -> None:
    for problem in problems_of_case(name, tmp_path):
        for sentence in (message(problem, language), remedy(problem, language)):
            assert sentence
            assert "\n" not in sentence
            assert not re.search(r"\{\w*\}", sentence), sentence


@pytest.mark.parametrize("report", REPORTS)
def test_a_whole_report(report: str, tmp_path: Path, golden: Callable[[Path, str], None]) -> None:
    name, _, file = report.partition("/")
    _, format_name, language = file.split(".")[:3]
    text = REPORTERS[format_name](problems_of_case(name, tmp_path), language)
    golden(CASES / report, text)


def test_whole_reports_are_kept_in_every_format_and_language() -> None:
    kept = {tuple(path.partition("/")[2].split(".")[1:3]) for path in REPORTS}
    assert kept == {
        *((format_name, "fr") for format_name in REPORTERS),
        *(("text", language) for language in PROBLEM_LANGUAGES),
    }


def test_one_file_with_ten_mistakes_tells_them_all_at_once(tmp_path: Path) -> None:
    problems = problems_of_case("ten-mistakes", tmp_path)
    assert {problem.place.file for problem in problems} == {"content/schemes/essai.yaml"}
    assert len({problem.rule for problem in problems}) >= 10
    assert all(problem.place.excerpt for problem in problems)
    assert load_guide(tmp_path, AS_OF).guide is None


@pytest.mark.parametrize("language", PROBLEM_LANGUAGES)
def test_the_languages_word_the_same_rules_with_the_same_placeholders(language: str) -> None:
    french, other = problem_words("fr"), problem_words(language)
    assert placeholders(other) == placeholders(french)
    for group in ("kinds", "shapes", "severity", "counts"):
        assert sorted(other[group]) == sorted(french[group])


def placeholders(words: object, path: str = "") -> dict[str, set[str]]:
    if isinstance(words, str):
        return {path: {name for _, name, _, _ in Formatter().parse(words) if name is not None}}
    assert isinstance(words, dict)
    return {
        key: names
        for step, inner in words.items()
        for key, names in placeholders(inner, f"{path}.{step}").items()
    }


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_says_what_is_wrong_and_what_to_do(rule: str) -> None:
    for language in PROBLEM_LANGUAGES:
        words = problem_words(language)["rules"][rule]
        assert sorted(words) == ["message", "remedy"]
        # The message goes on after "error:" and before the rule's name; the remedy is a sentence.
        assert not words["message"].endswith("."), rule
        assert words["remedy"].endswith((".", "?")), rule


def test_severities_and_waivers_name_rules_that_exist() -> None:
    assert set(RULES) >= WARNING_RULES
    assert set(RULES) >= WAIVABLE_RULES
