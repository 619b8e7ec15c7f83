"""`python -m benchmarks.search_speed`: how long the search takes on a slow telephone.

A generated guide, Chromium with its processor slowed, real key presses: the time from each key
press to the results shown, and from the first request of the index to a search that can answer.
By hand, not a test.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.relevance.engines import served
from benchmarks.relevance.queries import read_queries

_SETTLED = """() => {
  const list = document.querySelector("[data-search-results]");
  return ["done", "failed", "idle"].includes(list.dataset.searchState);
}"""
_WATCH = """() => {
  const list = document.querySelector("[data-search-results]");
  const field = document.querySelector("[data-search-form]").elements.namedItem("q");
  self.times = [];
  let pressed = 0;
  field.addEventListener("keydown", () => (pressed = performance.now()), true);
  new MutationObserver(function () {
    if (pressed && list.dataset.searchState === "done") {
      const start = pressed;
      pressed = 0;
      // The next frame is the first that shows them.
      requestAnimationFrame(() => setTimeout(() => self.times.push(performance.now() - start)));
    }
  }).observe(list, { attributes: true, attributeFilter: ["data-search-state"] });
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
        browser = os.environ.get("VADEMECUM_CHROMIUM") or shutil.which("chromium")
        with served(site) as address, sync_playwright() as playwright:
            started = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
            page = started.new_page()
            session = page.context.new_cdp_session(page)
            page.goto(f"{address}/search/")
            session.send("Emulation.setCPUThrottlingRate", {"rate": asked.slowed})
            loads = [page.evaluate(_LOAD) for _ in range(3)]
            times = _type(page, texts)
            started.close()
    ordered = sorted(times)
    print(
        f"{asked.schemes} schemes, processor slowed {asked.slowed} times, {len(times)} key presses"
    )
    print(f"key press to results: median {statistics.median(times):.0f} ms,", end=" ")
    print(f"95 in 100 within {ordered[int(len(ordered) * 0.95)]:.0f} ms")
    print(f"index parsed and ready: {statistics.median(loads):.0f} ms")
    return 0


def _type(page: Page, texts: list[str]) -> list[float]:
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
    return [float(time) for time in page.evaluate("self.times")]


if __name__ == "__main__":
    sys.exit(main())
