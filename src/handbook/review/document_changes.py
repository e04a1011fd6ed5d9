"""One change in the document: its number and kinds, the English redline, and each language's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from handbook.project import Language
from handbook.review.context import far_from_changes
from handbook.review.document_map import Spot
from handbook.review.document_pages import Entry, travels
from handbook.review.document_texts import Desk, Passage, Runs, runs_of
from handbook.review.model import Change, Kind, Mark, Place, Review, Standing, Text, Translated
from handbook.review.ooxml import Tracked, run
from handbook.review.page_words import KINDS, STANDINGS
from handbook.review.visible import visible

_LABEL = "Heading3"


def change_xml(desk: Desk, review: Review, entry: Entry) -> str:
    """The change as it stands on a page: a heading, what is to know of it, its texts in every language."""
    change = entry.change
    here = _spot(change, entry.place)
    out = [_label(desk, entry, here), *(desk.note(line) for line in _notes(entry))]
    source = list(_english(change, replace(here, language=review.source.tag), gone=entry.gone))
    if travels(change):
        kind = Tracked.MOVED_AWAY if entry.gone else Tracked.MOVED_HERE
        name = f"move_{change.anchor}"
        out.append(desk.writer.moved(kind, name, lambda: desk.texts(source, review.source)))
    else:
        out.append(desk.texts(source, review.source))
    if not entry.gone:
        out += [_tongue(desk, change, here, language) for language in review.languages]
        out += [desk.note(line) for line in _others(review, change)]
    return "".join(out)


def _spot(change: Change, place: Place) -> Spot:
    return Spot("", change.anchor, place.page, place.number, place.file, place.line)


# --- What is said of it ---


def _label(desk: Desk, entry: Entry, here: Spot) -> str:
    """`¶ 1.1.3 (was 1.1.2) · Reworded, Citations · docs/rules/arrest.md:18`: found again when bookmarks are lost."""
    change, place = entry.change, entry.place
    number = f"¶ {place.number}" if place.paragraph else f"Page {place.number}".rstrip()
    before = change.before.number if change.before and not entry.gone else place.number
    was = f" (was {before})" if before and before != place.number else ""
    kinds = "Moved away" if entry.gone else ", ".join(KINDS[kind].word for kind in change.kinds)
    text = visible(f"{number}{was} · {kinds} · {place.source}")
    return desk.writer.paragraph(desk.mark(here, run(text)), _LABEL)


def _notes(entry: Entry) -> Iterator[str]:
    change = entry.change
    if Kind.MOVED in change.kinds and change.before and change.after:
        other = change.after if entry.gone else change.before
        where = f"{other.number or 'a page without number'} ({other.source})"
        yield f"Moved to {where}." if entry.gone else f"Moved here from {where}."
    if change.citations_added and not entry.gone:
        yield f"Citations added: {'; '.join(change.citations_added)}"
    if change.citations_dropped and not entry.gone:
        yield f"Citations dropped: {'; '.join(change.citations_dropped)}"


def _others(review: Review, change: Change) -> Iterator[str]:
    """The standing of languages that show no text of their own."""
    for standing in Standing:
        names = [
            language.name
            for language in review.languages
            if change.languages.get(language.tag) is standing and not _has_texts(change, language)
        ]
        if names and standing is not Standing.NONE:
            yield f"{STANDINGS[standing].word}: {', '.join(names)}"


# --- English ---


def _english(change: Change, here: Spot, *, gone: bool) -> Iterator[Passage]:
    moved = travels(change)
    ends = {Mark.SAME: Mark.DELETED if gone else Mark.INSERTED}
    for text, step, (far, gap) in zip(change.texts, _steps(change.texts), _far(change.texts), strict=True):
        if far and not moved:
            continue
        runs = runs_of(text.redline)
        if moved:
            runs = tuple((ends[mark], shown) for mark, shown in runs)
        # Of what moved away, the line of the paragraph alone is known.
        at = replace(here, line=here.line if gone else text.line, runs=runs)
        yield Passage(at, text.block, row=text.row, step=step, gap=gap and not moved, moved=moved)


def _steps(texts: Sequence[Text]) -> Iterator[int]:
    """The number of each step, counted as word processors count: what is deleted counts until that is accepted."""
    number = 0
    for text in texts:
        number += text.block == "step"
        yield number if text.block == "step" else 0


def _far(texts: Sequence[Text]) -> list[tuple[bool, bool]]:
    """Whether each text is too far from every change to be shown, and whether one before it was."""
    far = far_from_changes(texts, first_is_near=True)
    return list(zip(far, [False, *far], strict=False))


# --- The other languages ---


def _has_texts(change: Change, language: Language) -> bool:
    found = (text.languages.get(language.tag) for text in change.texts)
    return any(one is not None and _telling(one) for one in found)


def _telling(one: Translated) -> bool:
    """Whether a translation is to be shown: it changed, or it is of the English as it was."""
    changed = any(part.mark is not Mark.SAME for part in one.redline)
    return changed or (one.standing is Standing.OUTDATED and bool(_runs(one)))


def _tongue(desk: Desk, change: Change, here: Spot, language: Language) -> str:
    """A language's own redline, or what is outdated of it; nothing where there is neither."""
    passages = list(_translated(change, here, language))
    if not passages:
        return ""
    first = passages[0].at
    standing = change.languages.get(language.tag, Standing.CURRENT)
    word = STANDINGS[standing]
    place = f"{first.file}:{first.line}" if first.line else first.file
    said = f"{word.word}. {word.says}" if standing is Standing.OUTDATED else word.word
    text = visible(f"{language.name} ({language.tag}) · {said} · {place}")
    label = desk.writer.paragraph(desk.mark(replace(first, runs=()), run(text)), "Tongue")
    return label + desk.texts(passages, language)


def _translated(change: Change, here: Spot, language: Language) -> Iterator[Passage]:
    worst = change.languages.get(language.tag)
    rows = {text.row for text in change.texts if text.row and _shows(text, language)}
    for text, step in zip(change.texts, _steps(change.texts), strict=True):
        if text.row in rows or _shows(text, language):
            one = text.languages.get(language.tag)
            said = (
                STANDINGS[one.standing].word if one and one.standing not in (worst, Standing.CURRENT) else ""
            )
            file, line = (one.file, one.line) if one and one.file else (here.file, text.line)
            runs = _runs(one) if one else _as_english(text)
            at = replace(here, file=file, line=line, language=language.tag, runs=runs)
            yield Passage(at, text.block, said=said, row=text.row, step=step)


def _as_english(text: Text) -> Runs:
    """A cell that no translator gets (a number) stands in every language as it is in English."""
    return tuple((Mark.SAME, shown) for mark, shown in runs_of(text.redline) if mark is not Mark.DELETED)


def _shows(text: Text, language: Language) -> bool:
    one = text.languages.get(language.tag)
    return one is not None and _telling(one)


def _runs(one: Translated) -> Runs:
    text = one.after or one.before
    return runs_of(one.redline) or (((Mark.SAME, visible(text)),) if text else ())
