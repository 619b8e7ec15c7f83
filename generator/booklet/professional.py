"""The guide for professionals: what they need beside a fiche, and their own indexes.

Only a guide that holds what is for professionals has something to say here; `booklet_source` sees
to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.booklet.book import bound, chapter
from generator.booklet.contact import label_of, name_with_acronym, phone_line, web_line
from generator.booklet.fiche import Block, fiche, line, prose_part, see
from generator.booklet.plan import Plan
from generator.booklet.text import Json, Text, joined, link, plain, strong, worded
from generator.guide import is_closed, sort_key
from generator.records.models import Contact, Partner, Scheme

_VOICE = "booklet.professional"


def guide_ressource(plan: Plan) -> dict[str, Json]:
    """The booklet of fiches with what is for professionals, an index by obstacle, by acronym."""
    sections: Json = [
        chapter(plan, one, [_fiche(plan, scheme) for scheme in one.schemes])
        for one in plan.sections
    ]
    words = ("obstacles_index", "acronyms_index")
    return {
        **bound(plan, sections),
        "extra_words": {key: plain(plan.language.t(f"booklet.{key}")) for key in words},
        "obstacles": list(_obstacles(plan)),
        "acronyms": list(_acronyms(plan)),
    }


def _fiche(plan: Plan, scheme: Scheme) -> Json:
    heading = plain(plan.language.t("scheme.professional"))
    return fiche(plan, scheme, more=_blocks(plan, scheme, heading), voice=_VOICE)


def _blocks(plan: Plan, scheme: Scheme, heading: Text) -> Iterator[Block]:
    code = plan.edition.language
    parts = list(_facts(plan, scheme))
    if scheme.professional_notes is not None:
        parts.append(prose_part(scheme.professional_notes, code))
    parts += _contacts(plan, scheme)
    if parts:
        yield heading, parts


def _facts(plan: Plan, scheme: Scheme) -> Iterator[Json]:
    """Who may ask and prescribe, who pays, what goes with it, what it rests on: a line each."""
    guide, code = plan.guide, plan.edition.language

    def words(vocabulary: str, identifiers: Iterable[str]) -> list[Text]:
        return [worded(guide.label(vocabulary, i).label, code) for i in identifiers]

    def schemes(identifiers: Iterable[str]) -> list[Text]:
        return [
            joined([name_with_acronym(other, code), *see(plan, other)])
            for other in guide.schemes_named(identifiers)
            if not is_closed(other)
        ]

    rows: tuple[tuple[str, list[Text]], ...] = (
        ("applicants", words("applicants", scheme.applicants)),
        ("prescribers", [worded(scheme.prescribers, code)] if scheme.prescribers else []),
        ("funders", [name_with_acronym(p, code) for p in guide.partners_named(scheme.funders)]),
        ("audiences", words("audiences", scheme.audiences)),
        ("obstacles", words("obstacles", scheme.obstacles)),
        ("steps", words("pathway", scheme.pathway)),
        ("combines", schemes(scheme.combines_with)),
        ("excludes", schemes(scheme.excludes)),
        (
            "legal",
            [
                link(worded(law.title, code), law.url) if law.url else worded(law.title, code)
                for law in scheme.legal_basis
            ],
        ),
    )
    for key, found in rows:
        if found:
            yield line(label_of(plan.language, f"scheme.{key}"), joined(found, " · "))


def _contacts(plan: Plan, scheme: Scheme) -> list[Json]:
    """How a professional reaches those who deliver it and the one who decides."""
    partners = {p.id: p for helpers in plan.helpers(scheme) for p in helpers.partners}
    holder = plan.guide.partners_by_id.get(scheme.holder or "")
    if holder is not None:
        partners.setdefault(holder.id, holder)
    rows: list[Json] = [
        row for partner in partners.values() for row in _professional_contact(plan, partner)
    ]
    return [{"kind": "lines", "items": rows}] if rows else []


def _professional_contact(plan: Plan, partner: Partner) -> Iterator[Text]:
    contact = partner.professional_contact
    if contact is not None:
        label = label_of(plan.language, "booklet.professional_contact")
        name = strong(name_with_acronym(partner, plan.edition.language))
        yield joined([label, name, joined(list(_ways(plan, contact)), " · ")])


def _ways(plan: Plan, contact: Contact) -> Iterator[Text]:
    for phone in contact.phones:
        yield phone_line(plan, phone)
    if contact.email is not None:
        yield link(plain(contact.email), f"mailto:{contact.email}")
    for address in (contact.url, contact.form):
        if address is not None:
            yield web_line(address)
    if contact.note is not None:
        yield worded(contact.note, plan.edition.language)


def _obstacles(plan: Plan) -> Iterator[Json]:
    """Under each obstacle, the fiches that remove it, in alphabetical order, with their pages."""
    code = plan.edition.language
    for obstacle in plan.guide.vocabularies["obstacles"].values():
        found = [scheme for scheme in plan.schemes if obstacle.id in scheme.obstacles]
        found.sort(key=lambda scheme: sort_key(scheme.name.wording(code).text))
        if found:
            entries: Json = [
                {"text": worded(s.name, code), "pages": [plan.page_of(s.ref)]} for s in found
            ]
            yield {"letter": worded(obstacle.label, code), "entries": entries}


def _acronyms(plan: Plan) -> Iterator[Json]:
    """Each acronym of a fiche or a partner, what it stands for, and where it is."""
    code = plan.edition.language
    records: tuple[Scheme | Partner, ...] = (*plan.schemes, *plan.partners)
    named = [
        (acronym, record)
        for record in records
        if record.acronym is not None and (acronym := record.acronym.get(code))
    ]
    for acronym, record in sorted(named, key=lambda pair: (sort_key(pair[0]), pair[1].ref)):
        text = joined([strong(plain(acronym, longest=20)), worded(record.name, code)])
        yield {"text": text, "pages": [plan.page_of(record.ref)]}
