"""`python -m generator.reference`: writes docs/reference/, or with `--check` says what is stale."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from generator.reference.kinds import KINDS
from generator.reference.schema import schema_text
from generator.reference.tables import tables_text
from generator.reference.words import LANGUAGES, reference_words

FOLDER = Path("docs") / "reference"


def reference_files() -> Mapping[Path, str]:
    """Every file of the reference, relative to its folder, and its text."""
    words = tuple(reference_words(language) for language in LANGUAGES)
    files = {Path(f"fields.{w.language}.md"): tables_text(w) for w in words}
    for kind in KINDS:
        files[Path("schema") / f"{kind.schema}.schema.json"] = schema_text(kind, words)
    return files


def stale_files(folder: Path) -> tuple[Path, ...]:
    """What `folder` lacks, holds in another state, or holds without need."""
    wanted = reference_files()
    found = {
        path.relative_to(folder): path.read_text("utf-8")
        for pattern in ("fields.*.md", "schema/*.schema.json")
        for path in folder.glob(pattern)
    }
    every = sorted({*wanted, *found})
    return tuple(path for path in every if wanted.get(path) != found.get(path))


def main(arguments: Sequence[str] | None = None) -> int:
    """Write what is stale; with `--check` write nothing, and give 1 if anything is."""
    parser = argparse.ArgumentParser(
        prog="python -m generator.reference",
        description="Write docs/reference/ from the models.",
    )
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if stale")
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="default: here")
    options = parser.parse_args(arguments)
    folder: Path = options.root / FOLDER
    stale = stale_files(folder)
    if options.check:
        for path in stale:
            sys.stderr.write(f"stale: {FOLDER / path}\n")
        return 1 if stale else 0
    wanted = reference_files()
    for path in stale:
        target = folder / path
        if path not in wanted:
            target.unlink()
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(wanted[path], encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
