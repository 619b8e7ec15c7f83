"""The command: what it prints, where, and the code it ends with."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from generator.cli import main
from tests.tiny import BASE, Content, with_lines

Tiny = Callable[[Mapping[str, Content]], Path]
Run = Callable[..., tuple[int, str, str]]

SCHEME = "content/schemes/aide.yaml"
ERROR = {SCHEME: BASE[SCHEME].replace("providers: [caf]", "providers: [caff]")}
WARNING = {SCHEME: BASE[SCHEME].replace("{fr: Aide, nl: Hulp}", "{fr: Aide}")}
AS_OF = ("--as-of", "2026-11-22")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command in this process: its code, what it printed, what it complained of."""

    def call(*arguments: str | Path) -> tuple[int, str, str]:
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else -1
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


def made(root: Path) -> list[Path]:
    """What stands in a folder, but for the memory of the reader."""
    paths = sorted(path.relative_to(root) for path in root.rglob("*"))
    return [path for path in paths if path.parts[0] != ".cache"]


def process(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "generator.cli", *map(str, arguments)],
        capture_output=True, text=True, encoding="utf-8", errors="replace", check=False,
        env={**os.environ, "PYTHONWARNINGS": "error", **environment},
    )  # fmt: skip


def test_check_of_a_sound_guide(tiny: Tiny, run: Run) -> None:
    assert run("check", "--root", tiny({}), *AS_OF) == (0, "Aucun problème.\n", "")


def test_check_of_a_guide_with_an_error(tiny: Tiny, run: Run) -> None:
    code, out, err = run("check", "--root", tiny(ERROR), "--lang", "en", *AS_OF)
    assert (code, err) == (1, "")
    assert out == (
        f'{SCHEME}:8:13: error: unknown partner "caff" [unknown-reference]\n'
        "    8 | providers: [caff]\n"
        "      |             ^^^^\n"
        '   Did you mean "caf"? Write the id of a record that exists.\n'
        "\n"
        "1 error(s), 0 warning(s).\n"
    )


@pytest.mark.parametrize(
    ("files", "strict", "code"),
    [({}, True, 0), (WARNING, False, 0), (WARNING, True, 1), (ERROR, False, 1), (ERROR, True, 1)],
)
def test_a_warning_fails_with_strict_only(
    tiny: Tiny, run: Run, files: Mapping[str, Content], strict: bool, code: int
) -> None:
    options = ["--strict"] if strict else []
    assert run("check", "--root", tiny(files), *options, *AS_OF)[0] == code


@pytest.mark.parametrize(
    ("language", "start"),
    [("fr", "1 erreur(s)"), ("nl", "1 fout(en)"), ("en", "1 error(s)")],
)
def test_the_language_of_the_messages(tiny: Tiny, run: Run, language: str, start: str) -> None:
    out = run("check", "--root", tiny(ERROR), "--lang", language, *AS_OF)[1]
    assert out.splitlines()[-1].startswith(start)


def test_json_is_one_object_and_nothing_else(tiny: Tiny, run: Run) -> None:
    code, out, err = run("check", "--root", tiny(ERROR), "--format", "json", "--lang", "en", *AS_OF)
    assert (code, err) == (1, "")
    report = json.loads(out)
    assert report["counts"] == {"error": 1, "warning": 0}
    assert report["problems"][0]["file"] == SCHEME
    assert report["problems"][0]["line"] == 8


def test_github_prints_annotations_and_nothing_else(tiny: Tiny, run: Run) -> None:
    out = run("check", "--root", tiny(ERROR), "--format", "github", "--lang", "en", *AS_OF)[1]
    assert out.startswith(f"::error file={SCHEME},line=8,col=13,title=unknown-reference::")
    assert out.count("\n") == 1
    assert run("check", "--root", tiny({}), "--format", "github", *AS_OF)[1] == ""


