"""All rules over all current entries of one catalogue, and the ignores that translators gave reasons for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from handbook.checks.lexicon import Lexicon
from handbook.checks.pair import Pair
from handbook.checks.rules import ENTRY_RULES, PAGES
from handbook.checks.sharing import shared_translations
from handbook.findings import Finding, Severity
from handbook.markdown.session import State
from handbook.translation.catalog import Catalog, Entry

_IGNORE = re.compile(r"handbook-ignore\b[ \t]*([^:\s]*)[ \t]*(:?)[ \t]*(.*)")
# What a build must not publish whatever the reason.
NEVER_IGNORED = frozenset(("PO101", "PO103", "PO104", "PO105"))


def judge_catalogue(
    catalog: Catalog, found: Iterable[Finding], language: str, shown: str, lexicon: Lexicon
) -> tuple[Finding, ...]:
    """What is wrong with the entries of a catalogue, with what reading it `found`; what is outdated is not judged."""
    at_line: dict[int, list[Finding]] = {}
    for finding in found:
        at_line.setdefault(finding.line, []).append(finding)
    for finding in shared_translations(catalog, shown):
        at_line.setdefault(finding.line, []).append(finding)
    judged: list[Finding] = []
    for entry in catalog.entries:
        findings = at_line.pop(entry.line, [])
        if entry.state is State.CURRENT:
            findings += said_of(entry, language, shown, lexicon)
            findings = list(_without_ignored(findings, entry, shown))
        judged += findings
    return (*judged, *(finding for findings in at_line.values() for finding in findings))


def said_of(entry: Entry, language: str, shown: str, lexicon: Lexicon) -> Iterator[Finding]:
    """What the rules say of one entry, at its msgstr."""
    pair = Pair(entry.msgid, entry.msgstr, language, entry.notes, lexicon)
    for rule in ENTRY_RULES.values():
        for what, hint in rule.compare(pair):
            yield Finding(shown, entry.line, rule.code, what, hint, rule.severity)


def _without_ignored(findings: list[Finding], entry: Entry, shown: str) -> Iterator[Finding]:
    """The findings that no comment of the entry ignores, and what is wrong with those comments."""
    ignored: set[str] = set()
    for code, reason in ignores(entry):
        problem = _wrong_ignore(code, reason, {finding.code for finding in findings}, ignored)
        if problem is not None:
            yield replace(problem, path=shown, line=entry.line)
        if problem is None or problem.severity is Severity.WARNING:
            ignored.add(code)
    yield from (finding for finding in findings if finding.code not in ignored)


def ignores(entry: Entry) -> Iterator[tuple[str, str]]:
    """The (code, reason) of each ignore above an entry; what is not given is empty."""
    for comment in entry.comments:
        if (found := _IGNORE.match(comment)) is not None:
            yield found.group(1), found.group(3).strip() if found.group(2) else ""


def _wrong_ignore(code: str, reason: str, said: set[str], ignored: set[str]) -> Finding | None:
    if code not in PAGES:
        return Finding(
            "", 0, "PO190", f"no rule has the code {code!r}", "write # handbook-ignore PO151: the reason"
        )
    if code in NEVER_IGNORED:
        return Finding("", 0, "PO190", f"{code} cannot be ignored", "correct the translation instead")
    if not any(letter.isalpha() for letter in reason):
        hint = f"write # handbook-ignore {code}: why the entry is right as it is"
        return Finding("", 0, "PO190", f"the ignore of {code} gives no reason", hint)
    if code not in said or code in ignored:
        what = f"the ignore of {code} stops nothing"
        return Finding("", 0, "PO190", what, "delete the comment", Severity.WARNING)
    return None
