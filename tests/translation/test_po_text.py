"""Catalogues as people and programs really write them, and every way we know to break one."""

from __future__ import annotations

import io

import pytest
from babel.messages.pofile import read_po as read_with_babel
from hypothesis import given
from hypothesis import strategies as st

from handbook.translation.po_text import PoEntry, quoted, read_po

GOOD = {
    "one entry": ('msgid "a"\nmsgstr "b"\n', [PoEntry("a", "b", 2)]),
    "no line end at the end": ('msgid "a"\nmsgstr "b"', [PoEntry("a", "b", 2)]),
    "wrapped": ('msgid ""\n"a "\n"b"\nmsgstr ""\n"c\\n"\n"d"\n', [PoEntry("a b", "c\nd", 4)]),
    "two strings on a line": ('msgid "a" "b"\nmsgstr "c"\n', [PoEntry("ab", "c", 2)]),
    "tabs and indentation": ('  msgid\t"a"\n\tmsgstr "b"  \n', [PoEntry("a", "b", 2)]),
    "no space before the string": ('msgid"a"\nmsgstr"b"\n', [PoEntry("a", "b", 2)]),
    "no empty line between": (
        'msgid "a"\nmsgstr "b"\nmsgid "c"\nmsgstr "d"\n',
        [PoEntry("a", "b", 2), PoEntry("c", "d", 4)],
    ),
    "escapes": ('msgid "\\"\\\\\\n\\t\\a"\nmsgstr "\\x41\\101\\r"\n', [PoEntry('"\\\n\t\a', "AA\r", 2)]),
    "comments of all kinds": (
        '# mine\n#. paragraph\n#: docs/a.md:3\n#, fuzzy, no-wrap\n#| msgid "old"\nmsgid "a"\nmsgstr "b"\n',
        [PoEntry("a", "b", 7, "old", False, ("paragraph",), ("mine",), ("fuzzy", "no-wrap"))],
    ),
    "a previous msgid over two lines": (
        '#, fuzzy\n#| msgid ""\n#| "old "\n#| "words"\nmsgid "a"\nmsgstr "b"\n',
        [PoEntry("a", "b", 6, "old words", False, (), (), ("fuzzy",))],
    ),
    "obsolete": ('#~ msgid "a"\n#~ msgstr "b"\n', [PoEntry("a", "b", 2, obsolete=True)]),
    "obsolete, fuzzy, with what it was": (
        '# mine\n#, fuzzy\n#~| msgid "old"\n#~ msgid ""\n#~ "a"\n#~ msgstr "b"\n',
        [PoEntry("a", "b", 6, "old", True, (), ("mine",), ("fuzzy",))],
    ),
    "the same msgid obsolete and not": (
        'msgid "a"\nmsgstr "b"\n\n#~ msgid "a"\n#~ msgstr "c"\n',
        [PoEntry("a", "b", 2), PoEntry("a", "c", 5, obsolete=True)],
    ),
    "a comment at the end": ('msgid "a"\nmsgstr "b"\n# nothing follows\n', [PoEntry("a", "b", 2)]),
    "the same msgid obsolete twice": (
        '#~ msgid "a"\n#~ msgstr "b"\n\n#~ msgid "a"\n#~ msgstr "c"\n',
        [PoEntry("a", "b", 2, obsolete=True), PoEntry("a", "c", 5, obsolete=True)],
    ),
    "nothing": ("", []),
    "line ends of another system, as they are after reading": ('msgid "a" \r\nmsgstr "b"\r\n', [PoEntry("a", "b", 2)]),
}

BROKEN = {
    "a string that does not end": ('msgid "a\nmsgstr "b"\n', [(1, "does not end")]),
    "a quotation mark without its backslash": ('msgid "a"\nmsgstr "b "c" d"\n', [(2, "backslash")]),
    "an escape that means nothing": ('msgid "a"\nmsgstr "\\q"\n', [(2, "\\q")]),
    "a backslash before the end": ('msgid "a"\nmsgstr "b\\"\n', [(2, "does not end")]),
    "no msgstr": ('msgid "a"\n\nmsgid "b"\nmsgstr "c"\n', [(1, "without its msgstr")]),
    "no msgstr at the end": ('msgid "a"\n', [(1, "without its msgstr")]),
    "no msgid": ('msgstr "b"\n', [(1, "without its msgid")]),
    "a second msgstr": ('msgid "a"\nmsgstr "b"\nmsgstr "c"\n', [(3, "second msgstr")]),
    "a keyword without a string": ('msgid\nmsgstr "b"\n', [(1, "no string")]),
    "a word that is no keyword": ('hello\nmsgid "a"\nmsgstr "b"\n', [(1, "not a line of a catalogue")]),
    "a string that belongs to nothing": ('"a"\n', [(1, "not a line of a catalogue")]),
    "the same msgid twice": ('msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n', [(5, "stands twice")]),
    "a context alone": ('msgctxt "x"\n', [(1, "without its msgid")]),
    "plural forms without a plural": ('msgid "a"\nmsgstr[0] "b"\nmsgstr[1] "c"\n', [(1, "msgid_plural")]),
    "a plural with one form for all": ('msgid "a"\nmsgid_plural "as"\nmsgstr "b"\n', [(3, "msgstr[0]")]),
    "a conflict of two versions": (
        '<<<<<<< ours\nmsgid "a"\nmsgstr "b"\n=======\nmsgid "a"\nmsgstr "c"\n>>>>>>> theirs\n',
        [(1, "conflict"), (4, "conflict"), (7, "conflict")],
    ),
    "several at once": (
        'msgid "a"\n\nmsgid "b\nmsgstr "c"\n\nmsgid "d"\nmsgstr "\\q"\n',
        [(1, "without its msgstr"), (3, "does not end"), (7, "\\q")],
    ),
}


@pytest.mark.parametrize("name", GOOD)
def test_good_catalogues(name: str) -> None:
    text, expected = GOOD[name]
    read = read_po(text)
    assert list(read.entries) == expected
    assert read.problems == ()


@pytest.mark.parametrize("name", BROKEN)
def test_broken_catalogues_say_all_that_is_wrong(name: str) -> None:
    text, expected = BROKEN[name]
    problems = read_po(text).problems
    assert [line for line, _ in problems] == [line for line, _ in expected]
    for (_, said), (_, what) in zip(problems, expected, strict=True):
        assert what in said


def test_after_a_problem_the_other_entries_are_read() -> None:
    read = read_po('msgid "a"\nmsgstr "b"\n\nmsgid "c\nmsgstr "d"\n\nmsgid "e"\nmsgstr "f"\n')
    assert [entry.msgid for entry in read.entries] == ["a", "e"]


@given(st.text())
def test_any_text_survives_quoting(text: str) -> None:
    read = read_po(f"msgid {quoted('x' + text)}\nmsgstr {quoted(text)}\n")
    assert [(entry.msgid, entry.msgstr) for entry in read.entries] == [("x" + text, text)]
    assert "\n" not in quoted(text)


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1))
def test_babel_reads_the_same(text: str) -> None:
    source = f'msgid ""\nmsgstr ""\n\nmsgid {quoted(text)}\nmsgstr {quoted(text)}\n'
    (message,) = [message for message in read_with_babel(io.StringIO(source)) if message.id]
    assert (message.id, message.string) == (text, text)


@given(st.text('msgidtr[0]"\\ \n#~|,.:abn\t'))
def test_no_text_makes_the_reader_fail_or_stay_silent(text: str) -> None:
    read = read_po(text)
    meaning = [line for line in text.split("\n") if line.strip() and not line.strip().startswith("#")]
    assert read.entries or read.problems or not meaning
