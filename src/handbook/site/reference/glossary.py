"""The glossary and the list of abbreviations as trees."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from handbook.register.glossary import GlossaryEntry, abbreviations, glossary
from handbook.register.models import SOURCE_LANGUAGE
from handbook.register.register import LocalText, Register
from handbook.site.reference.anchors import short_anchor, term_anchor
from handbook.site.reference.tree import add, local, make
from handbook.translation.places import state_name


def glossary_tree(register: Register, language: str, words: Mapping[str, str]) -> list[Element]:
    """Every term in the language's order: its word, the English word beside it, what it means.

    Where all definitions are in another language, the list as a whole says so, once.
    """
    entries = glossary(register, language)
    if not entries:
        return [make("p", words["The list is empty."])]
    listed = make("dl", class_="hb-glossary")
    foreign = {entry.definition.language for entry in entries} - {language}
    whole = len(foreign) == 1 and all(entry.definition.language != language for entry in entries)
    if whole:
        listed.set("lang", *foreign)
        listed.set("dir", "ltr")
        listed.set("class", "hb-glossary hb-missing")
    for count, entry in enumerate(entries):
        add(listed, _term(entry, language, whole))
        mark = words["not yet translated"] if not whole or count == 0 else ""
        add(listed, _meaning(entry.definition, language, mark, whole))
    return [listed]


def _term(entry: GlossaryEntry, language: str, in_foreign: bool) -> Element:
    term = make("dt", local(entry.word, language), id=term_anchor(entry.id))
    if in_foreign:
        term.set("lang", language)
    if entry.word.language != SOURCE_LANGUAGE:
        add(term, " · ")
        add(term, make("span", entry.source, lang=SOURCE_LANGUAGE, class_="hb-english"))
    return term


def _meaning(definition: LocalText, language: str, mark: str, in_foreign: bool) -> Element:
    meaning = make("dd")
    if definition.language != language and mark:
        add(meaning, make("span", mark, lang=language, class_="hb-mark", data_search_exclude=""))
        add(meaning, " ")
    if definition.language != language and not in_foreign:
        meaning.set("lang", definition.language)
        meaning.set("class", "hb-missing")
    add(meaning, definition.text)
    return meaning


def abbreviations_tree(register: Register, language: str, words: Mapping[str, str]) -> list[Element]:
    """The abbreviations of the language in its order, each with the full name and, for a state's own, the state."""
    found = abbreviations(register, language)
    if not found:
        return [make("p", words["The list is empty."])]
    heads = [make("th", words[name], scope="col") for name in ("Abbreviation", "Full name", "State")]
    rows = [
        make(
            "tr",
            make("td", one.short),
            make("td", local(one.full, language)),
            make("td", state_name(one.state, language) if one.state else ""),
            id=short_anchor(one.id),
        )
        for one in found
    ]
    table = make("table", make("thead", make("tr", *heads)), make("tbody", *rows))
    return [make("div", table, class_="hb-abbreviations")]
