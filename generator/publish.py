"""Puts a finished site in the place of the previous one; an unfinished one never shows."""

from __future__ import annotations

import glob
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

# A site of ours always holds this: no other folder is ever replaced.
_PROOF = Path("data") / "records.json"


class NotASiteError(Exception):
    """What is to be replaced is something that this program did not write."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))
        self.folder = folder


def publish(site_dir: Path, build: Callable[[Path], None]) -> None:
    """Build into a folder beside `site_dir`, then let it take its place.

    If `build` raises or the process is killed, the previous site stays. Between two renames there
    is a moment without a site, too short for a person; a kill in just that moment leaves the
    previous site beside it under `.previous`, and the next call puts it back first.
    """
    site_dir = site_dir.resolve()
    if _is_foreign(site_dir):
        raise NotASiteError(site_dir)
    previous = site_dir.with_name(f".{site_dir.name}.previous")
    if previous.exists() and not site_dir.exists():
        previous.rename(site_dir)
    site_dir.parent.mkdir(parents=True, exist_ok=True)
    unfinished = f".{site_dir.name}.building-"
    for leftover in site_dir.parent.glob(glob.escape(unfinished) + "*"):
        shutil.rmtree(leftover)
    building = Path(tempfile.mkdtemp(prefix=unfinished, dir=site_dir.parent))
    building.chmod(0o755)
    try:
        build(building)
        if previous.exists():
            shutil.rmtree(previous)
        _replace(site_dir, building, previous)
    finally:
        if building.exists():
            shutil.rmtree(building)
    if previous.exists():
        shutil.rmtree(previous)


def _is_foreign(site_dir: Path) -> bool:
    """Whether what stands there must not be replaced: a file, or a folder with no site of ours."""
    if not site_dir.is_dir():
        return site_dir.exists()
    return any(site_dir.iterdir()) and not (site_dir / _PROOF).is_file()


def _replace(site_dir: Path, building: Path, previous: Path) -> None:
    if site_dir.exists():
        site_dir.rename(previous)
    try:
        building.rename(site_dir)
    except OSError:
        if previous.exists():
            previous.rename(site_dir)
        raise
