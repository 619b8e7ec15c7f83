"""The questions and the records that answer them: written by hand, apart from the synonyms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

FOLDER = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Query:
    """What a person types, what kind of words that is, and every record that is a fair answer."""

    text: str
    kind: str
    accepted: frozenset[str]


def read_queries(language: str) -> tuple[Query, ...]:
    """The queries of one language, as `<language>.yaml` lists them."""
    entries = yaml.safe_load((FOLDER / f"{language}.yaml").read_text(encoding="utf-8"))
    return tuple(Query(e["query"], e["kind"], frozenset(e["accepted"])) for e in entries)


@dataclass(frozen=True, slots=True)
class Score:
    """Success within the first three and mean reciprocal rank, both from 0 to 1."""

    success_at_3: float
    reciprocal_rank: float
    queries: int


def rank(query: Query, found: Sequence[str]) -> int:
    """The place of the first fair answer, from 1; 0 when there is none."""
    return next((place for place, ref in enumerate(found, 1) if ref in query.accepted), 0)


def score(ranks: Sequence[int]) -> Score:
    """What the ranks of all queries amount to."""
    count = len(ranks) or 1
    success = sum(0 < place <= 3 for place in ranks) / count
    return Score(success, sum(1 / place for place in ranks if place) / count, len(ranks))
