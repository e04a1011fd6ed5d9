"""Small measurements inside one process: the register, citations, and what our extension adds to Markdown.

Run as a program it prints a Markdown table. Processor seconds, the best of several rounds: other work on the machine
can only make a round slower.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import markdown

from benchmarks.corpus import make_pages, write_handbook
from benchmarks.register_corpus import citations, write_register
from benchmarks.report import table
from handbook.markdown.citations import CitationRenderer
from handbook.markdown.dialect import render
from handbook.markdown.session import PageInput
from handbook.project import Project, load_project
from handbook.register.citation import parse_citation
from handbook.register.load import load_register
from handbook.translation.memory import Translations

ENTRIES, CITATIONS, PAGES = 2_000, 5_000, 30
_ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Figure:
    """What was done, how many times, and the processor seconds of one round."""

    what: str
    count: int
    unit: str
    seconds: float

    @property
    def cells(self) -> list[str]:
        each = f"{self.seconds / self.count * 1e6:.0f}"
        return [self.what, f"{self.count} {self.unit}", f"{self.seconds:.3f}", each]


def best(work: Callable[[], object], rounds: int = _ROUNDS) -> float:
    """Processor seconds of the quickest of `rounds` rounds."""
    return min(_timed(work) for _ in range(rounds))


def _timed(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def register_figures(root: Path) -> Iterator[Figure]:
    """Loading a large register with and without its cache, and citing it."""
    write_register(root, ENTRIES)
    cache = root / ".cache"
    found = load_register(root)
    assert len(found.value.authorities) == ENTRIES, found.findings
    yield Figure("load a register, no cache", ENTRIES, "entries", best(lambda: load_register(root), 2))
    load_register(root, cache=cache)
    yield Figure(
        "load a register, cached", ENTRIES, "entries", best(lambda: load_register(root, cache=cache))
    )
    texts = citations(CITATIONS, ENTRIES)
    for tag in ("en", "kk"):
        renderer = CitationRenderer(found.value, tag, "authorities.html#{}".format)
        seconds = best(lambda to=renderer: [to.element(parse_citation(text)) for text in texts])  # type: ignore[misc]
        yield Figure(f"resolve citations ({tag})", CITATIONS, "citations", seconds)


def markdown_figures(root: Path) -> Iterator[Figure]:
    """Pages through Python-Markdown with the extensions of mkdocs.yml alone, and with ours as well."""
    pages = make_pages(PAGES)
    write_handbook(root, pages, ("en", "kk"))
    project = load_project(root)
    texts = {page.path: page.markdown("en") for page in pages}
    given = {path: _given(project, path) for path in texts}
    rounds = (
        ("Markdown as it is", lambda: [_plain(text, project) for text in texts.values()]),
        (
            "Markdown with our extension, English",
            lambda: [render(text, project.dialect, PageInput(number="1.1")) for text in texts.values()],
        ),
        (
            "Markdown with our extension, translated",
            lambda: [render(text, project.dialect, given[path]) for path, text in texts.items()],
        ),
    )
    for what, work in rounds:
        yield Figure(what, len(texts), "pages", best(work))


def _given(project: Project, path: str) -> PageInput:
    catalogue = Translations(project, "kk").page(path)
    assert catalogue is not None
    return PageInput(lookup=catalogue.lookup, number="1.1", paragraph_title="Copy")


def _plain(text: str, project: Project) -> str:
    dialect = project.dialect
    parser = markdown.Markdown(extensions=[*dialect.extensions], extension_configs={**dialect.settings})
    return parser.convert(text)


def figures() -> list[Figure]:
    """All small measurements, in temporary folders that are gone afterwards."""
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        return [*register_figures(Path(one).resolve()), *markdown_figures(Path(other).resolve())]


def micro_table() -> str:
    """The small measurements as a Markdown table."""
    return table(("what", "how many", "CPU s", "µs each"), [one.cells for one in figures()], left=(0,))


if __name__ == "__main__":
    print(micro_table())
