"""Word-level redlines: they give both texts back, read well, and are quick for any text."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from review.past import seen

from handbook.review.matching import matches, rising
from handbook.review.model import Mark, raw_after, raw_before
from handbook.review.tokens import Sort, tokens
from handbook.review.words import difference, line_difference, whole

PIECES = (
    *("the ", "officer", " ", "\n", "**", "[@iccpr, art. 9(3)]", "`a b`", "`x`", "[", "](a.md)", "oʻ", "’", "й"),
    *("и\u0306", "9(3)(a)", "2.3.4", "—", "{within: 3h}", "\\*", "&amp;", "⟦1⟧", "<b>", "@police", ".", "  \n"),
)
TEXTS = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=25).map("".join))

CASES = [
    ("", "", ""),
    ("a b", "a b", "a b"),
    ("", "new words", "{+new words+}"),
    ("within 72 hours.", "within 48 hours.", "within [-72-]{+48+} hours."),
    ("one two three", "one three", "one[- two-] three"),
    ("two three", "three", "[-two -]three"),
    ("three", "two three", "{+two +}three"),
    ("Tell why.", "Tell *why*.", "Tell {+*+}why{+*+}."),
    ("see the form", "see [the form](a.md)", "see {+[+}the form{+](a.md)+}"),
    ("see [the form](a.md)", "see [the form](b.md)", "see the form[-](a.md)-]{+](b.md)+}"),
    ("art. 9(3)(a) and 2.3.4", "art. 9(3)(b) and 2.3.5", "art. [-9(3)(a)-]{+9(3)(b)+} and [-2.3.4-]{+2.3.5+}"),
    ("on 2026-01-24, at 12:30", "on 2026-02-24, at 12:45", "on [-2026-01-24-]{+2026-02-24+}, at [-12:30-]{+12:45+}"),
    ("a [@iccpr, art. 9] b", "a [@iccpr, art. 10] b", "a [-[@iccpr, art. 9]-]{+[@iccpr, art. 10]+} b"),
    ("the `max_age` field", "the `min_age` field", "the [-`max_age`-]{+`min_age`+} field"),
    ("use `['*']` here", "use `['*']` there", "use `['*']` [-here-]{+there+}"),
    ("so $\\frac{p}{x}$ is", "so $\\frac{p}{y}$ is", "so $\\frac{p}{[-x-]{+y+}}$ is"),
    ("Title {#id .a}", "Title {#id .b}", "Title [-{#id .a}-]{+{#id .b}+}"),
    ("x\\*y & z", "x\\*y & w", "x\\*y & [-z-]{+w+}"),
    # Words of the region: one word is one token, whatever its apostrophe, hyphen or accent.
    ("toʻgʻri soʻz", "notoʻgʻri soʻz", "[-toʻgʻri-]{+notoʻgʻri+} soʻz"),
    ("maʼno bor", "maʼnosi bor", "[-maʼno-]{+maʼnosi+} bor"),
    ("O'zbek tili", "Oʻzbek tili", "[-O'zbek-]{+Oʻzbek+} tili"),
    ("аты жазылады", "аты-жөні жазылады", "[-аты-]{+аты-жөні+} жазылады"),
    ("9(3)-баптың талабы", "9(4)-баптың талабы", "[-9(3)-баптың-]{+9(4)-баптың+} талабы"),
    ("по форме № 5-а", "по форме № 5-б", "по форме № [-5-а-]{+5-б+}"),
    ("мои\u0306 дом", "мой дом", "[-мои\u0306-]{+мой+} дом"),
    # One long change instead of confetti; a number that stayed, or words only added beside it, stay visible.
    (
        "Officers must record the name of the person and the time.",
        "The agency shall write down, for every detained person, the hour and place.",
        "[-Officers must record the name of the person and the time-]"
        "{+The agency shall write down, for every detained person, the hour and place+}.",
    ),
    ("Keep it for 5 years.", "Hold them for 5 months.", "[-Keep it-]{+Hold them+} for 5 [-years-]{+months+}."),
    ("Do a and b.", "Do really a and then b.", "Do{+ really+} a and{+ then+} b."),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "expected"), CASES)
def test_reads_well(before: str, after: str, expected: str) -> None:
    assert seen(difference(before, after).redline) == expected


@given(TEXTS, TEXTS)
def test_both_texts_come_back_and_neighbours_differ(before: str, after: str) -> None:
    for redline in (difference(before, after).redline, line_difference(before, after)):
        assert raw_before(redline) == before
        assert raw_after(redline) == after
        marks = [run.mark for run in redline]
        assert all(one is not other for one, other in itertools.pairwise(marks))
        assert all(run.raw for run in redline)


@given(TEXTS)
def test_tokens_are_the_text_again(text: str) -> None:
    found = list(tokens(text))
    assert "".join(token.space + token.raw for token in found) == text
    assert [token.sort for token in found if not token.raw] == [Sort.END]
    assert not any(token.space.strip() for token in found)


@given(TEXTS)
def test_a_text_is_itself(text: str) -> None:
    found = difference(text, text)
    assert found.sorts == frozenset()
    assert [run.mark for run in found.redline] == [Mark.SAME] * bool(text)


@given(TEXTS)
def test_a_whole_text_has_one_run(text: str) -> None:
    assert [(run.mark, run.raw) for run in whole(text, Mark.INSERTED)] == [(Mark.INSERTED, text)] * bool(text)


@given(st.text("abc", max_size=40), st.text("abc", max_size=40))
def test_matches_rise_and_are_equal(one: str, other: str) -> None:
    found = matches(one, other)
    assert all(one[i] == other[j] for i, j in found)
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in itertools.pairwise(found))


@given(st.lists(st.integers(0, 20), max_size=30))
def test_a_longest_rising_subsequence(values: list[int]) -> None:
    places = rising(values)
    chosen = [values[place] for place in places]
    assert places == sorted(places)
    assert all(a < b for a, b in itertools.pairwise(chosen))
    longest = [1] * len(values)
    for at, value in enumerate(values):
        longest[at] += max((longest[i] for i in range(at) if values[i] < value), default=0)
    assert len(places) == max(longest, default=0)


LONG = [
    " ".join(f"word{at % 3000}" for at in range(6_000)),
    "a " * 15_000,
    "ab ba " * 5_000,
    *(mark * (20_000 // len(mark)) for mark in ("<", "[", "`", "](a", "{a", "<!--", "a'", "9(", "\\", "<a ", "_")),
]


@pytest.mark.parametrize("text", LONG, ids=range(len(LONG)))
def test_long_texts_are_quick(text: str) -> None:
    middle = len(text) // 2
    other = f"{text[:middle]} another {text[middle:].replace('word7', 'name')} end"
    started = time.process_time()
    redline = difference(text, other).redline
    assert raw_after(redline) == other
    assert time.process_time() - started < 3
