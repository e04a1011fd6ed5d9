"""`build/review/index.html`: the whole review in one file that asks for nothing else and trusts no text in it."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from string import Template

from handbook.review.links import Links
from handbook.review.model import Change, Review
from handbook.review.page_change import Pointers, change_html, page_number
from handbook.review.page_filters import (
    PageGroup,
    PartGroup,
    contents_html,
    filters_html,
    help_html,
    shown_html,
)
from handbook.review.page_head import glance_html, head_html
from handbook.review.page_law import law_html
from handbook.review.page_tags import Html, counted, join, safe, tag
from handbook.review.page_tail import tail_html
from handbook.review.page_text import Voices
from handbook.review.page_words import signs_css
from handbook.stable import read_text

_LOOK = Path(__file__).parent / "look"


def html_page(review: Review, links: Links) -> str:
    """The review as a page for people: filters, languages side by side, keys; readable without its script."""
    style = read_text(_LOOK / "review.css") + signs_css() + _columns(len(review.languages))
    script = read_text(_LOOK / "review.js")
    return Template(read_text(_LOOK / "page.html")).substitute(
        policy=_policy(style, script),
        title=safe(f"{review.base_name} → {review.head_name} · {review.title}"),
        review=safe(links.review),
        style=style,
        script=script,
        body=_body(review, Pointers(review, links)),
    )


def _policy(style: str, script: str) -> Html:
    """Nothing may be loaded, sent or run but the style and the script that stand in the page, known by their digest."""
    return safe(
        f"default-src 'none'; script-src {_digest(script)}; style-src {_digest(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _columns(count: int) -> str:
    """Rules that show one language's texts beside the source; numbers, because a tag is not ours to put in a style."""
    rules = (f':root[data-column="{n}"] .t:not(.l{n}) {{ display: none; }}\n' for n in range(count + 1))
    return "".join(rules)


def _body(review: Review, pointers: Pointers) -> Html:
    parts = list(_parts(review))
    voices = Voices(review.source, review.languages)
    return join(
        [
            tag("a", "Skip to the changes", href="#r_changes", class_="skip"),
            head_html(review),
            tag(
                "div",
                tag(
                    "aside", filters_html(review, parts), contents_html(parts), aria_label="Filters and pages"
                ),
                tag(
                    "main",
                    glance_html(review),
                    law_html(review, pointers),
                    _changes(parts, voices, pointers),
                    tail_html(review, pointers),
                ),
                class_="frame",
            ),
            help_html(),
            tag("p", role="status", class_="said", id="r_said"),
        ]
    )


def _changes(parts: list[PartGroup], voices: Voices, pointers: Pointers) -> Html:
    empty = tag("p", "No change fits these filters.", id="r_nothing", class_="calm", hidden=True)
    sections = (_part(part, voices, pointers) for part in parts)
    return tag("div", shown_html(), empty, join(sections), id="r_changes", tabindex=-1)


def _part(part: PartGroup, voices: Voices, pointers: Pointers) -> Html:
    heading = tag("h2", part.title, id=part.id)
    pages = (_page(page, voices, pointers) for page in part.pages)
    return tag("section", heading, join(pages), class_="part", data_part=part.key, aria_labelledby=part.id)


def _page(page: PageGroup, voices: Voices, pointers: Pointers) -> Html:
    source = voices.source
    number = tag("span", page.number, " ", class_="no") if page.number else None
    title = tag("span", page.title, lang=source.tag, dir=source.direction)
    return tag(
        "section",
        tag("h3", number, title, id=page.id),
        tag("p", f"{page.page} · {counted(len(page.changes), 'change')}", class_="where"),
        join(change_html(change, voices, pointers) for change in page.changes),
        class_="page",
        aria_labelledby=page.id,
    )


def _parts(review: Review) -> Iterator[PartGroup]:
    """The changes by part and page, in their order; one outside the parts stands under a name of its own."""
    pages = 0
    for number, (folder, found) in enumerate(groupby(review.changes, lambda change: change.part), 1):
        groups = []
        for page, changes in groupby(found, lambda change: change.place.page):
            pages += 1
            groups.append(_group(f"r_page-{pages}", page, list(changes)))
        title = review.part_titles.get(folder, folder) or "Outside the parts"
        yield PartGroup(f"r_part-{number}", folder or "-", title, groups)


def _group(name: str, page: str, changes: list[Change]) -> PageGroup:
    numbers = (page_number(change.place) for change in changes)
    return PageGroup(name, changes[0].title, page, next(filter(None, numbers), ""), changes)
