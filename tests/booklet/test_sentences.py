"""Where a line ends in large print: after a sentence, and nowhere else."""

from __future__ import annotations

from typing import Any

import pytest

from generator.booklet.sentences import LINE, one_sentence_a_line
from generator.booklet.text import Json, joined, plain, strong


def lines(*texts: Json) -> list[str]:
    """What a reader sees of the texts put together, line by line."""
    found: Any = one_sentence_a_line({"text": {"say": list(texts)}})["text"]
    return [line.strip() for line in _shown(found).split("\n")]


def _shown(run: Any) -> str:
    if run == LINE:
        return "\n"
    if isinstance(run, str):
        return run
    return "".join(_shown(inner) for inner in run["say"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Venez. Nous aidons.", ["Venez.", "Nous aidons."]),
        ("Vous louez ? C’est gratuit !", ["Vous louez\u00a0?", "C’est gratuit\u00a0!"]),
        ("Il dit : « Non. » Écrivez.", ["Il dit\u00a0: «\u00a0Non.\u00a0»", "Écrivez."]),
        ("Kom langs. IJs is er. ’t Is gratis.", ["Kom langs.", "IJs is er.", "’t Is gratis."]),
        ("Voyez M. Durand, 3 av. Foch.", ["Voyez M. Durand, 3 av. Foch."]),
        ("Code du travail, art. L. 5132-1.", ["Code du travail, art. L. 5132-1."]),
        ("Papiers (carte, bail, etc.) à jour.", ["Papiers (carte, bail, etc.) à jour."]),
        ("Voyez www.caf.fr ou le 3.5 du guide.", ["Voyez www.caf.fr ou le 3.5 du guide."]),
        ("Cela coûte 12 euros. 3 jours suffisent.", ["Cela coûte 12 euros.", "3 jours suffisent."]),
        ("Une seule phrase", ["Une seule phrase"]),
    ],
)  # fmt: skip
def test_a_line_ends_after_each_sentence(text: str, expected: list[str]) -> None:
    assert lines(plain(text)) == expected


def test_a_sentence_may_end_in_another_run() -> None:
    assert lines(strong(plain("Renouvelez.")), plain(" Un rappel arrive.")) == [
        "Renouvelez.",
        "Un rappel arrive.",
    ]
    assert lines(joined([plain("Venez."), plain("Nous aidons.")])) == ["Venez.", "Nous aidons."]
    assert lines(strong(plain("Caf")), plain(" : Arras")) == ["Caf\u00a0: Arras"]


def test_words_that_are_no_text_are_left_alone() -> None:
    data: dict[str, Json] = {"title": "Mon guide. Lens", "date": [2026, 11, 22], "none": None}
    assert one_sentence_a_line(data) == data
