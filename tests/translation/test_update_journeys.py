"""Pages and paragraphs change, move and vanish; each time the catalogues' difference is as small as it can be."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from translation.catalogue_sample import (
    FIRST,
    SECOND,
    catalogues,
    difference,
    git,
    held,
    make_sample,
    texts,
    update,
    write_page,
)

from handbook.findings import Finding
from handbook.project import load_project
from handbook.translation import renames
from handbook.translation import update as updating
from handbook.translation.waivers import Waiver, save_waivers

GOLDEN = Path(__file__).parent / "golden"
HEAD, WHY, RECORD, JUDGE = FIRST


def a_typo_that_is_waived(root: Path) -> None:
    slip = tuple(text.replace("lawful", "lawfull") for text in FIRST)
    write_page(root, "arrest", slip)
    for path in catalogues(root):
        path.write_text(path.read_text("utf-8").replace('lawful."', 'lawfull."'), "utf-8")
    write_page(root, "arrest", FIRST)
    save_waivers(load_project(root), [Waiver("rules/arrest.md", slip[3], JUDGE, "An editor", "spelling")])


def a_typo(root: Path) -> None:
    write_page(root, "arrest", (HEAD, WHY, RECORD.replace("record", "reccord"), JUDGE))


def a_split(root: Path) -> None:
    time, copy = RECORD.split(". ")
    write_page(root, "arrest", (HEAD, WHY, f"{time}.", copy, JUDGE))


def a_join(root: Path) -> None:
    write_page(root, "search", (SECOND[0], f"{SECOND[1]} {SECOND[2]}"))


def a_move(root: Path) -> None:
    write_page(root, "arrest", (HEAD, WHY, RECORD))
    write_page(root, "search", (*SECOND, JUDGE))


def a_move_with_an_edit(root: Path) -> None:
    write_page(root, "arrest", (HEAD, WHY, RECORD))
    write_page(root, "search", (*SECOND, JUDGE.replace("two days", "three days")))


def a_rename(root: Path) -> None:
    git(root, "mv", "docs/rules/arrest.md", "docs/rules/seizure.md")


def a_rename_an_edit_and_a_move_in_one_commit(root: Path) -> None:
    git(root, "mv", "docs/rules/arrest.md", "docs/rules/seizure.md")
    write_page(root, "seizure", ("# Seizure of a person", WHY.replace("at once", "without delay"), JUDGE))
    write_page(root, "search", (SECOND[0], RECORD, *SECOND[1:]))
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "Two")


def a_page_that_is_gone(root: Path) -> None:
    (root / "docs" / "rules" / "search.md").unlink()


JOURNEYS = (
    a_typo,
    a_typo_that_is_waived,
    a_split,
    a_join,
    a_move,
    a_move_with_an_edit,
    a_rename,
    a_rename_an_edit_and_a_move_in_one_commit,
    a_page_that_is_gone,
)
Journey = Callable[[Path], None]


@pytest.mark.parametrize("journey", JOURNEYS, ids=lambda journey: journey.__name__)
def test_the_difference_is_as_it_should_be(tmp_path: Path, journey: Journey) -> None:
    root = make_sample(tmp_path)
    before = texts(root)
    kept = held(root)
    journey(root)
    update(root)
    golden = GOLDEN / f"{journey.__name__}.diff"
    found = difference(before, texts(root))
    assert found == golden.read_text("utf-8"), (
        "run it, read the difference, and write it there if it is right"
    )
    assert held(root) >= kept
    assert not any(one.written for one in update(root)), "a second run changes nothing"


@pytest.mark.parametrize("journey", [one for one in JOURNEYS if one is not a_typo_that_is_waived])
def test_a_write_that_fails_anywhere_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, journey: Journey
) -> None:
    """However many files are written before the disk is full, every translation stands in a whole file."""
    root = make_sample(tmp_path)
    kept = held(root)
    journey(root)
    real_write, real_unlink = updating.write_if_changed, Path.unlink
    for good in range(8):
        left = [good]

        def counted(action: Callable[..., object], left: list[int] = left) -> Callable[..., object]:
            def act(*arguments: object, **named: object) -> object:
                if not left[0]:
                    raise OSError("the disk is full")
                left[0] -= 1
                return action(*arguments, **named)

            return act

        with monkeypatch.context() as patch:
            patch.setattr(updating, "write_if_changed", counted(real_write))
            patch.setattr(Path, "unlink", counted(real_unlink))
            try:
                update(root)
                ended = True
            except OSError:
                ended = False
        assert held(root) >= kept
        if ended:
            break
    assert ended
    update(root)
    assert not any(one.written for one in update(root))
    assert held(root) >= kept


def test_a_rename_that_was_stopped_half_way_ends_as_if_it_had_not_been(tmp_path: Path) -> None:
    stopped, straight = make_sample(tmp_path / "a"), make_sample(tmp_path / "b")
    old = "rules/search.po"
    before = texts(stopped)[old]
    for root in (stopped, straight):
        write_page(root, "house-search", SECOND)
        (root / "docs/rules/search.md").unlink()
        git(root, "add", "docs")
        update(root)
    # Stopped before it could take the old file away.
    (stopped / "translations/kk" / old).write_text(
        before + '\n#~ msgid "Aside"\n#~ msgstr "ASIDE"\n', "utf-8"
    )
    update(stopped)
    after = texts(stopped)
    assert after.pop(old).endswith('\n\n#~ msgid "Aside"\n#~ msgstr "ASIDE"\n')
    assert after == texts(straight)
    (stopped / "translations/kk" / old).write_text(before, "utf-8")
    update(stopped)
    assert texts(stopped) == texts(straight)


def test_a_page_translated_in_part_is_known_under_its_new_name_without_git(tmp_path: Path) -> None:
    root = make_sample(tmp_path, in_git=False)
    file = root / "translations/kk/rules/search.po"
    file.write_text(file.read_text("utf-8").replace(f'"{SECOND[1].upper()}"', '""'), "utf-8")
    (root / "docs/rules/search.md").rename(root / "docs/rules/house-search.md")
    renamed = [one.renamed_from for one in update(root) if one.renamed_from]
    assert renamed == ["translations/kk/rules/search.po"]


def test_without_git_a_renamed_page_is_known_by_what_it_says(tmp_path: Path) -> None:
    root = make_sample(tmp_path, in_git=False)
    before = texts(root)
    (root / "docs/rules/arrest.md").rename(root / "docs/rules/seizure.md")
    write_page(root, "seizure", ("# Seizure", *FIRST[1:]))
    (moved,) = [one for one in update(root) if one.renamed_from]
    assert (moved.renamed_from, moved.path) == (
        "translations/kk/rules/arrest.po",
        "translations/kk/rules/seizure.po",
    )
    after = texts(root)
    assert "rules/arrest.po" not in after
    assert (
        after["rules/seizure.po"].count(JUDGE.upper()) == before["rules/arrest.po"].count(JUDGE.upper()) == 1
    )


def test_a_page_of_other_words_is_not_taken_for_the_old_one(tmp_path: Path) -> None:
    root = make_sample(tmp_path, in_git=False)
    (root / "docs/rules/arrest.md").unlink()
    write_page(root, "money", ("# Money", "Nothing here was ever said of persons."))
    done = {one.path: one for one in update(root)}
    assert done["translations/kk/rules/arrest.po"].retired
    assert not done["translations/kk/rules/money.po"].renamed_from


def test_a_page_that_comes_back_has_its_translations_again(tmp_path: Path) -> None:
    root = make_sample(tmp_path)
    before = texts(root)["rules/search.po"]
    a_page_that_is_gone(root)
    update(root)
    write_page(root, "search", SECOND)
    update(root)
    assert texts(root)["rules/search.po"] == before


def test_two_pages_that_exchange_their_names_exchange_their_translations(tmp_path: Path) -> None:
    root = make_sample(tmp_path)
    write_page(root, "arrest", SECOND)
    write_page(root, "search", FIRST)
    assert sum(one.missing + one.outdated for one in update(root)) == 0


def test_when_all_of_a_page_went_to_others_its_catalogue_is_deleted(tmp_path: Path) -> None:
    root = make_sample(tmp_path)
    (root / "docs/rules/search.md").unlink()
    write_page(root, "arrest", (*FIRST, *(text.replace("# ", "## ") for text in SECOND)))
    done = {one.path: one for one in update(root)}
    assert done["translations/kk/rules/search.po"].deleted
    assert "rules/search.po" not in texts(root)
    assert done["translations/kk/rules/arrest.po"].current == 7


def test_a_page_outside_the_navigation_keeps_its_catalogue(tmp_path: Path) -> None:
    root = make_sample(tmp_path)
    before = texts(root)["rules/search.po"]
    (root / "docs/rules/search.md").rename(root / "away.md")
    found: list[Finding] = []
    update(root, found)
    (root / "docs/rules").mkdir(exist_ok=True)
    assert "#~ " in texts(root)["rules/search.po"]
    (root / "away.md").rename(root / "docs/rules/search.md")
    update(root, found)
    assert (texts(root)["rules/search.po"], found) == (before, [])


def test_a_chain_of_renames_leads_to_the_last_name(tmp_path: Path) -> None:
    root = make_sample(tmp_path)
    for old, new in (("arrest", "a"), ("a", "b"), ("b", "c")):
        git(root, "mv", f"docs/rules/{old}.md", f"docs/rules/{new}.md")
        git(root, "commit", "-q", "-m", new)
    assert renames.git_renames(root / "docs")["rules/arrest.md"] == "rules/c.md"
    assert renames.git_renames(tmp_path.parent) == {}


def test_a_broken_catalogue_of_a_page_that_is_gone_is_left_alone(tmp_path: Path) -> None:
    root = make_sample(tmp_path)
    a_page_that_is_gone(root)
    path = root / "translations/kk/rules/search.po"
    path.write_text(path.read_text("utf-8") + 'msgid "half', "utf-8")
    before = path.read_bytes()
    found: list[Finding] = []
    update(root, found)
    assert [one.code for one in found] == ["PO101"]
    assert path.read_bytes() == before
