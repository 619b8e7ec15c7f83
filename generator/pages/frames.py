"""Frames: the theme's page around a record, taken once from a built page and filled many times.

A frame page is a real Markdown page of MkDocs whose head names its section (`shell: schemes`). The
theme writes marks where a record's title, description and article go; here the page is cut at them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

from generator.pages.page import Page

TITLE, DESCRIPTION, ARTICLE = "title", "description", "article"
_MARK = re.compile(r"@@vademecum:(title|description|article)@@")
_FRAME_NAME = "shell"


def mark(name: str) -> str:
    """What the theme writes where a record's value goes."""
    return f"@@vademecum:{name}@@"


@dataclass(frozen=True, slots=True)
class Frame:
    """A page cut at its marks and at its own address: fixed texts, and what goes between them."""

    section: str
    fixed: tuple[str, ...]
    slots: tuple[str, ...]

    @classmethod
    def cut(cls, section: str, html: str) -> Frame:
        """Cut the built frame page of a section. ValueError if the theme left no article mark."""
        own_address = f"{section}/{_FRAME_NAME}/"
        pieces = re.split(rf"{_MARK.pattern}|({re.escape(own_address)})", html)
        fixed, slots = (
            pieces[0::3],
            [a or b for a, b in zip(pieces[1::3], pieces[2::3], strict=True)],
        )
        if ARTICLE not in slots:
            raise ValueError(f"the theme has no place for the article of {section}")
        return cls(section, tuple(fixed), tuple(slots))

    def fill(self, page: Page) -> str:
        """The whole HTML page of a record."""
        values = {
            TITLE: escape(page.title),
            DESCRIPTION: escape(page.description),
            ARTICLE: page.article,
        }
        parts = [self.fixed[0]]
        for slot, text in zip(self.slots, self.fixed[1:], strict=True):
            parts.append(values.get(slot, page.path))
            parts.append(text)
        return "".join(parts)
