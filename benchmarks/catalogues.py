"""How long translators' commands take, and how that grows with pages and languages.

`handbook translate update`, `check` and `status`, each in a process of its own, on the handbook of `benchmarks.corpus`.
Languages beyond its seven repeat the Kazakh words: what they cost is the same.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.contender import Say
from benchmarks.corpus import LANGUAGES, make_pages, write_handbook
from benchmarks.measure import measure
from benchmarks.report import table

# Beyond the handbook's own; the commands measured here need no interface words.
_MORE = tuple("az be bg cs da de el es et fi fr hu hy is it ka ko lt lv mn nl".split())  # noqa: SIM905
# The second paragraph's first word: in every language's catalogue that paragraph becomes outdated.
_WORD = re.compile(r"(?<=\n\n)[A-Z]\w*(?= )")


@dataclass(frozen=True, slots=True)
class Work:
    """One command on one size of handbook: seconds of the clock and of processors, bytes of all its processes."""

    pages: int
    languages: int
    what: str
    wall: float
    cpu: float
    memory: int
    status: int

    @property
    def cells(self) -> list[str]:
        catalogues = self.pages * (self.languages - 1)
        each = f"{self.cpu / catalogues * 1000:.2f}"
        memory = f"{self.memory / 1e6:.0f}"
        return [
            str(self.pages),
            str(self.languages),
            self.what,
            f"{self.wall:.2f}",
            f"{self.cpu:.2f}",
            each,
            memory,
        ]


def measure_catalogues(work: Path, sizes: Sequence[tuple[int, int]], limit: float, say: Say) -> list[Work]:
    """All rows; `sizes` are pairs of pages and languages, English among them. The folder `work` is emptied."""
    return [row for pages, languages in sizes for row in _measure(work, pages, languages, limit, say)]


def _measure(work: Path, pages: int, languages: int, limit: float, say: Say) -> Iterator[Work]:
    root = work / "catalogues"
    shutil.rmtree(root, ignore_errors=True)
    _write(root, pages, languages)
    program = (str(Path(sys.executable).with_name("handbook")), "-C", str(root))
    update = (*program, "translate", "update")
    steps: list[tuple[str, tuple[str, ...], Callable[[Path], object]]] = [
        ("translate update, every catalogue written", update, _nothing),
        ("translate update, nothing changed", update, _nothing),
        ("translate update, a word changed on every page", update, _change),
        ("check, no cache", (*program, "check"), _forget),
        ("check, nothing changed", (*program, "check"), _nothing),
        ("status, no cache", (*program, "status"), _forget),
        ("status, nothing changed", (*program, "status"), _nothing),
    ]
    for what, command, before in steps:
        before(root)
        say(f"{pages} pages, {languages} languages: {what}")
        one = measure(command, root, work / "log", limit)
        yield Work(pages, languages, what, one.wall, one.cpu, max(one.largest, one.together), one.status)
    shutil.rmtree(root, ignore_errors=True)


def _write(root: Path, pages: int, languages: int) -> None:
    write_handbook(root, make_pages(pages), tuple(LANGUAGES)[: max(2, min(languages, len(LANGUAGES)))])
    more = _MORE[: max(0, languages - len(LANGUAGES))]
    for tag in more:
        shutil.copytree(root / "translations" / "kk", root / "translations" / tag)
    path = root / "mkdocs.yml"
    listed = "".join(f"        - {{locale: {tag}, name: {tag}, build: true}}\n" for tag in more)
    path.write_text(
        path.read_text("utf-8").replace("markdown_extensions:\n", f"{listed}markdown_extensions:\n"), "utf-8"
    )


def _nothing(_: Path) -> None:
    """Leave all as it is."""


def _forget(root: Path) -> None:
    shutil.rmtree(root / ".cache", ignore_errors=True)


def _change(root: Path) -> None:
    for path in sorted((root / "docs").rglob("*.md")):
        path.write_text(_WORD.sub("Changed", path.read_text("utf-8"), count=1), "utf-8")


def catalogue_table(rows: Sequence[Work]) -> str:
    """The rows; CPU milliseconds a catalogue that stay or fall mean that work grows with the handbook and no faster."""
    heads = ("pages", "languages", "what", "wall s", "CPU s", "CPU ms a catalogue", "memory MB")
    return table(heads, [row.cells for row in rows], left=(2,))
