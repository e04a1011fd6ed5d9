"""The doctor's report: all items, as lines for people or as JSON for programs."""

from __future__ import annotations

import json
import os
import sys
import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TextIO

from handbook.cli.machine import folder, programs, python
from handbook.cli.machine.item import ADVICE, MISSING, OK, TESTS, Item

# Sign, the same where the terminal has no such sign, word, colour.
_LOOKS = {
    OK: ("✓", "+", "ok", "32"),
    MISSING: ("✗", "x", "missing", "31"),
    ADVICE: ("!", "!", "advice", "33"),
    TESTS: ("○", "o", "for tests", "2"),
}


def examine(root: Path) -> Iterator[Item]:
    """Everything that was looked for, what is needed first."""
    yield python.python()
    yield from python.packages(root, "build")
    yield from python.libraries()
    yield folder.configuration(root)
    yield from folder.room(root)
    yield folder.terminal()
    yield from programs.git(root)
    yield from python.packages(root, "test")
    yield from programs.for_tests(root)


def doctor(root: Path, form: str = "text", out: TextIO | None = None) -> int:
    """Print the report; return 0 if all that is needed is there, else 1."""
    out = out or sys.stdout
    if hasattr(out, "reconfigure"):
        out.reconfigure(errors="backslashreplace")  # a path must not stop the report
    items = list(examine(root))
    if form == "json":
        out.write(json.dumps([item._asdict() for item in items], ensure_ascii=False, indent=1) + "\n")
    else:
        out.write(as_text(items, _speaks_signs(out), _has_colours(out), _width(out)))
    return int(any(item.state == MISSING for item in items))


def as_text(items: Sequence[Item], signs: bool = True, colours: bool = False, width: int = 100) -> str:
    """A line an item, its hint below it, and a sum."""
    widest = max(len(item.name) for item in items)
    indent = " " * (widest + 15)
    lines = []
    for item in items:
        sign, plain, word, colour = _LOOKS[item.state]
        mark = f"{sign if signs else plain} {word:<9}"
        mark = f"\x1b[{colour}m{mark}\x1b[0m" if colours else mark
        found = textwrap.wrap(item.found, max(30, width - len(indent)), break_on_hyphens=False) or [""]
        hint = textwrap.wrap(item.hint, max(30, width - len(indent) - 6), break_on_hyphens=False)
        lines += [f"{mark}  {item.name:<{widest}}  {found[0]}".rstrip(), *(indent + more for more in found[1:])]
        lines += [f"{indent}{'      ' if place else 'hint: '}{more}" for place, more in enumerate(hint)]
    return "\n".join([*lines, "", _sum(items), ""])


def _sum(items: Sequence[Item]) -> str:
    missing, advice, tests = (sum(item.state == state for item in items) for state in (MISSING, ADVICE, TESTS))
    begin = f"{missing} needed {'is' if missing == 1 else 'are'} missing" if missing else "all that is needed is there"
    rest = [f"{advice} to put right" if advice else "", f"{tests} missing for tests alone" if tests else ""]
    return "; ".join([begin, *filter(None, rest)])


def _speaks_signs(out: TextIO) -> bool:
    try:
        "".join(look[0] for look in _LOOKS.values()).encode(out.encoding or "ascii")
    except (UnicodeError, LookupError):
        return False
    return True


def _has_colours(out: TextIO) -> bool:
    return out.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _width(out: TextIO) -> int:
    """As wide as the terminal; in a pipe nothing is wrapped."""
    if not out.isatty():
        return 10_000
    try:
        return os.get_terminal_size(out.fileno()).columns
    except (OSError, ValueError):
        return 100
