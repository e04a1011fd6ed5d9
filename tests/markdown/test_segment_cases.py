"""Cases a translator can read: a page, a catalogue, and the HTML that must come of them.

One case is a title, then `-- page`, perhaps `-- po` (`msgid = msgstr` a line, `~` in front for fuzzy, `\\n` for a line
break), perhaps `-- with` (`marks`, `number 2.3`) and `-- html`. A line of ten `=` parts two cases.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from markdown_dialect import MARKS, ours

from handbook.translation.catalog import Catalog, Entry

FOLDER = Path(__file__).parent / "cases" / "segments"


@dataclass(frozen=True, slots=True)
class Case:
    """One case; `options` are the words after `-- with`, by their first word."""

    title: str
    page: str
    entries: tuple[Entry, ...]
    options: dict[str, str]
    html: str


def read_cases(path: Path) -> list[Case]:
    return [_case(text) for text in path.read_text("utf-8").split("==========\n")]


def _case(text: str) -> Case:
    title, *sections = re.split(r"(?m)^-- (page|po|with|html)\n", text)
    parts = dict(zip(sections[::2], sections[1::2], strict=True))
    options = dict(line.partition(" ")[::2] for line in parts.get("with", "").splitlines())
    entries = tuple(_entry(line) for line in parts.get("po", "").splitlines())
    return Case(title.strip(), parts["page"].removesuffix("\n"), entries, options, parts["html"].removesuffix("\n"))


def _entry(line: str) -> Entry:
    msgid, _, msgstr = line.removeprefix("~ ").partition(" = ")
    return Entry(_unescaped(msgid), _unescaped(msgstr), fuzzy=line.startswith("~ "))


def _unescaped(text: str) -> str:
    codes = re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found.group(1), 16)), text)
    return codes.replace("\\n", "\n")


def rendered(case: Case) -> str:
    catalogue = Catalog("kk", case.entries)
    return ours(
        case.page,
        lookup=catalogue.lookup,
        marks=MARKS if "marks" in case.options else None,
        number=case.options.get("number"),
    ).html


CASES = [(path.stem, case) for path in sorted(FOLDER.glob("*.txt")) for case in read_cases(path)]


@pytest.mark.parametrize("case", [pytest.param(case, id=f"{stem}: {case.title}") for stem, case in CASES])
def test_case(case: Case) -> None:
    assert rendered(case) == case.html


def test_every_catalogue_line_of_a_case_is_about_its_page() -> None:
    """A mistyped msgid would test nothing but the English page."""
    for stem, case in CASES:
        found = {segment.msgid for segment in ours(case.page).output.segments}
        strangers = {entry.msgid for entry in case.entries} - found
        assert not strangers or "nobody's to translate" in case.title, (stem, case.title, strangers, found)
