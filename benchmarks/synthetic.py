"""Writes a guide of any number of schemes, alike to the real one, the same for the same seed.

Sentences are drawn from the records of this repository; made-up words keep fiches apart and let
the vocabulary grow with the guide as it would in life. Vocabularies, pages, theme and mkdocs.yml
are the repository's own. Communes are cut to the few that give each area its shape, because the
peers of the benchmark have no such pages; `with_communes` keeps them all.
"""

from __future__ import annotations

import argparse
import csv
import io
import random
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import yaml

from benchmarks.pools import (
    LANGUAGES,
    Pools,
    Raw,
    both,
    count_words,
    dump,
    made_up_word,
    without,
)

REPOSITORY = Path(__file__).resolve().parent.parent
AS_OF = "2026-11-22"
"""The day a generated guide is true for."""
FEWEST_WORDS = 290
"""Words of a fiche's own texts, per language: 310 on the average."""

MOST_PARTNERS = 400
_KEPT = "themes topics audiences pathway obstacles age legal_basis reception".split()
_COPIED = (
    "content/vocabularies",
    "content/synonyms",
    "content/pages",
    "content/sources",
    "theme",
    "mkdocs.yml",
)


def write_guide(
    folder: Path,
    count: int,
    *,
    repository: Path = REPOSITORY,
    with_communes: bool = False,
    everywhere: str | None = None,
    partners: int | None = None,
    seed: int = 62,
) -> None:
    """Write a guide of `count` schemes into `folder`, which is emptied first.

    `everywhere` names the one area that all of them serve, which otherwise are drawn for each.
    `partners` is how many there are: without it one for 15 schemes, `MOST_PARTNERS` at most.
    """
    chance = random.Random(f"{seed}-{count}")
    pools = Pools.of(repository)
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "content" / "schemes").mkdir(parents=True)
    for name in _COPIED:
        source = repository / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, folder / name)
    shutil.copy(repository / "content/guide.yaml", folder / "content/guide.yaml")
    # These name schemes of the guide that ships.
    _copy_without(repository, folder, "content/editions.yaml", "includes")
    _copy_without(repository, folder, "content/vocabularies/pathway.yaml", "first")
    _write_areas(repository, folder, with_communes)
    _write_glossary(repository, folder)
    names = [f"{made_up_word(i)}-{i}" for i in range(count)]
    helpers = list(_partners(pools, chance, partners or min(MOST_PARTNERS, max(1, count // 15))))
    (folder / "partners.yaml").write_text(dump(helpers), encoding="utf-8")
    for number in range(count):
        scheme = _scheme(pools, chance, number, names, [p["id"] for p in helpers])
        scheme |= {"areas": [everywhere]} if everywhere else {}
        path = folder / "content" / "schemes" / f"{scheme['id']}.yaml"
        path.write_text(dump(scheme), encoding="utf-8")


def _scheme(
    pools: Pools, chance: random.Random, number: int, names: Sequence[str], partners: Sequence[str]
) -> Raw:
    model = pools.schemes[number % len(pools.schemes)]
    word = made_up_word(number).capitalize()
    scheme: Raw = {
        "id": names[number],
        "kind": model["kind"],
        "name": {code: f"{text} {word}" for code, text in both(model["name"]).items()},
        "aliases": {code: [f"{word} {code}"] for code in LANGUAGES},
        "keywords": model.get("keywords", {}),
        "summary": both(chance.choice(pools.schemes)["summary"]),
        "details": _told(both(chance.choice(pools.lines["details"])), number, chance),
    }
    kept = (
        "themes",
        "topics",
        "audiences",
        "pathway",
        "obstacles",
        "age",
        "legal_basis",
        "reception",
    )
    for name in kept:
        if model.get(name):
            scheme[name] = model[name]
    amounts = chance.sample(pools.lines["amounts"], chance.choice((0, 0, 1, 2, 3)))
    lines = {
        "eligibility": pools.draw(chance, "eligibility", 2, 4),
        "conditions": pools.draw(chance, "conditions", 0, 3),
        "benefit": pools.draw(chance, "benefit", 2, 4),
        "documents": pools.draw(chance, "documents", 1, 4),
        "remedies": pools.draw(chance, "remedies", 0, 2),
    }
    steps = pools.draw(chance, "steps", 3, 5)
    delay = both(chance.choice(pools.lines["delay"]))
    said = count_words(
        [scheme["name"], scheme["summary"], scheme["details"], delay, *amounts, *steps]
    )
    said += sum(count_words(found) for found in lines.values())
    while said < FEWEST_WORDS:
        name = chance.choice(("eligibility", "benefit", "documents", "conditions"))
        line = chance.choice(pools.lines[name])
        if line not in lines[name]:
            lines[name].append(line)
            said += count_words([line])
    scheme |= {name: found for name, found in lines.items() if found}
    scheme |= {"amounts": amounts} if amounts else {}
    scheme["request"] = {**without(model.get("request", {}), "steps"), "steps": steps}
    scheme |= {"delay": delay, "applicants": ["usagers", "professionnels"]}
    if chance.random() < 0.6:
        scheme["provider_kinds"] = [chance.choice(pools.partners)["kind"]]
    providers = chance.sample(partners, min(len(partners), chance.choice((0, 1, 2))))
    if providers:
        scheme |= {"providers": providers, "holder": providers[0]}
    national = [chance.choice(("france", "france", "belgique"))] if chance.random() < 0.3 else []
    local = chance.sample(pools.areas, chance.choice((2, 3)) - len(national))
    scheme |= {"areas": [*national, *local], "fees": {"kind": "gratuit"}}
    others = chance.sample([n for n in range(len(names)) if n != number], min(6, len(names) - 1))
    scheme["related"] = [names[n] for n in others[:4]]
    scheme["combines_with"] = [names[n] for n in others[4:5]]
    if number % 10 == 0 and len(others) > 5:
        difference = both(chance.choice(pools.lines["conditions"])["text"])
        scheme["equivalents"] = [{"scheme": names[others[5]], "difference": difference}]
    scheme["sources"] = pools.draw(chance, "sources", 3, 5)
    return scheme | {"revised": dict.fromkeys(LANGUAGES, AS_OF), "review_every": 12}


def _partners(pools: Pools, chance: random.Random, count: int) -> Iterator[Raw]:
    made = [without(partner, "parent") for partner in pools.needed]
    for number in range(max(1, count - len(made))):
        model = pools.partners[number % len(pools.partners)]
        word = made_up_word(number + 7).capitalize()
        partner = without(model, "parent", "lifecycle", "verified", "exceptions", "excluded_areas")
        partner["id"] = f"{model['id']}-{number}"
        partner["name"] = {code: f"{t} {word}" for code, t in both(model["name"]).items()}
        partner["areas"] = [a for a in model["areas"] if not a[0].isdigit()] or ["pas-de-calais"]
        if number >= len(pools.partners):
            partner["areas"] = chance.sample(pools.areas, chance.choice((1, 1, 2)))
        partner["sites"] = [without(site, "commune") for site in model.get("sites", ())]
        partner["contact"] = {"url": "https://www.example.org", **model.get("contact", {})}
        partner["sources"] = [without(source, "facts") for source in model["sources"]]
        made.append({name: value for name, value in partner.items() if value})
    yield from sorted(made, key=lambda partner: str(partner["id"]))


def _write_areas(repository: Path, folder: Path, with_communes: bool) -> None:
    source, target = repository / "content" / "areas", folder / "content" / "areas"
    shutil.copytree(source, target)
    if with_communes:
        return
    named = {
        str(member)
        for path in source.glob("*.yaml")
        for area in yaml.load(path.read_text(encoding="utf-8"), yaml.CBaseLoader)
        for member in area.get("members", ())
    }
    shapes: set[str] = set()
    for path in sorted(target.glob("communes*.csv")):
        header, *rows = csv.reader(io.StringIO(path.read_text(encoding="utf-8")))
        code, within = header.index("code"), header.index("part_of")
        kept = []
        for row in rows:
            if row[within] not in shapes or row[code] in named:
                shapes.add(row[within])
                kept.append(row)
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([header, *kept])


def _write_glossary(repository: Path, folder: Path) -> None:
    """The real terms, less what they say of schemes that this guide does not hold."""
    for path in sorted((repository / "content" / "glossary").glob("*.yaml")):
        terms = yaml.load(path.read_text(encoding="utf-8"), yaml.CBaseLoader)
        target = folder / "content" / "glossary" / path.name
        target.parent.mkdir(exist_ok=True)
        target.write_text(dump([without(term, "see") for term in terms]), encoding="utf-8")


def _told(text: dict[str, str], number: int, chance: random.Random) -> dict[str, str]:
    """A text with words that few other fiches say."""
    rare = " ".join(made_up_word(chance.randrange(100_000)) for _ in range(3))
    common = made_up_word(chance.randrange(200))
    said = {"fr": f"Parlez aussi de {common}, {rare}.", "nl": f"Vraag ook naar {common}, {rare}."}
    return {code: f"{words} {said[code]}" for code, words in text.items()}


def _copy_without(repository: Path, folder: Path, uri: str, key: str) -> None:
    """Copy a list of records, each less one key."""
    records = yaml.load((repository / uri).read_text(encoding="utf-8"), yaml.CBaseLoader)
    kept = [without(record, key) for record in records]
    (folder / uri).write_text(dump(kept), encoding="utf-8")


def main() -> None:
    """Write one guide, to look at or to profile."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--schemes", type=int, default=500)
    parser.add_argument("--communes", action="store_true", help="with every commune")
    options = parser.parse_args()
    write_guide(options.folder, options.schemes, with_communes=options.communes)


if __name__ == "__main__":
    main()
