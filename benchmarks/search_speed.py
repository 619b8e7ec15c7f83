"""`python -m benchmarks.search_speed`: how long the search takes on a slow telephone.

A generated guide, Chromium with its processor slowed, real key presses: the time from each key
press to the results in the document and to the frame that shows them, and what the index takes to
be read.
By hand, not a test.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page

from benchmarks.browser import served, started_browser
from benchmarks.relevance.queries import read_queries

_SETTLED = """() => {
  const list = document.querySelector("[data-search-results]");
  return ["done", "failed", "idle"].includes(list.dataset.searchState);
}"""
_WATCH = """() => {
  const list = document.querySelector("[data-search-results]");
  const field = document.querySelector("[data-search-form]").elements.namedItem("q");
  self.shown = [];
  self.painted = [];
  let pressed = 0;
  field.addEventListener("keydown", (event) => (pressed = event.timeStamp), true);
  new MutationObserver(function () {
    if (pressed && list.dataset.searchState === "shown") {
      self.shown.push(performance.now() - pressed);
      pressed = 0;
    }
  }).observe(list, { attributes: true, attributeFilter: ["data-search-state"] });
  // The browser's own measure, in steps of 8 ms: from the event to the next frame.
  new PerformanceObserver(function (entries) {
    const keys = entries.getEntries().filter((entry) => entry.name === "keydown");
    self.painted.push(...keys.map((entry) => entry.duration));
  }).observe({ type: "event", durationThreshold: 16 });
}"""
_LOAD = """async () => {
  const config = JSON.parse(document.getElementById("search-config").textContent);
  const text = await (await fetch(config.index)).text();
  const start = performance.now();
  self.vademecum.searchEngine.createSearch(JSON.parse(text));
  return performance.now() - start;
}"""


def main() -> int:
    """Build a guide, type, print."""
    parser = argparse.ArgumentParser(prog="search_speed", description=__doc__)
    parser.add_argument("--schemes", type=int, default=2000)
    parser.add_argument("--slowed", type=int, default=4, help="how many times (4)")
    parser.add_argument("--queries", type=int, default=25, help="how many are typed (25)")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        guide, site = Path(folder) / "guide", Path(folder) / "site"
        for command in (
            ["benchmarks.synthetic", str(guide), "--schemes", str(asked.schemes)],
            ["generator.cli", "build", "--root", str(guide), "--site-dir", str(site)],
        ):
            subprocess.run([sys.executable, "-m", *command], check=True, stdout=subprocess.DEVNULL)
        texts = [query.text for query in read_queries("fr")][:: max(1, 199 // asked.queries)]
        with served(site) as address, started_browser() as browser:
            page = browser.new_page()
            session = page.context.new_cdp_session(page)
            page.goto(f"{address}/search/")
            session.send("Emulation.setCPUThrottlingRate", {"rate": asked.slowed})
            loads = [page.evaluate(_LOAD) for _ in range(3)]
            shown, painted = _type(page, texts)
    print(f"{asked.schemes} schemes, processor slowed {asked.slowed} times")
    _tell("key press to results in the document", shown)
    _tell("key press to the next frame", painted)
    print(f"index parsed and ready: {statistics.median(loads):.0f} ms")
    return 0


def _tell(what: str, times: list[float]) -> None:
    most = sorted(times)[int(len(times) * 0.95)]
    middle = statistics.median(times)
    print(f"{what}: median {middle:.0f} ms, 95 in 100 within {most:.0f} ms ({len(times)} keys)")


def _type(page: Page, texts: list[str]) -> tuple[list[float], list[float]]:
    """Times in ms: from each key press to the results, and to the frame that shows them."""
    field = page.locator("[name=q]")
    field.click()
    field.press_sequentially("loyer")
    page.wait_for_function(_SETTLED)
    page.evaluate(_WATCH)
    for text in texts:
        field.fill("")
        for letter in text:
            field.press_sequentially(letter)
            page.wait_for_function(_SETTLED)
    page.wait_for_timeout(200)
    return page.evaluate("self.shown"), page.evaluate("self.painted")


if __name__ == "__main__":
    sys.exit(main())
