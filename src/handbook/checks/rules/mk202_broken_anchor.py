"""MK202 broken-anchor. What: a link to a heading or paragraph that its page does not have.

Why: the reader lands at the top of a page and reads the wrong rule. Instead: use an id from the page's own headings
(English words, small letters, hyphens) or a paragraph anchor such as `#p4`.
"""

from difflib import get_close_matches

from handbook.checks.inspection import Findings, Inspection
from handbook.checks.links import resolve
from handbook.site.reference.anchors import made_anchors


def check(seen: Inspection) -> Findings:
    for path, page in seen.source.pages.items():
        for reference in page.references:
            target = resolve(path, reference.address)
            if target is None or not target.fragment or reference.alt is not None:
                continue
            there = seen.source.pages.get(target.path)
            if there is None or target.fragment in there.anchors:
                continue
            made = made_anchors(there.generated, seen.register, _cited(seen)) if there.generated else frozenset()
            if target.fragment in made:
                continue
            near = get_close_matches(target.fragment, sorted(there.anchors | made), 2)
            hint = (
                f"did you mean: {', '.join('#' + name for name in near)}"
                if near
                else "look the id up in that page's headings"
            )
            what = f"{target.path} has no anchor #{target.fragment}"
            yield seen.at_page(path, reference.line, "MK202", what, hint, words=reference.address)


def _cited(seen: Inspection) -> frozenset[str]:
    return frozenset(place.id for page in seen.source.pages.values() for place in page.citations)
