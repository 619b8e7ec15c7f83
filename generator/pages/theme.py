"""The page of a need: the schemes of each country that answer it, then who helps."""

from __future__ import annotations

from typing import Any

from generator.guide import Guide, is_closed, sort_key
from generator.pages.page import LanguageSite, Page, PageFacts, Up, render_page
from generator.records.models import Scheme, Theme


def render_theme_page(site: LanguageSite, theme: Theme) -> Page:
    """The whole page of a need in one language."""
    guide, lang = site.guide, site.language
    schemes = sorted(
        (scheme for scheme in guide.schemes if theme.id in scheme.themes),
        key=lambda s: (s.themes[0] != theme.id, sort_key(s.name.wording(lang.code).text)),
    )
    usable = [scheme for scheme in schemes if not is_closed(scheme)]
    groups = [
        (country, [scheme for scheme in usable if country_of(guide, scheme) == country])
        for country in ("FR", "BE", "")
    ]
    partners = sorted(
        (p for p in guide.partners if theme.id in p.themes and not is_closed(p)),
        key=lambda p: sort_key(p.name.wording(lang.code).text),
    )
    facts = PageFacts(
        site,
        "theme",
        f"theme/{theme.id}",
        hue=theme.hue,
        up=Up("../../themes/", lang.t("nav.themes")),
    )
    values: dict[str, Any] = {
        "theme": theme,
        "countries": [(country, found) for country, found in groups if found],
        "partners": partners,
        "closed": [scheme for scheme in schemes if is_closed(scheme)],
    }
    title = theme.label.wording(lang.code).text
    description = theme.description.wording(lang.code).text if theme.description else title
    return render_page(facts, "theme.html", title, description, values)


def country_of(guide: Guide, scheme: Scheme) -> str:
    """The country a scheme belongs to, or an empty text for one that crosses the border."""
    countries = {guide.areas[area].country for area in scheme.areas}
    country = countries.pop() if len(countries) == 1 else None
    return country or ""
