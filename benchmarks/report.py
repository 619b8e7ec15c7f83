"""Words the figures of a benchmark as a Markdown table, with ratios and growth, and keeps them."""

from __future__ import annotations

import json
import math
import os
import platform
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.measure import Case

OUT = Path(__file__).resolve().parent / "out"

About = Mapping[str, object]
_SITES = "schemes × 2,generator,pages,build s,processor s,peak MB,output MB".split(",")
_BOOKLETS = "fiches,set by,pages,seconds,pages a second,processor s,peak MB,file MB".split(",")


def sites_table(cases: Sequence[Case], about: About) -> str:
    """The table, then one line per ratio that says more than the seconds do.

    The first case of each size is the one that the others of that size are compared with.
    """
    rows = [
        (f"{case.schemes:,}", case.generator, f"{case.pages:,}", *_took(case), f"{case.size:.0f}")
        for case in cases
    ]
    lines = [*_table(_SITES, rows), "", "Ratios of the build (below 1: vademecum is quicker):", ""]
    for size in dict.fromkeys(case.schemes for case in cases):
        ours, *peers = (case for case in cases if case.schemes == size)
        lines += [f"- {size:,}: {_ratio(ours, peer)}" for peer in peers]
    lines += _growth(cases)
    return "\n".join([*lines, "", f"{_measured(about)}; peers' fiches: {about['text']} text."])


def booklets_table(cases: Sequence[Case], peers: Sequence[Case], about: About) -> str:
    """One booklet as each of our ways and each peer makes it, then every ratio of the two."""
    rows = []
    for case in (*cases, *peers):
        seconds, *others = _took(case)
        figures = (f"{case.pages:,}", seconds, f"{case.pages / case.seconds:.1f}", *others)
        rows.append((f"{case.schemes:,}", case.generator, *figures, f"{case.size:.1f}"))
    lines = _table(_BOOKLETS, rows)
    if peers:
        ratios = [f"- {_ratio(ours, peer)}" for peer in peers for ours in cases]
        lines += ["", "Ratios of the time (below 1: ours is quicker):", "", *ratios]
    return "\n".join([*lines, "", f"{_measured(about)}."])


def conditions(runs: int, load_before: float) -> dict[str, object]:
    """What a reader of the figures must know of the machine and of how often it ran."""
    loads = {"load_before": load_before, "load_after": os.getloadavg()[0]}
    return {
        "processors": os.cpu_count(),
        "python": platform.python_version(),
        "runs": runs,
        **loads,
    }


def keep(name: str, cases: Sequence[Case], about: About) -> None:
    """Write the figures to `benchmarks/out/<name>-<time>.json`."""
    OUT.mkdir(exist_ok=True)
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    figures = {"about": about, "cases": [asdict(case) for case in cases]}
    (OUT / f"{name}-{stamp}.json").write_text(json.dumps(figures, indent=1) + "\n", "utf-8")


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """A table of figures; the second column is the one of words."""
    rules = ["---" if column == 1 else "---:" for column in range(len(head))]
    return [f"| {' | '.join(cells)} |" for cells in (head, rules, *rows)]


def _took(case: Case) -> Iterator[str]:
    yield f"{case.seconds:.1f}"
    yield f"{case.processor:.1f}"
    yield f"{case.peak:.0f}"


def _ratio(ours: Case, peer: Case) -> str:
    return (
        f"{ours.generator} / {peer.generator} = {ours.seconds / peer.seconds:.2f}"
        f" (processor {ours.processor / peer.processor:.2f},"
        f" memory {ours.peak / peer.peak:.2f}, output {ours.size / peer.size:.2f})"
    )


def _growth(cases: Sequence[Case]) -> list[str]:
    """From the smallest to the largest size: time per scheme, and the exponent of N."""
    lines = []
    for generator in dict.fromkeys(case.generator for case in cases):
        own = sorted((c for c in cases if c.generator == generator), key=lambda c: c.schemes)
        low, high = own[0], own[-1]
        if low.schemes == high.schemes:
            continue
        size = high.schemes / low.schemes
        for name, times in (
            ("build", high.seconds / low.seconds),
            ("processor", high.processor / low.processor),
        ):
            exponent = math.log(times) / math.log(size)
            lines.append(
                f"- {generator}, {name}, {low.schemes:,} → {high.schemes:,}: × {times:.1f} for"
                f" × {size:.0f} schemes (linear × {times / size:.2f}), grows as N^{exponent:.2f}"
            )
    return ["", "Growth:", "", *lines] if lines else []


def _measured(about: About) -> str:
    loads = f"{about['load_before']:.1f} → {about['load_after']:.1f}"
    machine = f"{about['processors']} processors with Python {about['python']}"
    return f"Median of {about['runs']} on {machine}, load {loads}"
