"""What a build shows: plain lines in a pipe, a progress bar on a terminal, and one place for errors."""

from __future__ import annotations

import os
import pty
import re
import subprocess
from pathlib import Path

import pytest

from end_to_end.workshop import PATIENCE, command, edit, environment, handbook, small_project

ESCAPE = "\x1b"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The small handbook, never built."""
    return small_project(tmp_path / "small")


def on_terminal(project: Path, *arguments: str, columns: int = 100) -> tuple[int, str]:
    """Run the command with a terminal as its screen; return its exit code and everything the terminal was sent."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        command(project, *arguments),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=environment(TERM="xterm-256color", COLUMNS=str(columns), LINES="30"),
        start_new_session=True,
    )
    os.close(theirs)
    sent = bytearray()
    try:
        while chunk := os.read(ours, 65536):
            sent += chunk
    except OSError:
        pass  # Linux ends a terminal nobody holds any more with an error
    os.close(ours)
    return process.wait(PATIENCE), sent.decode("utf-8")


def visible(sent: str) -> str:
    """What is left to read when a terminal has done what it was told, but for colours and redrawn lines."""
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", sent).replace("\r\n", "\n")


def test_a_pipe_gets_one_plain_line_a_step(project: Path) -> None:
    ran = handbook(project, "build").fine()
    assert ESCAPE not in ran.out + ran.err
    assert "\r" not in ran.out + ran.err
    lines = ran.err.splitlines()
    assert len(lines) == 7
    assert lines[0].startswith("[1/7] pages and catalogues checked, ")
    for count, line in enumerate(lines[1:], 2):
        assert re.fullmatch(rf"\[{count}/7\] (en|ru|kk) (site|PDF), \d+\.\d s", line)
    assert ran.out.splitlines()[-1].startswith("build/ is up to date: ")


def test_a_terminal_shows_progress_and_keeps_the_table(project: Path) -> None:
    code, sent = on_terminal(project, "build")
    assert code == 0
    assert ESCAPE in sent
    assert re.search(r"(en|ru|kk) (site|PDF) .*\d/7", visible(sent)), "the bar names the step and counts"
    assert "\x1b[?25h" in sent.rpartition("\x1b[?25l")[2], "the cursor is back"
    last = [line.rstrip() for line in visible(sent).splitlines()[-5:]]
    assert last[0].startswith("language")
    assert [line[:2] for line in last[1:4]] == ["en", "ru", "kk"]
    assert last[4].startswith("build/ is up to date: ")


@pytest.mark.parametrize("columns", [40, 80])
def test_a_narrow_terminal_loses_nothing(project: Path, columns: int) -> None:
    handbook(project, "build", "--only", "site").fine()
    code, sent = on_terminal(project, "build", "--only", "site", columns=columns)
    assert code == 0
    assert all(len(line) <= columns for line in visible(sent).splitlines())


def test_findings_in_a_pipe_are_plain(project: Path) -> None:
    edit(project / "docs/index.md", "](rules/arrest.md)", "](rules/arests.md)")
    ran = handbook(project, "build")
    assert ran.code == 1
    assert ran.out == ""
    assert ESCAPE not in ran.err
    assert ran.err.splitlines()[0].startswith("docs/index.md:8: error: MK201 ")
    code, sent = on_terminal(project, "build")
    assert code == 1
    assert "docs/index.md:8:" in visible(sent)
    assert "1 problem; nothing was written" in visible(sent)


def test_an_error_is_what_where_and_what_to_do(tmp_path: Path) -> None:
    ran = handbook(tmp_path, "build")
    assert ran.code in (1, 2)
    assert "mkdocs.yml" in ran.err
    assert "hint: " in ran.err
    assert "Traceback" not in ran.err
