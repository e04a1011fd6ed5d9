"""The Word document: real tracked changes in the order that Word insists on, the same bytes, nothing hostile."""

from __future__ import annotations

import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from xml.etree.ElementTree import Element

import pypandoc
import pytest
from document_sample import RICH, STEPS, TABLE, W, body, parts, tracked, versions
from sample import HOSTILE, HOSTILE_SAMPLE, MOVED, REWORDED, SAMPLE, place, redline

from handbook.review.document import redline_docx
from handbook.review.document_pages import pages_of
from handbook.review.model import Kind, Review, Text

# The order of elements in ECMA-376, as far as we and word processors use them; Word refuses another.
ORDER = {
    "pPr": "pStyle keepNext keepLines numPr tabs bidi spacing ind jc outlineLvl rPr",
    "rPr": "ins del moveFrom moveTo rStyle rFonts b bCs i iCs color sz szCs rtl lang",
    "tblPr": "tblStyle bidiVisual tblW tblLayout tblBorders tblCellMar tblLook",
    "trPr": "cantSplit tblHeader ins del",
    "tc": "tcPr p",
    "tr": "trPr tc",
    "tbl": "tblPr tblGrid tr",
    "p": "pPr *",
    "style": "name basedOn next qFormat pPr rPr tblPr tblStylePr",
    "lvl": "start numFmt lvlText lvlJc pPr",
    "settings": "trackRevisions defaultTabStop compat",
}
REVIEWS = {"sample": SAMPLE, "rich": RICH, "hostile": HOSTILE_SAMPLE}


