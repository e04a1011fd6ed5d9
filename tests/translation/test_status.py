"""What is done in each language: counts of entries and words, and that the cache never tells old news."""

from __future__ import annotations

from dataclasses import astuple
from pathlib import Path

import pytest

from handbook.markdown.session import State, Target
from handbook.project import load_project
from handbook.translation import counted_pages
from handbook.translation.signing import sign, signer
from handbook.translation.signoff import Role
from handbook.translation.source import read_source
from handbook.translation.status import LanguageStatus, status_of
from handbook.translation.tally import Counts, read_translations, tally, words_in

ARREST = "translations/ru/rules/arrest.po"


@pytest.mark.parametrize(
    ("msgid", "count"),
    [
        ("Why were you stopped?", 4),
        ("[@iccpr, art. 9(2)] **Tell** him.", 2),
        ("The form[^1] is [here](a/form.md#top){.button}.", 4),
        ('![A gate](x.svg "at noon")', 2),
        ("24 hours, 1.5 days", 4),
        ("the person's well-being", 3),
        ("⟦1⟧ Tick <b>this</b> `code`", 3),
        ("— …", 0),
        ("құқықтық негіз", 2),
    ],
)
def test_words_are_those_to_translate(msgid: str, count: int) -> None:
    assert words_in(msgid) == count


def test_entries_by_state_and_words() -> None:
    states = {
        "One two": Target(State.CURRENT, "a"),
        "Three": Target(State.OUTDATED, "b"),
        "Not asked for": Target(State.CURRENT, "c"),
    }
    words = {"One two": 2, "Three": 1, "Four five six": 3}
    assert tally(words, states, {"One two", "Three"}) == Counts(1, 1, 1, 1, 6, 4, 3)
    assert tally(words, states) == Counts(1, 1, 1, 0, 6, 4, 0)


def test_what_readers_do_not_get_is_not_current() -> None:
    text = (
        'msgid ""\nmsgstr ""\n\nmsgid "a"\nmsgstr "<script>"\n\n#, fuzzy\nmsgid "b"\nmsgstr "B"\n\n'
        'msgid "c"\nmsgstr ""\n\nmsgid "d"\nmsgstr "D"\n\n#~ msgid "e"\n#~ msgstr "E"\n'
    )
    found = read_translations(text)
    assert found is not None
    assert {msgid: target.state.value for msgid, target in found.items()} == {
        "a": "missing",
        "b": "outdated",
        "c": "missing",
        "d": "current",
    }
    assert read_translations('msgid "a') is None


@pytest.mark.parametrize(
    ("current", "percent", "reached"), [(0, 0, True), (199, 100, False), (200, 100, True), (199, 99, True)]
)
def test_a_share_is_never_rounded_up(current: int, percent: int, reached: bool) -> None:
    counts = Counts(current=current, missing=200 - current)
    assert counts.reaches("current", percent) is reached
    assert (counts.share("current") >= percent) is reached


def test_nothing_to_do_is_done() -> None:
    assert Counts().share("current") == 100
    assert Counts().reaches("reviewed", 100)


def of(root: Path, *tags: str) -> dict[str, LanguageStatus]:
    return {one.tag: one for one in status_of(load_project(root), tags)}


def test_rows_in_reading_order_and_parts(tiny: Path) -> None:
    found = of(tiny)
    assert list(found) == ["ru", "kk"]
    russian = found["ru"]
    assert [(row.page, row.part) for row in russian.rows] == [
        ("index.md", ""),
        ("rules/arrest.md", "rules"),
        ("steps/report.md", "steps"),
        ("_navigation.po", "_navigation.po"),
    ]
    assert list(russian.parts()) == ["", "rules", "steps", "_navigation.po"]
    assert sum(russian.parts().values(), Counts()) == russian.total
    assert [row.counts.words for row in russian.rows] == [row.counts.words for row in found["kk"].rows]


def test_english_words_do_not_depend_on_the_language(tiny: Path) -> None:
    assert {one.total.words for one in of(tiny).values()} == {of(tiny, "kk")["kk"].total.words}


