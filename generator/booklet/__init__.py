"""Booklets: a guide's records on paper, one PDF for each edition, set by Typst."""

from generator.booklet.batch import write_booklets
from generator.booklet.edition import Edition, editions
from generator.booklet.press import Press
from generator.booklet.source import BookletSource, booklet_source
from generator.booklet.typeset import UnsettledError, typeset, write_booklet

__all__ = [
    "BookletSource",
    "Edition",
    "Press",
    "UnsettledError",
    "booklet_source",
    "editions",
    "typeset",
    "write_booklet",
    "write_booklets",
]
