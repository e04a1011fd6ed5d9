"""Dates as exact as they are known, and names of states, in each language."""

from __future__ import annotations

import pytest

from handbook.translation.dates import long_date, partial_date
from handbook.translation.places import state_name


@pytest.mark.parametrize(
    ("language", "year", "month", "day"),
    [
        ("en", "1994", "October 1994", "October 7, 1994"),
        ("ru", "1994", "октябрь 1994 г.", "7 октября 1994 г."),
        ("kk", "1994", "1994 ж. қазан", "1994 ж. 7 қазан"),
        ("ky", "1994", "1994-ж., октябрь", "1994-ж., 7-октябрь"),
        ("tg", "1994", "Октябр 1994", "07 Октябр 1994"),
        ("uz", "1994", "oktabr, 1994", "7-oktabr, 1994"),
        ("tk", "1994", "oktýabr 1994", "7 oktýabr 1994"),
    ],
)
def test_a_date_is_as_exact_as_it_is_known(language: str, year: str, month: str, day: str) -> None:
    written = [partial_date(iso, language) for iso in ("1994", "1994-10", "1994-10-07")]
    # CLDR joins some parts with narrow or no-break spaces.
    assert [text.replace("\u202f", " ").replace("\u00a0", " ") for text in written] == [year, month, day]
    assert written[2] == long_date("1994-10-07", language)


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", "Kazakhstan Kyrgyzstan Tajikistan Turkmenistan Uzbekistan"),
        ("ru", "Казахстан Кыргызстан Таджикистан Туркменистан Узбекистан"),
        ("kk", "Қазақстан Қырғызстан Тәжікстан Түрікменстан Өзбекстан"),
        ("ky", "Казакстан Кыргызстан Тажикстан Түркмөнстан Өзбекстан"),
        ("tg", "Қазоқистон Қирғизистон Тоҷикистон Туркманистон Ӯзбекистон"),
        ("uz", "Qozogʻiston Qirgʻiziston Tojikiston Turkmaniston Oʻzbekiston"),
        ("tk", "Gazagystan Gyrgyzystan Täjigistan Türkmenistan Özbegistan"),
    ],
)
def test_states_have_their_names(language: str, names: str) -> None:
    assert [state_name(code, language) for code in ("KZ", "KG", "TJ", "TM", "UZ")] == names.split()


def test_what_is_not_known_keeps_its_code() -> None:
    assert (state_name("XQ", "kk"), state_name("KZ", "qqq")) == ("XQ", "KZ")
