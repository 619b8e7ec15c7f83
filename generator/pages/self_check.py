"""The self-check: the questions in order, and what each of their answers leads to.

Nobody is scored: an answer names what may help, and the page shows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from generator.guide import Guide, is_closed, sort_key
from generator.pages.page import LanguageSite, theme_of
from generator.pages.scheme import number_to_call
from generator.records.models import (
    Answer,
    LocalizedText,
    Phone,
    Scheme,
    Theme,
)
from generator.render import phones


@dataclass(frozen=True, slots=True)
class Call:
    """A number to call at once: its name, and for what."""

    label: LocalizedText
    phone: Phone
    description: LocalizedText


@dataclass(frozen=True, slots=True)
class Offer:
    """A scheme, and whom one calls about it if there is a number."""

    scheme: Scheme
    called: LocalizedText
    phone: Phone | None


@dataclass(frozen=True, slots=True)
class Lead:
    """An answer and what it leads to: numbers, schemes to look at first, others, needs."""

    answer: Answer
    calls: tuple[Call, ...]
    offers: tuple[Offer, ...]
    others: tuple[Scheme, ...]
    themes: tuple[Theme, ...]


def self_check(site: LanguageSite) -> Mapping[str, Any]:
    """What fills the page of the self-check in one language."""
    return {
        "questions": [
            (question, _leads(site, question.answers)) for question in site.guide.questions
        ],
        "themes": site.guide.themes,
    }


def _leads(site: LanguageSite, answers: Iterable[Answer]) -> list[Lead]:
    guide = site.guide
    return [
        Lead(
            answer,
            tuple(_calls(guide, answer)),
            tuple(
                Offer(scheme, *number_to_call(guide, scheme))
                for scheme in guide.schemes_named(answer.schemes)
                if not is_closed(scheme)
            ),
            tuple(_others(site, answer)),
            tuple(theme_of(guide, theme) for theme in answer.themes),
        )
        for answer in answers
    ]


def _calls(guide: Guide, answer: Answer) -> Iterable[Call]:
    """Numbers in the words of the guide's emergencies, else in those of the partner's record."""
    emergencies = {e.partner: e for e in guide.settings.emergencies if e.partner}
    for identifier in answer.call:
        emergency, partner = emergencies.get(identifier), guide.partners_by_id.get(identifier)
        if emergency is not None:
            yield Call(emergency.label, emergency.phone, emergency.description)
        elif partner is not None and phones(partner):
            yield Call(partner.name, phones(partner)[0], partner.summary)


def _others(site: LanguageSite, answer: Answer) -> Iterable[Scheme]:
    """What else removes what stands in the way: schemes mainly for one of the needs first."""
    themes, obstacles, code = set(answer.themes), set(answer.obstacles), site.language.code
    found = (
        scheme
        for scheme in site.guide.schemes
        if obstacles.intersection(scheme.obstacles)
        and (not themes or themes.intersection(scheme.themes))
        and scheme.id not in answer.schemes
        and not is_closed(scheme)
    )
    return sorted(
        found, key=lambda s: (s.themes[0] not in themes, sort_key(s.name.wording(code).text))
    )
