"""The table for professionals: every scheme as one row, its facts cut short enough to compare.

Each row also says what a script filters and sorts by; the page is whole without one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.coverage import countries_served, places_served
from generator.guide import Guide, sort_key
from generator.pages.page import LanguageSite
from generator.pages.scheme import acronym, age_line
from generator.records.models import AreaKind, LifecycleStatus, LocalizedText, Partner, Scheme
from generator.records.models.scheme import Amount

# What keeps two thousand rows light: whole lines up to so many letters, the rest on the fiche.
_MOST_LETTERS = 90
_MOST_AMOUNTS = 2
_MOST_HELPERS = 3
_FEWEST_LETTERS = 3
_WORD = re.compile(r"[^\W_]+")
_IN_PART = "~"


@dataclass(frozen=True, slots=True)
class Short:
    """The first lines of a longer text, and how many lines are left to the fiche."""

    lines: tuple[LocalizedText, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Row:
    """A scheme as the table shows it, and what its filters know of it.

    `places` are the places of the filter where the scheme can be had, those it serves in part
    only with `~` after them. `figure` is what the amounts are sorted by, or an empty text.
    """

    scheme: Scheme
    acronym: str
    themes: tuple[LocalizedText, ...]
    kind: LocalizedText
    countries: tuple[str, ...]
    places: tuple[str, ...]
    areas: tuple[LocalizedText, ...]
    excluded: tuple[LocalizedText, ...]
    conditions: Short
    amounts: tuple[Amount, ...]
    more_amounts: int
    figure: str
    prescribers: Short
    applicants: tuple[LocalizedText, ...]
    holder: Partner | None
    helpers: tuple[LocalizedText, ...]
    more_helpers: int
    status: str


@dataclass(frozen=True, slots=True)
class Choices:
    """The filters of the table, each with its options as pairs of id and label."""

    theme: tuple[tuple[str, str], ...]
    area: tuple[tuple[str, str], ...]
    audience: tuple[tuple[str, str], ...]
    kind: tuple[tuple[str, str], ...]
    country: tuple[tuple[str, str], ...]
    status: tuple[tuple[str, str], ...]


def table_values(site: LanguageSite) -> Mapping[str, Any]:
    """What fills the template of the table: rows by name, and the choices of its filters."""
    code = site.language.code
    schemes = sorted(site.guide.schemes, key=lambda s: sort_key(s.name.wording(code).text))
    rows = [_row(site, scheme) for scheme in schemes]
    return {"rows": rows, "choices": _choices(site, rows)}


def table_words(guide: Guide, code: str) -> str:
    """What the table is also searched by, as JSON: ids of schemes to words that no row shows.

    A file of its own, read when a person begins to write: it weighs as much as half the rows.
    """
    found = {scheme.id: " ".join(_other_words(scheme, code)) for scheme in guide.schemes}
    told = {identifier: words for identifier, words in found.items() if words}
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"


def _row(site: LanguageSite, scheme: Scheme) -> Row:
    guide, code = site.guide, site.language.code
    helpers = () if scheme.holder in guide.partners_by_id else tuple(_helpers(guide, scheme))
    prescribers = (scheme.prescribers,) if scheme.prescribers else ()
    countries = tuple(sorted(countries_served(guide, scheme), reverse=True))
    wide = all(guide.areas[area].kind is AreaKind.COUNTRY for area in scheme.areas)
    return Row(
        scheme=scheme,
        acronym=acronym(scheme, code),
        themes=_labels(guide, "themes", scheme.themes),
        kind=guide.label("scheme-kinds", scheme.kind).label,
        countries=countries,
        places=tuple(_places(guide, scheme)),
        areas=() if wide and countries else tuple(guide.areas[a].name for a in scheme.areas),
        excluded=tuple(guide.areas[area].name for area in scheme.excluded_areas),
        conditions=_conditions(site, scheme),
        amounts=scheme.amounts[:_MOST_AMOUNTS],
        more_amounts=max(0, len(scheme.amounts) - _MOST_AMOUNTS),
        figure=_figure(scheme.amounts),
        prescribers=_in_short(prescribers, code),
        applicants=() if prescribers else _labels(guide, "applicants", scheme.applicants),
        holder=guide.partners_by_id.get(scheme.holder or ""),
        helpers=helpers[:_MOST_HELPERS],
        more_helpers=max(0, len(helpers) - _MOST_HELPERS),
        status=_status(scheme),
    )


def _conditions(site: LanguageSite, scheme: Scheme) -> Short:
    """Age and conditions; where the record states none, whom the scheme is for."""
    age = [LocalizedText.same(age_line(site, scheme.age))] if scheme.age else []
    stated = [condition.text for condition in scheme.conditions]
    return _in_short([*age, *(stated or scheme.eligibility)], site.language.code)


def _in_short(texts: Sequence[LocalizedText], code: str) -> Short:
    """Whole lines as long as they fit; the first one is cut where it alone does not."""
    kept: list[LocalizedText] = []
    room = _MOST_LETTERS
    for text in texts:
        wording = text.wording(code)
        if len(wording.text) > room:
            break
        kept.append(text)
        room -= len(wording.text)
    if texts and not kept:
        wording = texts[0].wording(code)
        cut = wording.text[:_MOST_LETTERS].rpartition(" ")[0] or wording.text[:_MOST_LETTERS]
        return Short((LocalizedText({wording.language: f"{cut.rstrip(' ,;:')} …"}),), len(texts))
    return Short(tuple(kept), len(texts) - len(kept))


def _figure(amounts: Sequence[Amount]) -> str:
    """The first amount in euros as a plain number: the exact one, else the highest."""
    for amount in amounts:
        figures = (amount.value, amount.up_to, amount.at_least)
        value = next((figure for figure in figures if figure is not None), None)
        if amount.unit == "EUR" and value is not None:
            return format(value.normalize(), "f")
    return ""


def _helpers(guide: Guide, scheme: Scheme) -> Iterator[LocalizedText]:
    """Who delivers it where nobody is named as answering for it: kinds first, then by name."""
    for kind in scheme.provider_kinds:
        yield guide.partner_kinds[kind].label
    for partner in scheme.providers:
        if partner in guide.partners_by_id:
            yield guide.partners_by_id[partner].name


def _other_words(scheme: Scheme, code: str) -> tuple[str, ...]:
    """Words of its other names, of names elsewhere and of people’s own that its name lacks.

    Plain letters without accents, each once: all that a filter by words needs of them.
    """
    acronyms = [words for _, words in scheme.acronym] if scheme.acronym else []
    names = (
        *acronyms,
        *(words for _, words in scheme.name),
        *(scheme.aliases.get(code) or ()),
        *scheme.formerly.all(),
        *(scheme.keywords.get(code) or ()),
    )
    shown = {*_plain_words(scheme.name.wording(code).text), *_plain_words(acronym(scheme, code))}
    found = dict.fromkeys(word for name in names for word in _plain_words(name))
    return tuple(word for word in found if word not in shown and len(word) >= _FEWEST_LETTERS)


def _plain_words(text: str) -> list[str]:
    return _WORD.findall(sort_key(text)[0])


def _places(guide: Guide, scheme: Scheme) -> Iterator[str]:
    for place in places_served(guide, scheme):
        whole = guide.geography.covering(scheme.areas, scheme.excluded_areas, place)
        yield place if whole else place + _IN_PART


def _status(scheme: Scheme) -> str:
    return (scheme.lifecycle.status if scheme.lifecycle else LifecycleStatus.OPEN).value


def _labels(guide: Guide, vocabulary: str, identifiers: Iterable[str]) -> tuple[LocalizedText, ...]:
    return tuple(guide.label(vocabulary, identifier).label for identifier in identifiers)


def _choices(site: LanguageSite, rows: Sequence[Row]) -> Choices:
    """Every filter with the options that some row answers, places always all."""
    guide, language = site.guide, site.language

    def words(vocabulary: str, used: Iterable[str]) -> tuple[tuple[str, str], ...]:
        wanted = set(used)
        return tuple(
            (word.id, word.label.wording(language.code).text)
            for word in guide.vocabularies[vocabulary].values()
            if word.id in wanted
        )

    countries = sorted({country for row in rows for country in row.countries}, reverse=True)
    statuses = {row.status for row in rows}
    return Choices(
        theme=words("themes", (theme for row in rows for theme in row.scheme.themes)),
        area=tuple(
            (area, guide.areas[area].name.wording(language.code).text)
            for area in guide.settings.home_areas
        ),
        audience=words("audiences", (who for row in rows for who in row.scheme.audiences)),
        kind=words("scheme-kinds", (row.scheme.kind for row in rows)),
        country=tuple((country, language.t(f"country.{country}")) for country in countries),
        status=tuple(
            (status.value, language.t(f"status.{status.value}"))
            for status in LifecycleStatus
            if status.value in statuses
        ),
    )
