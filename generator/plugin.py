"""The only module that knows MkDocs: its plugin, and the call that runs a build.

MkDocs builds what is prose; what is data is written after it (`build`). Each handler hands over.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import Config, load_config
from mkdocs.config import config_options as c
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from generator.addresses import SECTIONS
from generator.audience import Audience
from generator.build import BuiltPages, data_files, write_site
from generator.clock import day_of_build
from generator.guide import Guide
from generator.language import language
from generator.pages.booklet import Booklet
from generator.pages.frames import Frame, mark
from generator.pages.page import LanguageSite
from generator.problems import Severity
from generator.processes import beside, number_of_jobs
from generator.records.loader import load_guide
from generator.records.pages import PLACEHOLDER, PageHead, page_heads
from generator.reporters import report_text
from generator.shelf import shelve
from generator.typography import held_html

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

log = logging.getLogger("mkdocs.plugins.vademecum")


class VademecumConfig(Config):  # type: ignore[no-untyped-call]
    """Options under `vademecum:` in mkdocs.yml, which the command line may set for one build."""

    audience = c.Choice(("public", "professional"), default="public")
    as_of = c.Optional(c.Type(str))
    jobs = c.Optional(c.Type(int))
    messages = c.Choice(("fr", "nl", "en"), default="fr")


class VademecumPlugin(BasePlugin[VademecumConfig]):  # type: ignore[no-untyped-call]
    """Turns the records beside the pages into the pages, the search and the data of the site."""

    def __init__(self) -> None:
        self._guide: Guide | None = None
        self._booklets: tuple[Booklet, ...] = ()
        self._data: Callable[[], Mapping[str, str]] | None = None
        self._processes = ExitStack()
        self._heads: dict[tuple[str, str], PageHead] = {}
        self._frames: dict[str, dict[str, Frame]] = {}
        self._page_paths: set[str] = set()
        self._listings: set[tuple[str, str]] = set()

    @property
    def guide(self) -> Guide:
        """The guide of the running build."""
        assert self._guide is not None
        return self._guide

    def use(self, guide: Guide, booklets: tuple[Booklet, ...]) -> None:
        """Build this guide, already read and checked, with these booklets."""
        self._guide, self._booklets = guide, booklets
        jobs = number_of_jobs(self.config.jobs)
        # The prose keeps one processor busy; what needs none of it begins meanwhile.
        self._data = self._processes.enter_context(beside(partial(data_files, guide), jobs))

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read and check the guide before MkDocs touches the previous site."""
        root = Path(config.config_file_path).parent
        if self._guide is None:
            guide = self._load(root)
            self.use(guide, shelve(guide))
        self._heads = page_heads(root)
        config.site_url = self.guide.settings.site_url
        return config

    def on_env(self, env: Any, config: MkDocsConfig, files: Files) -> Any:
        """Give the theme the guide's words."""
        code = _language_of(config)
        site = LanguageSite.of(self.guide, code)
        env.globals.update(
            vademecum=self.guide,
            vademecum_mark=mark,
            vademecum_words=language,
            speak=site.language,
            t=site.language.t,
        )
        return env

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Keep French signs with their words in prose, as in records."""
        return held_html(html)

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Tell the theme which language the text is really in, and whether it is outdated."""
        code, (written_in, uri) = _language_of(config), _source(page)
        heads = {lang: self._heads.get((lang, uri)) for lang in self.guide.languages}
        revised = [head.revised for head in heads.values() if head and head.revised]
        own = heads[code].revised if heads.get(code) else None  # type: ignore[union-attr]
        ours = {
            "written_in": written_in,
            "is_borrowed": written_in != code,
            "is_outdated": own is not None and own < max(revised),
            "is_home": uri == "index.md",
            "section": page.meta.get("shell", ""),
        }
        context.update(ours)  # type: ignore[typeddict-item]
        return context

    def on_post_page(self, output: str, page: Page, config: MkDocsConfig) -> str:
        """Keep the frame pages for the records; they are never published themselves."""
        code, section = _language_of(config), page.meta.get("shell")
        if section is None:
            path = _path(page, self.guide)
            self._page_paths.add(path)
            if PLACEHOLDER.search(output):
                self._listings.add((code, path))
            return output
        self._frames.setdefault(code, {})[section] = Frame.cut(section, output)
        return ""

    def on_post_build(self, config: MkDocsConfig) -> None:
        """Write what MkDocs does not, once the frames of every language are there."""
        code = _language_of(config)
        missing = [section for section in SECTIONS if section not in self._frames.get(code, {})]
        if missing:
            raise PluginError(f"no frame page for: {', '.join(missing)} ({code})")
        if set(self._frames) == set(self.guide.languages):
            assert self._data is not None
            pages = BuiltPages(self._frames, self._page_paths, self._listings)
            site_dir, jobs = Path(config.site_dir), number_of_jobs(self.config.jobs)
            write_site(self.guide, pages, self._data, site_dir, jobs, self._booklets)
            self._forget()

    def on_build_error(self, *, error: Exception) -> None:
        """Let the next build of the same session start from nothing."""
        self._forget()

    def on_serve(
        self, server: LiveReloadServer, config: MkDocsConfig, builder: Any
    ) -> LiveReloadServer:
        """Build again when a record changes, not only a page."""
        root = Path(config.config_file_path).parent
        for watched in ("partners.yaml", "content"):
            server.watch(str(root / watched))
        return server

    def _forget(self) -> None:
        self._processes.close()
        self._guide, self._booklets, self._data, self._frames = None, (), None, {}
        self._page_paths, self._listings = set(), set()

    def _load(self, root: Path) -> Guide:
        asked = self.config.as_of
        as_of = day_of_build(date.fromisoformat(asked) if asked else None, os.environ)
        loaded = load_guide(root, as_of, Audience(self.config.audience), cache=root / ".cache")
        messages = self.config.messages
        for problem in loaded.problems:
            if problem.severity is Severity.WARNING:
                log.info(report_text([problem], messages).splitlines()[0])
        if loaded.guide is None:
            raise PluginError("\n\n" + report_text(loaded.problems, messages))
        return loaded.guide


