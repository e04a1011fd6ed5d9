"""The JSON Schemas: committed as generated, named in each file, and true of what stands there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from handbook.project.yaml_reader import read_yaml
from handbook.register.schemas import schemas, write_schemas

REGISTER = Path(__file__).parents[2] / "docs" / "register"
FILES = sorted(REGISTER.rglob("*.yml"))


@pytest.mark.parametrize("name", sorted(schemas()))
def test_the_committed_schema_is_the_generated_one(name: str) -> None:
    hint = "write it again: handbook.register.schemas.write_schemas(Path('docs/register/schema'))"
    assert (REGISTER / "schema" / name).read_bytes() == schemas()[name], hint


def test_no_schema_is_left_over() -> None:
    assert {path.name for path in (REGISTER / "schema").iterdir()} == set(schemas())


def test_writing_again_changes_nothing(tmp_path: Path) -> None:
    assert set(write_schemas(tmp_path)) == set(schemas())
    assert write_schemas(tmp_path) == ()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_file_names_its_schema_and_fulfils_it(path: Path) -> None:
    text = path.read_text("utf-8")
    marker = "# yaml-language-server: $schema="
    first = text.splitlines()[0]
    assert first.startswith(marker)
    schema = json.loads((path.parent / first.removeprefix(marker)).read_bytes())
    Draft202012Validator.check_schema(schema)
    assert [error.message for error in Draft202012Validator(schema).iter_errors(read_yaml(text).data)] == []


def test_the_schema_refuses_what_the_model_refuses() -> None:
    schema = json.loads(schemas()["authorities.json"])
    data = {
        "family": {"order": 1, "titles": {"en": "F"}},
        "authorities": {"x": {"kind": "pact", "titles": {"en": "X"}, "adopted": "1.2.2000", "colour": "red"}},
    }
    found = {tuple(error.absolute_path)[2:] for error in Draft202012Validator(schema).iter_errors(data)}
    assert {("kind",), ("adopted",), ()} <= found


def test_every_field_is_explained_to_the_editor() -> None:
    for data in schemas().values():
        for name, definition in json.loads(data)["$defs"].items():
            for field, content in definition.get("properties", {}).items():
                assert content.get("description"), (name, field)
