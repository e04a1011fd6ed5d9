"""MK201 broken-link. What: a link to a page or file that is not in `docs/`, or out of `docs/`, or without an address.

Why: an officer offline has no other way to it. Instead: link the `.md` file, relative to this page.
"""

from handbook.checks.inspection import Findings, Inspection
from handbook.checks.links import resolve


def check(seen: Inspection) -> Findings:
    for path, page in seen.source.pages.items():
        for reference in page.references:
            if reference.alt is not None:
                continue
            target = resolve(path, reference.address)
            if target is None:
                continue
            if target.path not in seen.files:
                what = f"the link leads nowhere: {reference.address or '(empty)'}"
                yield seen.at_page(
                    path,
                    reference.line,
                    "MK201",
                    what,
                    "link an existing file below docs/, relative to this page",
                    words=reference.address,
                )
            elif target.path.endswith(".md") and target.path not in seen.source.pages:
                what = f"the link leads to a page that is not in the handbook: {reference.address}"
                hint = "add that page to nav in mkdocs.yml"
                yield seen.at_page(path, reference.line, "MK201", what, hint, words=reference.address)
