"""The reader: scalars stay text, every fault has its place, nothing a file holds can stop it."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from generator.records.reader import Position, Value, locate, read_yaml

# What an arbitrary text rarely holds, and what the parser and we treat in a way of its own.
PIECES = st.sampled_from(
    [
        *"[]{},:-?!&*#|>'\"%@`~\n\t\r \\",
        *(
            "a: ",
            "- ",
            "  ",
            "\r\n",
            "---\n",
            "...\n",
            "<<: *a",
            "&a ",
            "*a",
            "!!str ",
            "! ",
            '"\\x',
        ),
        *(
            "\x00",
            "\x07",
            "\x85",
            "\u2028",
            "\ufeff",
            "\ufffe",
            "é",
            "\U0001f600",
            "name",
            "[[[[",
            "{}",
        ),
    ]
)
TEXTS = st.text(max_size=60) | st.lists(PIECES, max_size=40).map("".join)


@pytest.mark.parametrize(
    "scalar",
    [
        *(
            "01234",
            "9:00",
            "no",
            "yes",
            "on",
            "null",
            "1e3",
            "1_000",
            "0x1F",
            "0o17",
            "3.10",
            ".inf",
        ),
        *("~", "2026-01-31", "62300", "+33321216565", "true", "=", "<<"),
    ],
)
def test_a_scalar_stays_as_it_was_written(scalar: str) -> None:
    assert read_yaml(f"key: {scalar}\n") == ({"key": scalar}, ())
    assert read_yaml(f"- {scalar}\n") == ([scalar], ())
    assert read_yaml(f"{scalar}: key\n") == ({scalar: "key"}, ())


@given(st.text(st.characters(categories=["L", "N", "P", "S"]), max_size=30))
def test_a_quoted_scalar_stays_text(words: str) -> None:
    quoted = "'" + words.replace("'", "''") + "'"
    assert read_yaml(f"key: {quoted}\n") == ({"key": words}, ())


NESTED: st.SearchStrategy[Value] = st.recursive(
    st.text(st.characters(categories=["L", "N", "Zs", "P"]), max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text("abcdefgh", min_size=1, max_size=5), inner, max_size=4)
    ),
    max_leaves=20,
)


@given(NESTED, st.booleans())
def test_what_is_written_is_what_is_read(value: Value, flow: bool) -> None:
    text = yaml.dump(value, default_flow_style=flow, allow_unicode=True, default_style='"')
    # Every scalar is quoted, so that an empty one is a text and not a value left out.
    if "!!" not in text:
        assert read_yaml(text) == (value, ())


@given(TEXTS)
@example("[")
@example("a: [b,\n")
@example("a: &a [*a]\n")
@example("%TAG ! x\n")
@example('a: "x')
@example("\t")
@example("? ")
def test_any_text_reads_without_raising_and_faults_lie_in_it(text: str) -> None:
    value, faults = read_yaml(text)
    assert value is None or isinstance(value, str | list | dict)
    for fault in faults:
        assert_lies_in(text, fault.position)
        if fault.related is not None:
            assert_lies_in(text, fault.related)


@given(TEXTS, st.lists(st.integers(0, 3) | st.sampled_from(["a", "name", ""]), max_size=4))
def test_any_path_is_located_in_any_text(text: str, path: list[str | int]) -> None:
    for key in (False, True):
        assert_lies_in(text, locate(text, tuple(path), key=key))


def assert_lies_in(text: str, position: Position) -> None:
    lines = text.replace("\r\n", "\n").split("\n")
    assert 1 <= position.line <= len(lines)
    assert 1 <= position.column <= len(lines[position.line - 1]) + 1
    assert position.width >= 1


DOCUMENT = """\
name:
  fr: Été
  nl: Zomer
phones:
  - number: "115"
  - {number: "112", hours: Mo}
