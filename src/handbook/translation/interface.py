"""The words of the program itself (Contents, Not yet translated, …), in each language, from gettext catalogues."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

from handbook.errors import HandbookError
from handbook.translation.catalog import load_catalog

_FOLDER = Path(str(files("handbook.translation"))) / "words"


class Strings(dict[str, str]):
    """English words to a language's own; a word nobody translated is an error, never an English word on the page."""

    def __init__(self, language: str, words: dict[str, str]) -> None:
        super().__init__(words)
        self.language = language

    def __missing__(self, msgid: str) -> str:
        raise HandbookError(
            f"the interface has no {self.language!r} word for {msgid!r}",
            f"src/handbook/translation/words/{self.language}.po",
            "add the entry to this catalogue",
        )


def interface_languages() -> tuple[str, ...]:
    """The languages the interface is translated into, sorted; English needs no catalogue but has one, its msgids."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.po")))


@cache
def interface(language: str) -> Strings:
    """Return the words in a language. Raises HandbookError for a language without a catalogue."""
    path = _FOLDER / f"{language}.po"
    if not path.is_file():
        raise HandbookError(
            f"the interface is not translated into {language!r}",
            "mkdocs.yml",
            f"one of: {', '.join(interface_languages())}; or add src/handbook/translation/words/{language}.po",
        )
    loaded = load_catalog(path, language, path.name)
    if loaded.findings:
        raise HandbookError(loaded.findings[0].message, f"{path.name}:{loaded.findings[0].line}")
    return Strings(
        language, {e.msgid: e.msgstr or (e.msgid if language == "en" else "") for e in loaded.value.entries}
    )
