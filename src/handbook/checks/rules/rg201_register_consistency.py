"""RG201 to RG207 register-consistency. What: entries that contradict each other or the handbook: a successor that is
not there (RG201), dates in the wrong order (RG202), one title for two authorities (RG203), a language the handbook does
not have (RG204), a term whose pattern does not find its own word (RG205), a place that its authority does not have
(RG206), an id that is both a role and an agency (RG207).

Why: readers would be told two things, or the wrong one. Instead: compare with the official text and correct one.
"""

from handbook.checks.inspection import Findings, Inspection
from handbook.register.consistency import check_register
from handbook.stable import clock


def check(seen: Inspection) -> Findings:
    register = seen.register
    checked = any(authority.checked for authority in register.authorities.values())
    # Asking git for the day of the edition takes longer than all the rest.
    today = clock(seen.project.root).date if checked else ""
    return check_register(register, {language.tag for language in seen.project.languages}, today)
