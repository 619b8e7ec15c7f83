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
    "int_type": "invalid-number",
    "int_from_float": "invalid-number",
    "decimal_parsing": "invalid-number",
    "decimal_type": "invalid-number",
    "bool_parsing": "invalid-choice",
    "greater_than_equal": "number-out-of-range",
    "less_than_equal": "number-out-of-range",
}

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
    if kind in _SHAPES:
        if found is None:
            return Problem("empty-value", guide.place(record, path, key=True), _named(path))
        params = {"expected": _SHAPES[kind]}
        return Problem("wrong-shape", guide.place(record, path), params)
    if found is None and kind not in ("missing", "extra_forbidden") and path:
        return Problem("empty-value", guide.place(record, path, key=True), _named(path))
    rule = _RULES.get(kind, kind)
    params = {key: str(value) for key, value in context.items()}
    if rule == "missing-field":
        params = {"field": str(detail["loc"][-1])}
    elif rule == "unknown-field":
        name = str(detail["loc"][-1])
        known = _fields_at(record.model, path[:-1])
        params = {"field": name, "suggestion": closest(name, known)}
        return Problem(rule, guide.place(record, path, key=True), params)
    elif rule == "invalid-choice":
        allowed = _allowed(kind, context)
        params = {
            "value": str(found),
            "allowed": ", ".join(allowed),
            "suggestion": closest(str(found), allowed),
        }
    elif rule == "invalid-number":
        params = {"value": str(found)}
    elif rule == "number-out-of-range":
        bound = str(context.get("ge", context.get("le", "")))
        params = {"value": str(found), "bound": bound}
    elif rule == "empty-value":
        params = _named(path)
    return Problem(rule, guide.place(record, path), params)


def closest(word: str, known: Iterable[str]) -> str:
    """The known word most like `word`, or an empty text where none is near."""
    matches = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return matches[0] if matches else ""


def _named(path: KeyPath) -> dict[str, str]:
    names = [str(step) for step in path if isinstance(step, str)]
    return {"field": names[-1] if names else ""}


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
