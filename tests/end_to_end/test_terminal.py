"""What the command shows: plain lines in a pipe, progress on a terminal, help with examples, exit codes."""

from __future__ import annotations

import errno
import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from end_to_end.workshop import (
    PATIENCE,
    Ran,
    command,
    edit,
    environment,
    handbook,
    identities,
    leftovers,
    lines_of_table,
    run,
)

ESCAPE = "\x1b"
HIDE, SHOW = "\x1b[?25l", "\x1b[?25h"
COLUMNS = ("language", "pages", "paragraphs", "translated", "PDF pages", "PDF size", "seconds")

COMMANDS = (
    ("build",), ("check",), ("serve",), ("translate", "update"), ("translate", "mark"), ("translate", "waivers"),
    ("authorities",), ("terms", "export"),
    ("terms", "compare"),
)  # fmt: skip


@pytest.fixture
def changed(small: Path) -> Path:
    """A built project that has everything to build again."""
    edit(small / "docs/rules/arrest.md", "Record the hour.", "Record the minute.")
    return small


# In a pipe.


def test_lines_in_a_pipe_are_plain(changed: Path) -> None:
    ran = handbook(changed, "build").fine()
    assert ESCAPE not in ran.out + ran.err
    assert "\r" not in ran.out + ran.err
    lines = ran.err.splitlines()
    assert lines[0].startswith("[1/7] pages and catalogues checked, ")
    for number, line in enumerate(lines, 1):
        assert re.fullmatch(rf"\[{number}/7\] .+, \d+\.\d s", line), ran.err
    done = {line.partition("] ")[2].partition(",")[0] for line in lines[1:]}
    assert done == {f"{tag} {what}" for tag in ("en", "ru", "kk") for what in ("site", "PDF")}


def test_closing_table(changed: Path) -> None:
    ran = handbook(changed, "build").fine()
    head = ran.out.splitlines()[0]
    assert re.split(r"\s{2,}", head.strip()) == list(COLUMNS)
    table = lines_of_table(ran.out)
    assert list(table) == ["en", "ru", "kk"]
    for tag, name, translated in (("en", "English", "100 %"), ("ru", "Русский", r"\d+ %"), ("kk", "Қазақша", r"\d+ %")):
        wanted = rf"{tag}  {name} +3 +\d+ +{translated} +\d+ +\d+ kB +\d+\.\d"
        assert re.fullmatch(wanted, table[tag].rstrip()), table[tag]
    assert re.fullmatch(r"build/ is up to date: \d+\.\d s in all", ran.out.splitlines()[-1])


def test_words_come_out_where_only_ascii_is_promised(changed: Path) -> None:
    ran = handbook(changed, "build", LC_ALL="C", LANG="C").fine()
    assert "Қазақша" in ran.out


# On a terminal.


@dataclass(slots=True)
class Screen:
    """A process on a terminal, and all that the terminal got."""

    process: subprocess.Popen[bytes]
    master: int
    data: bytearray = field(default_factory=bytearray)

    @property
    def text(self) -> str:
        return self.data.decode("utf-8", "replace")

    def read(self) -> None:
        while True:
            try:
                some = os.read(self.master, 65536)
            except OSError as problem:
                if problem.errno == errno.EIO:  # how Linux says that nobody writes any more
                    return
                raise
            if not some:
                return
            self.data += some

    def until(self, reached: Callable[[str], bool]) -> None:
        waited = threading.Event()
        for _ in range(PATIENCE * 100):
            if reached(self.text):
                return
            assert self.process.poll() is None, self.text
            waited.wait(0.01)
        raise AssertionError(f"the moment never came: {self.text}")


