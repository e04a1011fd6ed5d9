"""From matched paragraphs to the changes a reviewer reads: texts, kinds, places, citations, languages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from handbook.markdown.block_texts import CODE, HTML, BlockText
from handbook.register.citation import CitedItem
from handbook.review.bytewise import excerpts
from handbook.review.inside import TextPair, pair_texts
from handbook.review.model import Change, Kind, Mark, Place, Redline, Run, Standing, Text, Words
from handbook.review.parted import Match
from handbook.review.shown import Reader, cited_in
from handbook.review.states import Asked, Languages, worst
from handbook.review.tokens import Sort, tokens
from handbook.review.units import FRONT, PAGE, SOURCE, Unit
from handbook.review.words import Shown, difference, line_difference, whole, whole_lines
from handbook.stable import digest
from handbook.translation.tally import words_in

# A paragraph with no more texts is shown whole; of longer ones, what stands beside a change.
_SHORT = 12
_IN_PARAGRAPH = frozenset({Kind.ADDED, Kind.REMOVED, Kind.MOVED})
_ORDER = tuple(Kind)
_UNSAFE = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a change says of its page: its path below `docs/`, its number if it is printed, part and title.

    `numbered` tells whether readers see numbers there. `catalogue` is the name its translations go by.
    """

    file: str
    page: str
    number: str
    part: str
    title: str
    numbered: bool
    catalogue: str

    def place(self, unit: Unit) -> Place:
        number = self.number
        if unit.paragraph and self.numbered:
            number = f"{number}.{unit.paragraph}" if number else str(unit.paragraph)
        return Place(self.page, number, unit.paragraph, self.file, unit.line)


