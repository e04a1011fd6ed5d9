"""The top of the page: what is compared, and at a glance what changed, by kind and by language."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

from handbook.project import Language
from handbook.project.history import Commit
from handbook.review.model import Kind, Review, Standing, Words
from handbook.review.page_change import kind_html
from handbook.review.page_law import table
from handbook.review.page_tags import Html, counted, join, sign, tag, unseen
from handbook.review.page_words import STANDINGS

_COUNTED = (Standing.OUTDATED, Standing.MISSING, Standing.UPDATED, Standing.CURRENT)


def head_html(review: Review) -> Html:
    """The banner: title, edition, and the two commits with their days."""
    return tag(
        "header",
        tag(
            "div",
            tag("p", "Review of changes · edition ", review.edition, class_="eyebrow"),
            tag("h1", review.title, lang=review.source.tag, dir=review.source.direction),
            tag(
                "p",
                unseen("From "),
                _commit(review.base_name, review.base),
                sign(" → "),
                unseen(" to "),
                _commit(review.head_name, review.head),
                class_="commits",
            ),
        ),
        tag(
            "p",
            tag("button", "Keys and signs", type="button", id="r_keys", class_="js-only"),
            tag("button", "Dark", type="button", id="r_theme", class_="js-only"),
            class_="controls",
        ),
        class_="top",
    )


def glance_html(review: Review) -> Html:
    """How many changes of each kind there are, and how each language stands."""
    kinds = Counter(kind for change in review.changes for kind in change.kinds)
    pages = len({change.place.page for change in review.changes})
    said = (
        f"{counted(len(review.changes), 'change')} on {counted(pages, 'page')}."
        if review.changes
        else "No page of the handbook changed."
    )
    found = [tag("li", kind_html(kind), " ", tag("b", f"{kinds[kind]:,}")) for kind in Kind if kinds[kind]]
    return tag(
        "section",
        tag("h2", "At a glance", id="r_glance"),
        tag("p", said, class_="calm"),
        tag("ul", *found, class_="kinds") if found else None,
        _unreadable(review),
        table(
            "How each language stands",
            _heads(),
            map(_row, [review] * len(review.languages), review.languages),
        )
        if review.languages
        else None,
        aria_labelledby="r_glance",
    )


def _commit(name: str, commit: Commit) -> Html:
    day = datetime.fromtimestamp(commit.epoch, UTC).strftime("%Y-%m-%d")
    parts = [tag("b", name), " ", tag("code", commit.short), " ", tag("time", day, datetime=day)]
    return tag("span", join(parts), class_="commit")


def _unreadable(review: Review) -> Html | None:
    if not review.unreadable:
        return None
    said = f"{counted(len(review.unreadable), 'file')} could not be compared paragraph by paragraph"
    return tag("p", sign("! "), tag("a", said, href="#r_unreadable"), ".", class_="warn")


def _heads() -> tuple[str, ...]:
    return ("Language", *(STANDINGS[one].word for one in _COUNTED), "Still to translate", "Sign-offs voided")


def _row(review: Review, language: Language) -> Html:
    counts = Counter(change.languages.get(language.tag) for change in review.changes)
    voided = sum(one.voided and one.tag == language.tag for one in review.signoffs)
    name = tag("span", language.name, lang=language.tag, dir=language.direction)
    return tag(
        "tr",
        tag("th", name, " ", tag("span", language.tag, class_="room"), scope="row"),
        *(_number(counts[one], one) for one in _COUNTED),
        tag("td", _todo(review.todo.get(language.tag, Words(0, 0)))),
        _number(voided),
    )


def _number(count: int, standing: Standing | None = None) -> Html:
    word = STANDINGS[standing].sign if standing and count else ""
    return tag("td", sign(f"{word} ") if word else None, f"{count:,}", class_="num" if count else "num zero")


def _todo(words: Words) -> str:
    if not words.texts:
        return "nothing"
    return f"{counted(words.words, 'word')} in {counted(words.texts, 'text')}"
