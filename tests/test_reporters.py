"""How problems are worded, for people, programs, forges. Whole reports: tests/records/cases."""

from __future__ import annotations

import json
import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.locales import PROBLEM_LANGUAGES
from generator.problems import Place, Problem
from generator.reporters import message, remedy, report_github, report_json, report_text

LINE = "  parent: cpas-ixelle"
PROBLEM = Problem(
    "unknown-reference",
    Place("content/schemes/prime.yaml", 14, 11, LINE, 11),
    {"kind": "partner", "value": "cpas-ixelle", "suggestion": "cpas-ixelles"},
)


def test_a_block_has_the_place_first_and_the_rule_last() -> None:
    assert report_text([PROBLEM], "en") == (
        'content/schemes/prime.yaml:14:11: error: unknown partner "cpas-ixelle" '
        "[unknown-reference]\n"
        "   14 |   parent: cpas-ixelle\n"
        "      |           ^^^^^^^^^^^\n"
        '   Did you mean "cpas-ixelles"? Write the id of a record that exists.\n'
        "\n"
        "1 error(s), 0 warning(s).\n"
    )


def test_nothing_to_say_is_one_line() -> None:
    assert report_text([], "fr") == "Aucun problème.\n"
    assert report_text([], "nl") == "Geen problemen.\n"
    assert report_github([], "fr") == ""
    assert json.loads(report_json([], "fr")) == {
        "problems": [],
        "counts": {"error": 0, "warning": 0},
    }


def test_a_place_without_a_line_shows_none() -> None:
    bare = Problem("missing-file", Place("partners.yaml"), {"file": "partners.yaml"})
    assert "|" not in report_text([bare], "en")


def test_the_other_end_is_named() -> None:
    other = Place("content/schemes/b.yaml", 3, 5)
    double = Problem("duplicate-id", Place("a.yaml"), {"id": "x", "other": "b.yaml:3"}, (other,))
    assert "   See also content/schemes/b.yaml:3:5.\n" in report_text([double], "en")


def carets(line: str, column: int, width: int) -> tuple[str, str]:
    """What is shown of a line, and what of it stands above the carets."""
    place = Place("a.yaml", 7, column, line, width)
    block = report_text([Problem("yaml-tab", place)], "en").split("\n")
    shown, below = block[1], block[2]
    assert shown.startswith("    7 | ")
    assert set(below[8:]) <= {" ", "^"}
    start, end = below.index("^"), below.rindex("^") + 1
    return shown[8:], shown[start:end]


def test_carets_stand_under_what_is_meant() -> None:
    assert carets(LINE, 11, 11) == (LINE, "cpas-ixelle")
    assert carets("é: ça", 4, 2) == ("é: ça", "ça")
    assert carets("a:\tb", 4, 1) == ("a: b", "b")


def test_a_long_line_is_cut_around_what_is_meant() -> None:
    line = "x" * 200 + "WRONG" + "y" * 200
    shown, under = carets(line, 201, 5)
    assert under == "WRONG"
    assert len(shown) == 100
    assert carets("a: " + "z" * 500, 4, 500)[1] == "z" * 97


def test_the_end_of_a_line_and_beyond_has_one_caret() -> None:
    assert carets("a: [", 5, 1)[1] == ""
    assert carets("a: [", 4, 60)[1] == "["


@pytest.mark.parametrize(
    "value", ["two\nlines", "a\x1b[31mred", "tab\tbed", "\u202eright", "x" * 5_000_000, "{y}", "%s"]
)
def test_a_strange_value_stays_on_one_line_and_off_the_terminal(value: str) -> None:
    wrong = Problem("invalid-date", Place("a.yaml", 1, 1, value), {"value": value})
    report = report_text([wrong], "en")
    assert len(report) < 1000
    assert report.split("\n")[0].endswith("is not a date [invalid-date]")
    for line in report.split("\n"):
        assert all(unicodedata.category(sign)[0] != "C" for sign in line)


def test_json_is_what_the_contract_says() -> None:
    report = json.loads(report_json([PROBLEM], "en"))
    assert report["counts"] == {"error": 1, "warning": 0}
    (found,) = report["problems"]
    assert {key: found[key] for key in ("file", "line", "column", "severity", "rule")} == {
        "file": "content/schemes/prime.yaml",
        "line": 14,
        "column": 11,
        "severity": "error",
        "rule": "unknown-reference",
    }
    assert found["message"] == 'unknown partner "cpas-ixelle"'
    assert found["remedy"].startswith('Did you mean "cpas-ixelles"? ')
    assert "é" not in report_json([PROBLEM], "en")
    assert "\\u" not in report_json([PROBLEM], "fr")


def test_an_annotation_is_one_line_a_forge_can_parse() -> None:
    odd = Problem("invalid-date", Place("a,b:c%d\n.yaml", 2, 3), {"value": "50 %\r\n::error::x"})
    (line, rest) = report_github([odd], "en").split("\n")
    assert rest == ""
    match = re.fullmatch(r"::error file=([^,:]*),line=2,col=3,title=invalid-date::(.*)", line)
    assert match is not None
    assert match[1] == "a%2Cb%3Ac%25d%0A.yaml"
    assert match[2].startswith('"50 %25 ::error::x" is not a date. ')


def test_a_warning_is_annotated_as_one() -> None:
    warning = Problem("missing-page", Place("a.md"), {"language": "nl", "file": "b.md"})
    assert report_github([warning], "nl").startswith("::warning file=a.md,line=1,col=1,")


@pytest.mark.parametrize("language", PROBLEM_LANGUAGES)
def test_kinds_and_shapes_are_worded(language: str) -> None:
    assert "partner-kinds" not in message(
        Problem("unknown-reference", Place("a"), {"kind": "partner-kinds", "value": "x"}), language
    )
    assert "mapping" not in message(
        Problem("wrong-shape", Place("a"), {"expected": "mapping"}), language
    )


def test_no_near_word_no_question() -> None:
    lone = Problem("unknown-field", Place("a"), {"field": "x", "suggestion": ""})
    assert "?" not in remedy(lone, "en")


@given(st.text(), st.integers(1, 300), st.integers(1, 300))
@example("\tprix: \x1b[31m9 €", 15, 4)
def test_any_line_is_shown_with_carets_under_what_is_meant(
    line: str, column: int, width: int
) -> None:
    problem = Problem("yaml-tab", Place("a.yaml", 1, column, line, width))
    head, *excerpt, advice, _, _, _ = report_text([problem], "fr").split("\n")
    assert head.startswith(f"a.yaml:1:{column}: ")
    assert advice.strip() == remedy(problem, "fr")
    assert len(excerpt) == (2 if line.strip() else 0)
    if excerpt:
        shown, carets = excerpt
        assert all(sign.isprintable() or sign == "\u00a0" for sign in shown)
        assert re.fullmatch(r" {6}\| +\^+", carets)
        assert carets.count("^") <= width
        meant = line[column - 1 : column]
        if meant and meant.isprintable():
            assert shown[carets.index("^")] == meant
