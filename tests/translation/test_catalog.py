"""One normal form: what is written reads back the same, whoever wrote it last, and gettext's own tools accept it."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

import pytest
from babel.messages.pofile import read_po, write_po
from hypothesis import given
from hypothesis import strategies as st

from handbook.markdown.session import State, Target
from handbook.translation.catalog import Catalog, Entry, load_catalog, parse_catalog, write_catalog

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
CATALOGUES = sorted((Path(__file__).parents[2] / "translations").rglob("*.po"))

# Lines of a catalogue are lines: no text of ours, comment or flag holds a control character but a line break.
TEXT = st.text(st.characters(exclude_categories=["Cc", "Cs"], include_characters="\n\t"), min_size=1)
LINE = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Zs"]), min_size=1)
ENTRIES = st.builds(
    Entry,
    msgid=TEXT,
    msgstr=TEXT | st.just(""),
    fuzzy=st.booleans(),
    previous=TEXT | st.just(""),
    notes=st.lists(LINE, max_size=2).map(tuple),
    comments=st.lists(LINE, max_size=2).map(tuple),
    flags=st.lists(st.sampled_from(["no-wrap", "ignore-same"]), unique=True).map(sorted).map(tuple),
)
CATALOGS = st.builds(
    Catalog,
    language=st.just("kk"),
    entries=st.lists(ENTRIES, max_size=4, unique_by=lambda entry: entry.msgid).map(tuple),
    obsolete=st.lists(ENTRIES, max_size=2, unique_by=lambda entry: entry.msgid).map(tuple),
    comments=st.lists(LINE, max_size=2).map(tuple),
)


def read(text: str) -> Catalog:
    return parse_catalog(text, "kk", "a.po").value


def plain(entries: tuple[Entry, ...], *, obsolete: bool = False) -> list[tuple[object, ...]]:
    """Entries without lines; what is not fuzzy has no previous msgid, what is obsolete no notes."""
    return [
        (
            entry.msgid,
            entry.msgstr,
            entry.fuzzy,
            entry.previous if entry.fuzzy else "",
            () if obsolete else entry.notes,
            entry.comments,
            entry.flags,
        )
        for entry in entries
    ]


@given(CATALOGS)
def test_what_is_written_reads_back_and_writes_the_same(catalog: Catalog) -> None:
    text = write_catalog(catalog)
    back = read(text)
    assert plain(back.entries) == plain(catalog.entries)
    assert plain(back.obsolete, obsolete=True) == plain(catalog.obsolete, obsolete=True)
    assert back.comments == catalog.comments
    assert write_catalog(back) == text


def test_the_normal_form() -> None:
    catalog = Catalog(
        "kk",
        (
            Entry("One", "Бір", notes=("paragraph",), comments=("checked",)),
            Entry("Two  \nlines", "Екі  \nжол", fuzzy=True, previous="Two", flags=("no-wrap",)),
            Entry('Say "yes"', ""),
        ),
        (Entry("Old", "Ескі"),),
        (("Last-Translator", "Desk team"), ("X-Other", "1"), ("POT-Creation-Date", "now"), ("X-Generator", "Poedit")),
        ("Kazakh translation",),
    )
    assert write_catalog(catalog) == (
        "# Kazakh translation\n"
        'msgid ""\nmsgstr ""\n"Project-Id-Version: handbook\\n"\n"Last-Translator: Desk team\\n"\n"Language: kk\\n"\n'
        '"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
        '"X-Other: 1\\n"\n\n'
        '# checked\n#. paragraph\nmsgid "One"\nmsgstr "Бір"\n\n'
        '#, fuzzy, no-wrap\n#| msgid "Two"\nmsgid ""\n"Two  \\n"\n"lines"\nmsgstr ""\n"Екі  \\n"\n"жол"\n\n'
        'msgid "Say \\"yes\\""\nmsgstr ""\n\n'
        '#~ msgid "Old"\n#~ msgstr "Ескі"\n'
    )


def errors_of_msgfmt(path: Path) -> list[str]:
    """What gettext's own compiler finds wrong; header fields that nobody needs are no matter."""
    command = ["msgfmt", "--check", "--output-file=/dev/null", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    said = [line for line in done.stderr.splitlines() if "missing in header" not in line]
    return said or [f"exit code {done.returncode}"] * bool(done.returncode)


def test_gettext_accepts_what_we_write(tmp_path: Path) -> None:
    odd = 'tab\t "quoted" \\ back\\slash ⟦1⟧ {.x} %s %(a)s é שלום 東京'
    entries = (Entry(odd, odd), Entry("a  \nb", "c  \nd", fuzzy=True, previous="old  \none"), Entry("e\x07", "\x07ж"))
    path = tmp_path / "a.po"
    path.write_text(write_catalog(Catalog("kk", entries, (Entry("o\np", "q\nr", fuzzy=True, previous="n"),))), "utf-8")
    assert errors_of_msgfmt(path) == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: "/".join(path.parts[-3:]))
