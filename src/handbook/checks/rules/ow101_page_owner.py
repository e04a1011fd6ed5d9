"""OW101 page-owner. What: a page's `owner` names no team of `owners` in mkdocs.yml (a warning).

Why: nobody of that name is asked to review a change of the page, and the file CODEOWNERS passes it over. Instead: name
a team that is listed, or list the team with its handle: `teams: {legal-team: "@organisation/legal-team"}`.
"""

from difflib import get_close_matches

from handbook.checks.inspection import Findings, Inspection
from handbook.findings import Severity

SEVERITY = Severity.WARNING


def check(seen: Inspection) -> Findings:
    teams = dict(seen.project.owners.teams)
    for path, page in seen.source.pages.items() if teams else ():
        if (owner := page.front.owner) and owner not in teams:
            near = get_close_matches(owner, teams, 2) or sorted(teams)
            hint = f"one of: {', '.join(near)}; or list it under owners: in mkdocs.yml"
            yield seen.at_page(path, 1, "OW101", f"no team is called {owner!r}", hint, SEVERITY)
