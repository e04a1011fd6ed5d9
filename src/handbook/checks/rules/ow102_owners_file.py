"""OW102 owners-file. What: CODEOWNERS differs from what pages and mkdocs.yml say (a warning).

Why: GitHub and GitLab go by the file alone, so the wrong people are asked to review a change, or nobody is. Instead:
run `handbook owners` and commit the file; to change who answers, edit `owner` of the page or `owners` in mkdocs.yml.
"""

from handbook.checks.inspection import Findings, Inspection
from handbook.errors import HandbookError
from handbook.findings import Finding, Severity
from handbook.project.owners import NOBODY, codeowners, written_files
from handbook.stable import read_text

SEVERITY = Severity.WARNING


def check(seen: Inspection) -> Findings:
    project = seen.project
    # A project that names nobody here may keep a file of its own.
    if project.owners == NOBODY:
        return
    wanted = codeowners(project, {path: page.front.owner for path, page in seen.source.pages.items()})
    for place in written_files(project.root):
        if line := _first_difference(_text(seen, place), wanted):
            what = "the file is not what the pages' owners and mkdocs.yml say"
            hint = "run: handbook owners"
            yield Finding(place, line, "OW102", what, hint, SEVERITY)


def _text(seen: Inspection, place: str) -> str:
    try:
        return read_text(seen.project.root / place, place)
    except HandbookError:
        return ""


def _first_difference(text: str, wanted: str) -> int:
    """The line, from 1, at which the two texts part; 0 if they are the same."""
    if text == wanted:
        return 0
    lines, others = text.splitlines(), wanted.splitlines()
    same = (one == other for one, other in zip(lines, others, strict=False))
    return next((number for number, equal in enumerate(same, 1) if not equal), min(len(lines), len(others)) + 1)
