"""Locators: read, printed back, refused with a reason."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.register.citation import Citation, CitationError, CitedItem, parse_citation
from handbook.register.locators import (
    LocatorError,
    LocatorKind,
    LocatorPart,
    Number,
    Span,
    parse_locator,
    print_locator,
)


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("art. 9(3)", "art. 9(3)"),
        ("Article 9(3)(a)", "art. 9(3)(a)"),
        ("arts 9-11", "arts. 9–11"),
        ("arts. 9 – 11", "arts. 9–11"),
        ("art. 3, 5 and 9", "arts. 3, 5, 9"),
        ("arts. 3, 5, and 9", "arts. 3, 5, 9"),
        ("arts. 3 & 5–7", "arts. 3, 5–7"),
        ("art. 9(1)–(3)", "art. 9(1)–(3)"),
        ("arts. 9(1)–10(2)", "arts. 9(1)–10(2)"),
        ("paragraphs 12, 14", "paras. 12, 14"),
        ("rule 58(1)(b)", "rule 58(1)(b)"),
        ("principles 1–3", "principles 1–3"),
        ("sections 2", "sec. 2"),
        ("chap. IV, sect. 3, art. 128-1", "ch. IV, sec. 3, art. 128-1"),
        ("art. 135¹", "art. 135¹"),
        ("art. 36(1)(b)", "art. 36(1)(b)"),
        ("annex", "annex"),
        ("annex II, para. 4", "annex II, para. 4"),
        ("annex, art. 3", "annex, art. 3"),
        ("annexes A–C", "annexes A–C"),
        ("preamble, para. 3", "preamble, para. 3"),
        ("objectives 4, 7", "objectives 4, 7"),
        ("guideline 9.", None),
    ],
)
def test_written_forms_have_one_canonical_form(written: str, canonical: str | None) -> None:
    if canonical is None:
        with pytest.raises(LocatorError):
            parse_locator(written)
        return
    locator = parse_locator(written)
    assert print_locator(locator) == canonical
    assert parse_locator(canonical) == locator


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("", "a locator is missing after the comma"),
        ("art.", "art. needs a number"),
        ("9(3)", "'9(3)' is not a kind of division"),
        ("clause 4", "'clause' is not a kind of division"),
        ("art. 11–9", "the range 11–9 runs backwards"),
        ("art. 9–(3)", "9–(3) is not a range"),
        ("art. 9 para. 3", "a comma and a number or word are expected at ' para. 3'"),
        ("arts. 9,", "a comma and a number or word are expected at ','"),
        ("preamble 3", "the preamble has no number"),
        ("art. (3)", "a number is expected before '(3)'"),
        ("art. 9–", "a number is expected at ''"),
        ("annexes I–4", "the range I–4 runs backwards"),
    ],
)
def test_a_refusal_says_what_stands_in_the_way(written: str, reason: str) -> None:
    with pytest.raises(LocatorError) as refusal:
        parse_locator(written)
    assert str(refusal.value) == reason


numbers = st.builds(
    Number,
    st.integers(1, 999).map(str),
    st.just(""),
    st.lists(st.sampled_from(["(1)", "(12)", "(a)", "(б)"]), max_size=3).map("".join),
)
inserted = st.builds(Number, st.integers(10, 999).map(str), st.sampled_from(["-1", "-9", "¹", "²³"]))
roman = st.sampled_from(["I", "IV", "XII", "A"]).map(Number)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    first = draw(st.one_of(numbers, inserted, roman))
    if not first.main.isdecimal() or not draw(st.booleans()):
        return Span(first)
    return Span(first, Number(str(first.value + draw(st.integers(1, 50)))))


plain = st.sampled_from([k for k in LocatorKind if k is not LocatorKind.PREAMBLE])
parts = st.builds(LocatorPart, plain, st.lists(spans(), min_size=1, max_size=4).map(tuple)) | st.sampled_from(
    [LocatorPart(LocatorKind.PREAMBLE), LocatorPart(LocatorKind.ANNEX)]
)
ids = st.from_regex(r"\A[a-z0-9]{1,8}(-[a-z0-9]{1,4}){0,2}\Z")
citations = st.builds(
    Citation,
    st.lists(st.builds(CitedItem, ids, st.lists(parts, max_size=3).map(tuple)), min_size=1, max_size=3).map(
        tuple
    ),
)


@given(citations)
def test_every_citation_prints_back_to_itself(citation: Citation) -> None:
    assert parse_citation(str(citation)) == citation


@given(st.text(alphabet="@[],;.()-– 0123456789IVart-spec¹"))
def test_whatever_parses_prints_back_and_nothing_else_is_raised(text: str) -> None:
    try:
        citation = parse_citation(f"[@{text}]")
    except CitationError:
        return
    assert parse_citation(str(citation)) == citation
