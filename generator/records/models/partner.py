"""Partners: the bodies that hold, pay for or deliver what the guide describes."""

from __future__ import annotations

from typing import ClassVar

from generator.records.models.base import Model, field
from generator.records.models.common import Closure, Contact, Lifecycle, Phone
from generator.records.models.record import Record
from generator.records.models.text import NO_NAMES, LocalizedNames, LocalizedText
from generator.records.models.types import (
    AreaId,
    EmailAddress,
    EnterpriseNumber,
    OsmHours,
    PartialDate,
    PartnerId,
    PartnerKindId,
    PlainText,
    Siret,
    ThemeId,
    WebAddress,
)


class Site(Model):
    """A place where one may go, with what to know before going."""

    name: LocalizedText | None = field("Name of the place.", example={"fr": "Siège"}, default=None)
    street: PlainText | None = field(
        "Street and number.",
        example="7 rue Gabriel-Péri",
        default=None,
        di="adresse",
        hsds="address.address_1",
    )
    complement: PlainText | None = field(
        "Building, floor, post box.",
        example="Bâtiment B",
        default=None,
        di="complement_adresse",
        hsds="address.address_2",
    )
    postcode: PlainText | None = field(
        "Postcode.", example="59200", default=None, di="code_postal", hsds="address.postal_code"
    )
    city: PlainText | None = field(
        "Town, as on an envelope.",
        example="Tourcoing",
        default=None,
        di="commune",
        hsds="address.city",
    )
    country: str = field(
        "FR or BE.", example="FR", default="FR", pattern="^(FR|BE)$", hsds="address.country"
    )
    commune: AreaId | None = field(
        "INSEE or NIS code of the commune.", example="59599", default=None, di="code_insee"
    )
    phones: tuple[Phone, ...] = field("Telephone numbers.", example=[{"number": "115"}], default=())
    email: EmailAddress | None = field(
        "Functional e-mail address.", example="accueil@example.org", default=None, di="courriel"
    )
    hours: OsmHours | None = field(
        "Opening hours (OpenStreetMap syntax).",
        example="Mo-Fr 09:00-12:00",
        default=None,
        di="horaires_accueil",
        hsds="schedule",
    )
    hours_note: LocalizedText | None = field(
        "What the hours cannot say.", example={"fr": "Sur rendez-vous."}, default=None
    )
    closures: tuple[Closure, ...] = field(
        "Exceptional closures.", example=[{"first": "2026-12-24", "last": "2027-01-02"}], default=()
    )
    access: LocalizedText | None = field(
        "Access for disabled people.",
        example={"fr": "De plain-pied."},
        default=None,
        hsds="accessibility",
    )
    access_url: WebAddress | None = field(
        "Page of the place on Acceslibre.",
        example="https://acceslibre.beta.gouv.fr",
        default=None,
        di="accessibilite_lieu",
    )
    languages: tuple[PlainText, ...] = field(
        "Languages spoken at the desk (BCP 47).", example=["fr", "nl"], default=(), hsds="language"
    )
    as_of: PartialDate | None = field(
        "When this information was true.", example="2010", default=None
    )


class Identifiers(Model):
    """Numbers by which registers know a body."""

    siret: Siret | None = field(
        "SIRET (France).",
        example="26620001700017",
        default=None,
        di="siret",
        hsds="organization_identifier",
    )
    bce: EnterpriseNumber | None = field(
        "Enterprise number BCE/KBO (Belgium), ten digits.",
        example="0123456749",
        default=None,
        hsds="organization_identifier",
    )


class Partner(Record):
    """An organisation that helps people or answers for a scheme."""

    kind_name: ClassVar[str] = "partner"

    kind: PartnerKindId = field(
        "What kind of body it is.", example="ccas", di="reseaux_porteurs", hsds="organization.type"
    )
    name: LocalizedText = field(
        "Its name today.", example="CCAS de Lille", di="nom", hsds="organization.name"
    )
    acronym: LocalizedText | None = field(
        "Its own acronym.", example={"fr": "UDCCAS"}, default=None
    )
    aliases: LocalizedNames = field(
        "Other names people say.",
        example={"fr": ["Aide sociale de Lille"]},
        default=NO_NAMES,
        hsds="organization.alternate_name",
    )
    formerly: LocalizedNames = field(
        "Names it had before.", example={"fr": ["Pôle emploi"]}, default=NO_NAMES
    )
    keywords: LocalizedNames = field(
        "People's own words, for the search; never shown.",
        example={"fr": ["chômage"]},
        default=NO_NAMES,
    )
    summary: LocalizedText = field(
        "What it does, for whom: one or two plain sentences.",
        example={"fr": "Aide les habitants en difficulté."},
        di="description",
        hsds="organization.description",
    )
    services: tuple[LocalizedText, ...] = field(
        "What one may ask it, in short lines.", example=[{"fr": "Aide alimentaire"}], default=()
    )
    themes: tuple[ThemeId, ...] = field("Needs it answers.", example=["money"], default=())
    sites: tuple[Site, ...] = field("Where one may go.", example=[{"city": "Lille"}], default=())
    contact: Contact | None = field(
        "Public contact.", example={"url": "https://www.caf.fr"}, default=None
    )
    professional_contact: Contact | None = field(
        "Contact for professionals only.",
        example={"email": "contact@example.org"},
        default=None,
        professional=True,
    )
    professional_notes: LocalizedText | None = field(
        "Markdown for professionals only.",
        example={"fr": "Orientation par fiche."},
        default=None,
        professional=True,
    )
    areas: tuple[AreaId, ...] = field(
        "Places it covers.", example=["lens-lievin"], di="zone_eligibilite", hsds="service_area"
    )
    excluded_areas: tuple[AreaId, ...] = field(
        "Places inside those that it does not cover.", example=["62498"], default=()
    )
    parent: PartnerId | None = field(
        "The body it belongs to.",
        example="departement-pas-de-calais",
        default=None,
        hsds="organization.parent_organization_id",
    )
    identifiers: Identifiers | None = field(
        "Register numbers.", example={"siret": "26620001700017"}, default=None
    )
    lifecycle: Lifecycle | None = field(
        "Left out while the body exists.",
        example={"status": "closed", "since": "2019"},
        default=None,
    )
