"""The text form of a gettext catalogue, read strictly: everything that is wrong is said, with its line, nothing lost.

A reader that guesses loses translations at the next write, so whatever this one does not know it refuses: entries that
stand twice, strings that do not end. Our msgids are whole sentences and need neither contexts nor plural forms; what
other projects wrote with them is kept apart, text by text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_INSIDE = r'[^"\\\n]*(?:\\.[^"\\\n]*)*'
_STRING = re.compile(rf'[ \t]*"({_INSIDE})"[ \t]*')
# Nearly every entry has this plain form, which is read at once: remarks, then two texts of one line each.
_PLAIN = re.compile(rf'((?:#[ .,][^\n]*\n|#\n)*)msgid "({_INSIDE})"\nmsgstr "({_INSIDE})"\n?')
_KEYWORD = re.compile(r"(msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)(?=[ \t\"]|$)")
# Numbers stand for bytes; gettext's own tools write letters beyond ASCII so, several bytes each.
_BYTE = r"\\(?:x[0-9a-fA-F]{1,2}|[0-3]?[0-7]{1,2})"
_ESCAPE = re.compile(rf"((?:{_BYTE})+)|\\(.)", re.DOTALL)
_NUMBER = re.compile(r"\\(?:x([0-9a-fA-F]{1,2})|([0-7]{1,3}))")
# Escapes that need no second look.
_SIMPLE = re.compile(r'[^\\]*(?:\\[nt"\\][^\\]*)*')
_LETTERS = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "v": "\v", "f": "\f", '"': '"', "\\": "\\"}
_WRITTEN = {character: f"\\{letter}" for letter, character in _LETTERS.items()}
_TO_ESCAPE = re.compile(r'["\\\x00-\x1f\x7f]')
_CONFLICT = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")


@dataclass(frozen=True, slots=True)
class PoEntry:
    """One entry as it stands: `line` is that of its msgstr; `flags` hold `fuzzy` too."""

    msgid: str
    msgstr: str
    line: int
    previous: str = ""
    obsolete: bool = False
    notes: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ForeignEntry:
    """An entry with a context or plural forms: its texts, and those it was made for, each with its keyword."""

    texts: tuple[tuple[str, str], ...]
    previous: tuple[tuple[str, str], ...] = ()
    comments: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()

    @property
    def name(self) -> tuple[str | None, str | None]:
        """Context and msgid, which stand once in a catalogue."""
        texts = dict(self.texts)
        return texts.get("msgctxt"), texts.get("msgid")


@dataclass(frozen=True, slots=True)
class PoText:
    """A catalogue's entries in their order, the header among them (its msgid is empty), and (line, what) problems.

    `remarks` are the comments below the last entry. An obsolete msgid may stand more than once.
    """

    entries: tuple[PoEntry, ...]
    problems: tuple[tuple[int, str], ...]
    foreign: tuple[ForeignEntry, ...] = ()
    remarks: tuple[str, ...] = ()


def read_po(text: str) -> PoText:
    """Read a catalogue. After a problem the reader goes on with the next entry, so that all are told at once."""
    reader = _Reader()
    number = 1
    for block in text.split("\n\n"):
        plain = _PLAIN.fullmatch(block) if reader.is_between_entries else None
        if plain is None or not reader.plain_entry(number, block, plain):
            for at, line in enumerate(block.split("\n"), number):
                reader.read(at, line.strip(" \t\r\f\v"))
        number += block.count("\n") + 2
    reader.begin_if_complete()
    problems, remarks = tuple(sorted(reader.problems)), tuple(reader.draft.comments)
    return PoText(tuple(reader.entries), problems, tuple(reader.foreign), remarks)


def quoted(text: str) -> str:
    """The text as one string of a catalogue, in quotes."""
    return f'"{_TO_ESCAPE.sub(_escape, text)}"' if _TO_ESCAPE.search(text) else f'"{text}"'


def _escape(found: re.Match[str]) -> str:
    return _WRITTEN.get(found.group()) or f"\\{ord(found.group()):03o}"


@dataclass(slots=True)
class _Draft:
    """An entry while its lines come in; `texts` are by keyword, with the line on which each begins."""

    texts: dict[str, list[str]] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    previous: dict[str, list[str]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    obsolete: bool = False
    spoiled: bool = False

    def joined(self, keyword: str) -> str:
        return "".join(self.texts.get(keyword, ()))

    def as_foreign(self) -> ForeignEntry:
        texts = tuple((keyword, "".join(parts)) for keyword, parts in self.texts.items())
        previous = tuple((keyword, "".join(parts)) for keyword, parts in self.previous.items())
        return ForeignEntry(texts, previous, tuple(self.comments), tuple(dict.fromkeys(self.flags)))


class _Reader:
    def __init__(self) -> None:
        self.entries: list[PoEntry] = []
        self.foreign: list[ForeignEntry] = []
        self.problems: list[tuple[int, str]] = []
        self.draft = _Draft()
        # Where a line that is only a string goes on.
        self.open: list[str] | None = None
        self.seen: dict[tuple[str, bool], int] = {}

    @property
    def is_between_entries(self) -> bool:
        """Whether a remark or a msgid would open a new entry: the draft is empty, or has its texts."""
        draft = self.draft
        if draft.texts:
            return draft.texts.keys() != {"msgctxt"}
        return not (
            draft.comments or draft.notes or draft.flags or draft.previous or draft.spoiled or draft.obsolete
        )

    def plain_entry(self, number: int, block: str, plain: re.Match[str]) -> bool:
        """Read an entry of the plain form; False, with nothing done, if there is more to say about it."""
        remarks, msgid, msgstr = plain.groups()
        if "\\" in msgid:
            msgid = self.unescaped(number, msgid) if _SIMPLE.fullmatch(msgid) else None
        if "\\" in msgstr:
            msgstr = self.unescaped(number, msgstr) if _SIMPLE.fullmatch(msgstr) else None
        if msgid is None or msgstr is None:
            return False
        self.finish()
        if (msgid, False) in self.seen:
            return False
        if remarks:
            for line in remarks.split("\n"):
                if line:
                    self.comment(line.strip(" \t\r\f\v"))
        line = number + block.count("\n", 0, plain.start(3))
        self.seen[msgid, False] = line
        draft, self.draft, self.open = self.draft, _Draft(), None
        notes, comments, flags = tuple(draft.notes), tuple(draft.comments), tuple(draft.flags)
        self.entries.append(PoEntry(msgid, msgstr, line, "", False, notes, comments, flags))
        return True

    def read(self, number: int, line: str) -> None:
        if not line:
            return
        if line.startswith("#~"):
            self.obsolete(number, line[2:].lstrip())
        elif line.startswith("#|"):
            self.begin_if_complete()
            self.string_line(number, line[2:].lstrip(), self.draft.previous, None)
        elif line.startswith("#"):
            self.begin_if_complete()
            self.comment(line)
        else:
            self.plain(number, line)

    def obsolete(self, number: int, line: str) -> None:
        if line.startswith("|"):
            self.begin_if_complete()
            self.string_line(number, line[1:].lstrip(), self.draft.previous, None)
        elif line.startswith("#"):
            self.begin_if_complete()
            self.comment(line)
        elif line:
            self.plain(number, line)
        self.draft.obsolete = True

    def comment(self, line: str) -> None:
        kind, text = line[1:2], line[2:].strip()
        if kind == ".":
            self.draft.notes.append(text)
        elif kind in (",", "="):
            self.draft.flags += [flag.strip() for flag in text.split(",") if flag.strip()]
        elif kind != ":":
            # Places (`#:`) are facts of a run; every other comment is somebody's words.
            self.draft.comments.append(line[1:].removeprefix(" "))

    def plain(self, number: int, line: str) -> None:
        keyword = _KEYWORD.match(line)
        # A context belongs to the msgid below it; any other msgid or context opens the next entry.
        if keyword and keyword.group() in ("msgid", "msgctxt") and self.draft.texts.keys() - {"msgctxt"}:
            self.finish()
        self.string_line(number, line, self.draft.texts, self.draft.lines)

    def string_line(
        self, number: int, line: str, texts: dict[str, list[str]], lines: dict[str, int] | None
    ) -> None:
        """Read `keyword "…"` or `"…"` into `texts`."""
        at = 0
        if (keyword := _KEYWORD.match(line)) is not None:
            name, at = keyword.group(), keyword.end()
            if name in texts:
                self.spoil(number, f"a second {name} in one entry")
            self.open = texts.setdefault(name, [])
            if lines is not None:
                lines.setdefault(name, number)
        elif line.startswith(_CONFLICT):
            return self.spoil(number, "a conflict of two versions was not resolved here")
        elif not line.startswith('"') or self.open is None:
            return self.spoil(number, f"not a line of a catalogue: {line[:40]}")
        self.strings(number, line, at)
        return None

    def strings(self, number: int, line: str, at: int) -> None:
        """Read the strings of a line from place `at` on."""
        if at == len(line):
            return self.spoil(number, "the keyword has no string in quotes")
        while at < len(line):
            found = _STRING.match(line, at)
            if found is None:
                return self.spoil(
                    number, "the string does not end, or a quotation mark in it has no backslash"
                )
            if self.open is not None:
                self.open.append(self.unescaped(number, found.group(1)))
            at = found.end()
        return None

    def unescaped(self, number: int, text: str) -> str:
        def letter(found: re.Match[str]) -> str:
            numbers, code = found.groups()
            if numbers is None and code in _LETTERS:
                return _LETTERS[code]
            try:
                return _bytes_of(numbers).decode() if numbers else self.unknown(number, code)
            except UnicodeDecodeError:
                self.spoil(number, f"the bytes {numbers} are no letters in UTF-8")
                return ""

        return _ESCAPE.sub(letter, text) if "\\" in text else text

    def unknown(self, number: int, code: str) -> str:
        self.spoil(number, f"the sign \\{code} means nothing; a backslash is written \\\\")
        return ""

    def spoil(self, number: int, what: str) -> None:
        """Note a problem; the entry it stands in is not used."""
        self.problems.append((number, what))
        self.draft.spoiled = True

    def begin_if_complete(self) -> None:
        """A comment or a msgid after a msgstr opens the next entry."""
        if self.draft.texts:
            self.finish()

    def finish(self) -> None:
        """Take the draft as an entry, if it is one."""
        draft, self.draft, self.open = self.draft, _Draft(), None
        if not draft.texts:
            return
        line = draft.lines.get("msgstr", next(iter(draft.lines.values())))
        problems = [(line, what) for what in _wrong(draft)]
        key = (draft.joined("msgid"), draft.obsolete)
        is_foreign = draft.texts.keys() != {"msgid", "msgstr"}
        if not (problems or draft.spoiled or is_foreign or draft.obsolete) and key in self.seen:
            problems = [(line, f"this msgid stands twice; first above line {self.seen[key]}")]
        self.problems += problems
        if problems or draft.spoiled:
            return
        if is_foreign:
            self.foreign.append(draft.as_foreign())
            return
        self.seen[key] = line
        self.entries.append(
            PoEntry(
                msgid=key[0],
                msgstr=draft.joined("msgstr"),
                line=line,
                previous="".join(draft.previous.get("msgid", ())),
                obsolete=draft.obsolete,
                notes=tuple(draft.notes),
                comments=tuple(draft.comments),
                flags=tuple(draft.flags),
            )
        )


def _bytes_of(numbers: str) -> bytes:
    return bytes(int(hexed, 16) if hexed else int(octal, 8) for hexed, octal in _NUMBER.findall(numbers))


def _wrong(draft: _Draft) -> Iterator[str]:
    """What makes an entry as a whole unusable."""
    if draft.spoiled:
        return
    names = draft.texts.keys()
    forms = {name for name in names if name.startswith("msgstr")}
    if "msgid" not in names:
        yield "a msgstr without its msgid" if forms else "a context without its msgid"
    elif not forms:
        yield "a msgid without its msgstr"
    elif ("msgid_plural" in names) == ("msgstr" in names) or (len(forms) > 1 and "msgstr" in forms):
        yield "plural forms go with a msgid_plural, each as msgstr[0], msgstr[1] and so on"
