"""What the search knows of words beside its documents: compounds, and words that mean the same.

It is the same for every language of a guide, because people type the words of either side.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from generator.guide import Guide
from generator.records.models import LocalizedNames, LocalizedText, Partner, Scheme
from generator.search.analysis import analyse, chunk_tokens, chunk_words, fold, stem
from generator.search.compounds import COMPOUNDING, split_compounds


@dataclass(frozen=True, slots=True)
class Leads:
    """Words or phrases that, typed, also find others. Where the two agree, they mean the same."""

    typed: tuple[str, ...]
    finds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The parts of each compound, as folded words, and what leads to what."""

    compounds: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    leads: tuple[Leads, ...] = ()
    _known: dict[str, tuple[str, ...]] = field(default_factory=dict, compare=False, repr=False)
    _read: dict[str, list[str]] = field(default_factory=dict, compare=False, repr=False)

    def tokens(self, text: str) -> Sequence[str]:
        """What a text is found by: its tokens, and those of the parts of its compounds."""
        # Many records share keywords, needs and names, and those of all languages are in each.
        known = self._read.get(text)
        if known is None:
            tokens = [token for chunk in fold(text).split() for token in self._of_chunk(chunk)]
            known = self._read[text] = tokens or analyse(text)
        return known

    def _of_chunk(self, chunk: str) -> tuple[str, ...]:
        known = self._known.get(chunk)
        if known is None:
            parts = (p for word in chunk_words(chunk) for p in self.compounds.get(word, ()))
            known = self._known[chunk] = (*chunk_tokens(chunk), *map(stem, parts))
        return known


def read_lexicon(guide: Guide) -> Lexicon:
    """The words of a guide: its synonyms, the names of its places, the compounds of its texts."""
    return Lexicon(_compounds(guide), (*_synonyms(guide), *_place_names(guide)))


def _synonyms(guide: Guide) -> Iterator[Leads]:
    for language in sorted(guide.synonyms):
        for group in guide.synonyms[language]:
            yield Leads(group.same or group.typed, group.same or group.finds)


def _place_names(guide: Guide) -> Iterator[Leads]:
    """A place's names in all languages are one; its former names lead to today's."""
    for area in guide.areas.values():
        today = tuple(dict.fromkeys((*(name for _, name in area.name), *area.aliases.all())))
        if len(today) > 1:
            yield Leads(today, today)
        former = tuple(name for name in area.formerly.all() if name not in today)
        if former:
            yield Leads(former, today[:1])


def _compounds(guide: Guide) -> Mapping[str, tuple[str, ...]]:
    known: set[str] = set()
    foreign: set[str] = set()
    for language in {*guide.languages, *guide.synonyms}:
        texts = [*_texts(guide, language), *_synonym_words(guide, language)]
        found = _distinct_words(texts)
        (known if language in COMPOUNDING else foreign).update(found)
    names = _distinct_words(name for area in guide.areas.values() for _, name in area.name)
    return split_compounds(known - foreign - names, known - names)


def _distinct_words(texts: Iterable[str]) -> set[str]:
    chunks = set(fold(" ".join(texts)).split())
    return {word for chunk in chunks for word in chunk_words(chunk)}


def _synonym_words(guide: Guide, language: str) -> Iterator[str]:
    for group in guide.synonyms.get(language, ()):
        yield from (*group.same, *group.typed, *group.finds)


def _texts(guide: Guide, language: str) -> Iterator[str]:
    """What the search reads of the guide's records, in one language and not borrowed."""
    records: tuple[Scheme | Partner, ...] = (*guide.schemes, *guide.partners)
    for record in records:
        yield from _written(language, record.name, record.summary)
        yield from _listed(language, record.aliases, record.keywords, record.formerly)
        if isinstance(record, Scheme):
            yield from _written(language, *record.eligibility, *record.benefit)
        else:
            yield from _written(language, *record.services)
    for term in guide.terms:
        yield from _written(language, term.term, term.expansion, term.explanation)
    for vocabulary in guide.vocabularies.values():
        for word in vocabulary.values():
            yield from _written(language, word.label, word.description)


def _written(language: str, *texts: LocalizedText | None) -> Iterator[str]:
    for text in texts:
        found = dict(text).get(language) if text is not None else None
        if found:
            yield found


def _listed(language: str, *lists: LocalizedNames) -> Iterator[str]:
    for names in lists:
        yield from dict(names).get(language, ())
