"""Puts a finished site in the place of the previous one; an unfinished one never shows."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

# A site of ours always holds this: no other folder is ever replaced.
_PROOF = Path("data") / "records.json"


class NotASite(Exception):
    """The folder to replace holds something that this program did not write."""

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
    previous = site_dir.with_name(f".{site_dir.name}.previous")
    if previous.exists() and not site_dir.exists():
        previous.rename(site_dir)
    if site_dir.exists() and any(site_dir.iterdir()) and not (site_dir / _PROOF).is_file():
        raise NotASite(site_dir)
    site_dir.parent.mkdir(parents=True, exist_ok=True)
    for leftover in site_dir.parent.glob(f".{site_dir.name}.building-*"):
        shutil.rmtree(leftover)
    building = Path(
        tempfile.mkdtemp(prefix=f".{site_dir.name}.building-", dir=site_dir.parent)
    )
    building.chmod(0o755)
    try:
        build(building)
        if previous.exists():
            shutil.rmtree(previous)
        if site_dir.exists():
            site_dir.rename(previous)
        building.rename(site_dir)
    finally:
        if building.exists():
            shutil.rmtree(building)
    if previous.exists():
        shutil.rmtree(previous)
