"""The page of a scheme: the answer first, then conditions, people near home, law last."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from generator.addresses import address
from generator.coverage import Helper, PlaceHelpers, helpers_for
from generator.guide import Guide, is_closed
from generator.pages.page import LanguageSite, Page, PageFacts, Up, render_page, theme_of
from generator.records.models import Equivalent, LocalizedText, Partner, Phone, Scheme
from generator.records.models.scheme import AgeRange

_MOST_RELATED = 6


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around a scheme in the guide, whatever the language."""

    everywhere: tuple[Helper, ...]
    places: tuple[PlaceHelpers, ...]
    related: tuple[Scheme, ...]
    equivalents: tuple[tuple[Scheme, Equivalent], ...]


def surroundings(guide: Guide, scheme: Scheme) -> Surroundings:
    """Who helps with a scheme, what else could help, and what is similar across the border."""
    everywhere, places = helpers_for(guide, scheme)
    related = related_schemes(guide, scheme)
    return Surroundings(everywhere, places, related, equivalents(guide, scheme))


def render_scheme_page(site: LanguageSite, scheme: Scheme, around: Surroundings) -> Page:
    """The whole page of a scheme in one language."""
    guide, lang = site.guide, site.language
    theme = theme_of(guide, scheme.themes[0])
    call_name, call_number = number_to_call(guide, scheme)
    request = scheme.request
    facts = PageFacts(
        site,
        "scheme",
        scheme.ref,
        record=scheme,
        hue=theme.hue,
        areas=scheme.areas,
        up=Up("../../" + address(theme), theme.label.wording(lang.code).text),
    )
    values: dict[str, Any] = {
        "scheme": scheme,
        "acronym": acronym(scheme, lang.code),
        "former": scheme.formerly.get(lang.code) or scheme.formerly.all(),
        "kind": guide.label("scheme-kinds", scheme.kind),
        "areas": [guide.areas[area] for area in scheme.areas],
        "fee": guide.label("fees", scheme.fees.kind) if scheme.fees else None,
        "successor": guide.schemes_by_id.get(_replaced_by(scheme)),
        "call_name": call_name,
        "call_number": call_number,
        "conditions": [condition.text for condition in scheme.conditions],
        "age": age_line(site, scheme.age) if scheme.age else "",
        "modes": _labels(guide, "request-modes", request.modes if request else ()),
        "around": around,
        "applicants": _labels(guide, "applicants", scheme.applicants),
        "audiences": _labels(guide, "audiences", scheme.audiences),
        "obstacles": _labels(guide, "obstacles", scheme.obstacles),
        "steps": _labels(guide, "pathway", scheme.pathway),
        "holder": guide.partners_by_id.get(scheme.holder or ""),
        "funders": guide.partners_named(scheme.funders),
        "combines": guide.schemes_named(scheme.combines_with),
        "excludes": guide.schemes_named(scheme.excludes),
    }
    title = scheme.name.wording(lang.code).text
    summary = scheme.summary.wording(lang.code).text
    return render_page(facts, "scheme.html", title, summary, values)


def acronym(record: Scheme | Partner, language: str) -> str:
    """The record's acronym in a language, or an empty text."""
    return (record.acronym.get(language) or "") if record.acronym else ""


def age_line(site: LanguageSite, age: AgeRange) -> str:
    """The bounds of age in one sentence."""
    if age.min is not None and age.max is not None:
        return site.language.t("scheme.age.between", min=age.min, max=age.max)
    if age.min is not None:
        return site.language.t("scheme.age.from", min=age.min)
    return site.language.t("scheme.age.to", max=age.max)


def related_schemes(guide: Guide, scheme: Scheme) -> tuple[Scheme, ...]:
    """What else could help: schemes named by the record, then open ones alike in need and place."""
    named = guide.schemes_named((*scheme.related, *scheme.combines_with))
    across = {pair[1].id for pair in guide.equivalents.get(scheme.id, ())}
    found = {other.id: other for other in named if other.id not in across}
    most = max(_MOST_RELATED, len(named))
    unwanted = {scheme.id, *across, *scheme.excludes}
    for other in guide.kinship.nearest(scheme):
        if len(found) >= most:
            break
        if other.id not in unwanted and _shares_a_place(guide, scheme, other):
            found.setdefault(other.id, other)
    return tuple(found.values())[:most]


def equivalents(guide: Guide, scheme: Scheme) -> tuple[tuple[Scheme, Equivalent], ...]:
    """The similar schemes across the border, with the difference, from whichever side says it."""
    found = []
    for stating, other in guide.equivalents.get(scheme.id, ()):
        target = other.id if stating.id == scheme.id else scheme.id
        said = next(e for e in stating.equivalents if e.scheme == target)
        found.append((other, said))
    return tuple(found)


def _shares_a_place(guide: Guide, scheme: Scheme, other: Scheme) -> bool:
    return any(
        guide.geography.touching(other.areas, other.excluded_areas, area) for area in scheme.areas
    )


def number_to_call(guide: Guide, scheme: Scheme) -> tuple[LocalizedText, Phone | None]:
    """Whom one calls about a scheme, and the number: the scheme's own, else its holder's."""
    if is_closed(scheme):
        return scheme.name, None
    if scheme.request is not None and scheme.request.phone is not None:
        phone = scheme.request.phone
        return phone.label or scheme.name, phone
    holder = guide.partners_by_id.get(scheme.holder or "")
    if holder is not None and holder.contact is not None and holder.contact.phones:
        return holder.name, holder.contact.phones[0]
    return scheme.name, None


def _replaced_by(scheme: Scheme) -> str:
    return (scheme.lifecycle.replaced_by or "") if scheme.lifecycle else ""


def _labels(guide: Guide, vocabulary: str, identifiers: Iterable[str]) -> list[LocalizedText]:
    return [guide.label(vocabulary, identifier).label for identifier in identifiers]
