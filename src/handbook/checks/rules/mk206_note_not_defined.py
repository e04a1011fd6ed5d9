"""MK206 note-not-defined. What: a footnote mark `[^x]` whose note is not on the page.

Why: the mark would stand in the text as it is, and the source it promised is lost. Instead: add a line `[^x]: …`.
"""

import re

from handbook.checks.inspection import Findings, Inspection

_MARK = re.compile(r"\[\^([^\]\s]+)\]")
_CODE = re.compile(r"(`+).*?\1")


def check(seen: Inspection) -> Findings:
    for path, page in seen.source.pages.items():
        for segment in page.segments:
            for name in _MARK.findall(_CODE.sub("", segment.msgid)):
                if f"fn:{name}" not in page.anchors:
                    what = f"the note [^{name}] is not defined on this page"
                    hint = f"add a line: [^{name}]: the note's text"
                    yield seen.at_page(path, segment.line, "MK206", what, hint, words=f"[^{name}]")
