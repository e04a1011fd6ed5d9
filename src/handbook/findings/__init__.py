"""Findings: problems in an author's text, each with its place and what to do."""

from handbook.findings.model import Finding, Outcome, Severity

__all__ = ["Finding", "Outcome", "Severity"]
