"""Who is there for whom: partners and schemes of a place, its gaps, and who delivers a scheme."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.coverage import (
    Helper,
    by_kind,
    by_theme,
    first_contacts,
    helpers_for,
    is_local,
    missing_kinds,
    partners_at,
    schemes_at,
    schemes_of,
    themes_without_local_answer,
)
from generator.guide import Guide
from tests.tiny import guide_of, write_guide

AREAS = """
- {id: pays, kind: country, name: Pays, country: FR}
- {id: royaume, kind: country, name: Royaume, country: BE}
- {id: region, kind: region, name: Region, country: FR, part_of: [pays]}
- {id: departement, kind: department, name: Departement, country: FR, part_of: [region]}
- {id: ville, kind: territory, name: Ville, country: FR, part_of: [departement]}
- {id: port, kind: territory, name: Port, country: FR, part_of: [departement]}
- {id: frontiere, kind: cross-border, name: Frontiere, members: ["59350", "34022"]}
"""
COMMUNES = """code,name,country,part_of
62498,Lens,FR,ville
62510,Lievin,FR,ville
62193,Calais,FR,port
59350,Lille,FR,region
34022,Courtrai,BE,royaume
"""


def partner(key: str, kind: str, areas: list[str], **more: Any) -> dict[str, Any]:
    return {
        "id": key, "kind": kind, "name": key.title(), "summary": "S", "areas": areas,
        "contact": {"url": "https://a.be"}, "sources": [{"source": "rapport"}], **more,
    }  # fmt: skip


PARTNERS = [
    partner("caf", "caf", ["pays"]),
    partner("caf-departement", "caf", ["departement"], themes=["housing"]),
    partner("ccas-lens", "ccas", ["62498"]),
    partner("ccas-lievin", "ccas", ["62510"]),
    partner("ccas-presque", "ccas", ["ville"], excluded_areas=["62498"]),
    partner("ccas-ferme", "ccas", ["62498"], lifecycle={"status": "closed", "since": "2020"}),
    partner("cpas", "cpas", ["34022"], themes=["food"]),
    partner("abri", "ccas", ["frontiere"]),
]


def scheme(key: str, areas: list[str], **more: Any) -> dict[str, Any]:
    return {
        "id": key, "kind": "aide-financiere", "name": key.title(), "summary": "S",
        "themes": ["housing"], "audiences": ["familles"], "areas": areas,
        "request": {"online": "https://a.be"}, "sources": [{"source": "rapport"}], **more,
    }  # fmt: skip


SCHEMES = [
    scheme("nationale", ["pays"], themes=["food", "housing"], holder="caf"),
    scheme("locale", ["ville"], excluded_areas=["62510"], provider_kinds=["ccas"], holder="caf"),
    scheme("fermee", ["ville"], lifecycle={"status": "closed", "since": "2020"}, providers=["caf"]),
    scheme(
        "finie", ["ville"], lifecycle={"status": "closed", "since": "2020"}, provider_kinds=["ccas"]
    ),
    scheme("suspendue", ["port"], lifecycle={"status": "suspended"}, providers=["ccas-ferme"]),
    scheme("belge", ["royaume"], providers=["cpas"], provider_kinds=["cpas"]),
    scheme("partout", ["pays"], providers=["caf", "ccas-lens", "caf-departement"]),
]


@pytest.fixture(scope="module")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Guide:
    files = {f"content/schemes/{s['id']}.yaml": yaml.safe_dump(s) for s in SCHEMES}
    settings = """
        title: Guide
        subtitle: Ici
        description: Trouver
        languages: [fr, nl]
        site_url: https://guide.example/
        edit_url: https://git.example/edit/{file}
        report_email: contact@guide.example
        home_areas: [departement, ville, port, frontiere]
        """
    root = write_guide(
        tmp_path_factory.mktemp("coverage"),
        {
            "content/areas/areas.yaml": AREAS,
            "content/areas/communes.csv": COMMUNES,
            "partners.yaml": yaml.safe_dump(PARTNERS),
            "content/guide.yaml": settings,
            "content/schemes/aide.yaml": None,
            **files,
        },
    )
    return guide_of(root)


def found(helpers: tuple[Helper, ...]) -> list[tuple[str, str | None]]:
    return [(helper.partner.id, helper.by.id if helper.by else None) for helper in helpers]


def test_partners_of_a_commune_come_the_nearest_first(guide: Guide) -> None:
    assert found(partners_at(guide, "62498")) == [
        ("ccas-lens", "62498"),
        ("caf-departement", "departement"),
        ("caf", "pays"),
    ]


def test_partners_of_a_territory_serve_it_or_a_part_of_it(guide: Guide) -> None:
    assert found(partners_at(guide, "ville")) == [
        ("ccas-lens", None),
        ("ccas-lievin", None),
        ("ccas-presque", "ville"),
        ("caf-departement", "departement"),
        ("caf", "pays"),
    ]


def test_a_place_that_a_partner_cuts_out_is_not_served(guide: Guide) -> None:
    assert "ccas-presque" not in dict(found(partners_at(guide, "62498")))
    assert dict(found(partners_at(guide, "62510")))["ccas-presque"] == "ville"


def test_schemes_of_a_place(guide: Guide) -> None:
    def at(place: str) -> list[str]:
        return [scheme.id for scheme in schemes_at(guide, place)]

    assert at("62498") == ["locale", "nationale", "partout"]
    assert at("62510") == ["nationale", "partout"]
    assert at("port") == ["nationale", "partout", "suspendue"]
    assert at("34022") == ["belge"]
    assert at("frontiere") == ["belge", "nationale", "partout"]


def test_schemes_stand_under_every_need_in_the_order_of_the_needs(guide: Guide) -> None:
    groups = [
        (theme.id, [scheme.id for scheme in schemes])
        for theme, schemes in by_theme(guide, schemes_at(guide, "62498"))
    ]
    assert groups == [("housing", ["locale", "nationale", "partout"]), ("food", ["nationale"])]


def test_partners_stand_under_their_kind_in_the_order_of_the_vocabulary(guide: Guide) -> None:
    groups = [
        (kind.id, [helper.partner.id for helper in helpers])
        for kind, helpers in by_kind(guide, partners_at(guide, "62498"))
    ]
    assert groups == [("caf", ["caf-departement", "caf"]), ("ccas", ["ccas-lens"])]


@pytest.mark.parametrize(
    ("place", "kinds"),
    [("62498", []), ("62193", ["ccas"]), ("34022", []), ("royaume", []), ("port", ["ccas"]),
     ("frontiere", [])],
)  # fmt: skip
def test_kinds_of_bodies_a_place_lacks(guide: Guide, place: str, kinds: list[str]) -> None:
    missing = missing_kinds(guide, guide.areas[place], partners_at(guide, place))
    assert [kind.id for kind in missing] == kinds


def test_a_place_across_the_border_should_have_the_bodies_of_both_countries(guide: Guide) -> None:
    missing = missing_kinds(guide, guide.areas["frontiere"], ())
    assert [kind.id for kind in missing] == ["caf", "ccas", "cpas"]


def test_needs_without_a_local_answer(guide: Guide) -> None:
    def at(place: str) -> list[str]:
        found = schemes_at(guide, place), partners_at(guide, place)
        return [theme.id for theme in themes_without_local_answer(guide, *found)]

    # A national or suspended scheme is no local answer; the CAF of the département is one.
    assert at("ville") == ["food"]
    assert at("port") == ["food"]
    assert at("34022") == ["housing"]


def test_what_is_local(guide: Guide) -> None:
    local = {partner.id for partner in guide.partners if is_local(guide, partner)}
    assert local == {partner.id for partner in guide.partners} - {"caf"}


def helpers(guide: Guide, key: str) -> tuple[list[str], dict[str, list[str]]]:
    everywhere, by_place = helpers_for(guide, guide.schemes_by_id[key])
    return (
        [helper.partner.id for helper in everywhere],
        {group.place.id: [h.partner.id for h in group.helpers] for group in by_place},
    )


def test_who_delivers_a_scheme_by_name_stands_in_the_order_of_the_record(guide: Guide) -> None:
    everywhere, by_place = helpers(guide, "partout")
    assert everywhere == ["caf"]
    assert by_place == {
        "ville": ["ccas-lens", "caf-departement"],
        "port": ["caf-departement"],
    }


def test_who_delivers_a_scheme_by_kind_covers_a_place_of_it(guide: Guide) -> None:
    everywhere, by_place = helpers(guide, "locale")
    assert everywhere == []
    assert set(by_place) == {"ville"}
    assert "ccas-lens" in by_place["ville"]
    # One is of the commune cut out, one is closed, one is elsewhere.
    assert not {"ccas-lievin", "ccas-ferme", "abri"} & set(by_place["ville"])


def test_the_holder_delivers_what_nobody_else_does(guide: Guide) -> None:
    assert helpers(guide, "nationale")[0] == ["caf"]
    assert "caf" not in helpers(guide, "locale")[0]


def test_a_closed_body_delivers_nothing(guide: Guide) -> None:
    assert helpers(guide, "suspendue") == ([], {})


def test_places_that_hold_another_home_place_are_not_listed(guide: Guide) -> None:
    for key in ("partout", "locale"):
        assert "departement" not in helpers(guide, key)[1]


def test_a_provider_by_name_and_by_kind_is_listed_once(guide: Guide) -> None:
    assert helpers(guide, "belge") == ([], {"frontiere": ["cpas"]})


def test_schemes_of_a_partner(guide: Guide) -> None:
    def of(key: str) -> list[str]:
        return [scheme.id for scheme in schemes_of(guide, guide.partners_by_id[key])]

    assert of("caf") == ["fermee", "locale", "nationale", "partout"]
    assert of("ccas-lens") == ["locale", "partout"]
    assert of("ccas-lievin") == []
    assert of("cpas") == ["belge"]


def test_in_the_real_guide_every_territory_is_served(real_guide: Guide) -> None:
    for place in real_guide.settings.home_areas:
        assert partners_at(real_guide, place), place
        assert schemes_at(real_guide, place), place


def test_in_the_real_guide_someone_delivers_every_open_scheme(real_guide: Guide) -> None:
    for scheme in schemes_at(real_guide, "france"):
        everywhere, by_place = helpers_for(real_guide, scheme)
        assert everywhere or by_place or scheme.request, scheme.id


def test_folders_do_not_matter(guide: Guide, tmp_path: Path) -> None:
    records = {f"content/schemes/sub/{s['id']}.yaml": yaml.safe_dump(s) for s in SCHEMES[:1]}
    nested = guide_of(write_guide(tmp_path, records))
    assert nested.origins["scheme/nationale"].file == "content/schemes/sub/nationale.yaml"
    assert "scheme/nationale" in guide.origins


def test_first_contacts_are_one_of_each_kind_that_serves_the_whole_place(guide: Guide) -> None:
    def found(place: str, most: int = 4) -> list[str]:
        return [partner.id for partner in first_contacts(guide, place, most)]

    assert found("62498") == ["caf-departement", "ccas-lens"]
    assert found("62498", 1) == ["caf-departement"]
    # The offices of its communes serve a part of it only; the national one is for nobody near.
    assert found("departement") == ["caf-departement"]
    assert found("34022") == ["abri", "cpas"]
