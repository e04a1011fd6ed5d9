"""Between export and import the world moves on; whatever comes back touches only what was edited, or is refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from exchange_sample import CATALOG, PAGE, codes, import_xlsx, judge, lenient, rows, texts, typed, xlsx
from hypothesis import given
from hypothesis import strategies as st

from handbook.markdown.session import State
from handbook.project import Project, load_project
from handbook.translation.catalog import Catalog, Entry, write_catalog
from handbook.translation.exchange.back import Fate, Taken, applied, take
from handbook.translation.exchange.rows import Returned, ReturnedFile, Row, row_key, rows_of, text_digest
from handbook.translation.exchange.store import chosen, not_normal, read_catalogues, write_entries
from handbook.translation.exchange.xliff import read_xliff, write_xliff
from handbook.translation.exchange.xlsx import write_xlsx
from handbook.translation.exchange.xlsx_back import read_xlsx

LANGUAGES = ("kk", "ky", "ru", "tg", "tk", "uz")
WHY, LAWYER = CATALOG.entries[1].msgid, CATALOG.entries[2].msgid
GOOD = "Себебин айтыңыз [@iccpr, art. 9(2)]."


def returned(row: Row, text: str, state: State = State.CURRENT, line: int = 2) -> Returned:
    return Returned(line, row.page, row.key, row.entry.msgid, row.base, text, state)


def brought(found: Iterable[Returned], catalogues: dict[str, Catalog], **options: bool) -> Taken:
    return take(ReturnedFile("a.xlsx", "ky", tuple(found)), catalogues, judge, **options)


@pytest.mark.parametrize("tag", LANGUAGES)
def test_export_and_import_change_no_byte(handbook: Project, tag: str) -> None:
    """The law of the exchange, on every committed catalogue, in both formats."""
    stored = read_catalogues(handbook, tag)
    assert stored.findings == ()
    out = [row for page, catalog in stored.catalogues.items() for row in rows_of(page, catalog)]
    assert len(out) > 500
    language = handbook.language(tag)
    files = (
        read_xlsx(write_xlsx(out, language, handbook.title, 0), "a.xlsx"),
        read_xliff(write_xliff(out, "en", tag, "1", "x"), "a.xlf"),
    )
    for file in files:
        assert file.language == tag
        assert [row.key for row in file.rows] == [row.key for row in out]
        taken = take(file, stored.catalogues, lenient)
        assert (taken.entries, taken.findings) == ({}, ())
        assert sum(taken.counts.values(), Counter()) == {Fate.UNCHANGED: len(out)}


@pytest.mark.parametrize("tag", LANGUAGES)
def test_what_was_typed_anew_makes_the_same_catalogues(handbook: Project, tag: str) -> None:
    """Take every translation away, let a translator type it again, and the files are what they were, byte for byte."""
    stored = read_catalogues(handbook, tag)
    empty = {
        page: replace(one, entries=tuple(replace(entry, msgstr="", fuzzy=False, previous="") for entry in one.entries))
        for page, one in stored.catalogues.items()
    }
    again = [
        returned(row, entry.msgstr, entry.state)
        for page, catalog in empty.items()
        for row, entry in zip(rows_of(page, catalog), stored.catalogues[page].entries, strict=True)
    ]
    taken = take(ReturnedFile("a", tag, tuple(again)), empty, lenient)
    assert taken.findings == ()
    for page, catalog in stored.catalogues.items():
        done = applied(empty[page], taken.entries.get(page, {}))
        kept = [replace(entry, previous="") for entry in catalog.entries]
        assert write_catalog(done) == write_catalog(replace(catalog, entries=tuple(kept))), page


WORDS = st.sampled_from(["", "бир", "эки", "үч"])
STATES = st.sampled_from([State.CURRENT, State.OUTDATED])


@given(st.lists(st.tuples(WORDS, st.booleans(), WORDS, STATES, st.booleans()), max_size=6))
def test_only_edited_rows_change(plan: list[tuple[str, bool, str, State, bool]]) -> None:
    catalog = Catalog("ky", tuple(Entry(f"text {n}", one[0], fuzzy=one[1]) for n, one in enumerate(plan)))
    out = rows(catalog)
    came = [
        returned(row, one[2], one[3])
        for row, one in zip(out, plan, strict=True)
        if one[4]  # others were deleted from the file
    ]
    new = applied(catalog, brought(came, {PAGE: catalog}).entries.get(PAGE, {}))
    for entry, before, one in zip(new.entries, catalog.entries, plan, strict=True):
        if one[4] and one[2]:
            assert (entry.msgstr, entry.fuzzy) == (one[2], one[3] is State.OUTDATED)
        else:
            assert entry == before
    again = brought(came, {PAGE: new})
    assert (again.entries, again.findings) == ({}, ()), "an import that was interrupted can be run again"


def test_a_translation_made_meanwhile_is_not_overwritten() -> None:
    data = typed({WHY: GOOD})
    later = applied(CATALOG, {WHY: replace(CATALOG.entries[1], msgstr="Башка [@iccpr, art. 9(2)].")})
    taken = import_xlsx(data, later)
    assert (codes(taken), taken.entries) == (["EX104"], {})
    assert "Башка" in taken.findings[0].message
    same = applied(CATALOG, {WHY: replace(CATALOG.entries[1], msgstr=GOOD)})
    assert (codes(import_xlsx(data, same)), import_xlsx(data, same).entries) == ([], {})


def test_untouched_rows_of_an_old_file_revert_nothing() -> None:
    later = applied(CATALOG, {"Arrest": Entry("Arrest", "Камакка алуу")})
    taken = import_xlsx(xlsx(), later)
    assert (taken.findings, taken.entries) == ((), {})


def changed_english(old: str, new: Entry) -> Catalog:
    return replace(CATALOG, entries=tuple(new if one.msgid == old else one for one in CATALOG.entries))


def test_a_sentence_that_changed_since_is_refused_with_what_it_reads_now() -> None:
    later = changed_english(WHY, Entry("Tell the person at once why [@iccpr, art. 9(2)]."))
    taken = import_xlsx(typed({WHY: GOOD}), later)
    assert (codes(taken), taken.entries) == (["EX102"], {})
    assert "it now reads: “Tell the person at once why" in taken.findings[0].message
    assert "--outdated" in taken.findings[0].hint


def test_a_sentence_that_changed_since_is_kept_as_fuzzy_if_asked() -> None:
    for new in (
        Entry("Tell the person at once why [@iccpr, art. 9(2)]."),
        Entry("Something else.", "эски", fuzzy=True, previous=WHY),
    ):
        taken = import_xlsx(typed({WHY: GOOD}), changed_english(WHY, new), outdated=True)
        assert taken.findings == ()
        [entry] = taken.entries[PAGE].values()
        assert (entry.msgid, entry.msgstr, entry.fuzzy, entry.previous) == (new.msgid, GOOD, True, WHY)


def test_a_sentence_that_is_gone_or_already_translated_anew() -> None:
    for new in (Entry("Nothing in common"), Entry("Tell the person at once why [@iccpr, art. 9(2)].", "жаңы")):
        for outdated in (False, True):
            taken = import_xlsx(typed({WHY: GOOD}), changed_english(WHY, new), outdated=outdated)
            assert (codes(taken), taken.entries) == (["EX102"], {})


def test_an_untranslated_row_of_a_lost_sentence_is_no_problem() -> None:
    assert import_xlsx(xlsx(), changed_english(WHY, Entry("Nothing in common"))).findings == ()


def test_a_page_or_sentence_that_moved_is_found() -> None:
    catalogues = {"rules/held.md": CATALOG}
    taken = brought([returned(rows()[1], GOOD)], catalogues)
    assert (taken.findings, list(taken.entries)) == ((), ["rules/held.md"])
    both = {"a.md": CATALOG, "b.md": CATALOG}
    assert codes(brought([returned(rows()[1], GOOD)], both)) == ["EX102"], "two places: nobody can know which"


def test_keys_that_are_not_ours() -> None:
    row = returned(rows()[1], GOOD)
    assert texts(brought([replace(row, key="rubbish")], {PAGE: CATALOG})) == {WHY: GOOD}
    assert codes(brought([replace(row, key="rubbish", source="Rubbish")], {PAGE: CATALOG})) == ["EX102"]
    assert codes(brought([replace(row, page="../../etc/passwd.md", key="x", source="y")], {PAGE: CATALOG})) == ["EX102"]


def test_a_fuzzy_text_is_judged_for_dangers_alone() -> None:
    row = rows()[1]
    assert codes(brought([returned(row, "Айт.", State.OUTDATED)], {PAGE: CATALOG})) == []
    assert codes(brought([returned(row, "<script>", State.OUTDATED)], {PAGE: CATALOG})) == ["PO103"]


def test_keys_tell_pages_and_texts_apart() -> None:
    keys = {row_key(page, msgid) for page in ("a.md", "ab.md") for msgid in ("b", "bb", "")}
    assert len(keys) == 6
    assert text_digest(" a ", State.CURRENT) == text_digest("a", State.CURRENT) != text_digest("a", State.OUTDATED)
    assert text_digest("", State.CURRENT) == text_digest(" ", State.MISSING)


def test_context_is_the_heading_and_the_neighbours() -> None:
    found = rows()
    assert [row.context.heading for row in found] == ["", "Arrest", "Arrest", "Arrest"]
    assert (found[1].context.before, found[1].context.after) == ("Arrest", LAWYER)
    long = Catalog("ky", (Entry("a"), Entry("word " * 100)))
    after = rows(long)[0].context.after
    assert after.endswith("word …")
    assert len(after) < 170


def test_writing_changes_the_edited_entry_alone(tiny: Path) -> None:
    project = load_project(tiny)
    stored = read_catalogues(project, "ru")
    path = tiny / "translations/ru/rules/arrest.po"
    before = path.read_text("utf-8")
    out = rows_of("rules/arrest.md", stored.catalogues["rules/arrest.md"])
    row = next(row for row in out if row.entry.msgid == "None.")
    taken = brought([returned(row, "Никаких.")], stored.catalogues)
    assert list(not_normal(project, "ru", stored.catalogues, taken.entries)) == []
    assert write_entries(project, "ru", stored.catalogues, taken.entries) == 1
    assert path.read_text("utf-8") == before.replace('"Нет."', '"Никаких."')
    assert write_entries(project, "ru", stored.catalogues, {}) == 0


def test_a_file_in_another_form_is_not_rewritten(tiny: Path) -> None:
    project = load_project(tiny)
    path = tiny / "translations/ru/rules/arrest.po"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    stored = read_catalogues(project, "ru")
    [found] = not_normal(project, "ru", stored.catalogues, ["rules/arrest.md"])
    assert (found.path, found.code) == ("translations/ru/rules/arrest.po", "EX106")


def test_pages_are_chosen_by_any_of_their_names(tiny: Path) -> None:
    project = load_project(tiny)
    assert chosen(project, ["docs/rules/arrest.md", "./index.md"]) == ("index.md", "rules/arrest.md")
    assert chosen(project, ["_navigation.po"]) == ("_navigation.po",)
    assert set(chosen(project, [])) >= {"_navigation.po", "index.md"}
