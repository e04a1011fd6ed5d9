"""Findings as SARIF 2.1.0, which code-scanning services and editors read."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from urllib.parse import quote

from handbook import __version__
from handbook.findings.model import Excused, Finding, Severity
from handbook.findings.render.json import written
from handbook.findings.render.view import RulePage, View, tally

# GitHub shows so many results of a run, and refuses one with more than five times as many.
MOST = 5_000
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_ROOT = "%SRCROOT%"
_FINGERPRINT = "handbookFinding/v1"


def sarif(findings: Iterable[Finding], view: View) -> str:
    """One run: its rules, what they found, and what was ignored with a reason, as suppressed results."""
    found = sorted(findings)
    shown = [Excused(one, "") for one in sorted(sorted(found, key=_weight)[:MOST])]
    excused = sorted(view.excused)[: MOST - len(shown)]
    results = [*shown, *excused]
    pages = [_page(code, view) for code in sorted({one.finding.code for one in results})]
    places = {page.code: number for number, page in enumerate(pages)}
    run = {
        "tool": {"driver": _driver(pages)},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The folder of the project."}}},
        "invocations": [_invocation(found, {one.finding for one in shown})],
        "results": list(_results(results, places, view)),
    }
    return written({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _weight(found: Finding) -> bool:
    """Errors are shown before warnings."""
    return found.severity is not Severity.ERROR


def _page(code: str, view: View) -> RulePage:
    return view.pages.get(code) or RulePage(code, code.lower(), code)


def _driver(pages: Sequence[RulePage]) -> dict[str, Any]:
    return {"name": "handbook", "version": __version__, "rules": [_rule(page) for page in pages]}


def _rule(page: RulePage) -> dict[str, Any]:
    return {
        "id": page.code,
        "name": "".join(word.capitalize() for word in page.name.split("-")),
        "shortDescription": {"text": page.name.replace("-", " ")},
        "fullDescription": {"text": page.what},
        "help": {"text": page.text},
        "defaultConfiguration": {"level": str(page.severity)},
    }


def _invocation(found: Sequence[Finding], shown: set[Finding]) -> dict[str, Any]:
    """That the run came to its end; and how many results it leaves out, if any."""
    invocation: dict[str, Any] = {"executionSuccessful": True}
    if rest := [one for one in found if one not in shown]:
        codes = Counter(one.code for one in rest).most_common()
        named = ", ".join(f"{code} ({number})" for code, number in codes)
        note = {"level": "warning", "message": {"text": f"Left out here: {tally(rest)}: {named}."}}
        invocation["toolExecutionNotifications"] = [note]
    return invocation


def _results(all_of_them: Sequence[Excused], places: dict[str, int], view: View) -> Iterator[dict[str, Any]]:
    met: Counter[str] = Counter()
    for one in all_of_them:
        found = one.finding
        # What a code says in the same words of the same text is told apart by its order: lines above may come and go.
        line = " ".join(view.line(found.path, found.line).split())
        mark = _digest(found.path, found.code, found.message, line)
        met[mark] += 1
        justified = [{"kind": "inSource", "justification": one.reason}] if one.reason else []
        yield {
            "ruleId": found.code,
            "ruleIndex": places[found.code],
            "level": str(found.severity),
            "message": {"text": _told(found)},
            "locations": [{"physicalLocation": _location(found)}],
            "partialFingerprints": {_FINGERPRINT: f"{mark}:{met[mark]}"},
            "suppressions": justified,
        }


def _told(found: Finding) -> str:
    """What is wrong and what to do. In SARIF's plain text `[words](address)` is a link, unless a backslash stops it."""
    text = f"{found.message}.\n{found.hint}" if found.hint else found.message
    return text.replace("](", "\\](")


def _location(found: Finding) -> dict[str, Any]:
    location: dict[str, Any] = {"artifactLocation": {"uri": _uri(found.path), "uriBaseId": _ROOT}}
    if found.line:
        location["region"] = {"startLine": found.line}
        if found.column:
            location["region"] |= {"startColumn": found.column, "endColumn": max(found.end_column, found.column + 1)}
    return location


def _uri(path: str) -> str:
    """The bytes of a file's name; what no file can be called, as a configuration may name it, with a `?` in it."""
    try:
        return quote(path.encode("utf-8", "surrogateescape"))
    except UnicodeEncodeError:
        return quote(path.encode("utf-8", "replace"))


def _digest(*parts: str) -> str:
    state = hashlib.sha256()
    for part in parts:
        state.update(part.encode("utf-8", "surrogatepass") + b"\0")
    return state.hexdigest()[:32]
