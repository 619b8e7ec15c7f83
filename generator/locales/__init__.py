"""The words of the interface and of the problem reports, per language, read once from YAML."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

import yaml

PROBLEM_LANGUAGES = ("fr", "nl", "en")


@cache
def problem_words(language: str) -> Mapping[str, Any]:
    """The sentences of `check` in one of `PROBLEM_LANGUAGES`."""
    return _read("problems", language)


@cache
def interface_words(language: str) -> Mapping[str, Any]:
    """The words around the records in one language of the site and the booklets."""
    return _read("interface", language)


def _read(folder: str, language: str) -> Mapping[str, Any]:
    text = resources.files(__name__).joinpath(folder, f"{language}.yml").read_text("utf-8")
    words: Mapping[str, Any] = yaml.load(text, yaml.CSafeLoader)
    return words
