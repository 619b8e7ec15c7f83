"""Reads YAML as a contributor wrote it: every scalar stays text, every key keeps its place.

It refuses what makes a record hard to review: duplicate keys, anchors, aliases and tags; and what
no record needs: invisible characters, and lists in lists in lists without end.
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

Value: TypeAlias = "str | list[Value] | dict[str, Value] | None"
KeyPath: TypeAlias = tuple[str | int, ...]

# Control characters, the line breaks that editors do not show, and spaces without width: in a
# name they spoil search and print, and libyaml counts lines by some of them.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]|\r(?!\n)"
)

# Cheap to try, and true of few texts: only then are the parser's events read one by one. Each
# begins with the sign itself, which a search finds ten times faster than what stands before it.
_MAY_HOLD_ANCHOR_OR_TAG = re.compile(r"[&*!](?<![^\s\[{,:-][&*!])(?!\*)\S")
_BARE_TAG = re.compile(r"!(?=\s)")
_MAY_PRECEDE_TAG = re.compile(r"(?:^|[\[{,:-])[ \t]*\Z", re.MULTILINE)
_MAX_DEPTH = 200
# libyaml builds nodes by recursion in C and dies of 30,000 brackets, so that depth is settled
# before it starts. Each level takes a bracket, or a column at the start of a line for every two
# levels: a text under both bounds is no deeper than `_MAX_DEPTH`.
_MAX_BRACKETS, _DEEP_LINE = 100, re.compile(r"^[ \t?:-]{48}", re.MULTILINE)


class _Loader(yaml.CBaseLoader):
    """Composes nodes without asking what each scalar may mean: all of them are text."""

    def resolve(self, kind: type[yaml.Node], value: object, implicit: object) -> str:
        """The tag of a node, which nobody reads."""
        return ""

    def descend_resolver(self, current_node: object, current_index: object) -> None:
        """Nothing to remember on the way down."""

    def ascend_resolver(self) -> None:
        """Nothing to forget on the way up."""


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

    A key without a value (`key:`) is None, and a fault. Where the text cannot be read to its end
    the value is None and the faults say why; on any other fault the value is as complete as it can
    be.
    """
    node, faults = _compose(text)
    if node is None:
        return None, faults
    found = list(faults)
    value = _value(node, found, set())
    return value, tuple(found)


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
    return _compose(text)[0]


def _compose(text: str) -> tuple[yaml.Node | None, tuple[Fault, ...]]:
    """The document as nodes, None if it is empty or cannot be read; and what is refused in it."""
    if _may_hold_invisible(text) and (invisible := list(_INVISIBLE.finditer(text))):
        return None, tuple(_character_fault(text, match.start()) for match in invisible)
    faults: tuple[Fault, ...] = ()
    try:
        if _may_hold_anchor_or_tag(text) or _may_be_deep(text):
            faults = tuple(_refused_events(text))
            if any(fault.rule == "yaml-depth" for fault in faults):
                return None, faults
        return _Loader(text).get_single_node(), faults
    except yaml.composer.ComposerError as error:
        # An alias of nothing, an anchor written twice: the events have told already.
        return None, faults or (_syntax_fault(error, text),)
    except yaml.MarkedYAMLError as error:
        return None, (_syntax_fault(error, text),)


def _may_hold_invisible(text: str) -> bool:
    # The two signs that are no part of a word and common all the same.
    return not text.replace("\n", "").replace("\u00a0", "").isprintable()


def _may_hold_anchor_or_tag(text: str) -> bool:
    if _MAY_HOLD_ANCHOR_OR_TAG.search(text):
        return True
    for sign in _BARE_TAG.finditer(text):
        line = text.rfind("\n", 0, sign.start()) + 1
        if _MAY_PRECEDE_TAG.search(text[line : sign.start()]):
            return True
    return False


def _may_be_deep(text: str) -> bool:
    brackets = text.count("[") + text.count("{")
    return brackets > _MAX_BRACKETS or _DEEP_LINE.search(text) is not None


