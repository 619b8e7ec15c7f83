"""Words the figures of a benchmark as a Markdown table, with ratios and growth."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from benchmarks.measure import Run


class Figures(Protocol):
    """What the table needs of a case."""

    pages: int
    size: float

    def middle(self, figure: Callable[[Run], float]) -> float:
        """The median of a figure over the runs."""


Row = tuple[str, int, Figures]
_OURS = "vademecum"


def as_markdown_table(rows: Sequence[Row], about: Mapping[str, object]) -> str:
    """The table, then one line per ratio that says more than the seconds do."""
    lines = [
        "| schemes × 2 | generator | pages | build s | processor s | peak MB | output MB |",
        "| ---: | --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for generator, schemes, case in rows:
        figures = (f"{_seconds(case):.1f}", f"{_processor(case):.1f}", f"{_peak(case):.0f}")
        cells = (f"{schemes:,}", generator, f"{case.pages:,}", *figures, f"{case.size:.0f}")
        lines.append(f"| {' | '.join(cells)} |")
    lines += ["", "Ratios of the build (below 1: vademecum is quicker):", ""]
    sizes = list(dict.fromkeys(schemes for _, schemes, _ in rows))
    for size in sizes:
        found = {generator: case for generator, schemes, case in rows if schemes == size}
        ours = found.pop(_OURS)
        for generator, peer in found.items():
            lines.append(
                f"- {size:,}: vademecum / {generator} = {_seconds(ours) / _seconds(peer):.2f}"
                f" (processor {_processor(ours) / _processor(peer):.2f},"
                f" memory {_peak(ours) / _peak(peer):.2f}, output {ours.size / peer.size:.2f})"
            )
    lines += _growth(rows)
    loads = _loads((about["load_before"], about["load_after"]))
    machine = f"{about['processors']} processors, load {loads}"
    lines += ["", f"Median of {about['runs']} on {machine}; peers' fiches: {about['text']} text."]
    return "\n".join(lines)


def _growth(rows: Sequence[Row]) -> list[str]:
    """From the smallest to the largest size: time per scheme, and the exponent of N."""
    lines = []
    for generator in dict.fromkeys(generator for generator, _, _ in rows):
        own = {schemes: case for name, schemes, case in rows if name == generator}
        low, high = min(own), max(own)
        if low == high:
            continue
        for name, figure in (("build", _seconds), ("processor", _processor)):
            times = figure(own[high]) / figure(own[low])
            exponent = math.log(times) / math.log(high / low)
            lines.append(
                f"- {generator}, {name}, {low:,} → {high:,}: × {times:.1f} for × {high / low:.0f}"
                f" schemes (linear × {times / (high / low):.2f}), grows as N^{exponent:.2f}"
            )
    return ["", "Growth:", "", *lines] if lines else []


def _seconds(case: Figures) -> float:
    return case.middle(lambda one: one.seconds)


def _processor(case: Figures) -> float:
    return case.middle(lambda one: one.processor)


def _peak(case: Figures) -> float:
    return case.middle(lambda one: one.peak)


def _loads(loads: tuple[object, ...]) -> str:
    firsts = [load[0] for load in loads if isinstance(load, tuple)]
    return " → ".join(f"{first:.1f}" for first in firsts)
