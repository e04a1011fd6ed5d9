"""Texts that the register has only in English: extracted by language, put in where readers see them, YAML first."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.markdown.session import State, Target
from handbook.project import REGISTER_CATALOGUE, load_project
from handbook.register.authorities_table import CitingParagraph, authorities_table
from handbook.register.glossary import abbreviations, glossary
from handbook.register.load import load_register
from handbook.register.register import Register
from handbook.register.term_finder import TermFinder
from handbook.site.notices import notice_lines
from handbook.translation.catalog import Catalog, Entry, write_catalog
from handbook.translation.memory import Translations
from handbook.translation.register_texts import in_translation, register_entries
from handbook.translation.update_all import read_english, update_all

FILES = {
    "terms.yml": """\
terms:
  arrest:
    preferred: {en: arrest, kk: ұстау, ru: задержание}
    definition: {en: Taking a person into custody., ru: Лишение лица свободы.}
""",
    "agencies.yml": """\
agencies:
  board:
    type: police
    names: {en: Board of Inquiry}
    abbreviations: {kk: ТБК}
    role: {en: Inquires.}
""",
    "authorities/one.yml": """\
family: {order: 1, titles: {en: Treaties, kk: Шарттар}}
authorities:
  pact:
    kind: treaty
    titles: {en: Pact of the Desk, ru: Пакт}
    short: {en: PD}
    reference: UNTS vol. 1
""",
    "notices/2026.yml": """\
notices:
  new:
    authority: pact
    date: 2026-11-01
    text: {en: The pact was amended.}
""",
}
WORDS = {
    "Taking a person into custody.": "Адамды күзетке алу.",
    "Board of Inquiry": "Тергеу кеңесі",
    "Pact of the Desk": "Үстел пактісі",
    "The pact was amended.": "Пакт өзгертілді.",
}


@pytest.fixture
def register(tmp_path: Path) -> Register:
    for name, text in FILES.items():
        path = tmp_path / "docs" / "register" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    loaded = load_register(tmp_path)
    assert loaded.findings == ()
    return loaded.value


def lookup(msgid: str) -> Target:
    return Target(State.CURRENT, WORDS[msgid]) if msgid in WORDS else Target(State.MISSING)


def test_each_language_is_asked_for_what_it_lacks(register: Register) -> None:
    assert {entry.msgid for entry in register_entries(register, "kk")} == set(WORDS)
    assert {entry.msgid for entry in register_entries(register, "ru")} == {
        "Treaties",
        "Board of Inquiry",
        "The pact was amended.",
    }
    (entry,) = [entry for entry in register_entries(register, "kk") if entry.msgid.startswith("Taking")]
    assert entry.notes == ("meaning of a term",)


def test_readers_see_the_translation_everywhere(register: Register) -> None:
    seen = in_translation(register, "kk", lookup)
    (term,) = glossary(seen, "kk")
    assert (term.definition.text, term.definition.language) == ("Адамды күзетке алу.", "kk")
    (found,) = TermFinder(seen, "kk").find("ұстау")
    assert found.explanation.text.text == "Адамды күзетке алу."
    (short,) = abbreviations(seen, "kk")
    assert (short.full.text, short.full.language) == ("Тергеу кеңесі", "kk")
    table = authorities_table(seen, {"pact": [CitingParagraph("1", "a")]}, "kk")
    assert (table.families[0].rows[0].title.text, table.families[0].title.text) == (
        "Үстел пактісі",
        "Шарттар",
    )
    (notice,) = notice_lines(seen, "kk")
    assert (notice.text, notice.language) == ("Пакт өзгертілді.", "kk")


def test_what_is_not_current_stays_english_and_says_so(register: Register) -> None:
    for state in (State.OUTDATED, State.MISSING):
        seen = in_translation(register, "kk", lambda _, state=state: Target(state, "x"))  # type: ignore[misc]
        assert seen is register
    (term,) = glossary(register, "kk")
    assert term.definition.language == "en"


def test_the_registers_own_text_wins(register: Register) -> None:
    seen = in_translation(register, "ru", lambda _: Target(State.CURRENT, "другое"))
    assert seen.terms["arrest"].definition["ru"] == "Лишение лица свободы."
    assert seen.authorities["pact"].titles["ru"] == "Пакт"
    assert seen.agencies["board"].names["ru"] == "другое"
    assert register.agencies["board"].names == {"en": "Board of Inquiry"}


@pytest.mark.parametrize("text", ["a\x07b", "  \n "])
def test_a_text_that_is_no_line_is_not_taken(register: Register, text: str) -> None:
    assert in_translation(register, "kk", lambda _: Target(State.CURRENT, text)) is register


def test_the_catalogue_is_made_read_and_left_alone_when_the_register_is_broken(
    tmp_path: Path, tiny: Path
) -> None:
    for name, text in FILES.items():
        path = tiny / "docs" / "register" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    project = load_project(tiny)
    path = project.catalogue("kk", REGISTER_CATALOGUE)
    path.write_text(
        write_catalog(Catalog("kk", tuple(Entry(one, two) for one, two in WORDS.items()))), "utf-8"
    )
    assert update_all(project, ["kk"], None, lambda _: None) == ()  # type: ignore[arg-type]
    seen = Translations(project, "kk").register(read_english(project).register)
    assert seen.notices["new"].text["kk"] == "Пакт өзгертілді."
    before = path.read_bytes()
    terms = tiny / "docs" / "register" / "terms.yml"
    terms.write_text(FILES["terms.yml"].replace("definition", "meaning"), "utf-8")
    assert {found.code for found in update_all(project, ["kk"], None, lambda _: None)} == {"RG106"}  # type: ignore[arg-type]
    assert path.read_bytes() == before
