"""The words of the reference in one language: meanings of fields, names of shapes, headings."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

import yaml
from pydantic import BaseModel

from generator.reference.fields import FieldDoc

LANGUAGES = ("fr", "nl", "en")
"""The languages of the reference; English meanings are those of the models themselves."""


class ReferenceWords:
    """Words from `generator/locales/fields/<language>.yml`."""

    def __init__(self, language: str, words: Mapping[str, Any]) -> None:
        self.language = language
        self._words = words

    def has_meaning(self, field: FieldDoc) -> bool:
        """Whether the field is explained in this language."""
        return self.language == "en" or field.key in self.explained

    def meaning(self, field: FieldDoc) -> str:
        """What a field holds. KeyError if nobody has explained it in this language."""
        return field.meaning if self.language == "en" else str(self._words["fields"][field.key])

    @property
    def explained(self) -> frozenset[str]:
        """The keys of all fields this language explains."""
        return frozenset(self._words["fields"] or ())

    def model_name(self, model: type[BaseModel]) -> str:
        """What a kind of record, or a part of one, is called."""
        return str(self._words["models"][model.__name__][0])

    def model_meaning(self, model: type[BaseModel]) -> str:
        """What a kind of record, or a part of one, is."""
        return str(self._words["models"][model.__name__][1])

    def page(self, key: str) -> str:
        """A heading or a sentence of the pages themselves."""
        return str(self._words["page"][key])

    def type_name(self, kind: str) -> str:
        """A shape in plain words, perhaps with places to fill."""
        return str(self._words["types"][kind])

    def target(self, kind: str) -> str:
        """What a reference names: a record, or a word of a vocabulary."""
        return str(self._words["targets"].get(kind, self.page("word_of").format(vocabulary=kind)))


@cache
def reference_words(language: str) -> ReferenceWords:
    """The words of one of `LANGUAGES`, read once."""
    folder = resources.files("generator.locales").joinpath("fields")
    text = folder.joinpath(f"{language}.yml").read_text("utf-8")
    return ReferenceWords(language, yaml.safe_load(text))
