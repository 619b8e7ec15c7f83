"""The reference of the data and the templates of contributors: complete, fresh and true."""

from __future__ import annotations

import json
import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, ClassVar, Final

import pytest
import yaml
from jsonschema import Draft202012Validator
from pydantic import BaseModel, create_model

from generator.records.checks import check_records
from generator.records.files import read_files
from generator.records.models import VOCABULARIES, Partner, Record, Scheme
from generator.records.models.base import Model, field
from generator.records.pages import PageHead, read_pages
from generator.records.raw import RawGuide, parse_files
from generator.records.reader import read_yaml
from generator.reference.__main__ import main, reference_files, stale_files
from generator.reference.fields import FieldDoc, fields_of, parts_of
from generator.reference.kinds import KINDS, Kind
from generator.reference.schema import schema_text
from generator.reference.tables import example_yaml
from generator.reference.words import LANGUAGES, ReferenceWords, reference_words

ROOT: Final = Path(__file__).resolve().parent.parent
TEMPLATES: Final = ROOT / "docs" / "templates"
MODELS: Final = tuple(
    dict.fromkeys(model for kind in KINDS for model in (kind.model, *parts_of(kind.model)))
)
FIELDS: Final = tuple((model, doc) for model in MODELS for doc in fields_of(model))


class EditorLoader(yaml.SafeLoader):
    """Reads YAML 1.2 as editors do: digits are numbers, dates and `no` are texts."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}


EditorLoader.add_implicit_resolver(
    "tag:yaml.org,2002:int", re.compile(r"[-+]?[0-9]+\Z"), list("-+0123456789")
)
EditorLoader.add_implicit_resolver(
    "tag:yaml.org,2002:float", re.compile(r"[-+]?[0-9]+\.[0-9]*\Z"), list("-+0123456789")
)
EditorLoader.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile(r"(?:true|false)\Z"), list("tf")
)
EditorLoader.add_implicit_resolver(
    "tag:yaml.org,2002:null", re.compile(r"(?:~|null|)\Z"), ["~", "n", ""]
)


def as_editors_read(text: str) -> Any:
    return yaml.load(text, Loader=EditorLoader)


@cache
def reference() -> dict[Path, str]:
    return dict(reference_files())


@cache
def schema_of(kind: Kind) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads(
        schema_text(kind, tuple(reference_words(language) for language in LANGUAGES))
    )
    return schema


def faults(kind: Kind, value: Any) -> list[str]:
    validator = Draft202012Validator(schema_of(kind))
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(value)]


def kind_of_model(model: type[BaseModel]) -> Kind:
    return next(kind for kind in KINDS if kind.model is model)


RECORD_FILES: Final = tuple(
    (kind, path)
    for kind in KINDS
    if kind.model is not PageHead
    for pattern in kind.files
    for path in sorted(ROOT.glob(pattern))
)


# Completeness


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_is_explained(language: str) -> None:
    words = reference_words(language)
    assert sorted({doc.key for _, doc in FIELDS if not words.has_meaning(doc)}) == []


def test_the_command_names_what_is_not_explained(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(ReferenceWords, "has_meaning", lambda self, doc: doc.key != "Scheme.name")
    assert main(["--root", str(tmp_path)]) == 1
    assert "no meaning: Scheme.name (generator/locales/fields/nl.yml)" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_explained_that_does_not_exist(language: str) -> None:
    assert sorted(reference_words(language).explained - {doc.key for _, doc in FIELDS}) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("model", [*MODELS, Record], ids=lambda model: model.__name__)
def test_every_model_has_a_name_and_a_meaning(model: type[BaseModel], language: str) -> None:
    words = reference_words(language)
    assert words.model_name(model)
    assert words.model_meaning(model).endswith(".")


def test_every_vocabulary_has_a_kind() -> None:
    files = {file for kind in KINDS for file in kind.files}
    assert {f"content/vocabularies/{name}.yaml" for name in VOCABULARIES} <= files


def test_an_unexplained_field_is_noticed() -> None:
    class Invented(Model):
        """A model that no words know."""

        secret: str = field("Nobody explained it.", example="x")

    (invented,) = fields_of(Invented)
    assert invented.key == "Invented.secret"
    assert not reference_words("fr").has_meaning(invented)
    assert reference_words("en").has_meaning(invented)


# Freshness


def test_committed_files_are_fresh() -> None:
    assert stale_files(ROOT / "docs" / "reference") == ()
    assert main(["--check", "--root", str(ROOT)]) == 0


def test_stale_missing_and_needless_files_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--root", str(tmp_path)]) == 0
    folder = tmp_path / "docs" / "reference"
    assert main(["--check", "--root", str(tmp_path)]) == 0
    (folder / "fields.nl.md").unlink()
    (folder / "schema" / "scheme.schema.json").write_text("{}\n")
    (folder / "schema" / "gone.schema.json").write_text("{}\n")
    assert main(["--check", "--root", str(tmp_path)]) == 1
    assert capsys.readouterr().err.splitlines() == [
        "stale: docs/reference/fields.nl.md",
        "stale: docs/reference/schema/gone.schema.json",
        "stale: docs/reference/schema/scheme.schema.json",
    ]
    assert main(["--root", str(tmp_path)]) == 0
    assert main(["--check", "--root", str(tmp_path)]) == 0
    assert not (folder / "schema" / "gone.schema.json").exists()


def test_two_runs_give_the_same_bytes() -> None:
    reference_words.cache_clear()
    first = dict(reference_files())
    reference_words.cache_clear()
    assert dict(reference_files()) == first


@pytest.mark.parametrize("path", sorted(reference()), ids=str)
def test_links_of_the_reference_lead_somewhere(path: Path) -> None:
    text = reference()[path]
    if path.suffix != ".md":
        Draft202012Validator.check_schema(json.loads(text))
        return
    anchors = set(re.findall(r'<a id="([^"]+)">', text))
    for target in re.findall(r"\]\(([^)]+)\)", text):
        known = target[1:] in anchors if target.startswith("#") else Path(target) in reference()
        assert known, target


# Truth


@pytest.mark.parametrize(
    ("model", "doc"), FIELDS, ids=[f"{model.__name__}.{doc.name}" for model, doc in FIELDS]
)
def test_an_example_is_valid_for_its_field(model: type[BaseModel], doc: FieldDoc) -> None:
    written = f"{doc.name}: {example_yaml(doc.example)}\n"
    value, problems = read_yaml(written)
    assert problems == ()
    info = model.model_fields[doc.name]
    alone = create_model("Alone", __base__=Model, **{doc.name: (info.annotation, info)})  # type: ignore[call-overload]
    alone.model_validate(value)
    definition = {"$ref": f"#/$defs/{model.__name__}/properties/{doc.name}"}
    home = next(kind for kind in KINDS if model in (kind.model, *parts_of(kind.model)))
    schema = definition | {"$defs": schema_of(home)["$defs"]}
    validator = Draft202012Validator(schema)
    assert list(validator.iter_errors(as_editors_read(written)[doc.name])) == []
    assert isinstance(value, dict)
    assert list(validator.iter_errors(value[doc.name])) == []


@pytest.mark.parametrize(
    ("kind", "path"),
    RECORD_FILES,
    ids=[path.relative_to(ROOT).as_posix() for _, path in RECORD_FILES],
)
def test_the_records_of_the_guide_fit_their_schema(kind: Kind, path: Path) -> None:
    text = path.read_text("utf-8")
    as_check_reads, problems = read_yaml(text)
    assert problems == ()
    assert faults(kind, as_editors_read(text)) == []
    assert faults(kind, as_check_reads) == []


def test_the_heads_of_pages_fit_their_schema() -> None:
    for page in read_pages(ROOT):
        head = page.text.split("---\n")[1]
        assert faults(kind_of_model(PageHead), as_editors_read(head)) == [], page.file


def test_schemas_name_what_is_wrong() -> None:
    scheme = kind_of_model(Scheme)
    value = as_editors_read(
        "id: Mauvais Nom\nkind: droit\nname: {francais: x}\nsummary: {fr: x}\nthemes: []\n"
        "audiences: [jeunes]\nareas: [62498]\ncolour: blue\nreview_every: 100\n"
        "amounts: [{label: x, unit: euros, as_of: hier}]\n"
    )
    assert {fault.partition(":")[0] for fault in faults(scheme, value)} == {
        "$",
        "$.id",
        "$.name",
        "$.themes",
        "$.review_every",
        "$.amounts[0].unit",
        "$.amounts[0].as_of",
    }


# Templates of contributors


def awakened(text: str) -> str:
    """The template with every line in use: `#` taken away where a contributor would."""
    return re.sub(r"(?m)^#(?! \S)", "", text)


@cache
def files_of_the_guide() -> dict[str, str]:
    return read_files(ROOT)[0]


def places_of_problems(guide: RawGuide) -> frozenset[tuple[str, str, int]]:
    # Far in the future, so that no date of a template or of a record is in the future.
    found = check_records(guide, date(2100, 1, 1))
    return frozenset((p.rule, p.place.file, p.place.line) for p in found)


@cache
def problems_of_the_guide() -> frozenset[tuple[str, str, int]]:
    return places_of_problems(parse_files(files_of_the_guide()))


def with_template(files: dict[str, str], name: str, text: str) -> RawGuide:
    if name.startswith("scheme"):
        found, _ = read_yaml(text)
        assert isinstance(found, dict)
        return parse_files({**files, f"content/schemes/{found['id']}.yaml": text})
    return parse_files({**files, "partners.yaml": files["partners.yaml"] + text})


NAMES = ("scheme.fr.yaml", "scheme.nl.yaml", "partner.fr.yaml", "partner.nl.yaml")


def test_no_template_is_forgotten() -> None:
    assert sorted(path.name for path in TEMPLATES.iterdir()) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("whole", [False, True], ids=["as it stands", "every line in use"])
def test_a_template_is_a_valid_record(name: str, whole: bool) -> None:
    text = (TEMPLATES / name).read_text("utf-8")
    text = awakened(text) if whole else text
    model = Scheme if name.startswith("scheme") else Partner
    value, problems = read_yaml(text)
    assert problems == ()
    for record in value if isinstance(value, list) else [value]:
        model.model_validate(record)
    assert faults(kind_of_model(model), as_editors_read(text)) == []


@pytest.mark.parametrize("name", NAMES)
def test_a_template_adds_no_problem_to_the_guide(name: str) -> None:
    guide = with_template(files_of_the_guide(), name, (TEMPLATES / name).read_text("utf-8"))
    assert places_of_problems(guide) - problems_of_the_guide() == frozenset()


@pytest.mark.parametrize("name", NAMES)
def test_a_template_shows_every_key(name: str) -> None:
    text = awakened((TEMPLATES / name).read_text("utf-8"))
    value, _ = read_yaml(text)
    record = value[0] if isinstance(value, list) else value
    model = Scheme if name.startswith("scheme") else Partner
    assert isinstance(record, dict)
    assert sorted(set(model.model_fields) - set(record)) == []


@pytest.mark.parametrize("name", NAMES)
def test_a_template_names_its_schema(name: str) -> None:
    """As it lies here, and where it is copied to."""
    first = (TEMPLATES / name).read_text("utf-8").splitlines()[0]
    target = first.removeprefix("# yaml-language-server: $schema=")
    assert target != first
    assert (TEMPLATES / target).resolve().is_file()
    if name.startswith("scheme"):
        assert (ROOT / "content" / "schemes" / target).resolve().is_file()
