"""The reference for people: one Markdown page a language, a table for each kind and each part."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml
from pydantic import BaseModel

from generator.records.models import Record
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
from generator.reference.kinds import KINDS, Kind
from generator.reference.words import ReferenceWords

_COLUMNS = ("key", "meaning", "type", "required", "example", "data_inclusion", "hsds")
_LOOKS_LIKE_A_NUMBER = re.compile(r"[+-]?[0-9.]+\Z")


class _Example(yaml.SafeDumper):
    """Writes an example as a contributor would: quotes only where they are needed."""


def _represent_text(dumper: _Example, text: str) -> yaml.Node:
    # Dates need no quotes: the reader keeps every scalar as text.
    style = '"' if _LOOKS_LIKE_A_NUMBER.match(text) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _represent_plain(dumper: _Example, value: object) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(value).lower())


_Example.add_representer(str, _represent_text)
_Example.add_representer(int, _represent_plain)
_Example.add_representer(bool, _represent_plain)
_Example.yaml_implicit_resolvers = {}


def example_yaml(value: Any) -> str:
    """A value in one line of YAML."""
    text: str = yaml.dump(
        value,
        Dumper=_Example,
        default_flow_style=True,
        allow_unicode=True,
        sort_keys=False,
        width=10_000,
    )
    return text.removesuffix("...\n").strip()


def tables_text(words: ReferenceWords) -> str:
    """The whole page in one language; the same bytes for the same models and words."""
    return "\n".join(_lines(words))


def shared_parts() -> tuple[type[BaseModel], ...]:
    """Every part that any kind of record holds, once, in the order of the reference."""
    return tuple(dict.fromkeys(part for kind in KINDS for part in parts_of(kind.model)))


def _lines(words: ReferenceWords) -> Iterator[str]:
    yield f"<!-- {words.page('generated')} -->"
    yield ""
    yield f"# {words.page('title')}"
    yield ""
    yield words.page("intro").strip()
    yield ""
    for kind in KINDS:
        yield f"- [{words.model_name(kind.model)}](#{_anchor(kind.model)})"
    yield f"- [{words.model_name(Record)}](#{_anchor(Record)})"
    yield f"- [{words.page('parts')}](#parts)"
    yield ""
    for kind in KINDS:
        yield from _heading(words, kind.model, "##")
        yield from _files(words, kind)
        yield from _table(words, fields_of(kind.model, own=issubclass(kind.model, Record)))
    yield from _heading(words, Record, "##")
    yield from _table(words, fields_of(Record))
    yield '<a id="parts"></a>'
    yield ""
    yield f"## {words.page('parts')}"
    yield ""
    for part in shared_parts():
        yield from _heading(words, part, "###")
        yield from _table(words, fields_of(part))


def _heading(words: ReferenceWords, model: type[BaseModel], level: str) -> Iterator[str]:
    yield f'<a id="{_anchor(model)}"></a>'
    yield ""
    yield f"{level} {words.model_name(model)}"
    yield ""
    yield words.model_meaning(model)
    yield ""


def _files(words: ReferenceWords, kind: Kind) -> Iterator[str]:
    files = ", ".join(f"`{file}`" for file in kind.files)
    yield "- " + words.page("in_list" if kind.is_list else "one_each").format(files=files)
    yield "- " + words.page("schema").format(
        schema=f"[{kind.schema}](schema/{kind.schema}.schema.json)"
    )
    if issubclass(kind.model, Record):
        common = f"[{words.model_name(Record)}](#{_anchor(Record)})"
        yield "- " + words.page("inherits").format(record=common)
    yield ""


def _table(words: ReferenceWords, fields: tuple[FieldDoc, ...]) -> Iterator[str]:
    yield _row([words.page(f"column_{name}") for name in _COLUMNS])
    yield _row(["---"] * len(_COLUMNS))
    for field in fields:
        meaning = words.meaning(field)
        if field.professional:
            meaning = f"{meaning} {words.page('professional')}"
        yield _row(
            [
                f"`{field.name}`",
                meaning,
                _type(words, field.shape),
                _required(words, field),
                f"`{example_yaml(field.example)}`",
                _code(field.data_inclusion),
                _code(field.hsds),
            ]
        )
    yield ""


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _code(name: str) -> str:
    return f"`{name}`" if name else ""


def _required(words: ReferenceWords, field: FieldDoc) -> str:
    if field.required:
        return words.page("yes")
    default = words.page("default").format(value=field.default) if field.default else ""
    return words.page("no") + default


def _type(words: ReferenceWords, shape: Shape) -> str:
    if isinstance(shape, Part):
        link = f"[{words.model_name(shape.model)}](#{_anchor(shape.model)})"
        return words.type_name("part").format(part=link)
    if isinstance(shape, ListOf):
        return words.type_name("list").format(item=_type(words, shape.item))
    if isinstance(shape, ByLanguage):
        return words.type_name("by-language").format(item=_type(words, shape.item))
    return _scalar(words, shape)


def _scalar(words: ReferenceWords, shape: Scalar) -> str:
    name = words.type_name(shape.kind)
    if shape.kind == "choice":
        return name.format(choices=", ".join(f"`{choice}`" for choice in shape.choices))
    if shape.kind == "reference":
        return name.format(target=words.target(shape.target))
    if shape.low is not None and shape.high is not None:
        return words.type_name("integer-between").format(low=shape.low, high=shape.high)
    return name


def _anchor(model: type[BaseModel]) -> str:
    return model.__name__.lower()
