"""Laws of catalogues over texts nobody would write: control characters, marks of direction, line ends, huge entries."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from handbook.stable import read_text
from handbook.translation.catalog import Catalog, Entry, parse_catalog, read_catalog, write_catalog
from handbook.translation.merge import merge, unused
from handbook.translation.moves import Spares

NASTY = [
    "\x00",
    "\x07",
    "\x1b",
    "\x7f",
    "\x85",
    "\r",
    "\r\n",
    "\ufeff",
    "\u200b",
    "\u200e",
    "\u202e",
    "\u2066",
    "\u2028",
]
TEXT = (
    st.lists(
        st.sampled_from(
            [
                *NASTY,
                "\n",
                "\t",
                " ",
                '"',
                "\\",
                "\\n",
                "#~ ",
                "msgid ",
                "тоқтату",
                "tell the judge",
                "ʼ",
                "e\u0301",
            ]
        )
        | st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
        min_size=1,
        max_size=6,
    )
    .map("".join)
    .filter(bool)
)
# What stands on a line of its own in the file holds no line end and no space at its end.
REMARK = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp"]), min_size=1, max_size=12)
ENTRY = st.builds(
    Entry,
    msgid=TEXT,
    msgstr=TEXT | st.just(""),
    fuzzy=st.booleans(),
    previous=TEXT | st.just(""),
    comments=st.lists(REMARK, max_size=1).map(tuple),
)
ENTRIES = st.lists(ENTRY, max_size=5, unique_by=lambda entry: entry.msgid).map(tuple)
CATALOG = st.builds(Catalog, st.just("kk"), ENTRIES, ENTRIES)
# Few words in many ways, so that much is near, moved, split or said twice.
WORDS = st.lists(
    st.sampled_from(
        ["tell", "the", "judge", "at", "once", "why", "a", "person", "was", "held", "in", "time"]
    ),
    min_size=1,
    max_size=9,
)
SAID = WORDS.map(" ".join)
SAID_ENTRY = st.builds(
    Entry,
    msgid=SAID,
    msgstr=SAID.map(str.upper) | st.just(""),
    fuzzy=st.booleans(),
    previous=SAID | st.just(""),
)
SAID_CATALOG = st.builds(
    Catalog,
    st.just("kk"),
    st.lists(SAID_ENTRY, max_size=6, unique_by=lambda entry: entry.msgid).map(tuple),
    st.lists(SAID_ENTRY, max_size=3, unique_by=lambda entry: entry.msgid).map(tuple),
)
PAGE = st.lists(SAID, max_size=6, unique=True)


def msgstrs(*catalogs: Catalog) -> set[str]:
    """All translations, those that a later one has driven into a comment too."""
    entries = [entry for catalog in catalogs for entry in (*catalog.entries, *catalog.obsolete)]
    beside = "\n".join(comment for entry in entries for comment in entry.comments)
    found = {entry.msgstr for entry in entries if entry.msgstr}
    return found | {text for text in beside.split('"') if text}


def update(pages: list[list[str]], old: list[Catalog]) -> list[Catalog]:
    """What `update_language` does with catalogues, without files."""
    spares = Spares()
    for place, (page, catalog) in enumerate(zip(pages, old, strict=True)):
        spares.add(place, *unused(page, catalog))
    new = [
        merge(map(Entry, page), catalog, spares.for_page(place))
        for place, (page, catalog) in enumerate(zip(pages, old, strict=True))
    ]
    return [spares.without_taken(place, catalog) for place, catalog in enumerate(new)]


@settings(max_examples=50)
@given(CATALOG)
def test_what_is_written_reads_back_whatever_it_holds(catalog: Catalog) -> None:
    text = write_catalog(catalog)
    read = read_catalog(text, "kk", "a.po")
    assert read.findings == ()
    for mine, yours in ((catalog.entries, read.value.entries), (catalog.obsolete, read.value.obsolete)):
        assert [(one.msgid, one.msgstr, one.fuzzy, one.comments) for one in mine] == [
            (one.msgid, one.msgstr, one.fuzzy, one.comments) for one in yours
        ]
    assert write_catalog(read.value) == text


@settings(max_examples=50)
@given(CATALOG, st.sampled_from(["\n", "\r\n", "\r"]), st.booleans())
def test_line_ends_and_marks_of_other_systems_change_nothing(catalog: Catalog, end: str, mark: bool) -> None:
    text = write_catalog(catalog)
    with tempfile.NamedTemporaryFile(suffix=".po") as file:
        file.write(("\ufeff" * mark + text.replace("\n", end)).encode())
        file.flush()
        assert write_catalog(read_catalog(read_text(Path(file.name)), "kk", "a.po").value) == text


@settings(max_examples=50)
@given(CATALOG, st.lists(TEXT, max_size=4, unique=True))
def test_merging_any_text_loses_no_translation(old: Catalog, page: list[str]) -> None:
    new = merge(map(Entry, page), old)
    assert [entry.msgid for entry in new.entries] == page
    kept = {entry.msgstr for entry in (*new.entries, *new.obsolete)}
    beside = "".join(comment for entry in new.obsolete for comment in entry.comments)
    for entry in (*old.entries, *old.obsolete):
        assert entry.msgstr in kept or not entry.msgstr or "another translation: " in beside
    back = read_catalog(write_catalog(new), "kk", "a.po")
    assert back.findings == ()
    assert write_catalog(merge(map(Entry, page), back.value)) == write_catalog(new)


@settings(max_examples=100)
@given(st.lists(st.tuples(PAGE, SAID_CATALOG), min_size=1, max_size=3))
def test_between_pages_nothing_is_lost_and_nothing_passes_as_current(
    found: list[tuple[list[str], Catalog]],
) -> None:
    pages, old = [page for page, _ in found], [catalog for _, catalog in found]
    new = update(pages, old)
    assert msgstrs(*new) >= msgstrs(*old)
    current = {
        (entry.msgid, entry.msgstr)
        for catalog in old
        for entry in (*catalog.entries, *catalog.obsolete)
        if not entry.fuzzy
    }
    for catalog in new:
        for entry in catalog.entries:
            assert entry.fuzzy or not entry.msgstr or (entry.msgid, entry.msgstr) in current
    again = update(pages, [read_catalog(write_catalog(one), "kk", "a.po").value for one in new])
    assert [write_catalog(one) for one in again] == [write_catalog(one) for one in new]


def test_a_huge_entry_is_one_like_any_other() -> None:
    words = " ".join(f"word{number}" for number in range(20_000))
    old = Catalog("kk", (Entry(words, words.upper()),))
    new = merge([Entry(f"{words} and more")], old)
    assert (new.entries[0].fuzzy, new.entries[0].previous) == (True, words)
    assert parse_catalog(write_catalog(new), "kk", "a.po").value.entries[0].msgstr == words.upper()
