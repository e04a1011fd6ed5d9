"""SO101 to SO104 signoff. What: a file of sign-offs, translations/<lang>/signoff.yml, that is broken (SO101); a
sign-off in a language or, as a warning, of a page that does not exist (SO102); a page that was edited, in English or in
translation, after somebody signed it (SO103, a warning); a page that was to be signed with entries missing or outdated
(SO104).

Why: a signature is for one text; what is broken must not pass as signed, nor be lost, and readers are told at once that
a paragraph is no longer reviewed. Instead: have the paragraphs named here read again, and sign the page again; after a
page was renamed write its new path in place of the old one.
"""

from handbook.checks.inspection import Findings, Inspection
from handbook.findings import Finding, Severity
from handbook.markdown.session import Lookup
from handbook.translation.signed_text import changes, text_now
from handbook.translation.signoff import FILE, SignedText, SignOff, load_signoffs, signoff_file
from handbook.translation.targets import load_targets

WARNINGS = ("SO103",)


def check(seen: Inspection) -> Findings:
    tags = [language.tag for language in seen.project.languages]
    for path in seen.catalogue_files:
        tag, _, name = path.partition("/")
        if name == FILE and tag not in tags:
            what = f"sign-offs in a language that mkdocs.yml does not list: {tag}"
            yield Finding(f"translations/{path}", 1, "SO102", what, f"one of: {', '.join(sorted(tags))}")
    for tag in tags:
        loaded = load_signoffs(seen.project, tag)
        yield from loaded.findings
        texts: dict[str, tuple[SignedText, ...]] = {}
        for one in loaded.value.values():
            yield from _judged(seen, tag, one, texts)


def _judged(seen: Inspection, tag: str, one: SignOff, texts: dict[str, tuple[SignedText, ...]]) -> Findings:
    """What is wrong with a sign-off; `texts` keeps pages as they are for the next signature below the same."""
    shown = seen.project.shown(signoff_file(seen.project, tag))
    if one.page not in seen.project.pages:
        what = f"sign-off of a page that does not exist: {one.page}"
        hint = "if it was renamed, write its new path here; else take it out"
        yield Finding(shown, one.line, "SO102", what, hint, Severity.WARNING)
    elif one.page in seen.source.pages:
        if one.page not in texts:
            texts[one.page] = text_now(seen.source.pages[one.page], _lookup(seen, tag, one.page))
        hint = f"read it again, then: handbook signoff {one.page} --lang {tag} --as {one.role} --name …"
        for change in changes(one.text, texts[one.page]):
            where = _named(seen, one.page, change.paragraph)
            what = f"{one.page}, {where}: {change.what} since {one.name} signed as {one.role} on {one.date}"
            yield Finding(shown, one.line, "SO103", what, hint, Severity.WARNING)


def _lookup(seen: Inspection, tag: str, page: str) -> Lookup | None:
    if tag == seen.project.source.tag:
        return None
    file = seen.project.catalogue(tag, page)
    return load_targets(file, tag, seen.project.shown(file), seen.project.cache / "catalogues").value.lookup


def _named(seen: Inspection, page: str, paragraph: int) -> str:
    """A paragraph as readers cite it."""
    if paragraph == 0:
        return "its title, purpose and headings"
    number = seen.project.numbers.get(page)
    return f"paragraph {number}.{paragraph}" if number else f"paragraph {paragraph}"
