"""The picture of a procedure as a drawing in the page: shapes and words, no style sheet, no address, no id.

Its colours are the book's; the site's style sheet puts those of the reader's scheme in their place.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement

from markdown.util import AtomicString

from handbook.markdown.swim_lanes import (
    DOT,
    LIMIT_SIZE,
    NAME_SIZE,
    RADIUS,
    WIDTH,
    Layout,
    Move,
    Path,
    Words,
    lay_out,
)
from handbook.register.register import LocalText

_INK, _BLUE, _PAPER, _HAIR = "#1b1b1b", "#1f3a68", "#ffffff", "#8a94a6"
_FONT = "sans-serif"
# A pixel is three quarters of a point: on paper letters get the size of the small print around them.
_SHOWN = 10 / 9


def picture(names: Sequence[LocalText], moves: Sequence[Move], alternative: LocalText) -> Element:
    """Draw `moves` in lanes with `names`; `alternative` says in words what it shows."""
    layout = lay_out([name.text for name in names], moves)
    height = _number(layout.height)
    svg = Element(
        "svg",
        {
            "class": "hb-lanes", "xmlns": "http://www.w3.org/2000/svg", "viewBox": f"0 0 {WIDTH:g} {height}",
            "width": f"{WIDTH * _SHOWN:g}", "height": _number(layout.height * _SHOWN), "role": "img",
            "aria-label": alternative.text, "lang": alternative.language,
            "font-family": _FONT, "data-search-exclude": "",
        },
    )  # fmt: skip
    SubElement(svg, "rect", {"class": "hb-lanes__paper", "width": f"{WIDTH:g}", "height": height, "fill": _PAPER})
    for y in layout.rules:
        points = {"x1": "0", "x2": f"{WIDTH:g}", "y1": _number(y), "y2": _number(y)}
        SubElement(svg, "line", {"class": "hb-lanes__rule", **points, "stroke": _HAIR, "stroke-width": "0.75"})
    for path in layout.paths:
        _path(svg, path)
    for words in layout.words:
        _words(svg, words, names[words.lane].language if words.lane >= 0 else "")
    _steps(svg, layout)
    return svg


def _number(value: float) -> str:
    return f"{round(value, 1):g}"


def _at(x: float, y: float) -> str:
    return f"{_number(x)} {_number(y)}"


def _path(svg: Element, path: Path) -> None:
    bold = path.kind != "flow"
    data = "M" + "L".join(_at(*point) for point in path.points)
    line = {"class": f"hb-lanes__{path.kind}", "d": data, "fill": "none", "stroke": _BLUE if bold else _INK}
    line["stroke-width"] = "2.4" if bold else "1"
    if path.kind == "together":
        line["stroke-dasharray"] = "2 2"
    SubElement(svg, "path", line)
    if path.kind != "together":
        size = 5.5 if bold else 4.0
        head = {"class": f"hb-lanes__head hb-lanes__head--{path.kind}", "d": _arrow(path, size)}
        SubElement(svg, "path", {**head, "fill": _BLUE if bold else _INK})


def _arrow(path: Path, size: float) -> str:
    """The head of an arrow at the end of a path, whose last stretch runs along an axis."""
    (x0, y0), (x, y) = path.points[-2:]
    dx, dy = (x > x0) - (x < x0), (y > y0) - (y < y0)
    back = (x - dx * size * 1.4, y - dy * size * 1.4)
    corners = [(back[0] + dy * size, back[1] + dx * size), (back[0] - dy * size, back[1] - dx * size)]
    return f"M{_at(x, y)}L{_at(*corners[0])}L{_at(*corners[1])}Z"


def _words(svg: Element, words: Words, language: str) -> None:
    lane = words.lane >= 0
    given = {
        "class": "hb-lanes__name" if lane else "hb-lanes__limit", "x": _number(words.x), "y": _number(words.y),
        "font-size": f"{NAME_SIZE if lane else LIMIT_SIZE:g}", "fill": _INK,
        # Lines may run behind words: a rim of paper keeps them readable.
        "stroke": _PAPER, "stroke-width": "3", "stroke-linejoin": "round", "paint-order": "stroke",
    }  # fmt: skip
    given |= {"font-weight": "bold"} if lane else {"text-anchor": "middle"}
    text = SubElement(svg, "text", given | ({"lang": language} if language else {}))
    text.text = AtomicString(words.text)


def _steps(svg: Element, layout: Layout) -> None:
    for x, y in layout.dots:
        place = {"cx": _number(x), "cy": _number(y), "r": f"{DOT:g}"}
        SubElement(svg, "circle", {"class": "hb-lanes__dot", **place, "fill": _BLUE})
    for circle in layout.circles:
        place = {"cx": _number(circle.x), "cy": _number(circle.y), "r": f"{RADIUS:g}"}
        ring = {"fill": _PAPER, "stroke": _BLUE, "stroke-width": "1.8"}
        SubElement(svg, "circle", {"class": "hb-lanes__step", **place, **ring})
        middle = {"x": _number(circle.x), "y": _number(circle.y + 4.3), "text-anchor": "middle"}
        number = SubElement(svg, "text", {**middle, "font-size": "12", "font-weight": "bold", "fill": _BLUE})
        number.set("class", "hb-lanes__number")
        number.text = AtomicString(str(circle.number))
