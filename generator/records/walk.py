"""Walks raw records along their model: which text is a reference, which is for readers.

Cross checks read the raw values, not the models, so that one wrong date does not hide an unknown
partner in the same file: every problem of a record is found in one run.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from pydantic import BaseModel

from generator.records.models.base import is_professional
from generator.records.models.text import LocalizedNames, LocalizedText
from generator.records.models.types import Reference
from generator.records.reader import KeyPath, Value


class ReferenceFound(NamedTuple):
    """A text at `path` that names a record or word of `kind`."""

    path: KeyPath
    kind: str
    value: str


class TextFound(NamedTuple):
    """Words for a reader at `path` in `language`; `names` tells a list of names from a text."""

    path: KeyPath
    language: str
    value: str
    names: bool
    professional: bool


Found = ReferenceFound | TextFound


@dataclass(frozen=True, slots=True)
class _Leaf:
    reference: str | None = None
    names: bool = False


@dataclass(frozen=True, slots=True)
class _Items:
    item: _Shape


@dataclass(frozen=True, slots=True)
class _Keys:
    shapes: tuple[tuple[str, _Shape, bool], ...]


_Shape = typing.Union["_Leaf", "_Items", "_Keys"]


def walk(model: type[BaseModel], value: Value) -> list[Found]:
    """Every reference and every reader's text in a raw record, in the order of the model."""
    found: list[Found] = []
    shape = _shape_of_model(model)
    if shape is not None:
        _walk(found, shape, value, (), professional=False)
    return found


def _walk(
    found: list[Found], shape: _Shape, value: Value, path: KeyPath, *, professional: bool
) -> None:
    if isinstance(shape, _Keys):
        if isinstance(value, dict):
            for name, child, is_hidden in shape.shapes:
                if name in value:
                    hidden = professional or is_hidden
                    _walk(found, child, value[name], (*path, name), professional=hidden)
    elif isinstance(shape, _Items):
        if isinstance(value, list):
            for index, item in enumerate(value):
                _walk(found, shape.item, item, (*path, index), professional=professional)
    elif shape.reference is not None:
        if isinstance(value, str):
            found.append(ReferenceFound(path, shape.reference, value))
    else:
        found.extend(_texts(shape, value, path, professional))


def _texts(shape: _Leaf, value: Value, path: KeyPath, professional: bool) -> Iterator[TextFound]:
    if isinstance(value, str):
        yield TextFound(path, "*", value, shape.names, professional)
    elif isinstance(value, dict):
        for language, words in value.items():
            if isinstance(words, str):
                yield TextFound((*path, language), language, words, shape.names, professional)
            elif isinstance(words, list):
                for index, word in enumerate(words):
                    if isinstance(word, str):
                        where = (*path, language, index)
                        yield TextFound(where, language, word, shape.names, professional)


@cache
def _shape_of_model(model: type[BaseModel]) -> _Keys | None:
    hints = typing.get_type_hints(model, include_extras=True)
    shapes = []
    for name in model.model_fields:
        shape = _shape_of(hints[name])
        if shape is not None:
            shapes.append((name, shape, is_professional(model, name)))
    return _Keys(tuple(shapes)) if shapes else None


def _shape_of(annotation: object) -> _Shape | None:
    if annotation is LocalizedText:
        return _Leaf()
    if annotation is LocalizedNames:
        return _Leaf(names=True)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _shape_of_model(annotation)
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        marker = next((m for m in arguments[1:] if isinstance(m, Reference)), None)
        return _Leaf(reference=marker.kind) if marker else _shape_of(arguments[0])
    if origin in (typing.Union, types.UnionType):
        found = [_shape_of(argument) for argument in arguments if argument is not type(None)]
        return found[0] if found else None
    if origin is tuple:
        item = _shape_of(arguments[0])
        return _Items(item) if item is not None else None
    return None
