"""What changed in law: facts of the register, and citations that paragraphs gained or lost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from handbook.review.model import Change, Fact, Review
from handbook.review.page_change import Pointers, number_of
from handbook.review.page_tags import Html, counted, join, safe, sign, tag, unseen

_NOTHING = "No treaty or law of the register and no citation changed."
# Tables with more rows begin folded where they are not what the page is about.
FEW = 12


def law_html(review: Review, pointers: Pointers) -> Html:
    """The section that a lawyer reads first; it says so when there is nothing."""
    cited = any(one.citations_added or one.citations_dropped for one in review.changes)
    law = [fact for fact in review.facts if fact.is_law]
    rest = [fact for fact in review.facts if not fact.is_law]
    return tag(
        "section",
        tag("h2", "What changed in law", id="r_law"),
        join([tag("h3", "Treaties and laws"), _facts(law, review, pointers)]) if law else None,
        _citations(review.changes) if cited else None,
        None if law or cited else tag("p", _NOTHING, class_="calm"),
        _rest(rest, review, pointers) if rest else None,
        class_="law-first",
        aria_labelledby="r_law",
    )


def _rest(facts: Sequence[Fact], review: Review, pointers: Pointers) -> Html:
    """Agencies, terms and the like: no law, and often many."""
    summary = tag("summary", f"{counted(len(facts), 'other fact')} of the register")
    return tag("details", summary, _facts(facts, review, pointers), class_="more", open=len(facts) <= FEW)


def table(caption: str, heads: Sequence[str], rows: Iterable[Html]) -> Html:
    """A table that scrolls by itself where the screen is too narrow for it."""
    head = tag("thead", tag("tr", join(tag("th", one, scope="col") for one in heads)))
    whole = tag("table", tag("caption", caption, class_="vh"), head, tag("tbody", join(rows)))
    return tag("div", whole, class_="scroll", role="group", aria_label=caption, tabindex=0)


def _facts(facts: Sequence[Fact], review: Review, pointers: Pointers) -> Html:
    anchors = {one.after.number: one.anchor for one in review.changes if one.after and one.after.paragraph}
    rows = (_fact(fact, anchors, pointers) for fact in facts)
    heads = ("Entry", "Fact", "Before → after", "Cited in", "Source")
    return table("Facts of the register", heads, rows)


def _fact(fact: Fact, anchors: Mapping[str, str], pointers: Pointers) -> Html:
    cited = [tag("a", one, href=f"#{anchors[one]}") if one in anchors else safe(one) for one in fact.cited]
    values = [
        tag("del", fact.before) if fact.before else None,
        sign(" → ") if fact.before and fact.after else None,
        tag("ins", fact.after) if fact.after else None,
    ]
    return tag(
        "tr",
        tag("th", fact.entry, " ", tag("span", fact.room, class_="room"), scope="row"),
        tag("td", tag("code", fact.name)),
        tag("td", join(values)),
        _cell(cited),
        tag("td", pointers.source(fact.file, fact.line, gone=not fact.after)),
    )


def _separated(found: Sequence[Html]) -> Iterable[Html]:
    for number, one in enumerate(found):
        yield join([", " if number else "", one])


def _citations(changes: Sequence[Change]) -> Html:
    added: dict[str, list[Change]] = {}
    dropped: dict[str, list[Change]] = {}
    for change in changes:
        for one in change.citations_added:
            added.setdefault(one, []).append(change)
        for one in change.citations_dropped:
            dropped.setdefault(one, []).append(change)
    rows = (
        _citation(one, added.get(one, ()), dropped.get(one, ()))
        for one in sorted(added.keys() | dropped.keys())
    )
    heads = ("Authority", "Now cited in", "No longer cited in")
    return join([tag("h3", "Citations"), table("Citations added and dropped", heads, rows)])


def _citation(citation: str, added: Sequence[Change], dropped: Sequence[Change]) -> Html:
    name = "ins" if not dropped else "del" if not added else "span"
    return tag("tr", tag("th", tag(name, citation), scope="row"), _where(added), _where(dropped))


def _where(changes: Sequence[Change]) -> Html:
    return _cell([tag("a", number_of(one.place), href=f"#{one.anchor}") for one in changes])


def _cell(found: Sequence[Html]) -> Html:
    return tag("td", join(_separated(found))) if found else tag("td", sign("–"), unseen("nowhere"))
