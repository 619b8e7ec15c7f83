"""Whole builds through MkDocs: as a plugin, as a command, again after a change, after an error."""

from __future__ import annotations

import logging
import os
import random
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer

from generator.cli import main
from tests.commands import run_module, run_vademecum
from tests.tiny import AS_OF, BASE, Content, with_lines
from tests.tiny_site import REPOSITORY, differing, read_files, write_site_guide

SCHEME = "content/schemes/aide.yaml"
DAY = str(AS_OF)
EPOCH = {"SOURCE_DATE_EPOCH": "1795305600"}  # 2026-11-22

WriteGuide = Callable[[Mapping[str, Content]], Path]


@pytest.fixture
def tiny_site(tmp_path: Path) -> WriteGuide:
    """Writes the tiny guide with all it takes to build it."""
    return lambda files: write_site_guide(tmp_path / "guide", files)


def build(root: Path, *options: object) -> Path:
    """Build with the command, in this process; gives the folder of the site."""
    assert main(["build", "--root", str(root), "--as-of", DAY, *map(str, options)]) == 0
    return root / "site"


def with_line(line: str) -> dict[str, Content]:
    """The scheme of the tiny guide with one more line."""
    return {SCHEME: with_lines(SCHEME, line)}


def test_the_command_and_mkdocs_build_the_same_site(site: Path, tmp_path: Path) -> None:
    """`--strict` turns every warning into a failure; jobs differ, and nothing else may."""
    done = run_module(
        "mkdocs",
        *("build", "--strict", "--config-file", REPOSITORY / "mkdocs.yml", "--site-dir"),
        tmp_path / "mkdocs",
        environment=EPOCH,
    )
    assert "WARNING" not in done.stderr
    assert "ERROR" not in done.stderr
    assert differing(site, tmp_path / "mkdocs") == []


def test_properdocs_builds_the_same_site(site: Path, tmp_path: Path) -> None:
    """The fork that goes on where MkDocs 1.6 stopped finds the plugin by its entry point."""
    run_module(
        "properdocs",
        *("build", "--strict", "--config-file", REPOSITORY / "mkdocs.yml", "--site-dir"),
        tmp_path / "properdocs",
        environment=EPOCH,
    )
    assert differing(site, tmp_path / "properdocs") == []


