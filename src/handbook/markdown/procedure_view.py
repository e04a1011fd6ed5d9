"""How readers see a procedure: a picture of who acts when, and each step headed by its number, actors and time limit.

Put in when paragraphs have their numbers: a step's anchor and number are made of its paragraph's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from handbook.markdown.procedure import TITLE, Procedure, Step
from handbook.markdown.procedure_steps import Limit
from handbook.markdown.swim_lane_picture import picture
from handbook.markdown.swim_lanes import Move
from handbook.register.actors import actor_name
from handbook.register.models import SOURCE_LANGUAGE
from handbook.register.register import LocalText, Register
from handbook.register.wording import wording

RECEIVER = "receiver:"
STEP = "{paragraph}, step {step}"
PICTURE = "Diagram of the steps. Lanes: {lanes}. Steps: {steps}."
PROCEDURE_WORDS = (RECEIVER, STEP, PICTURE)
"""Words a renderer must be given: before who receives, a step's number when it is cited, the picture in one line."""


@dataclass(frozen=True, slots=True)
class ProcedureRenderer:
    """Writes procedures in one language; `words` gives the words of `PROCEDURE_WORDS` in it."""

    register: Register
    language: str
    words: Mapping[str, str]

    def name(self, actor: str) -> LocalText:
        """What a label calls an actor; one the register does not have stays as it is written (a finding says so)."""
        return actor_name(actor, self.register, self.language) or LocalText(actor, self.language)

    def limit(self, limit: Limit) -> str:
        return wording(self.language).limit(limit.count, limit.unit, self.language)

    def drawing(self, procedure: Procedure) -> Element | None:
        """The picture; none for a procedure with a step that nobody does."""
        lanes = procedure.actors()
        if not procedure.steps or not all(step.actors for step in procedure.steps):
            return None
        moves = [
            Move(
                tuple(map(lanes.index, step.actors)),
                tuple(map(lanes.index, step.receivers)),
                wording(self.language).short_limit(step.limit.count, step.limit.unit) if step.limit else "",
            )
            for step in procedure.steps
        ]
        alternative = LocalText(self.alternative(procedure), self.language)
        return picture([self.name(lane) for lane in lanes], moves, alternative)

    def alternative(self, procedure: Procedure) -> str:
        """The picture in words: its size, then who does each step and by when. What is done, the list itself says."""
        lanes = procedure.actors()
        opening = self.words[PICTURE].format(lanes=len(lanes), steps=len(procedure.steps))
        return " ".join([opening, *(f"{n}: {self._told(step)}." for n, step in enumerate(procedure.steps, 1))])

    def _told(self, step: Step) -> str:
        told = ", ".join(self.name(actor).text for actor in step.actors)
        if step.receivers:
            told += f" → {', '.join(self.name(actor).text for actor in step.receivers)}"
        return f"{told}, {self.limit(step.limit)}" if step.limit else told

    def head(self, step: Step, number: int, paragraph: tuple[str, str] | None) -> Element:
        """The line a step opens with; `paragraph` is the number and anchor of the box, if it has one."""
        head = Element("summary", {"class": "step-head"})
        head.append(self._number(number, paragraph))
        for actors, receive in ((step.actors, False), (step.receivers, True)):
            if actors and receive:
                arrow = {"class": "step-arrow", "role": "img", "aria-label": self.words[RECEIVER]}
                head.append(self._span("→", arrow))
            head.extend(self._actors(actors))
        if step.limit:
            head.append(self._span(self.limit(step.limit), {"class": "step-limit"}))
        for child in head:
            child.tail = " "
        return head

    def _number(self, number: int, paragraph: tuple[str, str] | None) -> Element:
        if paragraph is None:
            return self._span(str(number), {"class": "step-number"})
        shown, anchor = paragraph
        told = self.words[STEP].format(paragraph=shown, step=number)
        link = Element(
            "a", {"class": "step-number", "href": f"#{anchor}-s{number}", "title": told, "data-search-exclude": ""}
        )
        link.text = AtomicString(str(number))
        return link

    def _actors(self, actors: tuple[str, ...]) -> Iterator[Element]:
        for actor in actors:
            name = self.name(actor)
            yield self._span(name.text, {"class": "step-actor", "lang": name.language})

    def _span(self, text: str, attributes: dict[str, str]) -> Element:
        # The list may be in English still: what stands here is in the page's language, or says in which one.
        span = Element("span", {"lang": self.language, **attributes})
        span.text = AtomicString(text)
        return span


def unnamed() -> ProcedureRenderer:
    """Who writes procedures where nobody reads them: as they stand in the source, but with the anchors of steps."""
    return ProcedureRenderer(Register(), SOURCE_LANGUAGE, {word: word for word in PROCEDURE_WORDS})


class ShowProcedures(Treeprocessor):
    """Runs between paragraph numbers (6) and heading ids (5.5), when all text is parsed."""

    PRIORITY = 5.8

    def __init__(self, md: Markdown, found: list[Procedure], renderer: ProcedureRenderer) -> None:
        super().__init__(md)
        self.found = found
        self.renderer = renderer

    def run(self, root: Element) -> None:
        taken = {element.attrib["id"] for element in root.iter() if "id" in element.attrib}
        for procedure in self.found:
            paragraph = _paragraph(procedure.box)
            for number, step in enumerate(procedure.steps, 1):
                anchor = f"{paragraph[1]}-s{number}" if paragraph else ""
                if anchor and anchor not in taken and "id" not in step.item.attrib:
                    step.item.set("id", anchor)
                _fold(step.item, self.renderer.head(step, number, paragraph))
            drawing = self.renderer.drawing(procedure)
            if drawing is not None:
                _put_in(procedure.box, drawing)


def _paragraph(box: Element) -> tuple[str, str] | None:
    """The number and anchor of a box."""
    link = next((child for child in box if child.get("class") == "hb-para"), None)
    return None if link is None else (link.text or "", link.get("href", "").removeprefix("#"))


def _fold(item: Element, head: Element) -> None:
    """Put a step's text into a folding box, open, below its head."""
    fold = Element("details", {"class": "step-fold", "open": "open"})
    fold.text = "\n"
    head.tail = "\n"
    fold.append(head)
    for child in list(item):
        item.remove(child)
        fold.append(child)
    item.text = "\n"
    fold.tail = "\n"
    item.append(fold)


def _put_in(box: Element, drawing: Element) -> None:
    """The picture stands between title and steps."""
    frame = Element("div", {"class": "step-drawing"})
    frame.append(drawing)
    frame.tail = "\n"
    after = [place for place, child in enumerate(box) if child.get("class") in (TITLE, "hb-para")]
    box.insert(max(after, default=-1) + 1, frame)
