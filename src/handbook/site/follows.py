"""What an edition that follows an earlier English text says of itself, in its own language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from handbook.site.edition import Followed
from handbook.translation.dates import long_date

_TEXT = "This edition follows the English text of {date}, commit {commit}. A newer English edition exists."
_CHANGED = "The English text of this page has changed since; paragraph numbers may differ."
_GONE = "The English edition no longer has this page."
_NEW_TITLE = "This page is not in this edition"


@dataclass(frozen=True, slots=True)
class FollowsNotice:
    """The sentence for every page, what is to be said of this one (may be empty), and the words of the link."""

    text: str
    note: str
    link: str


def follows_text(follows: Followed, words: Mapping[str, str], language: str) -> str:
    """The whole sentence, for the top of pages and the title page."""
    date = long_date(follows.date, language)
    return words[_TEXT].replace("{date}", date).replace("{commit}", follows.commit)


def follows_short(follows: Followed, words: Mapping[str, str], language: str) -> str:
    """The same in a few words, for the foot of pages."""
    return words["English text of {date}"].replace("{date}", long_date(follows.date, language))


def follows_notice(follows: Followed, words: Mapping[str, str], language: str, page: str) -> FollowsNotice:
    """What stands at the top of a page."""
    note = words[_CHANGED] if page in follows.changed else words[_GONE] if page in follows.gone else ""
    newer = page in follows.changed or page in follows.new
    link = words["Newer English text of this page" if newer else "English edition"]
    return FollowsNotice(follows_text(follows, words, language), note, link)


def new_page(words: Mapping[str, str]) -> str:
    """What stands in the place of a page that English has got since: links from other languages lead here."""
    return f"---\nsearch: {{exclude: true}}\n---\n\n# {words[_NEW_TITLE]}\n"
