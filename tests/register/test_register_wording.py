"""Each language's own way to write a locator."""

from __future__ import annotations

import pytest

from handbook.register.locators import LocatorKind, parse_locator
from handbook.register.models import Status
from handbook.register.wording import has_wording, wording

LANGUAGES = ["en", "ru", "kk", "ky", "tg", "uz", "tk"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_words_every_kind_and_status(language: str) -> None:
    words = wording(language)
    assert set(words.locators) == set(LocatorKind)
    assert set(words.status) == set(Status)
    assert words.locators[LocatorKind.ANNEX].bare
    assert words.locators[LocatorKind.PREAMBLE].bare
    assert "{successor}" in words.status[Status.REPLACED]


@pytest.mark.parametrize("kind", [kind for kind in LocatorKind if kind is not LocatorKind.PREAMBLE])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_holds_the_number_once(language: str, kind: LocatorKind) -> None:
    forms = wording(language).locators[kind]
    assert forms.one.count("{n}") == forms.many.count("{n}") == 1


# The ordinal of each numeral as Turkmen spells it out: birinji, ikinji, … on → onunjy, kyrk → kyrkynjy.
TURKMEN = {
    "nji": [
        1,
        2,
        3,
        4,
        5,
        7,
        8,
        11,
        12,
        13,
        15,
        17,
        18,
        20,
        25,
        50,
        54,
        70,
        80,
        87,
        100,
        101,
        200,
        211,
        1000,
        2000,
    ],
    "njy": [6, 9, 10, 16, 19, 26, 29, 30, 39, 40, 46, 60, 66, 90, 99, 109, 110, 130, 140, 490],
}


@pytest.mark.parametrize(("ending", "number"), [(e, n) for e, ns in TURKMEN.items() for n in ns])
def test_turkmen_ordinals_follow_the_vowels_of_the_numeral(ending: str, number: int) -> None:
    assert wording("tk").locator(parse_locator(f"art. {number}")) == f"{number}-{ending} madda"


def test_an_unknown_language_is_cited_in_the_english_way() -> None:
    assert wording("de").locator(parse_locator("arts. 9, 11")) == "arts. 9, 11"
    assert not has_wording("de")
    assert not has_wording("../en")
    assert has_wording("kk")
