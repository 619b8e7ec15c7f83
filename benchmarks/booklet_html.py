"""A booklet of fiches as one HTML page for print: what a peer needs to set the same words.

It reads the data that our Typst templates read (`BookletSource.data`), so both say the same, in
the same order, with the same codes to scan. `booklet.css` gives it our sizes, typeface, heads and
breaks. What only our layout has is left out: the words of the needs beside the thumb marks on the
cover, and the ruled pages that fill the last sheet.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

from generator.booklet.glyphs import FONTS
from generator.booklet.text import heard

Data = Mapping[str, Any]
STYLE = Path(__file__).resolve().parent / "booklet.css"
_HUES = {
    "terracotta": "#a63d1e", "olive": "#5c6611", "rose": "#b3224f", "blue": "#14599e",
    "indigo": "#43429e", "violet": "#7a2e99", "ochre": "#855600", "magenta": "#a81e8a",
    "teal": "#00655c", "green": "#25682b",
}  # fmt: skip


def booklet_html(data: Data) -> str:
    """The booklet as one page that stands alone but for the fonts, which it names by file."""
    about, words, note = data["document"], data["words"], data["directory_note"]
    body = (
        _cover(data),
        _chapter(words["emergencies"], _emergencies(data), target="emergencies"),
        _chapter(words["contents"], _contents(data)),
        *(_section(section) for section in data["sections"]),
        _chapter(words["directory"], _directory(data), target="directory", lead=note),
        _chapter(words["glossary"], _glossary(data["glossary"]), target="glossary"),
        _chapter(words["index"], _index(data["index"]), target="index"),
        f'<section class="colophon">{_paragraphs(data["colophon"])}</section>',
        _back(data),
    )
    return "\n".join(
        (
            f'<!doctype html>\n<html lang="{data["language"]}">\n<head><meta charset="utf-8">',
            f"<title>{escape(about['title'])}</title>",
            f'<meta name="author" content="{escape(about["author"])}">',
            f'<meta name="description" content="{escape(about["description"])}">',
            f"<style>{_fonts()}{STYLE.read_text(encoding='utf-8')}{_colours(data)}</style></head>",
            f"<body>{''.join(body)}</body>\n</html>\n",
        )
    )


def _fonts() -> str:
    faces = (("Regular", 400), ("Bold", 700))
    return "".join(
        '@font-face { font-family: "Atkinson Hyperlegible Next"; '
        f"font-weight: {weight}; src: url({file.as_uri()}) }}\n"
        for name, weight in faces
        for file in FONTS.glob(f"*Next-{name}.ttf")
    )


def _colours(data: Data) -> str:
    """For each need its colour and, at its height on the outer edge, its thumb mark."""
    rules = []
    for section in data["sections"]:
        hue, name = _HUES[section["hue"]], f"need-{section['position']}"
        top, height = _thumb(section, data)
        # A margin box begins below the top margin of 17 mm.
        mark = f'content: ""; background: {hue}; width: 7mm; height: {height:.2f}mm;'
        mark += f" margin-top: {top - 17:.2f}mm;"
        rules.append(
            f".{name} {{ page: {name}; --hue: {hue} }}\n"
            f"@page {name}:left {{ @top-left {{ color: {hue} }}"
            f" @left-top {{ {mark} margin-right: auto }} }}\n"
            f"@page {name}:right {{ @top-right {{ color: {hue} }}"
            f" @right-top {{ {mark} margin-left: auto }} }}\n"
        )
    return "".join(rules)


def _thumb(section: Data, data: Data) -> tuple[float, float]:
    """Where the mark of a need begins and how high it is, in mm."""
    room = (210 - 52) / data["chapters"]
    return 28 + section["position"] * room, room - 2


def _cover(data: Data) -> str:
    front = data["cover"]
    subtitle = f'<p class="subtitle">{_say(front["subtitle"])}</p>' if front["subtitle"] else ""
    place = escape("".join(heard(front["place"]).words))
    marks = "".join(
        f'<i style="top: {top:.2f}mm; height: {height:.2f}mm; background: {_HUES[hue]}"></i>'
        for hue, (top, height) in ((one["hue"], _thumb(one, data)) for one in data["sections"])
    )
    return (
        f'<section class="cover" data-place="{place}">'
        f'<p class="title">{_say(front["title"])}</p>{subtitle}'
        f'<div class="foot"><p>{_say(front["kind"])}</p>'
        f'<p class="place">{_say(front["place"])}</p><p>{_say(front["date"])}</p></div>'
        f"{marks}</section>"
    )


def _chapter(
    name: Data, body: str, *, target: str = "", lead: Data | None = None, kind: str = ""
) -> str:
    said = f'<p class="lead">{_say(lead)}</p>' if lead else ""
    heading = f"<h1{_anchor(target)}>{_say(name)}</h1>"
    return f'<section class="chapter {kind}">{heading}{said}{body}</section>'


def _emergencies(data: Data) -> str:
    read = "".join(f"<li>{_say(one)}</li>" for one in data["how_to_read"])
    heading = f"<h2>{_say(data['words']['how_to_read'])}</h2>"
    return f'{_numbers(data)}<div class="how-to-read">{heading}<ul>{read}</ul></div>'


def _numbers(data: Data) -> str:
    return "".join(
        f'<div class="number"><p class="dial">{_say(one["number"])}</p>'
        f"<p><strong>{_say(one['label'])}</strong><br>{_say(one['description'])}</p></div>"
        for one in data["emergencies"]
    )


def _contents(data: Data) -> str:
    def row(target: str, name: Data, kind: str) -> str:
        return f'<li class="{kind}"><a href="#{escape(target)}">{_say(name)}</a></li>'

    words = data["words"]
    rows = [row("emergencies", words["emergencies"], "whole")]
    for section in data["sections"]:
        rows.append(row(section["id"], section["name"], f"whole need-hue-{section['position']}"))
        rows += [row(one["id"], one["name"], "fiche-row") for one in section["fiches"]]
    rows += [row(key, words[key], "whole") for key in ("directory", "glossary", "index")]
    return f'<ul class="contents">{"".join(rows)}</ul>'


def _section(section: Data) -> str:
    fiches = "".join(_fiche(one) for one in section["fiches"])
    kind = f"need need-{section['position']}"
    lead = section["description"]
    return _chapter(section["name"], fiches, target=section["id"], lead=lead, kind=kind)


def _fiche(one: Data) -> str:
    code, anchor = _code(one["qr"]), _anchor(one["id"])
    country = f'<p class="country">{_say(one["country"])}</p>' if one["country"] else ""
    blocks = "".join(
        f"<h3>{_say(block['heading'])}</h3>{''.join(map(_part, block['parts']))}"
        for block in one["blocks"]
    )
    ring = "ring full" if one["status"]["verified"] else "ring"
    return (
        f"<article><header><h2{anchor}>{_say(one['name'])}</h2>{country}"
        f"<p>{_say(one['summary'])}</p>{code}</header>{blocks}"
        f'<p class="status"><i class="{ring}"></i> {_say(one["status"]["text"])} · '
        f"{_say(one['qr']['address'])}</p></article>"
    )


def _code(code: Data) -> str:
    source = f"data:image/svg+xml,{quote(code['svg'])}"
    return f'<img class="code" alt="{escape(code["alt"])}" src="{source}">'


def _items(tag: str, kind: str = "") -> Callable[[Data], str]:
    def make(part: Data) -> str:
        rows = "".join(f"<li>{_say(one)}</li>" for one in part["items"])
        return f'<{tag} class="{kind}">{rows}</{tag}>'

    return make


def _amounts(part: Data) -> str:
    rows = "".join(
        f"<p>{_say(row['label'])}<br><strong>{_say(row['figure'])}</strong>"
        f" <small>{_say(row['as_of'])}</small></p>"
        for row in part["rows"]
    )
    return f'<div class="amounts">{rows}</div>'


def _prose(part: Data) -> str:
    def blocks(found: Sequence[Data]) -> str:
        return "".join(map(one, found))

    def one(block: Data) -> str:
        if "text" in block:
            return f"<p>{_say(block['text'])}</p>"
        tag = "ol" if block["list"] == "number" else "ul"
        return f"<{tag}>{''.join(f'<li>{blocks(item)}</li>' for item in block['items'])}</{tag}>"

    body = part["body"]
    if "lang" in body:
        return f'<div lang="{body["lang"]}">{blocks(body["blocks"])}{_mark(body["mark"])}</div>'
    return blocks(body["blocks"])


_PARTS: Mapping[str, Callable[[Data], str]] = {
    "bullets": _items("ul"),
    "checks": _items("ul", "checks"),
    "steps": _items("ol"),
    "prose": _prose,
    "line": lambda part: f"<p>{_say(part['text'])}</p>",
    "lines": lambda part: _paragraphs(part["items"]),
    "flow": lambda part: f"<p>{' · '.join(map(_say, part['items']))}</p>",
    "amounts": _amounts,
}


def _part(part: Data) -> str:
    return _PARTS[part["kind"]](part)


def _paragraphs(texts: Sequence[Data]) -> str:
    return "".join(f"<p>{_say(text)}</p>" for text in texts)


def _directory(data: Data) -> str:
    names = ("name", "address", "call_or_visit")
    head = "".join(f'<th scope="col">{_say(data["words"][name])}</th>' for name in names)
    bodies = []
    for kind in data["directory"]:
        title = f'<th scope="rowgroup" colspan="3"{_anchor(kind["id"])}>{_say(kind["name"])}'
        rows = "".join(map(_row, kind["rows"]))
        bodies.append(f'<tbody><tr class="kind">{title}</th></tr>{rows}</tbody>')
    return f"<table><thead><tr>{head}</tr></thead>{''.join(bodies)}</table>"


def _row(row: Data) -> str:
    site = f"<br>{_say(row['site'])}" if row["site"] else ""
    name = f"<td{_anchor(row['id'])}><strong>{_say(row['name'])}</strong>{site}</td>"
    address, reach = ("<br>".join(map(_say, row[key])) for key in ("address", "reach"))
    kind = ' class="long"' if row["long"] else ""
    return f"<tr{kind}>{name}<td>{address}</td><td>{reach}</td></tr>"


def _glossary(terms: Sequence[Data]) -> str:
    rows = []
    for one in terms:
        expansion = f"{_say(one['expansion'])}<br>" if one["expansion"] else ""
        pages = " ".join(map(_say, one["pages"]))
        explained = f"{expansion}{_say(one['explanation'])} {pages}"
        rows.append(f"<dt>{_say(one['term'])}</dt><dd>{explained}</dd>")
    return f"<dl>{''.join(rows)}</dl>"


def _index(groups: Sequence[Data]) -> str:
    rows = []
    for group in groups:
        letter = group["letter"]
        said = escape(letter) if isinstance(letter, str) else _say(letter)
        rows.append(f'<p class="letter">{said}</p>')
        for entry in group["entries"]:
            pages = "".join(f", {_page(one['page'])}" for one in entry["pages"])
            rows.append(f"<p>{_say(entry['text'])}{pages}</p>")
    return f'<div class="index">{"".join(rows)}</div>'


def _back(data: Data) -> str:
    title = f'<p class="heading">{_say(data["words"]["emergencies"])}</p>'
    said = "<br>".join(_say(data["cover"][key]) for key in ("guide", "date"))
    foot = f"{_code(data['back'])}<p>{_say(data['back']['address'])}</p><p>{said}</p>"
    return f'<section class="back">{title}{_numbers(data)}<div class="foot">{foot}</div></section>'


def _anchor(target: str | None) -> str:
    return f' id="{escape(target)}"' if target else ""


def _page(target: str) -> str:
    return f'<a class="page" href="#{escape(target)}"></a>'


def _mark(code: str) -> str:
    return f' <span class="mark">{escape(code)}</span>'


def _say(run: Any) -> str:
    """A text of the booklet, run by run, as `say` of our templates sets it."""
    if isinstance(run, str):
        return escape(run)
    if "missing" in run:
        return escape(run["missing"])
    if "page" in run:
        return _page(run["page"])
    if "cut" in run:
        return "<wbr>".join(map(_say, run["cut"]))
    body = "".join(map(_say, run["say"]))
    if "link" in run:
        body = f'<a href="{escape(run["link"])}">{body}</a>'
    if "strong" in run:
        body = f"<strong>{body}</strong>"
    if "lang" in run:
        body = f'<span lang="{run["lang"]}">{body}</span>'
    return body + _mark(run["mark"]) if "mark" in run else body
