"""The table for professionals: a whole row for every scheme, short, and what its filters know."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from dataclasses import replace

import pytest
from lxml.html import HtmlElement, fragment_fromstring

from generator.audience import Audience
from generator.guide import Guide
from generator.pages.listing import render_listing
from generator.pages.page import LanguageSite
from generator.pages.table import table_words
from tests.pages.conftest import RenderGuide, words
from tests.tiny import BASE, Content

SCHEME = BASE["content/schemes/aide.yaml"].rstrip()
NAMES = """
        acronym: {fr: ADL, nl: HVW}
        aliases: {fr: [coup de pouce, Aide au départ], nl: [duwtje]}
        formerly: {fr: [Loca-Pass], nl: [Loca-Pass]}
        keywords: {fr: [être à la rue], nl: [dakloos]}
"""
COLUMNS = ("themes", "kind", "place", "conditions", "amount", "prescribers", "holder", "status")


def with_more(more: str) -> Mapping[str, Content]:
    """The tiny guide, its scheme saying more."""
    return {"content/schemes/aide.yaml": SCHEME + "\n" + more}


def table(guide: Guide, language: str = "fr") -> HtmlElement:
    html = render_listing(LanguageSite.of(guide, language), "table", 1)
    return fragment_fromstring(html, create_parent="div")


def row(guide: Guide, language: str = "fr") -> HtmlElement:
    """The row of the tiny guide's scheme."""
    found = table(guide, language).xpath("//tbody/tr[th/a[contains(@href, '/aide/')]]")
    return found[0]


def cells(guide: Guide, language: str = "fr") -> dict[str, str]:
    """What the cells of that row say, by column."""
    texts = map(words, row(guide, language).xpath("./td"))
    return dict(zip(COLUMNS, texts, strict=True))


def test_every_scheme_has_a_row_in_the_order_of_names(make_guide: RenderGuide) -> None:
    other = SCHEME.replace("id: aide", "id: zut").replace(
        "{fr: Aide, nl: Hulp}", "{fr: Âge, nl: Z}"
    )
    closed = other + '\n        lifecycle: {status: closed, since: "2014-12-31"}\n'
    guide = make_guide({"content/schemes/zut.yaml": closed})
    rows = table(guide).xpath("//tbody/tr")
    assert [(r.xpath("./th/a/@href")[0], words(r.xpath("./th")[0])) for r in rows] == [
        ("../schemes/zut/", "Âge"),
        ("../schemes/aide/", "Aide"),
    ]
    assert [words(r.xpath("./td")[-1]) for r in rows] == [
        "fermé depuis : 31 décembre 2014",
        "ouvert",
    ]
    assert [r.get("data-status") for r in rows] == ["closed", "open"]
    assert words(table(guide, "nl").xpath("//tbody/tr[1]/th")[0]) == "Hulp"


def test_a_row_says_what_the_record_says(make_guide: RenderGuide) -> None:
    guide = make_guide(
        with_more(
            """
        acronym: {fr: ADL, nl: HVW}
        age: {min: 18, max: 25}
        conditions: [{text: {fr: Vous louez., nl: U huurt.}}]
        amounts:
          - {label: {fr: Seul, nl: Alleen}, value: "646.52", period: month, as_of: "2025-04-01"}
        prescribers: {fr: Le référent, nl: De begeleider}
        holder: caf
"""
        )
    )
    assert words(row(guide).xpath("./th")[0]) == "Aide (ADL)"
    assert cells(guide) == {
        "themes": "Me loger",
        "kind": "Aide",
        "place": "France",
        "conditions": "Vous avez entre 18 et 25 ans. Vous louez.",
        "amount": "646,52 € par mois Seul (date du chiffre : 1er avril 2025)",
        "prescribers": "Le référent",
        "holder": "Caisse",
        "status": "ouvert",
    }
    assert cells(guide, "nl")["amount"].startswith("646,52 € per maand Alleen")
    assert row(guide).xpath("./td/@data-figure") == ["646.52"]


