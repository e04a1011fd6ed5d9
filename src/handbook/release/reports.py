"""What a build reports to editors beside the sites and books: `reports/` in its output."""

from __future__ import annotations

from pathlib import Path

from handbook.checks.inspection import Inspection
from handbook.checks.scope import scope_report, stated_reasons

REPORTS = "reports"
SCOPE = f"{REPORTS}/scope.md"


def write_reports(seen: Inspection, stage: Path) -> None:
    """Write the reports into the folder `stage`: the reasons why pages name what the handbook does not teach."""
    titles = {name: matter.title for name, matter in seen.register.matters.items()}
    target = stage / SCOPE
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(scope_report(stated_reasons(seen.source), titles), encoding="utf-8", newline="\n")
