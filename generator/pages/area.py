"""The page of a place, from a country to a commune: who is there for what, and what it lacks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from generator.coverage import (
    by_kind,
    by_theme,
    is_local,
    missing_kinds,
    partners_at,
    schemes_at,
    themes_without_local_answer,
)
from generator.guide import Guide, sort_key
from generator.pages.booklet import booklets_of
from generator.pages.page import (
    LanguageSite,
    Page,
    PageFacts,
    Up,
    render_page,
)
from generator.records.models import Area, AreaKind, Scheme, Theme

_SAYS_WHAT_IT_LACKS = frozenset({AreaKind.DEPARTMENT, AreaKind.TERRITORY, AreaKind.CROSS_BORDER})


def render_area_page(site: LanguageSite, area: Area) -> Page:
    """The whole page of a place in one language."""
    guide, lang = site.guide, site.language
    if area.kind is AreaKind.COMMUNE:
        return _render_commune_page(site, area)
    geography = guide.geography
    holders = [a for a in geography.widest_first(geography.ancestors[area.id]) if a != area.id]
    helpers = partners_at(guide, area.id)
    schemes = schemes_at(guide, area.id)
    says_gaps = area.kind in _SAYS_WHAT_IT_LACKS
    facts = PageFacts(
        site,
        "area",
        area.ref,
        record=area,
        ancestors=geography.around(area.id),
        up=Up("../../areas/", lang.t("nav.places")),
    )
    values: dict[str, Any] = {
        "area": area,
        "holders": [guide.areas[holder] for holder in holders],
        "former": area.formerly.all(),
        "kinds": by_kind(guide, helpers),
        "themes": _own_schemes(guide, area, schemes),
        "wider": any(not is_local(guide, s) for s in schemes),
        "gaps": missing_kinds(guide, area, helpers) if says_gaps else (),
        "unanswered": themes_without_local_answer(guide, schemes, helpers) if says_gaps else (),
        "parts": _parts(site, area),
        "booklets": booklets_of(site.booklets, area.id, lang.code),
    }
    title = area.name.wording(lang.code).text
    if area.summary is not None:
        description = area.summary.wording(lang.code).text
    else:
        description = lang.t("area.lead", place=title)
    return render_page(facts, "area.html", title, description, values)


def _own_schemes(
    guide: Guide, area: Area, found: Iterable[Scheme]
) -> tuple[tuple[Theme, tuple[Scheme, ...]], ...]:
    """The schemes of a place by need: its own and its département's, not those of a whole country.

    A country's or a region's page has those; the pages of the needs have them all.
    """
    if area.kind in (AreaKind.COUNTRY, AreaKind.REGION):
        return by_theme(guide, (s for s in found if not is_local(guide, s)))
    return by_theme(guide, (s for s in found if is_local(guide, s)))


def _render_commune_page(site: LanguageSite, commune: Area) -> Page:
    """A commune's page: one interlocutor after the other, the nearest first, each with its reason.

    Its schemes are those of the places that hold it, so the page leads there.
    """
    guide, lang = site.guide, site.language
    geography = guide.geography
    holders = [
        guide.areas[a]
        for a in geography.widest_first(geography.ancestors[commune.id])
        if a != commune.id
    ]
    helpers = partners_at(guide, commune.id)
    facts = PageFacts(
        site,
        "commune",
        commune.ref,
        record=commune,
        ancestors=geography.around(commune.id),
        up=Up("../../communes/", lang.t("places.find_commune")),
    )
    values: dict[str, Any] = {
        "commune": commune,
        "holders": holders,
        "nearest": geography.narrowest(h.id for h in holders if h.kind in _SAYS_WHAT_IT_LACKS),
        "former": (*commune.formerly.all(), *commune.aliases.all()),
        "helpers": helpers,
        "gaps": missing_kinds(guide, commune, helpers),
        "themes": guide.themes,
    }
    title = commune.name.wording(lang.code).text
    return render_page(facts, "commune.html", title, lang.t("commune.lead", place=title), values)


def _parts(site: LanguageSite, area: Area) -> list[tuple[str, list[Area]]]:
    """The places a place is made of, the widest kinds first, each kind in alphabetical order."""
    if area.kind is AreaKind.COMMUNE:
        return []
    guide, code = site.guide, site.language.code
    inside = [
        other
        for other in guide.areas.values()
        if area.id in guide.geography.ancestors[other.id] and other.id != area.id
    ]
    if area.kind in (AreaKind.COUNTRY, AreaKind.REGION):
        inside = [other for other in inside if other.kind is not AreaKind.COMMUNE]
    groups = []
    for kind in AreaKind:
        places = [other for other in inside if other.kind is kind]
        if kind is AreaKind.EPCI:
            places = [*places, *_straddling(site, area)]
        if places:
            places.sort(key=lambda place: sort_key(place.name.wording(code).text))
            groups.append((kind.value, places))
    return groups


def _straddling(site: LanguageSite, area: Area) -> list[Area]:
    """Intercommunalités only partly inside: of the place, but not listed under it in the tree."""
    geography = site.guide.geography
    here = geography.communes[area.id]
    return [
        other
        for other in site.guide.areas.values()
        if other.kind is AreaKind.EPCI
        and area.kind in (AreaKind.DEPARTMENT, AreaKind.TERRITORY)
        and area.id not in geography.ancestors[other.id]
        and here & geography.communes[other.id]
    ]
