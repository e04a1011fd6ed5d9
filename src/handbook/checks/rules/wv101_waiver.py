"""WV101 to WV102 waiver. What: translations/waivers.yml is broken, or waives a change of English that is more than a
typo (WV101); `handbook translate mark --typo` was asked to waive such a change (WV102).

Why: a translation would pass as current although translators never saw the change. Instead: take the waiver out, and
write waivers with `handbook translate mark --typo`, which refuses what is no typo.
"""

from handbook.checks.inspection import Findings, Inspection
from handbook.translation.waivers import load_waivers


def check(seen: Inspection) -> Findings:
    yield from load_waivers(seen.project).findings
