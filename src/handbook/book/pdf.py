"""The finished PDF: re-saved with object streams, a third of the size, conformance and bytes stable."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass

import pikepdf

# Typst speaks English where it does not know the language of the book.
_SPOKEN = re.compile(r"\b(page|Footnote)(?=[ \u00a0]\d+$)")


@dataclass(frozen=True, slots=True)
class Saved:
    """A PDF and its number of pages."""

    data: bytes
    pages: int


def resave(data: bytes, strings: Mapping[str, str]) -> Saved:
    """Pack the PDF's objects into streams, and let links speak the book's language to screen readers.

    The same input gives the same bytes; the file's id is its digest. `strings` are the book's words.
    """
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pages = len(pdf.pages)
        _name_links(pdf, {word: strings[word] for word in ("page", "Footnote")})
        pdf.save(
            out,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
            recompress_flate=False,
            deterministic_id=True,
            fix_metadata_version=False,
        )
    return Saved(out.getvalue(), pages)


def _name_links(pdf: pikepdf.Pdf, words: Mapping[str, str]) -> None:
    for page in pdf.pages:
        for link in page.get("/Annots", pikepdf.Array()):
            said = str(link.get("/Contents", ""))
            better = _SPOKEN.sub(lambda match: words[match[1]], said).lstrip(" ,")
            if better != said:
                link.Contents = pikepdf.String(better)


def count_pages(data: bytes) -> int:
    """Return the number of pages of a PDF."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return len(pdf.pages)
