"""CT106 citation-in-description. What: a citation in the `description` of a page.

Why: the description is shown as plain text, in search results and on the page, and the brackets with it. Instead: cite
in a paragraph of the page.
"""

from handbook.checks.inspection import Findings, Inspection
from handbook.markdown.citation_scan import scan


def check(seen: Inspection) -> Findings:
    for path, page in seen.source.pages.items():
        for raw, _ in scan(page.front.description):
            what = f"the description holds a citation, which is not written out there: {raw}"
            hint = "cite in a paragraph instead"
            yield seen.at_page(path, page.front.description_line, "CT106", what, hint, words=raw)
