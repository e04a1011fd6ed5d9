"""What is wrong with register and citations stops a build, each with its file, line and way out."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.checks.runner import inspect
from handbook.findings import Finding, FindingsError, Severity
from handbook.project import load_project
from handbook.site.build import build_site
from handbook.site.edition import Edition

TREATIES = """\
family:
  order: 1
  titles: {en: Treaties}
authorities:
  pact:
    kind: treaty
    titles: {en: The Pact}
    locators: {article: 53}
  old:
    kind: resolution
    titles: {en: The Old One}
    status: replaced
    successor: pact
"""
ARREST = "docs/rules/arrest.md"
LAW = "docs/register/authorities/treaties.yml"


@pytest.fixture
def lawful(tiny: Path) -> Path:
    """The small handbook with a register of two."""
    (tiny / "docs/register/authorities").mkdir(parents=True)
    (tiny / LAW).write_text(TREATIES, "utf-8")
    return tiny


def spoil(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text("utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new, 1), "utf-8")


def found(root: Path) -> list[tuple[str, int, str, str]]:
    return [(one.path, one.line, one.code, one.severity.value) for one in inspect(load_project(root))]


def test_a_register_in_order_has_no_findings(lawful: Path) -> None:
    spoil(lawful, ARREST, "None.", "None [@pact, art. 9(3); @old] `[@nothing]`.")
    assert found(lawful) == []


@pytest.mark.parametrize(
    ("written", "code", "severity", "words"),
    [
        ("[@pakt, art. 1]", "CT101", "error", "did you mean @pact?"),
        ("[@pact, art. 54]", "CT102", "error", "its last article is 53"),
        ("[@pact, rule 3]", "CT103", "error", "it has article 1–53"),
        ("[@old]", "CT104", "warning", "cite @pact"),
        ("[@pact art 3]", "CT105", "error", "write [@id, art. 9(3)"),
    ],
)
def test_a_wrong_citation_has_its_line(
    lawful: Path, written: str, code: str, severity: str, words: str
) -> None:
    spoil(lawful, ARREST, "None.", f"None\nat all {written}.")
    (one,) = inspect(load_project(lawful))
    assert (one.path, one.line, one.code, one.severity) == (ARREST, 33, code, severity)
    assert words in one.hint


def test_places_of_every_kind_are_looked_at(lawful: Path) -> None:
    spoil(lawful, ARREST, "- Tell a lawyer.", "- Tell a lawyer [@a].")
    spoil(lawful, ARREST, "| Report | At once |", "| Report [@b] | At once |")
    spoil(lawful, ARREST, "The code says so.", "The code says so [@c].")
    assert found(lawful) == [
        (ARREST, 16, "CT101", "error"),
        (ARREST, 20, "CT101", "error"),
        (ARREST, 34, "CT101", "error"),
    ]


def test_a_citation_in_a_description_is_not_written_out(lawful: Path) -> None:
    spoil(lawful, ARREST, "person is told.", "person is told [@pact].")
    assert found(lawful) == [(ARREST, 5, "CT106", "error")]


@pytest.mark.parametrize(
    ("old", "new", "line", "code"),
    [
        ("kind: treaty", "kind: treatise", 6, "RG106"),
        ("  old:", "  pact:", 9, "RG104"),
        ("  old:", "  Old One:", 9, "RG105"),
        ("authorities:", "authorites:", 1, "RG103"),
        ("  order: 1", "  order: [1", 2, "RG102"),
        ("successor: pact", "successor: pakt", 9, "RG201"),
        ("titles: {en: The Pact}", "titles: {en: The Pact, xx: Pakt}", 5, "RG204"),
        ("titles: {en: The Old One}", "titles: {en: The Pact}", 9, "RG203"),
    ],
)
def test_a_broken_register_has_its_line(lawful: Path, old: str, new: str, line: int, code: str) -> None:
    spoil(lawful, LAW, old, new)
    findings = inspect(load_project(lawful))
    assert code in {one.code for one in findings if one.path == LAW}
    assert any(one.severity is Severity.ERROR for one in findings)
    assert line in {one.line for one in findings if one.code == code}


def test_all_of_them_in_one_run(lawful: Path) -> None:
    spoil(lawful, LAW, "kind: treaty", "kind: treatise")
    spoil(lawful, LAW, "kind: resolution", "kind: revolution")
    spoil(lawful, ARREST, "None.", "None [@pakt].")
    assert [code for _, _, code, _ in found(lawful)] == ["RG106", "RG106", "CT101"]


def test_plain_mkdocs_refuses_a_broken_register_too(lawful: Path, tmp_path: Path) -> None:
    spoil(lawful, LAW, "kind: treaty", "kind: treatise")
    with pytest.raises(FindingsError) as refusal:
        build_site(lawful, "kk", Edition("1", "2026-11-22", ""), tmp_path / "out")
    assert {(one.path, one.line, one.code) for one in refusal.value.findings} == {(LAW, 6, "RG106")}


def test_links_into_what_is_made_are_checked(lawful: Path) -> None:
    (lawful / "docs/reference").mkdir()
    (lawful / "docs/reference/authorities.md").write_text(
        "---\nkind: reference\n---\n\n# T\n\n/// authorities\n///\n"
    )
    spoil(lawful, "mkdocs.yml", "nav:\n", "nav:\n  - reference/authorities.md\n")
    spoil(
        lawful,
        ARREST,
        "None.",
        "[a](../reference/authorities.md#pact) [@pact] [b](../reference/authorities.md#old).",
    )
    (one,) = [finding for finding in inspect(load_project(lawful)) if finding.code != "PO102"]
    assert (one.path, one.line, one.code) == (ARREST, 32, "MK202")
    assert isinstance(one, Finding)
