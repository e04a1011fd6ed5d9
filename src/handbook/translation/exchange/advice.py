"""What an outside translator is told, in English and in the language translated into."""

from __future__ import annotations

from handbook.translation.interface import interface, interface_languages

_TITLE = "How to fill in this file"
_OF_SHEETS = (
    "Write in the column “Translation” only. An empty cell there leaves the text as it is.",
    "State “missing”: translate. State “outdated”: the English has changed; words struck out are gone, underlined ones "
    "are new. Write the whole text; if the old translation is still right, copy it.",
    "Copy everything in the column “Keep exactly” letter by letter; you may move it within the text. Brackets with @ "
    "are citations: they are written out in your language later.",
)
_OF_ALL = (
    "Of a link, translate the words between [ and ], never the address. Keep numbers and **asterisks**.",
    "Suggestions were made for the same or similar sentences. Check every word before you use one.",
)
_LAST = "Do not merge cells, and do not delete, rename or sort columns. Save the file as .xlsx and send it back."


def sheet_advice(language: str) -> list[str]:
    """The lines of a spreadsheet's second sheet, its title first; nothing in a language the program has no words in."""
    return _in(language, (_TITLE, *_OF_SHEETS, *_OF_ALL, _LAST))


def unit_advice(language: str) -> str:
    """What holds in every translation tool, as one text."""
    return " ".join([*_in("en", _OF_ALL), *(_in(language, _OF_ALL) if language != "en" else ())])


def _in(language: str, lines: tuple[str, ...]) -> list[str]:
    if language not in interface_languages():
        return []
    words = interface(language)
    return [words[line] for line in lines]
