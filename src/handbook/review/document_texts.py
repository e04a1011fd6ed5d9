"""A change's texts in one language as Word's paragraphs, lists and tables, with what changed as tracked changes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from types import MappingProxyType

from handbook.project import Language
from handbook.review.document_map import Spot
from handbook.review.model import Mark, Redline
from handbook.review.ooxml import Tracked, Writer, run, shares, table
from handbook.review.ooxml_styles import BULLETS, text_style
from handbook.review.page_words import block_word
from handbook.review.visible import visible
from handbook.stable import digest

Runs = tuple[tuple[Mark, str], ...]
_TRACKED = MappingProxyType({Mark.INSERTED: Tracked.INSERTED, Mark.DELETED: Tracked.DELETED})
_MOVED = MappingProxyType({Mark.INSERTED: Tracked.MOVED_HERE, Mark.DELETED: Tracked.MOVED_AWAY})
_STYLES = MappingProxyType(
    {
        "title": "Strong",
        "summary": "Strong",
        "label": "Strong",
        "dt": "Strong",
        "dd": "Definition",
        "li": "Item",
    }
)
# What these are, their look says.
_PLAIN = frozenset({"h2", "h3", "h4", "h5", "h6", "dt", "dd"})


@dataclass(frozen=True, slots=True)
class Passage:
    """One text to write: where it stands (`at`, with what is written), its block, and what is said before it.

    `row` is its row in a table, `step` its number in a procedure, else 0; `gap` tells that unchanged texts before it
    are left out; `moved` that it is one end of a move.
    """

    at: Spot
    block: str
    said: str = ""
    row: int = 0
    step: int = 0
    gap: bool = False
    moved: bool = False

    @property
    def whole(self) -> Mark:
        """INSERTED or DELETED where all of the text is, else SAME."""
        marks = {mark for mark, _ in self.at.runs}
        return marks.pop() if len(marks) == 1 else Mark.SAME


def runs_of(redline: Redline) -> Runs:
    """The runs as readers see them; what shows nothing is left out, neighbours of one mark are one."""
    shown = ((one.mark, visible(one.shown)) for one in redline if one.shown)
    joined = groupby(shown, lambda one: one[0])
    return tuple((mark, "".join(text for _, text in group)) for mark, group in joined)


class Desk:
    """What is being written: the writer, the places so far, and the first numbers of numbered lists."""

    def __init__(self, epoch: int) -> None:
        self.writer = Writer(epoch)
        self.spots: list[Spot] = []
        self.starts: list[int] = []

    def mark(self, spot: Spot, inside: str) -> str:
        """Put a bookmark around a text. Its name is made of the change's anchor, the language and a number."""
        tag = re.sub("[^A-Za-z0-9]", "", spot.language)[:8]
        # Word allows forty letters, digits and low lines.
        name = "_".join(
            filter(None, ("hb", digest(spot.anchor or spot.file)[:12], tag, str(len(self.spots) + 1)))
        )
        self.spots.append(replace(spot, name=name))
        return self.writer.bookmark(name, inside)

    def note(self, text: str, style: str = "Note") -> str:
        """A line of ours; the text is shown as it is."""
        return self.writer.paragraph(run(visible(text)), style)

    def heading(self, text: str, level: int, spot: Spot | None = None) -> str:
        """A heading of the document; comments on it belong to `spot`, or to no place."""
        return self.writer.paragraph(self.mark(spot or Spot(""), run(visible(text))), f"Heading{level}")

    def texts(self, passages: Sequence[Passage], language: Language) -> str:
        """Passages in their order."""
        written = "".join(self._piece(kind, group, language) for kind, group in _pieces(passages))
        # A paragraph whose end is tracked melts into the next one, which must not lose its style by it.
        last = passages[-1] if passages else None
        return written + (
            self.note("", "Gap") if last and not last.row and last.whole is not Mark.SAME else ""
        )

    def _piece(self, kind: str, found: Sequence[Passage], language: Language) -> str:
        gap = self.note("⋯") if found[0].gap else ""
        if kind == "table":
            return gap + self._table(found, language)
        if kind == "steps":
            self.starts.append(found[0].step)
            number = BULLETS + len(self.starts)
            return gap + "".join(self._paragraph(one, language, "Item", number) for one in found)
        number = BULLETS if kind == "list" else 0
        return gap + "".join(self._paragraph(one, language, _style(one, language), number) for one in found)

    def _paragraph(self, one: Passage, language: Language, style: str, listed: int = 0) -> str:
        mark = (_MOVED if one.moved else _TRACKED).get(one.whole)
        inside = self._before(one) + self.mark(one.at, self._runs(one, language))
        return self.writer.paragraph(inside, style, mark=mark, listed=listed, language=language)

    def _before(self, one: Passage) -> str:
        """What a text is, where its look does not say so; tracked like the text, lest it stay alone."""
        said = " · ".join(filter(None, ("" if one.block in _PLAIN else block_word(one.block), one.said)))
        if not said:
            return ""
        kind = (_MOVED if one.moved else _TRACKED).get(one.whole)
        return self.writer.tracked(kind, f"{said}: ") if kind else run(f"{said}: ", style="Kind")

    def _runs(self, one: Passage, language: Language) -> str:
        kinds = _MOVED if one.moved else _TRACKED
        return "".join(
            self.writer.tracked(kinds[mark], text, language) if mark in kinds else run(text, language)
            for mark, text in one.at.runs
        )

    def _table(self, cells: Sequence[Passage], language: Language) -> str:
        rows = [list(row) for _, row in groupby(cells, lambda cell: cell.row)]
        widths = shares(*[1] * max(map(len, rows)))
        written = []
        for number, row in enumerate(rows):
            if row[0].gap and number:
                written.append(self.writer.row([self.note("⋯", "Cell")], widths))
            written.append(self._row(row, widths, language, head=not number))
        return table(written, widths, language, head=all(cell.block == "th" for cell in rows[0]))

    def _row(self, row: Sequence[Passage], widths: Sequence[int], language: Language, head: bool) -> str:
        wholes = {cell.whole for cell in row if cell.at.runs}
        mark = _TRACKED.get(wholes.pop()) if len(wholes) == 1 else None
        # The last end of a cell cannot be tracked, and no cell can be moved: its row is inserted or deleted.
        cells = [self._cell(replace(cell, moved=False), language) for cell in row]
        return self.writer.row(
            cells, widths, mark=mark, head=head and all(cell.block == "th" for cell in row)
        )

    def _cell(self, cell: Passage, language: Language) -> str:
        inside = self._before(cell) + self.mark(cell.at, self._runs(cell, language))
        return self.writer.paragraph(inside, "CellHead" if cell.block == "th" else "Cell", language=language)


def _style(one: Passage, language: Language) -> str:
    if one.block[:1] == "h" and one.block[1:].isdigit():
        return f"Heading{min(max(int(one.block[1:]), 2) + 2, 6)}"
    return _STYLES.get(one.block) or text_style(language)


def _pieces(passages: Iterable[Passage]) -> Iterator[tuple[str, list[Passage]]]:
    """Neighbours that make one list, one procedure or one table; any other text stands alone."""
    found: list[Passage] = []
    before = ""
    for one in passages:
        kind = "table" if one.row else {"li": "list", "step": "steps"}.get(one.block, "")
        # A table shows its gaps itself; a list begins anew behind one, as do its numbers.
        anew = (
            kind != before or not kind or (found and one.row < found[-1].row) or (one.gap and kind != "table")
        )
        if found and anew:
            yield before, found
            found = []
        found.append(one)
        before = kind
    if found:
        yield before, found
