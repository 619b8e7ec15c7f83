"""The back of a booklet: the words it uses explained, an index of every name people may know."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from generator.booklet.plan import Plan
from generator.booklet.text import Json, phrase, plain, worded
from generator.guide import sort_key
from generator.records.models import Partner, Scheme, Term

_WORD = re.compile(r"\w+")


def glossary(plan: Plan, texts: list[str]) -> Json:
    """The terms that some texts use, and those that explaining them uses, in order."""
    code = plan.edition.language
    waiting = {term.id: term for term in plan.guide.terms}
    found: list[Term] = []
    while texts:
        words = _read(texts)
        used = [term for term in waiting.values() if _is_used(term, code, words)]
        found += used
        texts = []
        for term in used:
            del waiting[term.id]
            texts += _explained(term, code)
    found.sort(key=lambda term: sort_key(term.term.wording(code).text))
    return [_entry(plan, term) for term in found]


def index(plan: Plan) -> Json:
    """Every name of a fiche or a partner, today's, another or a former one, by first letter."""
    targets: dict[tuple[str, str], tuple[str, list[str]]] = {}
    for name, ref, today in _names(plan):
        _, refs = targets.setdefault((sort_key(name)[0], today), (name, []))
        if ref not in refs:
            refs.append(ref)
    entries = sorted(
        ((name, today, refs) for (_, today), (name, refs) in targets.items()),
        key=lambda entry: (sort_key(entry[0]), entry[1]),
    )
    return [
        {"letter": letter, "entries": [_index_entry(plan, *entry) for entry in group]}
        for letter, group in groupby(entries, key=lambda entry: _letter(entry[0]))
    ]


class _Words(NamedTuple):
    """The words of some texts: each as written, each and all in a row without capitals."""

    as_written: frozenset[str]
    folded: frozenset[str]
    in_a_row: str


def _read(texts: Iterable[str]) -> _Words:
    """The words of all texts; in a row, between spaces, those of two texts never meet."""
    found = " | ".join(_spaced(text) for text in texts)
    folded = found.casefold()
    return _Words(frozenset(found.split()), frozenset(folded.split()), f" {folded} ")


@lru_cache(maxsize=65536)  # a record says the same in the booklets of every place
def _spaced(text: str) -> str:
    return " ".join(_WORD.findall(text))


def _is_used(term: Term, code: str, words: _Words) -> bool:
    """Whether a term is among the words: an acronym letter by letter, others in any capitals."""
    key = _spaced(term.term.get(code) or "")
    first, *others = key.split() or [""]
    if not others and first != first.lower() and term.expansion is not None:
        return first in words.as_written
    folded = key.casefold()
    return folded.partition(" ")[0] in words.folded and f" {folded} " in words.in_a_row


def _explained(term: Term, code: str) -> Iterator[str]:
    for text in (term.expansion, term.explanation):
        if text is not None:
            yield text.wording(code).text


def _entry(plan: Plan, term: Term) -> Json:
    code = plan.edition.language
    pages = [
        phrase(plan.language, "booklet.on_page", page=plan.page_of(scheme.ref))
        for scheme in plan.schemes
        if scheme.ref in term.see
    ]
    return {
        "term": worded(term.term, code),
        "expansion": worded(term.expansion, code) if term.expansion else None,
        "explanation": worded(term.explanation, code),
        "pages": pages,
    }


def _names(plan: Plan) -> Iterator[tuple[str, str, str]]:
    """Names with the record they lead to, and its name today where the first is a former one."""
    code = plan.edition.language
    records: tuple[Scheme | Partner, ...] = (*plan.schemes, *plan.partners)
    for record in records:
        name = record.name.wording(code).text
        yield name, record.ref, ""
        acronym = record.acronym.get(code) if record.acronym else None
        for other in (acronym, *(record.aliases.get(code) or ())):
            if other and sort_key(other)[0] != sort_key(name)[0]:
                yield other, record.ref, ""
        for former in record.formerly.get(code) or ():
            yield former, record.ref, name


def _index_entry(plan: Plan, name: str, today: str, refs: list[str]) -> Json:
    shown = plain(name, longest=20)
    if today:
        shown = phrase(plan.language, "booklet.today", name=shown, today=plain(today, longest=20))
    return {"text": shown, "pages": [plan.page_of(ref) for ref in refs]}


def _letter(name: str) -> str:
    """Under which letter a name stands; everything that is no letter of the alphabet under #."""
    folded = sort_key(name)[0]
    first = next((c for c in folded if c.isalnum()), "#").upper()
    return first if first.isalpha() else "#"
