"""Contributors' Markdown as paragraphs and lists of texts: bold, lists and links, no more.

Whatever else looks like Markdown or HTML stays as it was written, and every pattern reads its
input once, so that no text can make it slow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from generator.booklet.text import Json, Text, joined, link, plain, strong
from generator.records.models import LocalizedText

_ITEM = re.compile(r"( *)(?:[-*+]|(\d{1,3})[.)]) +(?=\S)")
_DEEPEST = 3
"""How many lists may lie in each other; deeper ones read as text."""
_INLINE = re.compile(
    r"\*\*(?P<strong>[^*\s](?:[^*]*[^*\s])?)\*\*"
    r"|\[(?P<label>[^\[\]]+)\]\((?P<address>(?:https://|mailto:|tel:)[^\s()<>]+)\)"
    r"|\\(?P<escaped>[\\*\[\]_#`+.-])"
)


def prose(text: LocalizedText, language: str) -> Json:
    """A localized Markdown text as blocks, with the mark of the language it is borrowed from."""
    wording = text.wording(language)
    blocks = markdown_blocks(wording.text)
    if wording.borrowed:
        return {"blocks": blocks, "lang": wording.language, "mark": wording.language.upper()}
    return {"blocks": blocks}


def markdown_blocks(text: str) -> list[Json]:
    """Paragraphs `{"text": …}` and lists `{"list": "bullet" or "number", "items": [blocks, …]}`."""
    return list(_blocks(text.expandtabs(4).splitlines()))


def _blocks(lines: Sequence[str], opening: str = "", depth: int = 0) -> Iterator[Json]:
    """The blocks of some lines; `opening` begins a paragraph whatever it looks like."""
    paragraph = [opening] if opening else []
    items: list[tuple[bool, list[str]]] = []
    margin = 0
    for line in lines:
        found = _ITEM.match(line) if depth < _DEEPEST else None
        indent = len(line) - len(line.lstrip())
        if items and indent > margin:
            items[-1][1].append(line[min(indent, margin + 2) :])
        elif found:
            yield from _paragraph(paragraph)
            margin = len(found[1])
            items.append((found[2] is not None, [line[found.end() :]]))
        elif line.strip():
            if items and items[-1][1][-1].strip():
                items[-1][1].append(line)
                continue
            yield from _lists(items, depth)
            paragraph.append(line)
        elif items:
            items[-1][1].append("")
        else:
            yield from _paragraph(paragraph)
    yield from _paragraph(paragraph)
    yield from _lists(items, depth)


def _paragraph(lines: list[str]) -> Iterator[Json]:
    if lines:
        yield {"text": inline(" ".join(line.strip() for line in lines))}
    lines.clear()


def _lists(items: list[tuple[bool, list[str]]], depth: int) -> Iterator[Json]:
    """Neighbouring items of the same sort make one list."""
    for numbered, group in groupby(items, key=lambda item: item[0]):
        yield {
            "list": "number" if numbered else "bullet",
            "items": [list(_blocks(rest, first, depth + 1)) for _, (first, *rest) in group],
        }
    items.clear()


def inline(text: str) -> Text:
    """One paragraph: bold and links, everything else letter by letter."""
    runs: list[Text] = []
    end = 0
    for found in _INLINE.finditer(text):
        runs += _words(text[end : found.start()])
        if found["strong"]:
            runs.append(strong(inline(found["strong"])))
        elif found["label"]:
            runs.append(link(inline(found["label"]), found["address"]))
        else:
            runs += _words(found["escaped"])
        end = found.end()
    return joined([*runs, *_words(text[end:])], "")


def _words(text: str) -> list[Text]:
    return [plain(text)] if text else []