def test_the_day_of_the_check(tiny: Tiny, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    scheme = with_lines(SCHEME, "revised: {fr: 2026-11-23, nl: 2026-11-22}")
    root = tiny({SCHEME: scheme})
    assert run("check", "--root", root, "--as-of", "2026-11-22")[0] == 1
    assert run("check", "--root", root, "--as-of", "2026-11-23")[0] == 0
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")  # 2026-11-22
    assert run("check", "--root", root)[0] == 1
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795392000")  # 2026-11-23
    assert run("check", "--root", root)[0] == 0
    assert run("check", "--root", root, "--as-of", "2026-11-22")[0] == 1


def test_the_guide_is_here_unless_told(
    tiny: Tiny, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tiny({}))
    assert run("check", *AS_OF)[0] == 0
    monkeypatch.chdir(tmp_path)
    code, out, _ = run("check", "--lang", "en", *AS_OF)
    assert code == 1
    assert "partners.yaml:1:1: error: the file partners.yaml does not exist" in out


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["verify"],
        ["check", "--format", "yaml"],
        ["check", "--lang", "de"],
        ["check", "--as-of", "yesterday"],
        ["check", "--as-of", "2026-02-30"],
        ["check", "--root", "/no/such/folder"],
        ["check", "--root", __file__],
        ["check", "extra"],
        ["build", "--jobs", "0"],
        ["build", "--jobs", "many"],
        ["build", "--audience", "everyone"],
        ["serve", "--port", "-1"],
        ["booklet", "--format", "pdf"],
    ],
    ids=" ".join,
)
def test_wrong_usage_ends_with_two_and_a_line_on_stderr(run: Run, arguments: list[str]) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert err.splitlines()[-1].startswith("vademecum")
    assert "Traceback" not in err


@pytest.mark.parametrize("command", ["check", "build", "serve", "booklet"])
def test_every_command_explains_itself(run: Run, command: str) -> None:
    code, out, _ = run(command, "--help")
    assert code == 0
    assert "--root" in out
    assert "--lang" in out


@pytest.mark.parametrize("arguments", [["build"], ["booklet"], ["booklet", "--list"], ["serve"]])
def test_nothing_is_made_of_a_guide_with_errors(tiny: Tiny, run: Run, arguments: list[str]) -> None:
    root = tiny(ERROR)
    before = made(root)
    code, out, err = run(*arguments, "--root", root, "--lang", "en")
    assert (code, out) == (1, "")
    assert f"{SCHEME}:8:13: error:" in err
    assert made(root) == before


def test_a_failed_build_leaves_the_previous_site_as_it_was(tiny: Tiny, run: Run) -> None:
    mistakes = Path(__file__).parent / "records/cases/ten-mistakes/content/schemes/essai.yaml"
    root = tiny({"content/schemes/essai.yaml": mistakes.read_bytes()})
    (root / "site" / "data").mkdir(parents=True)
    (root / "site" / "data" / "records.json").write_text("[]")
    (root / "site" / "index.html").write_text("The previous site.")
    code, _, err = run("build", "--root", root, *AS_OF)
    assert code == 1
    assert err.count("content/schemes/essai.yaml:") >= 10
    assert (root / "site" / "index.html").read_text() == "The previous site."
    assert {path.parts[0] for path in made(root)} == {"content", "partners.yaml", "site"}


def test_a_folder_of_someone_else_is_not_built_into(tiny: Tiny, run: Run) -> None:
    root = tiny({"mkdocs.yml": "site_name: Guide\n"})
    (root / "thesis").mkdir()
    (root / "thesis" / "thesis.txt").write_text("years")
    code, out, err = run("build", "--root", root, "--site-dir", root / "thesis", *AS_OF)
    assert (code, out) == (2, "")
    assert "thesis" in err
    assert (root / "thesis" / "thesis.txt").read_text() == "years"


def test_a_booklet_that_is_none_stops_the_build_in_time(tiny: Tiny, run: Run) -> None:
    root = tiny({"mkdocs.yml": "site_name: Guide\n", "made/livret-ville-fr.pdf": "no PDF"})
    code, out, err = run("build", "--root", root, "--booklets", root / "made", *AS_OF)
    assert (code, out) == (2, "")
    assert "livret-ville-fr.pdf: not the PDF of a booklet" in err
    assert not (root / "site").exists()


def test_booklets_from_nowhere_are_wrong_usage(tiny: Tiny, run: Run) -> None:
    code, _, err = run("build", "--root", tiny({}), "--booklets", "no-such-folder", *AS_OF)
    assert code == 2
    assert "no-such-folder" in err


def test_a_guide_without_a_site_to_build_says_so(tiny: Tiny, run: Run) -> None:
    code, out, err = run("build", "--root", tiny({}), *AS_OF)
    assert (code, out) == (2, "")
    assert "mkdocs.yml" in err


