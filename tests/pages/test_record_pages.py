"""The pages of the other kinds of records: partners, needs, and places from country to commune."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest

from generator.audience import Audience
from generator.guide import Guide
from tests.pages.conftest import RenderPage, article, page_of, parts, section, words
from tests.tiny import BASE

AREAS = """
    - {id: pays, kind: country, name: {fr: Pays, nl: Land}, country: FR}
    - {id: royaume, kind: country, name: {fr: Royaume, nl: Rijk}, country: BE}
    - {id: nord, kind: department, name: {fr: Nord, nl: Noorden}, country: FR, part_of: [pays]}
    - {id: ville, kind: territory, name: {fr: Ville, nl: Stad}, country: FR, part_of: [nord]}
    - {id: ca-lens, kind: epci, name: CA de Lens, country: FR, part_of: [ville]}
    - id: frontiere
      kind: cross-border
      name: {fr: Frontière, nl: Grens}
      members: [ville, "34022"]
    """
COMMUNES = """\
code,name,name_nl,country,postcodes,part_of,formerly,aliases_nl
62498,Lens,,FR,62300,ca-lens,,
34022,Courtrai,Kortrijk,BE,8500 8501,royaume,Bissegem;Heule,
"""
PARTNERS = """
    - id: departement
      kind: caf
      name: {fr: Département, nl: Departement}
      summary: {fr: Il décide., nl: Het beslist.}
      contact: {phones: [{number: "+33321216216"}]}
      areas: [nord]
      sources: [{source: rapport, facts: [name]}]
    - id: ccas-lens
      kind: ccas
      parent: departement
      name: {fr: CCAS de Lens, nl: CCAS van Lens}
      acronym: {fr: CDL, nl: CVL}
      formerly: {fr: [Bureau d’aide sociale], nl: [Bureau d’aide sociale]}
      summary: {fr: Il aide., nl: Het helpt.}
      services: [{fr: Colis, nl: Pakketten}]
      themes: [food]
      sites:
        - name: {fr: Mairie, nl: Gemeentehuis}
          street: 1 place Jean-Jaurès
          postcode: "62300"
          city: Lens
          commune: "62498"
          phones: [{number: "+33321000001"}]
          hours: "Mo-Fr 09:00-12:00"
          closures:
            - {first: 2026-12-24, last: 2027-01-02, reason: {fr: Congés, nl: Verlof}}
            - {first: 2026-08-01, last: 2026-08-15, reason: {fr: Passée, nl: Voorbij}}
          languages: [fr, nl]
          as_of: 2024
      professional_contact: {email: pro@ccas.example, url: "https://ccas.example/pro"}
      professional_notes: {fr: Par fiche., nl: Met een fiche.}
      areas: [ca-lens]
      sources: [{source: rapport, facts: [name]}]
    - id: disparu
      kind: ccas
      name: Disparu
      summary: {fr: Fini., nl: Gedaan.}
      areas: ["62498"]
      lifecycle: {status: closed, since: 2015, replaced_by: ccas-lens}
      sources: [{source: rapport, facts: [name]}]
    - id: cpas-kortrijk
      kind: cpas
      name: OCMW Kortrijk
      summary: {fr: Il aide., nl: Het helpt.}
      contact: {url: "https://ocmw.example"}
      areas: ["34022"]
      sources: [{source: rapport, facts: [name]}]
    """
SCHEMES = {
    "content/schemes/aide.yaml": BASE["content/schemes/aide.yaml"]
    .replace("providers: [caf]", "provider_kinds: [ccas]")
    .replace("areas: [pays]", "areas: [nord]"),
    "content/schemes/steun.yaml": """
        id: steun
        kind: aide-financiere
        name: {fr: Aide belge, nl: Steun}
        summary: {fr: Une aide., nl: Een hulp.}
        themes: [housing, food]
        audiences: [familles]
        providers: [cpas-kortrijk]
        areas: [royaume]
        sources: [{source: rapport, facts: [name]}]
        """,
    "content/schemes/ancienne.yaml": """
        id: ancienne
        kind: aide-financiere
        name: {fr: Aide finie, nl: Gedane hulp}
        summary: {fr: Finie., nl: Gedaan.}
        themes: [housing]
        audiences: [familles]
        areas: [nord]
        providers: [departement]
        lifecycle: {status: closed, since: 2015}
        sources: [{source: rapport, facts: [name]}]
        """,
}
FILES = {
    "partners.yaml": PARTNERS,
    "content/areas/areas.yaml": AREAS,
    "content/areas/communes.csv": COMMUNES,
    **SCHEMES,
}


@pytest.mark.parametrize(
    ("ref", "path", "title"),
    [
        ("scheme/aide", "schemes/aide/", "Hulp"),
        ("partner/ccas-lens", "partners/ccas-lens/", "CCAS van Lens"),
        ("area/nord", "areas/nord/", "Noorden"),
        ("area/ville", "areas/ville/", "Stad"),
        ("area/frontiere", "areas/frontiere/", "Grens"),
        ("area/ca-lens", "areas/ca-lens/", "CA de Lens"),
        ("commune/34022", "communes/34022/", "Kortrijk"),
        ("theme/housing", "themes/housing/", "Wonen"),
    ],
)
def test_each_kind_has_its_address_its_title_and_one_heading(
    render: RenderPage, ref: str, path: str, title: str
) -> None:
    page = render(FILES, ref, "nl")
    tree = article(page)
    assert (page.path, page.title) == (path, title)
    assert tree.get("data-record") == ref
    assert len(tree.xpath("//h1")) == 1
    assert title in words(tree.xpath("//h1")[0])
    assert page.description
    levels = [int(e.tag[1]) for e in tree.iter("h1", "h2", "h3", "h4")]
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_a_partner_says_what_how_where_and_for_which_schemes(render: RenderPage) -> None:
    page = render(FILES, "partner/ccas-lens")
    assert parts(page) == ["services", "contact", "where", "schemes", "sources"]
    said = words(article(page))
    assert "Anciennement : Bureau d’aide sociale" in said.replace("\xa0", " ")
    assert "1 place Jean-Jaurès" in said
    assert "du lundi au vendredi" in said
    assert "2024" in said
    assert "français, néerlandais" in said
    assert section(page, "schemes").xpath(".//li//a/@href") == ["../../schemes/aide/"]
    assert "../../partners/departement/" in section(page, "contact").xpath(".//a/@href")


def test_a_closure_is_announced_until_it_is_over(render: RenderPage) -> None:
    said = words(article(render(FILES, "partner/ccas-lens")))
    assert "Congés" in said
    assert "24 décembre 2026" in said
    assert "Passée" not in said


def test_contacts_for_professionals_stay_out_of_the_public_page(render: RenderPage) -> None:
    public = render(FILES, "partner/ccas-lens").article
    assert "pro@ccas.example" not in public
    assert "Par fiche" not in public
    professional = render(FILES, "partner/ccas-lens", audience=Audience.PROFESSIONAL)
    (folded,) = article(professional).find_class("professional")
    assert "pro@ccas.example" in words(folded)
    assert "Par fiche." in words(folded)


def test_a_partner_that_is_gone_leads_to_its_successor(render: RenderPage) -> None:
    tree = article(render(FILES, "partner/disparu"))
    assert tree.find_class("badge--closed")
    assert tree.find_class("notice")[0].xpath(".//a/@href") == ["../../partners/ccas-lens/"]


def test_a_need_lists_its_schemes_by_country_and_the_closed_ones_last(render: RenderPage) -> None:
    page = render(FILES, "theme/housing")
    assert parts(page) == ["in-FR", "in-BE", "closed"]
    assert section(page, "in-FR").xpath(".//a/@href") == ["../../schemes/aide/"]
    assert section(page, "in-BE").xpath(".//a/@href") == ["../../schemes/steun/"]
    assert section(page, "closed").xpath(".//a/@href") == ["../../schemes/ancienne/"]


def test_a_territory_says_who_is_there_and_for_what(render: RenderPage) -> None:
    page = render(FILES, "area/ville")
    assert parts(page) == ["who", "for-what", "parts", "sources"]
    who = section(page, "who").xpath(".//a[@class='helper__name']/@href")
    assert who == ["../../partners/departement/", "../../partners/ccas-lens/"]
    # The département's own schemes are the territory's too; closed ones are nobody's.
    assert section(page, "for-what").xpath(".//a/@href") == ["../../schemes/aide/"]
    assert section(page, "parts").xpath(".//a/@href") == [
        "../../areas/ca-lens/",
        "../../communes/62498/",
    ]


def test_what_a_place_lacks_is_said_of_its_own_country(render: RenderPage) -> None:
    """A `ccas` is expected in France, a `cpas` in Belgium; nobody answers for food."""
    partners = PARTNERS.replace("kind: ccas", "kind: caf").replace("themes: [food]", "themes: []")
    files = {**FILES, "partners.yaml": partners}
    lacks = [words(line) for line in section(render(files, "area/ville"), "gaps").xpath(".//li")]
    assert lacks == ["Centre", "Manger"]


def test_a_cross_border_area_joins_both_sides(render: RenderPage) -> None:
    page = render(FILES, "area/frontiere", "nl")
    who = section(page, "who").xpath(".//a[@class='helper__name']/@href")
    assert set(who) == {
        "../../partners/departement/",
        "../../partners/ccas-lens/",
        "../../partners/cpas-kortrijk/",
    }
    assert set(section(page, "for-what").xpath(".//a/@href")) >= {"../../schemes/aide/"}


def test_a_commune_says_who_does_what_the_nearest_kind_with_its_reason(render: RenderPage) -> None:
    page = render(FILES, "commune/62498")
    assert "who" in parts(page)
    helpers = section(page, "who").xpath(".//li[@class='helper']")
    assert {h.xpath("./a/@href")[0]: words(h.find_class("helper__reason")[0]) for h in helpers} == {
        "../../partners/departement/": "Compétent pour\xa0: Nord".replace("\xa0", " "),
        "../../partners/ccas-lens/": "Compétent pour : CA de Lens",
    }
    assert "../../areas/ville/" in article(page).xpath("//a/@href")


def test_a_commune_is_known_by_the_names_it_had(render: RenderPage) -> None:
    tree = article(render(FILES, "commune/34022"))
    assert "Bissegem, Heule" in words(tree)
    assert "8500" in words(tree)


def test_a_place_can_be_kept_with_all_the_places_that_hold_it(render: RenderPage) -> None:
    (button,) = article(render(FILES, "commune/62498")).xpath("//button[@data-keep-place]")
    assert button.get("data-keep-place") == "62498"
    kept = set(button.get("data-place-areas").split())
    assert kept == {"62498", "ca-lens", "ville", "nord", "pays", "frontiere"}
    assert button.get("hidden") is not None  # Shown by the script that makes it work.


def test_records_for_professionals_have_no_public_page(
    make_guide: Callable[..., Guide],
) -> None:
    scheme = SCHEMES["content/schemes/steun.yaml"].rstrip() + "\n        visibility: professional\n"
    files = {**FILES, "content/schemes/steun.yaml": scheme}
    with pytest.raises(LookupError):
        page_of(make_guide(files), "scheme/steun", "fr")
    theme = page_of(make_guide(files), "theme/housing", "fr")
    assert "steun" not in theme.article
    assert page_of(make_guide(files, Audience.PROFESSIONAL), "scheme/steun", "fr").article
