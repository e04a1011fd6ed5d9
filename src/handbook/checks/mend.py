"""Repairs in catalogues of what is certain: letters that look alike, apostrophes, spaces, invisible characters."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from handbook.checks.entries import ignores
from handbook.checks.lexicon import Lexicon, lexicon_of
from handbook.checks.pair import Mend, Pair
from handbook.checks.prose import mend_prose
from handbook.checks.rules import ENTRY_RULES
from handbook.markdown.safety import dangers_of_translation
from handbook.markdown.session import State
from handbook.project import NAVIGATION_CATALOGUE, REGISTER_CATALOGUE, Project
from handbook.register.load import load_register
from handbook.stable import write_atomic
from handbook.translation.catalog import Entry, load_catalog, write_catalog


@dataclass(frozen=True, slots=True)
class Change:
    """One repaired entry: its catalogue and the line of its msgstr before, and what changed in it."""

    path: str
    line: int
    before: str
    after: str


def mend_catalogues(project: Project, wanted: Callable[[str], bool] = lambda _: True) -> Iterator[Change]:
    """Repair every catalogue that is `wanted` by its name in findings; one that cannot be read is left alone.

    Each is written whole or not at all, and only current entries are touched. A file that needs no repair stays byte
    for byte; others get normal form.
    """
    register = load_register(project.root, folder=project.register, cache=project.cache).value
    for language in project.translated:
        lexicon = lexicon_of(register, language.tag)
        for page in (NAVIGATION_CATALOGUE, REGISTER_CATALOGUE, *project.pages):
            path = project.catalogue(language.tag, page)
            if path.is_file() and wanted(project.shown(path)):
                yield from _mend_file(path, language.tag, project.shown(path), lexicon)


def _mend_file(path: Path, language: str, shown: str, lexicon: Lexicon) -> Iterator[Change]:
    loaded = load_catalog(path, language, shown)
    if any(found.code == "PO101" for found in loaded.findings):
        return
    catalog = loaded.value
    entries = tuple(
        replace(entry, msgstr=mended(entry, language, lexicon)) if entry.state is State.CURRENT else entry
        for entry in catalog.entries
    )
    changed = [
        (old, new) for old, new in zip(catalog.entries, entries, strict=True) if old.msgstr != new.msgstr
    ]
    if changed:
        write_atomic(path, write_catalog(replace(catalog, entries=entries)).encode())
        yield from (Change(shown, old.line, *_difference(old.msgstr, new.msgstr)) for old, new in changed)


def mended(entry: Entry, language: str, lexicon: Lexicon) -> str:
    """The translation with every certain repair; as it was where a repair would bring in what is never shown."""
    ignored = {code for code, _ in ignores(entry)}
    text = entry.msgstr
    for rule in ENTRY_RULES.values():
        if rule.mend is not None and rule.code not in ignored:
            pair = Pair(entry.msgid, text, language, entry.notes, lexicon)
            if any(rule.compare(pair)):
                text = _apply(rule.mend, text, pair)
    if entry.msgid == entry.msgid.strip() and "PO150" not in ignored:
        text = text.strip()
    if any(dangers_of_translation(entry.msgid, text)) and not any(
        dangers_of_translation(entry.msgid, entry.msgstr)
    ):
        return entry.msgstr
    return text


def _apply(mend: Mend, text: str, pair: Pair) -> str:
    return mend_prose(text, lambda stretch: mend(stretch, pair))


def _difference(before: str, after: str) -> tuple[str, str]:
    """The first stretch of words in which the two differ, as people can see it."""
    old, new = before.split(" "), after.split(" ")
    start = next((at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), 0)
    end = 0
    while end < min(len(old), len(new)) - start - 1 and old[-1 - end] == new[-1 - end]:
        end += 1
    return _visible(old, start, end), _visible(new, start, end)


def _visible(words: list[str], start: int, end: int) -> str:
    shown = " ".join(words[start : len(words) - end])
    return "".join(
        letter if letter.isprintable() else f"\\u{ord(letter):04x}" for letter in f"«{shown[:80]}»"
    )
