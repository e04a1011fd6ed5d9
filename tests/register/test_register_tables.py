"""The table of authorities, the glossary and the abbreviations as data, in each alphabet's own order."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from handbook.register.authorities_table import CitingParagraph, authorities_table
from handbook.register.collation import in_order
from handbook.register.glossary import abbreviations, glossary, term_pattern
from handbook.register.load import load_register
from handbook.register.models import Authority, Family, PartyStatus, Term
from handbook.register.register import LocalText, Register, in_language

REAL = load_register(Path(__file__).parents[2]).value
ALPHABETS = {
    "ru": "абвгдежзийклмнопрстуфхцчшщъыьэюя",
    "kk": "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя",
    "ky": "абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюя",
    "tg": "абвгғдеёжзиӣйкқлмнопрстуӯфхҳчҷшъэюя",
    "uz": ["a", "b", "d", "e", "f", "g", "h", "i", "z", "oʻ", "gʻ", "sh", "ch"],
    "tk": "abçdeäfghijžklmnňoöprsştuüwyýz",
    "en": "abcdefghijklmnopqrstuvwxyz",
}


@pytest.mark.parametrize("language", sorted(ALPHABETS))
def test_each_language_has_its_own_alphabet(language: str) -> None:
    alphabet = list(ALPHABETS[language])
    # A second letter shows that letters differ by themselves and not only where all else is equal.
    words = [f"{letter}{tail}" for letter in alphabet for tail in ("a", "z")] if language in ("uz", "tk", "en") else [
        f"{letter}{tail}" for letter in alphabet for tail in ("а", "я")
    ]  # fmt: skip
    shuffled = random.Random(7).sample(words, len(words))
    assert in_order(shuffled, lambda word: word, language) == words


def test_capitals_do_not_come_first() -> None:
    assert in_order(["б", "А", "В", "а"], lambda word: word, "kk") == ["а", "А", "б", "В"]


def authority(**fields: object) -> Authority:
    return Authority.model_validate(fields)


REGISTER = Register(
    families={
        "treaties": Family.model_validate({"order": 2, "titles": {"en": "Treaties", "tk": "Şertnamalar"}}),
        "laws": Family.model_validate({"order": 1, "titles": {"en": "Laws"}}),
        "empty": Family.model_validate({"order": 0, "titles": {"en": "Empty"}}),
    },
    authorities={
        "z": authority(kind="treaty", titles={"en": "A treaty", "tk": "Ýol"}, reference="UNTS vol. 1, p. 2",
                       adopted="1966-12-16", in_force="1976", status="in-force",
                       parties={"UZ": {"status": "acceded", "date": "1995-09-28"}, "KZ": {"status": "none"}}),
        "a": authority(kind="treaty", titles={"en": "Z treaty", "tk": "Çaga"}, reference="S/RES/1 (2001)"),
        "law": authority(kind="law", state="KG", titles={"en": "Law"}, number={"en": "No. 1", "ru": "№ 1"},
                         status="replaced", successor="new"),
        "new": authority(kind="law", state="KG", titles={"en": "New law"}, status="unconfirmed"),
    },
    family_of={"z": "treaties", "a": "treaties", "law": "laws", "new": "laws"},
)  # fmt: skip
CITED = {"z": [CitingParagraph("1.1.2", "x.html#p2"), CitingParagraph("2.3.1", "y.html#p1")], "law": ()}


def test_the_table_stands_by_family_in_the_language_s_order() -> None:
    table = authorities_table(REGISTER, CITED, "tk")
    assert [(f.id, f.title, f.has_matrix) for f in table.families] == [
        ("laws", LocalText("Laws", "en"), False),
        ("treaties", LocalText("Şertnamalar", "tk"), True),
    ]
    assert [row.id for row in table.families[1].rows] == ["a", "z"]
    assert [row.id for row in authorities_table(REGISTER, CITED, "en").families[1].rows] == ["z", "a"]


def test_the_matrix_tells_bound_from_not_bound_from_not_established() -> None:
    table = authorities_table(REGISTER, CITED, "en")
    row = table.families[1].rows[0]
    assert table.states == ("KG", "KZ", "UZ")
    assert row.parties[0] is None
    assert row.parties[1] is not None
    assert row.parties[1].status is PartyStatus.NONE
    assert not row.parties[1].bound
    assert row.parties[2] is not None
    assert (row.parties[2].bound, row.parties[2].date) == (True, "1995-09-28")


def test_a_row_has_what_a_reader_needs() -> None:
    law, new = authorities_table(REGISTER, CITED, "ru").families[0].rows
    assert (law.number, law.standing, law.successor) == (
        LocalText("№ 1", "ru"),
        "заменён(а), см. New law",
        "new",
    )
    assert (new.number, new.standing) == (None, "действие не подтверждено")
    row = authorities_table(REGISTER, CITED, "kk").families[1].rows[0]
    assert (row.title, row.adopted, row.in_force) == (LocalText("A treaty", "en"), "1966-12-16", "1976")
    assert [paragraph.number for paragraph in row.cited] == ["1.1.2", "2.3.1"]


def test_a_symbol_has_no_language_and_a_volume_has() -> None:
    rows = authorities_table(REGISTER, CITED, "kk").families[1].rows
    assert [row.reference for row in rows] == [
        LocalText("UNTS vol. 1, p. 2", "en"),
        LocalText("S/RES/1 (2001)", "kk"),
    ]


def test_only_what_is_cited_may_be_asked_for() -> None:
    table = authorities_table(REGISTER, CITED, "en", cited_only=True)
    assert [(f.id, [row.id for row in f.rows]) for f in table.families] == [("treaties", ["z"])]


@pytest.mark.parametrize("language", sorted(ALPHABETS))
def test_the_real_register_is_all_there(language: str) -> None:
    table = authorities_table(REAL, {}, language)
    assert sum(len(family.rows) for family in table.families) == len(REAL.authorities)
    assert table.states == ("KZ", "KG", "TJ", "TM", "UZ")
    assert len(glossary(REAL, language)) == len(REAL.terms)
    assert all(entry.word.language == language for entry in glossary(REAL, language))


def test_the_glossary_keeps_the_english_word_beside() -> None:
    entry = next(entry for entry in glossary(REAL, "uz") if entry.id == "torture")
    assert (entry.word, entry.source) == (LocalText("qiynoq", "uz"), "torture")
    assert entry.definition.language == "en"


def test_abbreviations_are_those_of_the_language() -> None:
    english = {(found.short, found.full.text) for found in abbreviations(REAL, "en")}
    assert ("ICCPR", "International Covenant on Civil and Political Rights") in english
    assert not {"Ombudsman", "1951 Refugee Convention", "A/RES/68/167"} & {short for short, _ in english}
    russian = [found.short for found in abbreviations(REAL, "ru")]
    assert {"МПГПП", "КНБ РК"} <= set(russian)
    assert russian == in_order(russian, lambda text: text, "ru")


def test_a_term_is_found_in_its_forms_and_as_a_whole_word_only() -> None:
    term = Term.model_validate(
        {
            "preferred": {"en": "child", "ru": "дитя"},
            "match": {"en": "child(?:ren)?"},
            "definition": {"en": "x"},
        }
    )
    english, russian = term_pattern(term, "en"), term_pattern(term, "ru")
    assert english is not None
    assert re.findall(english, "Children, a child, childhood") == ["Children", "child"]
    assert russian is not None
    assert russian.search("это Дитя.")
    assert term_pattern(term, "kk") is None


def test_in_language_falls_back_to_every_language_then_english() -> None:
    assert in_language({"mul": "S/1", "en": "x"}, "ru") == LocalText("S/1", "ru")
    assert in_language({"en": "x"}, "ru") == LocalText("x", "en")
    assert in_language({"kk": "x"}, "ru") is None
