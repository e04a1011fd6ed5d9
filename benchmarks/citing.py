"""What citations cost a build: the same pages with 5,000 citations, and with the same words typed.

Both projects have the same register, words and blocks; in the second, each citation stands as the plain text that
the first one shows for it. The difference is all that citations bring: checks, links, tooltips and their places in
pages and PDFs. What looking them up and writing them takes of it is measured by itself, in one process. The runs of
the two projects alternate, and what is compared is processor time, so that other work on the machine hits both alike.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from statistics import median

from benchmarks.contender import Task, remover
from benchmarks.corpus import LANGUAGES, Page, Text, write_handbook
from benchmarks.measure import measure
from benchmarks.ours import handbook_command
from benchmarks.register_corpus import citations, write_register
from benchmarks.report import table
from benchmarks.run import Plan, Row
from handbook.markdown.citations import CitationRenderer
from handbook.register.citation import parse_citation
from handbook.register.load import load_register

CITATIONS, ENTRIES, _TOGETHER = 5_000, 200, 4
_MOST_PERCENT = 5.0

Shown = Callable[[str, str], str]


def measure_citing(task: Task, plan: Plan) -> tuple[list[Row], str]:
    """Build both projects in turn; rows of the table, and the table with the share that citations add."""
    roots = {name: task.folder / name for name in ("cited", "typed")}
    for name, root in roots.items():
        write_register(root, ENTRIES)
        shown = _as_cited if name == "cited" else _typed(root)
        write_handbook(root, _with_citations(task.pages, shown), task.tags)
    used: dict[str, list[float]] = {name: [] for name in roots}
    for run in range(1, plan.runs + 1):
        for name, root in roots.items():
            remover(root / "build", root / ".cache")(run)
            plan.say(f"{CITATIONS} citations, {name}, run {run} of {plan.runs}")
            done = measure(handbook_command(root), root, plan.work / "log", plan.limit)
            if done.status:
                return [Row("citing", 0, len(task.pages) - 1, name, problem=done.output)], done.output
            plan.say(f"  {done.wall:.1f} s, {done.cpu:.1f} s of processor time")
            used[name].append(done.cpu)
    return [], _table(
        task, {name: median(times) for name, times in used.items()}, _resolving(roots["cited"], task.tags)
    )


def _resolving(root: Path, tags: tuple[str, ...]) -> float:
    """Processor seconds to look up and write all citations in every language, the best of three rounds."""
    register = load_register(root).value
    written = [parse_citation(text) for text in citations(CITATIONS, ENTRIES)]

    def once() -> float:
        begun = time.process_time()
        for tag in tags:
            renderer = CitationRenderer(register, tag, "authorities.html#{}".format)
            for one in written:
                renderer.element(one)
        return time.process_time() - begun

    return min(once() for _ in range(3))


def _table(task: Task, used: dict[str, float], resolving: float) -> str:
    typed, cited = used["typed"], used["cited"]
    share = resolving / typed * 100
    lines = [
        ["the words typed", f"{typed:.1f}", "-", "-"],
        ["the citations", f"{cited:.1f}", f"{(cited / typed - 1) * 100:.1f} %", "-"],
        [
            "of which resolving them",
            f"{resolving:.1f}",
            f"{share:.1f} %",
            f"under {_MOST_PERCENT:.0f} %: {'PASS' if share < _MOST_PERCENT else 'MISS'}",
        ],
    ]
    heads = ("what", "CPU s", "added", "promise")
    said = f"{len(task.pages) - 1} pages in {len(task.tags)} languages, {CITATIONS} citations in each."
    return f"{said}\n\n{table(heads, lines, left=(0,))}"


def _with_citations(pages: list[Page], shown: Shown) -> list[Page]:
    """The pages with the citations spread over them, four to a paragraph of their own."""
    index, *others = pages
    paragraphs = list(_paragraphs(shown))
    share = -(-len(paragraphs) // len(others))
    return [
        index,
        *(
            replace(page, blocks=(*page.blocks, *paragraphs[at * share : (at + 1) * share]))
            for at, page in enumerate(others)
        ),
    ]


def _paragraphs(shown: Shown) -> Iterator[tuple[str, tuple[Text, ...]]]:
    # One citation in four names two authorities; each counts as one here, as a reader follows it.
    written = citations(CITATIONS, ENTRIES)
    for first in range(0, CITATIONS, _TOGETHER):
        group = written[first : first + _TOGETHER]
        texts = {tag: " ".join(f"{tag}{first} {shown(one, tag)}" for one in group) for tag in LANGUAGES}
        yield "<0>", (Text(texts),)


def _as_cited(citation: str, tag: str) -> str:  # noqa: ARG001
    return citation


def _typed(root: Path) -> Shown:
    """The plain text that a reader of a language sees for a citation."""
    register = load_register(root).value
    renderers = {tag: CitationRenderer(register, tag, "authorities.html#{}".format) for tag in LANGUAGES}

    def text(citation: str, tag: str) -> str:
        return "".join(renderers[tag].element(parse_citation(citation)).itertext())

    return text
