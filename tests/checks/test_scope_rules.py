"""Scope in a project: pages, titles and catalogues are held to it, editors' reasons excuse and are reported."""

from __future__ import annotations

from pathlib import Path

from handbook.checks.runner import judge, look
from handbook.findings import Finding, Severity
from handbook.project import Project, load_project
from handbook.release.reports import write_reports

SCOPE = """\
scope:
  reading:
    title: reading people
    reason: It does not work.
    match:
      en: ['body language']
      ru: ['язык\\w* тела']
"""


def spoil(root: Path, path: str, old: str, new: str) -> None:
    file = root / path
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def scoped(root: Path) -> Path:
    (root / "docs" / "register").mkdir(exist_ok=True)
    (root / "docs" / "register" / "scope.yml").write_text(SCOPE, "utf-8")
    return root


def findings(root: Path) -> list[Finding]:
    return [found for found in judge(look(load_project(root))) if found.code.startswith("SC")]


def short(found: list[Finding]) -> list[tuple[str, int, str, Severity]]:
    return [(one.path, one.line, one.code, one.severity) for one in found]


def test_a_page_in_scope_has_no_finding(tiny: Path) -> None:
    assert findings(scoped(tiny)) == []


def test_the_real_handbook_keeps_to_its_scope(handbook: Project) -> None:
    assert [found for found in judge(look(handbook)) if found.code.startswith("SC")] == []


def test_a_page_that_touches_a_matter_is_found(tiny: Path) -> None:
    spoil(scoped(tiny), "docs/rules/arrest.md", "None.", "Study the Body\nlanguage.")
    (found,) = findings(tiny)
    assert (found.path, found.line, found.code) == ("docs/rules/arrest.md", 32, "SC101")
    assert found.message == "'Body language' touches what the handbook does not teach: reading people"
    assert found.hint.startswith("It does not work. Leave it out, or give a reason")


def test_titles_of_the_navigation_are_held_to_it_too(tiny: Path) -> None:
    spoil(scoped(tiny), "mkdocs.yml", "Reporting:", "Body language:")
    assert [(one.path, one.code) for one in findings(tiny)] == [("mkdocs.yml", "SC101")]


def translate(root: Path, page: str, msgid: str, msgstr: str) -> None:
    file = root / "translations" / "ru" / page
    file.parent.mkdir(parents=True, exist_ok=True)
    head = 'msgid ""\nmsgstr "Language: ru\\nContent-Type: text/plain; charset=UTF-8\\n"\n'
    file.write_text(f'{head}\nmsgid "{msgid}"\nmsgstr "{msgstr}"\n', "utf-8")


def test_a_translation_that_touches_a_matter_is_found(tiny: Path) -> None:
    translate(scoped(tiny), "rules/arrest.po", "None.", "Язык тела.")
    assert short(findings(tiny)) == [("translations/ru/rules/arrest.po", 5, "SC101", Severity.ERROR)]


def test_a_reason_excuses_page_and_translations_and_is_reported(tiny: Path, tmp_path: Path) -> None:
    spoil(scoped(tiny), "docs/rules/arrest.md", "None.", "Body language.")
    spoil(
        tiny,
        "docs/rules/arrest.md",
        "owner: legal-team\n",
        "owner: legal-team\nscope:\n  reading: Says | no.\n",
    )
    translate(tiny, "rules/arrest.po", "Body language.", "Язык тела.")
    seen = look(load_project(tiny))
    assert [found for found in judge(seen) if found.code.startswith("SC")] == []
    write_reports(seen, tmp_path)
    assert (tmp_path / "reports" / "scope.md").read_text("utf-8").splitlines()[-1] == (
        "| `rules/arrest.md` | reading people | Says \\| no. |"
    )


def test_a_reason_that_is_empty_excuses_nothing(tiny: Path) -> None:
    spoil(scoped(tiny), "docs/rules/arrest.md", "None.", "Body language.")
    spoil(tiny, "docs/rules/arrest.md", "owner: legal-team\n", "owner: legal-team\nscope: {reading: }\n")
    assert [(one.line, one.code) for one in findings(tiny)] == [(4, "SC103"), (33, "SC101")]


def test_reasons_for_nothing_are_found(tiny: Path) -> None:
    more = "owner: legal-team\nscope:\n  reading: Why.\n  readings: Why.\n"
    spoil(scoped(tiny), "docs/rules/arrest.md", "owner: legal-team\n", more)
    idle, unknown = findings(tiny)
    assert (idle.line, idle.severity, idle.message) == (
        5,
        Severity.WARNING,
        "the page does not touch reading",
    )
    assert (unknown.line, unknown.message, unknown.hint) == (
        6, "the scope list has no matter 'readings'", "one of: reading",
    )  # fmt: skip


def test_scope_in_front_matter_must_be_reasons(tiny: Path) -> None:
    spoil(scoped(tiny), "docs/rules/arrest.md", "owner: legal-team\n", "owner: legal-team\nscope: reading\n")
    found = judge(look(load_project(tiny)))
    assert ("docs/rules/arrest.md", 4, "MK101") in [(one.path, one.line, one.code) for one in found]


def test_a_page_outside_the_parts_is_a_tool_or_a_reference(tiny: Path) -> None:
    spoil(scoped(tiny), "docs/index.md", "kind: reference", "kind: safeguard")
    (found,) = findings(tiny)
    assert (found.path, found.line, found.code) == ("docs/index.md", 1, "SC102")
    assert found.hint == "move it to rules/, steps/, or make it kind: tool or reference"


def test_a_form_may_stand_outside_the_parts(tiny: Path) -> None:
    spoil(scoped(tiny), "docs/index.md", "kind: reference", "kind: tool")
    assert findings(tiny) == []


def test_no_reasons_no_rows(tiny: Path, tmp_path: Path) -> None:
    write_reports(look(load_project(scoped(tiny))), tmp_path)
    assert (tmp_path / "reports" / "scope.md").read_text("utf-8").endswith("No page names one.\n")
