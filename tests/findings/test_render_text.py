"""Findings as people read them: the place, the line with carets below what is meant, and nothing a terminal obeys."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.findings import Finding, Severity
from handbook.findings.lines import Lines
from handbook.findings.render import View, as_text
from handbook.findings.render.harmless import harmless, width
from handbook.findings.render.text import text

ERROR = Finding("docs/a.md", 3, "MK201", "the link leads nowhere: b.md", "link a file")


def shown(line: str, column: int, end: int) -> tuple[str, str]:
    """The line as it is printed and what stands below it, each behind the margin."""
    found = Finding("docs/a.md", 3, "MK201", "x", column=column, end_column=end)
    _, source, carets = as_text([found], View(line=lambda *_: line)).splitlines()
    assert source.startswith("      3 | ")
    assert carets.startswith("        | ")
    return source[10:], carets[10:]


def below(source: str, carets: str) -> str:
    """What stands above the carets, by columns of a terminal."""
    start, end = len(carets) - len(carets.lstrip()), len(carets)
    at, found = 0, ""
    for letter in source:
        found += letter if start <= at < end else ""
        at += width(letter)
    return found


def test_a_finding_without_a_source_is_two_lines() -> None:
    assert as_text([ERROR]) == "docs/a.md:3: error: MK201 the link leads nowhere: b.md\n    hint: link a file\n"


def test_the_whole_file_has_no_line() -> None:
    assert as_text([Finding("docs/a.md", 0, "CF202", "x")]) == "docs/a.md: error: CF202 x\n"


def test_the_line_stands_below_with_carets() -> None:
    found = Finding("docs/a.md", 3, "MK201", "nowhere", "do", column=10, end_column=14)
    view = View(line=lambda path, line: "See [it](b.md)." if (path, line) == ("docs/a.md", 3) else "")
    assert as_text([found], view) == (
        "docs/a.md:3:10: error: MK201 nowhere\n"
        "      3 | See [it](b.md).\n"
        "        |          ^^^^\n"
        "    hint: do\n"
    )


@pytest.mark.parametrize(
    "before",
    ["", "Судья ", "й̆е́ ", "\t- ", "漢字 ", "👩 ", "oʻzbek ", "x" * 400 + " ", "ж" * 90],
    ids=["plain", "cyrillic", "combining", "tab", "wide", "emoji", "apostrophe", "long", "nearly-long"],
)
@pytest.mark.parametrize("after", ["", " и далее", " y" * 300])
def test_carets_stand_below_what_is_meant(before: str, after: str) -> None:
    meant = "сұрақ"
    source, carets = shown(f"{before}{meant}{after}", len(before) + 1, len(before) + 1 + len(meant))
    assert below(source, carets) == meant
    assert width(source) <= 110


def test_a_cut_line_says_so_at_both_ends() -> None:
    source, carets = shown("a" * 300 + " HERE " + "b" * 300, 302, 306)
    assert (source[0], source[-1]) == ("…", "…")
    assert below(source, carets) == "HERE"


def test_a_column_beyond_the_line_does_no_harm() -> None:
    assert shown("abc", 40, 50) == ("abc", "   ^")


def test_the_end_counts() -> None:
    found = [ERROR, Finding("docs/b.md", 1, "AU201", "x", severity=Severity.WARNING)]
    assert text(found).endswith("\n1 error, 1 warning in 2 files\n")
    assert text([]) == "no problems found\n"


def test_colours_are_for_terminals() -> None:
    assert "\x1b" not in text([ERROR], View())
    painted = text([ERROR], View(colour=True))
    assert "\x1b[31merror\x1b[0m" in painted
    assert painted.count("\x1b[") % 2 == 0


HOSTILE = "\x1b[2J\x1b]0;owned\x07 \x9b31m \r\n\u202eevil\u2066 \u2028 \ud800 ::error::x ##[add-mask]x"


def test_nothing_of_the_text_steers_the_terminal() -> None:
    found = Finding(f"docs/{HOSTILE}.md", 3, "MK201", HOSTILE, HOSTILE, column=5, end_column=9)
    printed = text([found], View(line=lambda *_: HOSTILE))
    printed.encode("utf-8")
    bad = {unicodedata.category(letter) for letter in printed.replace("\n", "")}
    assert bad.isdisjoint({"Cc", "Cf", "Cs", "Zl", "Zp"})
    assert "##[" not in printed
    assert not [line for line in printed.splitlines() if line.lstrip().startswith("::")]
    assert len(printed.splitlines()) == 5


@pytest.mark.parametrize("path", ["::error::x/a.md", "##[error]/a.md"])
def test_a_path_begins_no_command(path: str) -> None:
    assert as_text([Finding(path, 1, "MK201", "x")]).startswith("./")


@given(st.text())
def test_harmless_text_has_the_same_length_on_one_line(given_text: str) -> None:
    told = harmless(given_text)
    assert len(told) == len(given_text)
    assert len(told.splitlines()) <= 1
    assert harmless(told) == told


def test_lines_are_of_the_project_only(tmp_path: Path) -> None:
    (tmp_path / "p").mkdir()
    (tmp_path / "secret").write_text("secret\n", "utf-8")
    (tmp_path / "p/link").symlink_to(tmp_path / "secret")
    (tmp_path / "p/a.md").write_bytes(b"\xef\xbb\xbfone\r\ntwo \xff\n")
    lines = Lines(tmp_path / "p")
    assert [lines("a.md", line) for line in (0, 1, 2, 9)] == ["", "one", "two \ufffd", ""]
    assert [lines(path, 1) for path in ("link", "../secret", "gone", "", "a\0b")] == [""] * 5
