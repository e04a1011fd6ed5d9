"""A gettext catalogue: read safely, looked up, written in one normal form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from handbook.errors import HandbookError
from handbook.findings import Finding, Outcome, finding_of
from handbook.markdown.safety import dangers_of_translation
from handbook.markdown.session import State, Target
from handbook.stable import read_text
from handbook.translation.parity import differences
from handbook.translation.po_text import ForeignEntry, PoEntry, quoted, read_po

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
# What programs write into fields that nobody has filled in.
_UNFILLED = re.compile(r"EMAIL@ADDRESS|YEAR-MO-DA|LL@li\.org|PACKAGE VERSION|PROJECT VERSION")


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
    """All entries of one file in their order; `obsolete` ones wait at its end for their source to come back.

    `headers` are the fields of its header, `comments` the lines somebody wrote above it, `remarks` those below the last
    entry. `foreign` entries (with contexts or plural forms) no page asks for: they are kept at the end as obsolete.
    """

    language: str
    entries: tuple[Entry, ...] = ()
    obsolete: tuple[Entry, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    comments: tuple[str, ...] = ()
    foreign: tuple[ForeignEntry, ...] = ()
    remarks: tuple[str, ...] = ()
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


def load_unjudged(path: Path, language: str, shown_as: str) -> Outcome[Catalog]:
    """The same without a look at what translations say, as for merging; the only findings are PO101."""
    if not path.is_file():
        return Outcome(Catalog(language))
    try:
        return read_catalog(read_text(path, shown_as), language, shown_as)
    except HandbookError as problem:
        return Outcome(Catalog(language), (finding_of(problem, "PO101", shown_as),))


def parse_catalog(text: str, language: str, shown_as: str) -> Outcome[Catalog]:
    """Read a catalogue's text; one that is broken anywhere gives an empty catalogue and all that is wrong with it."""
    read = read_catalog(text, language, shown_as)
    return Outcome(read.value, read.findings or _judge(read.value.entries, shown_as))


def read_catalog(text: str, language: str, shown_as: str) -> Outcome[Catalog]:
    """The same without a look at what translations say; the only findings are PO101: it cannot be read."""
    read = read_po(text)
    headers = (entry for entry in read.entries if not entry.msgid)
    header = min(headers, key=lambda entry: entry.obsolete, default=None)
    broken = [*read.problems, *_wrong_header(header)]
    if broken:
        said = ((line, f"the catalogue cannot be read: {what}") for line, what in broken)
        return Outcome(
            Catalog(language), tuple(Finding(shown_as, line, "PO101", what, _HINT) for line, what in said)
        )
    current = tuple(_entry(entry) for entry in read.entries if entry.msgid and not entry.obsolete)
    obsolete = without_twins(_entry(entry) for entry in read.entries if entry.msgid and entry.obsolete)
    comments = header.comments if header else ()
    foreign = tuple(_foreign_without_twins(read.foreign))
    return Outcome(
        Catalog(language, current, tuple(obsolete), _fields(header), comments, foreign, read.remarks)
    )


_HINT = "correct this line, open the file in Poedit, or compare it with the last version in git"


# What has been read as UTF-8 may call itself ASCII, or say nothing.
_CHARSETS = frozenset({"utf-8", "utf8", "ascii", "us-ascii", "charset"})


def _wrong_header(header: PoEntry | None) -> Iterator[tuple[int, str]]:
    for name, value in _fields(header):
        charset = value.lower().partition("charset=")[2].partition(";")[0].strip()
        if name == "Content-Type" and header is not None and charset not in _CHARSETS:
            yield header.line, f"its header says that its letters are {charset!r}, not UTF-8"


def _fields(header: PoEntry | None) -> tuple[tuple[str, str], ...]:
    """The header as it stands, field by field; a line without a name goes on with the field above it."""
    fields: list[tuple[str, str]] = []
    for line in header.msgstr.split("\n") if header else ():
        name, colon, value = line.partition(":")
        if colon:
            fields.append((name.strip(), value.strip()))
        elif fields and line.strip():
            fields[-1] = (fields[-1][0], f"{fields[-1][1]} {line.strip()}".strip())
    return tuple(fields)


def _entry(read: PoEntry) -> Entry:
    return Entry(
        msgid=read.msgid,
        msgstr=read.msgstr,
        fuzzy="fuzzy" in read.flags,
        previous=read.previous,
        notes=read.notes,
        comments=read.comments,
        flags=tuple(sorted(set(read.flags) - {"fuzzy"})) if read.flags else (),
        line=read.line,
    )


