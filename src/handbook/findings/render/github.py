"""Findings as annotations of a GitHub job: workflow commands, which nothing in the text can end or begin anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from handbook.findings.model import Finding, Severity
from handbook.findings.render.harmless import harmless
from handbook.findings.render.view import View, counted, tally

# GitHub shows no more of either kind for one step, and drops the others without a word.
MOST = 10
_NAMED = 12


def github(findings: Iterable[Finding], view: View) -> str:
    """The first errors and warnings, each as an annotation of its line, and one that counts what is not shown."""
    found = sorted(findings)
    shown = [
        one for severity in Severity for one in [one for one in found if one.severity is severity][:MOST]
    ]
    out = [_annotation(one, view) for one in shown]
    if len(shown) < len(found):
        rest = sorted(set(found) - set(shown))
        out.append(_command("notice", {"title": "More findings"}, _summary(rest)))
    return "".join(out)


def _annotation(found: Finding, view: View) -> str:
    page = view.pages.get(found.code)
    place = {"file": found.path}
    if found.line:
        place["line"] = str(found.line)
    if found.column:
        place |= {"col": str(found.column), "endColumn": str(max(found.end_column - 1, found.column))}
    place["title"] = f"{found.code} {page.name}" if page else found.code
    return _command(found.severity, place, f"{found.message}\n{found.hint}" if found.hint else found.message)


def _summary(rest: list[Finding]) -> str:
    codes = Counter(one.code for one in rest).most_common()
    named = ", ".join(f"{code} ({number})" for code, number in codes[:_NAMED])
    more = f" and {counted(len(codes) - _NAMED, 'other code')}" if len(codes) > _NAMED else ""
    return f"not shown here: {tally(rest)}: {named}{more}\n`handbook check` lists all of them"


def _command(name: str, properties: dict[str, str], message: str) -> str:
    told = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{name} {told}::{_data(message)}\n"


def _data(text: str) -> str:
    """A message: its lines stay lines, `%` stays `%`."""
    return "%0A".join(harmless(line).replace("%", "%25") for line in text.split("\n"))


def _property(text: str) -> str:
    """A value in front of the message: it must not end there, nor another property begin."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
