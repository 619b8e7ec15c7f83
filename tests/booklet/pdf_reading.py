"""Reading a PDF back: its words, bookmarks and codes, as a person or a telephone would."""

from __future__ import annotations

import ctypes
import re
from dataclasses import dataclass
from functools import lru_cache

import pypdfium2
import pypdfium2.raw as raw
import zxingcpp


def page_sizes(content: bytes) -> list[tuple[float, float]]:
    """Width and height of each page, in points."""
    document = pypdfium2.PdfDocument(content)
    return [document[number].get_size() for number in range(len(document))]


@lru_cache(maxsize=4)
def pages(content: bytes) -> tuple[str, ...]:
    """The words of each page, white space folded."""
    document = pypdfium2.PdfDocument(content)
    texts = (document[number].get_textpage().get_text_range() for number in range(len(document)))
    return tuple(re.sub(r"\s+", " ", text).strip() for text in texts)


def letters(text: str) -> str:
    """A text without white space or hyphens: what is left when lines may break anywhere."""
    return re.sub(r"[\s\u00ad\u200b\ufffe\x02-]+", "", text)


@lru_cache(maxsize=4)
def bookmarks(content: bytes) -> tuple[tuple[int, str, int], ...]:
    """Depth, words and page number (both from 1) of each bookmark, in order."""
    found = []
    for mark in pypdfium2.PdfDocument(content).get_toc():
        target = mark.get_dest()
        assert target is not None
        number = target.get_index()
        assert number is not None
        found.append((mark.level + 1, re.sub(r"\s+", " ", mark.get_title()), number + 1))
    return tuple(found)


def codes(content: bytes, scale: float = 2.5) -> list[tuple[int, str]]:
    """Page number and words of each QR code that a decoder finds on the rendered pages."""
    document = pypdfium2.PdfDocument(content)
    found = []
    for number in range(len(document)):
        bitmap = document[number].render(scale=scale, grayscale=True)
        picture = memoryview(bitmap.buffer).cast("B").cast("B", (bitmap.height, bitmap.stride))
        for code in zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode):
            found.append((number + 1, code.text))
    return found


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter as it is set: on which page, how large, where its left, right and foot are."""

    page: int
    text: str
    size: float
    left: float
    right: float
    foot: float


def set_letters(content: bytes) -> list[Letter]:
    """Every letter of the document that leaves ink, in reading order; all figures in points."""
    document = pypdfium2.PdfDocument(content)
    found = []
    for number in range(len(document)):
        page = document[number].get_textpage()
        for index in range(page.count_chars()):
            text = page.get_text_range(index, 1)
            if text.strip():
                left, _, right, _ = page.get_charbox(index)
                foot = ctypes.c_double()
                raw.FPDFText_GetCharOrigin(page, index, ctypes.c_double(), foot)
                size = raw.FPDFText_GetFontSize(page, index)
                found.append(Letter(number + 1, text, size, left, right, foot.value))
    return found


def words_outside(content: bytes) -> list[str]:
    """Words set partly outside their page, which no printer would show."""
    document = pypdfium2.PdfDocument(content)
    found = []
    for number in range(len(document)):
        page = document[number]
        width, height = page.get_size()
        text = page.get_textpage()
        for index in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(index)
            if left < 0 or bottom < 0 or right > width or top > height:
                found.append(f"{number + 1}: {text.get_text_bounded(left, bottom, right, top)}")
    return found
