"""Forms and templates: GitHub's and GitLab's ask the same, and name only commands and files that exist."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from workflow_files import ROOT

from handbook.cli.main import main as command
from handbook.project import Project

FORMS = ("change-of-law", "translation", "error")
GITHUB = ROOT / ".github"
GITLAB = ROOT / ".gitlab"
TEXTS = sorted(
    [*GITHUB.rglob("*TEMPLATE*/*.md"), *GITHUB.glob("*.md"), *GITHUB.rglob("ISSUE_TEMPLATE/*.yml")]
)


def _form(name: str) -> dict[str, Any]:
    return dict(yaml.safe_load((GITHUB / "ISSUE_TEMPLATE" / f"{name}.yml").read_text("utf-8")))


def _as_markdown(form: dict[str, Any]) -> str:
    """A form as GitLab, which has none, can ask the same."""
    lines: list[str] = []
    for field in form["body"]:
        says = field["attributes"]
        if field["type"] == "markdown":
            lines += [says["value"].strip(), ""]
            continue
        lines += [f"## {says['label']}", ""]
        lines += [f"<!-- {says['description']} -->", ""] if "description" in says else []
        choices = [one["label"] if isinstance(one, dict) else one for one in says.get("options", [])]
        lines += [f"- [ ] {choice}" for choice in choices] + ([""] if choices else [])
    return "\n".join(lines).rstrip() + "\n"


@pytest.mark.parametrize("name", FORMS)
def test_gitlab_asks_what_github_asks(name: str) -> None:
    title = _form(name)["name"]
    assert (GITLAB / "issue_templates" / f"{title}.md").read_text("utf-8") == _as_markdown(_form(name))
    ours = (GITHUB / "PULL_REQUEST_TEMPLATE" / f"{name}.md").read_bytes()
    assert (GITLAB / "merge_request_templates" / f"{title}.md").read_bytes() == ours


def test_the_default_is_the_same_on_both() -> None:
    ours = (GITHUB / "PULL_REQUEST_TEMPLATE.md").read_text("utf-8")
    assert (GITLAB / "merge_request_templates" / "Default.md").read_text("utf-8") == ours
    assert all(f"{name}.md" in ours for name in FORMS)


def test_translations_are_asked_for_in_every_language(handbook: Project) -> None:
    (languages,) = [
        field["attributes"] for field in _form("translation")["body"] if field.get("id") == "language"
    ]
    tags = [found[1] for choice in languages["options"] if (found := re.search(r"\((\w+)\)$", choice))]
    assert tags == [one.tag for one in handbook.languages if one.tag != handbook.source.tag]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_what_a_template_names_exists(path: Path) -> None:
    for code in re.findall(r"`([^`]+)`", path.read_text("utf-8")):
        if code.startswith("docs/"):
            # A folder of the register begins with its first file; its schema is there from the start.
            schema = ROOT / "docs" / "register" / "schema" / f"{Path(code).name}.json"
            assert (ROOT / code).exists() or schema.exists(), code
        if code.startswith("handbook "):
            _assert_is_a_command(code.split()[1:])


def _assert_is_a_command(words: list[str]) -> None:
    """Groups and commands by name, then options that the last of them has."""
    here: click.Command = command
    for word in words:
        if isinstance(here, click.Group):
            found = here.get_command(click.Context(here), word)
            assert found is not None, words
            here = found
        elif word.startswith("--"):
            assert any(word in parameter.opts for parameter in here.params), words
