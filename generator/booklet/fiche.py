"""A scheme as the fiche of a booklet: questions in the order a person asks them, with answers.

A fiche is data: its head, then blocks of a heading and parts. Each part names how it is set
(bullets, check boxes, numbered steps, prose …); the layout knows the parts, not the questions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from generator.addresses import absolute, site_path
from generator.booklet.contact import label_of, name_with_acronym, phone_line, web_line
from generator.booklet.plan import Helpers, Plan, kind_ref
from generator.booklet.prose import prose
from generator.booklet.qr import printed_code
from generator.booklet.text import Json, Kept, Text, joined, phrase, plain, strong, worded
from generator.guide import is_closed
from generator.records.models import Amount, Equivalent, LocalizedText, Partner, Scheme

Block: TypeAlias = tuple[Text, list[Json]]
"""A heading and the parts that stand under it."""

_MOST_HELPERS = 3
"""Partners of one kind named on a fiche; beyond, the page of the directory is given instead."""


def fiche(
    plan: Plan, scheme: Scheme, more: Iterable[Block] = (), voice: str = "scheme"
) -> dict[str, Json]:
    """Everything the layout needs to set one scheme.

    `more` stands before what is across the border; `voice` is the section of interface words that
    asks the questions.
    """
    code = plan.edition.language
    known = plan.once(f"{voice}/{scheme.id}", lambda: _anywhere(plan, scheme, voice))

    colon = plan.language.t("punctuation.colon")
    near = joined([plain(plan.language.t(f"{voice}.near") + colon), worded(plan.area.name, code)])
    return {
        **known.head,
        "country": _country(plan, scheme),
        "blocks": [
            *known.before,
            *_told((near, _near(plan, scheme))),
            *known.after,
            *_told(
                *more,
                (_words(plan, "scheme.border"), _across(plan, scheme)),
                (_words(plan, "scheme.related"), _related(plan, scheme)),
            ),
        ],
    }


@dataclass(frozen=True, slots=True)
class _Anywhere:
    """What a fiche says in every place of a country: its head, and blocks around its contacts."""

    head: dict[str, Json]
    before: list[Kept]
    after: list[Kept]


def _anywhere(plan: Plan, scheme: Scheme, voice: str) -> _Anywhere:
    code = plan.edition.language
    address = absolute(plan.guide, site_path(plan.guide, code, scheme))

    return _Anywhere(
        {
            "id": scheme.ref,
            "name": name_with_acronym(scheme, code),
            "summary": worded(scheme.summary, code),
            "qr": printed_code(plan.language, address),
            "status": _status(plan, scheme),
        },
        _told(
            (_words(plan, f"{voice}.for_me"), _for_me(plan, scheme)),
            (_words(plan, f"{voice}.get"), _benefit(plan, scheme)),
            (_words(plan, f"{voice}.bring"), _items("checks", scheme.documents, code)),
            (_words(plan, f"{voice}.ask"), _request(plan, scheme)),
        ),
        _told(
            (
                _words(plan, "booklet.details"),
                [prose_part(scheme.details, code)] if scheme.details else [],
            ),
            (_words(plan, f"{voice}.remedies"), _items("bullets", scheme.remedies, code)),
        ),
    )


def _words(plan: Plan, key: str) -> Text:
    return plain(plan.language.t(key))


def _told(*blocks: Block) -> list[Kept]:
    """Blocks as the layout takes them, without those that have nothing to say."""
    return [Kept(heading=heading, parts=parts) for heading, parts in blocks if parts]


def _country(plan: Plan, scheme: Scheme) -> Json:
    """On which side of the border it exists, where readers live on both."""
    if plan.area.country is not None:
        return None
    countries = {plan.guide.areas[area].country for area in scheme.areas} - {None}
    side = "both" if len(countries) != 1 else next(iter(countries))
    return plain(plan.language.t(f"theme.country.{side}"))


def _items(kind: str, texts: tuple[LocalizedText, ...], code: str) -> list[Json]:
    return [{"kind": kind, "items": [worded(text, code) for text in texts]}] if texts else []


def _prose(text: LocalizedText | None, code: str) -> list[Json]:
    return [prose_part(text, code)] if text is not None else []


def prose_part(text: LocalizedText, code: str) -> Json:
    """A part of contributors' Markdown."""
    return {"kind": "prose", "body": prose(text, code)}


def line(*parts: Text) -> Json:
    """A part of one paragraph."""
    return {"kind": "line", "text": joined(parts)}


def _for_me(plan: Plan, scheme: Scheme) -> list[Json]:
    lines = [worded(text, plan.edition.language) for text in scheme.eligibility]
    age = scheme.age
    if age is not None and (age.min is not None or age.max is not None):
        bounds = "from" if age.max is None else "to" if age.min is None else "between"
        lines.append(plain(plan.language.t(f"scheme.age.{bounds}", min=age.min, max=age.max)))
    lines += [worded(condition.text, plan.edition.language) for condition in scheme.conditions]
    return [{"kind": "bullets", "items": lines}] if lines else []


def _benefit(plan: Plan, scheme: Scheme) -> list[Json]:
    code = plan.edition.language
    parts = _items("bullets", scheme.benefit, code)
    if scheme.amounts:
        parts.append({"kind": "amounts", "rows": [_amount(plan, a) for a in scheme.amounts]})
    if scheme.fees is not None:
        texts = (plan.guide.label("fees", scheme.fees.kind).label, scheme.fees.note)
        said = [worded(text, code) for text in texts if text is not None]
        parts.append(line(label_of(plan.language, "booklet.cost"), joined(said, ". ")))
    return parts


