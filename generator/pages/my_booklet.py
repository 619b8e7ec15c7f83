"""The page where a person makes a booklet of their own: what its script is told of the guide.

The script works on the device alone; nothing here knows what anyone puts aside.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.addresses import absolute, language_prefix
from generator.language import Language, language
from generator.pages.page import LanguageSite

ADDRESS = "my-booklet/"
"""Where the page is under each language."""


def my_booklet(site: LanguageSite) -> Mapping[str, Any]:
    """What the page's template shows: a booklet may be in another language than the page."""
    guide = site.guide
    languages = [language(code) for code in guide.languages]
    config = {
        "address": ADDRESS,
        "language": site.language.code,
        "languages": {lang.code: _language(site, lang) for lang in languages},
        "root": site.root_of_site(ADDRESS.count("/")),
        "words": site.language.words("my_booklet")["script"],
    }
    return {"config": config, "languages": languages}


def _language(site: LanguageSite, lang: Language) -> Mapping[str, Any]:
    """A language of booklets: where its pages are, here and in public, and the words on paper."""
    guide, settings = site.guide, site.guide.settings
    title, subtitle = (text.wording(lang.code).text for text in (settings.title, settings.subtitle))
    emergencies = [
        {"number": it.phone.number, "label": it.label.wording(lang.code).text}
        for it in settings.emergencies
        if it.on_every_page
    ]
    return {
        "prefix": language_prefix(guide, lang.code),
        "public": absolute(guide, language_prefix(guide, lang.code)),
        "words": {
            **lang.words("my_booklet")["paper"],
            "built": lang.t("footer.built", date=lang.day(guide.as_of)),
            "emergencies": emergencies,
            "guide": f"{title}, {subtitle}",
            "unverified": lang.t("booklet.unverified"),
        },
    }
