"""What a renderer is handed beside the findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from handbook.findings.model import Excused, Finding, Severity


@dataclass(frozen=True, slots=True)
class RulePage:
    """The documentation of a code: its short `name`, its page, and how severe what it says is as a rule."""

    code: str
    name: str
    text: str
    severity: Severity = Severity.ERROR

    @property
    def what(self) -> str:
        """What the rule is about, on one line; the page tells why, and what to do instead."""
        told = self.text.partition(". What: ")[2] or self.text
        return " ".join(told.partition("\n\n")[0].split())


def no_line(path: str, line: int) -> str:  # noqa: ARG001 - as the type demands
    """Where nobody has the sources at hand."""
    return ""


@dataclass(frozen=True, slots=True)
class View:
    """How to show findings.

    `line` gives a line of a source by path and number (nothing where there is none); `colour` is for terminals;
    `excused` are findings that somebody ignored with a reason; `pages` are the documentation by code.
    """

    line: Callable[[str, int], str] = no_line
    colour: bool = False
    excused: tuple[Excused, ...] = ()
    pages: Mapping[str, RulePage] = field(default_factory=dict)


Renderer = Callable[[Iterable[Finding], View], str]


def counted(number: int, name: str) -> str:
    """`1 error`, `2 errors`."""
    return f"{number} {name}{'' if number == 1 else 's'}"


def tally(findings: Iterable[Finding]) -> str:
    """`2 errors, 1 warning in 3 files`."""
    found = list(findings)
    errors = sum(one.severity is Severity.ERROR for one in found)
    files = len({one.path for one in found})
    return f"{counted(errors, 'error')}, {counted(len(found) - errors, 'warning')} in {counted(files, 'file')}"
