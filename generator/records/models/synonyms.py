"""People's own words: which words mean the same, and which words lead to others."""

from __future__ import annotations

from typing import ClassVar, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from generator.records.models.base import Model, field
from generator.records.models.types import PlainText


class Synonyms(Model):
    """Words or short phrases that lead to each other in the search (content/synonyms/).

    Either `same`, which holds both ways, or `typed` and `finds`, which hold one way. The file is
    named after the language of its words; every language's search knows the words of all files.
    """

    kind_name: ClassVar[str] = "synonyms"

    same: tuple[PlainText, ...] = field(
        "Words that mean the same: each finds what the others find.",
        example=["nounou", "assistante maternelle"],
        default=(),
    )
    typed: tuple[PlainText, ...] = field(
        "Words people type.", example=["huissier", "lettre d’huissier"], default=()
    )
    finds: tuple[PlainText, ...] = field(
        "Words of the records that they also find; not the other way round.",
        example=["dettes", "surendettement"],
        default=(),
    )

    @model_validator(mode="after")
    def _leads_somewhere(self) -> Self:
        one_way = bool(self.typed) and bool(self.finds)
        none = not self.typed and not self.finds
        if not ((len(self.same) > 1 and none) or (not self.same and one_way)):
            raise PydanticCustomError("synonyms-incomplete", "refused")
        return self
