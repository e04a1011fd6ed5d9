"""Findings as SARIF: valid against the schema, with the same fingerprints after lines moved, and never too many."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from jsonschema import Draft7Validator

from handbook.checks.rules import RULE_PAGES
from handbook.findings import Excused, Finding, Severity, finding_from
from handbook.findings.render import RENDERERS, View
from handbook.findings.render.sarif import MOST

SCHEMA = Path(__file__).with_name("sarif-schema-2.1.0.json")
HOSTILE = "\x1b[31m \x9b \u202e \ud800 <script>alert(1)</script> [x](javascript:alert(1)) ##[error] \n::error::x"


@cache
def validator() -> Draft7Validator:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    Draft7Validator.check_schema(schema)
    return Draft7Validator(schema, format_checker=Draft7Validator.FORMAT_CHECKER)


def no_line(path: str, line: int) -> str:
    return ""


def run(
    found: Sequence[Finding],
    excused: Sequence[Excused] = (),
    line: Callable[[str, int], str] = no_line,
) -> dict[str, Any]:
    """The one run of the log that the findings make; the log holds to the schema."""
    log = json.loads(RENDERERS["sarif"](found, View(line=line, excused=tuple(excused), pages=RULE_PAGES)))
    assert [problem.message for problem in validator().iter_errors(log)] == []
    assert log["version"] == "2.1.0"
    (only,) = log["runs"]
    return dict(only)


def fingerprints(found: Sequence[Finding], line: Callable[[str, int], str] = no_line) -> list[str]:
    return [one["partialFingerprints"]["handbookFinding/v1"] for one in run(found, (), line)["results"]]


def test_the_schema_refuses_what_is_not_sarif() -> None:
    assert [problem.message for problem in validator().iter_errors({"version": "2.1.0", "runs": [{}]})]


def test_nothing_wrong_is_a_run_without_results() -> None:
    assert run([])["results"] == []


def test_a_result_has_rule_place_and_message() -> None:
    found = Finding("docs/ä b:c.md", 3, "MK201", "nowhere: [a](b)", "do", column=5, end_column=9)
    told = run([found])
    (result,) = told["results"]
    (rule,) = told["tool"]["driver"]["rules"]
    assert (rule["id"], rule["name"], rule["defaultConfiguration"]["level"]) == ("MK201", "BrokenLink", "error")
    assert rule["fullDescription"]["text"].startswith("a link to a page or file that is not in")
    assert rule["help"]["text"] == RULE_PAGES["MK201"].text
    assert (result["ruleId"], result["ruleIndex"], result["level"]) == ("MK201", 0, "error")
    assert result["message"]["text"] == "nowhere: [a\\](b).\ndo"
    place = result["locations"][0]["physicalLocation"]
    assert place["region"] == {"startLine": 3, "startColumn": 5, "endColumn": 9}
    assert place["artifactLocation"]["uri"] == "docs/%C3%A4%20b%3Ac.md"
    assert unquote(place["artifactLocation"]["uri"]) == found.path
    assert place["artifactLocation"]["uriBaseId"] in told["originalUriBaseIds"]


def test_a_finding_about_a_whole_file_has_no_region() -> None:
    (result,) = run([Finding("mkdocs.yml", 0, "ST101", "x", severity=Severity.WARNING)])["results"]
    assert "region" not in result["locations"][0]["physicalLocation"]
    assert result["level"] == "warning"


def test_every_rule_can_be_shown() -> None:
    found = [Finding("a", 1, code, "x", severity=page.severity) for code, page in RULE_PAGES.items()]
    rules = run(found)["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(RULE_PAGES)
    assert all(rule["fullDescription"]["text"] for rule in rules)


def test_a_code_without_a_page_is_shown_all_the_same() -> None:
    assert run([Finding("a", 1, "XX999", "x")])["tool"]["driver"]["rules"][0]["id"] == "XX999"


def test_fingerprints_outlive_lines_that_come_and_go() -> None:
    lines = {3: "See  [it](b.md).", 9: "See [it](b.md)."}
    before = fingerprints([Finding("a", 3, "MK201", "x")], lambda _, line: lines[line])
    after = fingerprints([Finding("a", 9, "MK201", "x")], lambda _, line: lines[line])
    assert before == after


def test_fingerprints_tell_findings_apart() -> None:
    found = [
        Finding("a", 3, "MK201", "x"), Finding("a", 4, "MK201", "x"), Finding("a", 3, "MK202", "x"),
        Finding("a", 3, "MK201", "y"), Finding("b", 3, "MK201", "x"),
    ]  # fmt: skip
    assert len(set(fingerprints(found))) == len(found)


def test_what_is_ignored_is_suppressed_with_its_reason() -> None:
    ignored = Excused(Finding("a", 4, "PO151", "y"), "the list goes on")
    first, second = run([Finding("a", 3, "MK201", "x")], [ignored])["results"]
    assert first["suppressions"] == []
    assert second["suppressions"] == [{"kind": "inSource", "justification": "the list goes on"}]


def test_no_more_than_services_show_and_errors_first() -> None:
    found = [Finding("a", line, "AU201", "x", severity=Severity.WARNING) for line in range(1, MOST)]
    found += [Finding("z", line, "MK201", "x") for line in range(1, 11)]
    told = run(found, [Excused(Finding("a", 1, "PO151", "y"), "why")])
    levels = [one["level"] for one in told["results"]]
    assert (len(levels), levels.count("error")) == (MOST, 10)
    (note,) = told["invocations"][0]["toolExecutionNotifications"]
    assert note["message"]["text"] == "Left out here: 0 errors, 9 warnings in 1 file: AU201 (9)."


def test_hostile_text_stays_text() -> None:
    found = Finding(f"docs/{HOSTILE}.md", 3, "PO110", HOSTILE, HOSTILE)
    printed = RENDERERS["sarif"]([found], View(pages=RULE_PAGES))
    printed.encode("utf-8")
    assert "##[" not in printed
    assert not set(printed) & {"\x1b", "\x9b", "\u202e"}
    assert "[x](" not in json.loads(printed)["runs"][0]["results"][0]["message"]["text"]


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_the_same_findings_in_any_order_are_the_same_bytes(form: str) -> None:
    found = [Finding(path, line, "MK201", "x") for path in "ab" for line in (1, 2, 3)]
    assert RENDERERS[form](found, View()) == RENDERERS[form](list(reversed(found)), View())


def test_json_gives_every_field_back() -> None:
    found = [
        Finding("a", 3, "MK201", HOSTILE, "do", Severity.WARNING, 5, 9),
        Finding("б", 0, "PO110", "сұрақ"),
    ]
    printed = RENDERERS["json"](found, View())
    assert [finding_from(one) for one in json.loads(printed)] == found
    assert "сұрақ" in printed
    assert not set(printed) & {"\x1b", "\x9b", "\u202e", "\ud800"}
    assert "##[" not in printed


def test_records_of_earlier_versions_are_read() -> None:
    record = {"path": "a", "line": 3, "code": "MK201", "message": "x", "hint": "", "severity": "error"}
    assert finding_from(record) == Finding("a", 3, "MK201", "x")
