"""A review as the printed form reads it: every word in the language of the reader, every text of others as it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from itertools import groupby

from handbook.project import Language
from handbook.project.history import Commit
from handbook.review.model import Change, Fact, Kind, Review, Standing
from handbook.review.paper_text import (
    KIND_WORDS,
    Data,
    Reader,
    change_rows,
    citation_runs,
    concerns,
    kind_said,
    standing_said,
    words_of,
)
from handbook.review.visible import opening
from handbook.translation.dates import long_date

MOST_CHANGES = 1_000
"""More are no use on paper, and cost Typst some megabytes a page: what is left out is counted."""

_GIT_WORDS = {"A": "Added", "C": "Added", "D": "Removed", "M": "Changed", "R": "Moved", "T": "Changed"}
_ROLES = {"translator": "Translator", "reviewer": "Legal reviewer"}
Cell = list[tuple[str, str]]


def paper_data(review: Review, tag: str, reader: Reader) -> Data:
    """Everything that is printed, as JSON takes it. `tag` is the language of the paper's own words."""
    words, other = reader.words, reader.language
    concerned = [change for change in review.changes if concerns(change, reader)]
    changes = concerned[:MOST_CHANGES]
    edition = f"{words['Edition']} {words_of(review.edition)}"
    language = other or review.source
    title = opening(review.title, 200)
    return {
        "document": f"{words['Redline']}: {title}",
        "title": title,
        "name": words["Redline"],
        "bilingual": other is not None,
        "source": _voice(review.source),
        "target": _voice(language),
        "head": [
            f"{words['Redline']}\u2002·\u2002{opening(title, 60)}",
            f"{edition}\u2002·\u2002{words_of(language.name)}",
        ],
        "foot": f"{_name(review.base_name, review.base)} → {_name(review.head_name, review.head)}",
        "facts": _facts(review, concerned, tag, language, words),
        "key": words["Underlined words are new; words struck out and in brackets are gone."],
        "signs": _signs(changes, reader),
        "heads": _heads(review, reader),
        "law": _law(review, words),
        "parts": _parts(review, changes, reader),
        "told": _told(len(concerned), words),
        "rest": _rest(review, tag, words),
        "remarks": {"title": words["Remarks"], "lines": [words["Name"], words["Signature"], words["Date"]]},
    }


def _voice(language: Language) -> Data:
    primary = language.tag.partition("-")[0].lower()
    return {"lang": primary, "direction": language.direction}


def _name(name: str, commit: Commit) -> str:
    return f"{words_of(opening(name, 60))} ({commit.short})"


def _facts(
    review: Review, changes: Sequence[Change], tag: str, language: Language, words: Mapping[str, str]
) -> list[tuple[str, str]]:
    """What the title block says under the title."""
    counts = Counter(kind for change in changes for kind in change.kinds if kind in KIND_WORDS)
    kinds = [f"{words[KIND_WORDS[kind]]}: {counts[kind]}" for kind in Kind if counts[kind]]
    todo = review.todo.get(language.tag)
    pairs = [
        (words["Edition"], words_of(review.edition)),
        (words["Language"], words_of(language.name)),
        (words["Before"], f"{_name(review.base_name, review.base)}, {_date(review.base, tag)}"),
        (words["After"], f"{_name(review.head_name, review.head)}, {_date(review.head, tag)}"),
        (words["Changes"], "\u2002·\u2002".join([str(len(changes)), *kinds])),
    ]
    return [*pairs, *([(words["Words to translate"], str(todo.words))] if todo else [])]


def _date(commit: Commit, tag: str) -> str:
    return long_date(datetime.fromtimestamp(commit.epoch, UTC).strftime("%Y-%m-%d"), tag)


def _signs(changes: Sequence[Change], reader: Reader) -> list[tuple[str, str]]:
    """The key to the signs that this paper uses, kinds first."""
    kinds = {kind for change in changes for kind in change.kinds}
    said = [kind_said(kind, reader.words) for kind in Kind if kind in kinds & KIND_WORDS.keys()]
    other = reader.language
    if other is None:
        return said
    found = (text.languages.get(other.tag) for change in changes for text in change.texts)
    standings = {one.standing for one in found if one}
    return [*said, *(standing_said(one, reader.words) for one in Standing if one in standings)]


