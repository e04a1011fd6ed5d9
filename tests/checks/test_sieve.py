"""The looks that clear most texts: whatever the patterns find, the sieves let pass."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from handbook.checks.lexicon import Lexicon, find_form
from handbook.checks.pair import Side
from handbook.checks.prose import OPAQUE, prose, shape
from handbook.checks.reading import Desk, Job, Reading, Work
from handbook.checks.sieve import Openings, alternatives, caseless, opening
from handbook.checks.tongues import known, tongue

NEVER = re.compile(r"(?!)")


@pytest.mark.parametrize(
    ("alternative", "head"),
    [
        ("two", "two"),
        (r"дв(?:а|ух|ум(?:я)?)", r"дв(?:а|ух|ум(?:я)?)"),
        (r"чор[уӯ]м\w*", r"чор[уӯ]м\w*"),
        ("per cent", r"per\w*"),
        ("every ?one", r"every\w*"),
        ("ýa-da", r"ýa\w*"),
        ("чин(?!ин)", r"чин\w*"),
        (r"(?:on )?the one hand", r"\w*"),
        ("a{0,2}b", "a{0,2}b"),
    ],
)
def test_an_opening_is_what_the_first_word_may_be(alternative: str, head: str) -> None:
    assert opening(alternative) == head


def test_alternatives_inside_groups_stay_together() -> None:
    assert alternatives(r"бір|екі(?:ге|ден)|[|]") == ["бір", "екі(?:ге|ден)", "[|]"]


def words_of(pattern: str) -> list[str]:
    """A few texts that hold each alternative in its plainest form, in three ways of writing."""
    plain = re.sub(r"\(\?:([^()|]*)[^()]*\)", r"\1", pattern)
    bare = [re.sub(r"\\w[*+]|[?*+]|\[(.)[^\]]*\]", r"\1", one) for one in plain.split("|")]
    return [form for one in bare for form in (one, one.upper(), one.capitalize())]


@pytest.mark.parametrize("tag", known())
def test_the_number_words_of_every_language_are_found_as_without_a_sieve(tag: str) -> None:
    spoken = tongue(tag)
    for table, openings, written in (
        (spoken.number_words, spoken.number_openings, spoken.numbers),
        (spoken.hint_words, spoken.hint_openings, spoken.hints),
    ):
        pattern, found = table[0], 0
        for one in written.values():
            for word in words_of(one):
                text = f"«{word}, x {word}{word} {word}-{word} {word}"
                expected = [match.span() for match in pattern.finditer(text)]
                assert [match.span() for match in openings.matches(pattern, text)] == expected, text
                found += len(expected)
        assert found > len(written)


def test_letters_that_patterns_take_for_one_are_one() -> None:
    openings = Openings(("six|iki",), NEVER)
    for word in ("six", "SIX", "ſix", "İki", "ıkı", "IKI"):
        assert re.fullmatch("six|iki", word, re.IGNORECASE)
        assert openings[word], word
    assert not openings["sixty"]
    assert len(caseless("İΣЖ")) == 3


def test_what_is_taken_out_first_may_leave_a_number() -> None:
    openings = Openings(("бес",), re.compile("он(?=да)"))
    assert openings["бесонда"]
    assert not openings["бесен"]


def test_memory_for_words_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handbook.checks.sieve._MOST_WORDS", 10)
    openings = Openings(("one",), NEVER)
    assert [openings[f"w{number}"] for number in range(100)] == [False] * 100
    assert len(openings) <= 10
    assert openings["one"]


@pytest.mark.parametrize(
    "text",
    [
        'See [@iccpr, art. 9] and [it](a_(b).md "T").[^n]',
        "Write to a.b@c.kz or https://x.kz/a?b=(c), <b>now</b> {.x} ⟦1⟧ %(n)s &nbsp;",
        "A [@a] at x://y (not) [an](address) &amp; 50% {x",
        "No @ sign: here // there",
    ],
)
def test_a_shape_has_the_holes_of_the_whole_pattern(text: str) -> None:
    assert shape(text) == OPAQUE.sub("\ufffc", text)
    assert Side(text).prose == prose(shape(text))


def test_a_form_is_found_only_where_all_its_stems_stand() -> None:
    assert find_form("Всеобщая декларация", "во Всеобщей  декларации", "")
    assert find_form("Всеобщая декларация", "во всеобщей доктрине", "") is None
    assert find_form("Inson huquqlari", "INSON HUQUQLARIning", "(?:ning)?")


def test_readings_come_back_in_the_order_of_the_catalogues(tmp_path: Path) -> None:
    """Pages are judged with all their languages together, and told language by language."""
    desks = [Desk(tag, tmp_path / "s", tmp_path / "t", (), Lexicon()) for tag in ("ru", "kk")]
    todo = []
    for desk in desks:
        for page in ("b", "a", "c"):
            file = tmp_path / f"{desk.tag}-{page}.po"
            file.write_text('msgid "One two."\nmsgstr "Один два"\n', "utf-8")
            todo.append((desk, Job(f"{page}.md", file, file.name)))
    work = Work((None, Reading(), *[None] * 5), tuple(todo), {desk.tag: desk.key for desk in desks})
    told = [{finding.path for finding in reading.findings} for reading in work.judge()]
    names = [{job.shown} for _, job in todo]
    assert told == [names[0], set(), *names[1:]]
