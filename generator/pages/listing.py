"""The listings Markdown pages make room for: `<!-- vademecum:NAME -->` becomes one of these."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.addresses import address, site_path
from generator.coverage import Helper, by_kind, first_contacts
from generator.guide import is_closed, sort_key
from generator.pages.booklet import booklets_of
from generator.pages.my_booklet import my_booklet
from generator.pages.page import LanguageSite, render_fragment
from generator.pages.pathway import pathway
from generator.pages.self_check import self_check
from generator.pages.table import table_values
from generator.pages.theme import country_of
from generator.records.models import Area, AreaKind, Partner, Scheme
from generator.records.pages import PLACEHOLDER

_NO_LETTER = "0-9"
_CONTACTS = 4
"""Bodies of a place that the search names to whom it has found nothing for."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the alphabetical list: a name, where it leads, what it is another word for."""

    name: str
    address: str
    stands_for: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to turn to: its page from the root of the site, and its number as dialled and read."""

    name: str
    url: str
    number: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class EmergencyLine:
    """A number for who is in danger, as dialled and read, and the words that call it up."""

    number: str
    phone: str
    label: str
    description: str
    words: tuple[str, ...]
    always: bool


@dataclass(frozen=True, slots=True)
class Option:
    """A choice of the search: its id, what readers see, its page from the root of the site."""

    id: str
    label: str
    url: str = ""
    contacts: tuple[Contact, ...] = ()


def fill_placeholders(site: LanguageSite, html: str, depth: int) -> str:
    """Replace each placeholder in a page by its listing; `check` refuses those that are unknown."""
    return PLACEHOLDER.sub(lambda found: render_listing(site, found.group(1), depth), html)


def render_listing(site: LanguageSite, name: str, depth: int) -> str:
    """One listing for a page `depth` folders below its language."""
    return render_fragment(site, depth, f"{name}.html", LISTINGS[name](site))


def _booklets(site: LanguageSite) -> Mapping[str, Any]:
    guide, code = site.guide, site.language.code
    home = guide.settings.home_areas
    areas = {booklet.area for booklet in site.booklets}
    others = sorted(
        (guide.areas[area] for area in areas - set(home)),
        key=lambda area: sort_key(area.name.wording(code).text),
    )
    places = [*(guide.areas[area] for area in home if area in areas), *others]
    return {
        "places": [(place, booklets_of(site.booklets, place.id, code)) for place in places],
        "missing": any(booklet.file is None for booklet in site.booklets),
    }


def _home(site: LanguageSite) -> Mapping[str, Any]:
    return {"themes": site.guide.themes, "places": _home_places(site)}


def _themes(site: LanguageSite) -> Mapping[str, Any]:
    usable = [scheme for scheme in site.guide.schemes if not is_closed(scheme)]
    count = {t.id: sum(t.id in scheme.themes for scheme in usable) for t in site.guide.themes}
    return {"themes": site.guide.themes, "count": count}


def _schemes(site: LanguageSite) -> Mapping[str, Any]:
    guide, code = site.guide, site.language.code
    schemes = sorted(
        guide.schemes, key=lambda s: (is_closed(s), sort_key(s.name.wording(code).text))
    )
    groups = [
        (theme, [scheme for scheme in schemes if scheme.themes[0] == theme.id])
        for theme in guide.themes
    ]
    return {
        "groups": [(theme, found) for theme, found in groups if found],
        "total": len(schemes),
        "country": lambda scheme: country_of(guide, scheme),
    }


def _partners(site: LanguageSite) -> Mapping[str, Any]:
    guide, code = site.guide, site.language.code
    partners = sorted(guide.partners, key=lambda p: sort_key(p.name.wording(code).text))
    helpers = []
    for partner in partners:
        area = guide.geography.narrowest(partner.areas)
        helpers.append(Helper(partner, guide.areas[area] if area else None))
    return {"kinds": by_kind(guide, helpers), "total": len(partners)}


def _places(site: LanguageSite) -> Mapping[str, Any]:
    wanted = (AreaKind.CROSS_BORDER, AreaKind.DEPARTMENT, AreaKind.PROVINCE, AreaKind.TERRITORY)
    groups = [(kind.value, _areas_of_kind(site, kind)) for kind in wanted]
    more = [
        (kind.value, _areas_of_kind(site, kind))
        for kind in (AreaKind.EPCI, AreaKind.ARRONDISSEMENT, AreaKind.CATCHMENT)
    ]
    return {
        "groups": [(kind, areas) for kind, areas in groups if areas],
        "more": [(kind, areas) for kind, areas in more if areas],
    }


def _communes(site: LanguageSite) -> Mapping[str, Any]:
    communes = _areas_of_kind(site, AreaKind.COMMUNE)
    return {"letters": _by_letter(communes, lambda a: a.name.wording(site.language.code).text)}


def _glossary(site: LanguageSite) -> Mapping[str, Any]:
    guide, code = site.guide, site.language.code
    terms = sorted(guide.terms, key=lambda term: sort_key(term.term.wording(code).text))
    letters = _by_letter(terms, lambda term: term.term.wording(code).text)
    return {"letters": letters, "find": guide.find}


def _a_to_z(site: LanguageSite) -> Mapping[str, Any]:
    guide, code = site.guide, site.language.code
    entries: dict[tuple[str, str], Entry] = {}
    records: tuple[Scheme | Partner, ...] = (*guide.schemes, *guide.partners)
    for record in records:
        own = record.name.wording(code).text
        path = address(record)
        entries[own, path] = Entry(own, path)
        for other in _other_names(record, code):
            entries.setdefault((other, path), Entry(other, path, own))
    taken = {name for name, _ in entries}
    for term in guide.terms:
        written = term.term.wording(code).text
        if written not in taken:
            entries[written, address(term)] = Entry(written, address(term))
    ordered = sorted(entries.values(), key=lambda entry: sort_key(entry.name))
    return {"letters": _by_letter(ordered, lambda entry: entry.name)}


def _search(site: LanguageSite) -> Mapping[str, Any]:
    guide, code = site.guide, site.language.code
    root = site.root_of_site(1)
    return {
        "language": code,
        "root": root,
        "themes": [
            Option(theme.id, theme.label.wording(code).text, site_path(guide, code, theme))
            for theme in guide.themes
        ],
        "areas": [
            Option(
                area.id,
                area.name.wording(code).text,
                site_path(guide, code, area),
                tuple(_contacts(site, area)),
            )
            for area in _home_places(site)
        ],
        "audiences": [
            Option(word.id, word.label.wording(code).text)
            for word in guide.vocabularies["audiences"].values()
        ],
        "sorts": [
            Option(word.id, word.label.wording(code).text)
            for word in guide.vocabularies["scheme-kinds"].values()
        ],
        "emergency": [
            EmergencyLine(
                emergency.phone.number,
                site.language.phone(emergency.phone.number),
                emergency.label.wording(code).text,
                emergency.description.wording(code).text,
                emergency.words.all(),
                emergency.on_every_page,
            )
            for emergency in guide.settings.emergencies
        ],
        "index_url": f"{root}data/search-{code}.json",
        "places_url": f"{root}data/communes-{code}.json",
        "a_to_z_url": f"{site.prefix}a-z/",
        "communes_url": f"{site.prefix}communes/",
    }


def _contacts(site: LanguageSite, area: Area) -> Iterator[Contact]:
    """Whom to turn to in a place."""
    guide, code = site.guide, site.language.code
    for partner in first_contacts(guide, area.id, _CONTACTS):
        phones = partner.contact.phones if partner.contact else ()
        number = phones[0].number if phones else ""
        yield Contact(
            partner.name.wording(code).text,
            site_path(guide, code, partner),
            number,
            site.language.phone(number) if number else "",
        )


def _emergencies(site: LanguageSite) -> Mapping[str, Any]:
    return {"emergencies": site.guide.settings.emergencies}


LISTINGS: Mapping[str, Callable[[LanguageSite], Mapping[str, Any]]] = {
    "a-z": _a_to_z,
    "booklets": _booklets,
    "communes": _communes,
    "emergencies": _emergencies,
    "glossary": _glossary,
    "home": _home,
    "my-booklet": my_booklet,
    "partners": _partners,
    "pathway": pathway,
    "places": _places,
    "schemes": _schemes,
    "search": _search,
    "table": table_values,
    "self-check": self_check,
    "themes": _themes,
}
"""Every listing a Markdown page may ask for, and what fills its template."""


def _home_places(site: LanguageSite) -> list[Area]:
    return [site.guide.areas[area] for area in site.guide.settings.home_areas]


def _areas_of_kind(site: LanguageSite, kind: AreaKind) -> list[Area]:
    code = site.language.code
    areas = [area for area in site.guide.areas.values() if area.kind is kind]
    return sorted(areas, key=lambda area: sort_key(area.name.wording(code).text))


def _other_names(record: Scheme | Partner, code: str) -> list[str]:
    acronym = record.acronym.get(code) if record.acronym else None
    names = [acronym] if acronym else []
    return [*names, *(record.aliases.get(code) or ()), *(record.formerly.get(code) or ())]


def _by_letter(items: list[Any], name: Callable[[Any], str]) -> list[tuple[str, list[Any]]]:
    groups: dict[str, list[Any]] = {}
    for item in items:
        first = sort_key(name(item))[0][:1].upper()
        groups.setdefault(first if first.isalpha() else _NO_LETTER, []).append(item)
    return sorted(groups.items())
