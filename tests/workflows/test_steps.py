"""The shell of the steps that only a runner would reach, run here with stand-ins for what it calls."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import zipfile
from pathlib import Path

import click
import pytest
import yaml
from workflow_files import GITLAB, ROOT, script

from handbook.cli.review import review

# Each call of a stand-in is kept, an argument a line.
RECORD = '#!/usr/bin/env bash\nprintf "%s\\n" "$(basename "$0")" "$@" >>"$CALLS"\n'
REVIEW = f"{RECORD}mkdir -p build/review\nprintf 'Changed: 2.3.4\\n' >build/review/summary.md\n"


def _program(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    path.chmod(0o755)


def _run(command: str, folder: Path, **values: str) -> subprocess.CompletedProcess[str]:
    """A step's script as GitHub starts it: bash, stopping at the first failure, also in a pipe."""
    environment = {"PATH": f"{folder}/bin:{os.environ['PATH']}", "CALLS": str(folder / "calls"), **values}
    bash = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", command]
    return subprocess.run(
        bash, cwd=folder, env=environment, capture_output=True, text=True, timeout=60, check=False
    )


def _git(folder: Path, *arguments: str) -> str:
    who = ["-c", "user.name=Test", "-c", "user.email=test@handbook.example", "-c", "commit.gpgsign=false"]
    return subprocess.run(
        ["git", *who, *arguments], cwd=folder, capture_output=True, text=True, check=True
    ).stdout.strip()


PREVIEW = "Compare with where the branch began"
BASE = "b" * 40


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with a stand-in for `handbook review`."""
    _program(tmp_path / ".venv" / "bin" / "handbook", REVIEW)
    return tmp_path


def _preview(folder: Path, **hostile: str) -> subprocess.CompletedProcess[str]:
    values = {
        "BASE": BASE,
        "NUMBER": "7",
        "GITHUB_SERVER_URL": "https://forge.example",
        "GITHUB_REPOSITORY": "org/handbook",
        "GITHUB_RUN_ID": "99",
        "GITHUB_STEP_SUMMARY": str(folder / "step.md"),
    }
    return _run(script("preview", "preview", PREVIEW), folder, **(values | hostile))


def test_the_preview_compares_and_keeps_the_summary(checkout: Path) -> None:
    done = _preview(checkout)
    assert (done.returncode, done.stderr) == (0, "")
    assert (checkout / "calls").read_text("utf-8").splitlines() == [
        *("handbook", "review", BASE, "HEAD"),
        *("--source-url", "https://forge.example/org/handbook/blob/{commit}/{path}#L{line}"),
        *("--review-url", "https://forge.example/org/handbook/actions/runs/99"),
    ]
    assert (checkout / "build/summary/number.txt").read_text("utf-8") == "7\n"
    assert (checkout / "build/summary/summary.md").read_text("utf-8") == "Changed: 2.3.4\n"
    assert (checkout / "step.md").read_text("utf-8") == "Changed: 2.3.4\n"


def test_values_that_look_like_shell_stay_values(checkout: Path) -> None:
    """Even if GitHub ever let such values through."""
    bad = "$(touch owned)`touch owned`; touch owned"
    assert _preview(checkout, BASE=bad, NUMBER=bad, GITHUB_REPOSITORY=bad, GITHUB_RUN_ID=bad).returncode == 0
    assert not (checkout / "owned").exists()
    assert (checkout / "build/summary/number.txt").read_text("utf-8") == f"{bad}\n"
    assert (checkout / "calls").read_text("utf-8").splitlines()[2] == bad


def test_gitlab_compares_the_same_way(checkout: Path) -> None:
    done = _run(
        yaml.safe_load(GITLAB.read_text("utf-8"))["handbook-preview"]["script"][1],
        checkout,
        CI_MERGE_REQUEST_DIFF_BASE_SHA=BASE,
        CI_MERGE_REQUEST_SOURCE_PROJECT_URL="https://forge.example/org/handbook",
        CI_JOB_URL="https://forge.example/org/handbook/-/jobs/7",
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert (checkout / "calls").read_text("utf-8").splitlines() == [
        *("handbook", "review", BASE, "HEAD"),
        *("--source-url", "https://forge.example/org/handbook/-/blob/{commit}/{path}#L{line}"),
        *("--review-url", "https://forge.example/org/handbook/-/jobs/7/artifacts/browse/build/review"),
    ]


@pytest.mark.parametrize("option", ["--source-url", "--review-url"])
def test_the_options_are_those_of_the_command(option: str) -> None:
    compare = review.get_command(click.Context(review), "compare")
    assert compare is not None
    assert any(option in parameter.opts for parameter in compare.params)


@pytest.mark.parametrize(("code", "passes"), [(0, True), (1, True), (2, False), (130, False)])
def test_findings_are_kept_also_where_there_are_some(tmp_path: Path, code: int, passes: bool) -> None:
    """1 means findings, which the next step shows; a run that could not go on has no findings to keep."""
    _program(tmp_path / ".venv" / "bin" / "handbook", f"#!/bin/sh\necho '{{}}'\nexit {code}\n")
    command = script("check", "findings", "Write the findings for other programs")
    assert (_run(command, tmp_path).returncode == 0) is passes
    lines = yaml.safe_load(GITLAB.read_text("utf-8"))["handbook-findings"]["script"]
    assert (_run(lines[1], tmp_path).returncode == 0) is passes
    assert (tmp_path / "findings.sarif").read_text("utf-8") == "{}\n"


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A repository with a finished build of edition 0.1."""
    _git(tmp_path, "init", "-q", "-b", "main")
    _git(tmp_path, "commit", "-q", "--allow-empty", "-m", "all")
    for name, text in {
        "site/index.html": "<p>",
        "site/kk/index.html": "<p>Қ",
        "pdf/handbook-kk.pdf": "%PDF",
        "pdf/handbook-ru.pdf": "%PDF",
        "manifest.json": '{"edition": "0.1", "commit": "abc"}',
    }.items():
        file = tmp_path / "build" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    (tmp_path / "tools").mkdir()
    shutil.copy(ROOT / "tools" / "pack", tmp_path / "tools" / "pack")
    return tmp_path


