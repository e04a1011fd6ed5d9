"""The finished PDF: re-saved with object streams, a third of the size, conformance and bytes stable."""

from __future__ import annotations

import io
from dataclasses import dataclass

import pikepdf


@dataclass(frozen=True, slots=True)
class Saved:
    """A PDF and its number of pages."""

    data: bytes
    pages: int


def resave(data: bytes) -> Saved:
    """Pack the PDF's objects into streams. The same input gives the same bytes; the file's id is its digest."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pages = len(pdf.pages)
        pdf.save(
            out,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
            recompress_flate=False,
            deterministic_id=True,
            fix_metadata_version=False,
        )
    return Saved(out.getvalue(), pages)
