"""Values of YAML files read before, by the hash of their text, and a quick reading of the others.

Only values without a fault are kept: whatever is wrong is read again and told again. A cache that
is missing, damaged or cannot be written costs time, nothing else.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from generator.processes import begun
from generator.records.reader import Value, read_yaml

# Raised when the reader changes what it makes of a text.
_VERSION = 2
_FILE = "records"
# Below this many files to read, starting processes takes longer than it saves.
_WORTH_SHARING = 300
_CHUNK = 50


@contextmanager
def reading_values(
    files: Mapping[str, str], folder: Path | None, jobs: int
) -> Iterator[Callable[[], dict[str, Value]]]:
    """Begin to read YAML files; calling what is given waits for the values of those without fault.

    The others must be read for their faults. `folder` holds the cache, if one is wanted; `jobs`
    processes share what is new.
    """
    digests = {uri: _digest(text) for uri, text in files.items() if not uri.endswith(".csv")}
    known = _read_cache(folder) if folder is not None else {}
    new = [uri for uri, digest in digests.items() if digest not in known]
    chunks = [new[at : at + _CHUNK] for at in range(0, len(new), _CHUNK)]
    texts = [[files[uri] for uri in chunk] for chunk in chunks]
    with begun(_read_all, texts, jobs if len(new) >= _WORTH_SHARING else 1) as read:

        def values() -> dict[str, Value]:
            kept = {uri: known[digest] for uri, digest in digests.items() if digest in known}
            found, fresh = _values(kept), dict[str, str]()
            for chunk, written in zip(chunks, read, strict=True):
                sound = {uri: value for uri, value in zip(chunk, written, strict=True) if value}
                found |= _values(sound)
                fresh |= sound
            if folder is not None and fresh:
                every = (kept | fresh).items()
                _write_cache(folder, {digests[uri]: value for uri, value in every})
            return found

        yield values


def _values(written: Mapping[str, str]) -> dict[str, Value]:
    """Values that are kept as JSON."""
    values: list[Value] = json.loads(f"[{','.join(written.values())}]")
    return dict(zip(written, values, strict=True))


def _read_all(texts: list[str]) -> list[str]:
    """The value of each text as JSON, nothing where it is empty or has a fault."""
    values = []
    for text in texts:
        value, faults = read_yaml(text)
        known = not faults and value is not None
        values.append(json.dumps(value, ensure_ascii=False) if known else "")
    return values


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _read_cache(folder: Path) -> dict[str, str]:
    """Values as JSON, by the hash of what they were read from."""
    try:
        head, _, body = (folder / _FILE).read_text("utf-8").partition("\n")
    except (OSError, ValueError):
        return {}
    if head != _head(body):
        return {}
    entries = (line.partition(" ") for line in body.split("\n")[:-1])
    return {digest: value for digest, _, value in entries}


def _write_cache(folder: Path, values: Mapping[str, str]) -> bool:
    """Write the cache whole or not at all; whether it was possible."""
    body = "".join(f"{digest} {value}\n" for digest, value in values.items())
    unfinished = folder / f"{_FILE}.new"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        unfinished.write_text(f"{_head(body)}\n{body}", encoding="utf-8")
        unfinished.replace(folder / _FILE)
    except OSError:
        return False
    return True


def _head(body: str) -> str:
    """What the first line of a whole and current cache says."""
    return f"{_VERSION} {_digest(body)}"
