"""What holds a sentence together: spaces that never end or begin a line."""

import re

_TAG = re.compile(r"(<[^>]*>)")
_NBSP = "\u00a0"
_HELD = (("« ", f"«{_NBSP}"), *((f" {sign}", f"{_NBSP}{sign}") for sign in ":;?!»"))


def held(text: str) -> str:
    """The text with non-breaking spaces where French has a space by a sign.

    Authors write plain spaces; Dutch has none there, so the language need not be known.
    """
    for written, kept in _HELD:
        text = text.replace(written, kept)
    return text


def held_html(html: str) -> str:
    """As `held`, for the words between tags; tags and comments are left alone."""
    return "".join(piece if piece.startswith("<") else held(piece) for piece in _TAG.split(html))
