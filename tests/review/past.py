"""Two commits that stand in no repository: files by path, for comparing without git."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from handbook.project import Project, past_project
from handbook.project.history import Commit, Entry, History
from handbook.review.compare import compare
from handbook.review.model import Mark, Redline, Review, Translated
from handbook.stable import digest

BASE, HEAD = Commit("a" * 40, 1_795_000_000), Commit("b" * 40, 1_795_003_600)
_SIGNS = {Mark.SAME: "", Mark.DELETED: "[-{}-]", Mark.INSERTED: "{{+{}+}}"}

Files = Mapping[str, str | bytes]


class TwoCommits(History):
    """A history of two commits, `before` and `after`; `renamed` is what git would see."""

    def __init__(self, root: Path, before: Files, after: Files, renamed: Mapping[str, str]) -> None:
        super().__init__(root)
        self.trees = {BASE.hash: before, HEAD.hash: after}
        self.renamed = renamed
        self.blobs = {_name(data): _bytes(data) for files in (before, after) for data in files.values()}

    def tree(self, commit: Commit, paths: Iterable[str] = ()) -> dict[str, Entry]:
        assert not paths, "a review reads whole commits"
        return {path: Entry(_name(data), True) for path, data in sorted(self.trees[commit.hash].items())}

    def renames(self, base: Commit, head: Commit) -> dict[str, str]:
        assert (base, head) == (BASE, HEAD)
        return dict(self.renamed)

    def read(self, entry: Entry) -> bytes:
        return self.blobs[entry.blob]


def _bytes(data: str | bytes) -> bytes:
    return data if isinstance(data, bytes) else data.encode()


def _name(data: str | bytes) -> str:
    return digest(_bytes(data))


def reviewed(root: Path, before: Files, after: Files, renamed: Mapping[str, str] | None = None) -> Review:
    """Compare two lots of files as a project in `root`."""
    project = past_project(str(after.get("mkdocs.yml", "")), root) or past_project("site_name: ''", root)
    assert isinstance(project, Project)
    history = TwoCommits(project.root, before, after, renamed or {})
    return compare(project, history, BASE, HEAD, ("main", "change"))


def seen(redline: Redline) -> str:
    """A redline on one line, as readers see it: `[-out-]`, `{+in+}`."""
    runs = (run.shown if run.mark is Mark.SAME else _SIGNS[run.mark].format(run.shown) for run in redline)
    return "".join(runs).replace("\n", "⏎")


def told(review: Review) -> str:
    """All that a review says, as lines."""
    lines: list[str] = []
    for change in review.changes:
        kinds = ", ".join(change.kinds)
        places = " → ".join(
            f"{one.number or '-'} {one.source}" if one else "nothing" for one in (change.before, change.after)
        )
        lines += [f"{kinds}: {change.title}, {places}"]
        lines += [f"  cites {one}" for one in change.citations_added]
        lines += [f"  cites no more {one}" for one in change.citations_dropped]
        for text in change.texts:
            row = f" row {text.row}" if text.row else ""
            lines += [f"  {text.block}{row} {', '.join(text.kinds)} :{text.line} | {seen(text.redline)}"]
            lines += [f"    {tag} {_told(one)}" for tag, one in text.languages.items()]
        lines += ["  " + ", ".join(f"{tag} {one}" for tag, one in change.languages.items())]
    lines += [f"shift: {one.page} {one.before} → {one.after}, {one.count}" for one in review.shifts]
    for fact in review.facts:
        value = f"{fact.before or '-'} → {fact.after or '-'}"
        where = f"{fact.file}:{fact.line}"
        lines += [
            f"fact: {fact.room} {fact.entry} {fact.name}: {value}, {where}, {', '.join(fact.cited) or '-'}"
        ]
    lines += [f"signoff: {one}" for one in review.signoffs]
    lines += [f"other: {one.what} {one.path}" for one in review.others]
    lines += [f"unreadable: {path}: {why}" for path, why in review.unreadable]
    lines += [
        f"todo: {tag} {words.texts} texts, {words.words} words"
        for tag, words in review.todo.items()
        if words.texts
    ]
    return "".join(f"{line}\n" for line in lines)


def _told(one: Translated) -> str:
    place = f" {one.file}:{one.line}" if one.line else ""
    return f"{one.standing}{place} | {seen(one.redline)}"
