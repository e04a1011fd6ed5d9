"""A gettext catalogue: read safely, looked up, written in one normal form."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from pathlib import Path

from babel.messages.catalog import Message
from babel.messages.pofile import PoFileError, escape, read_po

from handbook.errors import HandbookError
from handbook.findings import Finding, Outcome, finding_of
from handbook.markdown.safety import dangers_of_translation
from handbook.markdown.session import State, Target
from handbook.stable import read_text
from handbook.translation.parity import differences

_HEADER_ORDER = (
    "Project-Id-Version",
    "PO-Revision-Date",
    "Last-Translator",
    "Language-Team",
    "Language",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
    "Plural-Forms",
)
# Facts of a run, not of the text: they would make every file differ after every run.
_DROPPED_HEADERS = frozenset({"POT-Creation-Date", "Generated-By", "X-Generator", "Report-Msgid-Bugs-To"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One msgid and its translation.

    `notes` are for the translator (`#.`: the kinds of block it stands in), `comments` are the translator's own (`# `),
    `previous` is the msgid the translation was made for when it is fuzzy, `flags` others than `fuzzy`.
    """

    msgid: str
    msgstr: str = ""
    fuzzy: bool = False
    previous: str = ""
    notes: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    line: int = 0

    @property
    def state(self) -> State:
        if not self.msgstr:
            return State.MISSING
        return State.OUTDATED if self.fuzzy else State.CURRENT