@contextmanager
def screen(project: Path, *arguments: str) -> Iterator[Screen]:
    """Run `handbook` on a terminal of 100 columns; it is over, and all is read, after the block."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
    process = subprocess.Popen(
        command(project, *arguments),
        env=environment(TERM="xterm-256color"),
        stdin=slave,
        stdout=slave,
        stderr=slave,
        preexec_fn=_take_terminal,
    )
    os.close(slave)
    shown = Screen(process, master)
    reader = threading.Thread(target=shown.read, daemon=True)
    reader.start()
    try:
        yield shown
        process.wait(PATIENCE)
        reader.join(PATIENCE)
    finally:
        process.kill()
        process.wait()
        reader.join(PATIENCE)
        os.close(master)


def _take_terminal() -> None:
    """Make the process the first of a session on the terminal at its input, as a shell's is: Ctrl+C reaches it."""
    os.setsid()
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def plain(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", text)


def test_progress_on_a_terminal(changed: Path) -> None:
    with screen(changed, "build") as shown:
        pass
    assert shown.process.returncode == 0, shown.text
    bar = shown.text.partition("language")[0]
    assert ESCAPE in bar
    assert "building" in plain(bar)
    # The bar is drawn over again: how far the build is, and what was done last.
    assert re.search(r"[1-7]/7", plain(bar)), bar
    assert "pages and catalogues checked" in plain(bar) or re.search(r"(en|ru|kk) (site|PDF)", plain(bar)), bar
    assert "[1/7]" not in plain(bar)
    table = lines_of_table(plain(shown.text).replace("\r\n", "\n").replace("\r", "\n"))
    assert list(table) == ["en", "ru", "kk"]
    assert shown.text.rfind(SHOW) > shown.text.rfind(HIDE) >= 0


def test_nothing_to_do_on_a_terminal(small: Path) -> None:
    with screen(small, "build") as shown:
        pass
    assert shown.process.returncode == 0, shown.text
    assert "build/ is up to date" in plain(shown.text)
    assert shown.text.rfind(SHOW) >= shown.text.rfind(HIDE)


def test_ctrl_c_on_a_terminal(changed: Path) -> None:
    before = identities(changed / "build")
    with screen(changed, "build") as shown:
        shown.until(lambda text: re.search(r"[1-7]/7", plain(text)) is not None)
        os.write(shown.master, b"\x03")
    assert shown.process.returncode == 130, shown.text
    assert plain(shown.text).rstrip().endswith("interrupted; the last output is as it was")
    assert "Traceback" not in shown.text
    assert shown.text.rfind(SHOW) > shown.text.rfind(HIDE)
    assert identities(changed / "build") == before
    assert leftovers(changed) == []


# Help, mistakes in the call, and the version.


@pytest.mark.parametrize("words", [(), *COMMANDS], ids=" ".join)
def test_help_has_an_example(words: tuple[str, ...], tmp_path: Path) -> None:
    ran = handbook(tmp_path, *words, "--help").fine()
    assert ran.err == ""
    assert re.search(r"^  (Examples?|Exit code):", ran.out, re.MULTILINE), ran.out
    assert handbook(tmp_path, *words, "-h").fine().out == ran.out
    for example in re.findall(r"^    (handbook .*)$", ran.out, re.MULTILINE):
        assert example.split()[1 : 1 + len(words)] == list(words)


def test_help_names_every_command(tmp_path: Path) -> None:
    out = handbook(tmp_path, "--help").fine().out
    for name in dict.fromkeys(words[0] for words in COMMANDS):
        assert re.search(rf"^  {name} ", out, re.MULTILINE), out


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("build", "--nope"), "--nope"),
        (("build", "--only", "books"), "'site', 'pdf'"),
        (("serve", "--port", "70000"), "70000"),
        (("check", "--format", "xml"), "'text', 'github', 'sarif', 'json'"),
        (("frobnicate",), "frobnicate"),
        (("--nope",), "--nope"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_wrong_call(built_small: Path, words: tuple[str, ...], named: str) -> None:
    ran = handbook(built_small, *words)
    assert ran.code == 2, ran
    assert ran.out == ""
    assert named in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("words", [("build",), ("check",), ("serve",), ("translate", "update"), ("authorities",)])
def test_outside_a_project(words: tuple[str, ...], tmp_path: Path) -> None:
    ran = handbook(tmp_path, *words)
    assert ran.code == 2, ran
    assert ran.out == ""
    said = ran.err.splitlines()
    assert said == [
        "error: there is no mkdocs.yml here",
        f"  --> {tmp_path}",
        "  hint: run the command in the project's folder",
    ]
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    ran = handbook(tmp_path, "-C", str(tmp_path / "nowhere"), "build")
    assert ran.code == 2, ran
    assert str(tmp_path / "nowhere") in ran.err
    assert "Traceback" not in ran.err


def test_the_folder_one_stands_in_is_the_project(built_small: Path) -> None:
    here = run([sys.executable, "-m", "handbook", "check"], built_small)
    assert here.fine().out == handbook(built_small, "check").fine().out


HEAVY = ("mkdocs", "material", "markdown", "typst", "pypandoc", "pikepdf", "babel", "icu", "pydantic", "lxml")
LOADED = """
import sys
from handbook.cli.main import status
code = status(sys.argv[1:])
print("loaded:", *sorted({name.partition(".")[0] for name in sys.modules}))
sys.exit(code)
"""


def loaded(folder: Path, *words: str) -> tuple[Ran, set[str]]:
    """Run the command in a fresh interpreter; return how it went and the libraries it had loaded at its end."""
    ran = run([sys.executable, "-c", LOADED, *words], folder)
    return ran, set(ran.out.splitlines()[-1].split()[1:])


def test_the_version_costs_nothing(tmp_path: Path) -> None:
    # `--version` and `--help` end the run as ordinary answers.
    ran, modules = loaded(tmp_path, "--version")
    assert re.fullmatch(r"handbook \d+\.\d+\.\d+", ran.fine().out.splitlines()[0])
    assert "handbook" in modules
    assert modules & set(HEAVY) == set()


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_help_costs_nothing(words: tuple[str, ...], tmp_path: Path) -> None:
    ran, modules = loaded(tmp_path, *words, "--help")
    assert "Usage:" in ran.fine().out
    assert modules & set(HEAVY) == set()