def test_two_builds_are_the_same_whatever_the_order_of_folders_and_the_jobs(
    tiny_site: WriteGuide, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    more = {
        f"content/schemes/aide-{n}.yaml": BASE[SCHEME].replace("id: aide", f"id: aide-{n}")
        for n in range(60)
    }
    root = tiny_site(more)
    build(root, "--site-dir", tmp_path / "one", "--jobs", 1)
    shuffle_folders(monkeypatch)
    build(root, "--site-dir", tmp_path / "two", "--jobs", 3)
    assert differing(tmp_path / "one", tmp_path / "two") == []
    assert (tmp_path / "two/schemes/aide-59/index.html").is_file()


def test_booklets_made_before_are_on_the_site(tiny_site: WriteGuide, tmp_path: Path) -> None:
    root, made = tiny_site({}), tmp_path / "made"
    run = ("booklet", "livret-ville-nl", "--root", root, "--as-of", DAY, "--out", made)
    assert main([str(word) for word in run]) == 0
    build(root, "--site-dir", tmp_path / "with", "--booklets", made)
    build(root, "--site-dir", tmp_path / "without")
    pdf = "booklets/livret-ville-nl.pdf"
    assert (tmp_path / "with" / pdf).read_bytes() == (made / "livret-ville-nl.pdf").read_bytes()
    assert not list((tmp_path / "without").rglob("*.pdf"))
    for path in ("booklets", "nl/booklets", "areas/ville", "nl/areas/ville"):
        folder = tmp_path / "with" / path
        page = lxml.html.parse(str(folder / "index.html"))
        (href,) = page.xpath("//a[@type='application/pdf']/@href")
        assert (folder / href).resolve() == (tmp_path / "with" / pdf).resolve()
    # Only what speaks of booklets differs.
    assert set(differing(tmp_path / "with", tmp_path / "without")) == {
        *(pdf, "booklets/index.html", "nl/booklets/index.html"),
        *("areas/ville/index.html", "nl/areas/ville/index.html"),
    }


def shuffle_folders(monkeypatch: pytest.MonkeyPatch) -> None:
    """Folders give their entries in another order than before, as on another disk."""
    dice, list_folder, scan_folder = random.Random(7), os.listdir, os.scandir

    class Shuffled:
        def __init__(self, *path: Any) -> None:
            with scan_folder(*path) as entries:
                self._entries = list(entries)
            dice.shuffle(self._entries)

        def __enter__(self) -> Shuffled:
            return self

        def __exit__(self, *_: object) -> None:
            self.close()

        def __iter__(self) -> Iterator[os.DirEntry[str]]:
            return iter(self._entries)

        def __next__(self) -> os.DirEntry[str]:
            if not self._entries:
                raise StopIteration
            return self._entries.pop()

        def close(self) -> None:
            """Nothing is left open."""

    def shuffled_names(*path: Any) -> list[str]:
        names = list_folder(*path)
        dice.shuffle(names)
        return names

    monkeypatch.setattr(os, "scandir", Shuffled)
    monkeypatch.setattr(os, "listdir", shuffled_names)


def test_the_day_comes_from_the_command_or_from_the_source_date(
    tiny_site: WriteGuide, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tiny_site({})
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    assert main(["build", "--root", str(root)]) == 0
    assert "janvier 2026" in (root / "site/index.html").read_text("utf-8")
    build(root)
    assert "22 novembre 2026" in (root / "site/index.html").read_text("utf-8")


@pytest.mark.parametrize("program", ["vademecum", "mkdocs"])
def test_a_guide_with_an_error_leaves_the_previous_site(
    tiny_site: WriteGuide, program: str
) -> None:
    root = tiny_site({})
    before = read_files(build(root))
    (root / SCHEME).write_text("id: aide\nkind: inconnu\n", encoding="utf-8")
    if program == "vademecum":
        done = run_vademecum("build", "--root", root, expect=1)
    else:
        done = run_module("mkdocs", "build", folder=root, expect=1)
    assert f"{SCHEME}:2:7" in done.stderr
    assert "Traceback" not in done.stderr
    assert read_files(root / "site") == before
    assert not [path for path in root.iterdir() if path.name.startswith(".site")]


def test_a_page_that_asks_for_an_unknown_listing_is_a_problem_with_a_place(
    tiny_site: WriteGuide,
) -> None:
    page = "content/pages/fr/about.md"
    text = (REPOSITORY / page).read_text(encoding="utf-8")
    root = tiny_site({page: text + "\n<!-- vademecum:nothing -->\n"})
    done = run_vademecum("build", "--root", root, expect=1)
    assert page in done.stderr
    assert "Traceback" not in done.stderr


def test_a_mistake_of_ours_in_a_template_leaves_the_previous_site(
    tiny_site: WriteGuide,
) -> None:
    root = tiny_site({})
    before = read_files(build(root))
    (root / "theme/main.html").write_text("{% if %}", encoding="utf-8")
    run_vademecum("build", "--root", root, expect=1)
    assert read_files(root / "site") == before


def test_each_page_of_a_tiny_site_is_where_it_is_said_to_be(tiny_site: WriteGuide) -> None:
    folder = build(tiny_site(with_line("revised: {fr: 2026-06-01, nl: 2026-01-01}")))
    page = lxml.html.parse(folder / "nl/schemes/aide/index.html").getroot()
    assert page.get("lang") == "nl"
    assert page.xpath("//article/@data-record") == ["scheme/aide"]
    assert page.findtext(".//title") == "Hulp - Guide, Hier"
    assert page.xpath("//link[@rel='canonical']/@href") == [
        "https://guide.example/nl/schemes/aide/"
    ]
    assert page.find_class("notice--language")
    assert not (folder / "schemes/shell").exists()


def test_hostile_words_end_no_head_and_start_no_script(tiny_site: WriteGuide) -> None:
    evil = '"><script>alert(1)</script>{{ 7*7 }}@@vademecum:article@@'
    files = {
        SCHEME: BASE[SCHEME].replace("{fr: Aide, nl: Hulp}", f"'{evil}'"),
        "content/guide.yaml": BASE["content/guide.yaml"].replace(
            "title: Guide", f"title: '{evil}'"
        ),
    }
    folder = build(tiny_site(files))
    for path in ("schemes/aide/index.html", "index.html", "search/index.html", "404.html"):
        page = lxml.html.parse(folder / path).getroot()
        assert not page.xpath("//script[contains(., 'alert')]"), path
        assert evil in page.findtext(".//title"), path
        assert len(page.xpath("//body")) == 1


@pytest.mark.parametrize("audience", ["public", "professional"])
def test_what_is_for_professionals_is_nowhere_in_a_public_site(
    tiny_site: WriteGuide, audience: str
) -> None:
    files = {
        **with_line("professional_notes: {fr: Motsecret un., nl: Motsecret een.}"),
        "content/schemes/reserve.yaml": with_lines(SCHEME, "visibility: professional")
        .replace("id: aide", "id: reserve")
        .replace("{fr: Aide, nl: Hulp}", "Motsecret deux"),
        "partners.yaml": with_lines(
            "partners.yaml", "  professional_contact: {email: motsecret@caf.example}"
        ),
    }
    folder = build(tiny_site(files), "--audience", audience)
    told = {
        path: content
        for path, content in read_files(folder).items()
        if b"motsecret" in content.lower() or b"schemes/reserve" in content
    }
    if audience == "public":
        assert told == {}
        assert not (folder / "schemes/reserve").exists()
    else:
        assert {
            "schemes/aide/index.html",
            "nl/schemes/aide/index.html",
            "schemes/reserve/index.html",
            "partners/caf/index.html",
            "data/records.json",
            "data/search-fr.json",
            "sitemap.xml",
        } <= set(told)


def test_a_dutch_page_that_is_missing_or_older_says_so(tiny_site: WriteGuide) -> None:
    head = "---\ntitle: Aide\nrevised: {day}\n---\nDu texte.\n"
    root = tiny_site(
        {
            "content/pages/fr/help.md": head.format(day="2026-06-01"),
            "content/pages/nl/help.md": head.format(day="2026-01-01"),
        }
    )
    (root / "content/pages/nl/legal.md").unlink()
    folder = build(root)

    def notices(path: str) -> list[str]:
        page = lxml.html.parse(folder / path / "index.html").getroot()
        return [notice.text_content() for notice in page.find_class("notice--language")]

    assert ["ouder" in text for text in notices("nl/help")] == [True]
    assert notices("help") == []
    assert ["nog niet in het Nederlands" in text for text in notices("nl/legal")] == [True]
    article = lxml.html.parse(folder / "nl/legal/index.html").getroot().find(".//article")
    assert article.get("lang") == "fr"
    assert article.find_class("notice--language")[0].get("lang") == "nl"


# A session of `serve`: one configuration, built again and again.


@pytest.fixture
def session(tiny_site: WriteGuide) -> Iterator[tuple[Path, MkDocsConfig]]:
    root = tiny_site({})
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    config = load_config(str(root / "mkdocs.yml"))
    config.plugins.on_startup(command="serve", dirty=False)
    yield root, config
    config.plugins.on_shutdown()


def test_a_change_of_a_record_shows_at_the_next_build(
    session: tuple[Path, MkDocsConfig],
) -> None:
    root, config = session
    page = root / "site/nl/schemes/aide/index.html"
    mkdocs_build(config)
    assert "Andere hulp" not in page.read_text("utf-8")
    changed = (root / SCHEME).read_text("utf-8").replace("nl: Hulp", "nl: Andere hulp")
    (root / SCHEME).write_text(changed, encoding="utf-8")
    mkdocs_build(config)
    assert "Andere hulp" in page.read_text("utf-8")
    assert "Andere hulp" in (root / "site/data/search-nl.json").read_text("utf-8")


def test_a_session_goes_on_after_a_mistake(session: tuple[Path, MkDocsConfig]) -> None:
    """In a record: the guide is refused whole. In a page: the build stops halfway."""
    root, config = session
    page, about = root / "site/schemes/aide/index.html", root / "content/pages/fr/about.md"
    good, text = (root / SCHEME).read_text("utf-8"), about.read_text("utf-8")
    mkdocs_build(config)
    (root / SCHEME).write_text(good + "inconnu: oui\n", encoding="utf-8")
    with pytest.raises(Abort):
        mkdocs_build(config)
    (root / SCHEME).write_text(good, encoding="utf-8")
    (root / "theme/main.html").rename(root / "theme/away.html")
    (root / "theme/main.html").write_text("{{ nothing.at.all }}", encoding="utf-8")
    with pytest.raises(Exception, match="undefined"):
        mkdocs_build(config)
    (root / "theme/away.html").rename(root / "theme/main.html")
    about.write_text(text, encoding="utf-8")
    (root / SCHEME).write_text(good.replace("fr: Aide", "fr: Aide neuve"), encoding="utf-8")
    mkdocs_build(config)
    assert "Aide neuve" in page.read_text("utf-8")


def test_records_are_watched_as_pages_are(session: tuple[Path, MkDocsConfig]) -> None:
    root, config = session
    server = LiveReloadServer(lambda: None, host="127.0.0.1", port=0, root=str(root / "site"))
    try:
        config.plugins.on_serve(server, config=config, builder=lambda: None)
        watched = set(server._watched_paths)
    finally:
        server.server_close()
    assert {str(root / "partners.yaml"), str(root / "content")} <= watched
