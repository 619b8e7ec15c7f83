"""QR codes as SVG, drawn with the quiet zone that readers need."""

from __future__ import annotations

import io
from functools import lru_cache

import segno

QUIET_ZONE = 4
"""Modules left white around the code, as ISO/IEC 18004 asks."""


@lru_cache(maxsize=4096)  # a fiche has the same code in every booklet of a language
def qr_svg(address: str) -> str:
    """The code of an address, error level M, in black on white."""
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
