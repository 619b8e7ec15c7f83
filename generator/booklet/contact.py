"""Partners as rows of the directory: whom, where, which number, and how old that knowledge is."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlsplit

from generator.booklet.plan import Plan, kind_ref
from generator.booklet.text import Json, Text, heard, joined, link, plain, strong, worded
from generator.language import Language
from generator.records.models import Contact, Partner, Phone, Scheme, Site

_STALE_AFTER = 24
"""Months after which an address or a number is shown with the year it was true."""
_NARROW = 14
_LONGEST_ROW = 1200


def directory(plan: Plan) -> Json:
    """The partners of the booklet by kind, one row for each of their places."""
    return [
        {
            "id": kind_ref(kind),
            "name": worded(kind.label, plan.edition.language),
            "rows": [row for partner in partners for row in _rows(plan, partner)],
        }
        for kind, partners in plan.directory
    ]


def phone_line(plan: Plan, phone: Phone) -> Text:
    """A number as one dials it from the booklet's place, whom it reaches, when, at what cost.

    Across a border every number has its international form: readers live on both sides.
    """
    language, code = plan.language, plan.edition.language
    number = plain(language.phone(phone.number, plan.area.country or "cross-border"))
    parts = [strong(link(number, f"tel:{phone.number}"))]
    notes = []
    if phone.label is not None:
        notes.append(worded(phone.label, code))
    if phone.cost is not None:
        notes.append(plain(language.t(f"phone.cost.{phone.cost}")))
    if phone.hours is not None:
        notes.append(plain(language.hours(phone.hours)))
    if notes:
        parts.append(joined([plain("("), joined(notes, ", "), plain(")")], ""))
    return joined(parts)


def name_with_acronym(record: Scheme | Partner, code: str) -> Text:
    """The name, followed by its acronym unless it already holds it."""
    name = worded(record.name, code)
    acronym = record.acronym.get(code) if record.acronym else None
    written = record.name.wording(code).text
    if acronym is None or acronym in written:
        return name
    return joined([name, plain(f"–\u00a0{acronym}" if written.endswith(")") else f"({acronym})")])


def web_line(address: str, longest: int = 28) -> Text:
    """An address on the web as one types it."""
    parts = urlsplit(address)
    shown = parts.netloc.removeprefix("www.") + parts.path.rstrip("/")
    query = f"?{parts.query}" if parts.query else ""
    return link(plain(shown + query, longest), address)


def label_of(language: Language, key: str) -> Text:
    """Interface words that announce what follows, in bold, with the language's colon."""
    return strong(plain(language.t(key) + language.t("punctuation.colon")))


def is_stale(as_of: str | None, today: date) -> bool:
    """Whether information of that year, month or day is too old to be given as current."""
    if as_of is None:
        return False
    year, month, *_ = (*(int(part) for part in as_of.split("-")), 12)
    return (today.year - year) * 12 + today.month - month > _STALE_AFTER


def _rows(plan: Plan, partner: Partner) -> list[Json]:
    """A row for each place, the first with the general contact; one row when there is none."""
    code = plan.edition.language
    name = name_with_acronym(partner, code)
    rows: list[Json] = []
    sites: tuple[Site | None, ...] = plan.sites(partner) or (None,)
    for number, site in enumerate(sites):
        contact = partner.contact if number == 0 else None
        row: dict[str, Json] = {
            "id": partner.ref if number == 0 else None,
            "name": name,
            "site": worded(site.name, code) if site and site.name else None,
            "address": _address(plan, site) if site else [],
            "reach": _reach(plan, contact, site),
        }
        # A page holds any row but one of thousands of letters, which must break.
        rows.append({**row, "long": sum(map(len, heard(row).words)) > _LONGEST_ROW})
    return rows


def _address(plan: Plan, site: Site) -> list[Json]:
    language, code = plan.language, plan.edition.language
    town = " ".join(part for part in (site.postcode, site.city) if part)
    where = [part for part in (site.street, site.complement, town) if part]
    if site.country != plan.area.country:
        where.append(language.t(f"country.{site.country}"))
    lines = [joined([plain(part) for part in where], ", ")] if where else []
    if site.hours is not None:
        lines.append(plain(language.hours(site.hours)))
    lines += [worded(t, code) for t in (site.hours_note, site.access) if t is not None]
    for closure in site.closures:
        if closure.last >= plan.guide.as_of:
            first, last = language.day(closure.first), language.day(closure.last)
            lines.append(plain(language.t("partner.closed_from_to", first=first, last=last)))
    if site.as_of is not None and is_stale(site.as_of, plan.guide.as_of):
        lines.append(plain(language.t("booklet.known_in", year=site.as_of[:4])))
    return list(lines)


def _reach(plan: Plan, contact: Contact | None, site: Site | None) -> list[Json]:
    phones = {
        phone.number: phone_line(plan, phone)
        for source in (contact, site)
        if source is not None
        for phone in source.phones
    }
    lines = list(phones.values())
    for source in (contact, site):
        if source is not None and source.email is not None:
            lines.append(link(plain(source.email, _NARROW), f"mailto:{source.email}"))
    if contact is not None and contact.url is not None:
        lines.append(web_line(contact.url, _NARROW))
    if contact is not None and contact.note is not None:
        lines.append(worded(contact.note, plan.edition.language))
    if not lines and (site is None or not site.street):
        lines.append(plain(plan.language.t("booklet.no_contact")))
    return list(lines)