def edited(root: Path, path: str, old: str, new: str) -> dict[str, Counts]:
    file = root / path
    text = file.read_text("utf-8")
    assert text.count(old) == 1, old
    file.write_text(text.replace(old, new), "utf-8")
    return {tag: one.total for tag, one in of(root).items()}


def test_the_cache_follows_both_sides(tiny: Path) -> None:
    before = {tag: one.total for tag, one in of(tiny).items()}
    assert before == {tag: one.total for tag, one in of(tiny).items()}
    after = edited(tiny, ARREST, 'msgstr "Нет."', 'msgstr ""')
    assert after["ru"].current == before["ru"].current - 1
    assert after["ru"].words_to_do == before["ru"].words_to_do + 1
    assert after["kk"] == before["kk"]
    english = edited(tiny, "docs/steps/report.md", "# Report\n", "# A wholly new title for Report\n")
    assert english["ru"].words == after["ru"].words + 5
    assert english["ru"].missing == after["ru"].missing + 1


def test_a_second_run_counts_nothing(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = of(tiny)
    monkeypatch.setattr(counted_pages, "_count_block", lambda job: pytest.fail(f"counted again: {job.pages}"))
    assert of(tiny) == first
    assert of(tiny, "kk") == {"kk": first["kk"]}


def test_one_language_counted_does_not_forget_another(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    of(tiny, "ru")
    of(tiny, "kk")
    monkeypatch.setattr(counted_pages, "_count_block", lambda job: pytest.fail(f"counted again: {job.pages}"))
    assert list(of(tiny)) == ["ru", "kk"]


def test_a_broken_catalogue_is_told_and_has_everything_missing(tiny: Path) -> None:
    (tiny / ARREST).write_text('msgid "open', "utf-8")
    (tiny / "translations/kk/rules/arrest.po").write_bytes(b"\xff\xfe")
    for one in of(tiny).values():
        row = one.rows[1]
        assert (row.broken, row.counts.current, row.counts.outdated) == (True, 0, 0)
        assert row.counts.missing > 5
        assert [other.broken for other in one.rows].count(True) == 1


def test_an_absent_catalogue_is_not_broken(tiny: Path) -> None:
    (tiny / ARREST).unlink()
    row = of(tiny)["ru"].rows[1]
    assert (row.broken, row.counts.current) == (False, 0)


def test_numbers_only_are_kept(tiny: Path) -> None:
    of(tiny)
    kept = "".join(path.read_text("utf-8") for path in (tiny / ".cache/handbook/status").iterdir())
    assert "Нет." not in kept
    assert astuple(Counts()) == (0,) * 7


def signed(root: Path, page: str) -> None:
    project = load_project(root)
    pages = read_source(project, [page]).pages
    sign(project, "ru", pages, signer("Test Reader", Role.REVIEWER, "2027-01-10"), ())


def test_what_a_reviewer_signed_is_counted_until_it_is_edited(tiny: Path) -> None:
    path = tiny / ARREST
    text = path.read_text("utf-8").replace("#, fuzzy\n", "").replace('msgstr ""\n\n', 'msgstr "Да."\n\n')
    path.write_text(text, "utf-8")
    unsigned = of(tiny)["ru"]
    assert unsigned.total.reviewed == 0
    signed(tiny, "rules/arrest.md")
    row = of(tiny)["ru"].rows[1]
    assert row.counts.reviewed == row.counts.total == row.counts.signable
    total = of(tiny)["ru"].total
    assert total.reaches("reviewed", 100) is False
    assert total.signable == total.total - of(tiny)["ru"].rows[-1].counts.total
    after = edited(tiny, ARREST, 'msgstr "Нет."', 'msgstr "Никогда."')["ru"]
    assert 0 < after.reviewed < total.reviewed
    (tiny / "translations/ru/signoff.yml").unlink()
    assert of(tiny)["ru"].total.reviewed == 0
