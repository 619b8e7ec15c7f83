"""The site of the guide that ships, followed link by link, and the promises of its open data."""

from __future__ import annotations

import itertools
import json
import sys
from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest

from generator.addresses import language_prefix, records_with_a_page, site_path
from generator.guide import Guide
from generator.pages.frames import mark
from generator.records.models import Theme
from tests.site import BuiltPage, address_of

Pages = Mapping[str, BuiltPage]
NOT_FOUND = "404.html"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture(scope="session")
def sheets(built_pages: Pages) -> Pages:
    """All pages but the one for addresses that do not exist, which stands outside the theme."""
    return {path: page for path, page in built_pages.items() if path != NOT_FOUND}


def test_every_link_leads_to_a_page_and_a_place_on_it(
    site: Path, built_pages: Pages, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    inner = [(page.path, link) for page in built_pages.values() for link in page.links if link.file]
    dead = Counter(
        f"{link.file} from {path.partition('/')[0]}"
        for path, link in inner
        if link.file not in files
    )
    assert not dead, dead.most_common(20)
    lost = Counter(
        f"{link.file}#{link.fragment} from {path.partition('/')[0]}"
        for path, link in inner
        if link.fragment and link.file in built_pages
        if link.fragment not in built_pages[link.file].ids
    )
    assert not lost, lost.most_common(20)
    with capsys.disabled():
        sys.stdout.write(f"\n{len(built_pages)} pages, {len(inner)} links between them\n")
    assert len(inner) > 10 * len(built_pages)


def test_links_hold_wherever_the_site_is_put(sheets: Pages) -> None:
    """None starts from the root of a server: the site may live under a path, or on a USB stick."""
    rooted = {
        (p.path, link.written)
        for p in sheets.values()
        for link in p.links
        if link.written.startswith("/")
    }
    assert not rooted


def test_symbols_of_the_icon_sheet_exist(site: Path, built_pages: Pages) -> None:
    icons = {
        element.get("id") for element in ElementTree.parse(site / "assets/icons.svg").getroot()
    }
    used = {
        link.fragment
        for page in built_pages.values()
        for link in page.links
        if link.file == "assets/icons.svg"
    }
    assert used
    assert used <= icons


def test_no_page_asks_another_origin_for_anything(built_pages: Pages) -> None:
    foreign = {
        (page.path, address)
        for page in built_pages.values()
        for address in page.loaded
        if "//" in address or address.startswith("data:")
    }
    assert not foreign


def test_styles_and_scripts_ask_nothing_of_another_origin(site: Path, sheets: Pages) -> None:
    used = {link.file for page in sheets.values() for link in page.links if link.file}
    sources = [name for name in used if name.endswith((".css", ".js"))]
    assert len(sources) >= 3
    for name in sources:
        text = (site / name).read_text("utf-8")
        assert "@import" not in text
        assert "url(http" not in text.replace("'", "").replace('"', "")
        assert "url(//" not in text.replace("'", "").replace('"', "")


def test_nothing_of_the_machinery_shows(built_pages: Pages) -> None:
    assert {p.path: p.suspect_words for p in built_pages.values() if p.suspect_words} == {}
    empty = {p.path for p in built_pages.values() for link in p.links if not link.written}
    assert not empty
    assert not [path for path in built_pages if "shell" in path]


def test_a_mark_of_the_frame_is_nowhere(site: Path) -> None:
    """Also not in attributes, scripts and data."""
    stem = mark("").removesuffix("@@").encode()
    for path in site.rglob("*"):
        if path.suffix in {".html", ".json", ".xml", ".txt"}:
            assert stem not in path.read_bytes(), path


def test_ids_headings_and_landmarks_are_in_order(sheets: Pages) -> None:
    for page in sheets.values():
        assert page.repeated_ids == (), page.path
        levels = [int(tag[1]) for tag in page.headings]
        assert levels.count(1) == 1, page.path
        steps = [after - before for before, after in itertools.pairwise(levels)]
        assert max(steps, default=0) <= 1, (page.path, page.headings)
        assert page.landmarks["main"] == 1, page.path


def test_every_page_exists_in_every_language_at_the_same_path(
    sheets: Pages, real_guide: Guide
) -> None:
    by_language = {
        code: {p.path.removeprefix(prefix) for p in sheets.values() if p.language == code}
        for code in real_guide.languages
        for prefix in [language_prefix(real_guide, code)]
    }
    assert set(by_language) == {page.language for page in sheets.values()}
    first, *others = by_language.values()
    assert len(first) > 100
    assert all(other == first for other in others)


def test_alternates_and_switch_stay_on_the_page(sheets: Pages, real_guide: Guide) -> None:
    for page in sheets.values():
        path = page.path.removeprefix(language_prefix(real_guide, page.language))
        expected = {code: language_prefix(real_guide, code) + path for code in real_guide.languages}
        assert page.alternates == expected, page.path
        del expected[page.language]
        assert page.switch == expected, page.path


def test_each_page_says_its_own_address_title_and_sentence(
    sheets: Pages, real_guide: Guide
) -> None:
    for page in sheets.values():
        assert page.canonical == address_of(page.path, real_guide.settings.site_url), page.path
        assert page.title.strip(), page.path
        assert page.description.strip(), page.path


def test_the_search_page_of_the_language_is_linked_from_every_page(
    built_pages: Pages, real_guide: Guide
) -> None:
    for page in built_pages.values():
        prefix = language_prefix(real_guide, page.language)
        assert page.search == {f"{prefix}search/index.html"}, page.path


def test_open_data_lists_every_record_and_its_pages(
    site: Path, sheets: Pages, real_guide: Guide
) -> None:
    rows = json.loads((site / "data/records.json").read_text("utf-8"))
    names = [row["record"] for row in rows]
    assert names == sorted(names)
    assert len(set(names)) == len(names)
    assert {name.partition("/")[0] for name in names} == {
        "area",
        "commune",
        "partner",
        "scheme",
        "theme",
    }
    for row in rows:
        assert set(row) == {"record", "title", "url", "verified_on", "areas", "themes"}
        assert set(row["title"]) == set(row["url"]) == set(real_guide.languages)
        for code, url in row["url"].items():
            page = sheets[f"{url}index.html"]
            assert (page.record, page.language) == (row["record"], code)
            assert page.title.startswith(row["title"][code]), page.path
    on_pages = Counter(page.record for page in sheets.values() if page.record)
    assert on_pages == {name: len(real_guide.languages) for name in names}


def test_every_record_of_the_guide_has_its_page(sheets: Pages, real_guide: Guide) -> None:
    for record in records_with_a_page(real_guide):
        ref = f"theme/{record.id}" if isinstance(record, Theme) else record.ref
        for code in real_guide.languages:
            assert sheets[f"{site_path(real_guide, code, record)}index.html"].record == ref


def test_the_sitemap_lists_every_page(site: Path, sheets: Pages, real_guide: Guide) -> None:
    root = ElementTree.parse(site / "sitemap.xml").getroot()
    listed = [element.text for element in root.iter(f"{SITEMAP}loc")]
    assert len(set(listed)) == len(listed)
    assert set(listed) == {address_of(path, real_guide.settings.site_url) for path in sheets}
    assert not (site / "sitemap.xml.gz").exists()  # MkDocs' own would list a part only.
    robots = (site / "robots.txt").read_text("utf-8")
    assert f"Sitemap: {real_guide.settings.site_url}sitemap.xml" in robots


def test_the_site_says_the_day_it_is_true_for(site: Path, as_of: date) -> None:
    assert json.loads((site / "data/build.json").read_text())["as_of"] == as_of.isoformat()
    assert "22 novembre 2026" in (site / "index.html").read_text("utf-8")
    assert "22 november 2026" in (site / "nl/index.html").read_text("utf-8")