def test_a_long_text_is_cut_and_says_that_the_fiche_has_more(make_guide: RenderGuide) -> None:
    short, long = "Vous louez votre logement.", "Vous habitez ici depuis longtemps " * 4 + "déjà."
    lines = f"""
        conditions:
          - {{text: {{fr: "{short}", nl: Ja.}}}}
          - {{text: {{fr: "{long}", nl: Neen.}}}}
          - {{text: {{fr: Encore., nl: Nog.}}}}
"""
    guide = make_guide(with_more(lines))
    assert cells(guide)["conditions"] == f"{short} et 2 autres lignes sur la fiche".replace(
        "logement. et", "logement.et"
    )
    assert cells(guide, "nl")["conditions"] == "Ja. Neen. Nog."


def test_a_line_too_long_for_a_row_ends_at_a_word(make_guide: RenderGuide) -> None:
    long = "Vous habitez ici depuis longtemps " * 4 + "déjà."
    guide = make_guide(with_more(f'        prescribers: {{fr: "{long}", nl: Kort.}}\n'))
    shown = cells(guide)["prescribers"].partition(" …")[0]
    assert 70 < len(shown) <= 90
    assert long.startswith(shown + " ")
    assert cells(guide)["prescribers"].endswith("et 1 autre ligne sur la fiche")


def test_without_stated_conditions_the_row_says_whom_it_is_for(make_guide: RenderGuide) -> None:
    guide = make_guide(with_more("        eligibility: [{fr: Vous louez., nl: U huurt.}]\n"))
    assert cells(guide)["conditions"] == "Vous louez."


def test_without_a_holder_or_a_prescriber_the_row_says_who_else(make_guide: RenderGuide) -> None:
    guide = make_guide(with_more("        applicants: [usagers]\n        provider_kinds: [ccas]\n"))
    assert cells(guide)["holder"] == "Service rendu par : Centre, Caisse"
    assert cells(guide)["prescribers"] == "Peut demander : Vous"


def test_the_figure_to_sort_by_is_in_euros(make_guide: RenderGuide) -> None:
    places = '{label: L, value: "12", unit: places, as_of: "2025"}'
    euros = '{label: L, at_least: "50", up_to: "1500", as_of: "2025"}'
    nothing = '{label: L, value: "0", as_of: "2025"}'
    for listed, figure in ((f"{places}, {euros}", ["1500"]), (places, []), (nothing, ["0"])):
        guide = make_guide(with_more(f"        amounts: [{listed}]\n"))
        assert row(guide).xpath("./td/@data-figure") == figure


def test_a_third_amount_is_left_to_the_fiche(make_guide: RenderGuide) -> None:
    amounts = ", ".join(f'{{label: L{n}, value: "{n}", as_of: "2025"}}' for n in (1, 2, 3))
    guide = make_guide(with_more(f"        amounts: [{amounts}]\n"))
    assert "L2" in cells(guide)["amount"]
    assert "L3" not in cells(guide)["amount"]
    assert cells(guide)["amount"].endswith("et 1 autre ligne sur la fiche")


@pytest.mark.parametrize(
    ("areas", "places", "countries", "shown"),
    [
        ("[pays]", "ville", "FR", "France"),
        ('["62498"]', "ville~", "FR", "France Lens"),
        ("[royaume]", "", "BE", "Belgique"),
        ("[pays, royaume]", "ville", "FR BE", "France, Belgique"),
        ("[ensemble]", "ville~", "FR BE", "France, Belgique Ensemble"),
    ],
)
def test_a_row_knows_its_places_and_countries(
    make_guide: RenderGuide, areas: str, places: str, countries: str, shown: str
) -> None:
    more = '- {id: ensemble, kind: cross-border, name: Ensemble, members: ["62498", "34022"]}'
    # A second commune, of which the area across the border holds nothing.
    arras = "62041,Arras,,FR,62000,ville,,"
    files = {
        "content/schemes/aide.yaml": SCHEME.replace("areas: [pays]", f"areas: {areas}"),
        "content/areas/areas.yaml": f"{BASE['content/areas/areas.yaml'].rstrip()}\n        {more}",
        "content/areas/communes.csv": (
            f"{BASE['content/areas/communes.csv'].rstrip()}\n        {arras}\n"
        ),
    }
    guide = make_guide(files)
    found = row(guide)
    assert found.get("data-places") == places
    assert found.get("data-countries") == countries
    assert cells(guide)["place"] == shown


