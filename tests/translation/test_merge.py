"""Sources change; no translation is lost, and none is shown for words it was not made for."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from handbook.findings import Finding
from handbook.project import load_project
from handbook.translation.catalog import Catalog, Entry, parse_catalog, write_catalog
from handbook.translation.extract import navigation_entries, page_entries
from handbook.translation.merge import merge
from handbook.translation.source import read_source
from handbook.translation.update import update_language


def merged(source: list[str], *old: Entry, obsolete: tuple[Entry, ...] = ()) -> Catalog:
    return merge([Entry(msgid, notes=("paragraph",)) for msgid in source], Catalog("kk", old, obsolete))


def shape(entries: tuple[Entry, ...]) -> list[tuple[str, str, bool, str]]:
    return [(entry.msgid, entry.msgstr, entry.fuzzy, entry.previous) for entry in entries]


def test_the_source_gives_the_order() -> None:
    result = merged(["b", "a"], Entry("a", "A"), Entry("b", "B"))
    assert shape(result.entries) == [("b", "B", False, ""), ("a", "A", False, "")]
    assert result.entries[0].notes == ("paragraph",)


def test_a_small_change_keeps_the_words_as_fuzzy() -> None:
    result = merged(["Tell the judge at once."], Entry("Tell the judge.", "Скажите судье.", comments=("seen",)))
    assert shape(result.entries) == [("Tell the judge at once.", "Скажите судье.", True, "Tell the judge.")]
    assert result.entries[0].comments == ("seen",)
    assert result.obsolete == ()


def test_a_second_change_remembers_what_the_words_were_made_for() -> None:
    once = merged(["Tell the judge at once."], Entry("Tell the judge.", "Скажите судье."))
    twice = merge([Entry("Tell the judge today.")], once)
    assert shape(twice.entries) == [("Tell the judge today.", "Скажите судье.", True, "Tell the judge.")]


def test_another_text_sets_the_words_aside() -> None:
    result = merged(["Everything differs here."], Entry("Yes", "Иә"))
    assert shape(result.entries) == [("Everything differs here.", "", False, "")]
    assert shape(result.obsolete) == [("Yes", "Иә", False, "")]


def test_what_comes_back_is_taken_up_again() -> None:
    result = merged(["Yes"], obsolete=(Entry("Yes", "Иә"),))
    assert shape(result.entries) == [("Yes", "Иә", False, "")]
    assert result.obsolete == ()


def test_untranslated_entries_leave_no_trace() -> None:
    assert merged(["New"], Entry("Old one")).obsolete == ()


def test_a_fuzzy_entry_stays_fuzzy_with_what_it_was() -> None:
    result = merged(["a"], Entry("a", "б", fuzzy=True, previous="z"))
    assert shape(result.entries) == [("a", "б", True, "z")]


MSGIDS = st.lists(st.sampled_from(["Tell her", "Tell her now", "Tell him", "Go", "Stop", "Stop it", "x"]), unique=True)
OLD = st.sampled_from(["Tell her", "Tell him", "Go", "Go on", "Stop", "y"])
WORDS = st.dictionaries(OLD, st.text("абв", max_size=3))


@given(MSGIDS, WORDS, WORDS, st.booleans())
def test_no_translation_is_ever_lost(
    source: list[str], now: dict[str, str], before: dict[str, str], fuzzy: bool
) -> None:
    old = Catalog(
        "kk",
        tuple(Entry(msgid, msgstr, fuzzy=fuzzy) for msgid, msgstr in now.items()),
        tuple(Entry(msgid, msgstr) for msgid, msgstr in before.items() if msgid not in now),
    )
    result = merge([Entry(msgid) for msgid in source], old)
    assert [entry.msgid for entry in result.entries] == source
    kept = Counter(entry.msgstr for entry in (*result.entries, *result.obsolete) if entry.msgstr)
    had = Counter(entry.msgstr for entry in (*old.entries, *old.obsolete) if entry.msgstr)
    assert had - kept == Counter()
    # One text may be offered twice, where a paragraph was split; an offer is never more than fuzzy.
    assert kept - had <= Counter(entry.msgstr for entry in result.entries if entry.fuzzy)
    for entry in result.entries:
        if entry.msgstr and not entry.fuzzy:
            assert (now.get(entry.msgid) or before.get(entry.msgid)) == entry.msgstr
    again = merge([Entry(msgid) for msgid in source], result)
    assert write_catalog(again) == write_catalog(result)
    assert write_catalog(parse_catalog(write_catalog(result), "kk", "a.po").value) == write_catalog(result)


def test_equal_words_in_two_places_are_one_translation_each() -> None:
    """One obsolete and one present translation of the same msgid: the present one counts, neither text vanishes."""
    result = merged(["a"], Entry("a", "one"), obsolete=(Entry("a", "two"),))
    assert shape(result.entries) == [("a", "one", False, "")]


def wanted(root: Path) -> list[tuple[str, tuple[Entry, ...]]]:
    project = load_project(root)
    source = read_source(project, project.pages)
    assert source.findings == ()
    pages = [(path, page_entries(page)) for path, page in source.pages.items()]
    return [("_navigation.po", navigation_entries(project, source.pages.values())), *pages]


def test_updating_twice_writes_nothing_the_second_time(tiny: Path) -> None:
    project = load_project(tiny)
    update_language(project, "ru", wanted(tiny), lambda _: None)
    done = update_language(project, "ru", wanted(tiny), lambda _: None)
    assert [one.path for one in done if one.written] == []
    assert sum(one.current for one in done) > 25


def test_the_small_handbook_is_up_to_date(tiny: Path) -> None:
    project = load_project(tiny)
    for tag in ("ru", "kk"):
        assert not any(one.written for one in update_language(project, tag, wanted(tiny), lambda _: None)), tag


def test_a_changed_word_makes_one_entry_fuzzy(tiny: Path) -> None:
    page = tiny / "docs" / "rules" / "arrest.md"
    page.write_text(page.read_text("utf-8").replace("Record the hour.", "Record the exact hour."), "utf-8")
    update_language(load_project(tiny), "ru", wanted(tiny), lambda _: None)
    text = (tiny / "translations" / "ru" / "rules" / "arrest.po").read_text("utf-8")
    changed = '#| msgid "Record the hour."\nmsgid "Record the exact hour."\nmsgstr "Запишите час."\n'
    assert f"#. list item\n#, fuzzy\n{changed}" in text
    assert text.count("fuzzy") == 1


def test_a_broken_catalogue_is_reported_and_left_alone(tiny: Path) -> None:
    path = tiny / "translations" / "ru" / "rules" / "arrest.po"
    path.write_text(path.read_text("utf-8").replace('msgstr "Задержание"', 'msgstr "Задержание'), "utf-8")
    before = path.read_bytes()
    found: list[Finding] = []
    update_language(load_project(tiny), "ru", wanted(tiny), found.append)
    assert [(one.path, one.code) for one in found] == [("translations/ru/rules/arrest.po", "PO101")]
    assert path.read_bytes() == before
