"""Renders the page of one record of a tiny guide, and reads it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import lxml.html
import pytest
from lxml.html import HtmlElement

from generator.addresses import records_with_a_page
from generator.audience import Audience
from generator.guide import Guide
from generator.pages.page import LanguageSite, Page
from generator.pages.writer import render_record_pages
from generator.records.models import Theme
from tests.tiny import Content, guide_of, write_guide

RenderPage = Callable[..., Page]
RenderGuide = Callable[..., Guide]


@pytest.fixture
def make_guide(tmp_path: Path) -> Callable[..., Guide]:
    """Reads the tiny guide with some files of its own."""

    def make(files: Mapping[str, Content], audience: Audience = Audience.PUBLIC) -> Guide:
        return guide_of(write_guide(tmp_path / "guide", files), audience)

    return make


@pytest.fixture
def render(make_guide: Callable[..., Guide]) -> RenderPage:
    """Renders the page of a record in one language."""

    def make(
        files: Mapping[str, Content],
        ref: str,
        language: str = "fr",
        audience: Audience = Audience.PUBLIC,
    ) -> Page:
        return page_of(make_guide(files, audience), ref, language)

    return make


def page_of(guide: Guide, ref: str, language: str) -> Page:
    """The page of a record of a guide."""
    for record in records_with_a_page(guide):
        if ref == (f"theme/{record.id}" if isinstance(record, Theme) else record.ref):
            sites = [LanguageSite.of(guide, code) for code in guide.languages]
            return {s.language.code: page for s, page in render_record_pages(sites, record)}[
                language
            ]
    raise LookupError(ref)


def article(page: Page) -> HtmlElement:
    """The page's article as a tree."""
    return lxml.html.fragment_fromstring(page.article)


def words(element: HtmlElement) -> str:
    """The text of an element on one line."""
    return " ".join(element.text_content().split())


def parts(page: Page) -> list[str]:
    """What the page is made of, in order: the ids of its sections' headings, and folded parts."""
    found = article(page).xpath("./section | ./details")
    return [part.get("aria-labelledby") or part.get("class") for part in found]


def section(page: Page, identifier: str) -> HtmlElement:
    """The section that a heading of this id names."""
    (found,) = article(page).xpath("//section[@aria-labelledby=$id]", id=identifier)
    return found
