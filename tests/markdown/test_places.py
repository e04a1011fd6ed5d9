"""Each segment is found again in its source, at the line where its first word stands."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_corpus import documents
from markdown_dialect import ROOT, dialect, english

from handbook.markdown.front_matter import split_page
from handbook.markdown.page import parse_page
from handbook.markdown.places import locate
from handbook.markdown.segments import Segment


def lines(source: str, first_line: int = 1) -> list[tuple[str, int]]:
    found = locate(source, english(source).output.segments, first_line)
    return [(segment.msgid, segment.line) for segment in found]


def test_equal_texts_are_told_apart_by_their_order() -> None:
    assert lines("Yes\n\nNo\n\nYes\n\nNo\n\nYes") == [("Yes", 1), ("No", 3), ("Yes", 5), ("No", 7), ("Yes", 9)]


def test_a_short_text_is_not_found_inside_a_longer_one() -> None:
    source = "Now and then\n\n| Then |\n|---|\n| Now |\n\nthen"
    assert lines(source) == [("Now and then", 1), ("Then", 3), ("Now", 5), ("then", 7)]


def test_notes_stand_where_they_are_written_not_where_they_are_shown() -> None:
    source = "Rule.[^1]\n\n[^1]: Early note.\n\nLast paragraph."
    assert lines(source) == [("Rule.[^1]", 1), ("Last paragraph.", 5), ("Early note.", 3)]


def test_quotation_signs_tabs_and_breaks_between_words() -> None:
    source = "> > Deep\n> > quotation\n\n*\tOne\n\ttwo\n\n!!! note \"A\ttitle\"\n\tText"
    assert lines(source) == [("Deep quotation", 1), ("One two", 4), ("A title", 7), ("Text", 8)]


def test_first_line_is_that_of_the_file() -> None:
    assert lines("Text", 7) == [("Text", 7)]


def test_a_word_that_is_not_in_the_source_has_no_line() -> None:
    """The parser's own word for a box without a title stands nowhere, unless the kind itself is the word."""
    assert lines("!!! note\n    Text") == [("Note", 1), ("Text", 2)]
    assert locate("Text", [Segment("Other", "p", "Other")]) == [Segment("Other", "p", "Other", 0)]


def test_all_segments_of_real_pages_have_a_line() -> None:
    for path in sorted((ROOT / "docs").rglob("*.md")):
        text = path.read_text("utf-8")
        page = parse_page(text, path.name, dialect())
        source = text.split("\n")
        for segment in page.segments:
            assert segment.line > 0, (path, segment)
            word = segment.msgid.replace("*", " ").replace("[", " ").replace("_", " ").split()[0]
            assert word.strip(".,:;!()`") in source[segment.line - 1], (path, segment)


def test_lines_rise_within_a_page_but_for_notes_and_tabs() -> None:
    """Notes are shown at the end and the labels of tabs at their head, wherever they are written."""
    for path in sorted((ROOT / "docs").rglob("*.md")):
        body = split_page(path.read_text("utf-8"))[1]
        notes = [number for number, line in enumerate(body.split("\n"), 1) if line.startswith("[^")]
        end = min(notes, default=body.count("\n") + 1)
        segments = locate(body, english(body).output.segments)
        found = [segment.line for segment in segments if segment.kind != "label"]
        assert [line for line in found if line < end] == sorted(line for line in found if line < end), path


@settings(max_examples=200)
@given(st.lists(st.sampled_from(["yes", "no", "yes and no", "and", "no\\*", "*yes*", "é", "É", "ﬁ yes"]), min_size=1))
def test_made_up_paragraphs_are_all_found(paragraphs: list[str]) -> None:
    source = "\n\n".join(paragraphs)
    assert [line for _, line in lines(source)] == list(range(1, 2 * len(paragraphs), 2))


@pytest.mark.parametrize("count", [4000])
def test_a_very_long_page_takes_seconds_not_minutes(count: int) -> None:
    source = "\n\n".join(f"Paragraph {number} says yes.\n\nYes" for number in range(count // 2))
    segments = [Segment(text, "p", text) for text in source.split("\n\n")]
    start = time.perf_counter()
    found = locate(source, segments)
    assert time.perf_counter() - start < 10
    assert [segment.line for segment in found] == list(range(1, 2 * count, 2))


def test_the_corpus_has_places_for_what_is_not_planted_too() -> None:
    for page in documents()[::7]:
        for segment in locate(page.text, english(page.text).output.segments):
            assert segment.line > 0, (page.name, segment)
