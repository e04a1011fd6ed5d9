"""Ignores in pages and YAML files: what they hold for, what is wrong with them, and that no reader meets one."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.checks.ignores import NEVER_IGNORED, ignores_in_yaml, without_ignored
from handbook.checks.rules import PAGES
from handbook.checks.runner import examine, inspect
from handbook.findings import Finding, Severity
from handbook.markdown.dialect import render
from handbook.markdown.ignores import Ignore, blanked, ignores_of
from handbook.markdown.page import parse_page
from handbook.project import Dialect, Project, load_project

IGNORE = "<!-- handbook-ignore MK205: the form has no section of level 2 -->"
ARREST = "docs/rules/arrest.md"
DEEP = "#### Too deep"
DIALECT = Dialect(("tables", "fenced_code", "admonition", "pymdownx.superfences"), {})


def project_with(root: Path, more: str, path: str = ARREST) -> Project:
    """The small handbook with more text at the end of a file."""
    file = root / path
    file.write_text(f"{file.read_text('utf-8').rstrip()}\n\n{more}\n", "utf-8")
    return load_project(root)


def told(project: Project) -> list[tuple[str, str]]:
    """The codes that are found, each with its severity."""
    return [(one.code, str(one.severity)) for one in inspect(project)]


def test_without_an_ignore_it_is_a_finding(tiny: Path) -> None:
    assert told(project_with(tiny, DEEP)) == [("MK205", "error")]


@pytest.mark.parametrize("between", ["\n", "\n\n", "\n\n<!-- handbook-ignore MK204: no such picture -->\n\n"])
def test_an_ignore_holds_for_the_block_below(tiny: Path, between: str) -> None:
    verdict = examine(project_with(tiny, f"{IGNORE}{between}{DEEP}"))
    assert {one.code for one in verdict.findings} <= {"MK190"}
    assert [(one.finding.code, one.reason) for one in verdict.excused] == [
        ("MK205", "the form has no section of level 2")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{IGNORE}\n\nText.\n\n{DEEP}", {("MK190", "warning"), ("MK205", "error")}),
        (f"{DEEP}\n\n{IGNORE}", {("MK190", "warning"), ("MK205", "error")}),
        (f"<!-- handbook-ignore MK205 -->\n{DEEP}", {("MK190", "error"), ("MK205", "error")}),
        (f"<!-- handbook-ignore MK205: … -->\n{DEEP}", {("MK190", "error"), ("MK205", "error")}),
        (f"<!-- handbook-ignore: because -->\n{DEEP}", {("MK190", "error"), ("MK205", "error")}),
        (f"<!-- handbook-ignore MK999: because -->\n{DEEP}", {("MK190", "error"), ("MK205", "error")}),
        (f"<!-- handbook-ignore mk205: because -->\n{DEEP}", {("MK190", "error"), ("MK205", "error")}),
        (f"Text. {IGNORE}\n\n{DEEP}", {("MK190", "error"), ("MK205", "error")}),
        (f"{IGNORE} {IGNORE}\n{DEEP}", {("MK190", "error"), ("MK205", "error")}),
        (f"{IGNORE}\n{IGNORE}\n{DEEP}", {("MK190", "warning")}),
        ("<!-- handbook-ignore MK190: because -->\n<!-- handbook-ignore MK205 -->", {("MK190", "error")}),
        (f"`{IGNORE}` is an example.", set()),
        (f"```\n{IGNORE}\n```", set()),
    ],
)
def test_what_is_wrong_with_an_ignore(tiny: Path, text: str, expected: set[tuple[str, str]]) -> None:
    assert set(told(project_with(tiny, text))) == expected


@pytest.mark.parametrize(
    ("code", "text"),
    [("MK401", "<script>x</script>"), ("CT101", "As said [@nobody, art. 1].")],
)
def test_what_keeps_readers_safe_is_told_whatever_the_reason(tiny: Path, code: str, text: str) -> None:
    found = inspect(project_with(tiny, f"<!-- handbook-ignore {code}: because -->\n{text}"))
    assert {one.code for one in found} == {"MK190", code}
    assert f"{code} cannot be ignored" in {one.message for one in found}


def test_what_cannot_be_ignored_exists_and_says_why() -> None:
    assert set(NEVER_IGNORED) <= set(PAGES)
    assert all(NEVER_IGNORED.values())
    families = {code[:2] for code in NEVER_IGNORED} | {"SC"}
    assert all(f"{family}1" in PAGES["MK190"] or f"{family}9" in PAGES["MK190"] for family in families)


def test_the_page_tells_where_its_ignores_stand(tiny: Path) -> None:
    project = project_with(tiny, "<!-- handbook-ignore MK201: old -->\nNothing.")
    (found,) = inspect(project)
    line = (tiny / ARREST).read_text("utf-8").split("\n").index("<!-- handbook-ignore MK201: old -->") + 1
    assert (found.path, found.line, found.code, found.message) == (
        ARREST, line, "MK190", "the ignore of MK201 stops nothing"
    )  # fmt: skip


def test_an_ignore_in_the_register(tiny: Path) -> None:
    entry = (
        "  {id}:\n    kind: treaty\n    titles: {{en: One title}}\n    short: {{en: {id}}}\n"
        "    reference: '1'\n    locators: {{article: 9}}\n    status: in-force\n"
    )
    file = tiny / "docs/register/authorities/treaties.yml"
    file.parent.mkdir(parents=True)
    head = "family:\n  titles: {en: Treaties}\n  order: 1\nauthorities:\n"
    file.write_text(head + entry.format(id="one") + entry.format(id="two"), "utf-8")
    assert {one.code for one in inspect(load_project(tiny))} == {"RG203"}
    comment = "  # handbook-ignore RG203: the successor kept its title\n"
    file.write_text(head + entry.format(id="one") + comment + entry.format(id="two"), "utf-8")
    verdict = examine(load_project(tiny))
    assert verdict.findings == ()
    assert [one.finding.code for one in verdict.excused] == ["RG203"]


def test_an_ignore_in_yaml_holds_for_its_entry() -> None:
    text = "a:\n  # handbook-ignore RG203: why\n\n  b:\n    c: 1\n\n    d: 2\n  e: 3\nf: 4 # handbook-ignore RG203: x"
    assert ignores_in_yaml(text) == (
        Ignore("RG203", "why", 2, 7), Ignore("", "", 9, 9, apart=False)
    )  # fmt: skip


def test_an_ignore_in_mkdocs_yml(tiny: Path) -> None:
    config = tiny / "mkdocs.yml"
    config.write_text(f"# handbook-ignore RG203: nothing of it\n{config.read_text('utf-8')}", "utf-8")
    (found,) = inspect(load_project(tiny))
    assert (found.path, found.line, found.code, found.severity) == ("mkdocs.yml", 1, "MK190", Severity.WARNING)


def test_ignores_of_one_file_leave_others_alone() -> None:
    found = [Finding("a.md", 2, "MK205", "x"), Finding("b.md", 2, "MK205", "x")]
    standing, excused = without_ignored(found, {"a.md": [Ignore("MK205", "why", 1, 3)]})
    assert [one.path for one in standing] == ["b.md"]
    assert [one.finding.path for one in excused] == ["a.md"]


PAGE = """# Title

