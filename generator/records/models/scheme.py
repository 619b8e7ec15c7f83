"""Schemes: aids, rights, services and contracts that a person may ask for."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar, Self

from pydantic import field_validator, model_validator
from pydantic_core import PydanticCustomError

from generator.records.models.base import Model, field
from generator.records.models.common import Equivalent, Legal, Lifecycle, Phone
from generator.records.models.record import Record
from generator.records.models.text import NO_NAMES, LocalizedNames, LocalizedText
from generator.records.models.types import (
    ApplicantId,
    AreaId,
    AudienceId,
    FeeId,
    ObstacleId,
    PartialDate,
    PartnerId,
    PartnerKindId,
    ReceptionModeId,
    RequestModeId,
    SchemeId,
    SchemeKindId,
    StepId,
    ThemeId,
    TopicId,
    WebAddress,
)

_UNITS = "^(EUR|percent|hours|days|weeks|months|places)$"
_PERIODS = "^(once|hour|day|week|month|year)$"


class AgeRange(Model):
    """Bounds of age, both included."""

    min: int | None = field(
        "Youngest age.", example=18, default=None, ge=0, le=120, hsds="service.minimum_age"
    )
    max: int | None = field(
        "Oldest age.", example=25, default=None, ge=0, le=120, hsds="service.maximum_age"
    )

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.min is not None and self.max is not None and self.min > self.max:
            raise PydanticCustomError(
                "numbers-in-order", "refused", {"first": str(self.min), "second": str(self.max)}
            )
        return self


class Condition(Model):
    """One thing that must be true of the person or the household."""

    kind: str = field(
        "income, residence, status, household or other.",
        example="residence",
        default="other",
        pattern="^(income|residence|status|household|other)$",
    )
    text: LocalizedText = field(
        "The condition in plain words.",
        example={"fr": "Vous habitez dans le Pas-de-Calais."},
        di="conditions_acces",
        hsds="service.eligibility_description",
    )


class Amount(Model):
    """A figure, with the date on which it was true."""

    label: LocalizedText = field("For whom or what.", example={"fr": "Pour une personne seule"})
    value: Decimal | None = field("The exact figure.", example="646.52", default=None)
    at_least: Decimal | None = field("The lowest figure.", example="50", default=None)
    up_to: Decimal | None = field("The highest figure.", example="1500", default=None)
    unit: str = field(
        "EUR, percent, hours, days, weeks, months or places.",
        example="EUR",
        default="EUR",
        pattern=_UNITS,
    )
    period: str = field(
        "once, hour, day, week, month or year.", example="month", default="once", pattern=_PERIODS
    )
    as_of: PartialDate = field(
        "The date on which the figure was true.",
        example="2025-04-01",
        hsds="cost_option.valid_from",
    )

    @model_validator(mode="after")
    def _holds_a_figure(self) -> Self:
        if self.value is None and self.at_least is None and self.up_to is None:
            raise PydanticCustomError("amount-without-figure", "refused")
        if self.at_least is not None and self.up_to is not None and self.at_least > self.up_to:
            raise PydanticCustomError(
                "numbers-in-order",
                "refused",
                {"first": str(self.at_least), "second": str(self.up_to)},
            )
        return self


class Request(Model):
    """How one asks."""

    modes: tuple[RequestModeId, ...] = field(
        "Ways to ask.",
        example=["telephoner"],
        default=(),
        di="modes_mobilisation",
        hsds="service.application_process",
    )
    steps: tuple[LocalizedText, ...] = field(
        "What to do, in order.",
        example=[{"fr": "Prenez rendez-vous."}],
        default=(),
        di="mobilisation_precisions",
    )
    online: WebAddress | None = field(
        "Online procedure.", example="https://www.caf.fr", default=None, di="lien_mobilisation"
    )
    form: WebAddress | None = field(
        "Paper form to print.", example="https://www.service-public.fr", default=None
    )
    phone: Phone | None = field("Number to call.", example={"number": "3919"}, default=None)
    information: WebAddress | None = field(
        "Official page of information.",
        example="https://www.service-public.fr",
        default=None,
        di="lien_source",
    )


class Fee(Model):
    """Whether it costs the person something."""

    kind: FeeId = field("gratuit or payant.", example="gratuit", di="frais", hsds="cost_option")
    note: LocalizedText | None = field(
        "How much, in which case.",
        example={"fr": "Selon vos revenus."},
        default=None,
        di="frais_precisions",
        hsds="service.fees_description",
    )


class Scheme(Record):
    """An aid, a right, a service or a contract that a person may ask for."""

    kind_name: ClassVar[str] = "scheme"

    kind: SchemeKindId = field("What it is.", example="aide-financiere", di="type")
    name: LocalizedText = field(
        "Its name today.",
        example={"fr": "Fonds de solidarité logement"},
        di="nom",
        hsds="service.name",
    )
    acronym: LocalizedText | None = field("Its acronym.", example={"fr": "FSL"}, default=None)
    aliases: LocalizedNames = field(
        "Other names people say.",
        example={"fr": ["aide à la caution"]},
        default=NO_NAMES,
        hsds="service.alternate_name",
    )
    formerly: LocalizedNames = field(
        "Names it had before.", example={"fr": ["CMU-C"]}, default=NO_NAMES
    )
    keywords: LocalizedNames = field(
        "People's own words, for the search; never shown.",
        example={"fr": ["loyer"]},
        default=NO_NAMES,
    )
    summary: LocalizedText = field(
        "What it is: one or two plain sentences.",
        example={"fr": "Une aide pour payer le loyer."},
        di="description",
        hsds="service.description",
    )
    details: LocalizedText | None = field(
        "More explanation (Markdown).", example={"fr": "Le fonds paie aussi …"}, default=None
    )
    themes: tuple[ThemeId, ...] = field(
        "Needs it answers, the main one first.", example=["housing"], min_length=1
    )
    topics: tuple[TopicId, ...] = field(
        "data·inclusion thématiques.",
        example=["logement-hebergement--louer-un-logement"],
        default=(),
        di="thematiques",
    )
    audiences: tuple[AudienceId, ...] = field(
        "Whom it is for; tous-publics stands alone.",
        example=["familles"],
        min_length=1,
        di="publics",
    )
    pathway: tuple[StepId, ...] = field("Steps of the pathway.", example=["obstacles"], default=())
    obstacles: tuple[ObstacleId, ...] = field(
        "Obstacles it removes.", example=["housing"], default=()
    )
    eligibility: tuple[LocalizedText, ...] = field(
        "Is it for me: short lines.",
        example=[{"fr": "Vous louez votre logement."}],
        default=(),
        di="publics_precisions",
        hsds="service.eligibility_description",
    )
    age: AgeRange | None = field("Bounds of age.", example={"min": 18, "max": 25}, default=None)
    conditions: tuple[Condition, ...] = field(
        "Ceilings, residence, status.",
        example=[{"kind": "income", "text": {"fr": "…"}}],
        default=(),
        di="conditions_acces",
    )
    benefit: tuple[LocalizedText, ...] = field(
        "What one gets: short lines.", example=[{"fr": "Un prêt sans intérêt"}], default=()
    )
    amounts: tuple[Amount, ...] = field(
        "Figures, each with its date.",
        example=[{"label": {"fr": "Personne seule"}, "value": "646.52", "as_of": "2025-04-01"}],
        default=(),
    )
    documents: tuple[LocalizedText, ...] = field(
        "Papers to bring.",
        example=[{"fr": "Une pièce d’identité"}],
        default=(),
        di="conditions_acces",
        hsds="required_document",
    )
    request: Request | None = field("How one asks.", example={"steps": [{"fr": "…"}]}, default=None)
    delay: LocalizedText | None = field(
        "How long it takes.", example={"fr": "Deux mois environ"}, default=None
    )
    remedies: tuple[LocalizedText, ...] = field(
        "What to do if the answer is no.", example=[{"fr": "Écrivez au président …"}], default=()
    )
    applicants: tuple[ApplicantId, ...] = field(
        "Who may ask.", example=["usagers"], default=(), di="mobilisable_par"
    )
    prescribers: LocalizedText | None = field(
        "Who may prescribe it.", example={"fr": "Le référent unique"}, default=None
    )
    holder: PartnerId | None = field(
        "The partner that decides and answers for it.",
        example="departement-pas-de-calais",
        default=None,
        di="structure_id",
        hsds="service.organization_id",
    )
    funders: tuple[PartnerId, ...] = field("Who pays.", example=["france-travail"], default=())
    providers: tuple[PartnerId, ...] = field("Who delivers it.", example=["ccas-lille"], default=())
    provider_kinds: tuple[PartnerKindId, ...] = field(
        "Kinds of partners that deliver it wherever they cover the place.",
        example=["ccas"],
        default=(),
    )
    areas: tuple[AreaId, ...] = field(
        "Where it exists.",
        example=["pas-de-calais"],
        min_length=1,
        di="zone_eligibilite",
        hsds="service_area",
    )
    excluded_areas: tuple[AreaId, ...] = field(
        "Places inside those where it does not exist.", example=["59350"], default=()
    )
    fees: Fee | None = field(
        "Whether it costs something.", example={"kind": "gratuit"}, default=None
    )
    reception: tuple[ReceptionModeId, ...] = field(
        "On the spot or at a distance.", example=["en-presentiel"], default=(), di="modes_accueil"
    )
    combines_with: tuple[SchemeId, ...] = field("May be had together.", example=["rsa"], default=())
    excludes: tuple[SchemeId, ...] = field(
        "May not be had together.", example=["visale"], default=()
    )
    related: tuple[SchemeId, ...] = field("What else could help.", example=["visale"], default=())
    equivalents: tuple[Equivalent, ...] = field(
        "Similar schemes across the border.",
        example=[{"scheme": "revenu-integration-leefloon", "difference": {"fr": "…"}}],
        default=(),
    )
    lifecycle: Lifecycle | None = field(
        "Left out or open while one may ask.",
        example={"status": "open"},
        default=None,
        hsds="service.status",
    )
    legal_basis: tuple[Legal, ...] = field(
        "Texts of law.", example=[{"title": "Loi du 26 mai 2002"}], default=()
    )
    professional_notes: LocalizedText | None = field(
        "Markdown for professionals only.",
        example={"fr": "Instruire avec …"},
        default=None,
        professional=True,
    )

    @field_validator("audiences")
    @classmethod
    def _everyone_stands_alone(cls, audiences: tuple[str, ...]) -> tuple[str, ...]:
        if "tous-publics" in audiences and len(audiences) > 1:
            raise PydanticCustomError("audience-not-alone", "refused")
        return audiences