def _amount(plan: Plan, amount: Amount) -> Json:
    language = plan.language
    return {
        "label": worded(amount.label, plan.edition.language),
        "figure": plain(language.amount(amount)),
        "as_of": plain(language.t("amount.as_of", date=language.partial_date(amount.as_of))),
    }


def _request(plan: Plan, scheme: Scheme) -> list[Json]:
    language, code = plan.language, plan.edition.language
    parts: list[Json] = []
    request = scheme.request
    if request is not None:
        parts += _items("steps", request.steps, code)
        if request.phone is not None:
            parts.append(line(label_of(language, "booklet.call"), phone_line(plan, request.phone)))
        for key, address in (
            ("scheme.online", request.online),
            ("scheme.paper_form", request.form),
            ("scheme.information", request.information),
        ):
            if address is not None:
                parts.append(line(label_of(language, key), web_line(address)))
    if scheme.delay is not None:
        parts.append(line(label_of(language, "scheme.delay"), worded(scheme.delay, code)))
    return parts


def _near(plan: Plan, scheme: Scheme) -> list[Json]:
    rows: list[Json] = [row for helpers in plan.helpers(scheme) for row in _helpers(plan, helpers)]
    parts: list[Json] = [{"kind": "lines", "items": rows}] if rows else []
    holder = plan.guide.partners_by_id.get(scheme.holder or "")
    if holder is not None:
        label = label_of(plan.language, "booklet.decided_by")
        parts.append(line(label, name_with_acronym(holder, plan.edition.language)))
    return parts


def _helpers(plan: Plan, helpers: Helpers) -> Iterator[Text]:
    """One line for each: who, then how to reach them."""
    kind = worded(helpers.kind.label, plan.edition.language)
    if not helpers.partners:
        yield _announced(plan, kind, [plain(plan.language.t("booklet.ask_your_town"))])
    elif len(helpers.partners) > _MOST_HELPERS:
        target = plan.page_of(kind_ref(helpers.kind))
        yield _announced(plan, kind, [phrase(plan.language, "booklet.see_page", page=target)])
    else:
        for partner in helpers.partners:
            name = name_with_acronym(partner, plan.edition.language)
            yield _announced(plan, name, _reach(plan, partner))


def _announced(plan: Plan, name: Text, said: list[Text]) -> Text:
    colon = plain(plan.language.t("punctuation.colon"))
    return joined([strong(joined([name, colon], "")), joined(said, " · ")])


def _reach(plan: Plan, partner: Partner) -> list[Text]:
    """Its numbers; without one, its site; without either, the page of its address."""
    phones = [phone_line(plan, phone) for phone in plan.phones(partner)[:2]]
    if phones:
        return phones
    if partner.contact is not None and partner.contact.url is not None:
        return [web_line(partner.contact.url)]
    return [phrase(plan.language, "booklet.see_page", page=plan.page_of(partner.ref))]


def _across(plan: Plan, scheme: Scheme) -> list[Json]:
    lines: list[Json] = []
    code = plan.edition.language
    for stating, other in plan.guide.equivalents.get(scheme.id, ()):
        if is_closed(other):
            continue
        target = other.id if stating.id == scheme.id else scheme.id
        said = next(e for e in stating.equivalents if e.scheme == target)
        name = joined([name_with_acronym(other, code), *see(plan, other)])
        lines.append(_announced(plan, name, [joined(list(_said(said, code)))]))
    similar = line(plain(plan.language.t("scheme.similar")))
    return [similar, {"kind": "lines", "items": lines}] if lines else []


def _said(equivalent: Equivalent, code: str) -> Iterator[Text]:
    yield worded(equivalent.difference, code)
    if equivalent.competent is not None:
        yield worded(equivalent.competent, code)


def see(plan: Plan, scheme: Scheme) -> Iterator[Text]:
    """The page of its fiche, if this booklet has it."""
    if scheme.id in plan.scheme_ids:
        yield phrase(plan.language, "booklet.on_page", page=plan.page_of(scheme.ref))


def _related(plan: Plan, scheme: Scheme) -> list[Json]:
    """Other fiches of this booklet that could help, with their pages."""
    named = dict.fromkeys((*scheme.related, *scheme.combines_with))
    items = [
        joined([worded(other.name, plan.edition.language), *see(plan, other)])
        for other in (plan.guide.schemes_by_id[i] for i in named if i in plan.scheme_ids)
        if other.id != scheme.id
    ]
    return [{"kind": "flow", "items": items}] if items else []


def _status(plan: Plan, scheme: Scheme) -> Json:
    """What is known of the fiche's age: confirmed or not, translated late or not."""
    language, code = plan.language, plan.edition.language
    if scheme.verified is not None:
        by = plan.guide.partners_by_id.get(scheme.verified.by)
        name = by.name.wording(code).text if by else scheme.verified.by
        said = language.t("trust.verified", date=language.day(scheme.verified.on), by=name)
    else:
        said = language.t("booklet.unverified")
    lines = [plain(said)]
    revised = scheme.revised_on(code)
    if revised is not None:
        lines.append(plain(language.t("sources.revised", date=language.day(revised))))
    if scheme.is_outdated(code):
        lines.append(plain(language.t("booklet.outdated")))
    return {"verified": scheme.verified is not None, "text": joined(lines)}
