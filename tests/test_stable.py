"""The rim to the disk: whole files or none, the same digest for the same bytes, a clock that can be set."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.errors import HandbookError
from handbook.findings import Finding, FindingsError, Severity
from handbook.stable import (
    Clock,
    Kept,
    clock,
    digest,
    exchange,
    read_text,
    tree_digest,
    write_atomic,
    write_if_changed,
)


def test_text_has_one_kind_of_line_end_and_no_mark(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"\xef\xbb\xbfone\r\ntwo\rthree\n")
    assert read_text(path) == "one\ntwo\nthree\n"


@pytest.mark.parametrize(("data", "line"), [(b"\xff", 1), (b"a\nb\n\xc3(", 3), (b"a\r\n\xed\xa0\x80", 2)])
def test_what_is_not_utf8_is_refused_with_its_line(tmp_path: Path, data: bytes, line: int) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(data)
    with pytest.raises(HandbookError) as caught:
        read_text(path, "docs/a.md")
    assert caught.value.where == f"docs/a.md:{line}"


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(HandbookError) as caught:
        read_text(tmp_path / "none.md", "docs/none.md")
    assert caught.value.where == "docs/none.md"


def test_writing_makes_folders_and_readable_files_and_leaves_nothing_beside_them(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b.txt"
    write_atomic(path, b"one")
    write_atomic(path, b"two")
    assert path.read_bytes() == b"two"
    assert path.stat().st_mode & 0o777 == 0o644
    assert list(path.parent.iterdir()) == [path]


def test_a_write_that_fails_leaves_the_old_file_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")

    def broken(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(os, "replace", broken)
    with pytest.raises(OSError, match="no space"):
        write_atomic(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_an_unchanged_file_keeps_its_times(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    assert write_if_changed(path, b"one")
    os.utime(path, (1, 1))
    assert not write_if_changed(path, b"one")
    assert path.stat().st_mtime == 1
    assert write_if_changed(path, b"two")


WRITER = """
import sys
from pathlib import Path
from handbook.stable import write_atomic
path, turn = Path(sys.argv[1]), 0
while True:
    turn += 1
    write_atomic(path, str(turn % 10).encode() * 200_000)
    if turn == 1:
        print("written", flush=True)
"""


def test_a_reader_and_a_kill_see_whole_files_only(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        end = time.monotonic() + 0.5
        while time.monotonic() < end:
            data = path.read_bytes()
            assert len(data) == 200_000
            assert len(set(data)) == 1
        writer.send_signal(signal.SIGKILL)
    data = path.read_bytes()
    assert len(data) == 200_000
    assert len(set(data)) == 1


def test_digests_know_borders() -> None:
    assert digest("ab", "c") != digest("a", "bc") != digest("abc")
    assert digest("é") == digest("é".encode())
    assert digest() != digest("")


@given(st.lists(st.text() | st.binary()), st.lists(st.text() | st.binary()))
def test_different_parts_have_different_digests(one: list[str | bytes], other: list[str | bytes]) -> None:
    same = [part.encode() if isinstance(part, str) else part for part in one] == [
        part.encode() if isinstance(part, str) else part for part in other
    ]
    assert (digest(*one) == digest(*other)) is same


def test_a_tree_has_the_digest_of_its_names_and_contents(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        write_atomic(tmp_path / folder / "a.txt", b"a")
        write_atomic(tmp_path / folder / "b" / "c.txt", b"c")
    one, two = tmp_path / "one", tmp_path / "two"
    before = tree_digest(one, [one])
    assert tree_digest(two, [two]) == before
    (two / "__pycache__").mkdir()
    (two / "__pycache__" / "x.pyc").write_bytes(b"x")
    assert tree_digest(two, [two]) == before
    (two / "a.txt").rename(two / "z.txt")
    assert tree_digest(two, [two]) != before


@pytest.mark.parametrize("spoiled", [b"", b"{", b"[]", b"{}", b'{"key": "k"}', b"null", b"\xff", b'"text"'])
def test_results_are_kept_by_what_they_were_made_from(tmp_path: Path, spoiled: bytes) -> None:
    kept = Kept(tmp_path)
    kept.put("page", "k", {"é": [1]})
    assert kept.get("page", "k") == {"é": [1]}
    assert kept.get("page", "other") is None
    assert kept.get("other", "k") is None
    kept.put("page", "other", 2)
    (file,) = tmp_path.iterdir()
    file.write_bytes(spoiled)
    assert kept.get("page", "k") is None


def test_folders_change_places_in_one_step(tmp_path: Path) -> None:
    new, live = tmp_path / ".new", tmp_path / "build"
    write_atomic(new / "a.txt", b"new")
    exchange(new, live)
    assert (live / "a.txt").read_bytes() == b"new"
    write_atomic(new / "a.txt", b"newer")
    exchange(new, live)
    assert (live / "a.txt").read_bytes() == b"newer"
    assert list(tmp_path.iterdir()) == [live]


def test_where_the_system_cannot_exchange_two_moves_do_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    new, live = tmp_path / ".new", tmp_path / "build"
    write_atomic(new / "a.txt", b"new")
    write_atomic(live / "a.txt", b"old")
    exchange(new, live)
    assert (live / "a.txt").read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [live]


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    for name, value in (("GIT_AUTHOR_DATE", "@1700000000 +0500"), ("GIT_COMMITTER_DATE", "@1700000000 +0500")):
        monkeypatch.setenv(name, value)
    for name in ("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"):
        monkeypatch.setenv(name, "test@example.org")
    root = tmp_path / "project"
    write_atomic(root / "docs" / "index.md", b"# One\n")
    for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "one"]):
        subprocess.run(["git", "-C", str(root), *command], check=True)
    return root


def test_the_time_of_an_edition_is_its_commits(repository: Path) -> None:
    found = clock(repository)
    assert (found.epoch, found.date, found.dirty) == (1700000000, "2023-11-14", False)
    assert len(found.commit) == 10
    assert found.label == found.commit


def test_changed_text_is_told_and_other_files_are_not(repository: Path) -> None:
    (repository / "notes.txt").write_text("x", "utf-8")
    assert not clock(repository).dirty
    (repository / "docs" / "index.md").write_text("# Two\n", "utf-8")
    assert clock(repository).label.endswith("+")


def test_the_time_can_be_given(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert clock(repository).date == "1970-01-02"


def test_outside_git_the_time_is_fixed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert clock(tmp_path) == Clock(315532800)


@pytest.mark.parametrize("value", ["", "now", "-1", "1.5", "١٢", "99999999999999"])
def test_a_time_that_is_none_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
    with pytest.raises(HandbookError) as caught:
        clock(tmp_path)
    assert caught.value.hint


def test_errors_cross_process_borders_whole() -> None:
    error = pickle.loads(pickle.dumps(HandbookError("what", "where:1", "hint")))
    assert (error.what, error.where, error.hint) == ("what", "where:1", "hint")
    findings = (Finding("a.md", 1, "MK101", "x"), Finding("b.md", 2, "MK102", "y", "z", Severity.WARNING))
    assert pickle.loads(pickle.dumps(FindingsError(reversed(findings)))).findings == findings
