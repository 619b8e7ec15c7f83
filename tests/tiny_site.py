"""The tiny guide with all it takes to become a site: the real theme, pages and configuration."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from tests.commands import run_vademecum
from tests.tiny import AS_OF, Content, write_guide

REPOSITORY = Path(__file__).resolve().parents[1]


def write_site_guide(root: Path, files: Mapping[str, Content] | None = None) -> Path:
    """Write the tiny guide beside copies of mkdocs.yml, theme/ and content/pages/."""
    for name in ("theme", "content/pages"):
        shutil.copytree(REPOSITORY / name, root / name)
    shutil.copy(REPOSITORY / "mkdocs.yml", root / "mkdocs.yml")
    pages = {
        uri: (REPOSITORY / uri).read_text(encoding="utf-8")
        for uri in ("content/pages/fr/index.md", "content/pages/nl/index.md")
    }
    return write_guide(root, {**pages, **(files or {})})


def build_tiny_site(folder: Path, files: Mapping[str, Content]) -> Path:
    """Build the tiny guide with these files, by the command, into `folder/guide`."""
    root = write_site_guide(folder / "root", files)
    run_vademecum("build", "--root", root, "--site-dir", folder / "guide", "--as-of", AS_OF)
    return folder / "guide"


def read_files(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def differing(first: Path, second: Path) -> list[str]:
    """The paths that two folders do not hold alike."""
    one, other = (
        {p.relative_to(f).as_posix(): p for p in f.rglob("*") if p.is_file()}
        for f in (first, second)
    )
    return sorted(
        name
        for name in {*one, *other}
        if name not in one
        or name not in other
        or one[name].read_bytes() != other[name].read_bytes()
    )
