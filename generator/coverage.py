"""Who is there for whom: the partners and schemes of a place, and what the place lacks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.guide import Guide, is_closed, is_open, sort_key
from generator.records.models import Area, Partner, PartnerKind, Scheme, Theme


@dataclass(frozen=True, slots=True)
class Helper:
    """A partner that serves a place, and the area by which it does (None: a part of the place)."""

    partner: Partner
    by: Area | None


@dataclass(frozen=True, slots=True)
class PlaceHelpers:
    """The partners of one place that help with one scheme."""

    place: Area
    helpers: tuple[Helper, ...]


def is_local(guide: Guide, record: Scheme | Partner) -> bool:
    """Whether it belongs to a département, a province or less, not to a region or a country."""
    return not guide.local_areas.isdisjoint(record.areas)


def places_served(guide: Guide, record: Scheme | Partner) -> tuple[str, ...]:
    """The places of the home page where it serves someone."""
    return tuple(
        place
        for place in guide.settings.home_areas
        if guide.geography.touching(record.areas, record.excluded_areas, place)
    )


def countries_served(guide: Guide, record: Scheme | Partner) -> tuple[str, ...]:
    """The countries of which it serves some ground."""
    return tuple(
        country.country
        for country in guide.countries
        if country.country
        and guide.geography.touching(record.areas, record.excluded_areas, country.id)
    )


def partners_at(guide: Guide, place: str) -> tuple[Helper, ...]:
    """The partners that serve a place or a part of it, the nearest first."""
    near = {
        partner.id: partner
        for area in guide.geography.touched_by(place)
        for partner in guide.partners_by_area.get(area, ())
    }
    found = [
        _helper(guide, near[key], place)
        for key in sorted(near)
        if _is_not_cut_out(guide, near[key], place)
    ]
    return tuple(sorted(found, key=lambda helper: _nearness(guide, helper)))


def schemes_at(guide: Guide, place: str) -> tuple[Scheme, ...]:
    """The schemes one may ask for in a place or a part of it, closed ones left out."""
    near = {
        scheme.id: scheme
        for area in guide.geography.touched_by(place)
        for scheme in guide.schemes_by_area.get(area, ())
    }
    return tuple(near[key] for key in sorted(near) if _is_not_cut_out(guide, near[key], place))


def by_theme(
    guide: Guide, schemes: Iterable[Scheme]
) -> tuple[tuple[Theme, tuple[Scheme, ...]], ...]:
    """Schemes under every need they answer, in the order of the needs; empty needs left out."""
    groups: dict[str, list[Scheme]] = {theme.id: [] for theme in guide.themes}
    for scheme in schemes:
        for theme_id in scheme.themes:
            groups[theme_id].append(scheme)
    return tuple((t, tuple(groups[t.id])) for t in guide.themes if groups[t.id])


def by_kind(
    guide: Guide, helpers: Sequence[Helper]
) -> tuple[tuple[PartnerKind, tuple[Helper, ...]], ...]:
    """Partners under their kind, in the order of the vocabulary; empty kinds left out."""
    groups = (
        (kind, tuple(helper for helper in helpers if helper.partner.kind == kind.id))
        for kind in guide.partner_kinds.values()
    )
    return tuple((kind, found) for kind, found in groups if found)


def first_contacts(guide: Guide, place: str, most: int) -> tuple[Partner, ...]:
    """Whom to turn to in a place when one knows nobody: one partner of each kind, in the order of
    the vocabulary, that serves the whole place and no more than a département or province.
    """
    local = [h for h in partners_at(guide, place) if h.by and is_local(guide, h.partner)]
    reachable = [h for h in local if h.partner.contact and not h.partner.contact.is_empty]
    return tuple(found[0].partner for _, found in by_kind(guide, reachable)[:most])


def missing_kinds(guide: Guide, place: Area, helpers: Iterable[Helper]) -> tuple[PartnerKind, ...]:
    """Kinds of bodies a place of its country should have, and for which the guide knows none."""
    present = {helper.partner.kind for helper in helpers}
    countries = {place.country} if place.country else {"FR", "BE"}
    return tuple(
        kind
        for kind in guide.partner_kinds.values()
        if countries & set(kind.expected_in) and kind.id not in present
    )


def themes_without_local_answer(
    guide: Guide, schemes: Iterable[Scheme], helpers: Iterable[Helper]
) -> tuple[Theme, ...]:
    """Needs that no scheme and no partner of a place answers, wider ones than a département aside.

    `schemes` and `helpers` are those of the place, as `schemes_at` and `partners_at` find them.
    """
    local = [s for s in schemes if is_open(s) and is_local(guide, s)]
    near = [h.partner for h in helpers if is_local(guide, h.partner)]
    answered = {theme for scheme in local for theme in scheme.themes}
    answered |= {theme for partner in near for theme in partner.themes}
    return tuple(theme for theme in guide.themes if theme.id not in answered)


def helpers_for(
    guide: Guide, scheme: Scheme
) -> tuple[tuple[Helper, ...], tuple[PlaceHelpers, ...]]:
    """Who delivers a scheme: those who serve all its home places, then the others by place."""
    candidates = _deliverers(guide, scheme)
    places = [
        guide.areas[area]
        for area in _narrowest_home_areas(guide)
        if guide.geography.touching(scheme.areas, scheme.excluded_areas, area)
    ]
    everywhere: list[Helper] = []
    local: list[Partner] = []
    for partner in candidates:
        if (
            places
            and any(
                guide.geography.touching(partner.areas, partner.excluded_areas, p.id)
                for p in places
            )
            and is_local(guide, partner)
        ):
            local.append(partner)
        else:
            area = guide.geography.narrowest(partner.areas)
            everywhere.append(Helper(partner, guide.areas[area] if area else None))
    groups = []
    for place in places:
        found = [
            _helper(guide, partner, place.id)
            for partner in local
            if guide.geography.touching(partner.areas, partner.excluded_areas, place.id)
        ]
        if found:
            found.sort(key=lambda helper: _nearness(guide, helper))
            groups.append(PlaceHelpers(place, tuple(found)))
    return tuple(everywhere), tuple(groups)


def _narrowest_home_areas(guide: Guide) -> tuple[str, ...]:
    """The places of the home page that hold no other: a département's territories, not itself."""
    home = guide.settings.home_areas
    ancestors = guide.geography.ancestors
    holding = {above for area in home for above in ancestors[area] if above != area}
    return tuple(area for area in home if area not in holding)