def _character_fault(text: str, index: int) -> Fault:
    start = text.rfind("\n", 0, index) + 1
    position = Position(text.count("\n", 0, index) + 1, index - start + 1)
    return Fault("yaml-character", position, (("code", f"U+{ord(text[index]):04X}"),))


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
    # The parser marks every node.
    assert start is not None
    assert end is not None
    same_line = isinstance(node, yaml.ScalarNode) and start.line == end.line
    width = max(1, end.column - start.column) if same_line else 1
    return Position(start.line + 1, start.column + 1, width)


def _value(node: yaml.Node, faults: list[Fault], seen: set[int]) -> Value:
    """The value of a node, less the aliases of the lists and mappings in `seen`.

    They are refused already, and not followed: a few lines of them can stand for a billion.
    """
    if isinstance(node, yaml.ScalarNode):
        # A plain empty scalar: the C parser gives it no style, others None.
        return None if node.value == "" and not node.style else str(node.value)
    seen.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        items: list[Value] = []
        for item in node.value:
            if id(item) in seen:
                continue
            if _is_empty(item):
                faults.append(Fault("empty-value", _position(item), (("field", "-"),)))
            items.append(_value(item, faults, seen))
        return items
    assert isinstance(node, yaml.MappingNode)
    return _mapping(node, faults, seen)


def _mapping(node: yaml.MappingNode, faults: list[Fault], seen: set[int]) -> dict[str, Value]:
    mapping: dict[str, Value] = {}
    first: dict[str, yaml.Node] = {}
    for key_node, value_node in node.value:
        if not isinstance(key_node, yaml.ScalarNode) or key_node.value == "":
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
        if id(value_node) in seen:
            continue
        if _is_empty(value_node):
            faults.append(Fault("empty-value", _position(key_node), (("field", key),)))
        mapping[key] = _value(value_node, faults, seen)
    return mapping


def _is_empty(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.value == "" and not node.style


def _refused_events(text: str) -> Iterator[Fault]:
    """Anchors, aliases and tags, in order; reading stops where the nesting goes too deep."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CBaseLoader):
        mark = event.start_mark
        assert mark is not None
        position = Position(mark.line + 1, mark.column + 1)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > _MAX_DEPTH:
                yield Fault("yaml-depth", position, (("depth", str(_MAX_DEPTH)),))
                return
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if isinstance(event, yaml.AliasEvent):
            yield Fault("yaml-anchor", position, (("name", f"*{event.anchor}"),))
        elif isinstance(event, yaml.NodeEvent) and event.anchor is not None:
            yield Fault("yaml-anchor", position, (("name", f"&{event.anchor}"),))
        tag = getattr(event, "tag", None)
        if tag is not None:
            yield Fault("yaml-tag", position, (("name", str(tag)),))


def _syntax_fault(error: yaml.MarkedYAMLError, text: str) -> Fault:
    context, problem = error.context or "", error.problem or ""
    position = _mark_in(text, error.problem_mark or error.context_mark)
    opened = _mark_in(text, error.context_mark or error.problem_mark)
    line = text.split("\n")[position.line - 1]
    if "\t" in line[: len(line) - len(line.lstrip())] or "\\t" in problem:
        return Fault("yaml-tab", position)
    if "undefined alias" in problem:
        return Fault("yaml-anchor", position, (("name", "*"),))
    if "mapping values are not allowed" in problem:
        return Fault("yaml-colon", position)
    if "expected a single document" in context + problem:
        return Fault("yaml-documents", position)
    if "quoted scalar" in context:
        return Fault("yaml-quote", opened)
    if "parsing a flow" in context:
        return Fault("yaml-bracket", opened)
    return Fault("yaml-syntax", position)


def _mark_in(text: str, mark: yaml.Mark | None) -> Position:
    """A mark of the parser as a position; the end of the text may stand a line below its last."""
    if mark is None:
        return Position(1, 1)
    lines = text.split("\n")
    if mark.line >= len(lines):
        return Position(len(lines), len(lines[-1]) + 1)
    return Position(mark.line + 1, min(mark.column, len(lines[mark.line])) + 1)
