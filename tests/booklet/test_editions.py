"""Which editions there are, and which records each holds."""

from __future__ import annotations

from generator.booklet.edition import Edition, editions
from generator.booklet.plan import plan_booklet
from generator.guide import Guide


def edition(guide: Guide, identifier: str) -> Edition:
    return next(found for found in editions(guide) if found.id == identifier)


def test_a_series_makes_one_edition_for_each_area_and_language(small_guide: Guide) -> None:
    found = editions(small_guide)
    assert [e.id for e in found] == [
        "vade-mecum-frontiere-fr",
        "vade-mecum-frontiere-nl",
        "vade-mecum-pays-noir-fr",
        "vade-mecum-pays-noir-nl",
    ]
    assert (found[0].audience, found[0].area, found[0].language, found[0].format) == (
        "beneficiary",
        "frontiere",
        "fr",
        "a5",
    )


def test_the_guide_that_ships_defines_its_thirteen_places_in_both_languages(
    shipped_guide: Guide,
) -> None:
    found = [e for e in editions(shipped_guide) if e.series.id == "vade-mecum"]
    assert {e.area for e in found} == {*shipped_guide.settings.home_areas, "pas-de-calais"}
    assert len(found) == 26


def test_only_open_schemes_of_the_place_are_in(small_guide: Guide) -> None:
    here = plan_booklet(small_guide, edition(small_guide, "vade-mecum-pays-noir-fr"))
    across = plan_booklet(small_guide, edition(small_guide, "vade-mecum-frontiere-fr"))
    assert here.scheme_ids == {"fonds"}
    assert [scheme.id for scheme in across.schemes] == ["fonds", "waarborg"]


def test_a_scheme_stands_once_under_its_first_need(small_guide: Guide) -> None:
    plan = plan_booklet(small_guide, edition(small_guide, "vade-mecum-pays-noir-fr"))
    assert [(section.ref, [s.id for s in section.schemes]) for section in plan.sections] == [
        ("theme/housing", ["fonds"])
    ]


def test_needs_chosen_by_the_series_decide_where_a_scheme_stands(make_guide) -> None:  # type: ignore[no-untyped-def]
    chosen = """
- id: argent
  audience: beneficiary
  areas: [pays-noir]
  languages: [fr]
  title: {fr: Mon argent}
  includes: {themes: [money]}
"""
    guide = make_guide({"content/editions.yaml": chosen})
    plan = plan_booklet(guide, edition(guide, "argent-pays-noir-fr"))
    assert [(section.ref, len(section.schemes)) for section in plan.sections] == [
        ("theme/money", 1)
    ]


def test_the_local_branch_helps_rather_than_the_national_body(small_guide: Guide) -> None:
    plan = plan_booklet(small_guide, edition(small_guide, "vade-mecum-pays-noir-fr"))
    helpers = {h.kind.id: [p.id for p in h.partners] for h in plan.helpers(plan.schemes[0])}
    assert helpers == {"caf": ["caf-du-pays"], "ccas": []}


def test_only_the_places_in_the_area_are_given(small_guide: Guide) -> None:
    plan = plan_booklet(small_guide, edition(small_guide, "vade-mecum-pays-noir-fr"))
    partner = small_guide.partners_by_id["caf-du-pays"]
    assert [site.city for site in plan.sites(partner)] == ["Lens"]


def test_emergency_numbers_are_those_of_the_country_or_of_both(small_guide: Guide) -> None:
    here = plan_booklet(small_guide, edition(small_guide, "vade-mecum-pays-noir-nl"))
    across = plan_booklet(small_guide, edition(small_guide, "vade-mecum-frontiere-nl"))
    assert [e.phone.number for e in here.emergencies] == ["112", "115"]
    assert [e.phone.number for e in across.emergencies] == ["112", "115", "1712"]
