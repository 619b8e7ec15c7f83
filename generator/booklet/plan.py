"""What one booklet holds: its fiches by need, its partners by kind, who helps with what.

It decides which records stand where and says nothing of how they look.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from generator.booklet.edition import Edition
from generator.coverage import Helper, by_kind, partners_at, schemes_at
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
)


@dataclass(frozen=True, slots=True)
class Helpers:
    """Those of one kind who deliver a scheme; none when the guide knows the kind only."""

    kind: PartnerKind
    partners: tuple[Partner, ...]


@dataclass(frozen=True)
class Plan:
    """The records of one edition in the order they are read."""

    guide: Guide
    edition: Edition
    sections: tuple[tuple[Theme, tuple[Scheme, ...]], ...]
    directory: tuple[tuple[PartnerKind, tuple[Partner, ...]], ...]

    @property
    def area(self) -> Area:
        """The place the booklet is for."""
        return self.guide.areas[self.edition.area]

    @property
    def language(self) -> Language:
        """The language of its readers."""
        return language(self.edition.language)

    @cached_property
    def schemes(self) -> tuple[Scheme, ...]:
        """Its schemes, each once, in reading order."""
        return tuple(scheme for _, schemes in self.sections for scheme in schemes)

    @cached_property
    def scheme_ids(self) -> frozenset[str]:
        """The ids of its schemes."""
        return frozenset(scheme.id for scheme in self.schemes)

    @cached_property
    def partners(self) -> tuple[Partner, ...]:
        """Its partners, each once, in reading order."""
        return tuple(partner for _, partners in self.directory for partner in partners)

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
                    for partner in self.partners
                    if partner.kind == kind and (partner in named or self._by_kind(scheme, partner))
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


def plan_booklet(guide: Guide, edition: Edition) -> Plan:
    """Choose and order the records of an edition: what is open and touches its area, each once."""

    def by_name(records: Iterable[Scheme]) -> tuple[Scheme, ...]:
        return tuple(sorted(records, key=lambda r: sort_key(r.name.wording(edition.language).text)))

    schemes = [scheme for scheme in schemes_at(guide, edition.area) if is_open(scheme)]
    themes = {theme.id: theme for theme in guide.themes}
    order = edition.series.themes or tuple(themes)
    main_themes = {s.id: next((t for t in s.themes if t in order), None) for s in schemes}
    sections = (
        (themes[theme], by_name(s for s in schemes if main_themes[s.id] == theme))
        for theme in order
    )
    return Plan(
        guide,
        edition,
        tuple(section for section in sections if section[1]),
        _directory(guide, edition),
    )


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