def test_a_place_cut_out_is_said_and_is_no_place_of_the_row(make_guide: RenderGuide) -> None:
    guide = make_guide(with_more("        excluded_areas: [ville]\n"))
    assert row(guide).get("data-places") == ""
    assert row(guide).get("data-except") == "ville"
    assert cells(guide)["place"] == "Pays Sauf : Ville"


def test_other_names_and_words_wait_in_a_file_of_their_own(make_guide: RenderGuide) -> None:
    """Each word once, without accents, and none that the name already says."""
    guide = make_guide(with_more(NAMES))
    assert json.loads(table_words(guide, "fr")) == {
        "aide": "hvw hulp coup pouce depart loca pass etre rue"
    }
    assert json.loads(table_words(guide, "nl")) == {"aide": "adl aide duwtje loca pass dakloos"}
    assert "dakloos" not in words(table(guide, "nl"))


def test_filters_offer_what_some_row_answers_and_every_place(make_guide: RenderGuide) -> None:
    tree = table(make_guide({}))
    offered = {
        select.get("name"): [words(option) for option in select.xpath("./option")]
        for select in tree.xpath("//form//select")
    }
    assert offered == {
        "theme": ["Tous", "Me loger"],
        "area": ["Tous", "Ville"],
        "audience": ["Tous", "Familles"],
        "kind": ["Tous", "Aide"],
        "country": ["Tous", "France"],
        "status": ["Tous", "ouvert"],
    }


def test_what_only_a_script_can_do_is_hidden_without_one(make_guide: RenderGuide) -> None:
    tree = table(make_guide({}))
    for mark in ("table-form", "table-tools", "table-hint", "comparison", "table-more"):
        (found,) = tree.xpath(f"//*[@data-{mark}]")
        assert found.get("hidden") is not None, mark
    assert not tree.xpath("//tbody//input | //thead//button")
    assert words(tree.xpath("//*[@role='status']")[0]) == "1 dispositif"


@pytest.mark.parametrize("audience", list(Audience))
def test_what_is_for_professionals_only_is_in_their_edition_only(
    make_guide: RenderGuide, audience: Audience
) -> None:
    hidden = SCHEME.replace("id: aide", "id: secret").replace("fr: Aide", "fr: Discret")
    files = {
        "content/schemes/secret.yaml": hidden + "\n        visibility: professional\n",
        **with_more("        professional_notes: {fr: Chut., nl: Stil.}\n"),
    }
    guide = make_guide(files, audience)
    html = render_listing(LanguageSite.of(guide, "fr"), "table", 1) + table_words(guide, "fr")
    assert ("secret" in html) is (audience is Audience.PROFESSIONAL)
    assert ("Discret" in html) is (audience is Audience.PROFESSIONAL)
    assert "Chut." not in html


def test_two_thousand_schemes_like_the_real_ones_stay_light(real_guide: Guide) -> None:
    """About 250 kB compressed, each further row weighing as much as those that ship.

    A tenth more is left to records that say much.
    """

    def weight(guide: Guide, code: str) -> int:
        html = render_listing(LanguageSite.of(guide, code), "table", 1)
        return len(gzip.compress(html.encode(), mtime=0))

    for code in real_guide.languages:
        whole = weight(real_guide, code)
        empty = weight(replace(real_guide, schemes=()), code)
        assert empty + (whole - empty) / len(real_guide.schemes) * 2000 <= 275_000, code