def name_of(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def texts(element: Element) -> str:
    return "".join(one.text or "" for one in element.iter() if one.tag in (f"{W}t", f"{W}delText"))


def paragraphs(review: Review) -> list[Element]:
    return list(body(redline_docx(review)).iter(f"{W}p"))


def one_change(*found: Text, **facts: object) -> Review:
    change = replace(REWORDED, texts=found, languages={}, citations_added=(), citations_dropped=())
    return replace(SAMPLE, changes=(replace(change, **facts),), facts=())  # type: ignore[arg-type]


# --- The form of the file ---


@pytest.mark.parametrize("review", REVIEWS.values(), ids=REVIEWS)
def test_elements_stand_in_the_order_that_word_insists_on(review: Review) -> None:
    files = parts(redline_docx(review))
    checked: Counter[str] = Counter()
    for part in ("document", "styles", "numbering", "settings", "footer1"):
        for element in body_of(files[f"word/{part}.xml"]).iter():
            order = ORDER.get(name_of(element), "").split()
            if order:
                places = [order.index(name_of(one) if name_of(one) in order else "*") for one in element]
                assert places == sorted(places), [name_of(one) for one in element]
                checked[name_of(element)] += 1
    assert {"pPr", "rPr", "trPr", "tbl", "style", "settings"} <= checked.keys()


def body_of(text: str) -> Element:
    from xml.etree import ElementTree

    return ElementTree.fromstring(text)


@pytest.mark.parametrize("review", REVIEWS.values(), ids=REVIEWS)
def test_numbers_and_bookmarks_are_unique(review: Review) -> None:
    root = body(redline_docx(review))
    starts = list(root.iter(f"{W}bookmarkStart"))
    names = [one.get(f"{W}name", "") for one in starts]
    assert len(set(names)) == len(names) > 3
    assert all(re.fullmatch(r"hb_[A-Za-z0-9_]{1,37}", name) for name in names), "Word takes no other"
    ends = {"bookmarkEnd", "moveFromRangeEnd", "moveToRangeEnd"}
    numbers = [one.get(f"{W}id") for one in root.iter() if one.get(f"{W}id") and name_of(one) not in ends]
    assert len(set(numbers)) == len(numbers)
    assert [one.get(f"{W}id") for one in starts] == [
        one.get(f"{W}id") for one in root.iter(f"{W}bookmarkEnd")
    ]


def test_every_part_is_named_and_there() -> None:
    files = parts(redline_docx(SAMPLE))
    for name in (name for name in files if name.endswith(".rels")):
        folder = name.partition("_rels/")[0]
        for target in re.findall(r'Target="([^"]+)"', files[name]):
            assert str(Path("/", folder, target)).replace("/word/../", "/").lstrip("/") in files, target
    for named in re.findall(r'PartName="/([^"]+)"', files["[Content_Types].xml"]):
        assert named in files


def test_the_same_review_gives_the_same_bytes() -> None:
    data = redline_docx(RICH)
    assert data == redline_docx(RICH)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        names = archive.namelist()
        assert {one.date_time for one in archive.infolist()} == {(2026, 11, 18, 12, 6, 40)}
    assert names == ["[Content_Types].xml", *sorted(names[1:])]


def test_changes_are_signed_and_dated_with_the_head_commit() -> None:
    kinds = {f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo")}
    signed = [one for one in body(redline_docx(SAMPLE)).iter() if one.tag in kinds]
    assert {(one.get(f"{W}author"), one.get(f"{W}date")) for one in signed} == {
        ("handbook", "2026-11-18T12:06:40Z")
    }


def test_the_file_knows_its_commits() -> None:
    files = parts(redline_docx(SAMPLE))
    for part in ("docProps/custom.xml", "customXml/item1.xml"):
        assert "a" * 40 in files[part]
        assert "b" * 40 in files[part]


# --- What pandoc reads ---


@cache
def by_pandoc(review_name: str, mode: str, folder: Path) -> dict[str, object]:
    file = folder / f"{review_name}.docx"
    file.write_bytes(redline_docx(REVIEWS[review_name]))
    return json.loads(pypandoc.convert_file(str(file), "json", "docx", [f"--track-changes={mode}"]))


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pandoc")


def nodes(tree: object, kind: str) -> Iterator[list]:
    if isinstance(tree, dict):
        if tree.get("t") == kind:
            yield tree["c"]
        tree = list(tree.values())
    if isinstance(tree, list):
        for one in tree:
            yield from nodes(one, kind)


def said(inlines: object) -> str:
    if isinstance(inlines, dict):
        if inlines.get("t") in ("Space", "SoftBreak", "LineBreak"):
            return " "
        if inlines.get("t") == "Span":
            return said(inlines["c"][1])
        return inlines["c"] if inlines.get("t") == "Str" else said(inlines.get("c"))
    return "".join(map(said, inlines)) if isinstance(inlines, list) else ""


def blocks(tree: object) -> set[str]:
    found = [*nodes(tree, "Para"), *nodes(tree, "Plain"), *(head[2] for head in nodes(tree, "Header"))]
    return {" ".join(said(one).split()) for one in found}


@pytest.mark.parametrize("name", REVIEWS)
def test_pandoc_finds_every_change(name: str, folder: Path) -> None:
    spans = [(attributes, text) for attributes, text in nodes(by_pandoc(name, "all", folder), "Span")]
    found: dict[str, list[str]] = {"insertion": [], "deletion": []}
    for (_, classes, facts), text in spans:
        for kind in set(classes) & found.keys():
            assert ["author", "handbook"] in facts
            found[kind].append(said(text))
    for kind, wanted in zip(("insertion", "deletion"), tracked(REVIEWS[name]), strict=True):
        assert sorted(" ".join(text.split()) for text in found[kind]) == sorted(
            " ".join(text.split()) for text in wanted
        )


@pytest.mark.parametrize("name", ["sample", "rich"])
def test_accepted_is_the_text_after_and_rejected_the_text_before(name: str, folder: Path) -> None:
    after, before = versions(REVIEWS[name])
    accepted, rejected = (blocks(by_pandoc(name, mode, folder)) for mode in ("accept", "reject"))
    hidden = {"Step two.", "Step three.", "Step four.", "Stop", "3 hours", "Search", "1 hour"}
    # A box's title has its word before it.
    assert {one for one in after - accepted if one != "Never"} <= hidden
    assert {one for one in before - rejected if one != "Never"} <= hidden
    assert not (before - after) & accepted
    assert not (after - before) & rejected


# --- What stands where ---


def test_headings_numbers_and_kinds() -> None:
    heads = [(one[0], said(one[2])) for one in nodes(by_pandoc_text(SAMPLE), "Header")]
    assert heads[:5] == [
        (1, "Rules"),
        (2, "1.1 Arrest"),
        (3, "¶ 1.1.2 · Added · docs/rules/arrest.md:12"),
        (3, "¶ 1.1.3 (was 1.1.2) · Reworded, Citations · docs/rules/arrest.md:18"),
        (3, "¶ 1.1.5 (was 1.1.4) · Translated · docs/rules/arrest.md:26"),
    ]
    assert (1, "Facts of the register") in heads


def by_pandoc_text(review: Review) -> object:
    return json.loads(pypandoc.convert_text(redline_docx(review), "json", "docx", ["--track-changes=all"]))


def test_languages_say_how_they_stand() -> None:
    lines = [texts(one) for one in paragraphs(SAMPLE)]
    at = lines.index(
        "Қазақша (kk) · Outdated. The translation is of the English as it was. · translations/kk/rules/arrest.po:12"
    )
    assert lines[at + 1] == "Ұсталған адам 72 сағат ішінде судьяға жеткізіледі."
    assert "Русский (ru) · Updated · translations/ru/rules/arrest.po:12" in lines
    assert "Missing: Русский, Қазақша" in lines
    assert "Current: Русский" in lines


def test_each_run_has_its_language() -> None:
    root = body(redline_docx(RICH))
    found = {}
    for run in root.iter(f"{W}r"):
        lang = run.find(f"{W}rPr/{W}lang")
        if lang is not None:
            found[texts(run)] = lang.get(f"{W}val") or lang.get(f"{W}bidi")
    assert found["Задержанного доставляют к судье в течение "] == "ru-RU"
    assert found["Қызметкердің "] == "kk-KZ"
    assert found["The time is recorded."] == "en-GB"
    arabic = next(one for one in root.iter(f"{W}p") if texts(one) == "وقّع كل صفحة.")
    assert arabic.find(f"{W}pPr/{W}bidi") is not None
    assert all(run.find(f"{W}rPr/{W}rtl") is not None for run in arabic.iter(f"{W}r"))


def test_a_row_that_came_or_went_is_tracked_as_a_row() -> None:
    rows = {texts(row): row.find(f"{W}trPr") for row in body(redline_docx(RICH)).iter(f"{W}tr")}
    facts = {name: {name_of(one) for one in row} for name, row in rows.items() if row is not None}
    assert facts["MeasureLimit"] == {"cantSplit", "tblHeader"}
    assert facts["Fingerprints30 minutes"] == {"cantSplit", "ins"}
    assert facts["Photograph10 minutes"] == {"cantSplit", "del"}
    assert facts["threetwo days"] == {"cantSplit"}, "a cell changed, not its row"
    assert "Stop3 hours" not in facts, "far from every change"
    assert "⋯" in facts


def test_lists_are_lists_and_steps_keep_their_numbers() -> None:
    files = parts(redline_docx(RICH))
    listed = {}
    for one in body(redline_docx(RICH)).iter(f"{W}p"):
        number = one.find(f"{W}pPr/{W}numPr/{W}numId")
        if number is not None:
            listed[texts(one)] = number.get(f"{W}val")
    assert listed["The time is recorded."] == "1"
    assert listed["Step five."] == listed["Sign theeach page."] != "1"
    numbered = files["word/numbering.xml"].partition(f'<w:num w:numId="{listed["Step five."]}">')[2]
    assert 'startOverride w:val="5"' in numbered.partition("</w:num>")[0]
    assert "Step two." not in listed


def test_a_move_has_both_its_ends() -> None:
    root = body(redline_docx(SAMPLE))
    names = {name_of(one): one.get(f"{W}name") for one in root.iter() if name_of(one).startswith("move")}
    assert names["moveFromRangeStart"] == names["moveToRangeStart"] == f"move_{MOVED.anchor}"
    lines = [texts(one) for one in root.iter(f"{W}p")]
    away = lines.index("¶ 1.1.9 · Moved away · docs/rules/arrest.md:60")
    here = lines.index("¶ 2.1.1 (was 1.1.9) · Moved · docs/steps/report.md:9")
    assert lines[away + 1 : away + 3] == [
        "Moved to 2.1.1 (docs/steps/report.md:9).",
        "The officer signs the report.",
    ]
    assert lines[here + 1 : here + 3] == [
        "Moved here from 1.1.9 (docs/rules/arrest.md:60).",
        "The officer signs the report.",
    ]


def test_a_page_that_a_paragraph_left_stands_where_its_number_is() -> None:
    changes = tuple(
        replace(REWORDED, anchor=f"x-{number}", before=place(number, 3, page), after=place(number, 3, page))
        for number, page in (("1.1.1", "a.md"), ("3.1.1", "c.md"))
    )
    moved = replace(MOVED, before=place("2.1.4", 8, "b.md"), after=place("3.1.2", 8, "c.md"))
    pages = pages_of(replace(SAMPLE, changes=(*changes, moved)))
    assert [(page.path, [entry.gone for entry in page.entries]) for page in pages] == [
        ("a.md", [False]),
        ("b.md", [True]),
        ("c.md", [False, False]),
    ]


def test_a_moved_and_reworded_paragraph_is_redlined_where_it_is() -> None:
    words = Text(
        "p", (Kind.MOVED, Kind.REWORDED), redline(("=", "The officer "), ("-", "signs"), ("+", "stamps")), 9
    )
    review = replace(
        SAMPLE, changes=(replace(MOVED, kinds=(Kind.MOVED, Kind.REWORDED), texts=(words,)),), facts=()
    )
    lines = [texts(one) for one in paragraphs(review)]
    assert lines.count("The officer signsstamps") == 1
    assert "Moved here from 1.1.9 (docs/rules/arrest.md:60)." in lines


# --- Hostile texts ---


def test_hostile_texts_come_out_as_they_are() -> None:
    lines = [texts(one) for one in paragraphs(HOSTILE_SAMPLE)]
    assert f"1.1 {HOSTILE}" in lines or HOSTILE in lines
    assert f"{HOSTILE}{HOSTILE}new {HOSTILE}" in lines
    files = parts(redline_docx(HOSTILE_SAMPLE))
    assert all("<script" not in text for text in files.values())
    assert 'Target="http' not in "".join(text for name, text in files.items() if name.endswith(".rels"))


@pytest.mark.parametrize("char", ["\x00", "\x07", "\x1b", "\u202e", "\ufffe", "\ud800", "\u200b"])
def test_what_cannot_be_written_or_seen_is_made_visible(char: str) -> None:
    said = f"a{char}b"
    review = one_change(
        Text("p", (Kind.REWORDED,), redline(("=", said), ("+", said)), 1), title=said, anchor="x"
    )
    review = replace(review, title=said, head_name=said, edition=said)
    text = next(texts(one) for one in paragraphs(review) if texts(one).startswith("a⟨U+"))
    assert text == f"a⟨U+{ord(char):04X}⟩b"


def test_no_change_at_all() -> None:
    empty = replace(SAMPLE, changes=(), facts=(), shifts=(), signoffs=(), others=(), todo={})
    assert "No paragraph changed." in [texts(one) for one in paragraphs(empty)]


def test_names_of_bookmarks_tell_the_change() -> None:
    def names(review: Review) -> set[str]:
        found = body(redline_docx(review)).iter(f"{W}bookmarkStart")
        return {one.get(f"{W}name", "").rsplit("_", 1)[0] for one in found}

    assert len(names(one_change(*TABLE.texts, anchor="x")) & names(one_change(*STEPS.texts, anchor="x"))) >= 2
    assert not {one for one in names(one_change(*TABLE.texts, anchor="x")) if "_en" in one} & names(
        one_change(*TABLE.texts, anchor="y")
    )