@dataclass(slots=True)
class Maker:
    """Makes changes one after the other; `todo` grows while it does."""

    before: Mapping[str, PageFacts]
    after: Mapping[str, PageFacts]
    reader: Reader
    languages: Languages
    # Units that stand for their page, and so say that it has another name now.
    renamed: frozenset[tuple[str, int]] = frozenset()
    anchors: Counter[str] = field(default_factory=Counter)
    todo: dict[str, dict[tuple[str, str], int]] = field(default_factory=dict)

    def change(self, match: Match) -> Change | None:
        """What a reviewer sees of a match; None if nothing changed."""
        before, after = match.before, match.after
        moved = match.moved or (after is not None and (after.page, after.place) in self.renamed)
        texts = tuple(self._texts(before, after, moved))
        kinds = _kinds(before, after, texts, moved)
        if not kinds:
            return None
        self._count(texts)
        cited = [Counter(_cited(unit)) for unit in (before, after)]
        facts = self._facts(before, after)
        return Change(
            self._anchor(facts, before, after),
            kinds,
            facts.part,
            facts.title,
            self.before[before.page].place(before) if before else None,
            self.after[after.page].place(after) if after else None,
            tuple(one.text for one in _near_changes(texts)),
            tuple(self.reader.citation(item) for item in cited[1] - cited[0]),
            tuple(self.reader.citation(item) for item in cited[0] - cited[1]),
            self._standings(texts),
        )

    def of_page(self, before: PageFacts | None, after: PageFacts | None, redline: Redline) -> Change:
        """A change of a page as a whole, of which no paragraph knows."""
        kind = Kind.ADDED if before is None else Kind.REMOVED if after is None else Kind.MARKUP
        if before and after and before.page != after.page:
            kind = Kind.MOVED
        facts = after or before
        assert facts is not None, "a page is on one side"
        was, now = (Place(side.page, side.number, 0, side.file, 1) if side else None for side in (before, after))
        text = Text(PAGE if kind is Kind.MOVED else SOURCE, (kind,), redline, 1)
        anchor = self._unique(facts.page, digest(facts.page, PAGE))
        standing = Standing.NONE if after is None else Standing.CURRENT
        states = dict.fromkeys(self.languages.tags, standing)
        return Change(anchor, (kind,), facts.part, facts.title, was, now, (text,), (), (), states)

    def _facts(self, before: Unit | None, after: Unit | None) -> PageFacts:
        if after is not None:
            return self.after[after.page]
        assert before is not None, "a match has a side"
        return self.before[before.page]

    def _anchor(self, facts: PageFacts, before: Unit | None, after: Unit | None) -> str:
        unit = before or after
        assert unit is not None, "a match has a side"
        page = self.before[unit.page].page if before else facts.page
        said = unit.key if unit.texts else unit.source
        return self._unique(page, digest(page, "before" if before else "after", said))

    def _unique(self, page: str, key: str) -> str:
        slug = _UNSAFE.sub("-", page.removesuffix(".md").lower()).strip("-")[:40].strip("-") or "page"
        self.anchors[f"{slug} {key}"] += 1
        count = self.anchors[f"{slug} {key}"]
        return f"{slug}-{digest(key, str(count))[:10]}" if count > 1 else f"{slug}-{key[:10]}"

    # Texts

    def _texts(self, before: Unit | None, after: Unit | None, moved: bool) -> Iterator[_Made]:
        if before is None or after is None:
            yield from self._one_side(before, after)
            return
        pairs = pair_texts(before.texts, after.texts)
        yield from (self._pair(pair, before, after, moved) for pair in pairs)
        same = all(pair.is_same for pair in pairs)
        block, line = (FRONT if after.sort == FRONT else SOURCE), after.line
        if before.source == after.source:
            return
        if before.left != after.left:
            yield _Made(Text(block, (Kind.MARKUP,), line_difference(*excerpts(before.left, after.left)), line))
        elif same:
            yield _Made(Text(block, (Kind.MARKUP,), line_difference(*excerpts(before.source, after.source)), line))

    def _one_side(self, before: Unit | None, after: Unit | None) -> Iterator[_Made]:
        unit = after or before
        assert unit is not None, "a match has a side"
        for text in unit.texts:
            pair = TextPair(None, text, row=text.row) if after else TextPair(text, None, row=text.row)
            yield self._pair(pair, before, after, False)
        if unit.sort == FRONT or not unit.texts:
            kind, mark = (Kind.ADDED, Mark.INSERTED) if after else (Kind.REMOVED, Mark.DELETED)
            yield _Made(Text(unit.sort, (kind,), whole_lines(unit.left, mark), unit.line))

    def _pair(self, pair: TextPair, before: Unit | None, after: Unit | None, moved: bool) -> _Made:
        redline, kinds = _compared(pair, self.reader.shown)
        if pair.moved:
            kinds = (*kinds, Kind.MOVED)
        sides = _asked(before, pair.before, self.before), _asked(after, pair.after, self.after)
        if not kinds:
            kinds = (Kind.MOVED,) if moved else ()
            kinds += (Kind.TRANSLATED,) if self._retranslated(*sides, lost=not moved) else ()
        ordered = tuple(sorted(set(kinds), key=_ORDER.index)) or (Kind.SAME,)
        languages = {} if ordered == (Kind.SAME,) else self.languages.of(*sides)
        text = Text(pair.text.block, ordered, redline, pair.text.line, pair.row, languages)
        return _Made(text, *sides)

    def _retranslated(self, before: Asked | None, after: Asked | None, *, lost: bool) -> bool:
        if before is None or after is None or not self.languages.may_have_changed(before.page, after.page):
            return False
        return self.languages.changed(before, after, lost=lost)

    # Languages

    def _standings(self, texts: Sequence[_Made]) -> dict[str, Standing]:
        changed = [one.text.languages for one in texts if one.text.languages]
        return {tag: worst(found[tag].standing for found in changed) for tag in self.languages.tags}

    def _count(self, texts: Sequence[_Made]) -> None:
        """Add what a language has to do because of this change; each text of a page once."""
        for one in texts:
            if one.after is None:
                continue
            new = one.before is None or one.before.msgid != one.after.msgid
            for tag, found in one.text.languages.items():
                if found.standing in (Standing.OUTDATED, Standing.MISSING) and (new or found.before):
                    words = self.todo.setdefault(tag, {})
                    words[one.after.page, one.after.msgid] = words_in(one.after.msgid)

    def words_to_do(self) -> dict[str, Words]:
        """What each language has to do because of all changes made so far."""
        found = {tag: self.todo.get(tag, {}) for tag in self.languages.tags}
        return {tag: Words(len(texts), sum(texts.values())) for tag, texts in found.items()}


