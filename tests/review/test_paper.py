"""The review on paper: what stands in its rows, in whose words, and the PDF as veraPDF, poppler and pikepdf see it."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from sample import ADDED, HOSTILE, HOSTILE_SAMPLE, KK, MOVED, REWORDED, RU, SAMPLE, TRANSLATED, redline

import handbook.review
from handbook.errors import HandbookError
from handbook.project import Language
from handbook.review.model import Kind, Review, SignOffChange, Text
from handbook.review.page_words import KINDS
from handbook.review.paper import redline_pdf
from handbook.review.paper_data import MOST_CHANGES, paper_data
from handbook.review.paper_text import KIND_WORDS, Reader, change_rows, concerns, runs
from handbook.translation.interface import interface, interface_languages

sys.path.append(str(Path(__file__).parents[1] / "book"))
from verapdf import failed_checks

LISTED = [
    line.partition("\t")[0]
    for line in (Path(handbook.review.__file__).parent / "INTERFACE.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
ENGLISH = {word: word for word in LISTED}
IN_KAZAKH, ALONE = Reader(KK, ENGLISH), Reader(None, ENGLISH)
# A letter and its mark, two alphabets and signs that the book's fonts lack, and marks that turn the text around.
ODD = "Latin é x\u0331 漢 😀 👩\u200d⚖ \u202e \ue000 end"


def shown(pieces: list[dict[str, Any]]) -> str:
    """The texts of a cell, `+new+` and `-gone-`, each with how it stands."""
    said = [f"{' '.join(one['said'])}: " if one["said"] else "" for one in pieces]
    words = ["".join(f"{mark}{text}{mark}".strip("=") for mark, text in one["runs"]) for one in pieces]
    return " | ".join(map("".join, zip(said, words, strict=True)))


# --- Rows ---


def test_a_change_has_its_number_kinds_texts_and_citations() -> None:
    rows = change_rows(REWORDED, IN_KAZAKH)
    assert (rows[0]["number"], rows[0]["was"], rows[0]["span"]) == ("1.1.3", "formerly 1.1.2", len(rows))
    assert [word for _, word in rows[0]["kinds"]] == ["Reworded", "Citations"]  # type: ignore[attr-defined]
    assert [shown(row["source"]) for row in rows] == [  # type: ignore[arg-type]
        "A person who is arrested is brought before a judge within -72- +48+ hours (-ICCPR, art. 9(3)- "
        "+ICCPR, art. 9(4)+).",
        "The time is recorded.",
        "+The record is read to the person.+",
        "-three- +two+ days",
        "-Call the duty officer.-",
    ]
    assert (
        shown(rows[0]["target"])
        == "Δ Translation outdated: Ұсталған адам 72 сағат ішінде судьяға жеткізіледі."
    )  # type: ignore[arg-type]
    assert rows[-1]["citations"] == [("-", "ICCPR, art. 9(3)"), ("=", " "), ("+", "ICCPR, art. 9(4)")]


def test_the_redline_of_the_language_stands_beside_the_english() -> None:
    (row,) = change_rows(TRANSLATED, IN_KAZAKH)
    assert shown(row["target"]) == "↻ Translation updated: Қызметкердің -аты- +аты-жөні+ жазылады."  # type: ignore[arg-type]


def test_a_language_without_a_text_says_how_it_stands() -> None:
    (row,) = change_rows(ADDED, IN_KAZAKH)
    assert shown(row["target"]) == "~ Not translated: "  # type: ignore[arg-type]


def test_cells_of_one_row_stand_together_and_far_rows_are_left_out() -> None:
    cells = [
        Text("td", (Kind.REWORDED if row == 5 else Kind.SAME,), redline(("=", f"{row}{side}")), row, row)
        for row in range(1, 10)
        for side in "ab"
    ]
    change = replace(REWORDED, texts=tuple(cells))
    assert len(change_rows(change, IN_KAZAKH)) == 4, "cells that changed stand beside their translations"
    rows = change_rows(change, ALONE)
    assert [row["gap"] for row in rows] == [True, False, False]
    assert [shown(row["source"]) for row in rows] == ["4a | 4b", "5a | 5b", "6a | 6b"]  # type: ignore[arg-type]


def test_long_words_are_divided_and_unseen_characters_shown() -> None:
    assert runs(redline(("+", "x" * 50))) == [("+", "\u200b".join(["x" * 20, "x" * 20, "x" * 10]))]
    assert runs(redline(("-", "a\u202eb\x00"), ("+", " "))) == [
        ("-", "a⟨U+202E⟩b⟨U+0000⟩"),
        ("=", " "),
        ("+", "␣"),
    ]


def test_what_only_other_translators_changed_is_not_for_this_reader() -> None:
    assert concerns(TRANSLATED, IN_KAZAKH)
    assert not concerns(TRANSLATED, Reader(RU, ENGLISH))
    assert not concerns(TRANSLATED, ALONE)
    assert concerns(MOVED, ALONE)


def test_changes_beyond_the_limit_are_counted() -> None:
    many = replace(SAMPLE, changes=(ADDED,) * (MOST_CHANGES + 5))
    assert (
        paper_data(many, "en", ALONE)["told"]
        == "Changes printed: 1000 of 1005. The full review has them all."
    )
    assert paper_data(replace(SAMPLE, changes=()), "en", ALONE)["told"] == "No paragraph changed."


# --- Words ---


class Asked(dict[str, str]):
    """A dictionary of words that remembers which it was asked for."""

    def __init__(self, words: Mapping[str, str]) -> None:
        super().__init__(words)
        self.asked: set[str] = set()

    def __getitem__(self, word: str) -> str:
        self.asked.add(word)
        return super().__getitem__(word)


def full(review: Review) -> Review:
    """The review with something in each of its lists."""
    signoffs = tuple(
        SignOffChange("kk", "a.md", role, voided=role != "reviewer") for role in ("reviewer", "translator")
    )
    texts = (*REWORDED.texts, Text("h2", (Kind.MARKUP,), (), 1), Text("description", (Kind.ADDED,), (), 1))
    changes = (replace(REWORDED, kinds=tuple(Kind), texts=texts), *review.changes, *[ADDED] * MOST_CHANGES)
    return replace(review, signoffs=signoffs, unreadable=(("a.md", "no UTF-8"),), changes=changes)


def test_the_list_of_words_is_what_the_paper_asks_for() -> None:
    words = Asked(ENGLISH)
    for review in (full(SAMPLE), replace(SAMPLE, changes=(), facts=())):
        paper_data(review, "kk", Reader(KK, words))
    others = replace(SAMPLE, others=tuple(replace(SAMPLE.others[0], what=what) for what in "AMDRCTX"))
    paper_data(others, "kk", Reader(KK, words))
    # Typst's own words, which the finished file gets.
    assert words.asked | {"page", "Footnote"} == set(LISTED)


@pytest.mark.parametrize("tag", [tag for tag in interface_languages() if tag != "en"])
def test_every_word_is_translated(tag: str) -> None:
    words = interface(tag)
    assert [word for word in LISTED if not words[word] or words[word] == word] == []
    assert {word.count("{") for word in LISTED if words[word].count("{") != word.count("{")} == set()


# --- The file ---


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    folder = tmp_path_factory.mktemp("paper")
    made = {
        "kk": redline_pdf(SAMPLE, "kk"),
        "ru": redline_pdf(SAMPLE, "ru"),
        "hostile": redline_pdf(HOSTILE_SAMPLE, "ru"),
        "en": redline_pdf(replace(SAMPLE, title=ODD), "en"),
    }
    for name, data in made.items():
        (folder / f"{name}.pdf").write_bytes(data)
    return {name: folder / f"{name}.pdf" for name in made}


def text_of(pdf: Path) -> str:
    done = subprocess.run(["pdftotext", "-raw", str(pdf), "-"], capture_output=True, text=True, check=True)
    return " ".join(done.stdout.split())


def tags(node: object) -> Iterator[pikepdf.Dictionary]:
    if isinstance(node, pikepdf.Array):
        for child in node:  # type: ignore[attr-defined]
            yield from tags(child)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from tags(node.K)


def test_verapdf_finds_nothing(printed: Mapping[str, Path]) -> None:
    assert failed_checks(printed["kk"], printed["hostile"]) == []


def test_it_reads_in_order_in_kazakh(printed: Mapping[str, Path]) -> None:
    text = text_of(printed["kk"])
    words = interface("kk")
    signed = lambda kind: f"{KINDS[kind].sign} {words[KIND_WORDS[kind]]}"  # noqa: E731 - a word and its sign
    order = [
        words["Redline"],
        f"{words['Before']} main (aaaaaaaaaa), 2026",
        f"{words['After']} change/arrest (bbbbbbbbbb)",
        words["What changed in law"],
        "[2006-01-24] 2006-04-24 1.1.3, 2.1.1",
        "[ICCPR, art. 9(3)] ICCPR, art. 9(4)",
        "Rules Arrest",
        f"{words['Authoritative text']} (English) Қазақша",
        "1.1.2",
        "The reasons are given",
        words["Not translated"],
        f"1.1.3 {words['formerly {}'].replace('{}', '1.1.2')} {signed(Kind.REWORDED)} {signed(Kind.CITATIONS)}",
        "A person who is arrested is brought before a judge within [72] 48 hours",
        f"Δ {words['Translation outdated']} Ұсталған адам 72 сағат ішінде судьяға жеткізіледі.",
        "The record is read to the person.",
        "1.1.5",
        "Қызметкердің [аты] аты-жөні жазылады.",
        "Steps Report",
        words["Numbers that shifted"],
        words["Other changed files"],
        words["Remarks"],
        words["Signature"],
    ]
    places = []
    for part in order:
        places.append(text.find(part, places[-1] if places else 0))
        assert places[-1] >= 0, f"{part!r} after {order[len(places) - 2]!r} in {text}"


def test_it_reads_in_order_in_russian(printed: Mapping[str, Path]) -> None:
    text = text_of(printed["ru"])
    english, russian = "brought before a judge within [72] 48 hours", "к судье в течение [72] 48 часов."
    assert "Текст с правками" in text
    assert 0 < text.index("1.1.3 прежде 1.1.2") < text.index(english) < text.index(russian)
    assert text.index(russian) < text.index("The record is read") < text.index("Steps Report")
    assert "1.1.5" not in text.partition("Rules Arrest")[2].partition("Steps")[0], "only Kazakh changed there"


def test_hostile_text_is_printed_to_the_letter(printed: Mapping[str, Path]) -> None:
    closed = re.sub(r"[\s\u200b]", "", text_of(printed["hostile"]))
    assert closed.count(re.sub(r"\s", "", HOSTILE)) >= 10
    with pikepdf.open(printed["hostile"]) as pdf:
        assert [page for page in pdf.pages if "/Annots" in page] == []
        assert "/JavaScript" not in str(pdf.Root.get("/Names", ""))


def test_letters_without_glyphs_are_shown_as_numbers(printed: Mapping[str, Path]) -> None:
    expected = "Latin é x\u0331 ⟨U+6F22⟩ ⟨U+1F600⟩ ⟨U+1F469⟩⟨U+200D⟩⚖ ⟨U+202E⟩ ⟨U+E000⟩ end"
    assert expected in text_of(printed["en"])


def test_it_is_tagged_in_its_languages(printed: Mapping[str, Path]) -> None:
    with pikepdf.open(printed["kk"]) as pdf:
        assert str(pdf.Root.Lang) == "kk"
        found = list(tags(pdf.Root.StructTreeRoot))
        names = [str(tag.S) for tag in found]
        assert {"/Table", "/TH", "/TD", "/H1", "/H2"} <= set(names)
        assert "en" in {str(tag.Lang) for tag in found if "/Lang" in tag}
        assert [round(float(side)) for side in pdf.pages[0].mediabox] == [0, 0, 595, 842], "A4"


def test_english_stands_alone(printed: Mapping[str, Path]) -> None:
    text = text_of(printed["en"])
    assert "Paragraph English" in text
    assert "Authoritative text" not in text
    assert "within [72] 48 hours" in text


def test_the_same_review_gives_the_same_bytes(printed: Mapping[str, Path]) -> None:
    assert redline_pdf(SAMPLE, "kk") == printed["kk"].read_bytes()
    with pikepdf.open(printed["kk"]) as pdf:
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20261118")


def test_a_language_that_is_not_there_is_an_error() -> None:
    with pytest.raises(HandbookError, match="no language 'fr'"):
        redline_pdf(SAMPLE, "fr")
    with pytest.raises(HandbookError, match="interface is not translated into 'xx'"):
        redline_pdf(replace(SAMPLE, languages=(Language("xx", "X"),)), "xx")
