"""What one booklet holds: its fiches by need, its partners by kind, who helps with what.

It decides which records stand where and says nothing of how they look.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, TypeAlias, TypeVar

from generator.audience import Audience
from generator.booklet.edition import Edition
from generator.booklet.room import Filled, rooms
from generator.booklet.text import Text, page_of
from generator.coverage import Helper, by_kind, is_local, partners_at, schemes_at
from generator.guide import Guide, is_open, sort_key
from generator.language import Language, language
from generator.records.models import (
    Area,
    Emergency,
    Partner,
    PartnerKind,
    Phone,
    Scheme,
    Site,
    Theme,
    Word,
)

T = TypeVar("T")
Common: TypeAlias = dict[tuple[Audience, str, str | None, str], Any]


@dataclass(frozen=True, slots=True)
class Helpers:
    """Those of one kind who deliver a scheme; none when the guide knows the kind only."""

    kind: PartnerKind
    partners: tuple[Partner, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter of fiches: a need, or a step of the way; `position` counts from 0 among all."""

    ref: str
    word: Word
    hue: str
    position: int
    schemes: tuple[Scheme, ...]


@dataclass(frozen=True)
class Plan:
    """The records of one edition in the order they are read."""

    guide: Guide
    edition: Edition
    sections: tuple[Section, ...]
    directory: tuple[tuple[PartnerKind, tuple[Partner, ...]], ...]
    common: Common
    """What other booklets of the same guide say, this one too: see `once`."""

    def once(self, name: str, make: Callable[[], T]) -> T:
        """What booklets say the same in each place of a country, under a `name` of its own: made
        for the first of them that share their `common`.
        """
        key = (self.guide.audience, self.edition.language, self.area.country, name)
        if key not in self.common:
            self.common[key] = make()
        found: T = self.common[key]
        return found

    @property
    def area(self) -> Area:
        """The place the booklet is for."""
        return self.guide.areas[self.edition.area]

    @property
    def language(self) -> Language:
        """The language of its readers."""
        return language(self.edition.language)

    @property
    def chapters(self) -> int:
        """How many chapters of fiches a booklet in this order may have."""
        return len(_words(self.guide, self.edition))

    @cached_property
    def schemes(self) -> tuple[Scheme, ...]:
        """Its schemes, each once, in reading order."""
        return tuple(scheme for section in self.sections for scheme in section.schemes)

    @cached_property
    def scheme_ids(self) -> frozenset[str]:
        """The ids of its schemes."""
        return frozenset(scheme.id for scheme in self.schemes)

    @cached_property
    def partners(self) -> tuple[Partner, ...]:
        """Its partners, each once, in reading order."""
        return tuple(partner for _, partners in self.directory for partner in partners)

    @cached_property
    def _of_kind(self) -> Mapping[str, tuple[Partner, ...]]:
        return {kind.id: partners for kind, partners in self.directory}

    def page_of(self, reference: str) -> Text:
        """The number of the page where a record, or a kind of partner, stands in this booklet."""
        return page_of(reference, self._rooms[reference])

    @cached_property
    def _rooms(self) -> Mapping[str, str]:
        return rooms(self.edition.layout, map(self._filled, self.schemes), self._addresses())

    def _filled(self, record: Scheme | Partner) -> Filled:
        octets = self.once(
            f"octets/{record.ref}", lambda: len(record.model_dump_json(exclude_none=True))
        )
        return record.ref, octets

    def _addresses(self) -> Iterator[Filled]:
        for kind, partners in self.directory:
            yield kind_ref(kind), 0
            yield from map(self._filled, partners)

    @cached_property
    def emergencies(self) -> tuple[Emergency, ...]:
        """The numbers that hold in the booklet's country; all of them across a border."""
        return tuple(
            emergency
            for emergency in self.guide.settings.emergencies
            if None in (self.area.country, emergency.country)
            or emergency.country == self.area.country
        )

    def helpers(self, scheme: Scheme) -> tuple[Helpers, ...]:
        """Who delivers a scheme here: those it names, then every kind it names, by kind."""
        named = [partner for partner in self.partners if partner.id in scheme.providers]
        if not (named or scheme.provider_kinds):
            named = [partner for partner in self.partners if partner.id == scheme.holder]
        kinds = dict.fromkeys((*(partner.kind for partner in named), *scheme.provider_kinds))
        return tuple(
            Helpers(
                self.guide.partner_kinds[kind],
                _nearest(
                    partner
                    for partner in self._of_kind.get(kind, ())
                    if partner in named or self._by_kind(scheme, partner)
                ),
            )
            for kind in kinds
        )

    def _by_kind(self, scheme: Scheme, partner: Partner) -> bool:
        geography = self.guide.geography
        return partner.kind in scheme.provider_kinds and any(
            geography.touching(scheme.areas, scheme.excluded_areas, area) for area in partner.areas
        )

    def sites(self, partner: Partner) -> tuple[Site, ...]:
        """Where one may go: the partner's places in the area, else its only place elsewhere."""
        here = self.guide.geography.communes[self.area.id] | {self.area.id}
        near = tuple(s for s in partner.sites if s.commune is None or s.commune in here)
        return near or (partner.sites if len(partner.sites) == 1 else ())

    def phones(self, partner: Partner) -> tuple[Phone, ...]:
        """Its general numbers, then those of its places here, each once."""
        general = partner.contact.phones if partner.contact else ()
        found = (*general, *(phone for site in self.sites(partner) for phone in site.phones))
        return tuple({phone.number: phone for phone in reversed(found)}.values())[::-1]


