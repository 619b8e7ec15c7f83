"""The communes as the search page fetches them."""

from __future__ import annotations

import json

from generator.guide import Guide
from generator.search.places import commune_names


def line(guide: Guide, language: str, code: str) -> list[str]:
    content = json.loads(commune_names(guide, language))
    found = [entry.split("|") for entry in content["communes"] if entry.startswith(f"{code}|")]
    assert len(found) == 1
    return found[0]


def test_a_line_holds_the_code_the_name_the_postcodes_and_every_other_name(
    real_guide: Guide,
) -> None:
    code, name, postcodes, *others = line(real_guide, "nl", "34022")
    assert (code, name) == ("34022", "Kortrijk")
    assert "8500" in postcodes.split()
    assert {"Courtrai", "Heule"} <= set(others)
    assert line(real_guide, "fr", "34022")[1] == "Courtrai"


def test_every_commune_has_a_line_and_no_other_place_has(real_guide: Guide) -> None:
    content = json.loads(commune_names(real_guide, "fr"))
    communes = [a.id for a in real_guide.areas.values() if a.kind.value == "commune"]
    assert [entry.partition("|")[0] for entry in content["communes"]] == sorted(communes)
    assert content["url"] == "communes/#/"
    assert json.loads(commune_names(real_guide, "nl"))["url"] == "nl/communes/#/"
