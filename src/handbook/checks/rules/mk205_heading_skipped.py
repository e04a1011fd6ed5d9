"""MK205 heading-skipped. What: a heading more than one level below the one before it, or a page without exactly one
heading of level 1, at its top.

Why: screen readers and the book's bookmarks follow the levels. Instead: use the next level down.
"""

from handbook.checks.inspection import Findings, Inspection


def check(seen: Inspection) -> Findings:
    for path, page in seen.source.pages.items():
        tops = [heading for heading in page.headings if heading.level == 1]
        if not tops:
            yield seen.at_page(path, 1, "MK205", "the page has no title", "begin it with one line '# Title'")
        for heading in tops[1:]:
            yield seen.at_page(
                path, heading.line, "MK205", "the page has a second title", "make it a section: '## …'"
            )
        last = 0
        for heading in page.headings:
            if heading.level > last + 1:
                what = f"the heading jumps from level {last} to level {heading.level}"
                yield seen.at_page(
                    path, heading.line, "MK205", what, f"use level {last + 1}: '{'#' * (last + 1)} …'"
                )
            last = heading.level
