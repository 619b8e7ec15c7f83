"""Which words are split into the words a guide knows, and which are left whole."""

from __future__ import annotations

import pytest

from generator.search.compounds import split_compounds

KNOWN = frozenset(
    "huur waarborg kinderen kind opvang toeslag werkloosheid uitkering schulden schuld bemiddeling "
    "energie factuur tanden sta ver blijf onder zoek over leg recht bank arbeid".split()
)


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("huurwaarborg", ("huur", "waarborg")),
        ("huurwaarborgen", ("huur", "waarborgen")),
        ("werkloosheidsuitkering", ("werkloosheid", "uitkering")),
        ("kinderopvang", ("kind", "opvang")),
        ("kinderopvangtoeslag", ("kind", "opvang", "toeslag")),
        ("schuldenbemiddeling", ("schulden", "bemiddeling")),
        ("arbeidsrechtbank", ("arbeid", "recht", "bank")),
    ],
)
def test_a_compound_gives_its_parts(word: str, parts: tuple[str, ...]) -> None:
    assert split_compounds([word], KNOWN)[word] == parts


@pytest.mark.parametrize(
    "word",
    [
        "verblijf",  # A particle is no part.
        "onderzoek",
        "overleg",
        "staande",  # "taande" is no form of "tanden".
        "waarborg",
        "huurder",
        "huur",
    ],
)
def test_what_only_looks_like_a_compound_stays_whole(word: str) -> None:
    assert split_compounds([word], KNOWN) == {}
