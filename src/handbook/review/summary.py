"""The comment on a pull request: what changed in law first, then what it means for each language, then the changes.

GitHub-flavoured Markdown that GitLab shows as well, always under 60,000 characters, of a host that takes 65,536.
"""

from __future__ import annotations

from collections.abc import Sequence

from handbook.findings import Finding
from handbook.review.links import Links
from handbook.review.markdown_text import size
from handbook.review.model import Review
from handbook.review.summary_changes import changes_section
from handbook.review.summary_line import comparison, link, page_of, text
from handbook.review.summary_sections import (
    counts_line,
    findings_section,
    languages_section,
    law_section,
    others_section,
    previews,
    register_section,
    section,
    shifts_section,
    unreadable_section,
)

MARKER = "<!-- handbook-review -->"
"""The first line, unseen: by it a workflow finds the comment it wrote before."""

LIMIT = 59_000
"""Characters (UTF-16, the strictest count) of the whole comment."""


def summary(review: Review, findings: Sequence[Finding], links: Links) -> str:
    """Return the comment. What others wrote is harmless in it: it makes no link, element, mention or reference.

    Everything but the changes has a room of its own; the changes get what is left, and what finds no room is counted.
    """
    law, counts, languages = law_section(review, links), counts_line(review), languages_section(review, links)
    above = [_head(review, links), law, counts, languages]
    below = [
        findings_section(review, findings, links),
        shifts_section(review, links),
        register_section(review, links),
        unreadable_section(review, links),
        others_section(review, links),
    ]
    room = LIMIT - sum(size(part) + 1 for part in (*above, *below))
    changes = section("The changes", changes_section(review, links, room - 50)) if review.changes else ""
    return "\n".join(filter(None, [*above, changes, *below]))


def _head(review: Review, links: Links) -> str:
    """The marker, what is compared, and where to read the whole."""
    title = f"## {text(review.title, 120)} – review of {comparison(review)}"
    source = review.source
    places = [
        link("**Full review**", links.review) if links.review else "",
        link("Word file with tracked changes", page_of(links.review, "redline.docx")) if links.review else "",
        f"{text(source.name, 40)} – {previews(source.tag, links)}" if links.preview else "",
    ]
    told = " · ".join(filter(None, places)) or "The full review is `build/review/index.html`."
    return f"{MARKER}\n\n{title}\n\n{told}\n"
