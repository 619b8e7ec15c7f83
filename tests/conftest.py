"""What all tests share: a small guide to change, the real one, a fixed day, golden files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import settings

from generator.guide import Guide
from generator.records.loader import load_guide
from generator.reporters import report_text
from tests.commands import run_vademecum
from tests.site import BuiltPage, read_site
from tests.tiny import AS_OF, Content, write_guide

REPOSITORY = Path(__file__).resolve().parents[1]

# The same examples on every run, and no clock: a slow machine is not a failure.
settings.register_profile("vademecum", deadline=None, derandomize=True, database=None)
settings.load_profile("vademecum")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write what the tests find into the golden files instead of comparing",
    )


@pytest.fixture
def golden(pytestconfig: pytest.Config) -> Callable[[Path, str], None]:
    """Compares a text with a file beside the tests, or writes it there with `--update-golden`."""

    def compare(path: Path, found: str) -> None:
        if pytestconfig.getoption("--update-golden"):
            path.write_text(found, encoding="utf-8")
        assert found == path.read_text(encoding="utf-8")

    return compare


@pytest.fixture
def tiny(tmp_path: Path) -> Callable[[Mapping[str, Content]], Path]:
    """Writes the tiny guide with some files of its own, and gives its folder."""
    return lambda files: write_guide(tmp_path / "guide", files)


@pytest.fixture(scope="session")
def as_of() -> date:
    """The day on which every guide of the tests is true."""
    return AS_OF


@pytest.fixture(scope="session")
def real_guide(as_of: date) -> Guide:
    """The guide that ships, for the public."""
    loaded = load_guide(REPOSITORY, as_of)
    assert loaded.guide is not None, report_text(loaded.problems, "en")
    return loaded.guide


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, as_of: date) -> Path:
    """The site of the guide that ships, built once by the command, in a folder named `guide`."""
    folder = tmp_path_factory.mktemp("served") / "guide"
    run_vademecum("build", "--root", REPOSITORY, "--site-dir", folder, "--as-of", as_of)
    return folder


@pytest.fixture(scope="session")
def built_pages(site: Path, real_guide: Guide) -> Mapping[str, BuiltPage]:
    """Every HTML file of that site, read, by its path."""
    return read_site(site, real_guide.settings.site_url)
