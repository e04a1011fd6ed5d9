"""Findings as annotations of a GitHub job, read again as the runner reads its log."""

from __future__ import annotations

import re

import pytest

from handbook.findings import Finding, Severity
from handbook.findings.render import RulePage, View
from handbook.findings.render.github import MOST, github
from handbook.findings.render.harmless import harmless

COMMAND = re.compile(r"::(\w+) ([^:]*(?:[^:]|:(?!:))*?)::(.*)")


def commands(printed: str) -> list[tuple[str, dict[str, str], str]]:
    """What GitHub's runner makes of the log, line by line: command, properties, message."""
    found = []
    for line in printed.splitlines():
        match = COMMAND.fullmatch(line)
        assert match is not None, line
        name, told, message = match.groups()
        properties = dict(one.split("=", 1) for one in told.split(","))
        found.append((name, {key: unescaped(value) for key, value in properties.items()}, unescaped(message)))
    return found


def unescaped(text: str) -> str:
    for sign, written in ((":", "%3A"), (",", "%2C"), ("\r", "%0D"), ("\n", "%0A"), ("%", "%25")):
        text = text.replace(written, sign)
    return text


def test_an_annotation_has_place_title_and_hint() -> None:
    found = Finding("docs/a,b:c.md", 3, "MK201", "100 % wrong", "do", column=5, end_column=9)
    view = View(pages={"MK201": RulePage("MK201", "broken-link", "")})
    assert github([found], view) == (
        "::error file=docs/a%2Cb%3Ac.md,line=3,col=5,endColumn=8,title=MK201 broken-link::100 %25 wrong%0Ado\n"
    )


def test_a_warning_without_a_line() -> None:
    found = Finding("mkdocs.yml", 0, "ST101", "x", severity=Severity.WARNING)
    assert github([found], View()) == "::warning file=mkdocs.yml,title=ST101::x\n"


def test_nothing_wrong_is_nothing_said() -> None:
    assert github([], View()) == ""


HOSTILE = [
    "::set-output name=x::y",
    "\n::add-mask::x",
    "\r\n::error::x",
    "a\r::error::x",
    "%0A::error::x",
    "##[error]x",
    "x,title=owned::y",
    "\u2028::error::x",
    "\x85::error::x",
    "\x0b::error::x\x0c::error::y",
    "<img src=x onerror=alert(1)>",
]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_text_begins_a_command_of_its_own(hostile: str) -> None:
    found = Finding(f"docs/{hostile}.md", 3, "PO110", hostile, hostile)
    printed = github([found], View())
    assert len(printed.splitlines()) == 1
    ((name, properties, message),) = commands(printed)
    assert name == "error"
    assert set(properties) == {"file", "line", "title"}
    assert properties["title"] == "PO110"
    assert "##[" not in printed
    assert message == "\n".join(map(harmless, f"{hostile}\n{hostile}".split("\n")))


def test_a_percent_sign_is_not_read_twice() -> None:
    ((_, _, message),) = commands(github([Finding("a", 1, "PO110", "%0A %25 %")], View()))
    assert message == "%0A %25 %"


def test_what_github_would_drop_is_counted() -> None:
    found = [Finding("docs/a.md", line, "MK201", "x") for line in range(1, 31)]
    found += [Finding("docs/b.md", line, "AU201", "x", severity=Severity.WARNING) for line in range(1, 13)]
    told = commands(github(reversed(found), View()))
    assert [name for name, _, _ in told] == ["error"] * MOST + ["warning"] * MOST + ["notice"]
    assert [properties["line"] for _, properties, _ in told[:MOST]] == [str(line) for line in range(1, 11)]
    assert told[-1][2].startswith("not shown here: 20 errors, 2 warnings in 2 files: MK201 (20), AU201 (2)\n")


def test_many_codes_are_counted_too() -> None:
    found = [Finding("a", line, f"PO{line:03}", "x") for line in range(100, 150)]
    assert "and 28 other codes" in commands(github(found, View()))[-1][2]