"""


@pytest.mark.parametrize(
    ("path", "key", "expected"),
    [
        ((), False, Position(1, 1)),
        (("name",), False, Position(2, 3)),
        (("name",), True, Position(1, 1, 4)),
        (("name", "fr"), False, Position(2, 7, 3)),
        (("name", "fr"), True, Position(2, 3, 2)),
        (("phones", 1, "number"), False, Position(6, 14, 5)),
        (("phones", 1, "number"), True, Position(6, 6, 6)),
        (("phones", 0), True, Position(5, 5)),
        (("phones", 7, "number"), False, Position(5, 3)),
        (("name", "de"), False, Position(2, 3)),
        (("nothing", "at", "all"), False, Position(1, 1)),
    ],
)
def test_a_value_is_located_or_its_nearest_ancestor(
    path: tuple[str | int, ...], key: bool, expected: Position
) -> None:
    assert locate(DOCUMENT, path, key=key) == expected


def test_nothing_is_located_in_a_text_that_cannot_be_read() -> None:
    assert locate("a: [", ("a",)) == Position(1, 1)


def rules(text: str) -> list[tuple[str, int, int]]:
    return [(f.rule, f.position.line, f.position.column) for f in read_yaml(text)[1]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("# alone\n", []),
        ("---\na: b\n...\n", []),
        ("a:\n", [("empty-value", 1, 1)]),
        ("a: [b, ]\n", []),
        ("- a\n-\n- b\n", [("empty-value", 2, 2)]),
        ("a: ''\n", []),
        ("a: 1\na: 2\na: 3\n", [("duplicate-key", 2, 1), ("duplicate-key", 3, 1)]),
        ("a: {b: 1, b: 2}\n", [("duplicate-key", 1, 11)]),
        ("é: {b: 1}\né: 2\n", [("duplicate-key", 2, 1)]),
        ("a: *b\n", [("yaml-anchor", 1, 4)]),
        ("a: &b c\nd: &b e\n", [("yaml-anchor", 1, 4), ("yaml-anchor", 2, 4)]),
        ("a: !!str b\n", [("yaml-tag", 1, 4)]),
        ("a: ! b\n", [("yaml-tag", 1, 4)]),
        ("!x\n- b\n", [("yaml-tag", 1, 1)]),
        ("a: Bonjour ! Oui.\nb: '!a'\nc: a & b\nd: 2 * 3\n", []),
        ("[a]: b\n", [("yaml-key", 1, 1)]),
        ("'': b\n", [("yaml-key", 1, 1)]),
        ("a:\n\tb: c\n", [("yaml-tab", 2, 1)]),
        ("a: b: c\n", [("yaml-colon", 1, 5)]),
        ("a: 1\n---\nb: 2\n", [("yaml-documents", 2, 1)]),
        ('a: 1\nb: "c\nd: e\n', [("yaml-quote", 2, 4)]),
        ("a: 'c\n", [("yaml-quote", 1, 4)]),
        ("a: [b, c\nd: e\n", [("yaml-bracket", 1, 4)]),
        ("a: {b: c\n", [("yaml-bracket", 1, 4)]),
        ("a: b\n  c: d\n", [("yaml-colon", 2, 4)]),
        ("é: \x07\nb: c\x00\n", [("yaml-character", 1, 4), ("yaml-character", 2, 5)]),
        ("a: b\u2028c\n", [("yaml-character", 1, 5)]),
        ("a: b\rc: d\n", [("yaml-character", 1, 5)]),
        ("a: b\r\nc: d\r\n", []),
    ],
)
def test_what_is_refused_and_where(text: str, expected: list[tuple[str, int, int]]) -> None:
    assert rules(text) == expected


def test_the_first_of_two_equal_keys_is_kept() -> None:
    assert read_yaml("a: 1\na: 2\n")[0] == {"a": "1"}


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? ", "[{a: "])
@pytest.mark.parametrize("depth", [201, 5_000, 100_000])
def test_nesting_without_end_is_refused_before_it_is_built(opening: str, depth: int) -> None:
    value, faults = read_yaml(opening * depth)
    assert value is None
    assert [fault.rule for fault in faults] == ["yaml-depth"]
    assert faults[0].position.line == 1


def test_nesting_line_by_line_is_refused_too() -> None:
    text = "".join(" " * depth + "a:\n" for depth in range(250))
    assert rules(text) == [("yaml-depth", 201, 201)]


@pytest.mark.parametrize(
    "text", ["[" * 200 + "]" * 200, "- " * 96 + "a", "{a: " * 100 + "b" + "}" * 100]
)
def test_nesting_up_to_the_bound_is_read(text: str) -> None:
    value, faults = read_yaml(text)
    assert value is not None
    assert faults == ()


def test_many_brackets_side_by_side_are_not_deep() -> None:
    text = "".join(f"k{number}: [a, {{b: c}}]\n" for number in range(500))
    value, faults = read_yaml(text)
    assert isinstance(value, dict)
    assert len(value) == 500
    assert faults == ()


def test_aliases_are_refused_and_never_followed() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    value, faults = read_yaml("\n".join(lines) + "\n")
    assert isinstance(value, dict)
    assert value["a0"] == ["x"] * 9
    assert value["a11"] == []
    assert {fault.rule for fault in faults} == {"yaml-anchor"}
    assert len(faults) == 12 + 11 * 9


@pytest.mark.parametrize("text", ["&a {b: *a}\n", "&a [*a]\n", "a: &a {b: [&c {d: *a}, *c]}\n"])
def test_a_thing_that_holds_itself_is_refused(text: str) -> None:
    value, faults = read_yaml(text)
    assert value is not None
    assert {fault.rule for fault in faults} == {"yaml-anchor"}


def test_an_alias_of_a_word_is_that_word() -> None:
    assert read_yaml("a: &w word\nb: *w\nc: [*w]\n")[0] == {"a": "word", "b": "word", "c": ["word"]}


def test_aliases_in_keys_are_not_followed_either() -> None:
    lines = ["k0: &k0 {a: x, b: y}"]
    lines += [f"k{n}: &k{n} {{a: *k{n - 1}, b: *k{n - 1}}}" for n in range(1, 60)]
    value, _ = read_yaml("\n".join(lines) + "\n")
    assert isinstance(value, dict)
    assert value["k59"] == {}


def test_five_megabytes_are_read() -> None:
    record = "- id: a\n  name: {fr: Été, nl: Zomer}\n  text: " + "mot " * 400 + "\n"
    text = record * (5_000_000 // len(record.encode()) + 1)
    value, faults = read_yaml(text)
    assert isinstance(value, list)
    assert len(value) == text.count("- id")
    assert faults == ()
    last = len(value) - 1
    assert locate(text, (last, "name", "nl")) == Position(3 * last + 2, 23, 5)
