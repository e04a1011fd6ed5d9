"""A redline to write and to read: parts of a .docx, what must be found in it, and a review with what SAMPLE lacks."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from sample import ADDED, MOVED, REMOVED, REWORDED, SAMPLE, TRANSLATED, place, redline, translated

from handbook.project import Language
from handbook.review.model import Change, Kind, Mark, Review, Standing, Text

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
AR = Language("ar", "العربية")
SAME, NEW, GONE = (Kind.SAME,), (Kind.ADDED,), (Kind.REMOVED,)


def _row(row: int, kinds: tuple[Kind, ...], sign: str, *cells: str, block: str = "td") -> tuple[Text, ...]:
    return tuple(Text(block, kinds, redline((sign, cell)), 50 + row, row) for cell in cells)


TABLE = Change(
    "rules-arrest-aa00aa00",
    (Kind.REWORDED,),
    "rules",
    "Arrest",
    place("1.1.7", 50),
    place("1.1.7", 50),
    (
        Text("p", SAME, redline(("=", "Time limits by measure.")), 48),
        *_row(1, SAME, "=", "Measure", "Limit", block="th"),
        *_row(2, SAME, "=", "Stop", "3 hours"),
        *_row(3, SAME, "=", "Search", "1 hour"),
        *_row(4, SAME, "=", "Interview", "2 hours"),
        *_row(5, NEW, "+", "Fingerprints", "30 minutes"),
        *_row(6, GONE, "-", "Photograph", "10 minutes"),
        *_row(7, SAME, "=", "Release", "at once"),
    ),
)
STEPS = Change(
    "steps-report-bb11bb11",
    (Kind.REWORDED, Kind.MARKUP),
    "steps",
    "Report",
    place("2.1.6", 70, "steps/report.md"),
    place("2.1.6", 70, "steps/report.md"),
    (
        Text("h2", NEW, redline(("+", "After the stop")), 69),
        *(
            Text("step", SAME, redline(("=", f"Step {name}.")), 71)
            for name in ("one", "two", "three", "four", "five")
        ),
        Text(
            "step",
            (Kind.REWORDED,),
            redline(("=", "Sign "), ("-", "the"), ("+", "each"), ("=", " page.")),
            75,
            0,
            {
                "ar": translated(
                    Standing.UPDATED,
                    "وقّع الصفحة.",
                    "وقّع كل صفحة.",
                    "ar",
                    ("=", "وقّع "),
                    ("+", "كل "),
                    ("=", "صفحة."),
                )
            },
        ),
        Text("title", SAME, redline(("=", "Never")), 76),
    ),
    languages={"ar": Standing.UPDATED},
)
RICH = replace(
    SAMPLE,
    languages=(*SAMPLE.languages, AR),
    changes=(ADDED, REWORDED, TRANSLATED, TABLE, REMOVED, MOVED, STEPS),
)
"""SAMPLE with a table whose rows come and go, steps that are not the first, a heading, and a right-to-left language."""


def parts(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def packed(files: Mapping[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return out.getvalue()


def body(data: bytes) -> Element:
    return ElementTree.fromstring(parts(data)["word/document.xml"])


def shown_texts(review: Review) -> Iterator[tuple[Text, tuple[tuple[Mark, str], ...], bool]]:
    """Every redline that the document must show: its text, its runs, and whether it moved as it was."""
    for change in review.changes:
        moved = change.kinds == (Kind.MOVED,)
        for text in change.texts:
            yield text, tuple((run.mark, run.shown) for run in text.redline), moved
            for one in text.languages.values():
                if any(run.mark is not Mark.SAME for run in one.redline):
                    yield text, tuple((run.mark, run.shown) for run in one.redline), False


def tracked(review: Review) -> tuple[list[str], list[str]]:
    """The texts of all insertions and of all deletions, sorted; facts of the register among them."""
    inserted, deleted = [fact.after for fact in review.facts], [fact.before for fact in review.facts]
    for _, runs, moved in shown_texts(review):
        inserted += [shown for mark, shown in runs if mark is Mark.INSERTED or moved]
        deleted += [shown for mark, shown in runs if mark is Mark.DELETED or moved]
    return sorted(filter(None, inserted)), sorted(filter(None, deleted))


def versions(review: Review) -> tuple[set[str], set[str]]:
    """Every paragraph as it reads when all changes are accepted, and when all are rejected."""
    after, before = {fact.after for fact in review.facts}, {fact.before for fact in review.facts}
    for _, runs, _moved in shown_texts(review):
        after.add("".join(shown for mark, shown in runs if mark is not Mark.DELETED))
        before.add("".join(shown for mark, shown in runs if mark is not Mark.INSERTED))
    return after - {""}, before - {""}
