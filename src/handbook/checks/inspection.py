"""What every rule may look at: the project, its English pages parsed, and its catalogues."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from handbook.checks.scope import TranslatedHit
from handbook.findings import Excused, Finding, Severity
from handbook.findings.places import placed_words
from handbook.findings.render.view import no_line
from handbook.markdown.ignores import Ignore
from handbook.project import Project
from handbook.register.register import Register
from handbook.translation.source import Source


@dataclass(frozen=True, slots=True)
class Inspection:
    """`files` are all files below `docs/` and `catalogue_files` those below `translations/`, relative and sorted.

    `catalogue_findings` is what reading the catalogues found, `register_findings` what reading the register did;
    `translated_hits` are the matters outside the handbook's scope that catalogues touch. `ignores` are those of the
    YAML files, by file; `line_of` gives a line of any file of the project; `excused` is what catalogues ignore.
    """

    project: Project
    source: Source
    files: frozenset[str]
    catalogue_files: tuple[str, ...]
    catalogue_findings: tuple[Finding, ...]
    register: Register
    register_findings: tuple[Finding, ...]
    translated_hits: tuple[TranslatedHit, ...] = ()
    ignores: Mapping[str, tuple[Ignore, ...]] = field(default_factory=dict)
    line_of: Callable[[str, int], str] = no_line
    excused: tuple[Excused, ...] = ()

    def at_page(
        self,
        page: str,
        line: int,
        code: str,
        message: str,
        hint: str = "",
        severity: Severity = Severity.ERROR,
        *,
        words: str = "",
    ) -> Finding:
        """A finding in an English page, at these very words if its paragraph holds them."""
        found = Finding(self.project.shown(self.project.docs / page), line, code, message, hint, severity)
        return placed_words(found, words, self.line_of)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is wrong, sorted; and what would be, had nobody given a reason to ignore it."""

    findings: tuple[Finding, ...]
    excused: tuple[Excused, ...] = ()


Findings = Iterable[Finding]
