"""The laws again, on text nobody would write: whatever a page holds, nothing is lost, changed or slow."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_dialect import MARKS, Unequal, identity, nothing, ours, plain, replaced

from handbook.markdown.places import locate
from handbook.markdown.safety import dangers_of_translation, examine, hazards
from handbook.markdown.segments import msgid_of, part, restore, why_kept
from handbook.markdown.session import State, Target

SIGNS = st.text("ab Ж#*_`[](){}<>!|\\-+.:\"'=^~&;@/\n\t 1é\u0301ש⟦⟧\x02\x03\ufeff\u2028", max_size=60)
PIECES = st.lists(
    st.sampled_from(
        [
            "# a", "## a {#b}", "a", "b  ", "- a", "    - b", "  - c", "1. a", "> a", ">> b", "!!! note", '!!! a "b"',
            "    a", '??? a "b"', '=== "a"', "\ta", "| a | b |", "|---|---|", "a\n:   b", "[^1]: a", "a[^1]", "[a]: b",
            "[a]", "```", "~~~", "<div>", "</div>", '<div markdown="1">', "<b>a</b>", "<!-- a", "-->", "{: .a }", "***",
            "- [ ] a", "---", "===", "/// caption", "///", "![a](b)", "[TOC]", "*a", "a*", "`a", "a`", "<a", "&amp;",
            "\\", "", "", "",
        ]
    ),
    max_size=14,
).map("\n".join)  # fmt: skip


@settings(max_examples=250)
@given(SIGNS | PIECES)
def test_the_laws_hold(text: str) -> None:
    expected = plain(text)
    found = ours(text)
    assert found.html == expected
    assert ours(text, lookup=identity).html == expected
    assert ours(text, lookup=nothing).html == expected
    translated = ours(text, lookup=replaced, marks=MARKS, number="1.1")
    assert translated.output.segments == found.output.segments
    assert translated.output.paragraphs == ours(text, number="1.1").output.paragraphs
    for segment in found.output.segments:
        assert segment.msgid.strip() == segment.msgid != ""


@settings(max_examples=150)
@given(PIECES)
def test_a_source_put_back_in_differs_in_white_space_at_most(text: str) -> None:
    html = ours(text, lookup=lambda msgid: Target(State.CURRENT, Unequal(msgid))).html
    assert html.split() == plain(text).split()


@given(st.text("ab {}:.#=\n\t\x02\x03\u00a0Ж", max_size=40))
def test_pieces_are_the_text_again(text: str) -> None:
    pieces = part(text)
    assert pieces.joined(pieces.core) == text
    assert pieces.core == pieces.core.strip()
    assert part(pieces.core).core == pieces.core


@given(st.lists(st.text("abЖ ", max_size=4), min_size=1, max_size=5))
def test_marks_of_the_parser_come_back(words: list[str]) -> None:
    core = "".join(f"{word}\x02mark{number}\x03" for number, word in enumerate(words))
    assert restore(msgid_of(core), core) == core
    assert restore("no marks", core) is None
    assert restore(msgid_of(core) + "⟦1⟧", core) is None


LONG = {
    "spaces": " " * 20000 + "x",
    "backticks": "`" * 5000 + "x" + "`" * 4999,
    "loose backticks": "` " * 10000,
    "braces": "x " + "{" * 20000,
    "attribute lists": "x " + "{a} " * 10000 + "y",
    "open attribute lists": "x" + " {a" * 10000 + "}",
    "marks": "\x02a\x03" * 10000 + "x\x02",
    "lines": "a \n" * 10000,
    "angle brackets": "<" * 20000,
    "open tags": "<a " * 10000,
    "square brackets": "[" * 20000,
    "open citations": "[@" * 10000,
    "ampersands": "&" * 20000,
    "schemes": "a://" * 5000,
    "open quotes": '="' * 10000,
}


@pytest.mark.parametrize("name", LONG)
@pytest.mark.parametrize(
    "work",
    [part, why_kept, msgid_of, hazards, examine, lambda text: list(dangers_of_translation("y", text))],
    ids=["part", "why_kept", "msgid_of", "hazards", "examine", "dangers"],
)
def test_no_text_keeps_us_busy_for_long(name: str, work: Callable[[str], object]) -> None:
    start = time.perf_counter()
    work(LONG[name])
    assert time.perf_counter() - start < 2


def test_places_in_a_page_of_one_word() -> None:
    text = "a\n\n" * 3000
    start = time.perf_counter()
    assert [segment.line for segment in locate(text, ours(text).output.segments)] == list(range(1, 6000, 2))
    assert time.perf_counter() - start < 20
