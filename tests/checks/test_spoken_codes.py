"""Codes spoken beside the rules, where something is read, built or handed out; and that no code goes untested."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from handbook.book.glyphs import Origins
from handbook.checks.rules import PAGES, RULE_PAGES, codes_of
from handbook.cli.main import status
from handbook.findings import FindingsError, Severity
from handbook.project import load_project
from handbook.site.build import build_site
from handbook.site.edition import Edition
from handbook.site.kept_pages import Content, Facts
from handbook.site.language_build import LanguageBuild
from handbook.site.page import Coverage

ROOT = Path(__file__).parents[2]
EDITION = Edition("1.0", "2026-11-22", "abc")
CODE = re.compile(r"\b[A-Z]{2}\d{3}\b")


def test_every_code_has_a_test_that_names_it() -> None:
    named = {path.stem.upper() for path in (ROOT / "tests/checks/wrong").glob("*.yml")}
    for path in (ROOT / "tests").rglob("*.py"):
        if path.name != "test_rule_pages.py":
            named |= set(CODE.findall(path.read_text("utf-8")))
    assert sorted(set(PAGES) - named) == []


def calls() -> Iterator[tuple[str, bool]]:
    """Every code that the source speaks in a call, and whether it speaks it as a warning."""
    for path in sorted((ROOT / "src/handbook").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                given = [*node.args, *(keyword.value for keyword in node.keywords)]
                codes = [one.value for one in given if isinstance(one, ast.Constant) and str(one.value) in PAGES]
                warns = any(ast.unparse(one) == "Severity.WARNING" for one in given)
                yield from ((str(code), warns) for code in codes)


def test_a_code_is_as_severe_as_its_page_says() -> None:
    spoken = set(calls())
    assert {code for code, _ in spoken} >= {"MK201", "SO103", "CT104"}
    for code, warns in spoken:
        if warns:
            # What is now this and now that is an error as a rule, and its page says when it is not.
            assert "a warning" in RULE_PAGES[code].text, code
            if (code, False) not in spoken and len(codes_of(RULE_PAGES[code].text)) > 1:
                assert RULE_PAGES[code].severity is Severity.WARNING, code


def test_bk503_a_page_that_cannot_be_set() -> None:
    report = "error: label occurs twice\n  ┌─ /pages/7.typ:1:1\n"
    problem = Origins({"7.typ": "rules/arrest.md"}, {}).explain(report)
    assert isinstance(problem, FindingsError)
    (found,) = problem.findings
    assert (found.path, found.code, found.severity) == ("docs/rules/arrest.md", "BK503", Severity.ERROR)


def test_cf106_a_plugin_that_is_not_listed(tiny: Path) -> None:
    config = tiny / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("- handbook:", "- handbok:"), "utf-8")
    with pytest.raises(FindingsError) as refused:
        load_project(tiny)
    assert "CF106" in {found.code for found in refused.value.findings}


def test_ex202_a_text_that_no_cell_holds(tiny: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tiny / "docs/rules/arrest.md"
    page.write_text(f"{page.read_text('utf-8')}\n{'word ' * 7000}end.\n", "utf-8")
    assert status(["-C", str(tiny), "translate", "update"]) == 0
    out = str(tiny / "ru.xlsx")
    assert status(["-C", str(tiny), "translate", "export", "--lang", "ru", "--xlsx", "--out", out]) == 0
    assert ": warning: EX202 this text is longer than a cell may be" in capsys.readouterr().err


def test_st901_a_page_that_the_extension_passed_over(tiny: Path) -> None:
    build = LanguageBuild(load_project(tiny), "ru", EDITION, "en", False)
    build.judge("index.md", Content("<p>x</p>", "X", [], [], Facts(0, Coverage(0, 0, 0), (), ran=False)))
    assert [(found.path, found.code) for found in build.problems] == [("docs/index.md", "ST901")]


def test_st101_what_mkdocs_warns_of(tiny: Path, tmp_path: Path) -> None:
    config = tiny / "mkdocs.yml"
    config.write_text(f"{config.read_text('utf-8')}\nextra_cs: [a.css]\n", "utf-8")
    told = build_site(tiny, "ru", EDITION, tmp_path / "out").warnings
    assert [(found.path, found.code, found.severity) for found in told] == [("mkdocs.yml", "ST101", Severity.WARNING)]
    assert "extra_cs" in told[0].message