def _judge(entries: Iterable[Entry], shown_as: str) -> tuple[Finding, ...]:
    """What is wrong with translations, each at its msgstr, where the translator looks."""
    findings: list[Finding] = []
    copy = "translate the words only; copy tags, attribute lists and addresses from the source"
    for entry in entries:
        # An outdated translation is judged by the words it was made for.
        source = entry.previous if entry.fuzzy and entry.previous else entry.msgid
        for danger in dangers_of_translation(source, entry.msgstr):
            findings.append(Finding(shown_as, entry.line, "PO103", f"the translation has {danger}", copy))
        if entry.state is State.CURRENT:
            for code, what, hint in differences(entry.msgid, entry.msgstr):
                findings.append(Finding(shown_as, entry.line, code, what, hint))
    return tuple(findings)


def without_twins(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Each msgid once, as a catalogue demands: the later translation, the earlier one as a comment above it."""
    found: dict[str, Entry] = {}
    for entry in entries:
        twin = found.pop(entry.msgid, None)
        if twin is not None and twin.msgstr != entry.msgstr:
            earlier, later = (twin, entry) if entry.msgstr else (entry, twin)
            told = (f"another translation: {quoted(earlier.msgstr)}",) if earlier.msgstr else ()
            comments = dict.fromkeys((*earlier.comments, *told, *later.comments))
            entry = replace(later, comments=tuple(comments))
        found[entry.msgid] = entry
    yield from found.values()


def _foreign_without_twins(entries: Iterable[ForeignEntry]) -> Iterator[ForeignEntry]:
    """The same for entries with contexts or plural forms: what the first does not say becomes comments above it."""
    found: dict[object, ForeignEntry] = {}
    for entry in entries:
        first = found.setdefault(entry.name, entry)
        told = (
            f"another {name}: {quoted(text)}" for name, text in entry.texts if (name, text) not in first.texts
        )
        comments = tuple(dict.fromkeys((*first.comments, *entry.comments, *told)))
        if first is not entry:
            found[entry.name] = replace(first, comments=comments)
    yield from found.values()


def write_catalog(catalog: Catalog) -> str:
    """Return the file's text in normal form: source order, no wrapping, no lines or times of a run."""
    blocks = [_header(catalog)]
    blocks += [_block(entry) for entry in catalog.entries]
    blocks += [_block(entry, "#~ ") for entry in catalog.obsolete]
    blocks += [_foreign_block(entry) for entry in catalog.foreign]
    blocks += ["".join(_comment(remark) + "\n" for remark in catalog.remarks)] if catalog.remarks else []
    return "\n".join(blocks)


def _header(catalog: Catalog) -> str:
    fields = {
        name: value
        for name, value in catalog.headers
        if name not in _DROPPED_HEADERS and not _UNFILLED.search(value)
    }
    fields |= {
        "Language": catalog.language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    fields.setdefault("Project-Id-Version", "handbook")
    known = [name for name in _HEADER_ORDER if name in fields]
    others = sorted(name for name in fields if name not in _HEADER_ORDER)
    lines = "".join(f"{quoted(f'{name}: {fields[name]}' + chr(10))}\n" for name in (*known, *others))
    above = "".join(_comment(comment) + "\n" for comment in catalog.comments)
    return f'{above}msgid ""\nmsgstr ""\n{lines}'


def _block(entry: Entry, prefix: str = "") -> str:
    out = [_comment(comment) for comment in entry.comments]
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


def _foreign_block(entry: ForeignEntry) -> str:
    out = [_comment(comment) for comment in entry.comments]
    if entry.flags:
        out.append(f"#, {', '.join(entry.flags)}")
    for keyword, value in entry.previous:
        out += [f"#~| {line}" for line in _quoted(keyword, value)]
    for keyword, value in entry.texts:
        out += [f"#~ {line}" for line in _quoted(keyword, value)]
    return "\n".join(out) + "\n"


def _comment(comment: str) -> str:
    return f"# {comment}".rstrip()


def _quoted(keyword: str, value: str) -> list[str]:
    """A keyword and its text: on one line, or with line breaks in it one line each."""
    if "\n" not in value:
        return [f"{keyword} {quoted(value)}"]
    lines = [line for line in re.split(r"(?<=\n)", value) if line]
    if len(lines) <= 1:
        return [f"{keyword} {quoted(value)}"]
    return [f'{keyword} ""', *(quoted(line) for line in lines)]
