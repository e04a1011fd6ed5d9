"""What is built again after a change: a figure on the status page renews sites, never a book."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.project import load_project
from handbook.release.plan import Inputs, input_digests
from handbook.stable import Clock

RUSSIAN = "translations/ru/rules/arrest.po"


@pytest.fixture
def shown(tiny: Path) -> Path:
    """The small handbook with a page that shows how far the translations are."""
    (tiny / "docs/status.md").write_text("# Status\n\n/// status\n///\n", "utf-8")
    config = tiny / "mkdocs.yml"
    config.write_text(config.read_text("utf-8") + "  - status.md\n", "utf-8")
    return tiny


def digests(root: Path) -> dict[str, Inputs]:
    return input_digests(load_project(root), Clock(0))


def edited(root: Path, old: str, new: str) -> dict[str, Inputs]:
    file = root / RUSSIAN
    text = file.read_text("utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), "utf-8")
    return digests(root)


def test_another_word_is_one_languages_affair(shown: Path) -> None:
    before, after = digests(shown), edited(shown, 'msgstr "Нет."', 'msgstr "Никаких."')
    assert {tag for tag in before if before[tag] != after[tag]} == {"ru"}
    assert before["ru"].book != after["ru"].book


def test_another_figure_renews_every_site_and_one_book(shown: Path) -> None:
    before, after = digests(shown), edited(shown, 'msgstr "Нет."', 'msgstr ""')
    assert all(before[tag].site != after[tag].site for tag in ("en", "ru", "kk"))
    assert {tag for tag in before if before[tag].book != after[tag].book} == {"ru"}


def test_without_the_page_nothing_is_shown_of_other_languages(tiny: Path) -> None:
    before, after = digests(tiny), edited(tiny, 'msgstr "Нет."', 'msgstr ""')
    assert {tag for tag in before if before[tag] != after[tag]} == {"ru"}
    assert all(one.site == one.book for one in after.values())


def test_a_page_that_is_no_text_is_left_to_the_checks(shown: Path) -> None:
    (shown / "docs/index.md").write_bytes(b"\xff\xfe")
    assert set(digests(shown)) == {"en", "ru", "kk"}
