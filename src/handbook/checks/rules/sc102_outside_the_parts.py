"""SC102 outside-the-parts. What: a page in none of the handbook's parts that is no tool and no reference page.

Why: the handbook has its parts as subjects and no others; what stands elsewhere only helps to use them. Instead: move
the page into the folder of a part, or make it `kind: tool` (a form, a checklist) or `kind: reference`.
"""

from pathlib import PurePosixPath

from handbook.checks.inspection import Findings, Inspection

# Forms and lists that only help to use the parts.
_HELPERS = frozenset({"reference", "tool"})


def check(seen: Inspection) -> Findings:
    parts = seen.project.parts
    for path, page in seen.source.pages.items():
        if parts and PurePosixPath(path).parts[0] not in parts and page.front.kind not in _HELPERS:
            what = f"a page of kind {page.front.kind} stands in none of the parts"
            hint = f"move it to {', '.join(f'{part}/' for part in parts)}, or make it kind: tool or reference"
            yield seen.at_page(path, 1, "SC102", what, hint)
