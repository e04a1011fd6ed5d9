"""The one record of a problem in the text, and a value together with the problems met on its way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar

from handbook.errors import HandbookError

T = TypeVar("T")


class Severity(StrEnum):
    """An error stops a build; a warning is reported and the build goes on."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One problem at one place.

    `path` is relative to the project, with forward slashes; `line` counts from 1, 0 means the whole file.
    `code` names the rule (`MK201`), `message` says what is wrong, `hint` what to do. `column` is the first character
    of what is wrong and `end_column` the one after the last, from 1; 0 where that is not known.
    """

    path: str
    line: int
    code: str
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR
    column: int = 0
    end_column: int = 0


@dataclass(frozen=True, slots=True, order=True)
class Excused:
    """A finding that an editor or translator ignored, and the reason they gave."""

    finding: Finding
    reason: str


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """A value and the findings gathered while making it."""

    value: T
    findings: tuple[Finding, ...] = ()


def finding_from(record: Mapping[str, Any]) -> Finding:
    """Return the finding that `asdict` made `record` of, as it comes back from JSON."""
    return Finding(**{**record, "severity": Severity(record["severity"])})


class FindingsError(HandbookError):
    """The run stops because of the author's text; every problem found so far is in `findings`, sorted."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(sorted(set(findings)))
        super().__init__(f"{len(self.findings)} problems stop the run")

    def __reduce__(self) -> tuple[type[FindingsError], tuple[tuple[Finding, ...]]]:  # type: ignore[override]
        return (type(self), (self.findings,))


def finding_of(problem: HandbookError, code: str, path: str) -> Finding:
    """Turn an error about one file into a finding; `path` is used where the error names no file."""
    where, _, line = problem.where.rpartition(":")
    if not line.isdigit():
        where, line = problem.where, "0"
    return Finding(where or path, int(line), code, problem.what, problem.hint)
