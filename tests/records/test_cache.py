"""The memory of files already read: faster, never different, and of no account when broken."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from generator.records.cache import reading_values
from generator.records.loader import Loaded, load_guide
from generator.records.reader import read_yaml
from tests.tiny import AS_OF, Content, places, with_lines

Tiny = Callable[[Mapping[str, Content]], Path]
SCHEME = "content/schemes/aide.yaml"


def load(root: Path, cache: Path, jobs: int = 1) -> Loaded:
    return load_guide(root, AS_OF, cache=cache, jobs=jobs)


def test_the_guide_is_the_same_without_with_a_new_and_with_an_old_cache(
    tiny: Tiny, tmp_path: Path
) -> None:
    root, cache = tiny({}), tmp_path / "deep" / "cache"
    plain = load_guide(root, AS_OF)
    assert load(root, cache) == plain
    assert (cache / "records").is_file()
    assert load(root, cache) == plain


def test_a_changed_file_is_read_again(tiny: Tiny, tmp_path: Path) -> None:
    root = tiny({})
    load(root, tmp_path / "cache")
    path = root / SCHEME
    path.write_text(path.read_text("utf-8").replace("Aide", "Secours"), "utf-8")
    changed = load(root, tmp_path / "cache")
    assert changed == load_guide(root, AS_OF)
    assert changed.guide is not None
    assert changed.guide.schemes[0].name.get("fr") == "Secours"


def test_a_fault_is_told_every_time(tiny: Tiny, tmp_path: Path) -> None:
    root = tiny({SCHEME: with_lines(SCHEME, "name: Encore")})
    for _ in range(3):
        found = places(load(root, tmp_path / "cache").problems)
        assert found == [f"{SCHEME}:10:1 duplicate-key"]


def test_a_file_taken_away_is_forgotten(tiny: Tiny, tmp_path: Path) -> None:
    root, stored = tiny({}), tmp_path / "cache" / "records"
    load(root, tmp_path / "cache")
    before = stored.read_text("utf-8").count("\n")
    (root / SCHEME).unlink()
    (root / "content/editions.yaml").write_text("# Aucune.\n")
    path = root / "content/sources/sources.yaml"
    path.write_text(path.read_text("utf-8") + "\n", "utf-8")
    load(root, tmp_path / "cache")
    assert stored.read_text("utf-8").count("\n") == before - 2


def _without_its_end(stored: str) -> str:
    return stored[:-20]


def _of_another_version(stored: str) -> str:
    return "0" + stored[1:]


def _with_another_value(stored: str) -> str:
    return stored.replace("Aide", "Leurre")


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: "",
        lambda _: "\x00",
        lambda _: "2 ",
        lambda _: '{"version": 1, "values": {}}',
        _without_its_end,
        _of_another_version,
        _with_another_value,
    ],
)
def test_a_damaged_cache_is_read_past_and_mended(
    tiny: Tiny, tmp_path: Path, damage: Callable[[str], str]
) -> None:
    root, cache = tiny({}), tmp_path / "cache"
    load(root, cache)
    whole = (cache / "records").read_text("utf-8")
    assert damage(whole) != whole
    (cache / "records").write_text(damage(whole), "utf-8")
    assert load(root, cache) == load_guide(root, AS_OF)
    assert (cache / "records").read_text("utf-8") == whole


def test_a_cache_that_cannot_be_written_is_done_without(tiny: Tiny, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file in its place")
    assert load(tiny({}), tmp_path / "cache").guide is not None


def test_processes_share_the_reading_and_agree() -> None:
    files = {f"content/schemes/s{n}.yaml": f"id: s{n}\nname: Été {n}\n" for n in range(301)}
    files["content/schemes/bad.yaml"] = "id: [\n"
    files["content/schemes/empty.yaml"] = ""
    files["content/areas/communes.csv"] = "code,name\n"
    with reading_values(files, None, 1) as values:
        alone = values()
    with reading_values(files, None, 2) as values:
        assert values() == alone
    assert len(alone) == 301
    assert all(alone[uri] == read_yaml(files[uri])[0] for uri in alone)
