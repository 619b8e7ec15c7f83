"""The communes as the search knows them: apart from its index, and fetched only when asked for."""

from __future__ import annotations

import json

from generator.addresses import language_prefix
from generator.guide import Guide
from generator.records.models import AreaKind


def commune_names(guide: Guide, language: str) -> str:
    """The JSON of one language: `url` with `#` for the code, and a line for each commune.

    A line is `code|name|postcodes|other names`, the postcodes parted by blanks, the other names by
    `|`: those of other languages, former ones and aliases.
    """
    lines = []
    for code in sorted(guide.areas):
        area = guide.areas[code]
        if area.kind is AreaKind.COMMUNE:
            name = area.name.wording(language).text
            others = (*(text for _, text in area.name), *area.formerly.all(), *area.aliases.all())
            known = [other for other in dict.fromkeys(others) if other != name]
            lines.append("|".join((code, name, " ".join(area.postcodes), *known)))
    content = {"url": f"{language_prefix(guide, language)}communes/#/", "communes": lines}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))
