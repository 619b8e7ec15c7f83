"""The `vademecum` command: check, build, serve, booklet. It prints and exits; others decide."""

from __future__ import annotations

import argparse
import gc
import io
import json
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from generator.audience import Audience
from generator.clock import day_of_build
from generator.locales import PROBLEM_LANGUAGES
from generator.problems import Problem, count_by_severity
from generator.processes import number_of_jobs
from generator.publish import NotASiteError, publish
from generator.records.reading import reading
from generator.reporters import REPORTERS

if TYPE_CHECKING:
    from generator.records.loader import Loaded

EXIT_OK, EXIT_ERRORS, EXIT_USAGE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives its exit code: 0 no error, 1 errors in the guide, 2 wrong usage."""
    parser = _parser()
    options = parser.parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = options.run
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # An accent that an old terminal does not know must not end in a traceback.
            stream.reconfigure(errors="backslashreplace")
    try:
        code = run(options)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader of our output has gone; nothing is left to say, nor to flush at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_OK
    return code


def _check(options: argparse.Namespace) -> int:
    loaded = _load(options, Audience.PROFESSIONAL)
    sys.stdout.write(REPORTERS[options.format](loaded.problems, options.lang))
    counts = count_by_severity(loaded.problems)
    failed = counts["error"] or (options.strict and counts["warning"])
    return EXIT_ERRORS if failed else EXIT_OK


def _build(options: argparse.Namespace) -> int:
    loaded = _load(options, Audience(options.audience), "generator.plugin", "generator.shelf")
    from generator.plugin import build_site
    from generator.shelf import NotABookletError, shelve

    if loaded.guide is None:
        return _refuse(loaded.problems, options.lang)
    configuration = _configuration(options.root)
    if not configuration.is_file():
        return _usage(f"{configuration}: not found; a site needs it")
    guide, jobs = loaded.guide, number_of_jobs(options.jobs)
    site_dir = options.site_dir or options.root / "site"
    try:
        booklets = shelve(guide, options.booklets)
        publish(site_dir, lambda folder: build_site(configuration, folder, guide, jobs, booklets))
    except NotABookletError as refusal:
        return _usage(f"{refusal.file}: not the PDF of a booklet")
    except NotASiteError as refusal:
        return _usage(f"{refusal.folder}: not empty, and not a site this command built")
    except PermissionError as refusal:
        return _usage(f"{refusal.filename}: {refusal.strerror}")
    return EXIT_OK


def _serve(options: argparse.Namespace) -> int:
    loaded = _load(options, Audience.PUBLIC, "generator.plugin")
    from generator.plugin import serve_site

    if loaded.guide is None:
        return _refuse(loaded.problems, options.lang)
    serve_site(_configuration(options.root), options.port)
    return EXIT_OK


def _booklet(options: argparse.Namespace) -> int:
    # Each edition takes of the whole guide what its readers may see.
    loaded = _load(options, Audience.PROFESSIONAL, "generator.booklet.batch")
    from generator.booklet.batch import write_booklets
    from generator.booklet.edition import editions
    from generator.booklet.press import Press
    from generator.booklet.typeset import UnsettledError

    if loaded.guide is None:
        return _refuse(loaded.problems, options.lang)
    known = editions(loaded.guide)
    if options.list:
        rows = [
            {
                "edition": edition.id,
                "audience": edition.audience,
                "area": edition.area,
                "language": edition.language,
                "format": edition.format,
            }
            for edition in known
        ]
        if options.format == "json":
            print(json.dumps(rows, ensure_ascii=False, indent=2))
        else:
            print("\n".join(row["edition"] for row in rows))
        return EXIT_OK
    wanted = [edition for edition in known if not options.edition or edition.id in options.edition]
    unknown = sorted(set(options.edition) - {edition.id for edition in known})
    if unknown:
        return _usage(f"unknown edition: {', '.join(unknown)} (see: vademecum booklet --list)")
    press = Press(imposed=options.imposed, crop_marks=options.crop_marks)
    refused = [edition.id for edition in wanted if not press.takes(edition.format)]
    if options.edition and refused:
        return _usage(f"only an A5 booklet can be imposed, not: {', '.join(refused)}")
    wanted = [edition for edition in wanted if press.takes(edition.format)]
    folder = options.out or options.root / "booklets"
    folder.mkdir(parents=True, exist_ok=True)
    progress = _progress(len(wanted))
    try:
        write_booklets(loaded.guide, wanted, folder, number_of_jobs(options.jobs), progress, press)
    except UnsettledError as refusal:
        sys.stderr.write(f"vademecum: {refusal}\n")
        return EXIT_ERRORS
    return EXIT_OK


def _load(options: argparse.Namespace, audience: Audience, *needed: str) -> Loaded:
    """The guide of a command, and the modules `needed` by what the command does with it.

    They take a second to import: other processes read meanwhile, and a command that does without
    them does not wait.
    """
    jobs = number_of_jobs(getattr(options, "jobs", None))
    with reading(options.root, options.root / ".cache", jobs) as read:
        from generator.records.loader import load

        for module in needed:
            import_module(module)
        found = read()
    return load(found, day_of_build(options.as_of, os.environ), audience, jobs=jobs)


def _refuse(problems: Sequence[Problem], language: str) -> int:
    sys.stderr.write(REPORTERS["text"](problems, language))
    return EXIT_ERRORS


def _usage(message: str) -> int:
    sys.stderr.write(f"vademecum: {message}\n")
    return EXIT_USAGE


def _configuration(root: Path) -> Path:
    return root / "mkdocs.yml"


def _progress(total: int) -> Callable[[int], None]:
    """A bar on a terminal; nothing in a pipe."""
    if not sys.stderr.isatty():
        return lambda done: None

    def show(done: int) -> None:
        width = 30
        filled = width * done // max(total, 1)
        end = "\n" if done == total else ""
        sys.stderr.write(f"\r[{'#' * filled}{'.' * (width - filled)}] {done}/{total}{end}")
        sys.stderr.flush()

    return show


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="vademecum", description="A bilingual resource guide from YAML records and Markdown."
    )
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    def command(
        name: str, text: str, run: Callable[[argparse.Namespace], int]
    ) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=text, description=text)
        made.add_argument(
            "--root", type=_folder, default=Path.cwd(), help="the guide to work on (default: here)"
        )
        made.add_argument(
            "--lang", choices=PROBLEM_LANGUAGES, default="fr", help="language of the messages"
        )
        made.set_defaults(run=run, as_of=None)
        return made

    def as_of(made: argparse.ArgumentParser) -> None:
        made.add_argument(
            "--as-of", type=_day, metavar="DATE", help="the day the guide is true for (YYYY-MM-DD)"
        )

    def jobs(made: argparse.ArgumentParser) -> None:
        made.add_argument(
            "--jobs",
            type=_positive,
            metavar="N",
            help="processes at work (default: one a processor)",
        )

    check = command("check", "Check every record and page, and print every problem.", _check)
    check.add_argument("--format", choices=sorted(REPORTERS), default="text")
    check.add_argument("--strict", action="store_true", help="warnings fail too")
    as_of(check)

    build = command("build", "Check, then write the site in every language.", _build)
    build.add_argument("--site-dir", type=Path, metavar="DIR", help="default: site under the root")
    build.add_argument("--audience", choices=[a.value for a in Audience], default="public")
    build.add_argument(
        "--booklets",
        type=_folder,
        metavar="DIR",
        help="offer the booklets made into DIR (see: vademecum booklet --out)",
    )
    as_of(build)
    jobs(build)

    serve = command("serve", "Serve the site on this machine and build it again on change.", _serve)
    serve.add_argument("--port", type=_positive, default=8000)

    booklet = command("booklet", "Write the PDF of each edition.", _booklet)
    booklet.add_argument("edition", nargs="*", metavar="EDITION", help="default: all of them")
    booklet.add_argument("--list", action="store_true", help="list the editions instead")
    booklet.add_argument("--format", choices=["text", "json"], default="text", help="of the list")
    booklet.add_argument("--out", type=Path, metavar="DIR", help="default: booklets under the root")
    booklet.add_argument(
        "--imposed",
        action="store_true",
        help="for a printer: A5 booklets as A4 sheets to fold and stitch, in EDITION-imposed.pdf",
    )
    booklet.add_argument(
        "--crop-marks",
        action="store_true",
        help="for a printer: 3 mm of bleed and the marks of the cut, in EDITION-crop-marks.pdf",
    )
    as_of(booklet)
    jobs(booklet)
    return parser


def _folder(text: str) -> Path:
    path = Path(text).resolve()
    if not path.is_dir():
        raise argparse.ArgumentTypeError(f"no such folder: {text}")
    return path


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"not a date (YYYY-MM-DD): {text}") from None


def _positive(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"not a positive number: {text}")
    return int(text)


def run() -> NoReturn:
    """Run one command and end the process."""
    code = main()
    # Before it ends, Python looks for objects nobody needs: half a second in a large guide.
    gc.freeze()
    sys.exit(code)


if __name__ == "__main__":
    run()
