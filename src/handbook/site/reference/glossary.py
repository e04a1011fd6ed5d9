"""The glossary and the list of abbreviations as trees."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from handbook.register.glossary import abbreviations, glossary
from handbook.register.models import SOURCE_LANGUAGE
from handbook.register.register import LocalText, Register
from handbook.site.reference.tree import add, local, make
from handbook.translation.places import state_name


def glossary_tree(register: Register, language: str, words: Mapping[str, str]) -> list[Element]:
    """Every term in the language's order: its word, the English word beside it, what it means."""
    listed = make("dl", class_="hb-glossary")
    for entry in glossary(register, language):
        term = make("dt", local(entry.word, language), id=f"term-{entry.id}")
        if entry.word.language != SOURCE_LANGUAGE:
            add(term, " · ")
            add(term, make("span", entry.source, lang=SOURCE_LANGUAGE, class_="hb-english"))
        add(listed, term)
        add(listed, _meaning(entry.definition, language, words["not yet translated"]))
    return [listed] if len(listed) else [make("p", words["The list is empty."])]


def _meaning(definition: LocalText, language: str, mark: str) -> Element:
    if definition.language == language:
        return make("dd", definition.text)
    sign = make("span", mark, lang=language, class_="hb-mark hb-brief", data_search_exclude="")
    return make("dd", sign, f" {definition.text}", lang=definition.language, dir="ltr", class_="hb-missing")


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
            id=f"short-{one.id}",
        )
        for one in found
    ]
    return [make("table", make("thead", make("tr", *heads)), make("tbody", *rows))]
