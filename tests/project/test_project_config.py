"""mkdocs.yml, read once: what it says, and everything that can be wrong with it, with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.errors import HandbookError
from handbook.findings import FindingsError
from handbook.project import Language, PageNumber, Project, Threshold, load_project
from handbook.project.navigation import number_pages


def changed(root: Path, old: str, new: str) -> Path:
    config = root / "mkdocs.yml"
    text = config.read_text("utf-8")
    assert old in text, old
    config.write_text(text.replace(old, new, 1), "utf-8")
    return root


def test_the_small_handbook(tiny: Path) -> None:
    project = load_project(tiny)
    assert project.root == tiny
    assert (project.title, project.site_url, project.edition) == (
        "Tiny handbook",
        "https://tiny.example/",
        "1.0",
    )
    assert project.source == Language("en", "English")
    assert [language.tag for language in project.languages] == ["en", "ru", "kk"]
    assert [language.tag for language in project.translated] == ["ru", "kk"]
    assert project.pages == ("index.md", "rules/arrest.md", "steps/report.md")
    assert project.numbers == {"rules/arrest.md": PageNumber(1, 1), "steps/report.md": PageNumber(2, 1)}
    assert project.catalogue("ru", "rules/arrest.md") == tiny / "translations" / "ru" / "rules" / "arrest.po"
    assert project.shown(tiny / "docs" / "index.md") == "docs/index.md"


def test_the_real_handbook(handbook: Project) -> None:
    assert [language.tag for language in handbook.languages] == ["en", "ru", "kk", "ky", "tg", "uz", "tk"]
    assert handbook.parts == ("legal-frameworks", "human-rights-safeguards", "interagency-procedures")
    for part in range(1, 4):
        assert sum(number.part == part for number in handbook.numbers.values()) >= 3


@pytest.mark.parametrize(
    ("old", "new", "line", "code", "words"),
    [
        ("docs_dir: docs", "docs_dir: ../..", 4, "CF105", "outside the project"),
        ("docs_dir: docs", "docs_dir: 12", 4, "CF102", "'docs_dir' must be a text"),
        ("site_name: Tiny handbook", "site_name: [a]", 2, "CF102", "'site_name' must be a text"),
        ("authoritative: en", "authoritative: fr", 14, "CF108", "'fr' is no listed language"),
        ("locale: kk", "locale: ru", 26, "CF107", "'ru' is listed twice"),
        ("locale: kk", "locale: kazakh!", 26, "CF107", "not a language tag"),
        ("{locale: kk, name: Қазақша}", "kk", 26, "CF107", "not a language tag"),
        ("- steps\n", "- stairs\n", 19, "CF109", "'stairs' has no folder"),
        ("parts:\n        - rules\n        - steps\n", "parts: rules\n\n\n", 17, "CF109", "a list of folder names"),
        ("  - i18n:", "      require: 90\n  - i18n:", 20, "CF112", "languages with their thresholds"),
        ("  - i18n:", "      require: {en: {current: 1}}\n  - i18n:", 20, "CF112", "'en' is no translated language"),
        ("  - i18n:", "      require: {ru: 100}\n  - i18n:", 20, "CF112", "ru must be a mapping of thresholds"),
        ("  - i18n:", "      require: {ru: {done: 1}}\n  - i18n:", 20, "CF112", "'done' is no measure"),
        ("  - i18n:", "      require: {ru: {current: 101}}\n  - i18n:", 20, "CF112", "101 is no share"),
        ("  - i18n:", "      require: {ru: {current: 99.5}}\n  - i18n:", 20, "CF112", "99.5 is no share"),
        ("  - i18n:", "      require: {ru: {current: yes}}\n  - i18n:", 20, "CF112", "True is no share"),
        ("nav:\n  - index.md\n", "nav: index.md\nx:\n", 44, "CF103", "nav must be a list"),
        ("  - index.md", "  - {a: b.md, c: d.md}", 45, "CF103", "'Title: page'"),
        ("theme:\n", "hooks: [x.py]\ntheme:\n", 7, "CF104", "'hooks' is not allowed"),
        ("theme:\n", "INHERIT: ../x.yml\ntheme:\n", 7, "CF104", "'INHERIT' is not allowed"),
        ("theme:\n", "a: &b c\ntheme:\n", 7, "CF101", "anchor"),
        ("theme:\n", "a: !!python/name:os.system x\ntheme:\n", 7, "CF101", "not used here"),
        ("theme:\n", "theme: {}\ntheme:\n", 8, "CF101", "stands twice"),
        ("theme:\n", "theme: [\n", 7, "CF101", "bad YAML"),
    ],
)  # fmt: skip
def test_what_is_refused(tiny: Path, old: str, new: str, line: int, code: str, words: str) -> None:
    with pytest.raises(FindingsError) as caught:
        load_project(changed(tiny, old, new))
    found = [one for one in caught.value.findings if one.code == code]
    assert [(one.path, one.line) for one in found] == [("mkdocs.yml", line)]
    assert words in found[0].message
    assert found[0].hint


def test_everything_wrong_is_told_at_once(tiny: Path) -> None:
    changed(tiny, "authoritative: en", "authoritative: fr")
    changed(tiny, "- steps\n", "- stairs\n")
    changed(tiny, "theme:\n", "hooks: [x.py]\ntheme:\n")
    with pytest.raises(FindingsError) as caught:
        load_project(tiny)
    assert [one.code for one in caught.value.findings] == ["CF104", "CF108", "CF109"]


@pytest.mark.parametrize("text", ["", "# nothing\n", "[]\n", "words\n", "12\n"])
def test_a_file_without_settings(tiny: Path, text: str) -> None:
    (tiny / "mkdocs.yml").write_text(text, "utf-8")
    with pytest.raises(FindingsError) as caught:
        load_project(tiny)
    assert "CF102" in [one.code for one in caught.value.findings]


def test_a_folder_without_a_handbook(tmp_path: Path) -> None:
    with pytest.raises(HandbookError) as caught:
        load_project(tmp_path)
    assert "no mkdocs.yml" in caught.value.what
    assert caught.value.hint


def test_letters_that_are_not_utf8(tiny: Path) -> None:
    config = tiny / "mkdocs.yml"
    config.write_bytes(config.read_bytes().replace("Қазақша".encode(), b"\xff"))
    with pytest.raises(FindingsError) as caught:
        load_project(tiny)
    assert [(one.path, one.line, one.code) for one in caught.value.findings] == [("mkdocs.yml", 26, "CF101")]


def test_the_environment_may_give_the_address(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    changed(tiny, "https://tiny.example/", "!ENV [HANDBOOK_TEST_URL, https://other.example/]")
    assert load_project(tiny).site_url == "https://other.example/"
    monkeypatch.setenv("HANDBOOK_TEST_URL", "https://given.example/")
    assert load_project(tiny).site_url == "https://given.example/"


def test_a_language_that_is_not_listed(tiny: Path) -> None:
    with pytest.raises(FindingsError) as caught:
        load_project(tiny).language("xx")
    (found,) = caught.value.findings
    assert (found.code, found.line, found.hint) == ("CF110", 23, "one of: en, ru, kk")


def test_numbers_follow_the_navigation_and_leave_the_first_pages_of_parts_out() -> None:
    pages = ["index.md", "b/index.md", "b/two.md", "a/one.md", "b/three.md", "c/other.md", "b/two.md"]
    assert {page: str(number) for page, number in number_pages(pages, ("a", "b")).items()} == {
        "b/two.md": "2.1", "a/one.md": "1.1", "b/three.md": "2.2",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("tag", "direction"), [("kk", "ltr"), ("ug", "rtl"), ("ar-KW", "rtl"), ("uz-Latn", "ltr")]
)
def test_directions(tag: str, direction: str) -> None:
    assert Language(tag, tag).direction == direction


def test_thresholds_and_their_lines(tiny: Path) -> None:
    text = "      require:\n        ru: {current: 90, reviewed: 5}\n        kk: {current: 0}\n  - i18n:"
    project = load_project(changed(tiny, "  - i18n:", text))
    assert project.require == (
        Threshold("ru", "current", 90, 21),
        Threshold("ru", "reviewed", 5, 21),
        Threshold("kk", "current", 0, 22),
    )
