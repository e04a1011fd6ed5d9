"""PO102 catalogue-without-page. What: a catalogue for a page that does not exist, or for a language that is not listed.

Why: translators would work on text nobody reads. Instead: rename it with its page, or delete it.
"""

from handbook.checks.inspection import Findings, Inspection
from handbook.findings import Finding
from handbook.project import NAVIGATION_CATALOGUE


def check(seen: Inspection) -> Findings:
    tags = {language.tag for language in seen.project.translated}
    pages = {page.removesuffix(".md") + ".po" for page in seen.project.pages} | {NAVIGATION_CATALOGUE}
    for path in seen.catalogue_files:
        tag, _, rest = path.partition("/")
        shown = f"translations/{path}"
        if not path.endswith(".po"):
            continue
        if tag not in tags:
            what = f"catalogue for a language that mkdocs.yml does not list: {tag}"
            yield Finding(shown, 1, "PO102", what, f"one of: {', '.join(sorted(tags))}")
        elif rest not in pages:
            what = f"catalogue for a page that does not exist: {rest.removesuffix('.po')}.md"
            yield Finding(shown, 1, "PO102", what, "rename it with its page, or delete it")
