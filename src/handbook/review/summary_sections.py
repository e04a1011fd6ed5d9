"""The sections of the comment beside the changes themselves: law, counts, languages, findings, and what is left over.

Each has a room of its own, so that no long one takes it from another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from handbook.findings import Finding, Severity
from handbook.project import Language
from handbook.review.links import Links
from handbook.review.markdown_text import deleted, inserted, tidy
from handbook.review.model import Change, Fact, Kind, Review, Shift, SignOffChange, Standing, Words
from handbook.review.page_tags import counted
from handbook.review.page_words import GIT, KINDS
from handbook.review.summary_line import (
    fitting,
    left_out,
    link,
    listed,
    page_of,
    preview_of,
    source_line,
    text,
)
from handbook.review.visible import opening

T = TypeVar("T")

# Characters for each list; together they leave the changes more than a third of the whole.
_LAW, _LANGUAGES, _SIGN_OFFS, _FINDINGS, _REST = 6_000, 6_000, 1_500, 6_000, 2_000
_MOST_FINDINGS = 40
_HEADS = (
    "Language",
    "Updated",
    "Made outdated",
    "Missing",
    "Texts to translate",
    "Words to translate",
    "Sign-offs voided",
)


def law_section(review: Review, links: Links) -> str:
    """What changed in law: facts of authorities, then citations, with the paragraphs that rest on them."""
    cited = [change for change in review.changes if change.citations_added or change.citations_dropped]
    law = [fact for fact in review.facts if fact.is_law]
    facts = _items("fact", law, lambda fact: _fact(review, fact, links), _LAW, links)
    citations = _items("paragraph", cited, _citations, _LAW, links)
    if not facts and not citations:
        return section("What changed in law", "No fact of an authority and no citation changed.")
    return section("What changed in law", facts, citations)


def _fact(review: Review, fact: Fact, links: Links) -> str:
    before, after = (text(value, 200) or "*none*" for value in (fact.before, fact.after))
    commit = review.head if fact.after else review.base
    cited = f"cited in {listed(fact.cited, 20, 20)}" if fact.cited else "not cited"
    place = source_line(links, commit, fact.file, fact.line)
    return f"- **{text(fact.entry, 60)}** {text(fact.name, 80)} – {before} → {after} · {cited} · {place}"


def _citations(change: Change) -> str:
    number = text(change.place.number, 40) or text(change.title, 60)
    both = (
        ("no longer cites", change.citations_dropped, deleted),
        ("now cites", change.citations_added, inserted),
    )
    said = [f"{words} {_cited(values, show)}" for words, values, show in both if values]
    return tidy(f"- **{number}** {'; '.join(said)}")


def _cited(values: Sequence[str], show: Callable[[str], str]) -> str:
    shown = ", ".join(show(opening(value, 100)) for value in values[:6])
    return f"{shown} and {len(values) - 6:,} more" if len(values) > 6 else shown


def counts_line(review: Review) -> str:
    """How many changes of each kind; one change may be of several."""
    counts = Counter(kind for change in review.changes for kind in change.kinds)
    kinds = [f"{KINDS[kind].word.lower()} {counts[kind]:,}" for kind in Kind if counts[kind]]
    whole = counted(len(review.changes), "change")
    return f"**{whole}**: {' · '.join(kinds)}\n" if kinds else "**No paragraph changed.**\n"


# --- Languages ---


def languages_section(review: Review, links: Links) -> str:
    """A table of what the change means for each language, and the sign-offs it voids or brings."""
    shown = bool(links.preview), bool(page_of(links.review, "x"))
    heads = [
        *_HEADS,
        *(name for name, is_shown in zip(("Preview", "On paper"), shown, strict=True) if is_shown),
    ]
    standings = Counter(one for change in review.changes for one in change.languages.items())
    rows = (_row(review, one, standings, links) for one in review.languages)
    table = fitting(rows, len(review.languages), _LANGUAGES)
    sides = [":--", *["--:"] * (len(_HEADS) - 1), *[":--"] * sum(shown)]
    lines = "\n".join([_cells(heads), _cells(sides), *table.shown]) if table.shown else ""
    signoffs = _items("sign-off", review.signoffs, _signoff, _SIGN_OFFS, links)
    return section("Languages", lines, left_out(table.left_out, "language", links), signoffs)


def _row(review: Review, language: Language, standings: Counter[tuple[str, Standing]], links: Links) -> str:
    tag = language.tag
    todo = review.todo.get(tag, Words(0, 0))
    voided = sum(one.voided and one.tag == tag for one in review.signoffs)
    told = (standings[tag, one] for one in (Standing.UPDATED, Standing.OUTDATED, Standing.MISSING))
    numbers = [f"{number:,}" for number in (*told, todo.texts, todo.words, voided)]
    paper = page_of(links.review, f"redline-{tag}.pdf")
    places = [previews(tag, links), link("redline", paper) if paper else ""]
    return _cells([f"{text(language.name, 40)} ({text(tag, 20)})", *numbers, *filter(None, places)])


def previews(tag: str, links: Links) -> str:
    """Links to a language's site and PDF as the change makes them; empty where there is no preview."""
    if not links.preview:
        return ""
    site, pdf = (preview_of(links, path) for path in (f"site/{tag}/index.html", f"pdf/handbook-{tag}.pdf"))
    return f"{link('site', site)} · {link('PDF', pdf)}"


