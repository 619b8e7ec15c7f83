"""The page of a scheme: the answer first, then conditions, people near home, law last."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from generator.addresses import address
from generator.coverage import Helper, PlaceHelpers, helpers_for
from generator.guide import Guide, is_closed, sort_key
from generator.pages.page import LanguageSite, Page, PageFacts, Up, render_page, theme_of
from generator.records.models import Equivalent, LocalizedText, Partner, Phone, Scheme, Word
from generator.records.models.scheme import AgeRange

_MOST_RELATED = 6
# How many schemes of the same need are compared: all of them in a guide of a few hundred, and
# never so many that a guide ten times as large would take a hundred times as long.
_MOST_COMPARED = 80


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
    call_name, call_number = _number_to_call(guide, scheme)
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
        "age": age_line(site, scheme.age) if scheme.age else "",
        "modes": _words(guide, "request-modes", request.modes if request else ()),
        "around": around,
        "applicants": _words(guide, "applicants", scheme.applicants),
        "audiences": _words(guide, "audiences", scheme.audiences),
        "obstacles": _words(guide, "obstacles", scheme.obstacles),
        "steps": _words(guide, "pathway", scheme.pathway),
        "holder": guide.partners_by_id.get(scheme.holder or ""),
        "funders": [guide.partners_by_id[i] for i in scheme.funders if i in guide.partners_by_id],
        "combines": _schemes(guide, scheme.combines_with),
        "excludes": _schemes(guide, scheme.excludes),
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
    named = _schemes(guide, (*scheme.related, *scheme.combines_with))
    across = {pair[1].id for pair in guide.equivalents.get(scheme.id, ())}
    themes, obstacles = set(scheme.themes), set(scheme.obstacles)

    def likeness(other: Scheme) -> tuple[int, tuple[str, str]]:
        shared = 2 * len(themes & set(other.themes)) + len(obstacles & set(other.obstacles))
        return -shared, sort_key(other.id)

    alike = [
        other
        for other in _neighbours(guide, scheme)
        if other.id not in across
        and other.id not in scheme.excludes
        and _shares_a_place(guide, scheme, other)
    ]
    alike.sort(key=likeness)
    found = {s.id: s for s in (*(s for s in named if s.id not in across), *alike)}
    return tuple(found.values())[: max(_MOST_RELATED, len(named))]


def equivalents(guide: Guide, scheme: Scheme) -> tuple[tuple[Scheme, Equivalent], ...]:
    """The similar schemes across the border, with the difference, from whichever side says it."""
    found = []
    for stating, other in guide.equivalents.get(scheme.id, ()):
        target = other.id if stating.id == scheme.id else scheme.id
        said = next(e for e in stating.equivalents if e.scheme == target)
        found.append((other, said))
    return tuple(found)


def _neighbours(guide: Guide, scheme: Scheme) -> Iterator[Scheme]:
    """Schemes of the same main need, those next to it in the order of ids first."""
    bucket = guide.schemes_by_theme.get(scheme.themes[0], ())
    here = bisect_left(bucket, scheme.id, key=lambda other: other.id)
    half = _MOST_COMPARED // 2
    start = max(0, min(here - half, len(bucket) - _MOST_COMPARED))
    for other in bucket[start : start + _MOST_COMPARED]:
        if other.id != scheme.id:
            yield other


def _shares_a_place(guide: Guide, scheme: Scheme, other: Scheme) -> bool:
    return any(
        guide.geography.touching(other.areas, other.excluded_areas, area) for area in scheme.areas
    )


def _number_to_call(guide: Guide, scheme: Scheme) -> tuple[LocalizedText, Phone | None]:
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


def _words(guide: Guide, vocabulary: str, identifiers: Iterable[str]) -> list[Word]:
    return [guide.label(vocabulary, identifier) for identifier in identifiers]


def _schemes(guide: Guide, identifiers: Iterable[str]) -> list[Scheme]:
    return [guide.schemes_by_id[i] for i in identifiers if i in guide.schemes_by_id]