def schemes_of(guide: Guide, partner: Partner) -> tuple[Scheme, ...]:
    """The schemes a partner holds or delivers, by name of its own or by its kind."""
    found = {scheme.id: scheme for scheme in guide.schemes_by_partner.get(partner.id, ())}
    for scheme in guide.schemes_by_provider_kind.get(partner.kind, ()):
        if _is_in_reach(guide, scheme, partner):
            found[scheme.id] = scheme
    return tuple(found[key] for key in sorted(found))


def _deliverers(guide: Guide, scheme: Scheme) -> list[Partner]:
    named = list(guide.partners_named(scheme.providers))
    holder = guide.partners_by_id.get(scheme.holder or "")
    if holder is not None and not (named or scheme.provider_kinds):
        named.append(holder)
    known = {partner.id for partner in named}
    generic = [
        partner
        for kind in scheme.provider_kinds
        for partner in guide.partners_by_kind.get(kind, ())
        if partner.id not in known and _is_in_reach(guide, scheme, partner)
    ]
    return [partner for partner in (*named, *generic) if not is_closed(partner)]


def _is_in_reach(guide: Guide, scheme: Scheme, partner: Partner) -> bool:
    """Whether a scheme may be asked for somewhere in the areas of a partner."""
    return any(
        guide.geography.touching(scheme.areas, scheme.excluded_areas, area)
        for area in partner.areas
    )


def _is_not_cut_out(guide: Guide, record: Scheme | Partner, place: str) -> bool:
    """For a record found by an area that meets `place`: whether its excluded areas leave any."""
    return not record.excluded_areas or guide.geography.touching(
        record.areas, record.excluded_areas, place
    )


def _helper(guide: Guide, partner: Partner, place: str) -> Helper:
    by = guide.geography.covering(partner.areas, partner.excluded_areas, place)
    return Helper(partner, guide.areas[by] if by else None)


def _nearness(guide: Guide, helper: Helper) -> tuple[int, tuple[str, str]]:
    """Those of a part of the place first, then by the size of the area they answer for."""
    size = len(guide.geography.communes[helper.by.id]) if helper.by else 0
    return size, sort_key(helper.partner.name.wording(guide.languages[0]).text)
