"""One edition as the data its Typst template reads: all it says, nothing of how it looks."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from generator.addresses import absolute, language_prefix
from generator.booklet.contact import directory, label_of, phone_line
from generator.booklet.edition import Edition
from generator.booklet.fiche import fiche
from generator.booklet.plan import Plan, plan_booklet
from generator.booklet.qr import qr_svg
from generator.booklet.reference import glossary, index
from generator.booklet.text import Json, is_borrowed, joined, link, phrase, plain, worded
from generator.guide import Guide
from generator.records.models import Emergency

_WORDS = (
    "address",
    "call_or_visit",
    "contents",
    "directory",
    "emergencies",
    "for_what",
    "glossary",
    "index",
    "name",
    "notes",
    "number",
    "how_to_read",
)
"""Interface words that the layout itself sets as headings."""


@dataclass(frozen=True, slots=True)
class BookletSource:
    """What Typst needs for one booklet: a template and its data."""

    edition: Edition
    template: str
    data: Mapping[str, Json]

    @property
    def text(self) -> str:
        """The data as JSON, the same for the same guide."""
        return json.dumps(self.data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def booklet_source(guide: Guide, edition: Edition) -> BookletSource:
    """Everything one edition says, chosen, ordered, worded and escaped once, ready to be set."""
    plan = plan_booklet(guide, edition)
    code, language = edition.language, plan.language
    sections: Json = [
        {
            "id": theme.id,
            "name": worded(theme.label, code),
            "description": worded(theme.description, code) if theme.description else None,
            "hue": theme.hue,
            "position": list(themes).index(theme.id),
            "fiches": [fiche(plan, scheme) for scheme in schemes],
        }
        for themes in [{theme.id: theme for theme in guide.themes}]
        for theme, schemes in plan.sections
    ]
    contacts = directory(plan)
    emergencies: Json = [_emergency(plan, emergency) for emergency in plan.emergencies]
    said: Json = [sections, contacts, emergencies]
    data: dict[str, Json] = {
        "language": code,
        "words": {key: plain(language.t(f"booklet.{key}")) for key in _WORDS},
        "document": _document(plan),
        "cover": _cover(plan),
        "emergencies": emergencies,
        "how_to_read": _how_to_read(plan, said),
        "themes": len(guide.themes),
        "sections": sections,
        "directory": contacts,
        "directory_note": plain(language.t("booklet.directory_note")),
        "glossary": glossary(plan, said),
        "index": index(plan),
        "colophon": _colophon(plan),
        "back": _back(plan),
    }
    return BookletSource(edition, "vade-mecum.typ", data)


def _document(plan: Plan) -> Json:
    """What the file says of itself to a reader's software."""
    code = plan.edition.language
    title = plan.edition.series.title.wording(code).text
    place = plan.area.name.wording(code).text
    made = plan.language.day(plan.guide.as_of)
    day = plan.guide.as_of
    return {
        "title": plan.language.t("booklet.document_title", title=title, place=place, date=made),
        "author": plan.guide.settings.title.wording(code).text,
        "description": plan.guide.settings.description.wording(code).text,
        "date": [day.year, day.month, day.day],
    }


def _cover(plan: Plan) -> Json:
    code, series = plan.edition.language, plan.edition.series
    made = plan.language.day(plan.guide.as_of)
    return {
        "title": worded(series.title, code),
        "subtitle": worded(series.subtitle, code) if series.subtitle else None,
        "place": worded(plan.area.name, code),
        "kind": plain(plan.language.t(f"area.kind.{plan.area.kind.value}")),
        "guide": worded(plan.guide.settings.subtitle, code),
        "date": plain(plan.language.t("booklet.edition_of", date=made)),
        "hues": [theme.hue for theme in plan.guide.themes],
        "needs": [worded(theme.label, code) for theme, _ in plan.sections],
    }


def _emergency(plan: Plan, emergency: Emergency) -> Json:
    code = plan.edition.language
    return {
        "number": plain(plan.language.phone(emergency.phone.number, plan.area.country or "")),
        "line": phone_line(plan, emergency.phone),
        "label": worded(emergency.label, code),
        "description": worded(emergency.description, code),
    }


def _how_to_read(plan: Plan, said: Json) -> list[Json]:
    language = plan.language
    keys = ["read_check", "read_code", "read_unverified"]
    if is_borrowed(said):
        keys.append("read_borrowed")
    return [plain(language.t(f"booklet.{key}")) for key in keys]


def _colophon(plan: Plan) -> list[Json]:
    """When, from what and under which licence; one paragraph each."""
    language, settings = plan.language, plan.guide.settings
    mail = link(plain(settings.report_email), f"mailto:{settings.report_email}")
    made = plain(language.day(plan.guide.as_of))
    return [
        phrase(language, "booklet.colophon_date", date=made),
        plain(language.t("booklet.colophon_sources")),
        plain(language.t("booklet.colophon_verification")),
        phrase(language, "booklet.colophon_report", mail=mail),
        plain(language.t("booklet.colophon_licence")),
        plain(language.t("booklet.colophon_type")),
    ]


def _back(plan: Plan) -> Json:
    address = absolute(plan.guide, language_prefix(plan.guide, plan.edition.language))
    return {
        "svg": qr_svg(address),
        "alt": plan.language.t("booklet.qr_alt", address=address),
        "address": joined(
            [
                label_of(plan.language, "booklet.online"),
                link(plain(address.removeprefix("https://").rstrip("/")), address),
            ]
        ),
    }
