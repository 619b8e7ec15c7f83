"""The Guide: every record typed, sorted and resolved, built whole or not at all.

Nothing changes it afterwards; what is for professionals only is left out here, once, so that no
public page, index, export or booklet can hold it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from typing import Any, TypeVar

from generator.audience import Audience
from generator.geography import Geography, build_geography
from generator.kinship import Kinship
from generator.records.models import (
    Area,
    AreaKind,
    EditionSeries,
    GuideSettings,
    LifecycleStatus,
    Partner,
    PartnerKind,
    Question,
    Record,
    Scheme,
    Source,
    Synonyms,
    Term,
    Theme,
    Word,
)
from generator.records.models.base import is_professional


@dataclass(frozen=True, slots=True)
class Origin:
    """The file a record stands in, relative to the guide's root, and its first line."""

    file: str
    line: int = 1


@dataclass(frozen=True)
class Guide:
    """Everything one product is made from. Records are sorted by id; words and questions stand as
    written.
    """

    settings: GuideSettings
    as_of: date
    audience: Audience
    schemes: tuple[Scheme, ...]
    partners: tuple[Partner, ...]
    terms: tuple[Term, ...]
    editions: tuple[EditionSeries, ...]
    questions: tuple[Question, ...]
    sources: Mapping[str, Source]
    geography: Geography
    vocabularies: Mapping[str, Mapping[str, Word]]
    origins: Mapping[str, Origin]
    synonyms: Mapping[str, tuple[Synonyms, ...]]
    """People's own words for the search, by the language they are in."""

    @cached_property
    def public(self) -> Guide:
        """The same guide without what is for professionals only; itself where that is so."""
        if self.audience is Audience.PUBLIC:
            return self
        return replace(
            self,
            audience=Audience.PUBLIC,
            schemes=tuple(_for_audience(self.schemes, Audience.PUBLIC)),
            partners=tuple(_for_audience(self.partners, Audience.PUBLIC)),
            terms=tuple(_for_audience(self.terms, Audience.PUBLIC)),
            editions=tuple(_for_audience(self.editions, Audience.PUBLIC)),
        )

    @cached_property
    def schemes_by_id(self) -> Mapping[str, Scheme]:
        """Schemes by id."""
        return {scheme.id: scheme for scheme in self.schemes}

    @cached_property
    def partners_by_id(self) -> Mapping[str, Partner]:
        """Partners by id."""
        return {partner.id: partner for partner in self.partners}

    @cached_property
    def terms_by_id(self) -> Mapping[str, Term]:
        """Terms by id."""
        return {term.id: term for term in self.terms}

    @property
    def areas(self) -> Mapping[str, Area]:
        """Areas by id."""
        return self.geography.areas

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages of the guide; the first is the one at the root of the site."""
        return self.settings.languages

    @cached_property
    def themes(self) -> tuple[Theme, ...]:
        """The needs, in the order the home page shows them."""
        return tuple(w for w in self.vocabularies["themes"].values() if isinstance(w, Theme))

    @cached_property
    def partner_kinds(self) -> Mapping[str, PartnerKind]:
        """Kinds of partners by id, in the order of the vocabulary."""
        kinds = self.vocabularies["partner-kinds"]
        return {key: kind for key, kind in kinds.items() if isinstance(kind, PartnerKind)}

    @cached_property
    def local_areas(self) -> frozenset[str]:
        """Places that are a département or a province, or smaller."""
        wide = (AreaKind.COUNTRY, AreaKind.REGION)
        return frozenset(area.id for area in self.areas.values() if area.kind not in wide)

    @cached_property
    def countries(self) -> tuple[Area, ...]:
        """The countries among the areas."""
        return tuple(area for area in self.areas.values() if area.kind is AreaKind.COUNTRY)

    @cached_property
    def partners_by_area(self) -> Mapping[str, tuple[Partner, ...]]:
        """Partners that still exist, under each area they name."""
        return _under((p, p.areas) for p in self.partners if not is_closed(p))

    @cached_property
    def partners_by_kind(self) -> Mapping[str, tuple[Partner, ...]]:
        """Partners that still exist, under their kind."""
        return _under((p, (p.kind,)) for p in self.partners if not is_closed(p))

    @cached_property
    def schemes_by_area(self) -> Mapping[str, tuple[Scheme, ...]]:
        """Schemes that one may still ask for, under each area they name."""
        return _under((s, s.areas) for s in self.schemes if not is_closed(s))

    @cached_property
    def schemes_by_partner(self) -> Mapping[str, tuple[Scheme, ...]]:
        """Schemes, closed ones too, under each partner that holds or provides them by name."""
        return _under((s, filter(None, (s.holder, *s.providers))) for s in self.schemes)

    @cached_property
    def schemes_by_provider_kind(self) -> Mapping[str, tuple[Scheme, ...]]:
        """Schemes that one may still ask for, under each kind of partner that provides them."""
        return _under((s, s.provider_kinds) for s in self.schemes if not is_closed(s))

    @cached_property
    def kinship(self) -> Kinship:
        """Which schemes that one may still ask for are alike."""
        return Kinship(s for s in self.schemes if not is_closed(s))

    @cached_property
    def equivalents(self) -> Mapping[str, tuple[tuple[Scheme, Scheme], ...]]:
        """For each scheme, pairs (who states it, the other): equivalence reads both ways."""
        found: dict[str, list[tuple[Scheme, Scheme]]] = {}
        for scheme in self.schemes:
            for equivalent in scheme.equivalents:
                other = self.schemes_by_id.get(equivalent.scheme)
                if other is None:
                    continue
                found.setdefault(scheme.id, []).append((scheme, other))
                if all(back.scheme != scheme.id for back in other.equivalents):
                    found.setdefault(other.id, []).append((scheme, scheme))
        return {key: tuple(pairs) for key, pairs in found.items()}

    def find(self, ref: str) -> Record | None:
        """The record of a reference `kind/id`, or None if this guide does not hold it."""
        kind, _, identifier = ref.partition("/")
        shelves: Mapping[str, Mapping[str, Record]] = {
            "scheme": self.schemes_by_id,
            "partner": self.partners_by_id,
            "area": self.areas,
            "commune": self.areas,
            "term": self.terms_by_id,
        }
        return shelves.get(kind, {}).get(identifier)

    def schemes_named(self, identifiers: Iterable[str]) -> tuple[Scheme, ...]:
        """The schemes of these ids, in their order, less those this guide does not hold."""
        return _held(self.schemes_by_id, identifiers)

    def partners_named(self, identifiers: Iterable[str]) -> tuple[Partner, ...]:
        """The partners of these ids, in their order, less those this guide does not hold."""
        return _held(self.partners_by_id, identifiers)

    def label(self, vocabulary: str, identifier: str) -> Word:
        """The word of a vocabulary."""
        return self.vocabularies[vocabulary][identifier]


def is_closed(record: Scheme | Partner) -> bool:
    """Whether one can no longer ask for it."""
    return record.lifecycle is not None and record.lifecycle.status is LifecycleStatus.CLOSED


def is_open(scheme: Scheme) -> bool:
    """Whether one may ask for it now."""
    return scheme.lifecycle is None or scheme.lifecycle.status is LifecycleStatus.OPEN


L = TypeVar("L", Scheme, Partner)


def _held(shelf: Mapping[str, L], identifiers: Iterable[str]) -> tuple[L, ...]:
    return tuple(shelf[identifier] for identifier in identifiers if identifier in shelf)


def _under(filed: Iterable[tuple[L, Iterable[str]]]) -> dict[str, tuple[L, ...]]:
    """Records under each of the keys they are filed by."""
    found: dict[str, list[L]] = {}
    for record, keys in filed:
        for key in dict.fromkeys(keys):
            found.setdefault(key, []).append(record)
    return {key: tuple(records) for key, records in found.items()}


_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "’": "'", "ʼ": "'"})


@lru_cache(maxsize=16384)
def sort_key(text: str) -> tuple[str, str]:
    """Order words as a reader expects: accents, case and ligatures do not count at first."""
    decomposed = unicodedata.normalize("NFD", text.casefold().translate(_LIGATURES))
    folded = "".join(c for c in decomposed if not unicodedata.combining(c))
    return folded, text


R = TypeVar("R", bound=Record)


def build_guide(
    typed: Sequence[Any],
    vocabularies: Mapping[str, Sequence[Word]],
    origins: Mapping[str, Origin],
    as_of: date,
    audience: Audience = Audience.PUBLIC,
    *,
    synonyms: Mapping[str, tuple[Synonyms, ...]] | None = None,
) -> Guide:
    """Assemble a Guide from typed, checked records; keep from the public what is not for it."""
    settings = next(record for record in typed if isinstance(record, GuideSettings))

    def shelf(model: type[R]) -> tuple[R, ...]:
        records = sorted((r for r in typed if isinstance(r, model)), key=lambda r: r.id)
        return tuple(_for_audience(records, audience))

    return Guide(
        settings=settings,
        as_of=as_of,
        audience=audience,
        schemes=shelf(Scheme),
        partners=shelf(Partner),
        terms=shelf(Term),
        editions=shelf(EditionSeries),
        # The order of the file is the order in which they are asked.
        questions=tuple(_for_audience((r for r in typed if isinstance(r, Question)), audience)),
        sources={record.id: record for record in typed if isinstance(record, Source)},
        # A place is never secret, and others may name it as theirs.
        geography=build_geography(
            sorted((r for r in typed if isinstance(r, Area)), key=lambda r: r.id)
        ),
        vocabularies={
            name: {word.id: word for word in words} for name, words in vocabularies.items()
        },
        origins=origins,
        synonyms=synonyms or {},
    )


def _for_audience(records: Iterable[R], audience: Audience) -> Iterable[R]:
    for record in records:
        if audience is Audience.PROFESSIONAL:
            yield record
        elif record.visibility == "public":
            yield _without_professional_fields(record)


def _without_professional_fields(record: R) -> R:
    model = type(record)
    hidden = {
        name: model.model_fields[name].default
        for name in model.model_fields
        if is_professional(model, name)
        and getattr(record, name) != model.model_fields[name].default
    }
    return record.model_copy(update=hidden) if hidden else record
