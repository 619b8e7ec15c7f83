"""Types raw records into models, and words pydantic's refusals as problems of ours."""

from __future__ import annotations

import difflib
import re
import types
import typing
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from generator.problems import Problem
from generator.records.raw import RawGuide, RawRecord
from generator.records.reader import KeyPath, Value

# What pydantic adds to a location that no key of the file holds.
_INNER_STEPS = frozenset({"text", "languages", "[key]"})

_RULES = {
    "missing": "missing-field",
    "extra_forbidden": "unknown-field",
    "string_pattern_mismatch": "invalid-choice",
    "enum": "invalid-choice",
    "string_too_short": "empty-value",
    "too_short": "empty-value",
    "int_parsing": "invalid-number",
    "int_parsing_size": "invalid-number",
    "int_type": "invalid-number",
    "int_from_float": "invalid-number",
    "decimal_parsing": "invalid-number",
    "decimal_type": "invalid-number",
    "finite_number": "invalid-number",
    "bool_parsing": "invalid-choice",
    "bool_type": "invalid-choice",
    "greater_than_equal": "number-out-of-range",
    "less_than_equal": "number-out-of-range",
}

# Rules about one word, which a list or a mapping breaks by its shape.
_OF_ONE_WORD = frozenset(
    {"invalid-choice", "invalid-number", "invalid-date", "number-out-of-range"}
)

_SHAPES = {
    "string_type": "text",
    "tuple_type": "list",
    "list_type": "list",
    "dict_type": "mapping",
    "model_type": "mapping",
    "model_attributes_type": "mapping",
    "mapping_type": "mapping",
}


def validate_records(
    guide: RawGuide, records: Iterable[RawRecord]
) -> tuple[list[tuple[RawRecord, Any]], list[Problem]]:
    """Type each record; those with an error are left out, and each error is a problem."""
    typed: list[tuple[RawRecord, Any]] = []
    problems: list[Problem] = []
    for record in records:
        try:
            typed.append((record, record.model.model_validate(record.value)))
        except ValidationError as refusal:
            for detail in refusal.errors(include_url=False):
                problems.append(_problem(guide, record, detail))
    return typed, problems


def _problem(guide: RawGuide, record: RawRecord, detail: ErrorDetails) -> Problem:
    kind = detail["type"]
    path, found = _path_in_file(record.value, detail["loc"])
    context: Mapping[str, Any] = detail.get("ctx", {})
    rule = _RULES.get(kind, kind)
    if rule == "missing-field":
        return Problem(rule, guide.place(record, path), {"field": str(detail["loc"][-1])})
    if rule == "unknown-field":
        name = str(detail["loc"][-1])
        params = {"field": name, "suggestion": closest(name, _fields_at(record.model, path[:-1]))}
        return Problem(rule, guide.place(record, path, key=True), params)
    if found is None or (rule == "empty-value" and not isinstance(found, str)):
        return Problem("empty-value", guide.place(record, path, key=True), _named(path))
    if kind in _SHAPES or (rule in _OF_ONE_WORD and not isinstance(found, str)):
        params = {"expected": _SHAPES.get(kind, "text")}
        return Problem("wrong-shape", guide.place(record, path), params)
    if rule == "unknown-language":
        path = (*path, str(context["value"]))
        return Problem(rule, guide.place(record, path, key=True), {"value": str(path[-1])})
    return Problem(rule, guide.place(record, path), _params(rule, kind, found, path, context))


def _params(
    rule: str, kind: str, found: Value, path: KeyPath, context: Mapping[str, Any]
) -> dict[str, str]:
    """What fills the sentences of a rule about one value."""
    if rule == "invalid-choice":
        allowed = _allowed(kind, context)
        return {
            "value": str(found),
            "allowed": ", ".join(allowed),
            "suggestion": closest(str(found), allowed),
        }
    if rule == "invalid-number":
        return {"value": str(found)}
    if rule == "number-out-of-range":
        return {"value": str(found), "bound": str(context.get("ge", context.get("le", "")))}
    if rule == "empty-value":
        return _named(path)
    return {key: str(value) for key, value in context.items()}


def closest(word: str, known: Iterable[str]) -> str:
    """The known word most like `word`, or an empty text where none is near."""
    matches = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return matches[0] if matches else ""


def _named(path: KeyPath) -> dict[str, str]:
    """The key of a value, or the hyphen that stands before an item of a list."""
    return {"field": path[-1] if path and isinstance(path[-1], str) else "-"}


def _path_in_file(value: Value, loc: tuple[str | int, ...]) -> tuple[KeyPath, Value]:
    """The part of pydantic's location that the file holds, and the value found there."""
    path: list[str | int] = []
    current: Value = value
    for step in loc:
        if isinstance(current, dict) and step in current:
            path.append(step)
            current = current[str(step)]
        elif isinstance(current, list) and isinstance(step, int) and step < len(current):
            path.append(step)
            current = current[step]
        elif step in _INNER_STEPS:
            continue
        else:
            break
    return tuple(path), current


def _allowed(kind: str, context: Mapping[str, Any]) -> list[str]:
    if kind.startswith("bool"):
        return ["true", "false"]
    if kind == "enum":
        return re.findall(r"'([^']+)'", str(context.get("expected", "")))
    return str(context.get("pattern", "")).removeprefix("^(").removesuffix(")$").split("|")


def _fields_at(model: type[BaseModel], path: KeyPath) -> tuple[str, ...]:
    current: Any = model
    for step in path:
        if isinstance(step, int):
            current = _item_of(current)
        elif isinstance(current, type) and issubclass(current, BaseModel):
            hints = typing.get_type_hints(current)
            current = hints.get(step)
        current = _without_none(current)
    current = _without_none(current)
    if isinstance(current, type) and issubclass(current, BaseModel):
        return tuple(current.model_fields)
    return ()


def _item_of(annotation: Any) -> Any:
    arguments = typing.get_args(annotation)
    return arguments[0] if arguments else None


def _without_none(annotation: Any) -> Any:
    if typing.get_origin(annotation) in (typing.Union, types.UnionType):
        rest = [a for a in typing.get_args(annotation) if a is not type(None)]
        return rest[0] if rest else None
    return annotation
