"""The texts of a change as rows for paper: the English redline and, beside it, that of one language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, groupby

from handbook.project import Language
from handbook.review.context import NEAR, is_same
from handbook.review.model import Change, Kind, Mark, Redline, Standing, Text
from handbook.review.page_words import KINDS, STANDINGS
from handbook.review.visible import visible

Data = dict[str, object]
"""What Typst reads as JSON."""

_MARKS = {Mark.SAME: "=", Mark.INSERTED: "+", Mark.DELETED: "-"}
# A word longer than a line is divided: a reader must see its end.
_LONG = re.compile(r"\S{28,}")
_CHUNK = re.compile(r".{1,20}", re.DOTALL)
# A change of no more rows and letters stays on one page.
_SHORT_ROWS, _SHORT = 4, 600
_STANDING_WORDS = {
    Standing.OUTDATED: "Translation outdated",
    Standing.MISSING: "Not translated",
    Standing.UPDATED: "Translation updated",
    Standing.CURRENT: "Translation current",
    Standing.NONE: "Nothing to translate",
}
KIND_WORDS = {
    Kind.ADDED: "Added",
    Kind.REMOVED: "Removed",
    Kind.MOVED: "Moved",
    Kind.REWORDED: "Reworded",
    Kind.CITATIONS: "Citations",
    Kind.TRANSLATED: "Translation changed",
    Kind.MARKUP: "Markup",
}


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom a review is printed: the language beside the English (None: English alone) and the paper's words."""

    language: Language | None
    words: Mapping[str, str]


def words_of(text: str) -> str:
    """Text of others, on one line, nothing unseen in it, and no word wider than its column."""
    return _LONG.sub(lambda found: "\u200b".join(_CHUNK.findall(found[0])), visible(text))


def runs(redline: Redline) -> list[tuple[str, str]]:
    """Pairs of a mark (`=`, `+`, `-`) and words; two that would run into each other get a space between."""
    found: list[tuple[str, str]] = []
    for run in redline:
        if not run.shown:
            continue
        mark, shown = _MARKS[run.mark], words_of(run.shown)
        if mark != "=" and shown.isspace():
            shown = "␣"
        if found and found[-1][0] == "-" and mark == "+":
            found.append(("=", " "))
        found.append((mark, shown))
    return found


def kind_said(kind: Kind, words: Mapping[str, str]) -> tuple[str, str]:
    """The sign of a kind, as on the page for screens, and its word."""
    return KINDS[kind].sign, words[KIND_WORDS[kind]]


def standing_said(standing: Standing, words: Mapping[str, str]) -> tuple[str, str]:
    """The same for how a language stands."""
    return STANDINGS[standing].sign, words[_STANDING_WORDS[standing]]


def change_rows(change: Change, reader: Reader) -> list[Data]:
    """The rows of one change: the first has its number and what happened, the last its citations.

    The first also has their number, `span`. A `whole` change stays on one page; the rows of another are `free`.
    """
    rows = list(_rows(change.texts, reader)) or [_row([], reader)]
    words, before, after = reader.words, change.before, change.after
    moved = before is not None and after is not None and before.number != after.number
    whole = len(rows) <= _SHORT_ROWS and _length(change, reader) <= _SHORT
    for row in rows:
        row["free"] = not whole
    rows[0] |= {
        "span": len(rows),
        "whole": whole,
        # What has no number of its own belongs to the page.
        "number": words_of(change.place.number) or "–",
        "was": words["formerly {}"].replace("{}", words_of(before.number)) if before and moved else "",
        "kinds": [kind_said(kind, words) for kind in change.kinds if kind in KIND_WORDS],
    }
    rows[-1]["citations"] = citation_runs(change)
    tag = reader.language.tag if reader.language else ""
    if tag in change.languages and not any(tag in text.languages for text in change.texts):
        said = standing_said(change.languages[tag], words)
        rows[0]["target"] = [{"block": "p", "runs": [], "said": said, "same": False}]
    return rows


