"""Parts that records share: sources, lifecycle, verification, contact, closures."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from generator.records.models.base import Model, field
from generator.records.models.text import LocalizedText
from generator.records.models.types import (
    Day,
    EmailAddress,
    OsmHours,
    PartialDate,
    PhoneNumber,
    PlainText,
    SchemeId,
    SourceId,
    WebAddress,
)


class Citation(Model):
    """Where facts of a record come from: a shared source by its id, or one written in place."""

    source: SourceId | None = field(
        "Id of a source declared in content/sources/.",
        example="pti-pas-de-calais-2010",
        default=None,
    )
    title: PlainText | None = field("Title of the source.", example="Le RSA", default=None)
    publisher: PlainText | None = field(
        "Who publishes it.", example="Service-Public.fr", default=None
    )
    url: WebAddress | None = field(
        "Its address on the web.",
        example="https://www.service-public.fr",
        default=None,
        di="lien_source",
    )
    date: PartialDate | None = field(
        "Its date: a year, a month or a day.", example="2025-04-01", default=None
    )
    consulted: Day | None = field("The day it was read.", example="2026-11-22", default=None)
    language: PlainText | None = field(
        "Language of the source (BCP 47).", example="fr", default=None, hsds="language"
    )
    facts: tuple[PlainText, ...] = field(
        "Which fields of this record the source carries.",
        example=["summary", "amounts"],
        default=(),
    )

    @model_validator(mode="after")
    def _names_a_source(self) -> Self:
        if self.source is None and (self.title is None or self.publisher is None):
            raise PydanticCustomError("citation-incomplete", "refused")
        return self


class Source(Model):
    """A document that several records cite."""

    id: PlainText = field("Identifier, kebab-case.", example="pti-pas-de-calais-2010")
    title: PlainText = field("Title.", example="Pacte territorial pour l’insertion")
    publisher: PlainText = field("Who published it.", example="Conseil général du Pas-de-Calais")
    url: WebAddress | None = field("Address.", example="https://www.example.org", default=None)
    date: PartialDate | None = field(
        "Date: a year, a month or a day.", example="2010", default=None
    )
    language: PlainText | None = field("Language (BCP 47).", example="fr", default=None)


class LifecycleStatus(StrEnum):
    """Where a record stands in time."""

    PLANNED = "planned"
    OPEN = "open"
    SUSPENDED = "suspended"
    CLOSED = "closed"


class Lifecycle(Model):
    """Planned, open, suspended until a day, or closed since one; and what replaced it."""

    status: LifecycleStatus = field(
        "planned, open, suspended or closed.", example="closed", hsds="service.status"
    )
    since: PartialDate | None = field("Since when.", example="2014-12-31", default=None)
    until: PartialDate | None = field("Until when.", example="2027-01-31", default=None)
    replaced_by: PlainText | None = field(
        "Id of the record of the same kind that took its place.",
        example="france-travail",
        default=None,
    )
    reason: LocalizedText | None = field(
        "Why, in one plain sentence.", example={"fr": "Le projet est terminé."}, default=None
    )

    @model_validator(mode="after")
    def _dated_and_in_order(self) -> Self:
        if self.status is LifecycleStatus.CLOSED and self.since is None:
            raise PydanticCustomError("closed-without-date", "refused")
        if self.since is not None and self.until is not None and self.since > self.until:
            raise PydanticCustomError(
                "dates-in-order", "refused", {"first": self.since, "second": self.until}
            )
        return self


class Verification(Model):
    """That the body itself has confirmed the record."""

    on: Day = field(
        "The day it was confirmed.",
        example="2026-01-31",
        di="date_maj",
        hsds="service.assured_date",
    )
    by: PlainText = field(
        "The body that confirmed it; never a person's name.",
        example="caf-pas-de-calais",
        hsds="service.assurer_email",
    )


class Phone(Model):
    """A telephone number people may call."""

    number: PhoneNumber = field(
        "E.164 (+33…, +32…) or a short number.",
        example="+33321216565",
        di="telephone",
        hsds="phone.number",
    )
    label: LocalizedText | None = field(
        "Whom one reaches.", example={"fr": "Accueil", "nl": "Onthaal"}, default=None
    )
    cost: str | None = field(
        "free, standard or premium.",
        example="free",
        default=None,
        pattern="^(free|standard|premium)$",
    )
    hours: OsmHours | None = field(
        "When someone answers (OpenStreetMap syntax).", example="Mo-Fr 09:00-12:00", default=None
    )


class Closure(Model):
    """Days on which a place is closed although its hours say otherwise."""

    first: Day = field("First day closed.", example="2026-12-24", hsds="schedule.valid_from")
    last: Day = field("Last day closed.", example="2027-01-02", hsds="schedule.valid_to")
    reason: LocalizedText | None = field("Why.", example={"fr": "Congés"}, default=None)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.first > self.last:
            raise PydanticCustomError(
                "dates-in-order", "refused", {"first": str(self.first), "second": str(self.last)}
            )
        return self


class Contact(Model):
    """Ways to reach a body; functional addresses only."""

    phones: tuple[Phone, ...] = field("Telephone numbers.", example=[{"number": "115"}], default=())
    email: EmailAddress | None = field(
        "Functional e-mail address.", example="contact@example.org", default=None, di="courriel"
    )
    url: WebAddress | None = field(
        "Website.",
        example="https://www.caf.fr",
        default=None,
        di="site_web",
        hsds="organization.website",
    )
    form: WebAddress | None = field(
        "Contact form.", example="https://www.example.org/contact", default=None
    )
    note: LocalizedText | None = field(
        "What to know before one calls.", example={"fr": "Sur rendez-vous."}, default=None
    )

    @property
    def is_empty(self) -> bool:
        """Whether it offers no way at all."""
        return not (self.phones or self.email or self.url or self.form)


class Waiver(Model):
    """A rule this record breaks knowingly, and why."""

    rule: PlainText = field(
        "Name of the rule, as `check` prints it.", example="partner-without-contact"
    )
    reason: PlainText = field("Why it stays so.", example="Aucune source ne donne de contact.")


class Legal(Model):
    """A text of law the scheme rests on."""

    title: LocalizedText = field(
        "Its title.", example={"fr": "Loi du 26 mai 2002", "nl": "Wet van 26 mei 2002"}
    )
    url: WebAddress | None = field(
        "Its address.", example="https://www.legifrance.gouv.fr", default=None
    )


class Equivalent(Model):
    """The similar scheme across the border: never the same, so the difference is required."""

    scheme: SchemeId = field("Id of the similar scheme.", example="revenu-integration-leefloon")
    difference: LocalizedText = field(
        "What differs, in plain words.",
        example={"fr": "Le montant et l’âge ne sont pas les mêmes."},
    )
    competent: LocalizedText | None = field(
        "Who is competent: place of residence or of work.",
        example={"fr": "Le CPAS de la commune où vous habitez."},
        default=None,
    )
