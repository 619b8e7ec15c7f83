"""One page about a record: its head values, the facts its templates share, and its HTML.

A page is a value; `writer` puts it into the frame of its section and on disk.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any
from urllib.parse import quote

from babel import Locale
from babel.core import UnknownLocaleError
from markupsafe import Markup

from generator.addresses import absolute, address, edit_address, language_prefix, site_path
from generator.coverage import Helper, PlaceHelpers, by_kind, is_local
from generator.guide import Guide
from generator.language import Language, language
from generator.pages.booklet import Booklet
from generator.records.models import Area, Citation, Partner, Record, Scheme, Site, Theme
from generator.records.models.common import Closure
from generator.render import Glossary, Voice, template


@dataclass(frozen=True, slots=True)
class Page:
    """A finished page: where it goes under its language, what its head says, its article."""

    path: str
    title: str
    description: str
    article: str


@dataclass(frozen=True, slots=True)
class Up:
    """The link back to where a reader most likely came from."""

    url: str
    label: str


@dataclass(frozen=True, slots=True)
class Piece:
    """HTML that many pages share, and the languages it borrows words from."""

    html: Markup
    borrowed: frozenset[str]


@dataclass(frozen=True)
class LanguageSite:
    """A guide in one language: what every page of that language is made with."""

    guide: Guide
    language: Language
    booklets: tuple[Booklet, ...] = ()
    pieces: dict[tuple[str, str], dict[object, Piece]] = field(
        default_factory=lambda: defaultdict(dict), compare=False, repr=False
    )
    """HTML that many pages share: by template and depth, then by what it was made from."""

    @classmethod
    def of(cls, guide: Guide, code: str, booklets: tuple[Booklet, ...] = ()) -> LanguageSite:
        """The site of `guide` in the language `code`, with the booklets it offers."""
        return cls(guide, language(code), booklets)

    @cached_property
    def glossary(self) -> Glossary:
        """The acronyms to explain in this language."""
        return Glossary(self.guide.terms_by_id, self.language.code)

    @cached_property
    def prefix(self) -> str:
        """Where the language starts under the site's root: `` or `nl/`."""
        return language_prefix(self.guide, self.language.code)

    @cached_property
    def has_booklet_files(self) -> bool:
        """Whether the site holds the file of a booklet at least."""
        return any(booklet.file for booklet in self.booklets)

    def voice(self) -> Voice:
        """A fresh voice for one page."""
        return Voice(self.guide, self.language, self.glossary)

    def root_of_site(self, depth: int) -> str:
        """The relative way from a page `depth` folders below its language up to the site's root."""
        return "../" * (depth + (1 if self.prefix else 0))


@dataclass(frozen=True)
class PageFacts:
    """What templates may ask about the page they fill."""

    site: LanguageSite
    kind: str
    ref: str
    depth: int = 2
    record: Record | None = None
    hue: str = ""
    areas: tuple[str, ...] = ()
    ancestors: tuple[str, ...] = ()
    up: Up | None = None

    @property
    def root_of_site(self) -> str:
        """The relative way to the root of the whole site, for assets."""
        return self.site.root_of_site(self.depth)

    @property
    def outdated(self) -> bool:
        """Whether this language's text is older than another's."""
        return self.record is not None and self.record.is_outdated(self.site.language.code)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The record's sources, those named by id filled in from the shared ones."""
        if self.record is None:
            return ()
        return tuple(_resolved(self.site.guide, citation) for citation in self.record.sources)

    @property
    def edit_address(self) -> str:
        """Where one edits the record's file."""
        return edit_address(self.site.guide, self.ref)

    @property
    def report_address(self) -> str:
        """A letter to the guide that already says which page it is about."""
        assert self.record is not None
        guide, lang = self.site.guide, self.site.language
        page = absolute(guide, site_path(guide, lang.code, self.record))
        subject = lang.t("actions.report_subject", ref=self.ref)
        body = lang.t("actions.report_body", page=page)
        return f"mailto:{guide.settings.report_email}?subject={quote(subject)}&body={quote(body)}"

    @property
    def booklet_address(self) -> str:
        """A letter to the guide that asks for a booklet on paper."""
        guide, lang = self.site.guide, self.site.language
        subject, body = lang.t("booklets.ask_subject"), lang.t("booklets.ask_body")
        return f"mailto:{guide.settings.report_email}?subject={quote(subject)}&body={quote(body)}"

    def body_name(self, body: str) -> str:
        """The name of the body that confirmed a record: a partner's, or as written."""
        partner = self.site.guide.partners_by_id.get(body)
        return partner.name.wording(self.site.language.code).text if partner else body

    def coming_closures(self, place: Site) -> tuple[Closure, ...]:
        """Closures that are not over on the day of the build."""
        return tuple(c for c in place.closures if c.last >= self.site.guide.as_of)

    def language_names(self, codes: tuple[str, ...]) -> str:
        """Names of languages in this page's language."""
        return ", ".join(_language_name(code, self.site.language.code) for code in codes)