@dataclass(frozen=True, slots=True)
class _Made:
    """A text, and what catalogues are asked for it on either side."""

    text: Text
    before: Asked | None = None
    after: Asked | None = None


def _asked(unit: Unit | None, text: BlockText | None, pages: Mapping[str, PageFacts]) -> Asked | None:
    return Asked(pages[unit.page].catalogue, text.msgid) if unit and text and text.msgid else None


def _compared(pair: TextPair, shown: Shown) -> tuple[Redline, tuple[Kind, ...]]:
    before, after = pair.before, pair.after
    is_code = pair.text.block in (CODE, HTML, SOURCE)
    if before is None or after is None:
        kind, mark = (Kind.ADDED, Mark.INSERTED) if before is None else (Kind.REMOVED, Mark.DELETED)
        text = pair.text.text
        return (whole_lines(text, mark) if is_code else whole(text, mark, shown)), (kind,)
    if before.text == after.text:
        if is_code:
            return (Run(Mark.SAME, after.text, after.text),), ()
        return whole(after.text, Mark.SAME, shown), ()
    if is_code:
        return line_difference(before.text, after.text), (Kind.MARKUP,)
    found = difference(before.text, after.text, shown)
    return found.redline, tuple(_kinds_of_text(before, after, found.sorts))


def _kinds_of_text(before: BlockText, after: BlockText, sorts: frozenset[Sort]) -> Iterator[Kind]:
    recited = Counter(cited_in(before.text)) != Counter(cited_in(after.text))
    if recited:
        yield Kind.CITATIONS
    if sorts & {Sort.WORD, Sort.CODE, Sort.MARK, Sort.ACTOR, Sort.LIMIT} or (Sort.CITE in sorts and not recited):
        yield Kind.REWORDED
    elif not recited:
        yield Kind.MARKUP


def _kinds(before: Unit | None, after: Unit | None, texts: Iterable[_Made], moved: bool) -> tuple[Kind, ...]:
    if before is None or after is None:
        return (Kind.ADDED if before is None else Kind.REMOVED,)
    found = {kind for one in texts for kind in one.text.kinds} - {Kind.SAME}
    if not moved and found & _IN_PARAGRAPH:
        # Of an item that came, went or moved, its paragraph says that it was reworded.
        found.add(Kind.REWORDED)
    found -= _IN_PARAGRAPH
    if moved:
        found.add(Kind.MOVED)
    if _all_citations(before) != _all_citations(after):
        found.add(Kind.CITATIONS)
    return tuple(sorted(found, key=_ORDER.index))


def _all_citations(unit: Unit) -> Counter[CitedItem]:
    return Counter(_cited(unit))


def _cited(unit: Unit | None) -> Iterator[CitedItem]:
    for text in unit.texts if unit else ():
        yield from cited_in(text.text)


def _near_changes(texts: Sequence[_Made]) -> Iterator[_Made]:
    """The first text, what changed, and what stands beside it; a changed row whole, and the heads of its table."""
    if len(texts) <= _SHORT or all(one.text.kinds == (Kind.MOVED,) for one in texts):
        yield from texts
        return
    changed = {place for place, one in enumerate(texts) if one.text.kinds != (Kind.SAME,)}
    rows = {texts[place].text.row for place in changed} - {0}
    kept = {0, *(place + step for place in changed if not texts[place].text.row for step in (-1, 0, 1))} | changed
    for place, one in enumerate(texts):
        if place in kept or one.text.row in rows or (rows and one.text.block == "th"):
            yield one


def plain(text: str, shown: Shown) -> str:
    """A piece of Markdown as one line of plain text."""
    parts = (
        ("" if token.sort is Sort.MARKUP else shown(token), " " if token.space else "") for token in tokens(text)
    )
    return "".join(f"{space}{word}" for word, space in parts).strip()

