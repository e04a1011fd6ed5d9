"""The review for paper: one PDF a language, tagged, typeset as the handbook's books are."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

from handbook.book.glyphs import unprinted
from handbook.book.pdf import resave
from handbook.book.typst import compile_pdf, new_compiler
from handbook.errors import HandbookError
from handbook.review.model import Review
from handbook.review.paper_data import paper_data
from handbook.review.paper_text import Reader
from handbook.translation.interface import interface

# Each time at least one letter is replaced; the numbers that replace them are all in the fonts.
_TRIES = 4


class _NoGlyphsError(HandbookError):
    """The fonts have no glyphs for these texts, each a letter with its marks."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.texts = frozenset(texts)
        super().__init__("the book's fonts have no glyph for some letters", "review")


def redline_pdf(review: Review, tag: str) -> bytes:
    """Return the PDF (UA-1, A-2a) of the review: the English redline, and beside it that of the language `tag`.

    With the tag of the source the English stands alone, at full width. The paper's own words are in the language
    `tag`. The same review gives the same bytes: the only clock is `review.head`. A letter that the book's fonts lack
    is shown as its number. Raises HandbookError for a language that the review or the interface does not have.
    """
    language = next((one for one in (review.source, *review.languages) if one.tag == tag), None)
    if language is None:
        known = ", ".join(one.tag for one in (review.source, *review.languages))
        raise HandbookError(f"the review has no language {tag!r}", "mkdocs.yml", f"one of: {known}")
    words = interface(tag)
    reader = Reader(None if language == review.source else language, words)
    text = json.dumps(paper_data(review, tag, reader), ensure_ascii=False)
    with TemporaryDirectory(prefix="handbook-") as folder:
        root = Path(folder)
        (root / "book.typ").write_bytes((files("handbook.book") / "templates" / "book.typ").read_bytes())
        (root / "paper.typ").write_bytes((files("handbook.review") / "paper.typ").read_bytes())
        return resave(_typeset(root, text, review.head.epoch), words).data


def _typeset(root: Path, text: str, epoch: int) -> bytes:
    """Compile, and again with numbers in the place of letters that no font has."""
    for _ in range(_TRIES):
        (root / "data.json").write_text(text, "utf-8")
        try:
            return compile_pdf(new_compiler(root, root / "paper.typ"), epoch, _explain).pdf
        except _NoGlyphsError as problem:
            for missing in sorted(problem.texts, key=len, reverse=True):
                text = text.replace(missing, _numbers(missing))
    raise HandbookError("Typst cannot set the review: letters without glyphs remain", "review")


def _explain(report: str) -> HandbookError:
    texts = unprinted(report)
    return (
        _NoGlyphsError(texts)
        if texts
        else HandbookError("Typst cannot set the review", "review", report.strip())
    )


def _numbers(text: str) -> str:
    """The numbers of a text's characters; a letter that others are set on stays, for it may well have a glyph."""
    alone = len(text) == 1
    return "".join(
        char
        if not alone and unicodedata.category(char)[0] in "LNP" and ord(char) < 0x530
        else f"⟨U+{ord(char):04X}⟩"
        for char in text
    )
