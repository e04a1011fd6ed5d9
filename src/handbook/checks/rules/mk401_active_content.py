"""MK401 active-content. What: a page holds something a browser would run or load: a script, an `on…=` attribute, a
`javascript:` address, a frame, a form, a picture from another host.

Why: pages are untrusted text, and the handbook is read where nothing may be fetched. Instead: plain Markdown.
"""

from handbook.checks.inspection import Findings, Inspection


def check(seen: Inspection) -> Findings:
    for path, page in seen.source.pages.items():
        for what, line in page.dangers:
            yield seen.at_page(
                path, line, "MK401", f"the page has {what}", "remove it; say it in plain Markdown"
            )
