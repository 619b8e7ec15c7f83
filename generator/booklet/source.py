"""One edition as the data its Typst template reads: all it says, nothing of how it looks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic_core import to_json

from generator.booklet.bilingual import side_by_side
from generator.booklet.book import book
from generator.booklet.edition import SIDE_BY_SIDE, Edition, guide_for
from generator.booklet.leaflet import leaflet
from generator.booklet.plan import Common, Plan, plan_booklet
from generator.booklet.professional import guide_ressource
from generator.booklet.sentences import one_sentence_a_line
from generator.booklet.text import Json
from generator.guide import Guide


@dataclass(frozen=True, slots=True)
class BookletSource:
    """What Typst needs for one booklet: its data, and in its edition the layout to set it by."""

    edition: Edition
    data: Mapping[str, Json]

    @property
    def setting(self) -> Mapping[str, Json]:
        """What the templates must know before they see the data, the same for many booklets."""
        return {"layout": self.edition.layout}

    @property
    def text(self) -> str:
        """The data as JSON, the same for the same guide."""
        return to_json(self.data).decode()


def booklet_source(guide: Guide, edition: Edition, common: Common | None = None) -> BookletSource:
    """Everything one edition says, chosen, ordered, worded and escaped once, ready to be set.

    Made from the public guide, whatever is given; for professionals from the whole, and a
    ValueError where only the public one is given. Those that are given the same `common` make once
    what they have in common.
    """
    plan = plan_booklet(guide_for(guide, edition), edition, common)
    return BookletSource(edition, _data(plan))


def _data(plan: Plan) -> Mapping[str, Json]:
    match plan.edition.layout:
        case "large-print":
            return one_sentence_a_line(book(plan))
        case "guide-ressource":
            return guide_ressource(plan)
        case "leaflet":
            return leaflet(plan)
        case layout if layout == SIDE_BY_SIDE:
            return side_by_side(plan)
        case _:
            return book(plan)
