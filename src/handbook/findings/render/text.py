"""Findings for people: `path:line:column: severity: CODE message`, the source line with what is meant underlined."""

from __future__ import annotations

from collections.abc import Iterable

from handbook.findings.model import Finding, Severity
from handbook.findings.render.harmless import harmless, width
from handbook.findings.render.view import View, tally

# So many characters of a long line are shown, so many of them in front of what is meant.
_LONGEST, _BEFORE = 100, 30
_TAB = "  "
_CUT = "…"
_BOLD, _FAINT, _PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[0m"
_COLOURS = {Severity.ERROR: "\x1b[31m", Severity.WARNING: "\x1b[33m"}
_NOTHING = View()


def as_text(findings: Iterable[Finding], view: View = _NOTHING) -> str:
    """Each finding with its source line, where there is one, and its hint."""
    return "".join(_one(found, view) for found in sorted(findings))


def text(findings: Iterable[Finding], view: View = _NOTHING) -> str:
    """The same with how many there are at the end, or with the news that there are none."""
    found = sorted(findings)
    return f"{as_text(found, view)}{tally(found)}\n" if found else "no problems found\n"


def _one(found: Finding, view: View) -> str:
    place = harmless(found.path)
    if place.startswith((":", "#")):
        # At the beginning of a line, `::` is a command to programs that run jobs.
        place = f"./{place}"
    numbers = [number for number in (found.line, found.column) if number]
    place = ":".join((place, *map(str, numbers)))
    colour = _COLOURS[found.severity]
    out = [
        f"{_painted(place, _BOLD, view)}: {_painted(found.severity, colour, view)}: "
        f"{found.code} {harmless(found.message)}\n"
    ]
    if (line := view.line(found.path, found.line).rstrip()) != "":
        out += _source(line, found, colour, view)
    if found.hint:
        out.append(f"    hint: {harmless(found.hint)}\n")
    return "".join(out)


def _source(line: str, found: Finding, colour: str, view: View) -> list[str]:
    """The line behind its number, and a caret below each character that is meant."""
    start = min(found.column - 1, len(line)) if found.column else 0
    end = min(max(found.end_column - 1, start + 1), len(line)) if found.column else 0
    first = _first_shown(line, start)
    head, meant, tail = line[first:start], line[start:end], line[end : first + _LONGEST]
    if end > first + _LONGEST:
        meant, tail = line[start : first + _LONGEST], ""
    head, meant, tail = (harmless(part.replace("\t", _TAB)) for part in (head, meant, tail))
    before, after = (_CUT if first else "", _CUT if first + _LONGEST < len(line) else "")
    number = f"{found.line:>7} |"
    shown = [f"{_painted(number, _FAINT, view)} {before}{head}{meant}{tail}{after}\n"]
    if found.column:
        gap = " " * (len(before) + width(head))
        carets = _painted("^" * max(width(meant), 1), colour, view)
        margin = _painted(" " * (len(number) - 1) + "|", _FAINT, view)
        shown.append(f"{margin} {gap}{carets}\n")
    return shown


def _first_shown(line: str, start: int) -> int:
    """Where a long line is cut so that what begins at `start` is in sight."""
    if len(line) <= _LONGEST or start <= _LONGEST - _BEFORE:
        return 0
    return min(start - _BEFORE, len(line) - _LONGEST)


def _painted(text: str, colour: str, view: View) -> str:
    return f"{colour}{text}{_PLAIN}" if view.colour else text
