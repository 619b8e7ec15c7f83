"""Values of YAML files read before, by the hash of their text, and a quick reading of the others.

Only values without a fault are kept: whatever is wrong is read again and told again. A cache that
is missing, damaged or cannot be written costs time, nothing else.
"""

from __future__ import annotations

import hashlib
import json
import multiprocessing
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from generator.records.reader import Value, read_yaml

# Raised when the reader changes what it makes of a text.
_VERSION = 1
_FILE = "records.json"
# Below this many files to read, starting processes takes longer than it saves.
_WORTH_SHARING = 300
_CHUNK = 50


def read_values(files: Mapping[str, str], folder: Path | None, jobs: int) -> dict[str, Value]:
    """The values of the YAML files that have no fault; the others must be read for their faults.

    `folder` holds the cache, if one is wanted; `jobs` processes share what is new.
    """
    hashes = {
        uri: hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        for uri, text in files.items()
        if not uri.endswith(".csv")
    }
    known = _read_cache(folder) if folder is not None else {}
    new = [uri for uri, digest in hashes.items() if digest not in known]
    shared = len(new) >= _WORTH_SHARING and jobs > 1
    if shared and "fork" in multiprocessing.get_all_start_methods():
        chunks = [new[at : at + _CHUNK] for at in range(0, len(new), _CHUNK)]
        context = multiprocessing.get_context("fork")
        with ProcessPoolExecutor(max_workers=jobs, mp_context=context) as pool:
            texts = [[files[uri] for uri in chunk] for chunk in chunks]
            read = [value for values in pool.map(_read_all, texts) for value in values]
    else:
        read = _read_all([files[uri] for uri in new])
    fresh = {hashes[uri]: value for uri, value in zip(new, read, strict=True) if value is not None}
    values = {**known, **fresh}
    if folder is not None and fresh:
        _write_cache(folder, {d: values[d] for d in hashes.values() if d in values})
    return {uri: values[digest] for uri, digest in hashes.items() if digest in values}


def _read_all(texts: list[str]) -> list[Value]:
    """The value of each text, None where it is empty or has a fault."""
    values: list[Value] = []
    for text in texts:
        value, faults = read_yaml(text)
        values.append(None if faults else value)
    return values


def _read_cache(folder: Path) -> dict[str, Value]:
    try:
        stored = json.loads((folder / _FILE).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(stored, dict) or stored.get("version") != _VERSION:
        return {}
    entries = stored.get("values")
    return entries if isinstance(entries, dict) else {}


def _write_cache(folder: Path, values: Mapping[str, Value]) -> bool:
    """Write the cache whole or not at all; whether it was possible."""
    text = json.dumps({"version": _VERSION, "values": values}, ensure_ascii=False)
    unfinished = folder / f"{_FILE}.new"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        unfinished.write_text(text, encoding="utf-8")
        unfinished.replace(folder / _FILE)
    except OSError:
        return False
    return True
