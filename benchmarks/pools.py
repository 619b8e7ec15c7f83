"""What generated guides are made of: lines of the real records, made-up words, plain YAML."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from generator.records.files import read_files
from generator.records.models import GuideSettings, Partner, Scheme
from generator.records.raw import parse_files

LANGUAGES = ("fr", "nl")
_NATIONAL = frozenset({"france", "belgique", "wallonie", "vlaanderen"})
_LISTS = ("eligibility", "benefit", "documents", "remedies", "conditions", "amounts")
_SYLLABLES = """
    ba ca da fa ga la ma na pa ra sa ta va be de fe le me ne re se te ve bi di li mi ni ri si ti vi
    bo co do lo mo no ro so to vo bu du lu mu nu ru su tu bran clor fren drel
""".split()
_ENDINGS = "ance elle eur ien in is on ot our ule ard eau el er ies ier ing ond oor uit".split()

Raw = dict[str, Any]


@dataclass
class Pools:
    """What the real records hold, to draw from; `needed` are the partners that the guide names."""

    schemes: list[Raw]
    partners: list[Raw]
    needed: list[Raw]
    areas: list[str]
    lines: dict[str, list[Raw]] = field(default_factory=dict)

    @classmethod
    def of(cls, repository: Path) -> Pools:
        """The pools of a repository's own guide."""
        files, _ = read_files(repository)
        found: dict[type, list[Raw]] = {Scheme: [], Partner: [], GuideSettings: []}
        for record in parse_files(files).records:
            if record.model in found and isinstance(record.value, dict):
                found[record.model].append(record.value)
        schemes, partners = found[Scheme], found[Partner]
        named = set(_values_of("partner", found[GuideSettings]))
        areas = {area for record in (*schemes, *partners) for area in record["areas"]}
        pools = cls(
            schemes,
            [partner for partner in partners if partner["id"] not in named],
            [partner for partner in partners if partner["id"] in named],
            sorted(area for area in areas - _NATIONAL if not area[0].isdigit()),
        )
        for name in _LISTS:
            pools.lines[name] = [line for scheme in schemes for line in scheme.get(name, ())]
        pools.lines["steps"] = [
            line for scheme in schemes for line in scheme.get("request", {}).get("steps", ())
        ]
        pools.lines["details"] = [scheme["details"] for scheme in schemes if "details" in scheme]
        pools.lines["delay"] = [scheme["delay"] for scheme in schemes if "delay" in scheme]
        pools.lines["sources"] = [
            without(source, "facts")
            for scheme in schemes
            for source in scheme["sources"]
            if "source" not in source
        ]
        return pools

    def draw(self, chance: random.Random, name: str, least: int, most: int) -> list[Raw]:
        """Some lines of one field, none twice."""
        return chance.sample(self.lines[name], chance.randint(least, most))


def _values_of(key: str, value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            if name == key and isinstance(inner, str):
                yield inner
            yield from _values_of(key, inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _values_of(key, inner)


def both(text: str | Raw) -> dict[str, str]:
    """A raw text in each language."""
    if isinstance(text, str):
        return dict.fromkeys(LANGUAGES, text.strip())
    any_words = next(iter(text.values()))
    return {code: str(text.get(code) or any_words).strip() for code in LANGUAGES}


def count_words(values: Sequence[Any]) -> int:
    """French words in raw texts and in the texts of mappings."""
    total = 0
    for value in values:
        text = value.get("fr", value.get("text", value.get("label", "")))
        text = text.get("fr", "") if isinstance(text, dict) else text
        total += len(str(text).split())
    return total


def without(value: Mapping[str, Any], *names: str) -> Raw:
    """A mapping less some of its keys."""
    return {name: found for name, found in value.items() if name not in names}


def made_up_word(number: int) -> str:
    """A word that means nothing, another for each number."""
    number, ending = divmod(number, len(_ENDINGS))
    word = _ENDINGS[ending]
    while True:
        number, syllable = divmod(number, len(_SYLLABLES))
        word = _SYLLABLES[syllable] + word
        if not number:
            return word


def dump(value: object) -> str:
    """YAML as a contributor might write it."""
    return yaml.dump(
        value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000,
        default_flow_style=False,
    )  # fmt: skip


class _Dumper(yaml.CSafeDumper):
    """Writes no anchors, which the reader refuses."""

    def ignore_aliases(self, data: object) -> bool:
        return True
