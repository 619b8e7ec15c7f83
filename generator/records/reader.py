"""Reads YAML as a contributor wrote it: every scalar stays text, every key keeps its place.

It refuses what makes a record hard to review: duplicate keys, anchors, aliases and tags.
PyYAML alone turns `01234` into 668, `9:00` into 540 and `no` into False, and keeps the last of
two equal keys. Positions are looked up only when a problem needs one: a clean guide pays nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

import yaml

Value: TypeAlias = "str | None | list[Value] | dict[str, Value]"
KeyPath: TypeAlias = tuple[str | int, ...]

_PLAIN_TAGS = frozenset(f"tag:yaml.org,2002:{name}" for name in ("str", "seq", "map"))
# Cheap to try, and true of few texts: only then are the parser's events read one by one.
_MAY_HOLD_ANCHOR_OR_TAG = re.compile(r"(?:^|[\s\[{,:-])[&*!]\S", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Position:
    """Where a key or value stands: line and column from 1, and how many characters it spans."""

    line: int
    column: int
    width: int = 1


@dataclass(frozen=True, slots=True)
class Fault:
    """What the reader refuses: a rule, its place, what fills its sentence, the other place."""

    rule: str
    position: Position
    params: tuple[tuple[str, str], ...] = ()
    related: Position | None = None


def read_yaml(text: str) -> tuple[Value, tuple[Fault, ...]]:
    """Read one document into text, lists and mappings, with every fault found in it.

    An empty plain scalar (`key:`) is None. On a syntax error the value is None and the one fault
    says where reading stopped; on any other fault the value is as complete as it can be.
    """
    try:
        root = yaml.CBaseLoader(text).get_single_node()
        faults = list(_refused_events(text)) if _MAY_HOLD_ANCHOR_OR_TAG.search(text) else []
    except yaml.MarkedYAMLError as error:
        return None, (_syntax_fault(error, text),)
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        return None, (Fault("yaml-character", Position(line, 1)),)
    if root is None:
        return None, ()
    return _value(root, faults), tuple(faults)


def locate(text: str, path: KeyPath, *, key: bool = False) -> Position:
    """Find the value at `path`, or its nearest ancestor that exists; with `key`, the key itself.

    Falls back to the start of the text where it cannot be read at all.
    """
    node = _nodes(text)
    if node is None:
        return Position(1, 1)
    found = _position(node)
    for depth, step in enumerate(path):
        child = _child(node, step)
        if child is None:
            break
        key_node, node = child
        last = depth == len(path) - 1
        found = _position(key_node) if key and last and key_node is not None else _position(node)
    return found


@lru_cache(maxsize=4)
def _nodes(text: str) -> yaml.Node | None:
    """The document as nodes with marks; kept for the next problem of the same file."""
    try:
        return yaml.CBaseLoader(text).get_single_node()
    except (yaml.MarkedYAMLError, yaml.reader.ReaderError):
        return None


def _child(node: yaml.Node, step: str | int) -> tuple[yaml.Node | None, yaml.Node] | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
        return (None, node.value[step]) if 0 <= step < len(node.value) else None
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == step:
                return key, value
    return None


def _position(node: yaml.Node) -> Position:
    start, end = node.start_mark, node.end_mark
    same_line = isinstance(node, yaml.ScalarNode) and start.line == end.line
    width = max(1, end.column - start.column) if same_line else 1
    return Position(start.line + 1, start.column + 1, width)


def _value(node: yaml.Node, faults: list[Fault]) -> Value:
    if isinstance(node, yaml.ScalarNode):
        return None if node.value == "" and node.style is None else str(node.value)
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, faults) for item in node.value]
    mapping: dict[str, Value] = {}
    first: dict[str, yaml.Node] = {}
    for key_node, value_node in node.value:
        if not isinstance(key_node, yaml.ScalarNode):
            faults.append(Fault("yaml-key", _position(key_node)))
            continue
        key = str(key_node.value)
        if key in first:
            faults.append(
                Fault(
                    "duplicate-key",
                    _position(key_node),
                    (("key", key), ("line", str(first[key].start_mark.line + 1))),
                    _position(first[key]),
                )
            )
            continue
        first[key] = key_node
        mapping[key] = _value(value_node, faults)
    return mapping


def _refused_events(text: str) -> Iterator[Fault]:
    for event in yaml.parse(text, Loader=yaml.CBaseLoader):
        position = Position(event.start_mark.line + 1, event.start_mark.column + 1)
        if isinstance(event, yaml.AliasEvent):
            yield Fault("yaml-anchor", position, (("name", f"*{event.anchor}"),))
        elif isinstance(event, yaml.NodeEvent) and event.anchor is not None:
            yield Fault("yaml-anchor", position, (("name", f"&{event.anchor}"),))
        tag = getattr(event, "tag", None)
        if tag is not None and not (tag in _PLAIN_TAGS and getattr(event, "implicit", True)):
            yield Fault("yaml-tag", position, (("name", str(tag)),))


def _syntax_fault(error: yaml.MarkedYAMLError, text: str) -> Fault:
    mark = error.problem_mark or error.context_mark
    position = Position(mark.line + 1, mark.column + 1) if mark else Position(1, 1)
    problem = error.problem or ""
    line = _line(text, position.line)
    if "\t" in line[: len(line) - len(line.lstrip())] or "\\t" in problem:
        return Fault("yaml-tab", position)
    if "undefined alias" in problem:
        return Fault("yaml-anchor", position, (("name", "*"),))
    if "mapping values are not allowed" in problem:
        return Fault("yaml-colon", position)
    if "expected a single document" in (error.context or "") + problem:
        return Fault("yaml-documents", position)
    if "quoted scalar" in (error.context or ""):
        opened = error.context_mark
        where = Position(opened.line + 1, opened.column + 1) if opened else position
        return Fault("yaml-quote", where)
    return Fault("yaml-syntax", position)


def _line(text: str, number: int) -> str:
    lines = text.splitlines()
    return lines[number - 1] if 0 < number <= len(lines) else ""
