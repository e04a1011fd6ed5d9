"""Findings: problems in an author's text, each with its place and what to do."""

from handbook.findings.model import (
    Excused,
    Finding,
    FindingsError,
    Outcome,
    Severity,
    finding_from,
    finding_of,
)

__all__ = [
    "Excused",
    "Finding",
    "FindingsError",
    "Outcome",
    "Severity",
    "finding_from",
    "finding_of",
]
