"""The memory offers what was translated before, the likest first, and never as done."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.markdown.session import State
from handbook.translation.catalog import Catalog, Entry
from handbook.translation.likeness import Index, likeness
from handbook.translation.suggest import Difference, Memory, prefill

TEXT = st.text(st.sampled_from("ab .,[]@^"), max_size=20)
WORDS = st.lists(st.sampled_from(["tell", "the", "judge", "lawyer", "at", "once", "now"]), min_size=1, max_size=6)


def catalog(*entries: Entry, obsolete: tuple[Entry, ...] = ()) -> Catalog:
    return Catalog("ky", entries, obsolete)


@given(TEXT, TEXT)
def test_likeness_is_a_measure(one: str, other: str) -> None:
    assert 0 <= likeness(one, other) == likeness(other, one) <= 1
    assert likeness(one, one) == 1


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        ("Tell the judge.", "tell  the judge.", 1, 1),
        ("Tell the judge.", "Tell the judge at once.", 0.7, 0.85),
        ("A summary of the facts [@untoc, art. 18(15)(c)].", "The purpose [@untoc, art. 18(15)(f)].", 0, 0.4),
        ("Tell the judge.", "Everything differs here", 0, 0.2),
    ],
)
def test_likeness_of_examples(one: str, other: str, least: float, most: float) -> None:
    assert least <= likeness(one, other) <= most


@given(st.lists(WORDS, max_size=8), WORDS)
def test_the_index_finds_what_a_full_search_finds(known: list[list[str]], asked: list[str]) -> None:
    texts = [" ".join(words) for words in known]
    text = " ".join(asked)
    full = sorted(((likeness(text, one), place) for place, one in enumerate(texts)), key=lambda one: (-one[0], one[1]))
    assert Index(texts).nearest(text, 0.6, 3) == [one for one in full if one[0] >= 0.6][:3]


def test_questions_do_not_get_dearer_with_every_text() -> None:
    """Ten times the texts: a question may not cost ten times as much, or filling a catalogue would be quadratic."""

    def seconds(count: int) -> float:
        said = "Duty {} of office {}: tell the person why, record case {} and inform {}."
        texts = [said.format(n, n % 97, n * 7, n % 31) for n in range(count)]
        index = Index(texts)
        asked = texts[:: count // 40][:40]
        best = []
        for _ in range(3):
            start = time.perf_counter()
            for text in asked:
                assert index.nearest(text.replace("inform", "call"), 0.7)
            best.append(time.perf_counter() - start)
        return min(best)

    assert seconds(5_000) < 5 * seconds(500)


LAWYER = Entry("Tell the lawyer.", "Адвокатка айт.")
MEMORY = Memory(
    [
        ("a.md", catalog(Entry("Tell the judge.", "Сотко айт."), Entry("Go.", "Бар."), Entry("x", "y", fuzzy=True))),
        ("b.md", catalog(Entry("Tell the judge.", "Сотко билдир."), obsolete=(LAWYER,))),
        ("c.md", catalog(Entry("Go.", "Бар."), Entry("Stop."))),
    ]
)


def test_the_same_text_comes_first_then_what_is_like_it() -> None:
    found = [(one.percent, one.text, one.page) for one in MEMORY.suggest("Tell the judge.", "d.md")]
    assert found == [(100, "Сотко айт.", "a.md"), (100, "Сотко билдир.", "b.md"), (75, "Адвокатка айт.", "b.md")]


def test_what_differs_in_case_or_spaces_is_not_the_same() -> None:
    assert [one.percent for one in MEMORY.suggest("tell  the judge.", "d.md")][:2] == [99, 99]


def test_its_own_translation_is_no_offer() -> None:
    assert [one.text for one in MEMORY.suggest("Tell the judge.", "a.md")] == ["Сотко билдир.", "Адвокатка айт."]
    assert MEMORY.suggest("x", "d.md") == [], "what is fuzzy is nobody's finished translation"
    assert [one.text for one in MEMORY.suggest("Go.", "a.md")] == ["Бар."]


def test_one_text_translated_differently_is_reported() -> None:
    assert list(MEMORY.differences()) == [
        Difference("Tell the judge.", (("Сотко айт.", ("a.md",)), ("Сотко билдир.", ("b.md",))))
    ]


def test_empty_entries_are_filled_as_fuzzy() -> None:
    old = catalog(Entry("Go."), Entry("Tell the judge now."), Entry("Stop.", "Токто."), Entry("Nothing like it"))
    new = prefill(old, "d.md", MEMORY)
    assert [(one.msgstr, one.fuzzy, one.previous) for one in new.entries] == [
        ("Бар.", True, ""), ("Сотко айт.", True, "Tell the judge."), ("Токто.", False, ""), ("", False, ""),
    ]  # fmt: skip
    assert prefill(new, "d.md", MEMORY) == new


def test_what_would_stop_a_build_is_not_filled_in() -> None:
    known = catalog(Entry("See [the test](a.md).", "[Кара](a.md)."), Entry("Be <b>x</b>", "<b>у</b>"))
    memory = Memory([("a.md", known)])
    old = catalog(Entry("See [the test](b.md)."), Entry("Be x"))
    assert prefill(old, "d.md", memory) == old


@given(st.lists(st.tuples(st.sampled_from(["a b c", "a b d", "x"]), st.sampled_from(["", "э", "ю"]), st.booleans())))
def test_filling_never_makes_anything_current(entries: list[tuple[str, str, bool]]) -> None:
    known = {msgid: Entry(msgid, msgstr, fuzzy=fuzzy) for msgid, msgstr, fuzzy in entries}
    old = catalog(*known.values())
    new = prefill(old, "d.md", Memory([("d.md", old), *(("e.md", catalog(one)) for one in known.values())]))
    for before, after in zip(old.entries, new.entries, strict=True):
        assert after == before or (before.state, after.state) == (State.MISSING, State.OUTDATED)
