"""What else changed, behind the pages: facts of the register, numbers, sign-offs, other files, what is left to do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from handbook.review.document_map import Spot
from handbook.review.document_texts import Desk
from handbook.review.model import Fact, Mark, Review
from handbook.review.ooxml import Tracked, run, shares, table
from handbook.review.page_words import GIT
from handbook.review.visible import visible


def tail_xml(desk: Desk, review: Review) -> str:
    """All sections that have something in them."""
    return "".join(
        (
            _facts(desk, review.facts),
            _shifts(desk, review),
            _signoffs(desk, review),
            _files(desk, review),
            _todo(desk, review),
        )
    )


def _facts(desk: Desk, facts: Sequence[Fact]) -> str:
    if not facts:
        return ""
    widths = shares(3, 4, 2, 3)
    rows = [_head(desk, ("Entry and fact", "Value", "Paragraphs that cite it", "Source"), widths)]
    rows += [_fact(desk, fact, widths) for fact in facts]
    return desk.heading("Facts of the register", 1) + table(rows, widths)


def _fact(desk: Desk, fact: Fact, widths: Sequence[int]) -> str:
    source = f"{fact.file}:{fact.line}" if fact.line else fact.file
    name = " ".join(filter(None, (fact.entry, fact.name)))
    values = ((Mark.DELETED, visible(fact.before)), (Mark.INSERTED, visible(fact.after)))
    runs = tuple((mark, text) for mark, text in values if text)
    kinds = {Mark.DELETED: Tracked.DELETED, Mark.INSERTED: Tracked.INSERTED}
    at = Spot("", page=f"{fact.room}/{name}", file=fact.file, line=fact.line)
    value = "".join(desk.writer.tracked(kinds[mark], text) for mark, text in runs)
    at_value = Spot("", page=at.page, file=at.file, line=at.line, runs=runs)
    cells = (
        desk.mark(at, run(visible(name))),
        desk.mark(at_value, value),
        run(visible(", ".join(fact.cited))),
        run(visible(source)),
    )
    return desk.writer.row([desk.writer.paragraph(cell, "Cell") for cell in cells], widths)


def _shifts(desk: Desk, review: Review) -> str:
    rows = [(one.page, _range(one.before), _range(one.after), str(one.count)) for one in review.shifts]
    heads = ("Page", "Numbers before", "Numbers now", "Paragraphs")
    return _plain(desk, "Numbers that shifted", heads, rows, (4, 3, 3, 2))


def _range(ends: tuple[str, str]) -> str:
    first, last = ends
    return first if first == last else f"{first}–{last}"


def _signoffs(desk: Desk, review: Review) -> str:
    names = {one.tag: one.name for one in (review.source, *review.languages)}
    rows = [
        (
            one.page,
            names.get(one.tag, one.tag),
            one.role,
            "does not hold any longer" if one.voided else "given",
        )
        for one in review.signoffs
    ]
    return _plain(desk, "Sign-offs", ("Page", "Language", "As", "Sign-off"), rows, (4, 3, 3, 3))


def _files(desk: Desk, review: Review) -> str:
    rows = [(one.path, GIT.get(one.what[:1], one.what)) for one in review.others]
    rows += [(path, f"could not be compared: {why}") for path, why in review.unreadable]
    return _plain(desk, "Other files", ("File", "What"), rows, (2, 2))


def _todo(desk: Desk, review: Review) -> str:
    names = {one.tag: one.name for one in review.languages}
    rows = [
        (names[tag], str(review.todo[tag].texts), str(review.todo[tag].words))
        for tag in names
        if tag in review.todo
    ]
    heads = ("Language", "Texts to translate", "English words")
    return _plain(desk, "Left to translate because of these changes", heads, rows, (2, 2, 2))


def _plain(
    desk: Desk, title: str, heads: Sequence[str], rows: Iterable[Sequence[str]], parts: Sequence[int]
) -> str:
    widths = shares(*parts)
    written = [desk.writer.row([desk.note(text, "Cell") for text in row], widths) for row in rows]
    return desk.heading(title, 1) + table([_head(desk, heads, widths), *written], widths) if written else ""


def _head(desk: Desk, heads: Sequence[str], widths: Sequence[int]) -> str:
    return desk.writer.row([desk.note(text, "CellHead") for text in heads], widths, head=True)
