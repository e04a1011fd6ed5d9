"""`handbook doctor` says what is missing, with its remedy, and speaks where nothing else can."""

from __future__ import annotations

import ast
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from handbook.cli.machine import folder, programs, python
from handbook.cli.machine.item import ADVICE, MISSING, OK, TESTS, Item
from handbook.cli.machine.report import as_text, doctor
from handbook.cli.main import status

SOURCE = Path(python.__file__).parents[3]
ROOT = SOURCE.parent
STATES = {OK, MISSING, ADVICE, TESTS}


def told(items: list[Item]) -> dict[str, str]:
    return {item.name: item.state for item in items}


def test_the_report_on_this_machine(handbook_root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert status(["-C", str(handbook_root), "doctor", "--format", "json"]) == 0
    items = [Item(**one) for one in json.loads(capsys.readouterr().out)]
    states = told(items)
    for name in ("Python", "packages of build.txt", "libraries", "pandoc", "typst", "mkdocs.yml", "build/", ".cache/"):
        assert states[name] == OK
    assert {"disk", "terminal", "git", "history", "Chromium", "poppler", "Java", "LibreOffice"} <= set(states)
    assert set(states.values()) <= STATES
    # Whatever is not well has its remedy, and nothing else has one.
    assert [item for item in items if bool(item.hint) != (item.state != OK)] == []
    assert [item for item in items if not item.found] == []


def bare(root: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command in a Python that finds no package but ours."""
    return subprocess.run(
        [sys.executable, "-S", "-m", "handbook", "-C", str(root), *arguments],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(SOURCE), **environment},
    )


def test_it_speaks_where_no_package_is_installed_and_no_letter_can_be_shown(tiny: Path) -> None:
    done = bare(tiny, "doctor", PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (1, "")
    assert "\nx missing    packages of build.txt" in done.stdout
    assert "\nx missing    mkdocs.yml" in done.stdout
    assert "run: make build" in done.stdout
    assert "\x1b" not in done.stdout


def test_other_commands_say_why_they_cannot_run(tiny: Path) -> None:
    done = bare(tiny, "build")
    assert (done.returncode, done.stdout) == (2, "")
    assert "error: the program cannot be loaded: No module named 'click'\n" in done.stderr
    assert "python -m handbook doctor" in done.stderr


def test_a_library_that_a_command_lacks_is_named(tiny: Path) -> None:
    code = "import sys; sys.modules['yaml'] = None; from handbook.__main__ import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "-C", tiny, "check"], capture_output=True, check=False, encoding="utf-8"
    )
    assert done.returncode == 2
    assert done.stderr.startswith("error: the program cannot be loaded: import of yaml halted")


def test_json_where_no_package_is_installed(tiny: Path) -> None:
    done = bare(tiny, "doctor", "--format", "json")
    assert done.returncode == 1
    assert {one["state"] for one in json.loads(done.stdout)} >= {OK, MISSING}


@pytest.mark.parametrize("module", sorted(Path(python.__file__).parent.glob("*.py")), ids=lambda path: path.stem)
def test_it_is_written_for_an_old_python_with_nothing_installed(module: Path) -> None:
    tree = ast.parse(module.read_text("utf-8"), feature_version=(3, 8))
    names = {
        name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([one.name for one in node.names] if isinstance(node, ast.Import) else [node.module or ""])
    }
    ours = {name for name in names if name.startswith("handbook.")}
    # The one exception is tried, and its failure told.
    assert ours - {"handbook.project"} == {name for name in ours if name.startswith("handbook.cli.machine")}
    assert {name.partition(".")[0] for name in names - ours} <= set(sys.stdlib_module_names)


def test_packages_against_their_pins(tmp_path: Path) -> None:
    pins = tmp_path / "requirements" / "build.txt"
    pins.parent.mkdir()
    pins.write_text("click==0.0.1 \\\n    --hash=sha256:00\nno-such-package==1.0\n# x==1\n", "utf-8")
    (item,) = python.packages(tmp_path, "build")
    assert item.state == MISSING
    assert "click is " in item.found
    assert ", not 0.0.1, no-such-package is missing" in item.found
    pins.write_text("", "utf-8")
    assert [one.state for one in python.packages(tmp_path, "build")] == [OK]
    (tmp_path / "requirements/test.txt").write_text("no-such-package==1.0\n", "utf-8")
    assert [(one.state, one.hint) for one in python.packages(tmp_path, "test")] == [
        (TESTS, "run: make test (or tools/setup test)")
    ]


HEARD = {
    "all is well": ("begin\ta\nwell\ta\t\nbegin\ttypst\nwell\ttypst\tfonts\n", {"libraries": OK, "typst": OK}),
    "one is not there": ("begin\ta\nwrong\ta\tNo module named 'a'\n", {"libraries": MISSING}),
    "one is broken": (
        "begin\ta\nwell\ta\t\nbegin\tb\nwrong\tb\tundefined symbol: x\n",
        {"libraries": OK, "b": MISSING},
    ),
    "one takes Python down": ("begin\ta\nwell\ta\t\nbegin\tb\n", {"libraries": OK, "b": MISSING}),
    "a library talks": ("hello\nbegin\ta\nwell\ta\t\n", {"libraries": OK}),
    "nothing is said": ("", {"libraries": MISSING}),
}


@pytest.mark.parametrize("case", HEARD)
def test_what_the_libraries_say(case: str) -> None:
    said, states = HEARD[case]
    assert told(list(python.heard(said))) == states


def test_a_broken_configuration_is_told_with_its_line(tiny: Path) -> None:
    config = tiny / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("authoritative: en", "authoritative: xx"), "utf-8")
    item = folder.configuration(tiny)
    assert item.state == MISSING
    assert item.found.startswith("line 14: authoritative: 'xx'")
    assert item.hint == "one of: en, ru, kk"
    config.write_bytes(b"\xff\xfe\x00")
    assert folder.configuration(tiny).state == MISSING


def test_a_file_where_a_folder_must_be(tiny: Path) -> None:
    (tiny / "build").write_text("", "utf-8")
    states = told(list(folder.room(tiny)))
    assert (states["build/"], states[".cache/"]) == (MISSING, OK)


def git(root: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=Test", "-c", "user.email=test@example.org"]
    subprocess.run(["git", "-C", root, *identity, *arguments], check=True, capture_output=True)


def test_history_and_hook(tiny: Path, tmp_path: Path) -> None:
    assert told(list(programs.git(tiny))) == {"git": OK, "history": ADVICE}
    git(tiny, "init", "-q")
    assert told(list(programs.git(tiny))) == {"git": OK, "history": ADVICE, "hook": ADVICE}
    for _ in range(2):
        git(tiny, "commit", "-q", "--allow-empty", "-m", "x")
    git(tiny, "config", "core.hooksPath", "tools/hooks")
    hook = tiny / "tools/hooks/pre-commit"
    hook.parent.mkdir(parents=True)
    hook.write_text("#!/bin/sh\n", "utf-8")
    assert told(list(programs.git(tiny)))["hook"] == ADVICE
    hook.chmod(0o755)
    assert told(list(programs.git(tiny))) == {"git": OK, "history": OK, "hook": OK}
    shallow = tmp_path / "shallow"
    subprocess.run(["git", "clone", "-q", "--depth=1", f"file://{tiny}", shallow], check=True)
    items = {item.name: item for item in programs.git(shallow)}
    assert items["history"].state == ADVICE
    assert "--unshallow" in items["history"].hint


def test_without_git(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert told(list(programs.git(tiny))) == {"git": ADVICE}
    assert set(told(list(programs.for_tests(tiny))).values()) == {TESTS}


def test_the_text_has_sign_word_and_remedy() -> None:
    gone = Item("two", MISSING, "gone " * 20, "do this")
    items = [Item("one", OK, "1.0"), gone, Item("three", TESTS, "no", "do that")]
    text = as_text(items, width=60)
    assert text.splitlines()[:2] == ["✓ ok         one    1.0", f"✗ missing    two    {('gone ' * 8).rstrip()}"]
    assert "\n                    hint: do this\n" in text
    assert text.endswith("\n\n1 needed is missing; 1 missing for tests alone\n")
    assert "\x1b[31m✗ missing  \x1b[0m  two" in as_text(items, colours=True)
    assert as_text(items, signs=False).isascii()


def test_a_path_that_cannot_be_shown_stops_nothing(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(python, "libraries", lambda: iter(()))
    there = tiny.rename(tiny.with_name("тетрадь"))
    (there / "mkdocs.yml").unlink()
    raw = io.BytesIO()
    screen = io.TextIOWrapper(raw, encoding="ascii", write_through=True)
    assert doctor(there, "text", screen) == 1
    assert b"not in " in raw.getvalue()
    assert rb"\u0442" in raw.getvalue()
