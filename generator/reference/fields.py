"""What the models say of themselves: each field with its meaning, shape, example and counterparts.

A shape is what a contributor writes, not what Python makes of it. Both the tables and the JSON
Schemas are made from these values, so that they cannot disagree.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any, TypeAlias

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from generator.records.models import LocalizedNames, LocalizedText
from generator.records.models import types as small


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value. `kind` is a key of `types` in the words of the reference."""

    kind: str
    choices: tuple[str, ...] = ()
    target: str = ""
    """For a reference: the kind of record or vocabulary it names."""

    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class ListOf:
    """Values of one shape, at least `least` of them."""

    item: Shape
    least: int = 0


@dataclass(frozen=True, slots=True)
class ByLanguage:
    """One value for each language code."""

    item: Shape


@dataclass(frozen=True, slots=True)
class Part:
    """A mapping with keys of its own."""

    model: type[BaseModel]


Shape: TypeAlias = Scalar | ListOf | ByLanguage | Part


@dataclass(frozen=True, slots=True)
class FieldDoc:
    """All there is to say of one field; `key` names it in the words of the reference."""

    key: str
    name: str
    meaning: str
    shape: Shape
    required: bool
    default: str
    example: Any
    data_inclusion: str
    hsds: str
    professional: bool


# Compared with ==, since not every annotation can be a key of a mapping.
_ANNOTATIONS: tuple[tuple[Any, str], ...] = (
    (small.Slug, "id"),
    (small.Day, "day"),
    (small.PartialDate, "partial-date"),
    (small.WebAddress, "url"),
    (small.EmailAddress, "email"),
    (small.PhoneNumber, "phone"),
    (small.OsmHours, "hours"),
    (small.Siret, "siret"),
    (small.EnterpriseNumber, "bce"),
    (small.PlainText, "text"),
)
_CLASSES: Mapping[Any, str] = {
    str: "text",
    bool: "boolean",
    int: "integer",
    Decimal: "number",
    date: "day",
    LocalizedText: "localized-text",
    LocalizedNames: "localized-names",
}


@cache
def fields_of(model: type[BaseModel], *, own: bool = False) -> tuple[FieldDoc, ...]:
    """The fields of a model in the order they are declared; with `own`, not those it inherits."""
    hints = typing.get_type_hints(model, include_extras=True)
    return tuple(
        _field(model, name, info, hints[name])
        for name, info in model.model_fields.items()
        if not own or name in model.__annotations__
    )


def parts_of(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """The models that the fields of a model hold, each once, depth first."""
    seen: set[type[BaseModel]] = set()

    def visit(current: type[BaseModel]) -> Iterator[type[BaseModel]]:
        for field in fields_of(current):
            shape = field.shape
            while isinstance(shape, (ListOf, ByLanguage)):
                shape = shape.item
            if isinstance(shape, Part) and shape.model not in seen:
                seen.add(shape.model)
                yield shape.model
                yield from visit(shape.model)

    return visit(model)


def _field(model: type[BaseModel], name: str, info: FieldInfo, hint: Any) -> FieldDoc:
    extra = info.json_schema_extra
    assert isinstance(extra, dict), f"{model.__name__}.{name} is not documented"
    assert info.examples, f"{model.__name__}.{name} has no example"
    declared_in = next(
        base for base in model.__mro__ if name in vars(base).get("__annotations__", {})
    )
    return FieldDoc(
        key=f"{declared_in.__name__}.{name}",
        name=name,
        meaning=info.description or "",
        shape=_constrained(_shape(hint), info),
        required=info.is_required(),
        default=_default(info),
        example=info.examples[0],
        data_inclusion=str(extra["data_inclusion"]),
        hsds=str(extra["hsds"]),
        professional=bool(extra["professional"]),
    )


def _default(info: FieldInfo) -> str:
    """The value that holds when the key is left out, where there is one to speak of."""
    if isinstance(info.default, bool):
        return str(info.default).lower()
    return str(info.default) if isinstance(info.default, (str, int)) else ""


def _shape(hint: Any) -> Shape:
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Annotated:
        return _annotated(hint, arguments)
    if origin in (typing.Union, types.UnionType):
        return _shape(next(a for a in arguments if a is not type(None)))
    if origin is tuple:
        return ListOf(_shape(arguments[0]))
    if origin is not None and issubclass(origin, Mapping):
        return ByLanguage(_shape(arguments[1]))
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return Part(hint)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return Scalar("choice", choices=tuple(str(value) for value in hint))
    return Scalar(_CLASSES[hint])


def _annotated(hint: Any, arguments: tuple[Any, ...]) -> Shape:
    """A type of ours by its name; what it is built on for any other annotation."""
    reference = next((m for m in arguments if isinstance(m, small.Reference)), None)
    if reference is not None:
        return Scalar("reference", target=reference.kind)
    named = next((kind for known, kind in _ANNOTATIONS if known == hint), None)
    return Scalar(named) if named else _shape(arguments[0])


def _constrained(shape: Shape, info: FieldInfo) -> Shape:
    """The shape with the bounds declared beside it: choices, lowest and highest, least items."""
    bounds = {
        name: getattr(item, name)
        for item in info.metadata
        for name in ("pattern", "ge", "le", "min_length")
        if getattr(item, name, None) is not None
    }
    if isinstance(shape, ListOf):
        return ListOf(shape.item, bounds.get("min_length", 0))
    if isinstance(shape, Scalar) and "pattern" in bounds:
        choices = str(bounds["pattern"]).removeprefix("^(").removesuffix(")$").split("|")
        return Scalar("choice", choices=tuple(choices))
    if isinstance(shape, Scalar) and shape.kind == "integer":
        return Scalar("integer", low=bounds.get("ge"), high=bounds.get("le"))
    return shape