def test_our_own_catalogues_are_in_normal_form(path: Path) -> None:
    text = path.read_text("utf-8")
    loaded = load_catalog(path, path.relative_to(CATALOGUES[0].parents[1]).parts[0], path.name)
    assert loaded.findings == ()
    assert write_catalog(loaded.value) == text


def test_gettext_accepts_our_own_catalogues() -> None:
    for path in CATALOGUES:
        assert errors_of_msgfmt(path) == []


def test_a_catalogue_that_another_program_wrapped_is_the_same() -> None:
    """Poedit, Weblate and Babel wrap lines, sort fields and add some of their own."""
    long = "A sentence of many words, " * 12 + "that goes on  \nafter a hard break."
    plural = (("Plural-Forms", "nplurals=2; plural=(n != 1);"),)
    ours = Catalog("kk", (Entry(long, long.upper(), notes=("paragraph",)), Entry("b", "c", fuzzy=True)), (), plural)
    text = write_catalog(ours)
    out = io.BytesIO()
    write_po(out, read_po(io.StringIO(text)), width=60, include_previous=True)
    wrapped = out.getvalue().decode()
    assert wrapped != text
    assert write_catalog(read(wrapped)) == text


def test_states() -> None:
    catalog = Catalog("kk", (Entry("a", "б"), Entry("c", "г", fuzzy=True), Entry("d"), Entry("e", "", fuzzy=True)))
    assert catalog.lookup("a") == Target(State.CURRENT, "б")
    assert catalog.lookup("c") == Target(State.OUTDATED, "г")
    for msgid in ("d", "e", "unknown"):
        assert catalog.lookup(msgid) == Target(State.MISSING)


def test_an_absent_catalogue_is_empty(tmp_path: Path) -> None:
    loaded = load_catalog(tmp_path / "no.po", "kk", "no.po")
    assert loaded.value == Catalog("kk")
    assert loaded.findings == ()


@pytest.mark.parametrize(
    ("data", "line", "what"),
    [
        (HEADER.encode() + 'msgid "a"\nmsgstr "б"\n'.encode("cp1251"), 6, "UTF-8"),
        (HEADER.encode() + b'msgid "a"\n', 5, "without its msgstr"),
        (HEADER.replace("UTF-8", "KOI8-R").encode() + b'msgid "a"\nmsgstr "b"\n', 2, "koi8-r"),
        (b"\x00\x00\x00\x01", 1, "not a line of a catalogue"),
    ],
)
def test_a_broken_file_gives_an_empty_catalogue_and_its_line(tmp_path: Path, data: bytes, line: int, what: str) -> None:
    path = tmp_path / "a.po"
    path.write_bytes(data)
    loaded = load_catalog(path, "kk", "translations/kk/a.po")
    assert loaded.value == Catalog("kk")
    (found,) = loaded.findings
    assert (found.path, found.line, found.code) == ("translations/kk/a.po", line, "PO101")
    assert what in found.message
    assert found.hint


def test_a_danger_is_told_at_its_msgstr() -> None:
    text = HEADER + 'msgid "a"\nmsgstr "б"\n\n# note\nmsgid ""\n"long "\n"text"\nmsgstr "<script>"\n'
    loaded = parse_catalog(text, "kk", "a.po")
    assert [(found.line, found.code) for found in loaded.findings] == [(12, "PO103")]
    assert loaded.value.lookup("long text").state is State.MISSING
    assert loaded.value.lookup("a").state is State.CURRENT


def test_line_ends_and_byte_order_marks_of_other_systems(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    path.write_bytes(b"\xef\xbb\xbf" + (HEADER + 'msgid "a"\nmsgstr "б"\n').replace("\n", "\r\n").encode())
    assert load_catalog(path, "kk", "a.po").value.lookup("a") == Target(State.CURRENT, "б")