def test_editions_are_listed(tiny: Tiny, run: Run) -> None:
    root = tiny({})
    code, out, err = run("booklet", "--list", "--format", "json", "--root", root, *AS_OF)
    assert (code, err) == (0, "")
    rows = json.loads(out)
    assert [(row["area"], row["language"]) for row in rows] == [("ville", "fr"), ("ville", "nl")]
    assert all(set(row) == {"edition", "audience", "area", "language", "format"} for row in rows)
    names = run("booklet", "--list", "--root", root, *AS_OF)[1].split()
    assert names == [row["edition"] for row in rows]


def test_an_edition_nobody_knows_is_wrong_usage(tiny: Tiny, run: Run) -> None:
    code, out, err = run("booklet", "no-such-edition", "--root", tiny({}), *AS_OF)
    assert (code, out) == (2, "")
    assert "no-such-edition" in err


def test_a_printer_gets_the_file_asked_for(tiny: Tiny, run: Run, tmp_path: Path) -> None:
    root = tiny({})
    options = ("livret-ville-nl", "--root", root, "--out", tmp_path, *AS_OF)
    assert run("booklet", "--imposed", *options) == (0, "", "")
    assert run("booklet", "--crop-marks", *options) == (0, "", "")
    assert run("booklet", "--imposed", "--crop-marks", *options) == (0, "", "")
    assert sorted(path.name for path in tmp_path.glob("*.pdf")) == [
        "livret-ville-nl-crop-marks.pdf",
        "livret-ville-nl-imposed-crop-marks.pdf",
        "livret-ville-nl-imposed.pdf",
    ]


def test_what_cannot_be_stitched_is_wrong_usage(tiny: Tiny, run: Run, tmp_path: Path) -> None:
    path = "content/editions.yaml"
    sheet = (
        BASE[path].replace("id: livret", "id: feuille").rstrip()
        + "\n          layout: large-print\n          format: a4\n"
    )
    root = tiny({path: BASE[path] + sheet})
    options = ("--imposed", "--root", root, "--out", tmp_path / "out", *AS_OF)
    code, out, err = run("booklet", "feuille-ville-fr", *options)
    assert (code, out) == (2, "")
    assert "feuille-ville-fr" in err
    assert "A5" in err
    # Of all booklets, those that can be stitched are.
    assert run("booklet", *options) == (0, "", "")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "livret-ville-fr-imposed.pdf",
        "livret-ville-nl-imposed.pdf",
    ]


def test_the_command_runs_as_a_program(tiny: Tiny) -> None:
    ended = process("check", "--root", tiny(ERROR), "--lang", "en", *AS_OF)
    assert (ended.returncode, ended.stderr) == (1, "")
    assert ended.stdout.endswith("1 error(s), 0 warning(s).\n")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_a_terminal_without_our_signs_is_no_traceback(tiny: Tiny, encoding: str) -> None:
    ended = process("check", "--root", tiny(ERROR), *AS_OF, PYTHONIOENCODING=encoding)
    assert (ended.returncode, ended.stderr) == (1, "")


@pytest.mark.parametrize("size", [1, 2_000])
def test_a_reader_who_leaves_early_gets_no_traceback(tiny: Tiny, size: int) -> None:
    # As `vademecum check | head -1`: the other end of the pipe is closed before we write.
    bad = "".join(f"- {{id: b{n}}}\n" for n in range(size))
    command = [
        sys.executable,
        "-m",
        "generator.cli",
        "check",
        "--root",
        str(tiny({"partners.yaml": bad})),
    ]
    buffered = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    read_end, write_end = os.pipe()
    os.close(read_end)
    with os.fdopen(write_end, "w") as pipe:
        ended = subprocess.run(
            command, stdout=pipe, stderr=subprocess.PIPE, text=True, check=False, env=buffered
        )
    assert ended.stderr == ""
    assert ended.returncode == 0


def test_the_command_starts_to_read_before_it_imports_what_takes_long() -> None:
    heavy = "{'pydantic', 'babel', 'jinja2', 'mkdocs', 'typst', 'pikepdf'}"
    source = f"import sys, generator.cli; print(sorted({heavy} & set(sys.modules)))"
    ended = subprocess.run([sys.executable, "-c", source], capture_output=True, check=True)
    assert ended.stdout.strip() == b"[]"
