"""Who has signed which page, and exactly which text: `translations/<lang>/signoff.yml`, read safely, in one form.

A sign-off holds two digests for each paragraph: of its English, and of its English with its translation. Whatever is
edited later on either side gives other digests, so nothing need be remembered for a sign-off to be void.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from handbook.errors import HandbookError
from handbook.findings import Finding, Outcome, finding_of
from handbook.project import Project
from handbook.project.yaml_reader import Source, Values, read_yaml
from handbook.stable import read_text

FILE = "signoff.yml"
MAX_BYTES = 20_000_000
MAX_NAME = 100
_HEAD = "# Who has signed which page, written by `handbook signoff`. Comments are not kept.\n"
_FIELDS = ("name", "date", "paragraphs")
_PARAGRAPH = re.compile(r"(0|[1-9][0-9]{0,5}) ([0-9a-f]{32}) ([0-9a-f]{32})")
_BARE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]*")
# Names, dates and paths are text, whatever they look like.
_TEXT = Values(lambda text, _, __: text, lambda text, _, __: text)
_HINT = "take this page's sign-off out (handbook signoff --withdraw) and sign again, or restore the line from git"


class Role(StrEnum):
    """In what capacity somebody signs."""

    REVIEWER = "reviewer"
    TRANSLATOR = "translator"


@dataclass(frozen=True, slots=True)
class SignedText:
    """One paragraph as signed: its number (0: what stands in none), digests of its English and of both sides."""

    paragraph: int
    english: str
    both: str


@dataclass(frozen=True, slots=True)
class SignOff:
    """One person's signature below one page in one role; `date` is ISO 8601, `line` where it stands in its file."""

    page: str
    role: Role
    name: str
    date: str
    text: tuple[SignedText, ...]
    line: int = field(default=0, compare=False)


SignOffs = Mapping[tuple[str, Role], SignOff]


def signoff_file(project: Project, tag: str) -> Path:
    """Where a language's sign-offs stand."""
    return project.translations / tag / FILE


def load_signoffs(project: Project, tag: str) -> Outcome[SignOffs]:
    """Read a language's sign-offs; an absent file holds none. What is wrong is SO101 with its line, and not held."""
    path = signoff_file(project, tag)
    if not path.is_file():
        return Outcome({})
    shown = project.shown(path)
    try:
        if not path.resolve().is_relative_to(project.root.resolve()):
            raise HandbookError("the file leads out of the project", shown, "replace the link by a file of its own")
        if path.stat().st_size > MAX_BYTES:
            raise HandbookError(f"the file is larger than {MAX_BYTES // 1_000_000} MB", shown)
        text = read_text(path, shown)
    except HandbookError as problem:
        return Outcome({}, (finding_of(problem, "SO101", shown),))
    return parse_signoffs(text, shown)


def parse_signoffs(text: str, shown: str) -> Outcome[SignOffs]:
    """Read the text of a file of sign-offs; see `load_signoffs`."""
    source = read_yaml(text, _TEXT)
    reader = _Reader(source, shown)
    for problem in source.problems:
        reader.report(problem.line, problem.message, problem.hint)
    found = {(one.page, one.role): one for one in reader.signoffs()}
    return Outcome(found, tuple(sorted(set(reader.findings))))


class _Reader:
    """Takes sign-offs out of the parsed file and gathers what is wrong with the others."""

    def __init__(self, source: Source, shown: str) -> None:
        self.source = source
        self.shown = shown
        self.findings: list[Finding] = []

    def report(self, line: int, message: str, hint: str = _HINT) -> None:
        self.findings.append(Finding(self.shown, line, "SO101", message, hint))

    def signoffs(self) -> Iterator[SignOff]:
        for page, roles in self.mapping(self.source.data, ()):
            for role, fields in self.mapping(roles, (page,)):
                if role not in set(Role):
                    what = f"{role!r} is no role in which a page is signed"
                    self.report(self.source.line((page, role)), what, f"one of: {', '.join(Role)}")
                elif (one := self.signoff(page, Role(role), dict(self.mapping(fields, (page, role))))) is not None:
                    yield one

    def mapping(self, data: Any, path: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
        if isinstance(data, dict):
            yield from data.items()
        elif data is not None or path:
            what = f"{path[-1]}: nothing is signed here" if path else "the file must map pages to their sign-offs"
            self.report(self.source.line(path), what)

    def signoff(self, page: str, role: Role, fields: dict[str, Any]) -> SignOff | None:
        before, here = len(self.findings), (page, role.value)
        line = self.source.line(here)
        for name in _FIELDS:
            if not isinstance(fields.get(name), str):
                self.report(line, f"{page}, {role}: {name} is missing")
        for name in fields:
            if name not in _FIELDS:
                self.report(self.source.line((*here, name)), f"{name!r} does not belong here")
        if len(self.findings) > before:
            return None
        for name, wrong in (("name", wrong_name), ("date", wrong_date)):
            if what := wrong(fields[name]):
                self.report(self.source.line((*here, name)), what)
        text = tuple(self.paragraphs(fields["paragraphs"], self.source.line((*here, "paragraphs"))))
        return SignOff(page, role, fields["name"], fields["date"], text, line) if len(self.findings) == before else None

    def paragraphs(self, block: str, line: int) -> Iterator[SignedText]:
        """The lines `number english both`, counting on from 0."""
        rows = block.splitlines()
        if not rows:
            self.report(line, "no paragraph is signed")
        for count, row in enumerate(rows):
            found = _PARAGRAPH.fullmatch(row)
            if found is None:
                self.report(line + count + 1, f"not a paragraph's number and two digests: {row[:80]!r}")
            elif int(found[1]) != count:
                self.report(line + count + 1, f"paragraph {count} should stand here, not {found[1]}")
            else:
                yield SignedText(count, found[2], found[3])


def wrong_name(name: str) -> str:
    """What is wrong with the name of somebody who signs; nothing for a good one."""
    if not any(character.isalpha() for character in name):
        return "a sign-off needs the name of the person who read the page"
    if name != " ".join(name.split()) or len(name) > MAX_NAME:
        return f"a name is one line of at most {MAX_NAME} characters without spaces around it"
    # Marks that turn the direction of writing, line separators and the like could make another name of it.
    if any(unicodedata.category(character)[0] == "C" for character in name):
        return "the name has invisible characters"
    return ""


def wrong_date(day: str) -> str:
    """What is wrong with a date; nothing for an ISO date such as 2027-03-01."""
    try:
        return "" if date.fromisoformat(day).isoformat() == day else f"{day!r} is not written as 2027-03-01"
    except ValueError:
        return f"{day!r} is no date; write it as 2027-03-01"


def write_signoffs(signoffs: Iterable[SignOff]) -> str:
    """The file's text in its one form: by page, then role, each paragraph on a line of its own."""
    lines, last = [_HEAD], ""
    for one in sorted(signoffs, key=lambda one: (one.page, one.role)):
        if one.page != last:
            lines.append(f"{one.page if _BARE.fullmatch(one.page) else json.dumps(one.page, ensure_ascii=False)}:\n")
            last = one.page
        lines.append(f"  {one.role}:\n")
        lines.append(f"    name: {json.dumps(one.name, ensure_ascii=False)}\n    date: {one.date}\n")
        lines.append("    paragraphs: |\n")
        lines += [f"      {text.paragraph} {text.english} {text.both}\n" for text in one.text]
    return "".join(lines)
