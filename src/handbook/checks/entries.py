"""All rules over all current entries of one catalogue, and the ignores that translators gave reasons for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from handbook.checks.ignores import COMMENT_SAMPLE, stops_nothing, wrong_ignore
from handbook.checks.inspection import Verdict
from handbook.checks.lexicon import Lexicon
from handbook.checks.pair import EntryRule, Pair, Side
from handbook.checks.rules import ENTRY_RULES
from handbook.checks.sharing import shared_translations
from handbook.findings import Excused, Finding
from handbook.markdown.session import State
from handbook.translation.catalog import Catalog, Entry

_IGNORE = re.compile(r"handbook-ignore\b[ \t]*([^:\s]*)[ \t]*(:?)[ \t]*(.*)")


def judge_catalogue(
    catalog: Catalog, found: Iterable[Finding], language: str, shown: str, lexicon: Lexicon
) -> tuple[Finding, ...]:
    """What is wrong with the entries of a catalogue, with what reading it `found`; what is outdated is not judged."""
    return weigh_catalogue(catalog, found, language, shown, lexicon).findings


def weigh_catalogue(
    catalog: Catalog, found: Iterable[Finding], language: str, shown: str, lexicon: Lexicon
) -> Verdict:
    """The same, with what translators ignored."""
    at_line: dict[int, list[Finding]] = {}
    for finding in found:
        at_line.setdefault(finding.line, []).append(finding)
    for finding in shared_translations(catalog, shown):
        at_line.setdefault(finding.line, []).append(finding)
    judged: list[Finding] = []
    excused: list[Excused] = []
    for entry in catalog.entries:
        findings = at_line.pop(entry.line, [])
        if entry.state is State.CURRENT:
            findings += said_of(entry, language, shown, lexicon)
        if entry.state is State.CURRENT and entry.comments:
            ignored = dict(_ignored(findings, entry))
            judged += _wrong_ignores(findings, entry, shown)
            excused += [Excused(one, ignored[one.code]) for one in findings if one.code in ignored]
            findings = [one for one in findings if one.code not in ignored]
        judged += findings
    rest = (finding for findings in at_line.values() for finding in findings)
    return Verdict((*judged, *rest), tuple(excused))


def said_of(entry: Entry, language: str, shown: str, lexicon: Lexicon) -> Iterator[Finding]:
    """What the rules say of one entry, at its msgstr."""
    pair = Pair(entry.msgid, entry.msgstr, language, entry.notes, lexicon)
    signs = pair.signs
    for rule, needed in _rules_of(pair.english):
        if needed and needed.isdisjoint(signs):
            continue
        for what, hint in rule.compare(pair):
            yield Finding(shown, entry.line, rule.code, what, hint, rule.severity)


@lru_cache(maxsize=8192)
def _rules_of(english: Side) -> tuple[tuple[EntryRule, frozenset[str]], ...]:
    """The rules that heed an English text, each with the signs of which the translation must have one."""
    return tuple(
        (rule, rule.signs if rule.signs.isdisjoint(english.signs) else frozenset())
        for rule in ENTRY_RULES.values()
        if rule.heeds is None or rule.heeds(english)
    )


def _wrong_ignores(findings: list[Finding], entry: Entry, shown: str) -> Iterator[Finding]:
    """What is wrong with the ignores of an entry."""
    ignored: set[str] = set()
    for code, reason in ignores(entry):
        problem = _wrong_ignore(code, reason, {finding.code for finding in findings}, ignored)
        if problem is not None:
            yield replace(problem, path=shown, line=entry.line)
        ignored.add(code)


def _ignored(findings: list[Finding], entry: Entry) -> Iterator[tuple[str, str]]:
    """The codes that the ignores of an entry stop, each with the reason that was given first."""
    said = {finding.code for finding in findings}
    for code, reason in reversed(list(ignores(entry))):
        if _wrong_ignore(code, reason, said, set()) is None:
            yield code, reason


def ignores(entry: Entry) -> Iterator[tuple[str, str]]:
    """The (code, reason) of each ignore above an entry; what is not given is empty."""
    for comment in entry.comments:
        if (found := _IGNORE.match(comment)) is not None:
            yield found.group(1), found.group(3).strip() if found.group(2) else ""


def _wrong_ignore(code: str, reason: str, said: set[str], ignored: set[str]) -> Finding | None:
    problem = wrong_ignore(code, reason, "PO190", COMMENT_SAMPLE)
    if problem is None and (code not in said or code in ignored):
        return stops_nothing(code, "PO190")
    return problem
