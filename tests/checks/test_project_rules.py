"""Every rule over the project has a case that fails and one that passes, on the small handbook with a register."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from handbook.checks.rules import PAGES, RULES, codes_of
from handbook.checks.runner import inspect
from handbook.project import load_project
from handbook.project.owners import codeowners

ARREST = "docs/rules/arrest.md"
LAW = "docs/register/authorities/treaties.yml"
TREATIES = """\
family: {order: 1, titles: {en: Treaties}}
authorities:
  pact:
    kind: treaty
    titles: {en: The Pact}
    locators: {article: 53}
    checked: {on: 2026-01-10, against: the official text}
    quotations:
      art. 9(1): {en: Everyone is free.}
"""
SCOPE = "scope:\n  reading: {title: reading people, reason: No., match: {en: ['body language']}}\n"
OWNERS = "      owners: {teams: {legal-team: legal@team.example, desk-team: desk@team.example}}\n"
PASSING = "None [@pact, art. 9(3)].\n\n/// quote | @pact, art. 9(1)\n///"
BAD_PROCEDURE = "None.\n\n/// procedure | Title\n1. Nobody: do.\n///"

Change = tuple[str, str]
"""What stands in a file, and what to put there; where nothing stands, the file is new."""

FAILING: Mapping[str, tuple[str, Change]] = {
    "AU201": (LAW, ("2026-01-10", "2001-01-10")),
    "CF201": ("mkdocs.yml", ("rules/arrest.md", "rules/arest.md")),
    "CF202": ("docs/rules/search.md", ("", "# Search\n")),
    "CT101": (ARREST, ("None.", "None [@pakt].")),
    "CT106": (ARREST, ("person is told.", "person is told [@pact].")),
    "MK201": (ARREST, ("None.", "[None](no.md).")),
    "MK202": (ARREST, ("None.", "[None](#no).")),
    "MK203": ("docs/index.md", ("desk.svg", "table.svg")),
    "MK204": ("docs/index.md", ("![A desk with a lamp]", "![]")),
    "MK205": (ARREST, ("## Time", "### Time")),
    "MK206": (ARREST, ("None.", "None.[^no]")),
    "MK301": (ARREST, ("None.", "TODO: say when.")),
    "MK401": (ARREST, ("None.", "<script>x</script>")),
    "MK402": ("docs/assets/desk.svg", ("<circle ", '<circle onload="x()" ')),
    "OW101": (ARREST, ("owner: legal-team", "owner: nobody")),
    "OW102": ("mkdocs.yml", ("legal@team.example", "law@team.example")),
    "PO102": ("translations/ru/rules/search.po", ("", 'msgid ""\nmsgstr ""\n')),
    "PR101": (ARREST, ("None.", BAD_PROCEDURE)),
    "QT101": (ARREST, ("None.", "/// quote | @pact, art. 10(1)\n///")),
    "RG101": (LAW, ("kind: treaty", "kind: treatise")),
    "RG201": (LAW, ("titles: {en: The Pact}", "titles: {en: The Pact, xx: Pakt}")),
    "SC101": (ARREST, ("None.", "Body language.")),
    "SC102": ("docs/index.md", ("kind: reference", "kind: framework")),
    "SC103": (ARREST, ("owner: legal-team\n", "owner: legal-team\nscope: {reading: No need.}\n")),
    "SO101": ("translations/ru/signoff.yml", ("", "signoff: [\n")),
    "WV101": ("translations/waivers.yml", ("", "waivers: [\n")),
}


@pytest.fixture
def whole(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small handbook with owners and a register of law and scope, on a day soon after the law was checked."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1770000000")
    (tiny / "docs/register/authorities").mkdir(parents=True)
    (tiny / LAW).write_text(TREATIES, "utf-8")
    (tiny / "docs/register/scope.yml").write_text(SCOPE, "utf-8")
    change(tiny, "mkdocs.yml", "      authoritative: en\n", f"      authoritative: en\n{OWNERS}")
    (tiny / ".github").mkdir()
    owners = codeowners(load_project(tiny), {"rules/arrest.md": "legal-team", "steps/report.md": "desk-team"})
    (tiny / ".github/CODEOWNERS").write_text(owners, "utf-8")
    return tiny


def change(root: Path, path: str, old: str, new: str) -> None:
    file = root / path
    text = file.read_text("utf-8") if old else ""
    assert old in text
    file.write_text(text.replace(old, new, 1) if old else new, "utf-8")


def codes(root: Path) -> set[str]:
    return {found.code for found in inspect(load_project(root))}


def test_every_rule_has_a_failing_case() -> None:
    assert set(FAILING) == set(RULES)


def test_the_passing_case_of_all_rules(whole: Path) -> None:
    change(whole, ARREST, "None.", PASSING)
    assert codes(whole) == set()


@pytest.mark.parametrize("code", sorted(RULES))
def test_a_failing_case(code: str, whole: Path) -> None:
    path, (old, new) = FAILING[code]
    change(whole, path, old, new)
    assert codes(whole) & set(codes_of(PAGES[code]))