def _length(change: Change, reader: Reader) -> int:
    tag = reader.language.tag if reader.language else ""
    both = (
        (text.redline, text.languages[tag].redline if tag in text.languages else ()) for text in change.texts
    )
    return sum(max(sum(len(run.shown) for run in redline) for redline in pair) for pair in both)


def concerns(change: Change, reader: Reader) -> bool:
    """Whether a change is for this reader: what only other languages' translators changed is not."""
    if set(change.kinds) - {Kind.TRANSLATED, Kind.SAME}:
        return True
    tag = reader.language.tag if reader.language else ""
    found = (text.languages.get(tag) for text in change.texts)
    return change.languages.get(tag) is Standing.UPDATED or any(
        run.mark is not Mark.SAME for one in found if one for run in one.redline
    )


def citation_runs(change: Change) -> list[tuple[str, str]]:
    """The citations dropped, then those added, apart from each other."""
    both = (("-", change.citations_dropped), ("+", change.citations_added))
    lists = [[(mark, words_of(value)) for value in values] for mark, values in both if values]
    joined = [list(chain.from_iterable((one, ("=", "; ")) for one in values))[:-1] for values in lists]
    return [run for values in joined for run in [*values, ("=", " ")]][:-1]


def _rows(texts: Sequence[Text], reader: Reader) -> Iterator[Data]:
    """Rows for texts that changed, with their neighbours; what lies between is left out, and a sign says so."""
    groups = list(_groups(texts))
    changed = [index for index, group in enumerate(groups) if not all(map(is_same, group))]
    kept = {
        near for index in changed or range(len(groups)) for near in range(index - NEAR, index + NEAR + 1)
    }
    gap = False
    for index, group in enumerate(groups):
        if index in kept:
            rows = [_row(found, reader) for found in _beside(group, reader)]
            rows[0]["gap"] = gap
            yield from rows
        gap = index not in kept


def _groups(texts: Sequence[Text]) -> Iterator[list[Text]]:
    """The cells of one row of a table together, every other text alone."""
    for _, group in groupby(enumerate(texts), key=lambda one: (one[1].row, 0 if one[1].row else one[0])):
        yield [text for _, text in group]


def _beside(group: list[Text], reader: Reader) -> list[list[Text]]:
    """What stands in one row of the paper: a column is too narrow for cells of their own, each gets a row."""
    return [group] if reader.language is None or all(map(is_same, group)) else [[text] for text in group]


def _row(texts: Sequence[Text], reader: Reader) -> Data:
    return {
        "span": 0,
        "whole": False,
        "number": "",
        "was": "",
        "kinds": [],
        "gap": False,
        "label": _label(texts[0].block, reader.words) if texts else "",
        "source": [_piece(text, runs(text.redline)) for text in texts],
        "target": [one for one in (_target(text, reader) for text in texts) if one],
        "citations": [],
    }


def _target(text: Text, reader: Reader) -> Data | None:
    """The text in the reader's language; None where it is context and has none."""
    found = text.languages.get(reader.language.tag) if reader.language else None
    if found is None:
        return None
    plain = words_of(found.after or found.before)
    shown = runs(found.redline) or ([("=", plain)] if plain else [])
    return _piece(text, shown) | {"said": standing_said(found.standing, reader.words), "same": False}


def _piece(text: Text, shown: list[tuple[str, str]]) -> Data:
    block = "heading" if re.fullmatch(r"h\d", text.block) else "cell" if text.row else text.block
    return {"block": block if shown else "p", "runs": shown, "said": None, "same": is_same(text)}


def _label(block: str, words: Mapping[str, str]) -> str:
    """What a text is, where its look on paper does not say it."""
    if re.fullmatch(r"h\d", block):
        return words["Heading"]
    return words["Purpose of the page"] if block == "description" else ""
