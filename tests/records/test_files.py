"""Whole files: how they are encoded, what stands in their place, what they cannot hide."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from generator.records.loader import load_guide
from generator.reporters import report_text
from tests.tiny import AS_OF, BASE, Content, guide_of, places, problems_of, with_lines, write_guide

Tiny = Callable[[Mapping[str, Content]], Path]
SCHEME = "content/schemes/aide.yaml"


def encoded(root: Path, change: Callable[[str], bytes]) -> Path:
    for path in root.rglob("*"):
        if path.is_file():
            path.write_bytes(change(path.read_text(encoding="utf-8")))
    return root


@pytest.mark.parametrize(
    "change",
    [
        lambda text: b"\xef\xbb\xbf" + text.encode(),
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: text.replace("\n", "\r").encode(),
        lambda text: text.rstrip("\n").encode(),
        lambda text: (text + "\n\n").encode(),
    ],
    ids=["bom", "crlf", "cr", "no-final-newline", "blank-lines"],
)
def test_what_an_editor_adds_to_a_file_changes_nothing(
    tiny: Tiny, tmp_path: Path, change: Callable[[str], bytes]
) -> None:
    plain = guide_of(write_guide(tmp_path / "plain"))
    assert guide_of(encoded(tiny({}), change)) == plain


def test_a_place_is_the_same_with_crlf_and_a_byte_order_mark(tiny: Tiny) -> None:
    root = tiny({SCHEME: BASE[SCHEME].replace("[housing]", "[hous]")})
    before = places(problems_of(root))
    assert before == ["content/schemes/aide.yaml:5:10 unknown-reference"]
    encoded(root, lambda text: b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert places(problems_of(root)) == before


def test_order_of_the_disk_does_not_matter(tmp_path: Path) -> None:
    guides = []
    for number, names in enumerate((sorted(BASE), sorted(BASE, reverse=True))):
        root = tmp_path / str(number)
        for name in names:
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()
        guides.append(guide_of(write_guide(root)))
    assert guides[0] == guides[1]


def test_a_file_that_cannot_be_opened_is_a_problem_at_that_file(tiny: Tiny) -> None:
    root = tiny({SCHEME: None})
    (root / SCHEME).parent.mkdir()
    (root / SCHEME).mkdir()
    loop = root / "content/glossary/boucle.yaml"
    loop.symlink_to(loop)
    page = root / "content/pages/fr/dossier.md"
    page.mkdir()
    (root / "content/pages/nl/dossier.md").mkdir()
    assert places(problems_of(root)) == [
        "content/glossary/boucle.yaml:1:1 unreadable-file",
        "content/pages/fr/dossier.md:1:1 unreadable-file",
        "content/pages/nl/dossier.md:1:1 unreadable-file",
        "content/schemes/aide.yaml:1:1 unreadable-file",
    ]


def test_a_link_to_nothing_is_a_missing_file(tiny: Tiny) -> None:
    root = tiny({SCHEME: None})
    (root / SCHEME).parent.mkdir()
    (root / SCHEME).symlink_to("nowhere.yaml")
    assert places(problems_of(root)) == [f"{SCHEME}:1:1 missing-file"]


@pytest.mark.parametrize("uri", sorted(set(BASE) - {"content/pages/fr/index.md"}))
@pytest.mark.parametrize(
    ("content", "rules"),
    [
        (b"", {"empty-file", "page-front-matter"}),
        (b"\xff\xfe\x00", {"not-utf8"}),
        (b"]", {"yaml-syntax", "missing-column", "unknown-column", "page-front-matter"}),
        (b"- - -", {"wrong-shape", "empty-value", "missing-column", "unknown-column"}),
        (b"a: b", {"wrong-shape", "missing-field", "unknown-field"}),
        (b'"', {"yaml-quote", "csv-quote", "page-front-matter"}),
        (b"\x00\n\x1b[31m", {"yaml-character"}),
        (b"[" * 3000, {"yaml-depth"}),
        (b",\n" * 50, {"yaml-syntax", "missing-column", "unknown-column"}),
    ],
    ids=["empty", "bytes", "bracket", "hyphens", "mapping", "quote", "control", "deep", "commas"],
)
def test_one_broken_file_is_told_and_floods_nothing_else(
    tiny: Tiny, uri: str, content: bytes, rules: set[str]
) -> None:
    problems = problems_of(tiny({uri: content}))
    assert problems or content == b""
    report_text(problems, "fr")
    here = {problem.rule for problem in problems if problem.place.file == uri}
    if uri.endswith(".yaml") and content != b"":
        assert here & rules
    if here & {"not-utf8", "yaml-quote", "yaml-character", "yaml-depth", "csv-quote"}:
        # What the file held is not known: no other file is blamed for naming it.
        assert {problem.place.file for problem in problems} == {uri}


def test_guide_settings_that_are_empty_stop_the_guide_with_a_problem(tiny: Tiny) -> None:
    loaded = load_guide(tiny({"content/guide.yaml": "# Rien.\n"}), AS_OF)
    assert loaded.guide is None
    assert places(loaded.problems) == ["content/guide.yaml:1:1 empty-file"]


def test_a_list_of_records_may_be_empty(tiny: Tiny) -> None:
    root = tiny(
        {
            "content/editions.yaml": "# Aucune.\n",
            "content/glossary/words.yaml": None,
            "content/vocabularies/partner-kinds.yaml": "- {id: caf, label: Caisse}\n",
        }
    )
    guide = guide_of(root)
    assert guide.editions == ()
    assert guide.terms == ()


def test_a_folder_that_is_no_guide_says_so(tmp_path: Path) -> None:
    assert places(problems_of(tmp_path)) == [
        "content/guide.yaml:1:1 missing-file",
        "partners.yaml:1:1 missing-file",
    ]


def test_five_megabytes_of_mistakes_are_told(tiny: Tiny) -> None:
    partner = "- id: p{}\n  kind: caf\n  name: {}\n  summary: {{fr: A., nl: B.}}\n  areas: [pays]\n"
    many = "".join(partner.format(n, "mot " * 400) for n in range(3_000))
    problems = problems_of(tiny({"partners.yaml": many}))
    found = {problem.rule for problem in problems if problem.place.file == "partners.yaml"}
    assert found == {"missing-source", "partner-without-contact"}
    assert len([p for p in problems if p.rule == "missing-source"]) == 3_000


@pytest.mark.parametrize(
    "partners",
    [
        "- id: caf\n  {rest}\n- id: b\n  {rest}\n",
        "-\n  id: caf\n  {rest}\n-\n  id: b\n  {rest}\n",
        "  - id: caf\n    {rest}\n  - id: b\n    {rest}\n",
        "[{{id: caf, {flow}}},\n {{id: b, {flow}}}]\n",
        "# Tous.\n\n- id: caf # la caisse\n  {rest}\n# Un autre.\n- id: b\n  {rest}\n",
    ],
)
def test_the_line_of_a_record_is_known_however_its_list_is_written(
    tiny: Tiny, partners: str
) -> None:
    fields = [
        "kind: caf",
        "name: N",
        "summary: S",
        "areas: [pays]",
        'contact: {url: "https://a.be"}',
        "sources: [{source: rapport}]",
    ]
    indent = "\n" + " " * (4 if partners.startswith("  ") else 2)
    text = partners.format(rest=indent.join(fields), flow=", ".join(fields))
    guide = guide_of(tiny({"partners.yaml": text.encode()}))
    lines = text.split("\n")
    for ref in ("partner/caf", "partner/b"):
        line = guide.origins[ref].line
        assert f"id: {ref.partition('/')[2]}" in "\n".join(lines[line - 1 : line + 1])
        assert guide.origins[ref].file == "partners.yaml"


def test_the_line_of_a_commune_counts_what_is_between_its_rows(tiny: Tiny) -> None:
    rows = 'code,name,part_of\n62498,A,ville\n\n62119,"B\nC",ville\n62041,D,ville\n'
    guide = guide_of(tiny({"content/areas/communes.csv": rows}))
    assert {ref: guide.origins[f"commune/{ref}"].line for ref in ("62498", "62119", "62041")} == {
        "62498": 2,
        "62119": 4,
        "62041": 6,
    }


def test_a_later_day_lets_a_date_pass(tiny: Tiny) -> None:
    root = tiny({SCHEME: with_lines(SCHEME, "revised: {fr: 2026-11-23}")})
    assert places(problems_of(root)) == [f"{SCHEME}:10:15 date-in-future"]
    assert places(problems_of(root, date(2026, 11, 23))) == []
