"""Forms to fill in by hand: on pages of kind `tool`, an empty cell of a table is room to write."""

from __future__ import annotations

from handbook.book.tree import HtmlElement, children, elements, having, make, text_of

# A column to write in is asked for in characters, as columns of words are.
ROOM = 34


def make_room(root: HtmlElement) -> None:
    """Put a mark for room to write into every empty cell below the heads of tables, in place."""
    for cell in elements(root, "td"):
        if not text_of(cell) and not children(cell):
            cell.append(make("span", class_="hb-blank"))


def is_blank(part: HtmlElement) -> bool:
    """Whether a cell is room to write, or a table has such cells."""
    return bool(having(part, "hb-blank"))

