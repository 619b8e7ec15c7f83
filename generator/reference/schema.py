"""JSON Schema 2020-12 for each kind of record, so that an editor completes keys and marks errors.

It says what a file may look like. What needs other records, or two fields at once, stays with
`vademecum check`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from generator.records.models import LocalizedNames, LocalizedText
from generator.reference.fields import (
    ByLanguage,
    FieldDoc,
    ListOf,
    Part,
    Scalar,
    Shape,
    fields_of,
    parts_of,
)
from generator.reference.kinds import Kind
from generator.reference.words import ReferenceWords

DIALECT = "https://json-schema.org/draft/2020-12/schema"

# `check` reads every scalar as text: an editor, which reads 2010 or 59200 as a number, must not
# refuse what `check` accepts. Patterns bind only texts, bounds only numbers.
_TEXT: Mapping[str, Any] = {"type": ["string", "number"], "minLength": 1}
_PATTERNS = {
    "id": "^[a-z0-9]+(-[a-z0-9]+)*$",
    "day": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
    "partial-date": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$",
    "url": "^https://",
    "email": "^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$",
    "phone": "^(\\+[0-9]{6,15}|[0-9]{3,6})$",
    "siret": "^[0-9]{14}$",
    "bce": "^[01][0-9]{9}$",
}
_ONLY_TEXT = frozenset({"day", "url", "email"})
_LANGUAGE = {"pattern": "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"}


def schema_text(kind: Kind, words: tuple[ReferenceWords, ...]) -> str:
    """The schema of the files of a kind, as text. Descriptions are given in each of `words`."""
    models = (kind.model, *parts_of(kind.model))
    definitions = {model.__name__: _object(model, words) for model in models}
    definitions["LocalizedText"] = {"anyOf": [_TEXT, _by_language(_TEXT)]}
    definitions["LocalizedNames"] = _by_language({"type": "array", "items": _TEXT, "minItems": 1})
    record = {"$ref": f"#/$defs/{kind.model.__name__}"}
    schema: dict[str, Any] = {"$schema": DIALECT, "title": " / ".join(kind.files)}
    schema |= {"type": "array", "items": record} if kind.is_list else record
    schema["$defs"] = {
        name: definitions[name]
        for name in sorted(definitions)
        if f'"#/$defs/{name}"' in json.dumps([definitions, record])
    }
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _object(model: type[BaseModel], words: tuple[ReferenceWords, ...]) -> dict[str, Any]:
    fields = fields_of(model)
    found: dict[str, Any] = {
        "description": _joined(words, [w.model_meaning(model) for w in words]),
        "type": "object",
        "properties": {field.name: _property(field, words) for field in fields},
        "additionalProperties": False,
    }
    required = [field.name for field in fields if field.required]
    return found | ({"required": required} if required else {})


def _property(field: FieldDoc, words: tuple[ReferenceWords, ...]) -> dict[str, Any]:
    described = {"description": _joined(words, [w.meaning(field) for w in words])}
    return described | _schema(field.shape) | {"examples": [field.example]}


def _joined(words: tuple[ReferenceWords, ...], texts: list[str]) -> str:
    return "\n".join(f"{w.language}: {text}" for w, text in zip(words, texts, strict=True))


def _schema(shape: Shape) -> dict[str, Any]:
    if isinstance(shape, Part):
        return {"$ref": f"#/$defs/{shape.model.__name__}"}
    if isinstance(shape, ListOf):
        least = {"minItems": shape.least} if shape.least else {}
        return {"type": "array", "items": _schema(shape.item), **least}
    if isinstance(shape, ByLanguage):
        return _by_language(_schema(shape.item))
    return _scalar(shape)


def _scalar(shape: Scalar) -> dict[str, Any]:
    kind = shape.kind
    if kind == "localized-text":
        return {"$ref": f"#/$defs/{LocalizedText.__name__}"}
    if kind == "localized-names":
        return {"$ref": f"#/$defs/{LocalizedNames.__name__}"}
    if kind == "choice":
        return {"enum": list(shape.choices)}
    if kind == "boolean":
        return {"enum": [True, False, "true", "false"]}
    if kind == "integer":
        bounds = {"minimum": shape.low, "maximum": shape.high}
        given = {name: bound for name, bound in bounds.items() if bound is not None}
        return {"type": ["integer", "string"], "pattern": "^[0-9]+$", **given}
    if kind == "number":
        return {"type": ["number", "string"], "pattern": "^-?[0-9]+(\\.[0-9]+)?$"}
    found = dict(_TEXT)
    if kind in _ONLY_TEXT:
        found["type"] = "string"
    if kind in _PATTERNS:
        found["pattern"] = _PATTERNS[kind]
    return found


def _by_language(item: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "minProperties": 1,
        "propertyNames": _LANGUAGE,
        "additionalProperties": item,
    }
