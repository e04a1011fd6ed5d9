"""A page as a review counts: paragraphs with their items, cells and code; headings; front matter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from handbook.markdown.block_texts import CODE, HTML, BlockText, BlockTexts
from handbook.review.residue import residue

_HEADING = re.compile(r"h[1-6]")
_BLANK = re.compile(r"\n[ \t]*\n")
FRONT, SOURCE, PAGE = "front", "source", "page"
"""Blocks that are no text of a page: its front matter, lines of its source, the page as a whole."""
MARKUP_BLOCKS = frozenset({CODE, HTML, FRONT, SOURCE})


@dataclass(frozen=True, slots=True)
class Unit:
    """What changes, or moves, as one: a paragraph with all that belongs to it, a heading, the front matter.

    `place` is where on the page it stands, from 0; `source` are the lines it was read from.
    """

    page: str
    place: int
    sort: str
    paragraph: int
    texts: tuple[BlockText, ...]
    source: str
    line: int

    @property
    def left(self) -> str:
        """What of its source is in no text: attribute lists, names of boxes, facts of the front matter."""
        if self.sort == FRONT:
            return _facts(self.source) if self.texts else self.source
        return residue(self.source, self.texts)

    @property
    def key(self) -> str:
        """The same for units that say the same."""
        return "\0".join((self.sort, *(f"{text.row}.{text.column} {text.text}" for text in self.texts)))

    @property
    def words(self) -> str:
        """What it says; code only if that is all."""
        said = [text.text for text in self.texts if text.block not in MARKUP_BLOCKS]
        return "\n".join(said or [text.text for text in self.texts])

    @property
    def lead(self) -> str:
        """The text it opens with."""
        return self.texts[0].text if self.texts else ""


def units(page: str, parsed: BlockTexts, source: str) -> tuple[Unit, ...]:
    """The units of a page in reading order."""
    slices = _slices(parsed, source)
    found = list(_front(page, parsed, source))
    for sort, paragraph, places in _grouped(parsed.texts):
        texts = tuple(_with_rows([parsed.texts[place] for place in places]))
        lines = "".join(slices[place] for place in places).rstrip("\n")
        line = next((text.line for text in texts if text.line), 0)
        found.append(Unit(page, len(found), sort, paragraph, texts, lines, line))
    return tuple(found)


def plain_units(page: str, source: str) -> tuple[Unit, ...]:
    """The same of a page that cannot be parsed: its blocks of text as they stand between blank lines."""
    found: list[Unit] = []
    at = 0
    for block in _BLANK.split(source):
        start = source.find(block, at)
        at = start + len(block)
        if text := block.strip("\n"):
            line = source.count("\n", 0, start) + 1
            one = BlockText(SOURCE, text, "", text, line)
            found.append(Unit(page, len(found), "body", 0, (one,), text, line))
    return tuple(found)


def _front(page: str, parsed: BlockTexts, source: str) -> Iterator[Unit]:
    if parsed.above:
        text = "".join(source.splitlines(keepends=True)[: parsed.above])
        described = BlockText(
            "description", parsed.description, parsed.description, parsed.description, parsed.description_line
        )
        texts = (described,) if parsed.description else ()
        yield Unit(page, 0, FRONT, 0, texts, text, 1)


def _facts(front: str) -> str:
    """The front matter without its description, which is a text of its own."""
    kept, inside = [], False
    for line in front.splitlines(keepends=True):
        inside = line.startswith("description:") or (inside and line[:1] in (" ", "\t", "\n"))
        if not inside:
            kept.append(line)
    return "".join(kept)


def _grouped(texts: Sequence[BlockText]) -> Iterator[tuple[str, int, list[int]]]:
    """Which texts belong together: (sort, paragraph, their places), in the order of the first of each."""
    found: dict[object, list[int]] = {}
    run = 0
    for place, text in enumerate(texts):
        if _HEADING.fullmatch(text.block):
            run += 1
            found[text.block, place] = [place]
        else:
            found.setdefault(text.paragraph or -run - 1, []).append(place)
    for key, places in found.items():
        sort = "heading" if isinstance(key, tuple) else "body"
        yield sort, texts[places[0]].paragraph, places


def _with_rows(texts: Iterable[BlockText]) -> Iterator[BlockText]:
    """Rows counted from 1 within the unit: what stands above must not change them."""
    rows: dict[int, int] = {}
    for text in texts:
        yield replace(text, row=rows.setdefault(text.row, len(rows) + 1)) if text.row else text


def _slices(parsed: BlockTexts, source: str) -> list[str]:
    """The lines of the source that belong to each text: from its own, or the blank line above, to the next text's."""
    lines = source.splitlines(keepends=True)
    order = sorted((text.line, place) for place, text in enumerate(parsed.texts) if text.line)
    starts: list[tuple[int, int]] = []
    last = parsed.above
    for line, place in order:
        if line != last or not starts:
            starts.append((_start(lines, last, line) if starts else parsed.above + 1, place))
        last = line
    found = [""] * len(parsed.texts)
    if not starts:
        return found
    for (start, place), (end, _) in zip(starts, [*starts[1:], (len(lines) + 1, -1)], strict=True):
        found[place] = "".join(lines[start - 1 : end - 1])
    return found


def _start(lines: Sequence[str], last: int, line: int) -> int:
    """The line below the last blank one between two texts: what opens a box stands above its first text."""
    at = line
    while at - 1 > last and lines[at - 2].strip():
        at -= 1
    return at if at - 1 > last else line
