#!/usr/bin/env python3
"""Make the lists of French communes and of their groupings (EPCI).

Usage
    python3 scripts/make_communes.py DATA [--areas content/areas] [--check]

    DATA     the folder `data/` of the npm package `@etalab/decoupage-administratif`
             (its communes.json, epci.json, departements.json and regions.json):
                 cd /tmp && npm pack @etalab/decoupage-administratif@6.0.0
                 tar xzf etalab-decoupage-administratif-6.0.0.tgz   # -> /tmp/package/data
    --areas  the folder of the areas, read and written (default: content/areas of this repository)
    --check  write nothing; exit with 1 if a file on disk is not what would be written

Input, besides DATA (written by hand, in the folder of the areas)
    exonyms.csv      code,name_nl,usage     the Dutch names of some communes
    territories.csv  code,territory,name    the territory of an EPCI (SIREN, 9 digits) or of one
                                            commune (INSEE, 5 digits); a commune's line wins

Output (in the folder of the areas)
    communes-fr.csv  the current communes of the Pas-de-Calais (62), the Meuse (55) and the
                     Territoire de Belfort (90), and those of the Métropole Européenne de Lille
                     in the Nord (59), sorted by code
    epci.yaml        the EPCI that hold them, sorted by id

The same input gives the same bytes. Only the standard library is needed.

Licence of the data: Licence Ouverte (Etalab), from INSEE (code officiel géographique), the
DGCL (composition of the EPCI) and La Poste (postcodes). The package's own code is not used.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import re
import sys
import unicodedata
from pathlib import Path
from typing import Any, NamedTuple

DEPARTMENTS = {
    "55": "meuse",
    "59": "nord",
    "62": "pas-de-calais",
    "90": "territoire-de-belfort",
}
REGIONS = {"27": "bourgogne-franche-comte", "32": "hauts-de-france", "44": "grand-est"}
TERRITORY_DEPARTMENT = "62"  # the department that is divided into territories
LILLE_METROPOLIS = "200093201"  # the only EPCI of the Nord whose communes are listed
TERRITORIES = {
    "arrageois", "artois", "audomarois", "boulonnais", "calaisis",
    "henin-carvin", "lens-lievin", "montreuillois", "ternois",
}  # fmt: skip

# The nature of an EPCI: its mark in the data -> (prefix of the id, words before the name).
NATURES = {
    "CA": ("ca-", "Communauté d’agglomération "),
    "CC": ("cc-", "Communauté de communes "),
    "CU": ("cu-", "Communauté urbaine "),
    "METRO": ("", ""),  # the name already says « Métropole »
}
LEADING_ARTICLE = re.compile(r"^(?:de la |de l’|des |du |de |d’)")

USUAL = "usual"
"""The usage of a Dutch name that Dutch speakers use today; the others are only found by."""

COLUMNS = ("code", "name", "name_nl", "country", "postcodes", "part_of", "formerly", "aliases_nl")
PACKAGE = "@etalab/decoupage-administratif"
PACKAGE_YEAR = "2026"  # the vintage of the data, said in the package's README
CONSULTED = REVISED = "2026-11-22"


class DataError(Exception):
    """The input does not say what this script needs."""


class Epci(NamedTuple):
    id: str
    siren: str
    name: str
    part_of: tuple[str, ...]


def text(value: str) -> str:
    """The typographic apostrophe, and no stray spaces."""
    return " ".join(value.replace("'", "’").split())


def kebab(value: str) -> str:
    """Lower-case ASCII words joined by hyphens."""
    value = value.replace("œ", "oe").replace("Œ", "Oe").replace("’", " ")
    plain = unicodedata.normalize("NFD", value).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def read_json(folder: Path, name: str) -> list[dict[str, Any]]:
    return json.loads((folder / name).read_text(encoding="utf-8"))


def read_table(path: Path, key: str, value: str) -> dict[str, str]:
    """Two columns of a CSV file, as a dictionary."""
    table: dict[str, str] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row[key] in table:
                raise DataError(f"{path.name}: {row[key]} is there twice")
            table[row[key]] = row[value]
    return table


def listed_communes(
    communes: list[dict[str, Any]], epci_of: dict[str, dict[str, Any]]
) -> list[dict[str, Any]]:
    """The current communes of the guide, sorted by code."""
    wanted = []
    for commune in communes:
        if commune["type"] != "commune-actuelle" or commune["departement"] not in DEPARTMENTS:
            continue
        epci = epci_of.get(commune["code"], {}).get("code")
        if commune["departement"] == "59" and epci != LILLE_METROPOLIS:
            continue
        wanted.append(commune)
    return sorted(wanted, key=lambda commune: commune["code"])


def territory_of(code: str, siren: str | None, table: dict[str, str]) -> str:
    territory = table.get(code) or (table.get(siren) if siren else None)
    if territory is None:
        raise DataError(f"territories.csv: no territory for the commune {code} (EPCI {siren})")
    return territory


def describe_epci(
    epci: dict[str, Any], current: dict[str, dict[str, Any]], table: dict[str, str]
) -> Epci:
    """The record of an EPCI: its id, its name, the areas that hold it wholly."""
    prefix, words = NATURES[epci["type"]]
    name = text(epci["nom"])
    mark = f"{epci['type']} "
    if name.startswith(mark):
        name = name[len(mark) :]
    short = LEADING_ARTICLE.sub("", name)
    if re.search(r": | #|^\W", name):
        raise DataError(f"epci.yaml: the name {name!r} would need quotes")

    members = [current[member["code"]] for member in epci["membres"]]
    departments = {member["departement"] for member in members}
    if len(departments) == 1 and departments <= DEPARTMENTS.keys():
        department = departments.pop()
        part_of = [DEPARTMENTS[department]]
        if department == TERRITORY_DEPARTMENT:
            territories = {territory_of(m["code"], epci["code"], table) for m in members}
            part_of += territories if len(territories) == 1 else []
    else:
        regions = {member["region"] for member in members}
        if len(regions) != 1 or not regions <= REGIONS.keys():
            raise DataError(f"the EPCI {epci['code']} is not within one region of the guide")
        part_of = [REGIONS[regions.pop()]]
    return Epci(prefix + kebab(short), epci["code"], words + name, tuple(part_of))


def former_names(communes: list[dict[str, Any]]) -> dict[str, list[str]]:
    """The delegated and associated communes of each commune, by code, in the order of codes."""
    names: dict[str, list[str]] = {}
    for commune in sorted(communes, key=lambda commune: commune["code"]):
        if commune["type"] in ("commune-deleguee", "commune-associee"):
            names.setdefault(commune["chefLieu"], []).append(text(commune["nom"]))
    return names


def communes_csv(rows: list[dict[str, str]]) -> str:
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue()


def epci_yaml(records: list[Epci]) -> str:
    lines = [
        "# Made by scripts/make_communes.py: do not edit by hand. See README.md.",
        "# Data: Etalab, INSEE (COG), DGCL; Licence Ouverte.",
    ]
    for record in records:
        lines += [
            f"- id: {record.id}",
            "  kind: epci",
            "  name:",
            f"    fr: {record.name}",
            f"    nl: {record.name}",
            f'  code: "{record.siren}"',
            "  country: FR",
            f"  part_of: [{', '.join(record.part_of)}]",
            "  sources:",
            "    - title: Découpage administratif, groupements de communes à fiscalité propre",
            (
                "      publisher: Etalab (données de l’INSEE et de la direction générale"
                " des collectivités locales)"
            ),
            f"      url: https://www.npmjs.com/package/{PACKAGE}",
            f"      date: {PACKAGE_YEAR}",
            f"      consulted: {CONSULTED}",
            "      facts: [name, code, part_of]",
            f"  revised: {{fr: {REVISED}, nl: {REVISED}}}",
        ]
    return "\n".join(lines) + "\n"


def make(data: Path, areas: Path) -> tuple[dict[str, str], list[dict[str, str]], list[Epci]]:
    """The files to write (name -> text), and what they are made of."""
    communes = read_json(data, "communes.json")
    all_epci = read_json(data, "epci.json")
    exonyms = read_table(areas / "exonyms.csv", "code", "name_nl")
    usages = read_table(areas / "exonyms.csv", "code", "usage")
    territories = read_table(areas / "territories.csv", "code", "territory")

    departments = {row["code"]: row["nom"] for row in read_json(data, "departements.json")}
    regions = {row["code"]: row["nom"] for row in read_json(data, "regions.json")}
    for known, names in ((DEPARTMENTS, departments), (REGIONS, regions)):
        for code, area in known.items():
            if kebab(names.get(code, "")) != area:
                raise DataError(f"the data do not name {code} as {area}")
    if unknown := set(territories.values()) - TERRITORIES:
        raise DataError(f"territories.csv: unknown territory {', '.join(sorted(unknown))}")

    current = {row["code"]: row for row in communes if row["type"] == "commune-actuelle"}
    epci_of = {member["code"]: epci for epci in all_epci for member in epci["membres"]}
    listed = listed_communes(communes, epci_of)
    former = former_names(communes)

    records: dict[str, Epci] = {}
    rows: list[dict[str, str]] = []
    for commune in listed:
        code, name = commune["code"], text(commune["nom"])
        part_of = [DEPARTMENTS[commune["departement"]]]
        epci = epci_of.get(code)
        if epci:
            siren = epci["code"]
            if siren not in records:
                records[siren] = describe_epci(epci, current, territories)
            part_of.append(records[siren].id)
        if commune["departement"] == TERRITORY_DEPARTMENT:
            part_of.append(territory_of(code, epci["code"] if epci else None, territories))
        rows.append(
            {
                "code": code,
                "name": name,
                "name_nl": exonyms.get(code, "") if usages.get(code) == USUAL else "",
                "country": "FR",
                "postcodes": " ".join(sorted(set(commune.get("codesPostaux", [])))),
                "part_of": " ".join(part_of),
                "formerly": ";".join(n for n in former.get(code, []) if n != name),
                "aliases_nl": exonyms.get(code, "") if usages.get(code) != USUAL else "",
            }
        )

    codes = {row["code"] for row in rows}
    if len(codes) != len(rows):
        raise DataError("a commune is there twice")
    if unused := exonyms.keys() - codes:
        raise DataError(f"exonyms.csv: not a commune of the guide: {', '.join(sorted(unused))}")
    if unused := territories.keys() - codes - records.keys():
        raise DataError(f"territories.csv: not of the guide: {', '.join(sorted(unused))}")
    ordered = sorted(records.values())
    if len({record.id for record in ordered}) != len(ordered):
        raise DataError("two EPCI have the same id")
    files = {"communes-fr.csv": communes_csv(rows), "epci.yaml": epci_yaml(ordered)}
    return files, rows, ordered


def main(arguments: list[str] | None = None) -> int:
    root = Path(__file__).resolve().parent.parent
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path, help="the folder data/ of the npm package")
    parser.add_argument("--areas", type=Path, default=root / "content" / "areas")
    parser.add_argument("--check", action="store_true", help="write nothing, only compare")
    options = parser.parse_args(arguments)

    try:
        files, rows, epci = make(options.data, options.areas)
    except (DataError, OSError, KeyError, ValueError) as error:
        print(f"make_communes: {type(error).__name__}: {error}", file=sys.stderr)
        return 1

    stale = 0
    for name, content in files.items():
        path = options.areas / name
        if options.check:
            if not path.exists() or path.read_bytes() != content.encode():
                print(f"{path} is not up to date", file=sys.stderr)
                stale = 1
        else:
            path.write_bytes(content.encode())

    counts: dict[str, int] = {}
    for row in rows:
        for area in row["part_of"].split():
            if area in TERRITORIES or area in DEPARTMENTS.values():
                counts[area] = counts.get(area, 0) + 1
    print(f"{len(rows)} communes, {len(epci)} EPCI")
    for area, count in sorted(counts.items()):
        print(f"{count:5} {area}")
    return stale


if __name__ == "__main__":
    raise SystemExit(main())
