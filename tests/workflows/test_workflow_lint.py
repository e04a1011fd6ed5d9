"""The linters of workflows find nothing; where one is missing, these tests fail."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator
from workflow_files import GITLAB, ROOT, WORKFLOWS, read

BIN = Path(sys.executable).parent
FORMS = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml"))


def _run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)


def test_there_are_workflows() -> None:
    assert [path.stem for path in WORKFLOWS] == ["check", "comment", "preview", "publish"]


def test_actionlint_finds_nothing() -> None:
    """With shellcheck, for the scripts in the steps."""
    done = _run(f"{BIN}/actionlint", "-shellcheck", "shellcheck", *map(str, WORKFLOWS))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_actionlint_would_find_what_is_wrong(tmp_path: Path) -> None:
    done = _run(f"{BIN}/actionlint", "-shellcheck", "shellcheck", _spoilt(tmp_path))
    assert done.returncode == 1
    assert "potentially untrusted" in done.stdout
    assert "SC2086" in done.stdout


def test_zizmor_finds_nothing() -> None:
    """Offline, and as pedantic as it can be without guessing."""
    done = _run(
        f"{BIN}/zizmor", "--offline", "--persona=pedantic", "--strict-collection", "--format=json", ".github"
    )
    assert json.loads(done.stdout) == []
    assert done.returncode == 0


def test_zizmor_would_find_what_is_wrong(tmp_path: Path) -> None:
    done = _run(f"{BIN}/zizmor", "--offline", "--persona=pedantic", "--format=json", _spoilt(tmp_path))
    assert {found["ident"] for found in json.loads(done.stdout)} >= {"template-injection", "unpinned-uses"}


def _spoilt(folder: Path) -> str:
    """The preview with a branch name in a script, a variable without quotes and an action that may move."""
    (preview,) = [path for path in WORKFLOWS if path.stem == "preview"]
    text = preview.read_text("utf-8").replace('review "$BASE"', "review ${{ github.head_ref }} $BASE")
    file = folder / "preview.yml"
    file.write_text(re.sub(r"upload-artifact@\w+", "upload-artifact@v7", text), "utf-8")
    return str(file)


def _schema(name: str) -> Draft7Validator:
    text = files("check_jsonschema.builtin_schemas.vendor").joinpath(f"{name}.json").read_text("utf-8")
    return Draft7Validator(json.loads(text))


def _wrong(schema: str, data: Any) -> list[str]:
    return [problem.message for problem in _schema(schema).iter_errors(data)]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_workflows_fit_their_schema(path: Path) -> None:
    assert _wrong("github-workflows", read(path)) == []


def test_the_gitlab_template_fits_its_schema() -> None:
    data = read(GITLAB)
    assert _wrong("gitlab-ci", data) == []
    data["handbook-tests"]["script"] = {"run": "make"}
    assert _wrong("gitlab-ci", data)


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_issue_forms_fit_their_schema(path: Path) -> None:
    assert _wrong("github-issue-config" if path.stem == "config" else "github-issue-forms", read(path)) == []


@pytest.mark.parametrize("job", [name for name, job in read(GITLAB).items() if "script" in job])
def test_gitlab_scripts_pass_shellcheck(job: str, tmp_path: Path) -> None:
    data = read(GITLAB)
    file = tmp_path / "script.sh"
    lines = [*data[".handbook"]["before_script"], *data[job]["script"]]
    file.write_text("#!/usr/bin/env bash\nset -eo pipefail\n" + "\n".join(lines) + "\n", "utf-8")
    done = _run("shellcheck", str(file))
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize("name", ["setup", "lock"])
def test_shell_tools_pass_shellcheck(name: str) -> None:
    done = _run("shellcheck", "--severity=warning", f"tools/{name}")
    assert (done.returncode, done.stdout) == (0, "")
