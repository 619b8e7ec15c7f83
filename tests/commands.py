"""Runs the commands as a person does: a process of its own, with what it prints kept."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path


def run_vademecum(*arguments: object, expect: int = 0) -> subprocess.CompletedProcess[str]:
    """Run `vademecum` with these arguments."""
    return run_module("generator.cli", *arguments, expect=expect)


def run_module(
    module: str,
    *arguments: object,
    expect: int = 0,
    folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run `python -m module` in a folder and see that it ends as expected."""
    done = subprocess.run(
        [sys.executable, "-m", module, *map(str, arguments)],
        cwd=folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **(environment or {})},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == expect, done.stdout + done.stderr
    return done
