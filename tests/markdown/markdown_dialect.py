"""The handbook's own Markdown dialect for tests: rendered without our extension, and with it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import markdown

from handbook.markdown.dialect import Rendered, render
from handbook.markdown.procedure import ProcedureBlocks
from handbook.markdown.session import Marks, PageInput, State, Target
from handbook.project import Dialect, load_project

ROOT = Path(__file__).resolve().parents[2]
MARKS = Marks("en", "kk", {State.MISSING: "аударылмаған", State.OUTDATED: "ескірген"})


@cache
def dialect() -> Dialect:
    return load_project(ROOT).dialect


@cache
def plain(text: str) -> str:
    """The page as Python-Markdown renders it when our extension is not there, only the block that it adds."""
    used = dialect()
    extensions = [*used.extensions, ProcedureBlocks()]
    return markdown.Markdown(extensions=extensions, extension_configs=dict(used.settings)).convert(text)


def ours(text: str, **given: object) -> Rendered:
    return render(text, dialect(), PageInput(**given))  # type: ignore[arg-type]


@cache
def english(text: str) -> Rendered:
    """The page as our extension renders it when nothing is given."""
    return ours(text)


def identity(msgid: str) -> Target:
    return Target(State.CURRENT, msgid)


def nothing(_: str) -> Target:
    return Target(State.MISSING)


def replaced(_: str) -> Target:
    return Target(State.CURRENT, "Бәрі басқа")


class Unequal(str):
    """A text that equals nothing: makes the extension write a translation that is the source itself."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return False

    def __ne__(self, other: object) -> bool:
        return True

    __hash__ = str.__hash__