A paragraph
{ignore}
that goes on.

- one
{ignore}
- two

    {ignore}

    in the item

| a | b |
| - | - |
{ignore}
| 1 | 2 |

!!! note "Box"
    {ignore}
    Inside.

<div>
{ignore}
raw
</div>

{ignore}
"""


def test_a_page_with_ignores_is_the_page_without_their_lines() -> None:
    lines = PAGE.split("\n")
    without = "\n".join(line for line in lines if "{ignore}" not in line)
    page = PAGE.replace("{ignore}", IGNORE)
    assert render(page, DIALECT).html == render(without, DIALECT).html
    assert "handbook-ignore" not in render(page, DIALECT).html
    one, other = parse_page(page, "a.md", DIALECT), parse_page(without, "a.md", DIALECT)
    assert [segment.msgid for segment in one.segments] == [segment.msgid for segment in other.segments]
    assert one.english == other.english


def test_a_heading_is_not_found_in_a_reason() -> None:
    page = parse_page("# T\n\n<!-- handbook-ignore MK201: Arrest -->\n\n## Arrest\n", "a.md", DIALECT)
    assert [segment.line for segment in page.segments] == [1, 5]


def test_no_ignore_reaches_the_site_or_the_catalogues(tiny: Path) -> None:
    project_with(tiny, f"{IGNORE}\n{DEEP}")
    page = parse_page((tiny / ARREST).read_text("utf-8"), ARREST, load_project(tiny).dialect)
    assert not [segment for segment in page.segments if "ignore" in segment.msgid]


@pytest.mark.parametrize(
    "text",
    ["<!-- handbook-ignore MK205: x --!> <script>alert(1)</script> -->", "<!-- handbook-ignore\nMK205: x -->"],
)
def test_what_is_no_ignore_is_left_to_the_other_rules(text: str) -> None:
    assert "handbook-ignore" in render(text, DIALECT).html


LINES = ("# T", "text", "", IGNORE, "```", "~~~", "    code", "- a", "> q", "`x`", f"x {IGNORE}", "<div>")


@given(st.lists(st.sampled_from(LINES), max_size=12))
def test_lines_are_counted_whatever_the_page(lines: list[str]) -> None:
    body = "\n".join(lines)
    for one in ignores_of(body, 5):
        assert IGNORE in lines[one.line - 5]
        assert one.line <= one.last < 5 + len(lines)
    assert blanked(body).count("\n") == body.count("\n")


def test_only_a_fence_of_its_own_closes_code() -> None:
    assert ignores_of(f"```\n{IGNORE}\n``` text\n{IGNORE}\n```\n") == ()
    assert len(ignores_of(f"```\n{IGNORE}\n~~~\n\n{IGNORE}\n")) == 2


def test_a_page_written_to_be_slow_is_not() -> None:
    body = "\n".join(f"{'`' * (3 + at % 50)} handbook-ignore" for at in range(4000))
    assert ignores_of(body) == ()
