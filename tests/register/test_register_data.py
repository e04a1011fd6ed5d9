"""The register of this handbook: readable, consistent, and in every language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from handbook.register.load import load_register
from handbook.register.models import Kind, Status
from handbook.register.register import Register

ROOT = Path(__file__).parents[2]
LANGUAGES = {"en", "ru", "kk", "ky", "tg", "uz", "tk"}
STATES = {"KZ", "KG", "TJ", "TM", "UZ"}


@pytest.fixture(scope="module")
def register() -> Register:
    outcome = load_register(ROOT)
    assert outcome.findings == ()
    return outcome.value


def test_it_is_large_enough(register: Register) -> None:
    assert len(register.authorities) >= 45
    assert len(register.agencies) >= 25
    assert len(register.terms) >= 80


def test_every_authority_has_a_name_in_every_language(register: Register) -> None:
    lacking = {
        (name, language)
        for name, entry in register.authorities.items()
        for language in LANGUAGES - set(entry.short) - set(entry.titles)
    }
    assert lacking == set()


def test_only_known_languages_and_states_occur(register: Register) -> None:
    for entry in register.authorities.values():
        assert set(entry.titles) | set(entry.short) <= LANGUAGES
        assert set(entry.parties) <= STATES
        assert entry.state is None or entry.state in STATES


def test_dates_follow_each_other(register: Register) -> None:
    for name, entry in register.authorities.items():
        if entry.adopted and entry.in_force:
            assert entry.adopted <= entry.in_force, name
        for party in entry.parties.values():
            assert not (party.date and entry.adopted and party.date < entry.adopted), name


def test_treaties_in_force_say_since_when(register: Register) -> None:
    for name, entry in register.authorities.items():
        if entry.status is Status.IN_FORCE:
            assert entry.in_force, name
            assert entry.kind in (Kind.TREATY, Kind.AGREEMENT), name


def test_successors_exist_and_apply(register: Register) -> None:
    for name, entry in register.authorities.items():
        if entry.successor:
            assert not register.authorities[entry.successor].lapsed, name


def test_nothing_is_called_checked_before_somebody_checked_it(register: Register) -> None:
    assert [name for name, entry in register.authorities.items() if entry.checked] == []


def test_uzbek_letters_are_the_proper_ones(register: Register) -> None:
    texts = [t.get("uz", "") for e in register.authorities.values() for t in (e.titles, e.short)]
    texts += [t.preferred["uz"] for t in register.terms.values()]
    texts += [t.get("uz", "") for e in register.agencies.values() for t in (e.names, e.abbreviations)]
    assert [text for text in texts if re.search(r"['’‘`]", text)] == []


# Letters that no other language of the handbook's writing systems would put there.
FOREIGN = {
    "ru": r"[A-Za-zәғқңөұүһіҷҳӯӣ]",
    "kk": r"[ҷҳӯӣ]",
    "ky": r"[әғқұһіҷҳӣӯ]",
    "tg": r"[әңөұүһіщыьц]",
    "uz": r"[а-яёА-ЯЁçäňýžşöü]",
    "tk": r"[а-яёА-ЯЁʻʼ]",
}


@pytest.mark.parametrize("language", sorted(FOREIGN))
def test_terms_are_written_in_their_own_alphabet(register: Register, language: str) -> None:
    wrong = {
        term.preferred[language]
        for term in register.terms.values()
        if re.search(FOREIGN[language], term.preferred[language])
    }
    assert wrong == set()


def test_terms_are_in_every_language_and_their_patterns_find_them(register: Register) -> None:
    for name, term in register.terms.items():
        assert set(term.preferred) == LANGUAGES == set(term.match), name
        for language, word in term.preferred.items():
            assert re.fullmatch(term.match[language], word, re.IGNORECASE), (name, language)


@pytest.mark.parametrize(
    ("term", "language", "form"),
    [
        ("trafficking-in-persons", "ru", "торговлей людьми"),
        ("torture", "ru", "пыток"),
        ("smuggling-of-migrants", "ru", "незаконного ввоза мигрантов"),
        ("asylum-seeker", "ru", "лица, ищущего убежище"),
        ("judge", "ru", "судей"),
        ("refugee", "kk", "босқындардың"),
        ("torture", "uz", "qiynoqlarga"),
        ("child", "tk", "çagalaryň"),
        ("human-rights", "tg", "ҳуқуқи инсонро"),
        ("lawyer", "ky", "адвокатка"),
        ("victim", "en", "victims"),
    ],
)
def test_patterns_find_inflected_forms(register: Register, term: str, language: str, form: str) -> None:
    assert re.fullmatch(register.terms[term].match[language], form, re.IGNORECASE)
