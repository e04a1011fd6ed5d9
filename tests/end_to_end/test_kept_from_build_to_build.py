"""What is kept from build to build never shows: whatever was changed, the result is that of a first build."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from end_to_end.workshop import digests, edit, handbook, leftovers, small_project

RUSSIAN = "translations/ru"
KAZAKH = "translations/kk"


def fresh(project: Path, folder: Path) -> Path:
    """The same text with nothing kept, built in another folder."""
    shutil.copytree(project, folder, ignore=shutil.ignore_patterns("build", ".cache"))
    handbook(folder, "build").fine()
    return folder


def differing(one: Path, other: Path) -> set[str]:
    mine, theirs = digests(one / "build"), digests(other / "build")
    return {path for path in mine.keys() | theirs.keys() if mine.get(path) != theirs.get(path)}


def words_and_titles(project: Path) -> Iterator[None]:
    arrest = project / "docs/rules/arrest.md"
    edit(arrest, "Tell a lawyer.", "Call a lawyer.")
    yield edit(project / KAZAKH / "rules/arrest.po", '"Мерзімдер"', '"Уақыт"')
    # A title stands in the menus of all pages, and in links to its page.
    edit(arrest, "# Arrest\n\n", "# Taking into custody\n\n")
    yield edit(project / RUSSIAN / "_navigation.po", '"Шаги"', '"Порядок"')
    yield edit(arrest, "## Exceptions\n", "One more.\n\n## Exceptions\n")


def what_all_pages_show(project: Path) -> Iterator[None]:
    edit(project / "docs/assets/desk.svg", "<svg ", '<svg data-x="1" ')
    yield edit(project / "mkdocs.yml", 'edition: "1.0"', 'edition: "1.1"')
    parts = ("        - rules\n", "        - steps\n")
    yield edit(project / "mkdocs.yml", "".join(parts), "".join(reversed(parts)))


def a_page_by_another_name(project: Path) -> Iterator[None]:
    for folder in ("docs", RUSSIAN, KAZAKH):
        page = next((project / folder / "steps").glob("report.*"))
        page.rename(page.with_stem("telling"))
    for file in ("mkdocs.yml", "docs/index.md", f"{RUSSIAN}/index.po", f"{KAZAKH}/index.po"):
        text = (project / file).read_text("utf-8")
        (project / file).write_text(text.replace("steps/report.md", "steps/telling.md"), "utf-8")
    yield


@pytest.mark.parametrize("changes", [words_and_titles, what_all_pages_show, a_page_by_another_name])
def test_after_changes(small: Path, tmp_path: Path, changes: Callable[[Path], Iterator[None]]) -> None:
    for _ in changes(small):
        last = handbook(small, "build")
    last.fine()
    assert differing(small, fresh(small, tmp_path / "fresh")) == set()


def test_after_changes_in_one_language_at_a_time(small: Path, tmp_path: Path) -> None:
    edit(small / "docs/rules/arrest.md", "Tell a lawyer.", "Call a lawyer.")
    for options in (["--lang", "kk"], ["--only", "pdf"], ["--lang", "ru", "--only", "site"], []):
        handbook(small, "build", *options).fine()
    assert differing(small, fresh(small, tmp_path / "fresh")) == set()


def test_pages_link_a_pdf_only_where_there_is_one(tmp_path: Path) -> None:
    project = small_project(tmp_path / "small")
    page = project / "build/site/kk/index.html"
    handbook(project, "build", "--only", "site").fine()
    assert "handbook-kk.pdf" not in page.read_text("utf-8")
    handbook(project, "build", "--only", "pdf").fine()
    handbook(project, "build").fine()
    assert "handbook-kk.pdf" in page.read_text("utf-8")
    assert differing(project, fresh(project, tmp_path / "fresh")) == set()


def test_books_alone_in_an_empty_folder(tmp_path: Path) -> None:
    project = small_project(tmp_path / "small")
    handbook(project, "build", "--only", "pdf", "--lang", "kk").fine()
    made = sorted(name for name in digests(project / "build") if not name.startswith("reports/"))
    assert made == ["manifest.json", "pdf/handbook-kk.pdf"]
    assert leftovers(project) == []
