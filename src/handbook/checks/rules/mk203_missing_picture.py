"""MK203 missing-picture. What: a picture whose file is not in `docs/`, or that lies on another host.

Why: it would be a hole in the page, and an offline reader fetches nothing. Instead: put the file below `docs/assets/`.
"""

from handbook.checks.inspection import Findings, Inspection
from handbook.checks.links import resolve


def check(seen: Inspection) -> Findings:
    for path, page in seen.source.pages.items():
        for reference in page.references:
            if reference.alt is None:
                continue
            target = resolve(path, reference.address)
            if target is None or target.path not in seen.files:
                what = f"the picture is not there: {reference.address or '(empty)'}"
                yield seen.at_page(
                    path,
                    reference.line,
                    "MK203",
                    what,
                    "put the file below docs/assets/ and link it from this page",
                    words=reference.address,
                )
