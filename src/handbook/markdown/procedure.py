"""The block `/// procedure | Title`: one numbered list in which every step says who acts, and may say by when.

A step opens with its actors (`@police:`, `@customs -> @police:`) and may end with its time limit (`{within: 3h}`). Both
are taken out of the text before segments are made, so a translator can break neither; readers get them back in their
own language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block

from handbook.markdown.code_spans import without_code
from handbook.markdown.procedure_steps import Limit, Problem, parse_head, parse_limit

NAME = "procedure"
BOX = "admonition procedure"
TITLE = "admonition-title"
STEP = "step"
STEP_TEXT = "step-text"

_LIMIT = re.compile(r"\{[ ]*within\b[^{}\n]*\}")
_LAST_LIMIT = re.compile(r"\s*\{[ ]*within[ ]*:(?P<limit>[^{}\n]*)\}\s*\Z")


@dataclass(slots=True)
class Step:
    """A step: its list item, who acts, who receives, by when, and its text as written."""

    item: Element
    actors: tuple[str, ...] = ()
    receivers: tuple[str, ...] = ()
    limit: Limit | None = None
    written: str = ""


@dataclass(slots=True)
class Procedure:
    """A block: its element, title, steps, and what is wrong with it; a step's problem names its place, from 1."""

    box: Element
    title: str
    closed: bool = False
    steps: list[Step] = field(default_factory=list)
    problems: list[tuple[int, Problem]] = field(default_factory=list)

    def actors(self) -> tuple[str, ...]:
        """Everybody named, in order of first appearance."""
        return tuple(dict.fromkeys(one for step in self.steps for one in (*step.actors, *step.receivers)))


class ProcedureBlocks(BlocksExtension):  # type: ignore[misc]
    """Lets a parser read the block; `found` has the procedures of the page it last read."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Procedure] = []

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:  # noqa: N802 - the library's name
        self.found = []
        block_mgr.register(_ProcedureBlock, {"found": self.found})
        md.treeprocessors.register(_TakeSteps(md, self.found), "handbook-procedure-steps", _TakeSteps.PRIORITY)


class _ProcedureBlock(Block):  # type: ignore[misc]
    NAME = NAME
    ARGUMENT = None

    def on_create(self, parent: Element) -> Element:
        box = Element("div", {"class": BOX})
        title = (self.argument or "").strip()
        if title:
            head = Element("p", {"class": TITLE})
            head.text = title
            box.append(head)
        parent.append(box)
        self.procedure = Procedure(box, title)
        self.config["found"].append(self.procedure)
        return box

    def on_markdown(self) -> str:
        return "block"

    def on_end(self, block: Element) -> None:  # noqa: ARG002 - given by the library
        self.procedure.closed = True


class _TakeSteps(Treeprocessor):
    """Runs while texts are raw: after task lists (25), before paragraphs are counted (20.6)."""

    PRIORITY = 20.7

    def __init__(self, md: Markdown, found: list[Procedure]) -> None:
        super().__init__(md)
        self.found = found

    def run(self, root: Element) -> None:  # noqa: ARG002 - given by the library
        within = [element for one in self.found for element in one.box.iter() if element is not one.box]
        inside = {one.box for one in self.found} & set(within)
        for procedure in self.found:
            procedure.problems += [(0, problem) for problem in _problems_of_block(procedure, inside)]
            for count, item in enumerate(_items(procedure.box), 1):
                step, problems = take_step(item)
                procedure.steps.append(step)
                procedure.problems += [(count, problem) for problem in problems]


def _content(box: Element) -> list[Element]:
    return [child for child in box if child.get("class") != TITLE]


def _items(box: Element) -> Iterator[Element]:
    for block in _content(box):
        if block.tag == "ol":
            yield from (item for item in block if item.tag == "li")


def _problems_of_block(procedure: Procedure, inside: set[Element]) -> Iterator[Problem]:
    content = _content(procedure.box)
    if not procedure.title:
        yield Problem("PR104", "the procedure has no title", "write it after a bar: /// procedure | Title")
    if not content and not (procedure.box.text or "").strip():
        yield Problem("PR104", "the procedure has no steps", "write a numbered list between its two lines")
    elif [block.tag for block in content] != ["ol"]:
        what = "the procedure is not one numbered list"
        yield Problem("PR105", what, "number all steps in one list; indent what belongs to a step by four spaces")
    if procedure.box in inside:
        yield Problem("PR106", "a procedure stands inside another one", "give it a place of its own and link to it")
    if not procedure.closed:
        yield Problem("PR107", "the procedure does not end", "close it with a line of its slashes: ///")


def take_step(item: Element) -> tuple[Step, list[Problem]]:
    """Take actors and time limit out of a list item's text; what is wrong comes along."""
    text = _own_text(item)
    head = parse_head(text.text or "")
    step = Step(item, head.actors, head.receivers, written=(text.text or "").strip())
    text.text = head.rest
    limits, problems = [], list(head.problems)
    for block in (child for child in item if child.tag == "p"):
        limit, found = _take_limit(block)
        limits += limit
        problems += found
    if len(limits) > 1:
        problems.append(Problem("PR103", "the step has two time limits", "keep one, or make two steps of it"))
    step.limit = limits[0] if limits else None
    return step, problems


def _own_text(item: Element) -> Element:
    """The paragraph a step opens with; the bare text of a tight list becomes one."""
    item.set("class", f"{item.get('class', '')} {STEP}".strip())
    first = item[0] if len(item) else None
    if (item.text or "").strip() or first is None or first.tag != "p":
        first = Element("p")
        first.text, item.text = (item.text or "").strip(), "\n"
        first.tail = "\n"
        item.insert(0, first)
    first.set("class", f"{first.get('class', '')} {STEP_TEXT}".strip())
    return first


def _take_limit(block: Element) -> tuple[list[Limit], list[Problem]]:
    """Take the time limit off the end of a paragraph."""
    text, limits, problems = block.text or "", [], []
    if (found := _LAST_LIMIT.search(text)) is not None:
        block.text = text = text[: found.start()]
        limit = parse_limit(found["limit"])
        if isinstance(limit, Problem):
            problems.append(limit)
        else:
            limits.append(limit)
    if other := _LIMIT.search(without_code(text)):
        what = f"{other.group()} is no time limit where it stands"
        problems.append(Problem("PR103", what, "write {within: 3h} once, at the end of the step's paragraph"))
    return limits, problems
