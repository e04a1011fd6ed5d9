"""XLIFF that a real tool's parser (translate-toolkit, as in Weblate) reads, edits and writes, and that comes back."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from exchange_sample import ANY, CATALOG, PAGE, TYPED, codes, import_xliff, lenient, rows, texts, xliff
from hypothesis import given, settings
from test_exchange_xlsx import CATALOGS
from translate.storage import factory
from translate.storage.xliff import Xliff1File

from handbook.errors import HandbookError
from handbook.markdown.session import State
from handbook.translation.catalog import Catalog, Entry
from handbook.translation.exchange.back import Fate, applied
from handbook.translation.exchange.protect import came_back, kept, shown
from handbook.translation.exchange.rows import rows_of
from handbook.translation.exchange.xliff import read_xliff, write_xliff
from handbook.translation.suggest import Memory

X = "{urn:oasis:names:tc:xliff:document:1.2}"
UNITS = f"{X}file/{X}body/{X}trans-unit"
# What may stand in a unit after source and target, by the standard, in any order.
REST = {"context-group", "note", "alt-trans"}


def tool(data: bytes) -> Xliff1File:
    return Xliff1File.parsestring(data)


def unit(data: bytes, place: int) -> ElementTree.Element:
    return ElementTree.fromstring(data).findall(UNITS)[place]


@settings(max_examples=40)
@given(CATALOGS)
def test_what_nobody_edited_changes_nothing(catalog: Catalog) -> None:
    data = xliff(catalog)
    taken = import_xliff(data, catalog)
    assert (taken.entries, taken.findings) == ({}, ())
    assert taken.counts == {PAGE: {Fate.UNCHANGED: len(catalog.entries)}}
    assert import_xliff(bytes(tool(data)), catalog).counts == taken.counts


@settings(max_examples=40)
@given(CATALOGS)
def test_a_tool_reads_every_text(catalog: Catalog) -> None:
    found = tool(xliff(catalog)).units
    assert [str(one.source) for one in found] == [shown(entry.msgid) for entry in catalog.entries]
    assert [str(one.target or "") for one in found] == [shown(entry.msgstr) for entry in catalog.entries]


@settings(max_examples=40)
@given(CATALOGS)
def test_the_form_is_that_of_the_standard(catalog: Catalog) -> None:
    root = ElementTree.fromstring(xliff(catalog))
    assert (root.tag, root.get("version")) == (f"{X}xliff", "1.2")
    assert [child.tag for child in root] == [f"{X}file"]
    assert [child.tag for child in root[0]] == [f"{X}header", f"{X}body"]
    for one, entry in zip(root.findall(UNITS), catalog.entries, strict=True):
        tags = [child.tag.removeprefix(X) for child in one]
        assert tags[:2] == ["source", "target"]
        assert set(tags[2:]) <= REST
        assert (one.find(f"{X}alt-trans") is not None) == bool(entry.state is State.OUTDATED and entry.previous)
        for text in (one[0], one[1]):
            assert {child.tag for child in text} <= {f"{X}ph"}
            numbers = [child.get("id") for child in text]
            assert len(numbers) == len(set(numbers))
        assert [child.text for child in one[0]] == [shown(token) for token in kept(entry.msgid)]


@settings(max_examples=30)
@given(CATALOGS, TYPED)
def test_what_a_tool_writes_comes_back(catalog: Catalog, text: str) -> None:
    store = tool(xliff(catalog))
    store.units[0].target = text
    entry = catalog.entries[0]
    taken = import_xliff(bytes(store), catalog, lenient, finished=True)
    wanted = came_back(text, entry.msgid, entry.msgstr)
    assert taken.findings == ()
    if wanted and (wanted, State.CURRENT) != (entry.msgstr, entry.state) and wanted != entry.msgstr.strip():
        assert texts(taken) == {entry.msgid: wanted}


@given(ANY)
def test_spaces_between_placeholders_are_kept(text: str) -> None:
    msgid = f"[^a] [^b]{text}[@c]  [^d]"
    data = xliff(Catalog("ky", (Entry(msgid, "[^b] [^a]"),)))
    assert [row.source for row in read_xliff(data, "a.xlf").rows] == [shown(msgid)]
    assert [row.text for row in read_xliff(data, "a.xlf").rows] == ["[^b] [^a]"]


def test_states() -> None:
    found = [(one.get("approved"), one[1].get("state")) for one in ElementTree.fromstring(xliff()).findall(UNITS)]
    assert found == [
        ("yes", "translated"), (None, "needs-translation"), ("no", "needs-review-translation"), ("yes", "translated"),
    ]  # fmt: skip
    assert [one.isfuzzy() for one in tool(xliff()).units] == [False, False, True, False]
    assert [one.istranslated() for one in tool(xliff()).units] == [True, False, False, True]


def test_a_unit_says_what_a_translator_must_know() -> None:
    found = tool(xliff()).units[2]
    assert "list item" in found.getnotes()
    assert "Below the heading: Arrest" in found.getnotes()
    assert "The English changed: Tell a lawyer{+ at once+}.[^law]" in found.getnotes()
    assert [(str(one.source), str(one.target)) for one in found.getalttrans()] == [
        ("Tell a lawyer.[^law]", "Адвокатка айтыңыз.[^law]")
    ]
    context = {one.get("context-type"): one.text for one in unit(xliff(), 2).iter(f"{X}context")}
    assert context == {
        "x-heading": "Arrest",
        "x-before": "Tell the person why [@iccpr, art. 9(2)].",
        "x-after": "See [the test](test.md#now) and `code`.",
    }


def test_what_must_be_kept_is_a_placeholder() -> None:
    found = [(one.get("id"), one.get("ctype"), one.text) for one in unit(xliff(), 3)[0]]
    assert found == [("1", "x-address", "](test.md#now)"), ("2", "x-code", "`code`")]
    assert [(one.get("id"), one.text) for one in unit(xliff(), 3)[1]] == [("1", "](test.md#now)"), ("2", "`code`")]


def test_suggestions_have_their_likeness() -> None:
    memory = Memory([("b.md", Catalog("ky", (Entry("Tell the person why [@cat, art. 2].", "Себебин айтыңыз."),)))])
    data = write_xliff(rows_of(PAGE, CATALOG, memory), "en", "ky", "1", "")
    [found] = unit(data, 1).iter(f"{X}alt-trans")
    assert (found.get("origin"), found.get("alttranstype")) == ("b.md", "proposal")
    assert re.fullmatch(r"[789]\d%", found.get("match-quality", ""))
    assert [one.text for one in found] == ["Tell the person why [@cat, art. 2].", "Себебин айтыңыз."]


def test_a_file_for_each_page() -> None:
    found = [row for page in ("a.md", "b.md") for row in rows(page=page)]
    data = write_xliff(found, "en", "ky", "1", "Keep it.")
    files = ElementTree.fromstring(data).findall(f"{X}file")
    assert [(one.get("original"), one.get("source-language"), one.get("target-language")) for one in files] == [
        ("a.md", "en", "ky"), ("b.md", "en", "ky"),
    ]  # fmt: skip
    assert {row.page for row in read_xliff(data, "a.xlf").rows} == {"a.md", "b.md"}
    assert write_xliff(found, "en", "ky", "1", "Keep it.") == data


def test_the_toolkit_knows_the_file_by_its_name(tmp_path: object) -> None:
    path = tmp_path / "a.xlf"  # type: ignore[operator]
    path.write_bytes(xliff())
    assert len(factory.getobject(str(path)).units) == 4


def change(place: int, new: str) -> bytes:
    """The file with the target of one unit replaced by other XML."""
    data = xliff().decode()
    targets = re.findall(r"<target[^>]*?(?:/>|>.*?</target>)", data, re.DOTALL)
    own = [one for one in targets if "state=" in one]
    return data.replace(own[place], new).encode()


@pytest.mark.parametrize(
    ("target", "entry"),
    [
        ('<target state="translated">Айт <ph id="1"/>.</target>', ("Айт [@iccpr, art. 9(2)].", False)),
        ('<target state="final">Айт <x id="1"/>.</target>', ("Айт [@iccpr, art. 9(2)].", False)),
        ("<target>Айт [@iccpr, art. 9(2)].</target>", ("Айт [@iccpr, art. 9(2)].", False)),
        ('<target state="needs-review-translation">Айт.</target>', ("Айт.", True)),
        ('<target state="needs-translation">Айт.</target>', ("Айт.", True)),
        ('<target state="new">Айт.</target>', ("Айт.", True)),
        (
            '<target state="signed-off"><mrk mtype="seg" mid="1">Айт <g id="9">муну</g></mrk> '
            '<mrk mtype="seg" mid="2"><ph id="7">[@iccpr, art. 9(2)]</ph>.</mrk></target>',
            ("Айт муну [@iccpr, art. 9(2)].", False),
        ),
    ],
)
def test_what_tools_make_of_a_target(target: str, entry: tuple[str, bool]) -> None:
    taken = import_xliff(change(1, target))
    assert taken.findings == ()
    [new] = taken.entries[PAGE].values()
    assert (new.msgstr, new.fuzzy) == entry


def test_a_state_alone_confirms_or_doubts() -> None:
    confirmed = change(2, '<target state="translated">Адвокатка айтыңыз.<ph id="1">[^law]</ph></target>')
    [new] = import_xliff(confirmed).entries[PAGE].values()
    assert (new.msgstr, new.fuzzy, new.previous) == ("Адвокатка айтыңыз.[^law]", False, "")
    [new] = import_xliff(change(0, '<target state="needs-review-translation">Кармоо</target>')).entries[PAGE].values()
    assert (new.msgstr, new.fuzzy) == ("Кармоо", True)


def test_an_emptied_target_takes_nothing_away() -> None:
    for target in ('<target state="translated"/>', '<target state="needs-translation"> </target>'):
        taken = import_xliff(change(0, target))
        assert (taken.entries, taken.findings) == ({}, ())


def test_finished_overrides_the_state_that_a_tool_left() -> None:
    data = change(1, '<target state="needs-translation">Айт [@iccpr, art. 9(2)].</target>')
    [new] = import_xliff(data, finished=True).entries[PAGE].values()
    assert not new.fuzzy


def test_findings_name_the_line_of_the_unit() -> None:
    data = change(1, '<target state="translated">Айт.</target>')
    [found] = import_xliff(data).findings
    line = data.decode().split("\n")[found.line - 1]
    assert (found.path, found.code) == ("a.xlf", "PO104")
    assert rows()[1].key in line


def test_a_file_without_our_digests_overwrites_nothing() -> None:
    """A tool that drops `extradata`: edited and untouched can no longer be told apart where the catalogue differs."""
    data = re.sub(rb' extradata="\w+"', b"", xliff())
    assert import_xliff(data).entries == {}
    later = applied(CATALOG, {"Arrest": Entry("Arrest", "Камакка алуу")})
    assert codes(import_xliff(data, later)) == ["EX104"]


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "not XML"),
        (b"PK\x03\x04", "not XML|UTF-8"),
        (b"<xliff version='2.0'/>", "not XLIFF 1.2 but xliff 2.0"),
        (b"<html/>", "not XLIFF 1.2 but html"),
        (b"<xliff version='1.2'/>", "one language, not none"),
        (b"<xliff version='1.2'><file target-language='ky'/><file target-language='ru'/></xliff>", "not ky, ru"),
        (b"<!DOCTYPE a [<!ENTITY a 'b'>]><xliff version='1.2'/>", "document type"),
        (b"<!DOCTYPE a SYSTEM 'file:///etc/passwd'><xliff version='1.2'/>", "document type"),
        ("<!DOCTYPE a [<!ENTITY a 'b'>]><xliff version='1.2'/>".encode("utf-16"), "document type"),
        (b"\xff\xfe<", "UTF-16"),
        (b"\xffabc", "UTF-8"),
        (b"<?xml version='1.0' encoding='windows-1251'?><xliff version='1.2'/>", "windows-1251"),
        (b"<xliff version='1.2'>&xxe;</xliff>", "not XML"),
        (b"<xliff version='1.2'><file>", "not XML"),
    ],
)
def test_what_is_no_such_file(data: bytes, what: str) -> None:
    with pytest.raises(HandbookError, match=what) as caught:
        read_xliff(data, "a.xlf")
    assert caught.value.where.startswith("a.xlf")
    assert caught.value.hint


def test_utf_16_is_read() -> None:
    data = xliff().decode().replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16")
    assert import_xliff(data).counts == {PAGE: {Fate.UNCHANGED: 4}}


def test_endless_nesting_breaks_nothing() -> None:
    deep = f"<target>{'<g>' * 20_000}Айт [@iccpr, art. 9(2)].{'</g>' * 20_000}</target>"
    assert texts(import_xliff(change(1, deep))) == {CATALOG.entries[1].msgid: "Айт [@iccpr, art. 9(2)]."}
