"""QT101 to QT103 quotation. What: a quotation that names no single place of one authority (QT101), a place whose text
the register does not have (QT102), or a block with text of its own (QT103).

Why: words of the law that somebody retyped or translated here would pass as official. Instead: enter the official text
under `quotations:` of the authority, to the letter, and write `/// quote | @id, art. 9(1)` with nothing inside.
"""

from dataclasses import replace

from handbook.checks.inspection import Findings, Inspection
from handbook.findings.places import placed_words
from handbook.markdown.quotation import own_text
from handbook.register.quotation import check_quotation


def check(seen: Inspection) -> Findings:
    for path, page in seen.source.pages.items():
        shown = seen.project.shown(seen.project.docs / path)
        for written, line, has_text in page.quotations:
            for found in check_quotation(written, seen.register):
                yield placed_words(replace(found, path=shown, line=line), written.strip(), seen.line_of)
            if has_text:
                yield replace(own_text(written), path=shown, line=line)
