"""AU201 overdue-check. What: an authority that was last compared with the law longer ago than `authorities_months` in
mkdocs.yml allows (a warning).

Why: law changes, and a citation that was right last year misleads today. Instead: compare the entry with the official
text and give the new day and copy under `checked:`; `handbook authorities` lists all.
"""

from handbook.checks.currency import times_cited
from handbook.checks.inspection import Findings, Inspection
from handbook.findings import Finding, Severity
from handbook.register.currency import Currency, currency
from handbook.register.load import AUTHORITIES
from handbook.stable import today

SEVERITY = Severity.WARNING


def check(seen: Inspection) -> Findings:
    rows = currency(seen.register, times_cited(seen.source), today(), seen.project.authorities_months)
    for row in rows:
        if row.state is Currency.OVERDUE:
            path, line = seen.register.places[AUTHORITIES, row.id]
            what = f"{row.id} was last checked on {row.checked}, due again on {row.due}"
            hint = f"compare it with the official text (last with: {row.against}) and renew checked:"
            yield Finding(path, line, "AU201", what, hint, SEVERITY)
