"""Terms: the acronyms and words of the glossary."""

from __future__ import annotations

from typing import ClassVar

from generator.records.models.base import field
from generator.records.models.record import Record
from generator.records.models.text import NO_NAMES, LocalizedNames, LocalizedText
from generator.records.models.types import PlainText, TermId


class Term(Record):
    """An acronym or a word that people meet, explained."""

    kind_name: ClassVar[str] = "term"

    term: LocalizedText = field("As it is written.", example={"fr": "CPAS", "nl": "OCMW"})
    expansion: LocalizedText | None = field(
        "What the letters stand for.",
        example={"fr": "Centre public d’action sociale"},
        default=None,
    )
    explanation: LocalizedText = field(
        "One plain sentence.", example={"fr": "L’aide sociale de la commune belge."}
    )
    formerly: LocalizedNames = field(
        "What it was called before.", example={"fr": ["CMU-C"]}, default=NO_NAMES
    )
    replaced_by: TermId | None = field("The term used today.", example="opco", default=None)
    see: tuple[PlainText, ...] = field(
        "Records to read, kind/id.", example=["scheme/rsa"], default=()
    )
