"""What booklets of fiches have in common: cover, chapters, addresses, words, index, back."""

from __future__ import annotations

from collections.abc import Iterable

from generator.addresses import absolute, language_prefix
from generator.booklet.contact import directory, label_of, phone_line
from generator.booklet.fiche import fiche
from generator.booklet.plan import Plan, Section
from generator.booklet.qr import printed_code
from generator.booklet.reference import glossary, index
from generator.booklet.text import Json, heard, joined, link, phrase, plain, worded
from generator.records.models import Emergency

_WORDS = (
    "address",
    "call_or_visit",
    "contents",
    "directory",
    "emergencies",
    "glossary",
    "index",
    "name",
    "notes",
    "number",
    "how_to_read",
)
"""Interface words that the layout itself sets as headings."""


def book(plan: Plan) -> dict[str, Json]:
    """What any booklet of fiches holds, from its cover to its back, in the language of `plan`."""
    return bound(plan, [_chapter(plan, section) for section in plan.sections])


def bound(plan: Plan, sections: Json) -> dict[str, Json]:
    """Chapters of fiches between a cover and a back, with the addresses and the words they use."""
    contacts, front = directory(plan), opening(plan, _WORDS)
    said = heard([sections, contacts, front["emergencies"]])
    return {
        **front,
        "how_to_read": _how_to_read(plan, said.borrowed),
        "chapters": plan.chapters,
        "sections": sections,
        "directory": contacts,
        "directory_note": plain(plan.language.t("booklet.directory_note")),
        "glossary": glossary(plan, said.words),
        "index": index(plan),
        "colophon": _colophon(plan),
        "back": _back(plan),
    }


def opening(plan: Plan, words: Iterable[str]) -> dict[str, Json]:
    """What any booklet begins with; `words` names the interface words that its layout sets."""
    return {
        "language": plan.edition.language,
        "words": {key: plain(plan.language.t(f"booklet.{key}")) for key in words},
        "document": _document(plan),
        "cover": _cover(plan),
        "emergencies": [_emergency(plan, emergency) for emergency in plan.emergencies],
    }


def chapter(plan: Plan, section: Section, fiches: Json) -> dict[str, Json]:
    """A need, or a step of the way, with its fiches."""
    code, word = plan.edition.language, section.word
    return {
        "id": section.ref,
        "name": worded(word.label, code),
        "description": worded(word.description, code) if word.description else None,
        "hue": section.hue,
        "position": section.position,
        "fiches": fiches,
    }


def _chapter(plan: Plan, section: Section) -> Json:
    return chapter(plan, section, [fiche(plan, scheme) for scheme in section.schemes])


def _document(plan: Plan) -> dict[str, Json]:
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


def _cover(plan: Plan) -> dict[str, Json]:
    """What stands on the front: title, place, date."""
    code, series = plan.edition.language, plan.edition.series
    made = plan.language.day(plan.guide.as_of)
    return {
        "title": worded(series.title, code),
        "subtitle": worded(series.subtitle, code) if series.subtitle else None,
        "place": worded(plan.area.name, code),
        "kind": plain(plan.language.t(f"area.kind.{plan.area.kind.value}")),
        "guide": worded(plan.guide.settings.subtitle, code),
        "date": plain(plan.language.t("booklet.edition_of", date=made)),
    }


def _emergency(plan: Plan, emergency: Emergency) -> Json:
    """A number to call at once: large, as a link, and for what."""
    code = plan.edition.language
    return {
        "number": plain(plan.language.phone(emergency.phone.number, plan.area.country or "")),
        "line": phone_line(plan, emergency.phone),
        "label": worded(emergency.label, code),
        "description": worded(emergency.description, code),
    }


def _how_to_read(plan: Plan, borrowed: bool) -> list[Json]:
    language = plan.language
    keys = ["read_check", "read_code", "read_unverified"]
    if borrowed:
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
    shown = link(plain(address.removeprefix("https://").rstrip("/")), address)
    online = joined([label_of(plan.language, "booklet.online"), shown])
    return {**printed_code(plan.language, address), "address": online}
