"""`handbook review`."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from handbook.cli.review_comments import import_comments
from handbook.cli.screen import review_table
from handbook.errors import HandbookError
from handbook.findings import Finding, FindingsError
from handbook.findings.render.harmless import harmless
from handbook.project import CONFIG, Project, load_project, past_project
from handbook.stable import read_text, write_atomic

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from handbook.project.history import Commit, History
    from handbook.review.links import Links
    from handbook.review.model import Review

FORMS = ("html", "pdf", "summary", "docx")
_COMPARE = "compare"


class _Review(click.Group):
    """A group whose first word may also be a commit: then it is the comparison that is meant."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or args[0] not in self.commands:
            args = [_COMPARE, *args]
        return super().parse_args(ctx, args)


@click.group(cls=_Review, add_help_option=False, options_metavar="")
def review() -> None:
    """Compare two commits by paragraph, in every language, for people to read."""


review.add_command(import_comments)


@review.command(_COMPARE, hidden=True)
@click.argument("base")
@click.argument("head", default="HEAD")
@click.option("--exact", is_flag=True, help="Compare with BASE itself, not with where HEAD left it.")
@click.option(
    "--only",
    "forms",
    multiple=True,
    type=click.Choice(FORMS),
    help="Write this form only; may be repeated. Default: all.",
)
@click.option(
    "--lang", "tags", multiple=True, metavar="TAG", help="Look at this language only; may be repeated."
)
@click.option(
    "--source-url",
    "--source",
    default="",
    metavar="URL",
    help="The address of a line: {commit}, {path} and {line} are filled in.",
)
@click.option("--preview-url", "--preview", default="", metavar="URL", help="The folder with site/ and pdf/.")
@click.option("--review-url", "--review", default="", metavar="URL", help="Where index.html will be.")
@click.pass_obj
def compare(
    root: Path,
    base: str,
    head: str,
    exact: bool,
    forms: tuple[str, ...],
    tags: tuple[str, ...],
    source_url: str,
    preview_url: str,
    review_url: str,
) -> None:
    """Write what changed from BASE to HEAD into build/review/: by paragraph, in every language.

    As in a pull request, HEAD is compared with the last commit it shares with BASE. Of each paragraph you see
    whether it came, went, moved or was reworded, word by word, which citations came or went, and how each language
    stands to it; then what changed in the register, and which numbers shifted. Nothing is checked out.

    \b
    Written are:
      index.html            for the screen: one file, works from a disk
      redline-<lang>.pdf    for paper, the language beside the English
      redline.docx          tracked changes for a word processor
      summary.md            a comment for the pull request
    What reviewers wrote into redline.docx comes back with: handbook review import-comments FILE.docx

    \b
    Examples:
      handbook review main                      this branch since it left main
      handbook review v1.0 v1.1 --exact         two editions
      handbook review main --only html          the page alone, at once
      handbook review main --lang kk            the Kazakh PDF, Kazakh beside the English
      handbook review main --source-url 'https://git.example/handbook/blob/{commit}/{path}#L{line}'
    \b
    Exit code: 0.
    """
    from handbook.project.history import History
    from handbook.release.workers import pool
    from handbook.review.links import Links

    links = Links(source_url, preview_url, review_url)
    project, wrong = _project(root)
    for tag in tags:
        project.language(tag)
    with History(project.root) as history, pool() as workers:
        here, ends = history.commit("HEAD"), (history.commit(base), history.commit(head))
        start = ends[0] if exact else history.merge_base(*ends)
        found = _compare(project, history, (start, ends[1]), (base, head), tags, workers)
        checked = ends[1] == here and not wrong
        findings = _findings(project, workers) if checked and _wants(forms, "summary") else []
        files = dict(_files(found, findings, links, forms, tags))
    for name, data in files.items():
        write_atomic(project.build / "review" / name, data)
    _close(project, found, files)
    if not checked:
        why = f"{CONFIG} cannot be read as a handbook's" if wrong else f"{head} is not what is checked out"
        click.echo(f"the summary has no findings: {why}", err=True)


def _project(root: Path) -> tuple[Project, bool]:
    """The project, and whether its configuration is wrong: what can be read of it does for a comparison."""
    try:
        return load_project(root), False
    except FindingsError:
        text = ""
        with suppress(HandbookError):
            text = read_text(root / CONFIG, CONFIG)
        found = past_project(text, root) or past_project("site_name: ''", root)
        assert found is not None, "a title is enough for a project"
        return found, True


def _compare(
    project: Project,
    history: History,
    ends: tuple[Commit, Commit],
    names: tuple[str, str],
    tags: Sequence[str],
    workers: Executor,
) -> Review:
    from handbook.review.compare import compare as compared

    return compared(project, history, *ends, names, pool=workers, tags=tags)


def _findings(project: Project, workers: Executor) -> list[Finding]:
    from handbook.checks.runner import inspect

    return inspect(project, workers)


def _wants(forms: Sequence[str], form: str) -> bool:
    return not forms or form in forms


def _files(
    found: Review, findings: Sequence[Finding], links: Links, forms: Sequence[str], tags: Sequence[str]
) -> Iterator[tuple[str, bytes]]:
    """What to write, by name; nothing is written before all is made."""
    makers: dict[str, Callable[[], Iterator[tuple[str, bytes]]]] = {
        "html": lambda: _page(found, links),
        "summary": lambda: _summary(found, findings, links),
        "docx": lambda: _document(found),
        "pdf": lambda: _papers(found, tags),
    }
    for form, make in makers.items():
        if _wants(forms, form):
            yield from make()


def _page(found: Review, links: Links) -> Iterator[tuple[str, bytes]]:
    from handbook.review.page import html_page

    yield "index.html", html_page(found, links).encode()


def _summary(found: Review, findings: Sequence[Finding], links: Links) -> Iterator[tuple[str, bytes]]:
    from handbook.review.summary import summary

    yield "summary.md", summary(found, findings, links).encode()


def _document(found: Review) -> Iterator[tuple[str, bytes]]:
    from handbook.review.document import redline_docx

    yield "redline.docx", redline_docx(found)


def _papers(found: Review, tags: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    from handbook.review.paper import redline_pdf

    for language in (found.source, *found.languages):
        if not tags or language.tag in tags:
            yield f"redline-{language.tag}.pdf", redline_pdf(found, language.tag)


def _close(project: Project, found: Review, files: dict[str, bytes]) -> None:
    """Say what was found and written."""
    folder = project.shown(project.build / "review")
    kinds = Counter(kind.value for change in found.changes for kind in change.kinds)
    count = len(found.changes)
    facts = f"{count} {'change' if count == 1 else 'changes'} from {found.base.short} to {found.head.short}"
    told = [f"{number} {kind}" for kind, number in sorted(kinds.items())]
    told += [f"ranges of numbers shifted: {len(found.shifts)}"] if found.shifts else []
    told += [f"facts of the register changed: {len(found.facts)}"] if found.facts else []
    lines = [": ".join(filter(None, (facts, ", ".join(told))))]
    lines += [f"{path} is compared as plain text: {reason}" for path, reason in found.unreadable[:10]]
    if more := len(found.unreadable) - 10:
        lines += [f"and {more} files more"] if more > 0 else []
    if sys.stdout.isatty():
        review_table(found, lines, folder, {name: len(data) for name, data in files.items()})
        return
    for line in lines:
        click.echo(harmless(line))
    for tag, words in found.todo.items():
        click.echo(f"{tag}: {words.texts} texts to translate, {words.words} words")
    for name in files:
        click.echo(f"{folder}/{name}")