def _pack(folder: Path, tag: str = "v0.1") -> subprocess.CompletedProcess[str]:
    return _run(script("publish", "build", "Pack them"), folder, GITHUB_REF_NAME=tag)


def test_a_release_is_packed_to_the_same_bytes(built: Path) -> None:
    assert _pack(built).returncode == 0
    first = {path.name: path.read_bytes() for path in (built / "dist").iterdir()}
    assert sorted(first) == [
        "SHA256SUMS",
        "handbook-kk.pdf",
        "handbook-ru.pdf",
        "handbook-site.zip",
        "manifest.json",
    ]
    shutil.rmtree(built / "dist")
    for file in (built / "build").rglob("*"):
        os.utime(file, (1, 1))
        file.chmod(0o700)
    assert _pack(built).returncode == 0
    assert {path.name: path.read_bytes() for path in (built / "dist").iterdir()} == first
    sums = dict(reversed(line.split("  ")) for line in first["SHA256SUMS"].decode().splitlines())
    assert sums == {
        name: hashlib.sha256(content).hexdigest() for name, content in first.items() if name != "SHA256SUMS"
    }
    with zipfile.ZipFile(built / "dist" / "handbook-site.zip") as archive:
        assert archive.namelist() == ["site/index.html", "site/kk/index.html"]
        assert archive.read("site/kk/index.html").decode() == "<p>Қ"


@pytest.mark.parametrize("tag", ["v0.1", "v0.1.2", "v0.1-draft"])
def test_a_tag_names_the_edition(built: Path, tag: str) -> None:
    assert _pack(built, tag).returncode == 0


@pytest.mark.parametrize("tag", ["v0.2", "v0.10", "v1", "0.1"])
def test_a_tag_of_another_edition_is_refused(built: Path, tag: str) -> None:
    done = _pack(built, tag)
    assert done.returncode == 1
    assert (
        done.stdout
        == f"error: the tag is {tag}, the edition 0.1\n  hint: set `edition` in mkdocs.yml, then tag again\n"
    )
    assert not (built / "dist").exists()


def test_a_build_with_changes_that_no_commit_has_is_no_release(built: Path) -> None:
    (built / "build" / "manifest.json").write_text(json.dumps({"edition": "0.1", "commit": "abc+"}), "utf-8")
    done = _pack(built)
    assert (done.returncode, done.stdout.splitlines()[0]) == (
        1,
        "error: the build holds changes that no commit has",
    )


def _release(folder: Path) -> subprocess.CompletedProcess[str]:
    _program(folder / "bin" / "gh", RECORD)
    return _run(
        f"cd dist\n{script('publish', 'release', 'Make the release')}",
        folder,
        GITHUB_REF_NAME="v0.1",
        GITHUB_REPOSITORY="org/handbook",
        GITHUB_SHA="f" * 40,
        GH_TOKEN="token-of-the-test",
    )


def test_the_release_holds_every_file_of_the_build(built: Path) -> None:
    assert _pack(built).returncode == 0
    done = _release(built)
    assert (done.returncode, done.stderr) == (0, "")
    names = ["SHA256SUMS", "handbook-kk.pdf", "handbook-ru.pdf", "handbook-site.zip", "manifest.json"]
    calls = (built / "calls").read_text("utf-8").splitlines()
    assert calls[:4] == ["gh", "release", "create", "v0.1"]
    assert sorted(calls[4:9]) == sorted(f"./{name}" for name in names)
    assert calls[9:13] == ["--repo", "org/handbook", "--verify-tag", "--title"]
    assert calls[-1].startswith(f"Built from commit {'f' * 40}. `sha256sum --check SHA256SUMS`")


def test_files_that_changed_on_their_way_are_not_released(built: Path) -> None:
    assert _pack(built).returncode == 0
    (built / "dist" / "handbook-kk.pdf").write_bytes(b"%PDF other")
    assert _release(built).returncode != 0
    assert not (built / "calls").exists()
