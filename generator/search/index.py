"""Builds the file the search page loads: a lunr index and what the list of results shows."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any

from generator.search.analysis import analyse
from generator.search.documents import SearchDocument
from generator.search.lunr_index import pack_index

BOOSTS = {"title": 10, "names": 8, "keywords": 6, "summary": 3, "text": 1}
"""How much a word weighs in each field, heaviest first."""

COMMON = 400
"""Pages that may hold a word in their text alone before it stops telling them apart there."""


def build_search_index(documents: Sequence[SearchDocument], language: str) -> str:
    """The compact JSON of one language's search; the same bytes whatever the order given.

    `index` is what `pack_index` makes of the documents, `documents` what is shown of them, at the
    places the index refers to. Keywords and text are searched but not in the file as such.
    """
    ordered = sorted(documents, key=lambda document: (document.record, document.url))
    tokens = _without_common_words([index_tokens(document) for document in ordered])
    return json.dumps(
        {
            "language": language,
            "index": pack_index(tokens, BOOSTS),
            "documents": [_shown(document) for document in ordered],
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def index_tokens(document: SearchDocument) -> dict[str, list[str]]:
    """A document's tokens per field; `text` only adds what the weightier fields do not say."""
    tokens = {
        "title": analyse(document.title),
        # One by one, so that an acronym spelt like a stop word stays a name.
        "names": _analyse_each((*document.names, *document.formerly)),
        "keywords": _analyse_each(document.keywords),
        "summary": analyse(document.summary),
    }
    said = set().union(*tokens.values())
    rest = analyse(document.place) + analyse(document.text)
    tokens["text"] = [token for token in rest if token not in said]
    return tokens


def _without_common_words(documents: list[dict[str, list[str]]]) -> list[dict[str, list[str]]]:
    """Drops from `text` what too many pages say there, if a weightier field of some page has it.

    In a guide of thousands of pages such words are a third of the index and most of a query's
    time; a word that stands in no other field is kept, so that every word still finds something.
    """
    held = Counter(token for tokens in documents for token in set(tokens["text"]))
    common = {token for token, count in held.items() if count > COMMON}
    elsewhere = {
        token
        for tokens in documents
        for field in tokens
        if field != "text"
        for token in tokens[field]
    }
    common &= elsewhere
    if not common:
        return documents
    return [
        {**tokens, "text": [token for token in tokens["text"] if token not in common]}
        for tokens in documents
    ]


def _analyse_each(texts: Sequence[str]) -> list[str]:
    return [token for text in texts for token in analyse(text)]


def _shown(document: SearchDocument) -> dict[str, Any]:
    """What the page shows and filters, without what is empty."""
    shown = {
        "record": document.record,
        "url": document.url,
        "kind": document.kind,
        "title": document.title,
        "summary": document.summary,
        "place": document.place,
        "names": [name for name in document.names if name not in document.formerly],
        "formerly": document.formerly,
        "themes": document.themes,
        "areas": document.areas,
        "audiences": document.audiences,
        "closed": document.closed,
    }
    return {key: value for key, value in shown.items() if value}
