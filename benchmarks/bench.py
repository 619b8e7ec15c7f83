"""`make bench`: builds generated guides with vademecum, plain Material and Hugo, side by side.

Builds take turns, so that a busy machine is unfair to none: read the ratios, not the seconds.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from pathlib import Path

from benchmarks.as_markdown import pages_of
from benchmarks.measure import Case, CommandFailedError, run, say, size_of, work_folder
from benchmarks.peers import hugo_command, write_hugo, write_material
from benchmarks.report import conditions, keep, sites_table
from benchmarks.synthetic import AS_OF, REPOSITORY, write_guide

OURS, MATERIAL, HUGO = "vademecum", "material", "hugo"
_MATERIAL_LIMIT = 2000


def main(arguments: list[str] | None = None) -> int:
    """Measure, print the table, write the figures to benchmarks/out/."""
    options = _parser().parse_args(arguments)
    load = os.getloadavg()[0]
    cases: list[Case] = []
    try:
        with work_folder("bench", options.work, options.keep) as folder:
            for size in options.sizes:
                cases.extend(_measure(size, options, folder / str(size)))
                if not options.keep:
                    shutil.rmtree(folder / str(size))
    except CommandFailedError as failure:
        say(f"bench: {failure}")
        return 1
    about = {**conditions(options.runs, load), "text": options.text}
    print(sites_table(cases, about))
    keep("bench", cases, about)
    return 0


def _measure(size: int, options: argparse.Namespace, folder: Path) -> list[Case]:
    """All generators at one size, their runs taking turns."""
    guide, site = folder / "guide", folder / "site"
    say(f"{size} schemes: writing the guide")
    write_guide(guide, size, with_communes=options.communes)
    builds = {OURS: (_our_build(guide, site), REPOSITORY, site)}
    cases = {OURS: Case(OURS, size)}
    _build_once(cases[OURS], *builds[OURS], guide)
    peers = [p for p in options.peers if p != MATERIAL or size <= _MATERIAL_LIMIT or options.slow]
    if len(peers) < len(options.peers):
        say(f"{size} schemes: plain Material left out (it takes minutes; --slow includes it)")
    if peers:
        say(f"{size} schemes: writing the same pages for {', '.join(peers)}")
        pages = list(pages_of(site, own_text=options.text == "own"))
        if HUGO in peers:
            write_hugo(pages, folder / HUGO)
            command = [*hugo_command(), "--quiet", "--destination", str(folder / "hugo-site")]
            builds[HUGO] = (command, folder / HUGO, folder / "hugo-site")
        if MATERIAL in peers:
            write_material(pages, folder / MATERIAL)
            command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir"]
            builds[MATERIAL] = ([*command, str(folder / "mat")], folder / MATERIAL, folder / "mat")
        del pages
    for turn in range(options.runs):
        for name, build in builds.items():
            case = cases.setdefault(name, Case(name, size))
            if name == OURS and turn == 0:
                case.runs.clear()  # The build that the peers were made from does not count.
            say(f"{size} schemes: {name}, run {turn + 1} of {options.runs}")
            _build_once(case, *build, guide)
    return list(cases.values())


def _build_once(case: Case, command: list[str], folder: Path, site: Path, guide: Path) -> None:
    """A build from nothing: no previous site, no cache."""
    shutil.rmtree(site, ignore_errors=True)
    shutil.rmtree(guide / ".cache", ignore_errors=True)
    shutil.rmtree(folder / "resources", ignore_errors=True)
    case.runs.append(run(command, folder))
    case.pages, case.size = size_of(site)


def _our_build(guide: Path, site: Path) -> list[str]:
    command = [sys.executable, "-m", "generator.cli", "build", "--root", str(guide)]
    return [*command, "--site-dir", str(site), "--as-of", AS_OF]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[500, 2000, 5000], metavar="N")
    parser.add_argument("--peers", nargs="*", choices=[MATERIAL, HUGO], default=[MATERIAL, HUGO])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--slow", action="store_true", help="plain Material at any size")
    parser.add_argument("--communes", action="store_true", help="with the page of every commune")
    parser.add_argument(
        "--text", choices=["page", "own"], default="page",
        help="what the peers' fiches say: all that ours do (default), or the records' words only",
    )  # fmt: skip
    parser.add_argument("--work", type=Path, help="where to build (default: the system's own)")
    parser.add_argument("--keep", action="store_true", help="leave guides and sites there")
    return parser


if __name__ == "__main__":
    sys.exit(main())
