"""Run as a program: LANGUAGE BOOK.html BOOK.pdf. The book through pandoc, Typst and pikepdf, as they come."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pikepdf
import pypandoc
import typst

# With the system's fonts the PDF would differ from machine to machine, and reading them would cost Typst time.
_FONT = "Libertinus Serif"


def main(language: str, html: Path, pdf: Path) -> None:
    """Make the PDF: tagged, PDF/UA-1 and PDF/A-2a, its objects packed."""
    source, loose = html.with_suffix(".typ"), html.with_suffix(".loose.pdf")
    pandoc = [pypandoc.get_pandoc_path(), "--from=html+epub_html_exts", "--to=typst", "--standalone", "--toc"]
    words = [f"--variable=mainfont={_FONT}", "--variable=papersize=a4", f"--metadata=lang={language}"]
    title = "--metadata=title=Measured handbook"
    subprocess.run([*pandoc, *words, title, f"--output={source}", str(html)], check=True)
    typst.compile(
        str(source), output=str(loose), format="pdf", pdf_standards=["ua-1", "a-2a"], ignore_system_fonts=True
    )
    with pikepdf.open(loose) as file:
        file.save(
            pdf,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            recompress_flate=False,
            deterministic_id=True,
        )


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
