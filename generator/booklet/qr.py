"""QR codes as SVG, drawn with the quiet zone that readers need, and what is said beside them."""

from __future__ import annotations

import io
from collections.abc import Iterable
from urllib.parse import urlsplit

import segno

from generator.booklet.text import Json, link, plain
from generator.language import Language
from generator.processes import shared

QUIET_ZONE = 4
"""Modules left white around the code, as ISO/IEC 18004 asks."""


def printed_code(language: Language, address: str) -> dict[str, Json]:
    """The code of an address, its alternative text, and the address to read and to follow."""
    parts = urlsplit(address)
    return {
        "svg": qr_svg(address),
        "alt": language.t("booklet.qr_alt", address=address),
        "address": link(plain(f"{parts.netloc}{parts.path}", longest=20), address),
    }


def draw_codes(addresses: Iterable[str], jobs: int) -> None:
    """Draw codes before they are asked for, by `jobs` processes: each takes some 10 ms."""
    missing = [address for address in dict.fromkeys(addresses) if address not in _drawn]
    _drawn.update(zip(missing, shared(_svg, missing, jobs), strict=True))


def qr_svg(address: str) -> str:
    """The code of an address, error level M, in black on white."""
    if address not in _drawn:
        _drawn[address] = _svg(address)
    return _drawn[address]


_drawn: dict[str, str] = {}
"""Codes by address: a fiche has the same in every booklet of a language."""


def _svg(address: str) -> str:
    code = segno.make_qr(address, error="m", boost_error=False)
    out = io.BytesIO()
    code.save(
        out,
        kind="svg",
        border=QUIET_ZONE,
        dark="#000",
        light="#fff",
        xmldecl=False,
        omitsize=True,
        svgclass=None,
        lineclass=None,
    )
    return out.getvalue().decode("ascii")
