"""Which kinds of records the reference explains, and in which files of a guide they stand."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import BaseModel

from generator.records.models import (
    Area,
    EditionSeries,
    GuideSettings,
    Partner,
    PartnerKind,
    Question,
    Scheme,
    Source,
    Step,
    Synonyms,
    Term,
    Theme,
    Word,
)
from generator.records.models.vocabulary import SchemeKind
from generator.records.pages import PageHead


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record: its model, the files that hold it, one in a file or a list of them."""

    model: type[BaseModel]
    schema: str
    files: tuple[str, ...]
    is_list: bool = True


KINDS = (
    Kind(Scheme, "scheme", ("content/schemes/*.yaml",), is_list=False),
    Kind(Partner, "partners", ("partners.yaml",)),
    Kind(Area, "areas", ("content/areas/*.yaml",)),
    Kind(Term, "glossary", ("content/glossary/*.yaml",)),
    Kind(Source, "sources", ("content/sources/*.yaml",)),
    Kind(EditionSeries, "editions", ("content/editions.yaml",)),
    Kind(Question, "self-check", ("content/self-check.yaml",)),
    Kind(Theme, "themes", ("content/vocabularies/themes.yaml",)),
    Kind(PartnerKind, "partner-kinds", ("content/vocabularies/partner-kinds.yaml",)),
    Kind(SchemeKind, "scheme-kinds", ("content/vocabularies/scheme-kinds.yaml",)),
    Kind(Step, "pathway", ("content/vocabularies/pathway.yaml",)),
    Kind(
        Word,
        "words",
        tuple(
            f"content/vocabularies/{name}.yaml"
            for name in (
                "applicants",
                "audiences",
                "fees",
                "obstacles",
                "reception-modes",
                "request-modes",
                "topics",
            )
        ),
    ),
    Kind(Synonyms, "synonyms", ("content/synonyms/*.yaml",)),
    Kind(GuideSettings, "guide", ("content/guide.yaml",), is_list=False),
    Kind(PageHead, "page", ("content/pages/*/**/*.md",), is_list=False),
)
"""Every kind, in the order of the reference. Of a page, only the head is a record."""
