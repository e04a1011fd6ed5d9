"""SC101 beyond-scope. What: a page, a title or a translation touches a matter that the handbook does not teach.

Why: the handbook is about law, rights and cooperation; a page on how to profile or interrogate would be cited as
authority for it. Instead: leave it out; where a page must name the matter, as the home page does to disown it, its
front matter gives the editor's reason: `scope: {matter-id: "the reason"}`.
"""

from collections.abc import Iterator

from handbook.checks.inspection import Findings, Inspection
from handbook.checks.scope import stated_reasons
from handbook.findings import Finding
from handbook.findings.places import placed_words
from handbook.project import CONFIG
from handbook.register.scope import Hit, matter_finder, patterns_in


def check(seen: Inspection) -> Findings:
    excused = {(one.page, one.matter) for one in stated_reasons(seen.source) if one.reason}
    for page, path, line, hit in _hits(seen):
        if (page, hit.matter) not in excused:
            matter = seen.register.matters[hit.matter]
            what = f"{hit.words!r} touches what the handbook does not teach: {matter.title}"
            excuse = f"scope: {{{hit.matter}: …}}"
            hint = f"{matter.reason} Leave it out, or give a reason in the page's front matter: {excuse}"
            yield placed_words(Finding(path, line, "SC101", what, hint), hit.words, seen.line_of)


def _hits(seen: Inspection) -> Iterator[tuple[str, str, int, Hit]]:
    """Page, file, line and what was found there."""
    source = matter_finder(patterns_in(seen.register.matters, seen.project.source.tag))
    for path, page in seen.source.pages.items():
        shown = seen.project.shown(seen.project.docs / path)
        for segment in page.segments:
            for hit in source(segment.msgid):
                yield path, shown, segment.line, hit
    for title in (title for item in seen.project.nav for title in item.titles()):
        for hit in source(title.title):
            yield "", CONFIG, title.line, hit
    for found in seen.translated_hits:
        yield found.page, found.catalogue, found.line, found.hit
