"""CF201 page-missing. What: `nav` in mkdocs.yml names a page that is not in `docs/`, or names it twice.

Why: readers would meet a dead entry, and every number after it would be wrong. Instead: correct the path.
"""

from handbook.checks.inspection import Findings, Inspection
from handbook.findings import Finding
from handbook.project import CONFIG


def check(seen: Inspection) -> Findings:
    met: set[str] = set()
    for item in (page for top in seen.project.nav for page in top.pages()):
        if item.path not in seen.files:
            yield Finding(CONFIG, item.line, "CF201", f"nav names a page that does not exist: {item.path}",
                          "correct the path, or write the page in docs/")  # fmt: skip
        elif item.path in met:
            yield Finding(
                CONFIG, item.line, "CF201", f"nav names a page twice: {item.path}", "keep one of the two"
            )
        met.add(item.path)
    if not met:
        yield Finding(CONFIG, 1, "CF201", "nav names no page", "list the pages in reading order under 'nav:'")