def kind_ref(kind: PartnerKind) -> str:
    """How a booklet refers to its partners of a kind."""
    return f"kind/{kind.id}"


def plan_booklet(guide: Guide, edition: Edition, common: Common | None = None) -> Plan:
    """Choose and order the records of an edition: what is open and touches its area, each once.

    The guide is that of the edition's audience (`guide_for`). A booklet that holds a part of the
    schemes gives the addresses of those who deliver that part.
    """

    def by_name(records: Iterable[Scheme]) -> tuple[Scheme, ...]:
        return tuple(sorted(records, key=lambda r: sort_key(r.name.wording(edition.language).text)))

    schemes = [s for s in schemes_at(guide, edition.area) if _is_included(guide, edition, s)]
    words = _words(guide, edition)
    places = list(words)
    chapters: dict[str, list[Scheme]] = {word: [] for word in _order(edition, places)}
    for scheme in schemes:
        own = scheme.pathway if edition.series.order == "pathway" else scheme.themes
        chapters[next((word for word in own if word in chapters), places[-1])].append(scheme)
    sections = tuple(
        Section(
            f"{edition.series.order}/{word}",
            words[word],
            _hue(guide, words[word], places.index(word)),
            places.index(word),
            by_name(found),
        )
        for word, found in chapters.items()
        if found
    )
    shared = {} if common is None else common
    whole = Plan(guide, edition, sections, _directory(guide, edition), shared)
    if edition.series.includes.is_everything:
        return whole
    return replace(whole, directory=_those_who_deliver(whole))


def _is_included(guide: Guide, edition: Edition, scheme: Scheme) -> bool:
    includes = edition.series.includes
    return (
        is_open(scheme)
        and (not includes.themes or not set(includes.themes).isdisjoint(scheme.themes))
        and (not includes.kinds or scheme.kind in includes.kinds)
        and (not includes.schemes or scheme.id in includes.schemes)
        and (includes.scope == "all" or is_local(guide, scheme))
    )


def _words(guide: Guide, edition: Edition) -> Mapping[str, Word]:
    return guide.vocabularies["pathway" if edition.series.order == "pathway" else "themes"]


def _order(edition: Edition, places: Sequence[str]) -> Sequence[str]:
    """The chapters in the order in which they are read; the needs as the series puts them."""
    chosen = edition.series.includes.themes
    return chosen if chosen and edition.series.order == "theme" else places


def _hue(guide: Guide, word: Word, position: int) -> str:
    """The colour of a need; a step of the way borrows that of the need at its place."""
    return word.hue if isinstance(word, Theme) else guide.themes[position % len(guide.themes)].hue


def _those_who_deliver(plan: Plan) -> tuple[tuple[PartnerKind, tuple[Partner, ...]], ...]:
    wanted = {
        partner.id
        for scheme in plan.schemes
        for helpers in plan.helpers(scheme)
        for partner in helpers.partners
    }
    kept = (
        (kind, tuple(partner for partner in partners if partner.id in wanted))
        for kind, partners in plan.directory
    )
    return tuple((kind, partners) for kind, partners in kept if partners)


def _directory(
    guide: Guide, edition: Edition
) -> tuple[tuple[PartnerKind, tuple[Partner, ...]], ...]:
    """The partners of the area by kind, the nearest first."""

    def nearness(helper: Helper) -> tuple[int, tuple[str, str]]:
        size = len(guide.geography.communes[helper.by.id]) if helper.by else 0
        return size, sort_key(helper.partner.name.wording(edition.language).text)

    helpers = sorted(partners_at(guide, edition.area), key=nearness)
    return tuple(
        (kind, tuple(helper.partner for helper in found)) for kind, found in by_kind(guide, helpers)
    )


def _nearest(partners: Iterable[Partner]) -> tuple[Partner, ...]:
    """Partners without those of which another is a local branch."""
    found = tuple(partners)
    parents = {partner.parent for partner in found}
    return tuple(partner for partner in found if partner.id not in parents)