def _heads(review: Review, reader: Reader) -> list[tuple[str, Data]]:
    words, source = reader.words, _voice(review.source)
    own = reader.language or review.source
    english = words_of(review.source.name)
    if reader.language is None:
        return [(words["Paragraph"], source), (english, source)]
    return [
        (words["Paragraph"], _voice(own)),
        (f"{words['Authoritative text']} ({english})", _voice(own)),
        (words_of(own.name), _voice(own)),
    ]


def _parts(review: Review, changes: Sequence[Change], reader: Reader) -> list[Data]:
    return [
        {"title": words_of(review.part_titles.get(part, part)), "pages": _pages(list(found), reader)}
        for part, found in groupby(changes, key=lambda change: change.part)
    ]


def _pages(changes: Sequence[Change], reader: Reader) -> list[Data]:
    return [
        {"title": title or page, "rows": [row for change in found for row in change_rows(change, reader)]}
        for (title, page), found in groupby(
            changes, key=lambda change: (words_of(change.title), words_of(change.place.page))
        )
    ]


def _told(total: int, words: Mapping[str, str]) -> str:
    """What is said below the changes: that there are none, or how many were left out."""
    if not total:
        return words["No paragraph changed."]
    if total <= MOST_CHANGES:
        return ""
    said = words["Changes printed: {shown} of {total}. The full review has them all."]
    return said.format(shown=MOST_CHANGES, total=total)


# --- Law, and what comes after the changes ---


def _section(title: str, told: str = "", *tables: Data) -> Data:
    return {"title": title, "told": told, "tables": list(tables)}


def _table(columns: Sequence[int], heads: Sequence[str], rows: Sequence[Sequence[Cell | str]]) -> Data:
    """A table; a column of 0 is as wide as the margin, the others share the rest. Strings are texts of others."""
    cells = [[_plain(cell) if isinstance(cell, str) else cell for cell in row] for row in rows]
    return {"columns": list(columns), "heads": list(heads), "rows": cells}


def _plain(text: str) -> Cell:
    return [("=", words_of(text))] if text else []


def _law(review: Review, words: Mapping[str, str]) -> Data:
    facts = [_fact(fact) for fact in review.facts if fact.is_law]
    cited = [
        (change.place.number or change.title, citation_runs(change))
        for change in review.changes
        if change.citations_added or change.citations_dropped
    ]
    heads = (words["Fact of the register"], words["Before"], words["After"], words["Cited in"])
    tables = [
        *([_table((3, 2, 2, 2), heads, facts)] if facts else []),
        *([_table((0, 1), (words["Paragraph"], words["Citations"]), cited)] if cited else []),
    ]
    told = "" if tables else words["No fact of an authority and no citation changed."]
    return _section(words["What changed in law"], told, *tables)


def _fact(fact: Fact) -> list[Cell | str]:
    before: Cell = [("-", words_of(fact.before))] if fact.before else []
    after: Cell = [("+", words_of(fact.after))] if fact.after else []
    return [f"{fact.entry} {fact.name}", before, after, ", ".join(fact.cited)]


def _rest(review: Review, tag: str, words: Mapping[str, str]) -> list[Data]:
    shifts = [(one.page, "–".join(one.before), "–".join(one.after)) for one in review.shifts]
    others = [(words[_GIT_WORDS.get(one.what[:1], "Changed")], one.path) for one in review.others]
    signed = {
        voided: [(one.page, words[_ROLES[one.role]] if one.role in _ROLES else one.role) for one in found]
        for voided in (True, False)
        if (found := [one for one in review.signoffs if one.tag == tag and one.voided is voided])
    }
    page, file, reason, role = (words[name] for name in ("Page", "File", "Reason", "Role"))
    facts = [_fact(fact)[:3] for fact in review.facts if not fact.is_law]
    fact, before, after = (words[name] for name in ("Fact of the register", "Before", "After"))
    lists = [
        (words["Numbers that shifted"], _table((2, 1, 1), (page, before, after), shifts)),
        (words["Other facts of the register"], _table((1, 1, 1), (fact, before, after), facts)),
        (words["Sign-offs that no longer hold"], _table((1, 1), (page, role), signed.get(True, []))),
        (words["Sign-offs given"], _table((1, 1), (page, role), signed.get(False, []))),
        (words["Files that could not be compared"], _table((1, 1), (file, reason), review.unreadable)),
        (words["Other changed files"], _table((0, 1), (words["Changes"], file), others)),
    ]
    return [_section(title, "", table) for title, table in lists if table["rows"]]
