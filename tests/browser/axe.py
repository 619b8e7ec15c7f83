"""What axe-core, and a thumb, find wrong with the page that is open."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Page

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
"""To be evaluated on a page before `violations` is asked."""
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOUR = ["color-contrast", "link-in-text-block"]
CHECK = """async (only) => {
  const found = await axe.run(document, { resultTypes: ["violations"], runOnly: only });
  return found.violations.flatMap((rule) =>
    rule.nodes.map((node) => rule.id + ": " + node.html.slice(0, 160)));
}"""
# Links inside a sentence are exempt, as in WCAG 2.5.8; all else is for a thumb.
SMALL = """() => [...document.querySelectorAll("a[href], button, input, select, summary")]
  .filter((e) => e.checkVisibility({ visibilityProperty: true }))
  .filter((e) => !e.matches(".skip, .term"))
  .filter((e) => !e.closest("p, dd, address, .sources li, .page--prose li, .notice"))
  .map((e) => [e, e.getBoundingClientRect()])
  .filter(([, box]) => box.width && (box.height < 47.5 || box.width < 47.5))
  .map(([e, box]) =>
    `${Math.round(box.width)}x${Math.round(box.height)} ${e.outerHTML.slice(0, 120)}`)
"""


def violations(page: Page, rules: list[str] | None = None) -> list[str]:
    """What axe-core finds, on the whole page or for some rules only."""
    only: dict[str, Any] = (
        {"type": "rule", "values": rules} if rules else {"type": "tag", "values": STANDARDS}
    )
    return list(page.evaluate(CHECK, only))
