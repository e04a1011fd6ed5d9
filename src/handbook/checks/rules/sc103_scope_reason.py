"""SC103 scope-reason. What: front matter that excuses a matter the scope list does not have, gives no reason, or
excuses what the page does not touch (a warning).

Why: an excuse nobody needs would hide the next hit. Instead: name the matter as `docs/register/scope.yml` does, say why
the page must name it, and take the excuse out when the page no longer does.
"""

from difflib import get_close_matches

from handbook.checks.inspection import Findings, Inspection
from handbook.checks.scope import StatedReason, stated_reasons
from handbook.findings import Severity
from handbook.register.scope import matter_finder, patterns_in


def check(seen: Inspection) -> Findings:
    matters = seen.register.matters
    touched = {(found.page, found.hit.matter) for found in seen.translated_hits}
    for one in stated_reasons(seen.source):
        if one.matter not in matters:
            near = get_close_matches(one.matter, matters, 2) or sorted(matters)
            what = f"the scope list has no matter {one.matter!r}"
            yield seen.at_page(one.page, one.line, "SC103", what, f"one of: {', '.join(near)}")
        elif not one.reason:
            what = f"no reason is given for {one.matter}"
            yield seen.at_page(one.page, one.line, "SC103", what, "say why the page must name it")
        elif (one.page, one.matter) not in touched and not _touches(seen, one):
            what, hint = f"the page does not touch {one.matter}", "take the reason out"
            yield seen.at_page(one.page, one.line, "SC103", what, hint, Severity.WARNING)


def _touches(seen: Inspection, one: StatedReason) -> bool:
    find = matter_finder(patterns_in(seen.register.matters, seen.project.source.tag))
    segments = seen.source.pages[one.page].segments
    return any(hit.matter == one.matter for segment in segments for hit in find(segment.msgid))
