"""The page of a partner: what it does for whom, how to reach it, where, and its schemes."""

from __future__ import annotations

from typing import Any

from generator.coverage import schemes_of
from generator.guide import is_closed, sort_key
from generator.pages.page import LanguageSite, Page, PageFacts, Up, render_page
from generator.pages.scheme import acronym
from generator.records.models import Partner


def render_partner_page(site: LanguageSite, partner: Partner) -> Page:
    """The whole page of a partner in one language."""
    guide, lang = site.guide, site.language
    successor = partner.lifecycle.replaced_by if partner.lifecycle else None
    schemes = sorted(
        schemes_of(guide, partner),
        key=lambda s: (is_closed(s), sort_key(s.name.wording(lang.code).text)),
    )
    facts = PageFacts(
        site,
        "partner",
        partner.ref,
        record=partner,
        areas=partner.areas,
        up=Up("../../partners/", lang.t("nav.partners")),
    )
    areas = [guide.areas[area] for area in guide.geography.widest_first(partner.areas)]
    values: dict[str, Any] = {
        "partner": partner,
        "acronym": acronym(partner, lang.code),
        "former": partner.formerly.get(lang.code) or partner.formerly.all(),
        "kind": guide.partner_kinds[partner.kind],
        "areas": areas[:3],
        "places": areas,
        "excluded": [guide.areas[area].name for area in partner.excluded_areas],
        "parent": guide.partners_by_id.get(partner.parent or ""),
        "successor": guide.partners_by_id.get(successor or ""),
        "schemes": schemes,
    }
    title = partner.name.wording(lang.code).text
    summary = partner.summary.wording(lang.code).text
    return render_page(facts, "partner.html", title, summary, values)
