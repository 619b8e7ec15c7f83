"""Splits compounds into the words a guide knows: "huurwaarborg" into "huur" and "waarborg".

A word is only split where both sides stand alone elsewhere in the guide's texts of a language
that writes compounds as one word; a name of a place and a word of another language never are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set

from generator.search.analysis import STOP_WORDS, stem

COMPOUNDING = frozenset({"nl", "de"})
"""Languages that write a compound as one word."""

SHORTEST_PART = 3
SHORTEST_COMPOUND = 7
LINKS = ("", "s", "en", "er", "e")
"""What may stand between two parts: "werkloosheid-s-uitkering", "kind-er-opvang"."""

NOT_PARTS = STOP_WORDS | frozenset(
    """
    achter af binnen boven buiten erbij her int ken len ler lijk lijke lijks lijns mee mis net nis
    onder oor rond sam samen sinds tegen tel telt ter terug tijds toe ver vol voort vooruit weg zelf
    """.split()
)
"""Words that begin or end others without being what they are about: particles, endings."""


def split_compounds(words: Iterable[str], known: Set[str]) -> Mapping[str, tuple[str, ...]]:
    """The parts of each word that is a compound of known words, all given folded.

    Each part is one of `known`, or a form of one; a part that is a compound itself gives its own
    parts too ("kinderopvangtoeslag": kinder, opvang, toeslag).
    """
    parts = {word for word in known if len(word) >= SHORTEST_PART and word not in NOT_PARTS}
    forms = {_form(word) for word in parts}
    found: dict[str, tuple[str, ...]] = {}
    for word in words:
        split = _split(word, parts, forms)
        if split:
            found[word] = split
    return found


def _split(word: str, parts: Set[str], forms: Set[str]) -> tuple[str, ...]:
    """The split whose shortest part is longest; nothing where there is none."""
    if len(word) < SHORTEST_COMPOUND or not word.isalpha():
        return ()
    best: tuple[str, ...] = ()
    for cut in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
        left = _left_parts(word[:cut], parts, forms)
        found = (*left, *_right_parts(word[cut:], parts, forms)) if left else ()
        if len(found) > len(left) and min(map(len, found)) >= min(map(len, best), default=0):
            best = found
    return best


def _left_parts(start: str, parts: Set[str], forms: Set[str]) -> tuple[str, ...]:
    """What the beginning of a compound is made of, without the link behind it."""
    for link in LINKS:
        word = start.removesuffix(link) if link else start
        if start.endswith(link) and len(word) >= SHORTEST_PART and word in parts:
            return _split(word, parts, forms) or (word,)
    return _split(start, parts, forms)


def _right_parts(end: str, parts: Set[str], forms: Set[str]) -> tuple[str, ...]:
    if end in NOT_PARTS:
        return ()
    return _split(end, parts, forms) or ((end,) if _form(end) in forms else ())


def _form(word: str) -> str:
    """What forms of one word share: a stem alone would take "staande" for "standen"."""
    return f"{word[:SHORTEST_PART]} {stem(word)}"
