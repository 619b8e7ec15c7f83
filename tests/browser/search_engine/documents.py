"""Documents as small as can be, for the search to find."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from generator.search import SearchDocument

BLANK = SearchDocument("", "", "scheme", "", "", "", (), (), "", (), (), (), (), False)

Find = Callable[..., list[dict[str, Any]]]
"""Asks a query, with what is near and what is filtered, and gives the results in their order."""


def document(record: str, title: str, **fields: Any) -> SearchDocument:
    """A document with these fields, and empty ones."""
    kind, identifier = record.split("/")
    return replace(
        BLANK, record=record, url=f"{kind}s/{identifier}/", kind=kind, title=title, **fields
    )


FSL = document(
    "scheme/fsl",
    "Fonds de solidarité logement",
    names=("FSL", "aide au loyer impayé"),
    keywords=("loyer", "caution", "expulsion"),
    summary="Une aide pour payer un loyer en retard, une caution ou une facture.",
    themes=("housing",),
    areas=("lens", "arras"),
    audiences=("tous-publics",),
)
FRANCE_TRAVAIL = document(
    "partner/france-travail",
    "France Travail",
    names=("ANPE", "Pôle emploi"),
    formerly=("ANPE", "Pôle emploi"),
    summary="Vous inscrire comme demandeur d’emploi et chercher un travail.",
    themes=("work",),
)
GARAGE = document(
    "scheme/garage",
    "Garage solidaire",
    keywords=("voiture", "réparer"),
    summary="Réparer sa voiture à petit prix, avec l’équipement du garage.",
    themes=("mobility",),
    areas=("lens",),
    audiences=("demandeurs-emploi",),
)
OLD = document(
    "scheme/old-loan",
    "Prêt pour le loyer",
    names=("FSL jeunes",),
    keywords=("loyer", "caution"),
    themes=("housing",),
    audiences=("jeunes",),
    closed=True,
)
WORD = document("term/fsl", "FSL", summary="Fonds de solidarité logement.")
SMALL = (FSL, FRANCE_TRAVAIL, GARAGE, OLD, WORD)
