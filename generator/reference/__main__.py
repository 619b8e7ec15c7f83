"""`python -m generator.reference`: writes docs/reference/, or with `--check` says what is stale."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from generator.reference.fields import fields_of, parts_of
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


def unexplained_fields() -> tuple[str, ...]:
    """The fields that a language does not explain, each with the file where its words belong."""
    models = [model for kind in KINDS for model in (kind.model, *parts_of(kind.model))]
    fields = {field.key: field for model in models for field in fields_of(model)}
    return tuple(
        f"{key} (generator/locales/fields/{words.language}.yml)"
        for words in map(reference_words, LANGUAGES)
        for key, field in sorted(fields.items())
        if not words.has_meaning(field)
    )


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
    """Write what is stale; with `--check` write nothing, and give 1 if anything is.

    Gives 1 and writes nothing as long as a field is not explained in every language.
    """
    parser = argparse.ArgumentParser(
        prog="python -m generator.reference",
        description="Write docs/reference/ from the models.",
    )
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if stale")
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="default: here")
    options = parser.parse_args(arguments)
    folder: Path = options.root / FOLDER
    unexplained = unexplained_fields()
    if unexplained:
        sys.stderr.writelines(f"no meaning: {line}\n" for line in unexplained)
        return 1
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
