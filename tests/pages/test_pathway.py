"""The way of a person: its drawing, and what each step says."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from generator.guide import Guide
from generator.pages.listing import render_listing
from generator.pages.page import LanguageSite
from generator.pages.pathway import draw
from generator.records.models import Step

STEPS = """
    - id: rights
      label: {fr: J’ouvre mes droits, nl: Ik open mijn rechten}
      stage: social
      mine: [{fr: Je demande., nl: Ik vraag.}]
      theirs: [{fr: On calcule., nl: Men rekent.}]
      meets: [caf]
      asks: [{fr: Qui est mon référent ?, nl: Wie begeleidt mij?}]
      stuck: {fr: Écrivez., nl: Schrijf.}
      first: [aide, fermee]
    - id: work
      label: {fr: Je garde un emploi qui me plaît et qui dure longtemps, nl: Ik houd mijn werk}
      stage: keep
    """
CLOSED = """
    id: fermee
    kind: aide-financiere
    name: {fr: Aide fermée, nl: Gesloten}
    summary: {fr: Finie., nl: Voorbij.}
    themes: [housing]
    audiences: [familles]
    areas: [pays]
    pathway: [rights]
    providers: [caf]
    lifecycle: {status: closed, since: "2014"}
    sources: [{source: rapport, facts: [name]}]
    """


@pytest.fixture
def guide(make_guide: Callable[..., Guide]) -> Guide:
    files = {"content/vocabularies/pathway.yaml": STEPS, "content/schemes/fermee.yaml": CLOSED}
    return make_guide(files)


def test_a_step_says_what_each_side_does_and_what_to_see_first(guide: Guide) -> None:
    html = render_listing(LanguageSite.of(guide, "fr"), "pathway", 1)
    words = re.sub(r"[ \n]+", " ", re.sub(r"<[^>]*>", " ", html))
    for text in ("Je demande.", "On calcule.", "Qui est mon référent\u00a0?", "Écrivez."):
        assert text in words
    assert 'href="../schemes/aide/"' in html
    assert "fermee" not in html


def test_each_station_of_the_drawing_leads_to_its_step(guide: Guide) -> None:
    html = render_listing(LanguageSite.of(guide, "nl"), "pathway", 1)
    drawing = html[html.index("<svg") : html.index("</svg>")]
    assert re.findall(r'<a href="#([^"]+)"', drawing) == ["rights", "work"]
    assert re.findall(r'<h2 id="([^"]+)"', html) == ["rights", "work"]


def test_steps_of_a_stage_share_a_band_and_long_names_take_two_lines(guide: Guide) -> None:
    steps = [step for step in guide.vocabularies["pathway"].values() if isinstance(step, Step)]
    drawing = draw([*steps, steps[1]], ["Un", "Une étape au nom bien trop long", "Trois"])
    assert [band.stage for band in drawing.bands] == ["social", "keep"]
    assert [len(station.lines) for station in drawing.stations] == [1, 2, 1]
    assert drawing.bands[-1].y + drawing.bands[-1].height == drawing.height
    ys = [station.y for station in drawing.stations]
    assert ys == sorted(set(ys))