@dataclass(frozen=True)
class _Globals:
    """Names every template may use, bound to one page."""

    facts: PageFacts
    voice: Voice
    root: str = field(default="")

    def as_context(self) -> dict[str, Any]:
        lang = self.facts.site.language
        return {
            "page": self.facts,
            "voice": self.voice,
            "language": lang,
            "t": lang.t,
            "url": lambda record: self.root + address(record),
            "root": self.root,
            "guide": self.facts.site.guide,
            "scheme_items": partial(self._schemes, "scheme_item.html"),
            "scheme_lines": partial(self._schemes, "scheme_line.html"),
            "helper_items": self._helpers,
            "links": self._links,
            "place_group": self._place_group,
            "services": self._services,
        }

    def _links(self, records: Iterable[Scheme | Partner | Area]) -> Markup:
        """Records in a row, each name leading to its page."""
        # An address holds nothing to escape: ids and codes only.
        return Markup(
            ", ".join(
                f'<a href="{self.root}{address(it)}">{self.voice.name(it.name)}</a>'
                for it in records
            )
        )

    def _place_group(self, group: PlaceHelpers, is_only: bool) -> Markup:
        """Who helps in one place, folded unless it is the only one."""
        key = (group.place.id, is_only, *(_key(helper) for helper in group.helpers))
        return self._shared("place_group.html", key, {"group": group, "is_only": is_only})

    def _services(self, helpers: Sequence[Helper]) -> Markup:
        """The interlocutors of a place by kind, those of a whole region or country folded."""
        guide = self.facts.site.guide
        local = [helper for helper in helpers if is_local(guide, helper.partner)]
        wider = [helper for helper in helpers if not is_local(guide, helper.partner)]
        values = {"kinds": by_kind(guide, local), "wider": by_kind(guide, wider)}
        return self._shared("services.html", tuple(map(_key, helpers)), values)

    def _schemes(self, file: str, schemes: Iterable[Scheme]) -> Markup:
        """Schemes as the items of a list, short or long."""
        return self._items(file, "scheme", ((scheme.id, scheme) for scheme in schemes))

    def _helpers(self, helpers: Iterable[Helper]) -> Markup:
        """Partners that help, each with the place it is competent for, as the items of a list."""
        return self._items("helper_item.html", "helper", ((_key(h), h) for h in helpers))

    def _items(self, file: str, name: str, keyed: Iterable[tuple[object, object]]) -> Markup:
        """Records with a key each, one shared piece after the other."""
        known = self.facts.site.pieces[file, self.root]
        found = [known.get(key) or self._piece(file, key, {name: it}) for key, it in keyed]
        self.voice.borrowed.update(*(piece.borrowed for piece in found if piece.borrowed))
        return Markup("\n".join([piece.html for piece in found]))

    def _shared(self, file: str, key: object, values: Mapping[str, Any]) -> Markup:
        """One shared piece."""
        known = self.facts.site.pieces[file, self.root].get(key)
        piece = known or self._piece(file, key, values)
        self.voice.borrowed |= piece.borrowed
        return piece.html

    def _piece(self, file: str, key: object, values: Mapping[str, Any]) -> Piece:
        """Render, and keep, what is the same on every page of this depth."""
        site, voice = self.facts.site, self.facts.site.voice()
        context = _Globals(self.facts, voice, self.root).as_context()
        html = template(file).render({**context, **values})
        piece = Piece(Markup(html), frozenset(voice.borrowed))
        site.pieces[file, self.root][key] = piece
        return piece


def _key(helper: Helper) -> tuple[str, str]:
    """What tells one helper of a place from another."""
    return helper.partner.id, helper.by.id if helper.by else ""


def render_page(
    facts: PageFacts, file: str, title: str, description: str, values: Mapping[str, Any]
) -> Page:
    """Fill a template with a page's values, then frame it with the notices its body called for."""
    voice = facts.site.voice()
    context = _Globals(facts, voice, "../" * facts.depth).as_context()
    body = template(file).render({**context, **values})
    article = template("frame.html").render({**context, "body": Markup(body)})
    path = _path_of(facts)
    return Page(path, title, description, article)


def render_fragment(site: LanguageSite, depth: int, file: str, values: Mapping[str, Any]) -> str:
    """Fill a template that goes inside a Markdown page `depth` folders below its language."""
    facts = PageFacts(site, file.removesuffix(".html"), "", depth)
    context = _Globals(facts, site.voice(), "../" * depth).as_context()
    return template(file).render({**context, **values})


def _path_of(facts: PageFacts) -> str:
    if facts.record is not None:
        return address(facts.record)
    kind, _, identifier = facts.ref.partition("/")
    return f"{kind}s/{identifier}/"


def _resolved(guide: Guide, citation: Citation) -> Citation:
    source = guide.sources.get(citation.source or "")
    if source is None:
        return citation
    known = {
        "title": citation.title or source.title,
        "publisher": citation.publisher or source.publisher,
        "url": citation.url or source.url,
        "date": citation.date or source.date,
        "language": citation.language or source.language,
    }
    return citation.model_copy(update=known)


def _language_name(code: str, reader: str) -> str:
    try:
        return Locale.parse(code, sep="-").get_display_name(reader) or code
    except (UnknownLocaleError, ValueError):
        return code


def theme_of(guide: Guide, theme_id: str) -> Theme:
    """The need of an id."""
    return next(theme for theme in guide.themes if theme.id == theme_id)
