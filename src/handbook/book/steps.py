"""Procedures on paper: nothing folds; each step is its number, its head and its body, and the picture is a figure."""

from __future__ import annotations

from handbook.book.tree import (
    HtmlElement,
    ancestors,
    children,
    classes,
    elements,
    make,
    replace,
    take,
    text_of,
)

_STATES = ("hb-missing", "hb-outdated")
# A picture higher than this, in points, is made smaller: it must fit a page with the title above it.
_HIGHEST = 560.0
# A pixel of the site is three quarters of a point on paper.
_POINTS = 0.75


def lay_steps_flat(root: HtmlElement) -> None:
    """Rewrite the procedures of a page in place; before boxes and pictures are looked at."""
    for steps in elements(root, "ol"):
        items = [item for item in children(steps) if _fold(item) is not None]
        if items:
            replace(steps, _steps(steps, items))
    for frame in [e for e in elements(root, "div") if _is_drawing(e)]:
        figure = make("figure")
        figure.append(take(children(frame)[0]))
        if any(outer.get("lang") for outer in ancestors(frame)):
            figure.set("lang", figure[0].get("lang", ""))
        _limit_height(figure[0])
        replace(frame, figure)


def _fold(item: HtmlElement) -> HtmlElement | None:
    """The folding box of a step."""
    inside = children(item)
    found = inside[0] if len(inside) == 1 and inside[0].tag == "details" else None
    return found if found is not None and "step-fold" in classes(found) else None


def _steps(steps: HtmlElement, items: list[HtmlElement]) -> HtmlElement:
    flat = make("div", class_="hb-steps")
    if steps.get("id"):
        flat.set("id", steps.get("id", ""))
    for item in items:
        fold = _fold(item)
        assert fold is not None, "the caller looked"
        flat.append(_step(fold, [steps, item, fold]))
    return flat


def _step(fold: HtmlElement, around: list[HtmlElement]) -> HtmlElement:
    """One step; a language and state of what is `around` it belong to its body: the head has its own."""
    step, body = make("div", class_="hb-step"), make("div", class_="hb-step-body")
    for outer in around:
        if outer.get("lang"):
            body.set("lang", outer.get("lang", ""))
            states = [name for name in _STATES if name in classes(outer)]
            body.set("class", " ".join(["hb-step-body", *states]))
        if outer.tag == "li" and outer.get("id"):
            step.set("id", outer.get("id", ""))
    for child in children(fold):
        step.append(_head(child)) if child.tag == "summary" else body.append(take(child))
    step.append(body)
    return step


def _head(summary: HtmlElement) -> HtmlElement:
    """Actors, arrow and time limit; the number comes from the list, and paper cites steps by it."""
    head = make("div", class_="hb-step-head")
    for part in children(summary):
        if "step-number" in classes(part):
            continue
        name = next((name for name in ("step-actor", "step-arrow", "step-limit") if name in classes(part)), "")
        new = make("span", text_of(part), class_=f"hb-{name}" if name else "")
        if part.get("lang"):
            new.set("lang", part.get("lang", ""))
        if len(head):
            together = name == "step-actor" and "hb-step-actor" in classes(head[-1])
            head[-1].tail = " + " if together else " "
        head.append(new)
    return head


def _is_drawing(frame: HtmlElement) -> bool:
    inside = children(frame)
    return "step-drawing" in classes(frame) and len(inside) == 1 and inside[0].tag == "svg"


def _limit_height(drawing: HtmlElement) -> None:
    try:
        width, height = (float(drawing.get(name, "")) * _POINTS for name in ("width", "height"))
    except ValueError:
        return
    scale = min(1.0, _HIGHEST / height) if height > 0 else 1.0
    drawing.set("width", f"{width * scale:.1f}pt")
    drawing.set("height", f"{height * scale:.1f}pt")

