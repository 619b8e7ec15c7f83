"""The one-way street of docs/architecture.md, read from the source: who imports whom; the clock."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "generator"
MODULES = {
    ".".join(("generator", *path.relative_to(PACKAGE).with_suffix("").parts)): path
    for path in sorted(PACKAGE.rglob("*.py"))
}

# From what knows least to what knows most: a module imports from its own layer or a lower one.
LAYERS = (
    {"problems", "locales", "processes", "jinja", "audience", "clock"},
    {"records"},
    {"typography", "geography", "kinship", "guide", "language", "addresses", "coverage", "render"}
    | {"reporters", "reference"},
    {"pages", "search", "booklet", "export"},
    {"shelf"},
    {"build", "publish"},
    {"plugin"},
    {"cli"},
)
SIBLINGS = ("pages", "search", "booklet", "export")
# The loader ends what `records` begins: it hands typed records to the guide.
EXCEPTIONS = {("generator.records.loader", "guide")}
CLOCK_AND_WORLD = {"clock", "plugin", "cli"}


def part(module: str) -> str:
    """The part of the package a module belongs to; empty for the package itself."""
    return [*module.split("."), ""][1]


def layer(name: str) -> int:
    return next(number for number, names in enumerate(LAYERS) if name in names)


def imports(path: Path) -> Iterator[str]:
    """Every module a file imports, also within its functions and under TYPE_CHECKING."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            module = node.module or ""
            for alias in node.names:
                inner = f"{module}.{alias.name}"
                yield inner if inner in MODULES else module


def test_every_part_of_the_package_has_its_layer() -> None:
    parts = {part(module) for module in MODULES} - {"", "__init__", "fonts"}
    assert parts == set().union(*LAYERS)


@pytest.mark.parametrize("module", [module for module in MODULES if part(module) != "fonts"])
def test_imports_go_one_way(module: str) -> None:
    own = part(module)
    for imported in imports(MODULES[module]):
        target = part(imported)
        if imported.partition(".")[0] != "generator" or target in ("", own):
            continue
        if (module, target) in EXCEPTIONS:
            continue
        assert layer(target) <= layer(own), f"{module} imports {imported}"
        assert not (own in SIBLINGS and target in SIBLINGS), f"{module} imports {imported}"


def test_no_ring_within_a_layer() -> None:
    graph: dict[str, set[str]] = {}
    for module, path in MODULES.items():
        name = module.removesuffix(".__init__")
        found = {target.removesuffix(".__init__") for target in imports(path)}
        graph[name] = {target for target in found if target.startswith("generator")} - {name}
    done: set[str] = set()

    def climb(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " → ".join((*trail, name))
        if name not in done:
            for target in sorted(graph.get(name, ())):
                climb(target, (*trail, name))
            done.add(name)

    for name in sorted(graph):
        climb(name, ())


def test_only_the_plugin_knows_mkdocs() -> None:
    knowing = {
        module
        for module, path in MODULES.items()
        for imported in imports(path)
        if imported.partition(".")[0].startswith(("mkdocs", "material", "properdocs"))
    }
    assert knowing == {"generator.plugin"}


def test_only_the_plugin_and_the_command_call_the_plugin() -> None:
    calling = {
        part(module)
        for module, path in MODULES.items()
        for imported in imports(path)
        if imported == "generator.plugin"
    }
    assert calling <= {"cli", "plugin"}


@pytest.mark.parametrize("module", MODULES)
def test_the_clock_is_read_at_the_edge_alone(module: str) -> None:
    if part(module) in CLOCK_AND_WORLD:
        return
    for node in ast.walk(ast.parse(MODULES[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute):
            assert node.attr not in {"today", "now", "utcnow", "localtime"}, (
                f"{module}:{node.lineno}"
            )
    assert "time" not in imports(MODULES[module])


@pytest.mark.parametrize("module", MODULES)
def test_no_module_hides_a_bug_of_ours(module: str) -> None:
    for node in ast.walk(ast.parse(MODULES[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.ExceptHandler):
            names = ast.unparse(node.type) if node.type else ""
            assert names not in ("", "Exception", "BaseException"), f"{module}:{node.lineno}"


@pytest.mark.parametrize("module", MODULES)
def test_every_module_says_what_it_is_for(module: str) -> None:
    source = MODULES[module].read_text(encoding="utf-8")
    assert not source or ast.get_docstring(ast.parse(source))
