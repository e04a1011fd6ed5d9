"""SC102 outside-the-parts. What: a page that stands in none of the handbook's parts and is no reference page.

Why: the handbook has its parts as subjects and no others; what stands elsewhere only helps to use them. Instead: move
the page into the folder of a part, or make it `kind: reference`.
"""

from pathlib import PurePosixPath

from handbook.checks.inspection import Findings, Inspection


def check(seen: Inspection) -> Findings:
    parts = seen.project.parts
    for path, page in seen.source.pages.items():
        if parts and PurePosixPath(path).parts[0] not in parts and page.front.kind != "reference":
            what = f"a page of kind {page.front.kind} stands in none of the parts"
            hint = f"move it to {', '.join(f'{part}/' for part in parts)}, or make it kind: reference"
            yield seen.at_page(path, 1, "SC102", what, hint)
