"""`handbook check` of a part: of paths, and of what changed since a commit; and every format on the command line."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from end_to_end.workshop import committed

from handbook.cli.main import status
from handbook.cli.screen import print_error
from handbook.errors import HandbookError

INDEX, ARREST, REPORT = "docs/index.md", "docs/rules/arrest.md", "docs/steps/report.md"
BROKEN = "\n[x](gone.md)\n"
Check = Callable[..., set[tuple[str, str]]]


@pytest.fixture
def project(tiny: Path) -> Path:
    return committed(tiny)


def git(root: Path, *arguments: str) -> None:
    told = {f"GIT_{who}_{what}": "a@b.example" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    alone = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run(["git", *arguments], cwd=root, env={**os.environ, **told, **alone}, check=True, capture_output=True)


def commit(root: Path) -> None:
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "Change")


def spoil(root: Path, path: str, more: str = BROKEN) -> None:
    file = root / path
    file.write_text(file.read_text("utf-8") + more, "utf-8")


def replace(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text("utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def check(project: Path, capsys: pytest.CaptureFixture[str]) -> Check:
    """Run the check with these arguments; return what it finds, as (path, code)."""

    def run(*arguments: str) -> set[tuple[str, str]]:
        code = status(["-C", str(project), "check", *arguments, "--format", "json"])
        found = json.loads(capsys.readouterr().out)
        assert code == int(any(one["severity"] == "error" for one in found))
        return {(one["path"], one["code"]) for one in found}

    return run


def test_nothing_changed_is_nothing_found(project: Path, check: Check) -> None:
    spoil(project, ARREST)
    commit(project)
    assert check("--changed", "HEAD") == set()
    assert check() == {(ARREST, "MK201")}


def test_only_changed_files_are_told(project: Path, check: Check) -> None:
    spoil(project, ARREST)
    commit(project)
    spoil(project, REPORT)
    assert check("--changed", "HEAD") == {(REPORT, "MK201")}
    assert check("--changed", "HEAD~1") == {(ARREST, "MK201"), (REPORT, "MK201")}
    assert check("--changed", "HEAD~1", "docs/rules") == {(ARREST, "MK201")}


def test_what_the_base_did_meanwhile_is_not_ours(project: Path, check: Check) -> None:
    git(project, "checkout", "-q", "-b", "work")
    git(project, "checkout", "-q", "main")
    spoil(project, ARREST)
    commit(project)
    git(project, "checkout", "-q", "work")
    spoil(project, REPORT)
    commit(project)
    assert check("--changed", "main") == {(REPORT, "MK201")}


def test_new_files_that_git_does_not_know_are_told(project: Path, check: Check) -> None:
    spoil(project, INDEX, "")
    (project / "docs/rules/new.md").write_text("# New\n", "utf-8")
    assert check("--changed", "HEAD") == {("docs/rules/new.md", "CF202")}


def test_catalogues_of_changed_pages_are_told(project: Path, check: Check) -> None:
    for page in ("rules/arrest", "steps/report"):
        replace(project, f"translations/ru/{page}.po", 'msgid ""\n', 'msgid "\n')
    commit(project)
    spoil(project, ARREST, "\nMore.\n")
    assert check("--changed", "HEAD") == {("translations/ru/rules/arrest.po", "PO101")}
    spoil(project, "translations/ru/steps/report.po", "\n")
    assert ("translations/ru/steps/report.po", "PO101") in check("--changed", "HEAD")


def test_links_to_what_changed_are_told(project: Path, check: Check) -> None:
    spoil(project, INDEX)
    commit(project)
    replace(project, REPORT, "## The form", "## Another form")
    assert check("--changed", "HEAD") == {(INDEX, "MK202")}


def test_a_page_that_is_gone_is_missed(project: Path, check: Check) -> None:
    (project / REPORT).unlink()
    found = check("--changed", "HEAD")
    assert {("mkdocs.yml", "CF201"), (INDEX, "MK201")} <= found
    assert found <= check()


def test_a_picture_that_is_gone_is_missed(project: Path, check: Check) -> None:
    (project / "docs/assets/desk.svg").unlink()
    assert check("--changed", "HEAD") == check() == {(INDEX, "MK203")}


def test_a_changed_picture_is_looked_into(project: Path, check: Check) -> None:
    replace(project, "docs/assets/desk.svg", "<circle ", '<circle onload="x()" ')
    assert check("--changed", "HEAD") == {("docs/assets/desk.svg", "MK402")}


def test_a_page_joins_the_navigation(project: Path, check: Check) -> None:
    spoil(project, ARREST)
    (project / "docs/rules/new.md").write_text(f"---\nkind: safeguard\n---\n# New\n{BROKEN}", "utf-8")
    commit(project)
    spoil(project, "mkdocs.yml", "  - rules/new.md\n")
    assert check("--changed", "HEAD") == {("docs/rules/new.md", "MK201")}


@pytest.mark.parametrize("path", ["docs/register/scope.yml", "mkdocs.yml"])
def test_what_every_page_depends_on_has_all_looked_at(path: str, project: Path, check: Check) -> None:
    spoil(project, ARREST)
    commit(project)
    if path == "mkdocs.yml":
        replace(project, path, "site_name: Tiny", "site_name: Small")
    else:
        (project / path).parent.mkdir(exist_ok=True)
        (project / path).write_text("scope: {}\n", "utf-8")
    assert (ARREST, "MK201") in check("--changed", "HEAD")


def test_an_ignore_holds_where_only_a_part_is_looked_at(project: Path, check: Check) -> None:
    spoil(project, ARREST, "\n<!-- handbook-ignore MK201: to be written -->\n[x](gone.md)\n")
    assert check("--changed", "HEAD") == set()
    spoil(project, ARREST, "\n<!-- handbook-ignore MK201: old -->\nText.\n")
    assert check("--changed", "HEAD") == check() == {(ARREST, "MK190")}


@pytest.mark.parametrize("name", ["nobody", "", "-x", "--output=x", "HEAD:docs", "a b", "x\n::error::y", "ä"])
def test_no_such_base_is_an_error(name: str, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert status(["-C", str(project), "check", f"--changed={name}"]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "Traceback" not in printed.err
    assert "hint: name a branch, a tag or a commit" in printed.err
    assert not [line for line in printed.err.splitlines() if line.startswith("::")]


def test_without_history_it_says_so(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert status(["-C", str(tiny), "check", "--changed", "main"]) == 2
    assert "git says" in capsys.readouterr().err


def test_branches_without_a_common_commit(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(project, "checkout", "-q", "--orphan", "apart")
    commit(project)
    assert status(["-C", str(project), "check", "--changed", "main"]) == 2
    assert "HEAD and main have no commit in common" in capsys.readouterr().err


def test_a_project_below_the_repository(tiny: Path, check: Check, project: Path) -> None:
    above = tiny.parent
    shutil.rmtree(project / ".git")
    git(above, "init", "-q", "-b", "main")
    commit(above)
    spoil(project, REPORT)
    (above / "beside.md").write_text("x\n", "utf-8")
    assert check("--changed", "HEAD") == {(REPORT, "MK201")}


def test_paths_narrow_what_is_told(project: Path, check: Check) -> None:
    spoil(project, ARREST)
    spoil(project, REPORT)
    assert check("docs/rules") == check(ARREST) == check(f"./{ARREST}") == {(ARREST, "MK201")}
    assert check("docs/rules", REPORT) == check(".") == {(ARREST, "MK201"), (REPORT, "MK201")}
    assert check("docs/assets") == set()


@pytest.mark.parametrize(("path", "said"), [("docs/gone.md", "no such file or folder"), ("..", "not in the project")])
def test_a_wrong_path_is_an_error(
    path: str, said: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert status(["-C", str(project), "check", path]) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("form", "opening"),
    [("text", "docs/index.md:12:5: error: MK201 "), ("github", "::error file=docs/index.md,line="),
     ("sarif", "{\n"), ("json", "[\n")],
)  # fmt: skip
def test_every_format_on_the_command_line(
    form: str, opening: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(project, INDEX)
    assert status(["-C", str(project), "check", "--format", form]) == 1
    assert capsys.readouterr().out.startswith(opening)


def test_a_broken_configuration_is_told_in_the_format_asked_for(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    replace(project, "mkdocs.yml", "nav:\n", "hooks: [x.py]\nnav:\n")
    assert status(["-C", str(project), "check", "--format", "github"]) == 1
    assert capsys.readouterr().out.startswith("::error file=mkdocs.yml,line=")


def test_hostile_names_come_out_harmless(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(project, ARREST, "\n[x](a%0A::error::b.md) [y](<##[error]\x1b[31m.md>)\n")
    (project / "docs" / "a\n::error::b\x1b[31m.md").write_text("# X\n", "utf-8")
    for form in ("text", "github", "sarif", "json"):
        assert status(["-C", str(project), "check", "--format", form]) == 1
        printed = capsys.readouterr().out
        assert "\x1b" not in printed
        assert "##[" not in printed
        commands = [line for line in printed.splitlines() if line.lstrip().startswith("::")]
        assert all(line.startswith("::error file=docs") for line in commands)
        assert bool(commands) == (form == "github")


def test_a_repair_keeps_to_the_paths(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for tag in ("ru", "kk"):
        replace(project, f"translations/{tag}/index.po", 'msgstr "', 'msgstr "\u200b')
    before = {tag: (project / f"translations/{tag}/index.po").read_bytes() for tag in ("ru", "kk")}
    assert status(["-C", str(project), "check", "--fix", "translations/kk"]) == 0
    assert "translations/kk/index.po" in capsys.readouterr().out
    after = {tag: (project / f"translations/{tag}/index.po").read_bytes() for tag in ("ru", "kk")}
    assert (before["ru"] == after["ru"], before["kk"] == after["kk"]) == (True, False)
    assert status(["-C", str(project), "check", "--fix", "--changed", "HEAD"]) == 2


def test_an_error_that_quotes_a_file_is_harmless(capsys: pytest.CaptureFixture[str]) -> None:
    assert print_error(HandbookError("a\x1b[31m ##[error]", "b\x9b", "one\n::error::two\n  ::three")) == 2
    printed = capsys.readouterr().err
    assert not set(printed) & {"\x1b", "\x9b"}
    assert "##[" not in printed
    assert not [line for line in printed.splitlines() if line.lstrip().startswith("::")]
