"""The comments of a Word document with their replies, without their places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from handbook.review.comments_walk import attribute, moment, paragraph_ids, text_of
from handbook.review.remarks import Reply
from handbook.translation.exchange.opc_back import below

_YES = frozenset({"1", "true", "on"})


@dataclass(frozen=True, slots=True)
class Said:
    """One comment: the number by which the text refers to it, and what was answered."""

    number: str
    author: str
    date: str
    text: str
    resolved: bool = False
    replies: tuple[Reply, ...] = ()


def said_in(comments: Element | None, extended: Element | None) -> list[Said]:
    """The comments of `word/comments.xml`; `word/commentsExtended.xml` tells which of them answer others."""
    found = list(below(comments, "comment"))
    facts = {attribute(one, "paraId"): one for one in below(extended, "commentEx")}
    owner = {name: one for one in found for name in paragraph_ids(one)}
    first: list[Element] = []
    replies: dict[Element, list[Reply]] = {}
    for one in found:
        above = _first_of(one, facts, owner)
        if above is one:
            first.append(one)
        else:
            replies.setdefault(above, []).append(Reply(attribute(one, "author"), moment(one), text_of(one)))
    return [_said(one, tuple(replies.get(one, ())), facts) for one in first]


def _said(one: Element, replies: tuple[Reply, ...], facts: Mapping[str, Element]) -> Said:
    own = (facts[name] for name in paragraph_ids(one) if name in facts)
    done = any(attribute(fact, "done") in _YES for fact in own)
    return Said(attribute(one, "id"), attribute(one, "author"), moment(one), text_of(one), done, replies)


def _first_of(one: Element, facts: Mapping[str, Element], owner: Mapping[str, Element]) -> Element:
    """The comment that a thread begins with."""
    seen: set[Element] = set()
    while one not in seen:
        seen.add(one)
        above = (attribute(facts[name], "paraIdParent") for name in paragraph_ids(one) if name in facts)
        found = next((owner[name] for name in above if name in owner), None)
        if found is None:
            return one
        one = found
    # They answer each other in a circle: a thread of nobody's making.
    return one
