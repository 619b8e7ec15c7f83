"""Settings: what one guide says of itself (content/guide.yaml)."""

from __future__ import annotations

from typing import ClassVar

from generator.records.models.base import Model, field
from generator.records.models.common import Phone
from generator.records.models.text import NO_NAMES, LocalizedNames, LocalizedText
from generator.records.models.types import AreaId, EmailAddress, PartnerId, PlainText, WebAddress


class Emergency(Model):
    """A number to call at once."""

    phone: Phone = field("The number.", example={"number": "112", "cost": "free"})
    label: LocalizedText = field("For what, in a word or two.", example={"fr": "urgence"})
    description: LocalizedText = field(
        "For what, in a sentence.", example={"fr": "Danger de mort."}
    )
    country: str | None = field(
        "FR or BE; left out where it holds in both.",
        example="FR",
        default=None,
        pattern="^(FR|BE)$",
    )
    on_every_page: bool = field("Whether each page's head shows it.", example=True, default=False)
    words: LocalizedNames = field(
        "Words that, typed in the search, show this number before anything else.",
        example={"fr": ["suicide", "envie de mourir"], "nl": ["zelfmoord"]},
        default=NO_NAMES,
    )
    partner: PartnerId | None = field(
        "The record that holds the number, with its sources.", example="numero-112", default=None
    )


class GuideSettings(Model):
    """The guide's own name, address, languages and places."""

    kind_name: ClassVar[str] = "settings"

    title: LocalizedText = field("Name of the guide.", example={"fr": "Vade-mecum"})
    subtitle: LocalizedText = field("Where it is for.", example={"fr": "Pas-de-Calais"})
    description: LocalizedText = field("One plain sentence.", example={"fr": "Trouver de l’aide."})
    languages: tuple[PlainText, ...] = field(
        "Languages of the guide; the first is the one at the root.",
        example=["fr", "nl"],
        min_length=1,
    )
    site_url: WebAddress = field(
        "Where the site is published: printed codes lead there.",
        example="https://vademecum.example/",
    )
    edit_url: WebAddress = field(
        "Address at which one edits a file; {file} is its path.",
        example="https://git.example/vademecum/edit/main/{file}",
    )
    report_email: EmailAddress = field(
        "Where readers report an error; functional.", example="contact@vademecum.example"
    )
    home_areas: tuple[AreaId, ...] = field(
        "Places the home page offers, in order.", example=["lens-lievin"], default=()
    )
    emergencies: tuple[Emergency, ...] = field(
        "Numbers to call at once.", example=[], default_factory=tuple
    )
