"""The data files of a guide as texts, and places in them."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path, PurePosixPath

from generator.problems import Place, Problem
from generator.records.reader import Position


def read_files(root: Path) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """Read every data file of the guide at `root`, in a fixed order: address in the tree → text.

    A file that is missing or cannot be read is a problem, at that file.
    """
    files: dict[str, str] = {}
    problems: list[Problem] = []
    content = root / "content"
    candidates = {root / "partners.yaml", content / "guide.yaml"}
    for pattern in ("*.yaml", "*.yml", "*.csv"):
        found = content.rglob(pattern)
        candidates.update(p for p in found if p.relative_to(content).parts[0] != "pages")
    for path in sorted(candidates):
        uri = PurePosixPath(path.relative_to(root)).as_posix()
        text = read_text(path, uri)
        if isinstance(text, Problem):
            problems.append(text)
        else:
            files[uri] = text
    return files, tuple(problems)


def read_text(path: Path, uri: str) -> str | Problem:
    """The text of one file with `\n` between its lines and no byte order mark, or why not."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return Problem("missing-file", Place(uri), {"file": uri})
    except OSError:
        return Problem("unreadable-file", Place(uri), {"file": uri})
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # The line is shown with a sign of its own in the place of what cannot be decoded.
        before = error.object[: error.start]
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", errors="replace")) + 1
        shown = error.object.decode("utf-8", errors="replace")
        return Problem("not-utf8", place_at(uri, shown, Position(before.count(b"\n") + 1, column)))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def place_at(file: str, text: str, position: Position) -> Place:
    """A place with the line it shows to a contributor."""
    lines = lines_of(text)
    excerpt = lines[position.line - 1] if position.line <= len(lines) else ""
    return Place(file, position.line, position.column, excerpt, position.width)


@lru_cache(maxsize=4)
def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a text, kept for the next problem of the same file."""
    return tuple(text.split("\n"))
