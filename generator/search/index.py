"""Builds the file the search page loads: a lunr index and what the list of results shows."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from generator.search.analysis import analyse, words
from generator.search.documents import SearchDocument
from generator.search.lexicon import Leads, Lexicon
from generator.search.lunr_index import pack_index

BOOSTS = {
    "title": 10,
    "called": 8,
    "names": 8,
    "keywords": 6,
    "themes": 4,
    "summary": 3,
    "text": 1,
}
"""How much a word weighs in each field. Acronyms count as titles; `called` holds the words that are
a name by themselves ("RSA", "Visale"), and adds to the field that has them."""

COMMON = 400
"""Pages that may hold a word in their text alone before it stops telling them apart there."""

_SENTENCE_END = re.compile(r"(?<=[.!?…]) (?=[A-ZÀ-ÖØ-Þ«“\"])")
_SHORTEST_LINE = 25


def build_search_index(
    documents: Sequence[SearchDocument], language: str, lexicon: Lexicon | None = None
) -> str:
    """The compact JSON of one language's search; the same bytes whatever the order given.

    `index` is what `pack_index` makes of the documents; `documents` what is shown of them, a list
    for each key, at the places the index refers to, 0 for nothing; `urls` the addresses by kind,
    `#` for the id; `leads` the words that lead to others, where the index holds those. Keywords and
    text are searched but not in the file as such.
    """
    known = lexicon or Lexicon()
    ordered = sorted(documents, key=lambda document: (document.record, document.url))
    tokens = _without_common_words([index_tokens(one, known) for one in ordered])
    urls = _url_patterns(ordered)
    return json.dumps(
        {
            "language": language,
            "index": pack_index(tokens, BOOSTS),
            "documents": _columns([_shown(document, urls) for document in ordered]),
            "urls": urls,
            "leads": _packed_leads(known.leads, tokens),
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def index_tokens(document: SearchDocument, lexicon: Lexicon | None = None) -> dict[str, list[str]]:
    """A document's tokens per field; `text` only adds what the weightier fields do not say."""
    known = lexicon or Lexicon()

    def read(*texts: str) -> list[str]:
        # One by one, so that an acronym spelt like a stop word stays a name.
        return [token for text in texts for token in known.tokens(text)]

    found = {
        "title": read(document.title, *document.acronyms),
        "called": read(*_one_word_names(document)),
        "names": read(*document.names, *document.formerly),
        "keywords": read(*document.keywords),
        "themes": read(*document.needs),
        "summary": read(document.summary),
    }
    said: set[str] = set()
    for tokens in found.values():
        said.update(tokens)
    rest = read(document.place, document.text)
    return {**found, "text": [token for token in rest if token not in said]}


def _one_word_names(document: SearchDocument) -> list[str]:
    names = (document.title, *document.acronyms, *document.names, *document.formerly)
    return [name for name in names if len(words(name)) == 1]


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


def _packed_leads(leads: Iterable[Leads], documents: Iterable[dict[str, list[str]]]) -> list[str]:
    """What leads to words that a page holds above its text: `typed|typed>finds|finds`, or the
    words alone where they are the same on both sides.
    """
    held = {
        token
        for tokens in documents
        for field, found in tokens.items()
        if field != "text"
        for token in found
    }
    packed = []
    for lead in leads:
        finds = [text for text in lead.finds if held.issuperset(analyse(text))]
        if not finds or (len(lead.typed) == 1 and list(lead.typed) == finds):
            continue
        typed = "|".join(lead.typed)
        packed.append(typed if list(lead.typed) == finds else f"{typed}>{'|'.join(finds)}")
    return packed


def _url_patterns(documents: Iterable[SearchDocument]) -> dict[str, str]:
    """Where the pages of each kind are, `#` for the id, as the first of each kind has it."""
    patterns: dict[str, str] = {}
    for document in documents:
        identifier = document.record.partition("/")[2]
        before, found, after = document.url.rpartition(identifier)
        if found:
            patterns.setdefault(document.kind, f"{before}#{after}")
    return patterns


def _shown(document: SearchDocument, urls: Mapping[str, str]) -> dict[str, Any]:
    """What the page shows and filters, without what is empty."""
    identifier = document.record.partition("/")[2]
    usual = urls.get(document.kind, "").replace("#", identifier)
    shown = {
        "record": document.record,
        "url": "" if document.url == usual else document.url,
        "kind": document.kind,
        "title": document.title,
        "summary": first_sentence(document.summary),
        "place": document.place,
        "names": [name for name in document.names if name not in document.formerly],
        "formerly": document.formerly,
        "themes": document.themes,
        "areas": document.areas,
        "audiences": document.audiences,
        "countries": document.countries,
        "sort": document.sort,
        "closed": document.closed,
    }
    return {key: value for key, value in shown.items() if value}


def _columns(rows: Sequence[Mapping[str, Any]]) -> dict[str, list[Any]]:
    """Values under their key, once: alike values beside each other compress better."""
    keys = dict.fromkeys(key for row in rows for key in row)
    return {key: [row.get(key, 0) for row in rows] for key in keys}


def first_sentence(text: str) -> str:
    """The first sentence of a text, with the next one where it is only a word or two."""
    for end in _SENTENCE_END.finditer(text):
        if end.start() >= _SHORTEST_LINE:
            return text[: end.start()]
    return text
