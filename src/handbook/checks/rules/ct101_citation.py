"""CT101 to CT105 citation. What: a citation of an authority the register does not have (CT101), of a division beyond
the instrument's last (CT102) or of a kind it does not have (CT103), of what was repealed or replaced, without its
successor (CT104, a warning), or a bracket that is no citation (CT105).

Why: an officer who looks it up finds nothing, or law that no longer applies. Instead: `[@id, art. 9(3)]` with an id of
`docs/register/authorities/` and a number that is there.
"""

from dataclasses import replace

from handbook.checks.inspection import Findings, Inspection
from handbook.findings.places import placed_words
from handbook.markdown.citations import check_bracket

WARNINGS = ("CT104",)


def check(seen: Inspection) -> Findings:
    for path, page in seen.source.pages.items():
        shown = seen.project.shown(seen.project.docs / path)
        for raw, line in page.brackets:
            for found in check_bracket(raw, seen.register):
                yield placed_words(replace(found, path=shown, line=line), raw, seen.line_of)
