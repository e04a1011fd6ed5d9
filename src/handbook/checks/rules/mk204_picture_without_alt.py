"""MK204 picture-without-alt. What: a picture with no text alternative.

Why: a blind reader, and a reader whose phone shows no pictures, loses what it says. Instead: `![what it shows](file)`.
"""

from handbook.checks.inspection import Findings, Inspection


def check(seen: Inspection) -> Findings:
    for path, page in seen.source.pages.items():
        for reference in page.references:
            if reference.alt is not None and not reference.alt.strip():
                what = f"the picture has no text alternative: {reference.address}"
                hint = "say in the brackets what the picture shows: ![…](…)"
                yield seen.at_page(path, reference.line, "MK204", what, hint, words=reference.address)
