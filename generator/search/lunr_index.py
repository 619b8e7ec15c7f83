"""Packs what lunr needs to know of tokens into a fraction of lunr's own file.

lunr's serialised index names every document twice for every word: 2 MB compressed for 2,000
pages of 300 words. Only its postings travel, as differences, each word counted once per field;
`search-index.js` rebuilds lunr's inverted index from them, and `search-engine.js` weighs what is
found. A test holds the rebuilt form against Python lunr's own builder.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from typing import Any

LUNR_VERSION = "2.3.9"

# Terms hold no capitals, so a capital both parts and counts.
_MOST_SHARED = 25

# Printable ASCII without `"` and `\`, which JSON would escape, and the blank, which separates.
_ALPHABET = "".join(chr(code) for code in range(33, 127) if chr(code) not in '"\\')
LAST_DIGITS = _ALPHABET[:60]
LEADING_DIGITS = _ALPHABET[60:]


def pack_index(
    documents: Sequence[Mapping[str, Sequence[str]]], boosts: Mapping[str, int]
) -> dict[str, Any]:
    """The index of documents given as tokens per field; a document's place is its reference.

    `terms` holds all terms, sorted, each as a capital that says how much of the term before it is
    its beginning (`A`: nothing, `B`: one letter), then the rest. `postings` holds per field one
    entry per term: the places of the documents that have it. A term counts once per field, however
    often it is said.
    """
    places: dict[str, dict[str, list[int]]] = {field: {} for field in boosts}
    for place, document in enumerate(documents):
        for field, found in places.items():
            for term in dict.fromkeys(document.get(field, ())):
                found.setdefault(term, []).append(place)
    # JavaScript orders by UTF-16 units, Python by code points: the same below U+10000, and
    # analysis lets nothing above it through.
    terms = sorted(set().union(*places.values()))
    codes = [_code(number) for number in range(len(documents))]
    return {
        "lunr": LUNR_VERSION,
        "size": len(documents),
        "boosts": dict(boosts),
        "terms": "".join(_shortened(terms)),
        "postings": {
            field: " ".join(_packed(found.get(term, ()), codes) for term in terms)
            for field, found in places.items()
        },
    }


def _shortened(terms: Sequence[str]) -> Iterator[str]:
    before = ""
    for term in terms:
        pairs = takewhile(lambda pair: pair[0] == pair[1], zip(before, term, strict=False))
        shared = min(sum(1 for _ in pairs), _MOST_SHARED)
        yield chr(ord("A") + shared) + term[shared:]
        before = term


def _packed(places: Sequence[int], codes: Sequence[str]) -> str:
    """Rising numbers as their differences, most of them one character long."""
    pairs = zip((-1, *places), places, strict=False)
    return "".join([codes[place - last - 1] for last, place in pairs])


def _code(number: int) -> str:
    """A number in digits of which only the last says that it is."""
    number, last = divmod(number, len(LAST_DIGITS))
    digits = LAST_DIGITS[last]
    while number:
        number, digit = divmod(number, len(LEADING_DIGITS))
        digits = LEADING_DIGITS[digit] + digits
    return digits
