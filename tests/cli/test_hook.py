"""The hook checks what is about to be committed, and stops nobody on whose machine nothing is set up."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
HOOK = "tools/hooks/pre-commit"
REAL = f'#!/bin/sh\nexec "{sys.executable}" -m handbook "$@"\n'


def git(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    identity = ["-c", "user.name=Test", "-c", "user.email=test@example.org"]
    return subprocess.run(
        ["git", "-C", root, *identity, *arguments], check=False, capture_output=True, encoding="utf-8"
    )


@pytest.fixture
def repository(tiny: Path) -> Path:
    """The small handbook in a repository with the hook switched on; nothing is committed yet."""
    (tiny / HOOK).parent.mkdir(parents=True)
    shutil.copy2(ROOT / HOOK, tiny / HOOK)
    (tiny / ".gitignore").write_text(".cache/\n.venv/\n", "utf-8")
    assert git(tiny, "init", "-q").returncode == 0
    assert git(tiny, "config", "core.hooksPath", "tools/hooks").returncode == 0
    assert git(tiny, "add", "-A").returncode == 0
    return tiny


def install(root: Path, script: str) -> None:
    """Set up an environment whose `handbook` is this script."""
    command = root / ".venv/bin/handbook"
    command.parent.mkdir(parents=True)
    command.write_text(script, "utf-8")
    command.chmod(0o755)


def commits(root: Path) -> int:
    return len(git(root, "log", "--oneline").stdout.splitlines())


def test_where_nothing_is_set_up_it_says_so(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    done = git(repository, "commit", "-q", "-m", "x")
    assert done.returncode == 0
    assert done.stderr == "handbook: this commit was not checked: nothing is set up here yet. Run: make build\n"
    assert commits(repository) == 1


def test_a_mistake_stops_the_commit(repository: Path) -> None:
    install(repository, REAL)
    assert git(repository, "commit", "-q", "-m", "the first, checked as a whole").returncode == 0
    page = repository / "docs/rules/arrest.md"
    page.write_text(page.read_text("utf-8").replace("None.", "[None](no.md)."), "utf-8")
    done = git(repository, "commit", "-q", "-a", "-m", "x")
    assert done.returncode == 1
    assert "docs/rules/arrest.md:32" in done.stderr
    assert "MK201" in done.stderr
    assert "git commit --no-verify" in done.stderr
    assert commits(repository) == 1


SCRIPTS = {
    "a warning is shown": ("echo 'x.md:1: warning: MK301 x'", 0, "x.md:1: warning: MK301 x\n"),
    "nothing is said of nothing": ("echo 'no problems found'", 0, ""),
    "a check that cannot run stops nothing": ("echo 'error: x' >&2; exit 2", 0, "error: x\nhandbook: this commit"),
    "so does one that is broken": ("no-such-program", 0, "handbook: this commit was not checked: the check could not"),
}


@pytest.mark.parametrize("case", SCRIPTS)
def test_what_the_check_says(case: str, repository: Path) -> None:
    script, code, said = SCRIPTS[case]
    install(repository, f"#!/bin/sh\n{script}\n")
    done = git(repository, "commit", "-q", "-m", "x")
    assert done.returncode == code
    assert said in done.stderr
    assert bool(done.stderr) == bool(said)


def test_it_asks_for_what_changed_from_any_folder(repository: Path) -> None:
    install(repository, '#!/bin/sh\necho "$PWD $*"\n')
    assert git(repository, "commit", "-q", "-m", "x").stderr == f"{repository} check\n"
    for folder in ("docs", "docs/rules"):
        done = git(repository / folder, "commit", "-q", "--allow-empty", "-m", "x")
        assert done.stderr == f"{repository} check --changed HEAD\n"


def test_the_configuration_of_pre_commit_fetches_nothing() -> None:
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))
    assert [one["repo"] for one in config["repos"]] == ["local"]
    (hook,) = config["repos"][0]["hooks"]
    assert (hook["entry"], hook["language"]) == (HOOK, "script")
    assert (ROOT / HOOK).stat().st_mode & 0o111


def test_the_script_is_plain_shell() -> None:
    assert subprocess.run(["sh", "-n", ROOT / HOOK], check=False).returncode == 0
    shellcheck = shutil.which("shellcheck")
    assert shellcheck, "there is no shellcheck: apt-get install shellcheck"
    done = subprocess.run([shellcheck, ROOT / HOOK], check=False, capture_output=True, encoding="utf-8")
    assert done.stdout == ""
