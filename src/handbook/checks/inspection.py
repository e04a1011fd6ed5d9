"""What every rule may look at: the project, its English pages parsed, and its catalogues."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from handbook.checks.scope import TranslatedHit
from handbook.findings import Finding, Severity
from handbook.project import Project
from handbook.register.register import Register
from handbook.translation.source import Source


@dataclass(frozen=True, slots=True)
class Inspection:
    """`files` are all files below `docs/` and `catalogue_files` those below `translations/`, relative and sorted.

    `catalogue_findings` is what reading the catalogues found, `register_findings` what reading the register did;
    `translated_hits` are the matters outside the handbook's scope that catalogues touch.
    """

    project: Project
    source: Source
    files: frozenset[str]
    catalogue_files: tuple[str, ...]
    catalogue_findings: tuple[Finding, ...]
    register: Register
    register_findings: tuple[Finding, ...]
    translated_hits: tuple[TranslatedHit, ...] = ()

    def at_page(
        self,
        page: str,
        line: int,
        code: str,
        message: str,
        hint: str = "",
        severity: Severity = Severity.ERROR,
    ) -> Finding:
        """A finding in an English page."""
        return Finding(self.project.shown(self.project.docs / page), line, code, message, hint, severity)


Findings = Iterable[Finding]
