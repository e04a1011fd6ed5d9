"""CF202 page-not-in-navigation. What: a page in `docs/` that `nav` does not name.

Why: it would have no number, no translation and no place in the book. Instead: name it in `nav`, or delete it.
"""

from handbook.checks.inspection import Findings, Inspection


def check(seen: Inspection) -> Findings:
    known = set(seen.project.pages)
    for path in sorted(seen.files):
        if path.endswith(".md") and path not in known and not path.startswith("register/"):
            yield seen.at_page(
                path, 0, "CF202", "no entry of nav leads to this page", "add it to nav in mkdocs.yml"
            )
