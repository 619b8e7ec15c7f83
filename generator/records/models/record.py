"""What every record of the guide carries, whatever its kind."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import ClassVar

from pydantic import field_serializer, field_validator

from generator.records.models.base import Model, field
from generator.records.models.common import Citation, Verification, Waiver
from generator.records.models.types import Day, Slug


def _no_days() -> Mapping[str, date]:
    return MappingProxyType({})


class Record(Model):
    """A thing with a public address: its id never changes and is never used again."""

    kind_name: ClassVar[str] = "record"

    id: Slug = field(
        "Identifier, kebab-case: the public address of the page. Never changed, never reused.",
        example="fonds-solidarite-logement",
        di="id",
        hsds="id",
    )
    sources: tuple[Citation, ...] = field(
        "Where the facts come from, and which facts.",
        example=[{"source": "pti-pas-de-calais-2010", "facts": ["name"]}],
        default=(),
    )
    verified: Verification | None = field(
        "Left out until the body itself has confirmed the record.",
        example={"on": "2026-01-31", "by": "caf-pas-de-calais"},
        default=None,
        di="date_maj",
        hsds="assured_date",
    )
    review_every: int = field("Months between two checks.", example=12, default=12, ge=1, le=60)
    revised: Mapping[str, Day] = field(
        "When the text of each language was last changed; a language older than another is shown"
        " as outdated.",
        example={"fr": "2026-11-22", "nl": "2026-11-22"},
        default_factory=_no_days,
        hsds="last_modified",
    )
    visibility: str = field(
        "public, or professional: then the record is left out of every public product.",
        example="public",
        default="public",
        pattern="^(public|professional)$",
    )
    exceptions: tuple[Waiver, ...] = field(
        "Rules the record breaks knowingly, with the reason.",
        example=[{"rule": "partner-without-contact", "reason": "Aucune source."}],
        default=(),
    )

    @field_validator("revised")
    @classmethod
    def _read_only(cls, days: Mapping[str, date]) -> Mapping[str, date]:
        # `frozen` keeps the field, not the dictionary in it.
        return MappingProxyType(days)

    @field_serializer("revised")
    def _as_dictionary(self, days: Mapping[str, date]) -> dict[str, date]:
        return dict(days)

    @property
    def ref(self) -> str:
        """The record's name across kinds, `scheme/rsa`."""
        return f"{self.kind_name}/{self.id}"

    def is_outdated(self, language: str) -> bool:
        """Whether the texts of `language` are older than those of another language."""
        own = self.revised.get(language)
        return own is not None and any(other > own for other in self.revised.values())

    def revised_on(self, language: str) -> date | None:
        """The day the texts of `language` were last changed, if known."""
        return self.revised.get(language)
