"""Texts in several languages: which words exist in which language, and which are borrowed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

SAME = "*"
"""The key under which a text holds words that are the same in every language."""

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z")
T = TypeVar("T", str, tuple[str, ...])


@dataclass(frozen=True, slots=True)
class Wording:
    """Words to show, the language they are in, and whether that is not the one asked for."""

    text: str
    language: str
    borrowed: bool = False


class _ByLanguage(Generic[T]):
    """Immutable pairs of language and words, in the order they were written."""

    __slots__ = ("_pairs",)

    def __init__(self, pairs: Mapping[str, T]) -> None:
        self._pairs: tuple[tuple[str, T], ...] = tuple(pairs.items())

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self._pairs == other._pairs

    def __hash__(self) -> int:
        return hash(self._pairs)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({dict(self._pairs)!r})"

    def __iter__(self) -> Iterator[tuple[str, T]]:
        return iter(self._pairs)

    def get(self, language: str) -> T | None:
        """The words written in `language`, or those that hold in every language, or None."""
        for key, words in self._pairs:
            if key in (language, SAME):
                return words
        return None

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages written, in order; `SAME` for a wording that serves all."""
        return tuple(key for key, _ in self._pairs)


class LocalizedText(_ByLanguage[str]):
    """A text per BCP 47 language, or one proper name that is the same in every language."""

    __slots__ = ()

    @classmethod
    def same(cls, text: str) -> LocalizedText:
        """A text that reads the same in every language."""
        return cls({SAME: text})

    def wording(self, language: str) -> Wording:
        """The words for a reader of `language`; borrowed from the first other language if none."""
        own = self.get(language)
        if own is not None:
            return Wording(own, language)
        other, text = self._pairs[0]
        return Wording(text, other, borrowed=True)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        text = core_schema.str_schema(min_length=1, strip_whitespace=True)
        mapping = core_schema.dict_schema(text, text, min_length=1)
        return core_schema.no_info_after_validator_function(
            cls._from_validated,
            core_schema.tagged_union_schema(
                {"text": text, "languages": mapping},
                discriminator=lambda v: "text" if isinstance(v, str) else "languages",
            ),
            serialization=core_schema.plain_serializer_function_ser_schema(cls._plain),
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"anyOf": [{"type": "string", "minLength": 1}, _mapping_of({"type": "string"})]}

    @classmethod
    def _from_validated(cls, value: str | dict[str, str]) -> LocalizedText:
        return cls.same(value) if isinstance(value, str) else cls(_known_languages(value))

    def _plain(self) -> str | dict[str, str]:
        pairs = dict(self._pairs)
        return pairs.get(SAME, pairs)


class LocalizedNames(_ByLanguage[tuple[str, ...]]):
    """Lists of names per language: aliases, former names, people's own words."""

    __slots__ = ()

    def all(self) -> tuple[str, ...]:
        """Every name of every language once, in the order written."""
        return tuple(dict.fromkeys(name for _, names in self._pairs for name in names))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        text = core_schema.str_schema(min_length=1, strip_whitespace=True)
        return core_schema.no_info_after_validator_function(
            cls._from_validated,
            core_schema.dict_schema(text, core_schema.tuple_variable_schema(text)),
            serialization=core_schema.plain_serializer_function_ser_schema(cls._plain),
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return _mapping_of({"type": "array", "items": {"type": "string", "minLength": 1}})

    @classmethod
    def _from_validated(cls, value: dict[str, tuple[str, ...]]) -> LocalizedNames:
        return cls(_known_languages(value))

    def _plain(self) -> dict[str, list[str]]:
        return {key: list(names) for key, names in self._pairs}


NO_NAMES = LocalizedNames({})


def _mapping_of(words: JsonSchemaValue) -> JsonSchemaValue:
    return {
        "type": "object",
        "minProperties": 1,
        "propertyNames": {"pattern": "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"},
        "additionalProperties": words,
    }


def _known_languages(value: dict[str, T]) -> dict[str, T]:
    for key in value:
        if not _LANGUAGE.match(key):
            raise PydanticCustomError("unknown-language", "not a language", {"value": key})
    return value
