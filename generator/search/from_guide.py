"""What the search of one language knows: a document for each page a person may look for."""

from __future__ import annotations

from collections.abc import Iterable

from generator.addresses import language_prefix, site_path
from generator.coverage import countries_served, places_served
from generator.guide import Guide, is_closed
from generator.records.models import (
    Area,
    AreaKind,
    LocalizedNames,
    LocalizedText,
    Partner,
    Scheme,
    Term,
    Theme,
)
from generator.search.documents import SearchDocument

_FOUND_AREAS = frozenset(AreaKind) - {AreaKind.COMMUNE, AreaKind.COUNTRY, AreaKind.REGION}


def search_documents(guide: Guide, language: str) -> tuple[SearchDocument, ...]:
    """Every scheme, partner, need, place and term of the guide, in one language.

    Communes are left to the commune finder, which knows more of them than a search should carry.
    """
    areas = (area for area in guide.areas.values() if area.kind in _FOUND_AREAS)
    return (
        *(_scheme(guide, scheme, language) for scheme in guide.schemes),
        *(_partner(guide, partner, language) for partner in guide.partners),
        *(_theme(guide, theme, language) for theme in guide.themes),
        *(_area(guide, area, language) for area in areas),
        *(_term(guide, term, language) for term in guide.terms),
    )


def _scheme(guide: Guide, scheme: Scheme, code: str) -> SearchDocument:
    texts = [guide.label("scheme-kinds", scheme.kind).label, *scheme.eligibility, *scheme.benefit]
    return SearchDocument(
        record=scheme.ref,
        url=site_path(guide, code, scheme),
        kind="scheme",
        title=_words(scheme.name, code),
        summary=_words(scheme.summary, code),
        place=_place(guide, scheme.areas, code),
        names=_names(guide, code, scheme.name, scheme.acronym, scheme.aliases, scheme.formerly),
        keywords=scheme.keywords.all(),
        text=" ".join(_words(text, code) for text in texts),
        themes=scheme.themes,
        areas=places_served(guide, scheme),
        audiences=scheme.audiences,
        formerly=_former(scheme.formerly, code),
        closed=is_closed(scheme),
        acronyms=_acronyms(scheme.acronym),
        needs=_needs(guide, scheme.themes, code),
        sort=scheme.kind,
        countries=countries_served(guide, scheme),
    )


def _partner(guide: Guide, partner: Partner, code: str) -> SearchDocument:
    kind = guide.partner_kinds[partner.kind]
    places = [guide.areas[area].name for area in _places_of(guide, partner)]
    texts = [kind.label, *partner.services, *places]
    return SearchDocument(
        record=partner.ref,
        url=site_path(guide, code, partner),
        kind="partner",
        title=_words(partner.name, code),
        summary=_words(partner.summary, code),
        place=_place(guide, partner.areas, code),
        names=_names(guide, code, partner.name, partner.acronym, partner.aliases, partner.formerly),
        keywords=partner.keywords.all(),
        text=" ".join(_words(text, code) for text in texts),
        themes=partner.themes,
        areas=places_served(guide, partner),
        audiences=(),
        formerly=_former(partner.formerly, code),
        closed=is_closed(partner),
        acronyms=_acronyms(partner.acronym),
        needs=_needs(guide, partner.themes, code),
        countries=countries_served(guide, partner),
    )


def _theme(guide: Guide, theme: Theme, code: str) -> SearchDocument:
    description = _words(theme.description, code) if theme.description else ""
    return _plain(
        record=f"theme/{theme.id}",
        url=site_path(guide, code, theme),
        kind="theme",
        title=_words(theme.label, code),
        summary=description,
        themes=(theme.id,),
    )


def _area(guide: Guide, area: Area, code: str) -> SearchDocument:
    return _plain(
        record=area.ref,
        url=site_path(guide, code, area),
        kind="area",
        title=_words(area.name, code),
        summary=_words(area.summary, code) if area.summary else "",
        names=_names(guide, code, area.name, None, area.aliases, area.formerly),
        areas=(area.id,),
    )


def _term(guide: Guide, term: Term, code: str) -> SearchDocument:
    expansion = f"{_words(term.expansion, code)} · " if term.expansion else ""
    return _plain(
        record=term.ref,
        url=language_prefix(guide, code) + f"glossary/#term-{term.id}",
        kind="term",
        title=_words(term.term, code),
        summary=expansion + _words(term.explanation, code),
        names=_names(guide, code, term.term, term.expansion, None, term.formerly),
        formerly=_former(term.formerly, code),
    )


def _plain(
    *,
    record: str,
    url: str,
    kind: str,
    title: str,
    summary: str,
    names: tuple[str, ...] = (),
    themes: tuple[str, ...] = (),
    areas: tuple[str, ...] = (),
    formerly: tuple[str, ...] = (),
) -> SearchDocument:
    return SearchDocument(
        record=record,
        url=url,
        kind=kind,
        title=title,
        summary=summary,
        place="",
        names=names,
        keywords=(),
        text="",
        themes=themes,
        areas=areas,
        audiences=(),
        formerly=formerly,
        closed=False,
    )


def _words(text: LocalizedText, code: str) -> str:
    return text.wording(code).text


def _names(
    guide: Guide,
    code: str,
    name: LocalizedText,
    acronym: LocalizedText | None,
    aliases: LocalizedNames | None,
    formerly: LocalizedNames,
) -> tuple[str, ...]:
    """Every other name in every language: people search with the words of either side."""
    found: list[str] = []
    for text in (name, acronym):
        if text is not None:
            found.extend(words for _, words in text)
    found.extend(aliases.all() if aliases is not None else ())
    found.extend(formerly.all())
    own = _words(name, code)
    return tuple(dict.fromkeys(word for word in found if word != own))


def _acronyms(acronym: LocalizedText | None) -> tuple[str, ...]:
    return tuple(words for _, words in acronym) if acronym is not None else ()


def _needs(guide: Guide, themes: Iterable[str], code: str) -> tuple[str, ...]:
    return tuple(_words(guide.label("themes", theme).label, code) for theme in themes)


def _former(formerly: LocalizedNames, code: str) -> tuple[str, ...]:
    return formerly.get(code) or formerly.all()


def _place(guide: Guide, areas: Iterable[str], code: str) -> str:
    listed = guide.geography.widest_first(areas)
    return ", ".join(_words(guide.areas[area].name, code) for area in listed[:2])


def _places_of(guide: Guide, partner: Partner) -> tuple[str, ...]:
    """The areas a partner serves and the communes it sits in, but not whole countries."""
    wide = (AreaKind.COUNTRY, AreaKind.REGION)
    sites = (site.commune for site in partner.sites if site.commune)
    found = dict.fromkeys((*partner.areas, *sites))
    return tuple(area for area in found if guide.areas[area].kind not in wide)
