"""What holds a sentence together: spaces that never end or begin a line."""

_NBSP = "\u00a0"
_HELD = (("« ", f"«{_NBSP}"), *((f" {sign}", f"{_NBSP}{sign}") for sign in ":;?!»"))


def held(text: str) -> str:
    """The text with non-breaking spaces where French has a space by a sign.

    Authors write plain spaces; Dutch has none there, so the language need not be known.
    """
    for written, kept in _HELD:
        text = text.replace(written, kept)
    return text
