"""Who answers for what: the setting is judged, and the file says it so that git's own matching agrees."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from handbook.errors import HandbookError
from handbook.findings import FindingsError
from handbook.project import NavItem, Project, load_project
from handbook.project.owners import HEAD, NOBODY, Owners, codeowners, file_changes, read_owners

OWNERS = """\
      owners:
        teams: {legal-team: "@law/legal", makers: ["@law/makers", maker@law.example]}
        translators: {ru: "@law/ru", kk: "@law/kk"}
        register: legal-team
        program: makers
"""


def configured(root: Path, owners: str = OWNERS) -> Project:
    config = root / "mkdocs.yml"
    text = config.read_text("utf-8")
    config.write_text(text.replace("      authoritative: en\n", f"      authoritative: en\n{owners}"), "utf-8")
    return load_project(root)


def test_the_whole_file(tiny: Path) -> None:
    text = codeowners(configured(tiny), {"rules/arrest.md": "legal-team", "index.md": "", "steps/report.md": "none"})
    assert text == (
        f"{HEAD}\n# The last line that matches a file counts.\n\n"
        "# Whatever no line below names\n* @law/makers maker@law.example\n\n"
        "# The register; the law in the English text; which English changes are no more than typos\n"
        "/docs/register/ @law/legal\n/translations/en/ @law/legal\n/translations/waivers.yml @law/legal\n\n"
        "# Pages\n/docs/rules/arrest.md @law/legal\n\n"
        "# Languages\n/translations/kk/ @law/kk\n/translations/ru/ @law/ru\n"
    )


def test_what_the_program_knows_of_a_language_is_its_translators(tiny: Path) -> None:
    words = tiny / "src/handbook/translation/words/kk.po"
    words.parent.mkdir(parents=True)
    words.write_text("", "utf-8")
    lines = codeowners(configured(tiny), {}).splitlines()
    assert "/src/handbook/translation/words/kk.po @law/kk" in lines
    assert not any("words/ru.po" in line for line in lines)


def test_nobody_is_asked_where_nothing_is_said(tiny: Path) -> None:
    assert load_project(tiny).owners == NOBODY


WRONG = {
    "owners: [x]": "owners must be teams and translators",
    "owners: {team: {}}": "'team' is no setting",
    "owners: {teams: [x]}": "teams must be names with handles",
    "owners: {teams: {a: legal}}": "'legal' is no handle",
    "owners: {teams: {a: '@a b'}}": "'@a b' is no handle",
    'owners: {teams: {a: "@a\\n* @evil"}}': "is no handle",
    "owners: {teams: {a: ['@a', 7]}}": "7 is no handle",
    "owners: {teams: {a: '@a #'}}": "is no handle",
    "owners: {teams: {a: }}": "None is no handle",
    "owners: {translators: {xx: '@x'}}": "'xx' is no translated language",
    "owners: {translators: {en: '@x'}}": "'en' is no translated language",
    "owners: {teams: {a: '@a'}, register: b}": "register: 'b' is no team",
    "owners: {program: [b]}": "program: ['b'] is no team",
}


@pytest.mark.parametrize("written", WRONG)
def test_a_wrong_setting_is_named_with_its_line(written: str, tiny: Path) -> None:
    with pytest.raises(FindingsError) as caught:
        configured(tiny, f"      {written}\n")
    (found,) = caught.value.findings
    assert (found.path, found.line, found.code) == ("mkdocs.yml", 17, "CF113")
    assert WRONG[written] in found.message
    assert found.hint


@pytest.mark.parametrize("handle", ["@a", "@a-b", "@org/team.x_y", "@group/sub/team", "@@maintainer", "a.b+c@d.ex"])
def test_handles_of_both_hosts(handle: str) -> None:
    problems: list[str] = []
    owners = read_owners({"teams": {"t": handle}}, (), (), lambda _, message, __: problems.append(message))
    assert (owners.team("t"), problems) == ((handle,), [])


def test_a_team_without_a_handle_is_passed_over() -> None:
    assert Owners().team("t") == ()


HOSTILE = ["a b.md", "#a.md", "!a.md", "a[b].md", "a*.md", "\\a.md", "a\nb.md", "ә ғ.md", "a\tb.md", "a?.md", "(a) & b"]


@pytest.mark.parametrize("page", HOSTILE)
def test_a_line_matches_its_page_as_git_matches(page: str, tiny: Path, tmp_path: Path) -> None:
    """GitHub's rules are git's ignore rules without `!`, `[…]` and escapes but that of a space."""
    project = configured(tiny)
    one = replace(project, nav=(NavItem("", page, 1),))
    lines = codeowners(one, {page: "legal-team"}).splitlines()
    line = lines[lines.index("# Pages") + 1]
    pattern, owner = line.rsplit(" ", 1)
    assert owner == "@law/legal"
    assert pattern.startswith("/docs/")
    assert " " not in pattern.replace("\\ ", "")
    assert not set(pattern.replace("\\ ", "")) & set("[]!#\\*")
    repository = tmp_path / "repository"
    subprocess.run(["git", "init", "-q", repository], check=True)
    (repository / ".gitignore").write_text(f"{pattern}\n", "utf-8")
    asked = subprocess.run(["git", "-C", repository, "check-ignore", "-q", f"docs/{page}"], check=False)
    assert asked.returncode == 0
    other = subprocess.run(["git", "-C", repository, "check-ignore", "-q", f"other/docs/{page}"], check=False)
    assert other.returncode == 1


def test_a_file_written_by_hand_is_not_lost(tiny: Path) -> None:
    (tiny / "CODEOWNERS").write_text("* @me\n", "utf-8")
    with pytest.raises(HandbookError, match="written by hand"):
        file_changes(configured(tiny), {})


def test_the_file_is_written_where_it_stands(tiny: Path) -> None:
    project = configured(tiny)
    assert list(file_changes(project, {})) == [".github/CODEOWNERS"]
    (tiny / ".gitlab").mkdir()
    (tiny / ".gitlab/CODEOWNERS").write_text(f"{HEAD}\n", "utf-8")
    changes = file_changes(project, {})
    assert list(changes) == [".gitlab/CODEOWNERS"]
    (tiny / ".gitlab/CODEOWNERS").write_bytes(changes[".gitlab/CODEOWNERS"])
    assert file_changes(project, {}) == {}


def test_a_link_out_of_the_project_is_not_followed(tiny: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (tiny / ".github").symlink_to(outside)
    with pytest.raises(HandbookError, match="leads out of the project"):
        file_changes(configured(tiny), {})
    assert list(outside.iterdir()) == []


def test_the_file_of_this_repository_is_up_to_date(handbook: Project) -> None:
    from handbook.cli.owners import facts_of_pages

    assert handbook.owners.teams
    owners = {page: front.owner for page, front in facts_of_pages(handbook).items()}
    assert set(owners.values()) <= set(dict(handbook.owners.teams))
    assert file_changes(handbook, owners) == {}
    assert {tag for tag, _ in handbook.owners.translators} == {one.tag for one in handbook.translated}
