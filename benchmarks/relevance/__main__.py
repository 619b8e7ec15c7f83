"""`python -m benchmarks.relevance`: people's words against the guide that ships, as a table.

By hand, not a test: the figures are for the maintainers, and to see which answers are missing.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from playwright.sync_api import Page

from benchmarks.as_markdown import pages_of
from benchmarks.browser import served, started_browser
from benchmarks.peers import write_material
from benchmarks.pools import LANGUAGES
from benchmarks.relevance.engines import (
    GLOSSARY,
    ask_material,
    ask_ours,
    ask_pagefind,
    index_with_pagefind,
)
from benchmarks.relevance.queries import Query, Score, rank, read_queries, score
from generator.cli import main as vademecum

Ask = Callable[[Page, str, str, Sequence[str]], list[list[str]]]
Engine = tuple[str, Mapping[str, Path], Ask]
ROOT = Path(__file__).resolve().parents[2]


def main() -> int:
    """Build, ask, print."""
    parser = argparse.ArgumentParser(prog="relevance", description=__doc__)
    parser.add_argument("--peers", nargs="*", choices=("material", "pagefind"), default=[])
    parser.add_argument("--misses", action="store_true", help="list what was not in the first 3")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        site = work / "site"
        if vademecum(["build", "--root", str(ROOT), "--site-dir", str(site)]):
            return 1
        engines: list[Engine] = [("vademecum", dict.fromkeys(LANGUAGES, site), ask_ours)]
        if "pagefind" in asked.peers:
            copy = work / "pagefind"
            shutil.copytree(site, copy)
            index_with_pagefind(copy)
            engines.append(("pagefind", dict.fromkeys(LANGUAGES, copy), ask_pagefind))
        if "material" in asked.peers:
            engines.append(("material", _material(site, work / "material"), ask_material))
        print("| language | search | success within 3 | mean reciprocal rank | queries |")
        print("| --- | --- | ---: | ---: | ---: |")
        for name, sites, ask in engines:
            for language in LANGUAGES:
                queries = read_queries(language)
                found = _ask(ask, sites[language], language, queries)
                _print(name, language, queries, found, misses=asked.misses and name == "vademecum")
    return 0


def _material(site: Path, folder: Path) -> dict[str, Path]:
    """Plain Material with the pages of our records, a site for each language.

    A site of both languages would answer in both at once. The pages of the communes are left out:
    with them the index weighs 22 MB, and in French finds less.
    """
    pages = [p for p in pages_of(site, own_text=True) if not p.path.startswith("communes/")]
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    for language in LANGUAGES:
        write_material(pages, folder / language, language)
        subprocess.run(command, cwd=folder / language, check=True)
    return {language: folder / language / "site" for language in LANGUAGES}


def _ask(ask: Ask, site: Path, language: str, queries: Sequence[Query]) -> list[list[str]]:
    with served(site) as address, started_browser() as browser:
        page = browser.new_context(locale=language).new_page()
        return ask(page, address, language, [query.text for query in queries])


def _print(
    name: str, language: str, queries: Sequence[Query], found: list[list[str]], *, misses: bool
) -> None:
    ranks = [rank(query, _open(query, hits)) for query, hits in zip(queries, found, strict=True)]
    _print_score(language, name, score(ranks))
    if not misses:
        return
    for kind in sorted({query.kind for query in queries}):
        part = [place for query, place in zip(queries, ranks, strict=True) if query.kind == kind]
        _print_score(language, f"… {kind}", score(part))
    for query, hits, place in zip(queries, found, ranks, strict=True):
        if not 0 < place <= 3:
            print(f"    {place or '-'} {query.text!r}: {', '.join(hits[:4]) or 'nothing'}")


def _print_score(language: str, name: str, found: Score) -> None:
    print(
        f"| {language} | {name} | {found.success_at_3:.3f} | {found.reciprocal_rank:.3f}"
        f" | {found.queries} |"
    )


def _open(query: Query, hits: Sequence[str]) -> list[str]:
    """Hits with the glossary's page read as the term that the query accepts, if it accepts one."""
    term = next((ref for ref in sorted(query.accepted) if ref.startswith("term/")), GLOSSARY)
    return [term if hit == GLOSSARY else hit for hit in hits]


if __name__ == "__main__":
    sys.exit(main())