@dataclass(frozen=True, slots=True)
class Catalog:
    """All entries of one file in their order; `obsolete` ones wait at its end for their source to come back."""

    language: str
    entries: tuple[Entry, ...] = ()
    obsolete: tuple[Entry, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    by_msgid: dict[str, Entry] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.by_msgid.update((entry.msgid, entry) for entry in self.entries)

    def lookup(self, msgid: str) -> Target:
        """What this catalogue holds for a msgid; a translation that brings in danger counts as missing."""
        entry = self.by_msgid.get(msgid)
        if entry is None or entry.state is State.MISSING:
            return Target(State.MISSING)
        if entry.state is State.OUTDATED:
            return Target(State.OUTDATED, entry.msgstr)
        if any(dangers_of_translation(msgid, entry.msgstr)):
            return Target(State.MISSING)
        return Target(State.CURRENT, entry.msgstr)


def load_catalog(path: Path, language: str, shown_as: str) -> Outcome[Catalog]:
    """Read a catalogue; an absent file is an empty one. What is broken or dangerous is a finding with its line."""
    empty = Catalog(language)
    if not path.is_file():
        return Outcome(empty)
    try:
        text = read_text(path, shown_as)
    except HandbookError as problem:
        return Outcome(empty, (finding_of(problem, "PO101", shown_as),))
    return parse_catalog(text, language, shown_as)


def parse_catalog(text: str, language: str, shown_as: str) -> Outcome[Catalog]:
    """Read a catalogue's text. A file that cannot be read gives an empty catalogue and a finding."""
    try:
        messages = read_po(io.StringIO(text), abort_invalid=True)
        entries = tuple(_entry(message) for message in messages if message.id)
        obsolete = tuple(_entry(message) for message in messages.obsolete.values())
        headers = tuple((str(name), str(value)) for name, value in _raw_headers(text))
    except PoFileError as problem:
        line = int(problem.lineno) + 1
        found = Finding(shown_as, line, "PO101", f"the catalogue cannot be read: {problem.args[0]}", _HINT)
        return Outcome(Catalog(language), (found,))
    except Exception as problem:  # whatever else a broken file makes the parser raise
        found = Finding(shown_as, 0, "PO101", f"the catalogue cannot be read: {problem}", _HINT)
        return Outcome(Catalog(language), (found,))
    entries, findings = _place(entries, text, shown_as)
    return Outcome(Catalog(language, entries, obsolete, headers), findings)


_HINT = "open it in Poedit, or compare with the last version in git"


def _entry(message: Message) -> Entry:
    msgid = message.id if isinstance(message.id, str) else message.id[0]
    msgstr = message.string if isinstance(message.string, str) else ""
    previous = message.previous_id[0] if message.previous_id else ""
    return Entry(
        msgid=msgid,
        msgstr=msgstr or "",
        fuzzy="fuzzy" in message.flags,
        previous=previous if isinstance(previous, str) else "",
        notes=tuple(message.auto_comments),
        comments=tuple(message.user_comments),
        flags=tuple(sorted(set(message.flags) - {"fuzzy"})),
        line=int(message.lineno or 0),
    )


def _raw_headers(text: str) -> list[tuple[str, str]]:
    """The header as it stands: Babel's own view of it adds and renames fields."""
    found = re.match(r'(?:#[^\n]*\n|\n)*msgid\s+""\s*\nmsgstr\s+((?:"[^\n]*"\s*\n?)+)', text)
    if not found:
        return []
    joined = "".join(line.strip()[1:-1] for line in found.group(1).splitlines())
    pairs = (line.partition(":") for line in joined.split("\\n") if ":" in line)
    return [(name.strip(), value.strip()) for name, _, value in pairs]


def _place(
    entries: tuple[Entry, ...], text: str, shown_as: str
) -> tuple[tuple[Entry, ...], tuple[Finding, ...]]:
    """Judge each entry; its line is that of its msgstr, where the translator looks."""
    findings: list[Finding] = []
    for entry in entries:
        for danger in dangers_of_translation(entry.msgid, entry.msgstr):
            findings.append(
                Finding(
                    shown_as,
                    _msgstr_line(text, entry.line),
                    "PO103",
                    f"the translation has {danger}",
                    "translate the words only; copy tags, attribute lists and addresses from the source",
                )
            )
        if entry.state is State.CURRENT:
            for code, what, hint in differences(entry.msgid, entry.msgstr):
                findings.append(Finding(shown_as, _msgstr_line(text, entry.line), code, what, hint))
    return entries, tuple(findings)


def _msgstr_line(text: str, line: int) -> int:
    """The line of the first msgstr at or after `line`."""
    lines = text.split("\n")
    for at in range(max(line - 1, 0), len(lines)):
        if lines[at].startswith("msgstr"):
            return at + 1
    return line


def write_catalog(catalog: Catalog) -> str:
    """Return the file's text in normal form: source order, no wrapping, no lines or times of a run."""
    blocks = [_header(catalog)]
    blocks += [_block(entry) for entry in catalog.entries]
    blocks += [_block(entry, "#~ ") for entry in catalog.obsolete]
    return "\n".join(blocks)


def _header(catalog: Catalog) -> str:
    fields = {name: value for name, value in catalog.headers if name not in _DROPPED_HEADERS}
    fields |= {
        "Language": catalog.language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    fields.setdefault("Project-Id-Version", "handbook")
    known = [name for name in _HEADER_ORDER if name in fields]
    others = sorted(name for name in fields if name not in _HEADER_ORDER)
    lines = "".join(f'"{escape(f"{name}: {fields[name]}" + chr(10))[1:-1]}"\n' for name in (*known, *others))
    return f'msgid ""\nmsgstr ""\n{lines}'


def _block(entry: Entry, prefix: str = "") -> str:
    out = [f"# {comment}".rstrip() for comment in entry.comments]
    if not prefix:
        out += [f"#. {note}" for note in entry.notes]
    flags = [*(["fuzzy"] if entry.fuzzy else []), *entry.flags]
    if flags:
        out.append(f"#, {', '.join(flags)}")
    if entry.previous and entry.fuzzy:
        out += [f"#{'~' if prefix else ''}| {line}" for line in _quoted("msgid", entry.previous)]
    for keyword, value in (("msgid", entry.msgid), ("msgstr", entry.msgstr)):
        out += [f"{prefix}{line}" for line in _quoted(keyword, value)]
    return "\n".join(out) + "\n"


def _quoted(keyword: str, value: str) -> list[str]:
    lines = value.splitlines(keepends=True) if "\n" in value else [value]
    if len(lines) == 1:
        return [f"{keyword} {escape(lines[0])}"]
    return [f'{keyword} ""', *(escape(line) for line in lines)]
