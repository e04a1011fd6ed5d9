"""Ignores in pages: `<!-- handbook-ignore MK205: the reason -->` on a line of its own.

One holds for the block below it: for all lines down to the next blank one. Before a page is parsed its line is taken
out, so no reader, no translator and no paragraph number ever meets it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from markdown import Markdown
from markdown.preprocessors import Preprocessor

from handbook.markdown.code_spans import without_code

WORD = "handbook-ignore"
_LINE = re.compile(rf"[ \t]*<!--[ \t]*{WORD}\b((?:(?!--!?>).)*)-->[ \t]*")
_LOOSE = re.compile(rf"<!--\s*{WORD}\b")
_SAID = re.compile(r"[ \t]*([^:\s]*)[ \t]*(:?)[ \t]*(.*)")
_FENCE = re.compile(r"[ \t>]*(`{3,}|~{3,})([ \t]*$)?")


@dataclass(frozen=True, slots=True)
class Ignore:
    """One ignore: its code and reason, empty where they are not given, its `line`, and the last line it holds for.

    `apart` is false where it does not stand on a line of its own: then it holds for nothing.
    """

    code: str
    reason: str
    line: int
    last: int
    apart: bool = True


def ignore_from(said: str, line: int, last: int) -> Ignore:
    """The ignore that `said`, what follows the word, is: ` MK205: the reason`."""
    found = _SAID.match(said)
    code, colon, reason = found.groups() if found is not None else ("", "", "")
    return Ignore(code, reason.strip() if colon else "", line, last)


def ignores_of(body: str, first_line: int = 1) -> tuple[Ignore, ...]:
    """The ignores of a page's Markdown, in order; `first_line` is the number of its first line in the file."""
    if WORD not in body:
        return ()
    lines = body.split("\n")
    code = _fenced(lines)
    found: list[Ignore] = []
    for at, line in enumerate(lines):
        if at in code or WORD not in line:
            continue
        if (said := _LINE.fullmatch(line)) is not None:
            found.append(ignore_from(said.group(1), first_line + at, first_line + _last(lines, at)))
        elif _LOOSE.search(without_code(line)):
            found.append(Ignore("", "", first_line + at, first_line + at, apart=False))
    return tuple(found)


def blanked(body: str) -> str:
    """The Markdown with each ignore's line left empty: what looks for words in it finds none there."""
    if WORD not in body:
        return body
    return "\n".join("" if _LINE.fullmatch(line) else line for line in body.split("\n"))


def _fenced(lines: list[str]) -> set[int]:
    """The places of all lines of fenced code; a fence that nothing closes is none."""
    marks = [(at, mark) for at, line in enumerate(lines) if (mark := _FENCE.match(line)) is not None]
    closing = [(at, mark.group(1)) for at, mark in marks if mark.group(2) is not None]
    fenced: set[int] = set()
    unclosed = dict.fromkeys("`~", float("inf"))
    for at, mark in marks:
        fence = mark.group(1)
        if at in fenced or len(fence) >= unclosed[fence[0]]:
            continue
        end = next((other for other, end in closing if other > at and end.startswith(fence)), None)
        if end is None:
            # No longer one of the same sign will be closed either: nobody needs to look again.
            unclosed[fence[0]] = len(fence)
        else:
            fenced.update(range(at, end + 1))
    return fenced


def _last(lines: list[str], at: int) -> int:
    """The last line of the block below; further ignores and blank lines may stand between."""
    end = at + 1
    while end < len(lines) and (not lines[end].strip() or _LINE.fullmatch(lines[end])):
        end += 1
    while end < len(lines) and lines[end].strip():
        end += 1
    return end - 1


class DropIgnores(Preprocessor):
    """Takes the lines out, when fenced code is safely aside and raw HTML is still to come."""

    NAME = "handbook-drop-ignores"
    PRIORITY = 22

    def run(self, lines: list[str]) -> list[str]:
        return [line for line in lines if WORD not in line or not _LINE.fullmatch(line)]


def register_ignores(md: Markdown) -> None:
    """Let this parser pass ignores over."""
    md.preprocessors.register(DropIgnores(md), DropIgnores.NAME, DropIgnores.PRIORITY)
