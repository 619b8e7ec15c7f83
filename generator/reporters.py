"""Words problems for people and machines: text with excerpts, JSON, workflow annotations.

It decides nothing: what is a problem was settled before.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from generator.locales import problem_words
from generator.problems import Place, Problem, count_by_severity

_LONGEST = 200


def message(problem: Problem, language: str) -> str:
    """What is wrong, in one sentence of `language` without its place."""
    return _sentence(problem, language, "message")


def remedy(problem: Problem, language: str) -> str:
    """What to do about it, in `language`; a near word first where there is one."""
    words = problem_words(language)
    suggestion = problem.params.get("suggestion", "")
    hint = words["did_you_mean"].format(suggestion=suggestion) + " " if suggestion else ""
    return hint + _sentence(problem, language, "remedy")


def _sentence(problem: Problem, language: str, part: str) -> str:
    words = problem_words(language)
    params = {name: _one_line(value) for name, value in problem.params.items()}
    if "kind" in params:
        params["kind"] = words["kinds"].get(params["kind"], params["kind"])
    if "expected" in params:
        params["expected"] = words["shapes"].get(params["expected"], params["expected"])
    sentence: str = words["rules"][problem.rule][part]
    return sentence.format_map(params)


def _one_line(value: str) -> str:
    """A value as a message may quote it: on one line, cut where it would fill the screen."""
    words = _shown(" ".join(value.split()))
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"


def _shown(text: str) -> str:
    """The text with a sign for each character that would act on the reader's terminal."""
    return "".join(sign if sign.isprintable() or sign == "\u00a0" else "\ufffd" for sign in text)


def report_text(problems: Sequence[Problem], language: str) -> str:
    """One block a problem: its place, the line of the file, the remedy; then one count line."""
    words = problem_words(language)
    blocks = [_block(problem, language) for problem in problems]
    counts = count_by_severity(problems)
    if problems:
        total = words["counts"]["some"].format(errors=counts["error"], warnings=counts["warning"])
    else:
        total = words["counts"]["none"]
    return "\n".join([*blocks, total]) + "\n"


def _block(problem: Problem, language: str) -> str:
    words = problem_words(language)
    place = problem.place
    head = (
        f"{place.file}:{place.line}:{place.column}: {words['severity'][problem.severity.value]}:"
        f" {message(problem, language)} [{problem.rule}]"
    )
    lines = [head]
    if place.excerpt.strip():
        lines.extend(_excerpt(place))
    lines.append(f"   {remedy(problem, language)}")
    for other in problem.related:
        see = words["see_also"].format(place=f"{other.file}:{other.line}:{other.column}")
        lines.append(f"   {see}")
    return "\n".join(lines) + "\n"


def _excerpt(place: Place) -> list[str]:
    """The line of the file and carets under what is meant, cut to fit a terminal."""
    start = max(0, place.column - 60)
    shown = _shown(place.excerpt.replace("\t", " ")[start : start + 100])
    before = place.column - 1 - start
    width = max(1, min(place.width, len(shown) - before))
    return [f"{place.line:>5} | {shown}", f"{'':>5} | {' ' * before}{'^' * width}"]


def report_json(problems: Sequence[Problem], language: str) -> str:
    """The object of the contract: every problem with its place, and counts by severity."""
    return (
        json.dumps(
            {
                "problems": [
                    {
                        "file": problem.place.file,
                        "line": problem.place.line,
                        "column": problem.place.column,
                        "severity": problem.severity.value,
                        "rule": problem.rule,
                        "message": message(problem, language),
                        "remedy": remedy(problem, language),
                    }
                    for problem in problems
                ],
                "counts": count_by_severity(problems),
            },
            ensure_ascii=False,
            indent=2,
        )
        + "\n"
    )


def report_github(problems: Sequence[Problem], language: str) -> str:
    """Workflow commands that a forge shows beside the changed line."""
    return "".join(
        f"::{problem.severity.value} file={_property(problem.place.file)},"
        f"line={problem.place.line},col={problem.place.column},title={_property(problem.rule)}::"
        f"{_data(message(problem, language) + '. ' + remedy(problem, language))}\n"
        for problem in problems
    )


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


REPORTERS: dict[str, Callable[[Sequence[Problem], str], str]] = {
    "text": report_text,
    "json": report_json,
    "github": report_github,
}
"""The formats of `check --format`."""