def _cells(values: Iterable[str]) -> str:
    return f"| {' | '.join(values)} |"


def _signoff(one: SignOffChange) -> str:
    role = {"reviewer": "legal reviewer"}.get(one.role, one.role)
    holds = "no longer holds" if one.voided else "given"
    return f"- sign-off {holds}: {text(one.tag, 20)} {text(one.page)} ({text(role, 40)})"


# --- What comes after the changes ---


def findings_section(review: Review, findings: Sequence[Finding], links: Links) -> str:
    """Errors first, at most 40; nothing if there are no findings."""
    if not findings:
        return ""
    errors = sum(one.severity is Severity.ERROR for one in findings)
    told = f"{counted(errors, 'error')}, {counted(len(findings) - errors, 'warning')}."
    ranked = sorted(findings, key=lambda one: (one.severity is not Severity.ERROR, one))
    lines = (_finding(review, one, links) for one in ranked[:_MOST_FINDINGS])
    cut = fitting(lines, len(findings), _FINDINGS)
    return section("Findings", told, "\n".join(cut.shown), _more_findings(cut.left_out))


def _more_findings(count: int) -> str:
    return (
        f"*{counted(count, 'more finding', 'more findings')}: `handbook check` lists all.*" if count else ""
    )


def _finding(review: Review, one: Finding, links: Links) -> str:
    place = source_line(links, review.head, one.path, one.line)
    hint = f" – {text(one.hint, 160)}" if one.hint else ""
    return f"- {one.severity} {text(one.code, 20)} · {place} – {text(one.message, 240)}{hint}"


def register_section(review: Review, links: Links) -> str:
    """Facts that are no law: agencies, terms, roles, the scope."""
    others = [fact for fact in review.facts if not fact.is_law]
    lines = _items("fact", others, lambda fact: _fact(review, fact, links), _REST, links)
    return section("Other facts of the register", lines)


def shifts_section(review: Review, links: Links) -> str:
    """Paragraphs whose numbers are others now."""
    return section("Numbers that shifted", _items("range", review.shifts, _shift, _REST, links))


def _shift(one: Shift) -> str:
    before, after = (
        "–".join(dict.fromkeys(text(number, 30) for number in ends)) for ends in (one.before, one.after)
    )
    return f"- {text(one.page)} – {before} → {after} ({counted(one.count, 'paragraph')})"


def unreadable_section(review: Review, links: Links) -> str:
    """Files that could not be compared, each with its reason."""
    lines = _items(
        "file", review.unreadable, lambda one: f"- {text(one[0])} – {text(one[1], 240)}", _REST, links
    )
    return section("Could not be compared", lines)


def others_section(review: Review, links: Links) -> str:
    """Changed files that hold no paragraphs, folded."""
    if not review.others:
        return ""
    lines = _items(
        "file",
        review.others,
        lambda one: f"- {text(GIT.get(one.what, one.what), 20)}: {text(one.path)}",
        _REST,
        links,
    )
    count = counted(len(review.others), "other file")
    return f"<details><summary>{count}</summary>\n\n{lines}\n\n</details>\n"


def section(title: str, *bodies: str) -> str:
    """A heading and what stands below it, a blank line between; nothing where there is no body."""
    told = [body for body in bodies if body]
    return "\n\n".join([f"### {title}", *told]) + "\n" if told else ""


def _items(word: str, values: Sequence[T], line: Callable[[T], str], room: int, links: Links) -> str:
    """The values as a list that fits into `room`, and how many more there are."""
    cut = fitting(map(line, values), len(values), room)
    return "\n\n".join(filter(None, ["\n".join(cut.shown), left_out(cut.left_out, word, links)]))
