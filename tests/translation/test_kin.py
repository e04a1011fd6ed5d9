"""Nearness of texts: what counts, what does not, and that looking at few candidates misses none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbook.translation.kin import NEAR, Kin, kinship

LONG = "The officer writes down the exact time of the arrest. A copy of the record goes to the arrested person at once."
NEAR_PAIRS = [
    ("Tell the judge.", "Tell the judge at once."),
    ("Arrest rules", "Arrest rule"),
    ("Recieve it", "Receive it"),
    (LONG, "The officer writes down the exact time of the arrest."),
    (LONG, "A copy of the record goes to the arrested person at once."),
    ("Ask [@iccpr, art. 9] the person.", "Ask [@cat, art. 2] the person."),
]
FAR_PAIRS = [
    ("Yes", "No"),
    ("Arrest", "Detention"),
    (LONG, "The record"),
    (LONG, "Time goes to the officer at the exact copy."),
    (
        "[Victims](../safeguards/victims-and-rules.md#list)",
        "[Apply the rule](../safeguards/victims-and-rules.md#test) now.",
    ),
    ("—", "…"),
]


@pytest.mark.parametrize(("one", "other"), NEAR_PAIRS)
def test_near(one: str, other: str) -> None:
    assert kinship(one, other) == kinship(other, one) >= NEAR


@pytest.mark.parametrize(("one", "other"), FAR_PAIRS)
def test_far(one: str, other: str) -> None:
    assert kinship(one, other) == kinship(other, one) < NEAR


SAID = st.lists(
    st.sampled_from(
        [
            "a",
            "of",
            "the",
            "judge",
            "person",
            "told",
            "must",
            "not",
            "record",
            "time",
            "arrest",
            "held",
            "officer",
        ]
    ),
    min_size=1,
    max_size=12,
).map(" ".join)


@settings(max_examples=100)
@given(st.lists(SAID, max_size=12), SAID)
def test_the_index_finds_what_looking_at_all_would_find(texts: list[str], asked: str) -> None:
    scores = [kinship(asked, text) for text in texts]
    best = max(scores, default=0.0)
    assert Kin(texts).best(asked) == ((scores.index(best), best) if best >= NEAR else None)
