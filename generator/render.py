"""From values to HTML: the one Jinja environment, the one Markdown converter, the one voice.

Every value from a record is escaped here or by Jinja's autoescape; contributors' Markdown goes
through nh3. A `Voice` speaks one language on one page and remembers what the page must own up to:
borrowed words, and acronyms to explain.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import nh3
import pyromark
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from generator.guide import Guide
from generator.jinja import PageEnvironment
from generator.language import Language
from generator.records.models import LocalizedText, Partner, Phone, Record, Term
from generator.typography import held

TEMPLATES = Path(__file__).parent / "templates" / "pages"

_ALLOWED_TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "a", "blockquote", "h3", "h4", "code"}

_ALLOWED_SCHEMES = {"https", "mailto", "tel"}


@cache
def environment() -> Environment:
    """The environment of the page templates: a missing value fails, every value is escaped."""
    made = PageEnvironment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals.clear()  # No template uses them, and each page would copy them.
    made.filters.update(host=host, names=names, phones=phones)
    return made


@cache
def template(name: str) -> Template:
    """A page template, compiled once."""
    return environment().get_template(name)


def compile_templates() -> None:
    """Compile every template now: processes forked later need not each do it again."""
    for name in environment().list_templates():
        template(name)


def host(url: str) -> str:
    """The site of an address, as people know it: www.caf.fr → caf.fr."""
    return urlsplit(url).netloc.removeprefix("www.")


def names(text: LocalizedText) -> tuple[str, ...]:
    """A name in every language it is written in, each once."""
    return tuple(dict.fromkeys(words for _, words in text))


def phones(partner: Partner) -> tuple[Phone, ...]:
    """The numbers of a partner: its general ones first, then those of its places, each once."""
    general = partner.contact.phones if partner.contact else ()
    found = (*general, *(phone for site in partner.sites for phone in site.phones))
    return tuple({phone.number: phone for phone in reversed(found)}.values())[::-1]


def markdown_to_html(text: str) -> Markup:
    """A contributor's Markdown (CommonMark) as safe HTML: a few plain elements, secure links."""
    return Markup(_cleaner().clean(pyromark.html(text).strip()))  # nosec: nh3 has just cleaned it


def _only_whole_addresses(tag: str, attribute: str, value: str) -> str | None:
    """A relative link would lead elsewhere from each page that shows the text."""
    if attribute == "href" and urlsplit(value).scheme not in _ALLOWED_SCHEMES:
        return None
    return value


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=_ALLOWED_TAGS,
        attributes={"a": {"href"}},
        attribute_filter=_only_whole_addresses,
        url_schemes=_ALLOWED_SCHEMES,
        link_rel="noopener",
    )


# Anything that may be an acronym: a capital that begins a word, and another or a digit after it.
# The look behind comes second, because a search for a capital is quick.
_ACRONYM = re.compile(r"[A-Z](?<!\w.)[A-Za-z0-9]*[A-Z0-9]\b")

_TAG = re.compile(r"(<[^>]*>)")


class Glossary:
    """The acronyms of a guide as one pattern, and the term behind each, for one language."""

    def __init__(self, terms: Mapping[str, Term], language: str) -> None:
        self.terms: dict[str, Term] = {}
        for term in terms.values():
            written = term.term.get(language)
            if written and term.expansion is not None and _ACRONYM.fullmatch(written):
                self.terms.setdefault(written, term)

    def mark(self, text: str, seen: dict[str, Term]) -> Markup:
        """The text escaped, the first use of each acronym on the page leading to its meaning."""
        parts: list[str] = []
        end = 0
        for match in _ACRONYM.finditer(text):
            name = match.group()
            if name in seen or name not in self.terms:
                continue
            seen[name] = self.terms[name]
            parts.append(escape(text[end : match.start()]))
            # An acronym and an id hold letters, digits and hyphens only: nothing to escape.
            parts.append(f'<a class="term" href="#term-{seen[name].id}">{name}</a>')
            end = match.end()
        if not parts:
            return escape(text)
        parts.append(escape(text[end:]))
        return Markup("".join(parts))

    def mark_html(self, html: Markup, seen: dict[str, Term]) -> Markup:
        """As `mark`, for words between tags that are in no link yet."""
        if self.terms.keys().isdisjoint(_ACRONYM.findall(html)):
            return html
        parts: list[Markup] = []
        in_link = False
        for piece in _TAG.split(html):
            if piece.startswith("<"):
                in_link = piece.startswith("<a") or (in_link and piece != "</a>")
            # A piece of HTML is escaped already: as Markup it is left as it is.
            parts.append(Markup(piece) if in_link else self.mark(Markup(piece), seen))
        return Markup("").join(parts)


class Voice:
    """Speaks the texts of records in one language, for one page."""

    def __init__(self, guide: Guide, language: Language, glossary: Glossary) -> None:
        self.guide = guide
        self.language = language
        self._glossary = glossary
        self.borrowed: set[str] = set()
        self.terms: dict[str, Term] = {}

    def text(self, text: LocalizedText, *, explain: bool = True) -> Markup:
        """A text as HTML; words borrowed from another language carry their `lang`."""
        own = text.get(self.language.code)
        if own is not None:
            own = held(own)
            return self._glossary.mark(own, self.terms) if explain else escape(own)
        wording = text.wording(self.language.code)
        self.borrowed.add(wording.language)
        return Markup('<span lang="{}">{}</span>').format(wording.language, held(wording.text))

    def items(self, texts: Iterable[LocalizedText], *, explain: bool = True) -> Markup:
        """Texts as the items of a list."""
        return Markup("\n".join(f"<li>{self.text(text, explain=explain)}</li>" for text in texts))

    def series(self, names: Iterable[LocalizedText]) -> Markup:
        """Names in a row: A, B, C."""
        return Markup(", ".join(map(self.name, names)))

    def name(self, text: LocalizedText) -> Markup:
        """A name: as `text`, its acronyms left alone."""
        return self.text(text, explain=False)

    def plain(self, text: LocalizedText) -> str:
        """The words alone, for attributes, titles and indexes."""
        return text.wording(self.language.code).text

    def markdown(self, text: LocalizedText) -> Markup:
        """A Markdown text as safe HTML."""
        wording = text.wording(self.language.code)
        html = markdown_to_html(held(wording.text))
        if wording.borrowed:
            self.borrowed.add(wording.language)
            return Markup('<div lang="{}">{}</div>').format(wording.language, html)
        return self._glossary.mark_html(html, self.terms)

    def is_outdated(self, record: Record) -> bool:
        """Whether the record's texts in this language are older than in another."""
        return record.is_outdated(self.language.code)
