"""`make bench`: builds generated guides with vademecum, plain Material and Hugo, side by side.

Builds take turns, so that a busy machine is unfair to none: read the ratios, not the seconds.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from benchmarks.as_markdown import pages_of
from benchmarks.measure import CommandFailedError, Run, run, size_of
from benchmarks.peers import hugo_command, write_hugo, write_material
from benchmarks.report import as_markdown_table
from benchmarks.synthetic import write_guide

OUT = Path(__file__).resolve().parent / "out"
REPOSITORY = Path(__file__).resolve().parent.parent
AS_OF = "2026-11-22"
OURS, MATERIAL, HUGO = "vademecum", "material", "hugo"
_MATERIAL_LIMIT = 2000


@dataclass
class Case:
    """A generator at a size: what it wrote and what each run took."""

    generator: str
    schemes: int
    pages: int = 0
    size: float = 0.0
    runs: list[Run] = field(default_factory=list)

    def middle(self, figure: Callable[[Run], float]) -> float:
        """The median of a figure over the runs."""
        return median(figure(one) for one in self.runs)


def main(arguments: list[str] | None = None) -> int:
    """Measure, print the table, write the figures to benchmarks/out/."""
    options = _parser().parse_args(arguments)
    folder = Path(tempfile.mkdtemp(prefix="vademecum-bench-", dir=options.work))
    load_before = os.getloadavg()
    cases: list[Case] = []
    try:
        for size in options.sizes:
            cases.extend(_measure(size, options, folder / str(size)))
            if not options.keep:
                shutil.rmtree(folder / str(size))
    except CommandFailedError as failure:
        sys.stderr.write(f"bench: {failure}\n")
        return 1
    finally:
        if options.keep:
            _say(f"kept: {folder}")
        else:
            shutil.rmtree(folder, ignore_errors=True)
    about = {
        "processors": os.cpu_count(),
        "load_before": load_before,
        "load_after": os.getloadavg(),
        "runs": options.runs,
        "text": options.text,
    }
    print(as_markdown_table([(c.generator, c.schemes, c) for c in cases], about))
    OUT.mkdir(exist_ok=True)
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    figures = {"about": about, "cases": [asdict(case) for case in cases]}
    (OUT / f"bench-{stamp}.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return 0


def _measure(size: int, options: argparse.Namespace, folder: Path) -> list[Case]:
    """All generators at one size, their runs taking turns."""
    guide, site = folder / "guide", folder / "site"
    _say(f"{size} schemes: writing the guide")
    write_guide(guide, size, with_communes=options.communes)
    builds = {OURS: (_our_build(guide, site), REPOSITORY, site)}
    cases = {OURS: Case(OURS, size)}
    _build_once(cases[OURS], *builds[OURS], guide)
    peers = [p for p in options.peers if p != MATERIAL or size <= _MATERIAL_LIMIT or options.slow]
    if len(peers) < len(options.peers):
        _say(f"{size} schemes: plain Material left out (it takes minutes; --slow includes it)")
    if peers:
        _say(f"{size} schemes: writing the same pages for {', '.join(peers)}")
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
            _say(f"{size} schemes: {name}, run {turn + 1} of {options.runs}")
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


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


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
