"""Closed vocabularies: the words records are sorted by, with labels in each language."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from generator.records.models.base import Model, field
from generator.records.models.text import LocalizedText
from generator.records.models.types import PartnerKindId, PlainText, SchemeId, Slug, TermId

HUES = "terracotta|olive|rose|blue|indigo|violet|ochre|magenta|teal|green"


class Word(Model):
    """One value of a vocabulary."""

    kind_name: ClassVar[str] = "word"

    id: PlainText = field("Identifier used in records.", example="tous-publics")
    label: LocalizedText = field(
        "What readers see.", example={"fr": "Tous publics", "nl": "Iedereen"}
    )
    description: LocalizedText | None = field(
        "One plain sentence more.", example={"fr": "Trouver un toit."}, default=None
    )


class Theme(Word):
    """A need: a tile of the home page, a section of a booklet."""

    id: Slug = field("Identifier, in addresses.", example="housing")
    icon: PlainText = field("Name of its icon.", example="home")
    hue: str = field("Name of its colour.", example="blue", pattern=f"^({HUES})$")


class PartnerKind(Word):
    """A kind of body."""

    network: PlainText | None = field(
        "data·inclusion réseau porteur.", example="ccas-cias", default=None, di="reseaux_porteurs"
    )
    expected_in: tuple[str, ...] = field(
        "Countries where a place without one has a gap.", example=["FR"], default=()
    )
    term: TermId | None = field("Glossary term that explains it.", example="ccas", default=None)


class SchemeKind(Word):
    """A kind of scheme."""

    data_inclusion: PlainText | None = field(
        "data·inclusion type.", example="aide-financiere", default=None, di="type"
    )


class Stage(StrEnum):
    """The four parts of the way from a minimum income to work that lasts."""

    SOCIAL = "social"
    WORK = "work"
    ACCESS = "access"
    KEEP = "keep"


class Step(Word):
    """A step of the way: what each side does, whom one meets, what to see first."""

    stage: Stage | None = field(
        "The part of the way it belongs to.", example="social", default=None
    )
    mine: tuple[LocalizedText, ...] = field(
        "What the person does, in the first person.",
        example=[{"fr": "Je fais ma demande."}],
        default=(),
    )
    theirs: tuple[LocalizedText, ...] = field(
        "What is done for the person.", example=[{"fr": "On calcule mes droits."}], default=()
    )
    meets: tuple[PartnerKindId, ...] = field(
        "Kinds of bodies one meets.", example=["caf", "ccas"], default=()
    )
    asks: tuple[LocalizedText, ...] = field(
        "Questions worth asking.", example=[{"fr": "Qui est mon référent ?"}], default=()
    )
    stuck: LocalizedText | None = field(
        "What to do when nothing moves.", example={"fr": "Écrivez."}, default=None
    )
    first: tuple[SchemeId, ...] = field(
        "The schemes to see first, in order.", example=["rsa"], default=()
    )


VOCABULARIES: dict[str, type[Word]] = {
    "applicants": Word,
    "audiences": Word,
    "fees": Word,
    "obstacles": Word,
    "partner-kinds": PartnerKind,
    "pathway": Step,
    "reception-modes": Word,
    "request-modes": Word,
    "scheme-kinds": SchemeKind,
    "themes": Theme,
    "topics": Word,
}
"""The vocabularies of a guide, by file name, and the model of their words."""
