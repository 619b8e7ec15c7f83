"""The way of a person: a drawing that leads to each step, then the steps one by one."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.coverage import by_theme
from generator.guide import Guide, is_closed, sort_key
from generator.pages.page import LanguageSite
from generator.records.models import LocalizedText, Scheme, Step, Theme

# In the drawing's own units: it is drawn as wide as a narrow phone and scales from there.
_WIDTH = 320
_STATION = 60
_TOP = 34
_LETTERS_A_LINE = 24
_LINE = 20


@dataclass(frozen=True, slots=True)
class Station:
    """A step in the drawing: its number, its name line by line, and where it stands."""

    step: Step
    number: int
    lines: tuple[tuple[int, str], ...]
    y: int


@dataclass(frozen=True, slots=True)
class Band:
    """Steps of one stage that follow each other: from where to where it reaches, and its name."""

    stage: str
    y: int
    height: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """The way as a line of stations, from top to bottom."""

    width: int
    height: int
    stations: tuple[Station, ...]
    bands: tuple[Band, ...]


@dataclass(frozen=True, slots=True)
class StepView:
    """A step and the schemes that serve it: those to see first, then all of them by need."""

    step: Step
    meets: tuple[LocalizedText, ...]
    first: tuple[Scheme, ...]
    by_need: tuple[tuple[Theme, tuple[Scheme, ...]], ...]
    total: int


def pathway(site: LanguageSite) -> Mapping[str, Any]:
    """What the template of the way is filled with."""
    steps = [w for w in site.guide.vocabularies["pathway"].values() if isinstance(w, Step)]
    code = site.language.code
    names = [step.label.wording(code).text for step in steps]
    return {"steps": [_view(site, step) for step in steps], "drawing": draw(steps, names)}


def draw(steps: Sequence[Step], names: Sequence[str]) -> Drawing:
    """Lay the steps out under each other; steps of the same stage share a band."""
    stations: list[Station] = []
    bands: list[Band] = []
    y = 0
    for number, (step, name) in enumerate(zip(steps, names, strict=True), 1):
        stage = step.stage.value if step.stage else ""
        if not bands or bands[-1].stage != stage:
            y += _TOP
            bands.append(Band(stage, y - _TOP, _TOP))
        lines = textwrap.wrap(name, _LETTERS_A_LINE) or [name]
        first = y + _STATION // 2 - (len(lines) - 1) * _LINE // 2
        placed = tuple((first + _LINE * at, line) for at, line in enumerate(lines))
        stations.append(Station(step, number, placed, y + _STATION // 2))
        y += _STATION
        bands[-1] = Band(stage, bands[-1].y, y - bands[-1].y)
    return Drawing(_WIDTH, y, tuple(stations), tuple(bands))


def _view(site: LanguageSite, step: Step) -> StepView:
    guide, code = site.guide, site.language.code
    schemes = [s for s in guide.schemes if step.id in s.pathway and not is_closed(s)]
    schemes.sort(key=lambda s: sort_key(s.name.wording(code).text))
    return StepView(
        step,
        tuple(guide.label("partner-kinds", kind).label for kind in step.meets),
        tuple(s for s in guide.schemes_named(step.first) if not is_closed(s)),
        _by_main_need(guide, schemes),
        len(schemes),
    )


def _by_main_need(
    guide: Guide, schemes: Sequence[Scheme]
) -> tuple[tuple[Theme, tuple[Scheme, ...]], ...]:
    """Each scheme once, under its main need, in the order of the needs."""
    groups = (
        (theme, tuple(s for s in found if s.themes[0] == theme.id))
        for theme, found in by_theme(guide, schemes)
    )
    return tuple((theme, found) for theme, found in groups if found)
