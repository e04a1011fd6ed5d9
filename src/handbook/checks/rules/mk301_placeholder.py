"""MK301 placeholder. What: a page still says TODO, as a page that `handbook new` began does (a warning).

Why: the page has the form its kind promises and not yet what it is to say; readers would see the notes to its author.
Instead: write the text that the note asks for, or take the section out; then bring the catalogues up to it.
"""

import re

from handbook.checks.inspection import Findings, Inspection
from handbook.findings import Severity
from handbook.markdown.code_spans import without_code
from handbook.project.new_page import MARK

SEVERITY = Severity.WARNING
_MARK = re.compile(rf"\b{MARK}\b[:. ]*(.*)", re.DOTALL)
_LONGEST = 60


def check(seen: Inspection) -> Findings:
    for path, page in seen.source.pages.items():
        lines = set()
        for segment in page.segments:
            if MARK not in segment.msgid or segment.line in lines:
                continue
            if found := _MARK.search(without_code(segment.msgid)):
                # The cells of a row are one thing to write.
                lines.add(segment.line)
                what = f"still to be written: {_short(found.group(1))}"
                yield seen.at_page(path, segment.line, "MK301", what, severity=SEVERITY)


def _short(note: str) -> str:
    words = " ".join(note.split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rpartition(' ')[0]} …"
