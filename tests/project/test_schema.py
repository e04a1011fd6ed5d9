"""The schemas say what the readers say, the committed ones are the generated ones, and editors are led to all."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator
from test_owners import WRONG

from handbook.findings import FindingsError, Severity
from handbook.findings.model import Finding
from handbook.findings.render.text import as_text
from handbook.project import load_project
from handbook.project.owners import KEYS
from handbook.project.schema import schemas
from handbook.project.yaml_source import parse_yaml
from handbook.site.plugin import HandbookConfig
from handbook.translation.signoff import Role, SignedText, SignOff, parse_signoffs, write_signoffs

ROOT = Path(__file__).resolve().parents[2]
EDITOR = ROOT / ".vscode"


def errors(name: str, data: Any) -> list[str]:
    return [found.message for found in Draft7Validator(json.loads(schemas()[name])).iter_errors(data)]


@pytest.mark.parametrize("name", sorted(schemas()))
def test_the_committed_schema_is_the_generated_one(name: str) -> None:
    hint = "write schemas() of handbook.project.schema into .vscode/schema/"
    assert (EDITOR / "schema" / name).read_bytes() == schemas()[name], hint
    Draft7Validator.check_schema(json.loads(schemas()[name]))


def test_no_schema_is_left_over() -> None:
    assert {path.name for path in (EDITOR / "schema").iterdir()} == set(schemas())


def read(root: Path) -> Any:
    return parse_yaml((root / "mkdocs.yml").read_text("utf-8"), "", environment=True).data


def test_our_own_configuration_is_right(handbook_root: Path, tiny: Path) -> None:
    assert errors("mkdocs.json", read(handbook_root)) == []
    assert errors("mkdocs.json", read(tiny)) == []


def test_each_setting_is_known_to_the_schema() -> None:
    plugins = json.loads(schemas()["mkdocs.json"])["properties"]["plugins"]
    plugin = plugins["items"]["anyOf"][1]["properties"]["handbook"]
    assert set(plugin["properties"]) == {name for name, _ in HandbookConfig._schema}
    assert set(plugin["properties"]["owners"]["properties"]) == set(KEYS)


# What follows from other parts of the file, no schema can say.
BEYOND = {
    "owners: {translators: {xx: '@x'}}",
    "owners: {translators: {en: '@x'}}",
    "owners: {teams: {a: '@a'}, register: b}",
}
SETTINGS = [
    *sorted(set(WRONG) - BEYOND),
    "authorities_months: 0",
    "authorities_months: many",
    "require: {ru: {current: 101}}",
    "require: {ru: {curent: 1}}",
    "require: [ru]",
    "parts: rules",
]


@pytest.mark.parametrize("setting", SETTINGS)
def test_schema_and_reader_refuse_the_same(setting: str, tiny: Path) -> None:
    config = tiny / "mkdocs.yml"
    text = re.sub(r"      parts:\n(        - \w+\n)*", "", config.read_text("utf-8")) if "parts" in setting else (
        config.read_text("utf-8")
    )
    config.write_text(text.replace("      authoritative: en\n", f"      authoritative: en\n      {setting}\n"), "utf-8")
    with pytest.raises(FindingsError):
        load_project(tiny)
    assert errors("mkdocs.json", read(tiny)) != []


def test_sign_offs_as_they_are_written_are_right() -> None:
    text = tuple(SignedText(number, "0" * 32, "f" * 32) for number in range(3))
    written = write_signoffs([SignOff("a/b.md", role, "A Name", "2027-03-01", text) for role in Role])
    assert parse_signoffs(written, "x").findings == ()
    plain = yaml.load(written, Loader=yaml.BaseLoader)
    assert errors("signoff.json", plain) == []
    assert errors("signoff.json", None) == []
    for old, new in (("reviewer", "viewer"), ("2027-03-01", "1 March"), ("    name", "    nam"), ("  0 0", "  x 0")):
        spoilt = written.replace(old, new)
        assert parse_signoffs(spoilt, "x").findings != ()
        assert errors("signoff.json", yaml.load(spoilt, Loader=yaml.BaseLoader)) != []


def settings(name: str) -> Any:
    return json.loads((EDITOR / name).read_text("utf-8"))


def test_every_schema_is_assigned_to_files() -> None:
    assigned = settings("settings.json")["yaml.schemas"]
    there = {f"./.vscode/schema/{name}" for name in schemas()}
    there |= {f"./{path.relative_to(ROOT).as_posix()}" for path in (ROOT / "docs/register/schema").glob("*.json")}
    assert set(assigned) == there | {"./src/handbook/translation/waivers.schema.json"}
    for schema, patterns in assigned.items():
        assert (ROOT / schema).is_file()
        for pattern in patterns:
            # Notices, sign-offs and waivers need not be there; everything else is.
            assert list(ROOT.glob(pattern)) or "notices" in pattern or pattern.startswith("translations/")


def test_no_schema_comes_from_another_host() -> None:
    assert settings("settings.json")["yaml.schemaStore.enable"] is False
    assert "redhat.vscode-yaml" in settings("extensions.json")["recommendations"]


FINDINGS = {
    Finding("docs/a.md", 3, "MK201", "a: b"): ("docs/a.md", "3", None, "error", "MK201", "a: b"),
    Finding("docs/a.md", 3, "MK201", "x", "hint", column=7): ("docs/a.md", "3", "7", "error", "MK201", "x"),
    Finding("docs/a b:1.md", 0, "CF202", "x", severity=Severity.WARNING): (
        "docs/a b:1.md", None, None, "warning", "CF202", "x",
    ),
}  # fmt: skip


@pytest.mark.parametrize("found", FINDINGS, ids=lambda found: found.path)
def test_the_problem_matcher_reads_what_check_prints(found: Finding) -> None:
    """The part of the expression that JavaScript and Python have in common is all it uses."""
    (task,) = [task for task in settings("tasks.json")["tasks"] if task["label"] == "handbook: check"]
    pattern = task["problemMatcher"]["pattern"]
    lines = [re.match(pattern["regexp"], line) for line in as_text([found]).splitlines()]
    (match,) = filter(None, lines)
    names = ("file", "line", "column", "severity", "code", "message")
    assert tuple(match[pattern[name]] for name in names) == FINDINGS[found]


def test_each_task_is_a_command() -> None:
    from click import Context

    from handbook.cli.main import main

    for task in settings("tasks.json")["tasks"]:
        assert task["args"][0] in main.list_commands(Context(main))