def build_site(
    config_file: Path, site_dir: Path, guide: Guide, jobs: int, booklets: tuple[Booklet, ...]
) -> None:
    """Build the site of a guide, with its booklets, with a MkDocs configuration into `site_dir`."""
    with _log_level(logging.WARNING):
        config = load_config(str(config_file), site_dir=str(site_dir))
        plugin = config.plugins["vademecum"]
        assert isinstance(plugin, VademecumPlugin)
        plugin.config.update({"jobs": jobs})
        plugin.use(guide, booklets)
        config.plugins.on_startup(command="build", dirty=False)
        try:
            mkdocs_build(config)
        finally:
            config.plugins.on_shutdown()


def serve_site(config_file: Path, port: int) -> None:
    """Serve a site on this machine and build it again on every change, until interrupted."""
    # Its server would be imported, and never used, by each build.
    from mkdocs.commands.serve import serve as mkdocs_serve

    with _log_level(logging.INFO):
        mkdocs_serve(str(config_file), livereload=True, dev_addr=f"127.0.0.1:{port}")


@contextmanager
def _log_level(level: int) -> Iterator[None]:
    logger = logging.getLogger("mkdocs")
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(levelname)s: %(message)s"))
    # Frame pages are left out on purpose, ten times a build.
    handler.addFilter(lambda record: not record.getMessage().startswith("Page skipped: "))
    before = logger.level
    logger.addHandler(handler)
    logger.setLevel(level)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(before)


def _language_of(config: MkDocsConfig) -> str:
    return str(vars(config.plugins["i18n"])["current_language"])


def _source(page: Page) -> tuple[str, str]:
    """The language a page was written in and its address without it."""
    language, _, uri = page.file.src_uri.partition("/")
    return language, uri


def _path(page: Page, guide: Guide) -> str:
    """A page's path under its language."""
    for code in guide.languages[1:]:
        if page.url == f"{code}/" or page.url.startswith(f"{code}/"):
            return page.url[len(code) + 1 :]
    return "" if page.url in ("./", ".", "/") else page.url
