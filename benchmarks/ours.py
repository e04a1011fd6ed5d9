"""`handbook build` itself: from nothing, unchanged, and after one word has changed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks.contender import Contender, Output, Say, Scenario, Task, remover, write
from benchmarks.corpus import RARE, write_handbook


def prepare(task: Task, home: Path, say: Say) -> list[Scenario]:  # noqa: ARG001
    """Our five rows. The order matters: each row but the cold ones starts from what the one before it made."""
    root = task.folder
    write_handbook(root, task.pages, task.tags)
    _make_repository(root)
    build = handbook_command(root)
    both, sites = _output(task, pdf=True), _output(task, pdf=False)
    nothing = remover(root / "build", root / ".cache")
    other = next(tag for tag in task.tags if tag != "en")
    third = len(task.pages) // 3
    page, translated = task.pages[1 + third].path, task.pages[1 + 2 * third].path
    catalogue = root / "translations" / other / translated.replace(".md", ".po")
    return [
        Scenario("handbook build --only site, from nothing", (*build, "--only", "site"), nothing, sites),
        Scenario("**handbook build**, from nothing", build, nothing, both),
        Scenario("handbook build again, nothing changed", build, lambda _: "", both),
        Scenario(
            "… one word of one English page changed",
            build,
            _edit(root / "docs" / page, _LAST_NOTE),
            both,
            both.pages["en"] / page.replace(".md", ".html"),
        ),
        Scenario(
            f"… one word of one catalogue ({other}) changed",
            build,
            _edit(catalogue, re.escape(RARE[other])),
            both,
            both.pages[other] / translated.replace(".md", ".html"),
        ),
    ]


# The first word of a page's last line.
_LAST_NOTE = r"(?<=\n\[\^b\]: )\w+"


def handbook_command(root: Path) -> tuple[str, ...]:
    """`handbook build` of the project at `root`, by the program beside this Python."""
    return (str(Path(sys.executable).with_name("handbook")), "-C", str(root), "build")


def _make_repository(root: Path) -> None:
    """Put the project under git, one file changed since: an editor's working copy, whose commit stays the same."""
    git = ["git", "-C", str(root), "-c", "user.name=bench", "-c", "user.email=bench@localhost"]
    for arguments in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "--message=Corpus"]):
        subprocess.run([*git, *arguments], check=True, env={**os.environ, "GIT_CONFIG_GLOBAL": os.devnull})
    with (root / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("# changed\n")


def _output(task: Task, *, pdf: bool) -> Output:
    build = task.folder / "build"
    pages = {tag: build / "site" / tag for tag in task.tags}
    return Output(
        build / "site",
        pages,
        {tag: build / "pdf" / f"handbook-{tag}.pdf" for tag in task.tags} if pdf else {},
        {tag: folder / "search" / "search_index.json" for tag, folder in pages.items()},
    )


def _edit(path: Path, word: str) -> Callable[[int], str]:
    """A reset that puts another word in the place of the one place `word` matches, a new one for each run."""
    pristine = path.read_text("utf-8")

    def reset(run: int) -> str:
        # Its last letter again: a figure, or a letter of another alphabet, would be an error of translation.
        made: list[str] = []

        def longer(found: re.Match[str]) -> str:
            made.append(found[0] + found[0][-1] * run)
            return made[-1]

        text = re.sub(word, longer, pristine)
        assert len(made) == 1, f"{path}: {word} stands there {len(made)} times"
        write(path, text)
        return made[0]

    return reset


HANDBOOK = Contender("handbook", "handbook", prepare)
