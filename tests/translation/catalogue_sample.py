"""A handbook of a few plain pages to rename, move and edit, and what updating makes of its catalogues."""

from __future__ import annotations

import difflib
import os
import subprocess
from pathlib import Path

from handbook.findings import Finding
from handbook.project import load_project
from handbook.translation.catalog import Catalog, Entry, read_catalog, write_catalog
from handbook.translation.source import read_source
from handbook.translation.update import Updated, update_language
from handbook.translation.waivers import corrections, load_waivers
from handbook.translation.wanted import shared_entries

CONFIG = """\
site_name: Sample
plugins:
  - handbook: {edition: "1", parts: [rules]}
  - i18n:
      languages:
        - {locale: en, name: English, default: true}
        - {locale: kk, name: Қазақша}
"""
FIRST = (
    "# Arrest",
    "Tell the person at once, in a language that he or she understands, why the person is arrested.",
    "Write down the exact time of the arrest. Give a copy of the record to the arrested person.",
    "A judge decides within two days whether the arrest was lawful.",
)
SECOND = (
    "# Search",
    "A search of a house needs a decision of a judge.",
    "Two witnesses are present from the beginning.",
)
_GIT = {
    **os.environ,
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    **{
        f"GIT_{who}_{what}": f"e{at}handbook.example"
        for who in ("AUTHOR", "COMMITTER")
        for what, at in (("NAME", "-"), ("EMAIL", "@"))
    },
}


def git(root: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=root, env=_GIT, check=True, capture_output=True)


def write_page(root: Path, name: str, paragraphs: tuple[str, ...]) -> None:
    front = "---\nkind: safeguard\nowner: team\nreview_by: 2027-11-01\n---\n\n"
    path = root / "docs" / "rules" / f"{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(front + "\n\n".join(paragraphs) + "\n", "utf-8")


def write_config(root: Path) -> None:
    """The navigation lists the pages that exist."""
    pages = sorted(path.relative_to(root / "docs").as_posix() for path in (root / "docs").rglob("*.md"))
    (root / "mkdocs.yml").write_text(CONFIG + "nav:\n" + "".join(f"  - {page}\n" for page in pages), "utf-8")


def make_sample(root: Path, *, in_git: bool = True) -> Path:
    """Two pages, fully translated into Kazakh by capital letters, committed."""
    write_page(root, "arrest", FIRST)
    write_page(root, "search", SECOND)
    update(root)
    for path in catalogues(root):
        catalog = read_catalog(path.read_text("utf-8"), "kk", "x").value
        done = tuple(Entry(one.msgid, one.msgid.upper(), notes=one.notes) for one in catalog.entries)
        path.write_text(write_catalog(Catalog("kk", done, headers=catalog.headers)), "utf-8")
    if in_git:
        (root / ".gitignore").write_text(".cache/\n", "utf-8")
        for arguments in (["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-q", "-m", "One"]):
            git(root, *arguments)
    return root


def catalogues(root: Path) -> list[Path]:
    return sorted((root / "translations").rglob("*.po"))


def texts(root: Path) -> dict[str, str]:
    """Every catalogue by its path below `translations/kk/`."""
    folder = root / "translations" / "kk"
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in catalogues(root)}


def update(root: Path, report: list[Finding] | None = None) -> list[Updated]:
    """What `handbook translate update` does, for Kazakh."""
    write_config(root)
    project = load_project(root)
    source = read_source(project, project.pages)
    assert source.findings == ()
    known = corrections(load_waivers(project).value, "kk")
    return update_language(
        project, "kk", shared_entries(project, source.pages), ([] if report is None else report).append, known
    )


def difference(before: dict[str, str], after: dict[str, str]) -> str:
    """What changed in the catalogues, as a unified diff."""
    lines: list[str] = []
    for name in sorted(before.keys() | after.keys()):
        pair = (before.get(name, "").splitlines(keepends=True), after.get(name, "").splitlines(keepends=True))
        lines += difflib.unified_diff(
            *pair, name if name in before else "-", name if name in after else "-", n=1
        )
    return "".join(lines)


def held(root: Path) -> set[str]:
    """Every translation that stands in some catalogue on the disk."""
    found = set()
    for path in catalogues(root):
        read = read_catalog(path.read_text("utf-8"), "kk", str(path))
        assert read.findings == ()
        found |= {one.msgstr for one in (*read.value.entries, *read.value.obsolete) if one.msgstr}
    return found
