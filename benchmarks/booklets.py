"""`python -m benchmarks.booklets`: one A5 booklet of many fiches, set by Typst and by WeasyPrint.

`make bench` runs it after the sites. The ways take turns; nothing fails because one is slow.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pikepdf

from benchmarks.booklet_html import booklet_html
from benchmarks.measure import Case, CommandFailedError, run, say, work_folder
from benchmarks.report import booklets_table, conditions, keep
from benchmarks.synthetic import AS_OF, REPOSITORY, write_guide
from generator.audience import Audience
from generator.booklet.edition import editions
from generator.booklet.source import booklet_source
from generator.records.loader import load_guide

OURS, ALONE, WEASYPRINT = "vademecum", "its typesetting alone", "weasyprint"
_AREA = "pas-de-calais"
_EDITION = f"vade-mecum-{_AREA}-fr"
_PARTNERS = 180
"""So that a fiche names local contacts, and their table fills pages, as in the real booklet."""

_SET = """
import json
import sys
from pathlib import Path
from generator.booklet.typeset import typeset_text
setting, source, target = sys.argv[1:]
text = Path(source).read_text(encoding="utf-8")
Path(target).write_bytes(typeset_text(json.loads(setting), text))
"""


@dataclass
class Way:
    """A command that makes the booklet, the file that it writes, and what it took."""

    command: list[str]
    file: Path
    case: Case


def main(arguments: list[str] | None = None) -> int:
    """Measure, print the table, write the figures to benchmarks/out/."""
    options = _parser().parse_args(arguments)
    load = os.getloadavg()[0]
    try:
        with work_folder("booklets", options.work, options.keep) as folder:
            ways = _ways(folder, options.fiches)
            for turn in range(options.runs):
                for way in ways:
                    name = way.case.generator
                    say(f"{options.fiches} fiches: {name}, run {turn + 1} of {options.runs}")
                    _make_once(way, folder)
    except CommandFailedError as failure:
        say(f"booklets: {failure}")
        return 1
    about = conditions(options.runs, load)
    cases = [way.case for way in ways]
    peers = [case for case in cases if case.generator == WEASYPRINT]
    print(booklets_table([case for case in cases if case not in peers], peers, about))
    keep("booklets", cases, about)
    return 0


def _ways(folder: Path, fiches: int) -> list[Way]:
    """The ways to make the booklet of a guide that is written now.

    The first is the command as a person runs it, from the records: it reads and checks them,
    chooses, words and sets. The others have the words given to them, ready to be set.
    """
    root, data, page = folder / "guide", folder / "booklet.json", folder / "booklet.html"
    say(f"{fiches} fiches: writing the guide")
    write_guide(root, fiches, everywhere=_AREA, partners=_PARTNERS)
    guide = load_guide(root, date.fromisoformat(AS_OF), Audience.PUBLIC).guide
    if guide is None:
        raise CommandFailedError("the generated guide has errors; vademecum check tells which")
    edition = next(edition for edition in editions(guide) if edition.id == _EDITION)
    source = booklet_source(guide, edition)
    data.write_text(source.text, encoding="utf-8")
    page.write_text(booklet_html(source.data), encoding="utf-8")

    def way(name: str, file: Path, *command: str | Path) -> Way:
        return Way([sys.executable, *map(str, command)], file, Case(name, fiches))

    ours = ("-m", "generator.cli", "booklet", "--root", root, "--out", folder, "--as-of", AS_OF)
    ways = [
        way(OURS, folder / edition.file_name, *ours, edition.id),
        way(
            ALONE,
            folder / "alone.pdf",
            "-c",
            _SET,
            json.dumps(source.setting),
            data,
            folder / "alone.pdf",
        ),
    ]
    missing = _missing()
    if missing:
        say(f"WeasyPrint left out: {missing}")
        return ways
    theirs = ("-m", "weasyprint", "--quiet", "--pdf-variant", "pdf/ua-1", page)
    peer = folder / "weasyprint.pdf"
    return [*ways, way(WEASYPRINT, peer, *theirs, peer)]


def _missing() -> str:
    """What keeps WeasyPrint from running here: the package, or a library of the system's."""
    command = [sys.executable, "-c", "import weasyprint"]
    tried = subprocess.run(command, capture_output=True, text=True, check=False)
    return (tried.stderr.strip().splitlines() or [""])[-1] if tried.returncode else ""


def _make_once(way: Way, folder: Path) -> None:
    """The booklet from nothing: no cache of records that were read before."""
    shutil.rmtree(folder / "guide" / ".cache", ignore_errors=True)
    way.case.runs.append(run(way.command, REPOSITORY))
    with pikepdf.open(way.file) as pdf:
        way.case.pages = len(pdf.pages)
    way.case.size = round(way.file.stat().st_size / 1e6, 1)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="booklets", description=__doc__)
    parser.add_argument("--fiches", type=int, default=200, metavar="N")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--work", type=Path, help="where to work (default: the system's own)")
    parser.add_argument("--keep", action="store_true", help="leave the guide and the PDFs there")
    return parser


if __name__ == "__main__":
    sys.exit(main())
