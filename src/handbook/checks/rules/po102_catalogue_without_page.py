"""PO102 catalogue-without-page. What: a catalogue for a page that does not exist, or for a language that is not listed.

Why: translators would work on text nobody reads. Instead: `handbook translate update` moves the catalogue of a renamed
page along, and gives its paragraphs to the pages that took them over. What is left of a page that is gone it keeps, set
aside, for text that comes back: that is a warning until somebody deletes the file.
"""

import re

from handbook.checks.inspection import Findings, Inspection
from handbook.findings import Finding, Severity
from handbook.project import NAVIGATION_CATALOGUE, REGISTER_CATALOGUE

_IN_USE = re.compile(rb'^msgid (?!""\r?\nmsgstr)', re.MULTILINE)
_SET_ASIDE = re.compile(rb"^#~ msgid ", re.MULTILINE)


def check(seen: Inspection) -> Findings:
    tags = {language.tag for language in seen.project.translated}
    pages = {page.removesuffix(".md") + ".po" for page in seen.project.pages}
    pages |= {NAVIGATION_CATALOGUE, REGISTER_CATALOGUE}
    for path in seen.catalogue_files:
        tag, _, rest = path.partition("/")
        shown = f"translations/{path}"
        if not path.endswith(".po"):
            continue
        if tag not in tags:
            what = f"catalogue for a language that mkdocs.yml does not list: {tag}"
            yield Finding(shown, 1, "PO102", what, f"one of: {', '.join(sorted(tags))}")
        elif rest not in pages:
            yield _without_page(seen, shown, path, rest.removesuffix(".po") + ".md")


def _without_page(seen: Inspection, shown: str, path: str, page: str) -> Finding:
    text = (seen.project.translations / path).read_bytes()
    waiting = len(_SET_ASIDE.findall(text))
    if waiting and not _IN_USE.search(text):
        what = f"the page {page} is gone; {waiting} of its translations wait for their text to come back"
        return Finding(
            shown, 1, "PO102", what, "delete the file when nobody needs them any more", Severity.WARNING
        )
    if (seen.project.docs / page).is_file():
        return Finding(
            shown, 1, "PO102", f"catalogue for a page outside the navigation: {page}", "add it to nav"
        )
    hint = "run handbook translate update: it moves with its page, or is set aside; or delete it"
    return Finding(shown, 1, "PO102", f"catalogue for a page that does not exist: {page}", hint)
