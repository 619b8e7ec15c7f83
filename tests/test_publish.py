"""A finished site takes the place of the previous one; an unfinished one never shows."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path

import pytest

from generator.publish import NotASiteError, publish


def site(word: str) -> Callable[[Path], None]:
    def write(folder: Path) -> None:
        (folder / "data").mkdir()
        (folder / "data" / "records.json").write_text("[]")
        (folder / "index.html").write_text(word)

    return write


def shown(folder: Path) -> str:
    return (folder / "index.html").read_text()


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


class BrokenError(Exception):
    pass


def fail(folder: Path) -> None:
    site("unfinished")(folder)
    raise BrokenError


@pytest.mark.parametrize("name", ["site", "a/b/site", "si[t]e*", "été"])
def test_a_site_is_written_where_none_was(tmp_path: Path, name: str) -> None:
    target = tmp_path / name
    publish(target, site("first"))
    assert shown(target) == "first"
    assert names(target.parent) == [target.name]


def test_a_web_server_may_read_the_site(tmp_path: Path) -> None:
    publish(tmp_path / "site", site("first"))
    assert (tmp_path / "site").stat().st_mode & 0o777 == 0o755


def test_a_new_site_takes_the_place_of_the_previous_one(tmp_path: Path) -> None:
    target = tmp_path / "site"
    publish(target, site("first"))
    (target / "old-page.html").write_text("gone")
    publish(target, site("second"))
    assert shown(target) == "second"
    assert not (target / "old-page.html").exists()
    assert names(tmp_path) == ["site"]


def test_a_failed_build_leaves_the_previous_site_as_it_was(tmp_path: Path) -> None:
    target = tmp_path / "site"
    publish(target, site("first"))
    before = (target / "index.html").stat()
    with pytest.raises(BrokenError):
        publish(target, fail)
    assert shown(target) == "first"
    assert (target / "index.html").stat() == before
    assert names(tmp_path) == ["site"]


def test_a_failed_first_build_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(BrokenError):
        publish(tmp_path / "site", fail)
    assert names(tmp_path) == []


def test_the_previous_site_stands_while_the_next_is_built(tmp_path: Path) -> None:
    target = tmp_path / "site"
    publish(target, site("first"))

    def look(folder: Path) -> None:
        assert shown(target) == "first"
        assert folder.parent == target.parent
        site("second")(folder)

    publish(target, look)
    assert shown(target) == "second"


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    target = tmp_path / "site"
    target.mkdir()
    publish(target, site("first"))
    assert shown(target) == "first"


def test_a_folder_of_someone_else_is_refused_untouched(tmp_path: Path) -> None:
    target = tmp_path / "documents"
    target.mkdir()
    (target / "thesis.txt").write_text("years")
    with pytest.raises(NotASiteError) as refusal:
        publish(target, site("first"))
    assert refusal.value.folder == target
    assert names(tmp_path) == ["documents"]
    assert names(target) == ["thesis.txt"]


def test_a_file_is_refused_untouched(tmp_path: Path) -> None:
    target = tmp_path / "notes"
    target.write_text("mine")
    with pytest.raises(NotASiteError):
        publish(target, site("first"))
    assert target.read_text() == "mine"


def test_the_root_of_the_disk_is_refused() -> None:
    with pytest.raises(NotASiteError):
        publish(Path("/"), site("first"))


def test_a_link_is_followed_to_the_site_behind_it(tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    publish(tmp_path / "disk" / "site", site("first"))
    (tmp_path / "site").symlink_to(tmp_path / "disk" / "site")
    publish(tmp_path / "site", site("second"))
    assert (tmp_path / "site").is_symlink()
    assert shown(tmp_path / "disk" / "site") == "second"


def test_what_a_killed_build_left_is_cleaned_up(tmp_path: Path) -> None:
    target = tmp_path / "site"
    publish(target, site("first"))
    for name in (".site.building-abc", ".site.building-def"):
        fail_in = tmp_path / name
        fail_in.mkdir()
        (fail_in / "half.html").write_text("half")
    (tmp_path / ".site2.building-abc").mkdir()
    publish(target, site("second"))
    assert names(tmp_path) == [".site2.building-abc", "site"]


def test_leftovers_are_found_in_a_folder_with_signs_of_a_pattern(tmp_path: Path) -> None:
    (tmp_path / ".s[i]te.building-abc").mkdir()
    (tmp_path / ".site.building-abc").mkdir()
    publish(tmp_path / "s[i]te", site("first"))
    assert names(tmp_path) == [".site.building-abc", "s[i]te"]


def test_a_kill_between_the_two_renames_is_mended_by_the_next_call(tmp_path: Path) -> None:
    target = tmp_path / "site"
    publish(target, site("first"))
    target.rename(tmp_path / ".site.previous")
    with pytest.raises(BrokenError):
        publish(target, fail)
    assert shown(target) == "first"
    assert names(tmp_path) == ["site"]


def test_a_kill_after_the_second_rename_leaves_the_new_site(tmp_path: Path) -> None:
    target = tmp_path / "site"
    publish(target, site("first"))
    target.rename(tmp_path / ".site.previous")
    (tmp_path / "second").mkdir()
    site("second")(tmp_path / "second")
    (tmp_path / "second").rename(target)
    publish(target, site("third"))
    assert shown(target) == "third"
    assert names(tmp_path) == ["site"]


def test_a_rename_that_fails_puts_the_previous_site_back(tmp_path: Path) -> None:
    target = tmp_path / "site"
    publish(target, site("first"))

    def vanish(folder: Path) -> None:
        folder.rmdir()

    with pytest.raises(FileNotFoundError):
        publish(target, vanish)
    assert shown(target) == "first"
    assert names(tmp_path) == ["site"]


def _publish_and_die(target: Path) -> None:
    def die(folder: Path) -> None:
        site("half")(folder)
        os.kill(os.getpid(), signal.SIGKILL)

    publish(target, die)


def test_a_killed_process_leaves_the_previous_site(tmp_path: Path) -> None:
    target = tmp_path / "site"
    publish(target, site("first"))
    process = get_context("spawn").Process(target=_publish_and_die, args=(target,))
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    assert shown(target) == "first"
    assert len(names(tmp_path)) == 2
    publish(target, site("second"))
    assert names(tmp_path) == ["site"]
    assert shown(target) == "second"
