"""The leaflet: one sheet folded in three. Whom to call here, where to start, the page to scan."""

from __future__ import annotations

from collections.abc import Iterator

from generator.addresses import absolute, site_path
from generator.booklet.book import opening
from generator.booklet.contact import is_stale, name_with_acronym
from generator.booklet.plan import Plan
from generator.booklet.qr import printed_code
from generator.booklet.text import Json, Text, joined, link, phrase, plain, strong, worded
from generator.coverage import is_local
from generator.records.models import Partner, Phone, Step

_WORDS = (
    "emergencies",
    "leaflet_numbers",
    "leaflet_start",
    "leaflet_scan",
    "leaflet_more",
    "notes",
)
_MOST_OF_A_KIND = 4
_MOST = 40
"""Rows that three panels hold in the smallest letters one can ask a reader to read."""
_LONGEST = 90
"""Letters of a name on the sheet; the page that the code leads to has it whole."""


def leaflet(plan: Plan) -> dict[str, Json]:
    """What the two sides of the sheet say."""
    language, code = plan.language, plan.edition.language
    report = plan.guide.settings.report_email
    mail = link(plain(report), f"mailto:{report}")
    address = absolute(plan.guide, site_path(plan.guide, code, plan.area))
    return {
        **opening(plan, _WORDS),
        "starts": [_start(plan, step) for step in _steps(plan)],
        "groups": list(_groups(plan)),
        "report": phrase(language, "booklet.leaflet_report", mail=mail),
        "page": printed_code(language, address),
    }


def _steps(plan: Plan) -> Iterator[Step]:
    for step in plan.guide.vocabularies["pathway"].values():
        if isinstance(step, Step):
            yield step


def _start(plan: Plan, step: Step) -> Json:
    """A step of the way and what one does there."""
    code = plan.edition.language
    said = step.mine or ((step.description,) if step.description else ())
    return {"name": worded(step.label, code), "said": [worded(text, code) for text in said]}


def _groups(plan: Plan) -> Iterator[Json]:
    """Those one may call, by kind: the bodies of the place itself before those of the country."""
    room = _MOST
    for kind, partners in plan.directory:
        rows = _chosen(plan, partners)[:room]
        room -= len(rows)
        if rows:
            yield {"name": worded(kind.label, plan.edition.language), "rows": rows}


def _chosen(plan: Plan, partners: tuple[Partner, ...]) -> list[Json]:
    """The rows of one kind: the nearest, each number once, none that the emergencies have.

    Who has no number is named where one may go and knock at the door.
    """
    near = [partner for partner in partners if is_local(plan.guide, partner)]
    seen = {emergency.phone.number for emergency in plan.emergencies}
    rows: list[Json] = []
    doors: list[Json] = []
    for partner in near or partners:
        phone = next((p for p in plan.phones(partner) if p.number not in seen), None)
        if phone is not None:
            seen.add(phone.number)
            rows.append(_row(plan, partner, phone))
        elif address := _door(plan, partner):
            doors.append({"name": _name(plan, partner), "number": None, "note": address})
    return [*rows, *doors][:_MOST_OF_A_KIND]


def _row(plan: Plan, partner: Partner, phone: Phone) -> Json:
    language = plan.language
    number = plain(language.phone(phone.number, plan.area.country or "cross-border"))
    notes: list[Text] = []
    if phone.cost == "free":
        notes.append(plain(language.t("phone.cost.free")))
    towns = {site.city for site in plan.sites(partner) if site.city}
    if len(towns) == 1 and not any(town in _written(plan, partner) for town in towns):
        notes += map(plain, towns)
    return {
        "name": _name(plan, partner),
        "number": strong(link(number, f"tel:{phone.number}")),
        "note": joined(notes, ", ") if notes else None,
    }


def _door(plan: Plan, partner: Partner) -> Text | None:
    """Its street and town, where it has one place here whose address is not an old one."""
    sites = [site for site in plan.sites(partner) if site.street and site.city]
    if len(sites) != 1 or is_stale(sites[0].as_of, plan.guide.as_of):
        return None
    return plain(f"{sites[0].street}, {sites[0].city}"[:_LONGEST])


def _name(plan: Plan, partner: Partner) -> Text:
    written = _written(plan, partner)
    if len(written) > _LONGEST:
        return plain(written[: _LONGEST - 1].rstrip() + "…")
    return name_with_acronym(partner, plan.edition.language)


def _written(plan: Plan, partner: Partner) -> str:
    return partner.name.wording(plan.edition.language).text
