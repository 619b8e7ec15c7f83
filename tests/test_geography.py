"""Which area holds which, which one covers a place, and what is left when some are cut out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.geography import Geography, build_geography
from generator.records.models import Area

# country ─ region ─ north ─ (a, b), south ─ (c); border cuts across: b, c, abroad; empty has none.
AREAS = [
    ("country", "country", [], []),
    ("abroad", "country", [], []),
    ("region", "region", ["country"], []),
    ("north", "territory", ["region"], []),
    ("south", "territory", ["region"], []),
    ("border", "cross-border", [], ["b", "south", "abroad"]),
    ("empty", "epci", ["north"], []),
    ("a", "commune", ["north"], []),
    ("b", "commune", ["north"], []),
    ("c", "commune", ["south"], []),
    ("z", "commune", ["abroad"], []),
]


def areas() -> list[Area]:
    return [
        Area.model_validate({"id": i, "kind": kind, "name": i, "part_of": part, "members": members})
        for i, kind, part, members in AREAS
    ]


@pytest.fixture(scope="module")
def land() -> Geography:
    return build_geography(areas())


def test_an_area_knows_who_holds_it_wholly(land: Geography) -> None:
    assert land.ancestors["a"] == {"a", "north", "region", "country"}
    assert land.ancestors["b"] == {"b", "north", "region", "country", "border"}
    assert land.ancestors["c"] == {"c", "south", "region", "country", "border"}
    assert land.ancestors["south"] == {"south", "region", "country", "border"}
    assert land.ancestors["border"] == {"border"}


def test_an_area_is_the_set_of_its_communes(land: Geography) -> None:
    assert land.communes["country"] == {"a", "b", "c"}
    assert land.communes["border"] == {"b", "c", "z"}
    assert land.communes["a"] == {"a"}
    assert land.communes["empty"] == set()


def test_the_narrowest_has_the_fewest_communes_then_the_narrower_kind(land: Geography) -> None:
    assert land.narrowest(["country", "north", "region"]) == "north"
    assert land.narrowest(["south", "c"]) == "c"
    assert land.narrowest(["b", "a"]) == "a"
    assert land.narrowest([]) is None
    assert land.widest_first(["c", "border", "north", "country"])[-1] == "c"


@pytest.mark.parametrize(
    ("served", "excluded", "place", "by"),
    [
        (["country", "north"], [], "a", "north"),
        (["country"], [], "a", "country"),
        (["a"], [], "a", "a"),
        (["a"], [], "north", None),
        (["south"], [], "a", None),
        (["border"], [], "b", "border"),
        (["border"], [], "north", None),
        (["country"], ["a"], "a", None),
        (["country"], ["north"], "a", None),
        (["country"], ["a"], "b", "country"),
        ([], [], "a", None),
    ],
)
def test_who_covers_a_place_and_by_which_area(
    land: Geography, served: list[str], excluded: list[str], place: str, by: str | None
) -> None:
    assert land.covering(served, excluded, place) == by


@pytest.mark.parametrize(
    ("served", "excluded", "place", "touches"),
    [
        (["a"], [], "a", True),
        (["a"], [], "b", False),
        (["a"], [], "north", True),
        (["a"], [], "south", False),
        (["north"], [], "a", True),
        (["border"], [], "north", True),
        (["border"], [], "a", False),
        (["north"], [], "border", True),
        (["empty"], [], "north", True),
        (["north"], [], "empty", True),
        (["south"], [], "empty", False),
        (["north"], ["a"], "a", False),
        (["north"], ["a"], "north", True),
        (["north"], ["a", "b"], "north", False),
        (["north"], ["b"], "border", False),
        (["country"], ["north"], "region", True),
        (["country"], ["region"], "north", False),
        (["country"], ["north"], "empty", False),
        (["abroad"], [], "border", True),
        ([], [], "a", False),
    ],
)
def test_what_touches_a_place(
    land: Geography, served: list[str], excluded: list[str], place: str, touches: bool
) -> None:
    assert land.touching(served, excluded, place) is touches


IDS = [area[0] for area in AREAS]
SOME = st.lists(st.sampled_from(IDS), max_size=3, unique=True)


@given(SOME, SOME, st.sampled_from(IDS))
def test_what_covers_a_place_touches_it(served: list[str], cut: list[str], place: str) -> None:
    land = build_geography(areas())
    by = land.covering(served, [], place)
    if by is not None:
        assert by in served
        assert by in land.ancestors[place]
        assert land.touching(served, [], place)
    if land.touching(served, cut, place):
        assert land.touching(served, [], place)


@given(SOME, SOME, st.sampled_from([area[0] for area in AREAS if area[1] == "commune"]))
def test_a_commune_is_touched_by_what_covers_it(
    served: list[str], cut: list[str], place: str
) -> None:
    land = build_geography(areas())
    assert land.touching(served, cut, place) == (land.covering(served, cut, place) is not None)


@given(st.permutations(IDS))
def test_the_order_of_the_areas_does_not_matter(order: list[str]) -> None:
    by_id = {area.id: area for area in areas()}
    shuffled = build_geography(by_id[key] for key in order)
    straight = build_geography(areas())
    assert shuffled.ancestors == straight.ancestors
    assert shuffled.communes == straight.communes
    assert shuffled.widest_first(order) == straight.widest_first(IDS)
