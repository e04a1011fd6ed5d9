"""RG101 to RG107 register-entry. What: a file of `docs/register/` that cannot be read (RG101), is not YAML (RG102), has
another shape than entries below their heading (RG103) or uses more of YAML than plain values (RG107); an id or a word
that stands twice (RG104), an id of other signs than small letters, digits and hyphens (RG105), a missing, misspelt or
impossible value (RG106).

Why: an entry that is not understood is cited nowhere, and what it says of the law is lost. Instead: correct the line;
an editor that knows the schema named in the file's first line shows what may stand there.
"""

from handbook.checks.inspection import Findings, Inspection


def check(seen: Inspection) -> Findings:
    return seen.register_findings
