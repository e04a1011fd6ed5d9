"""What an SVG file may not hold."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.markdown.safety import unsafe_scheme

if TYPE_CHECKING:
    from lxml import etree

_ACTIVE = frozenset(
    {"script", "foreignObject", "handler", "iframe", "object", "embed"}
    | {"set", "animate", "animateMotion", "animateTransform"}
)


def dangers_of_svg(path: Path) -> Iterator[tuple[str, int]]:
    """Yield (what, line) for everything in the file that would run or be loaded, or that cannot be read."""
    # Most checks of what changed meet no picture.
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(path.read_bytes(), parser)
    except (etree.XMLSyntaxError, OSError, ValueError) as problem:
        yield f"an error: {getattr(problem, 'msg', problem)}", getattr(problem, "lineno", 1) or 1
        return
    if root.getroottree().docinfo.doctype:
        yield "a document type", 1
    for before in root.itersiblings(preceding=True):
        if isinstance(before, etree._ProcessingInstruction):
            yield "a processing instruction, which may load a style", int(before.sourceline or 1)
    for element in root.iter():
        if isinstance(element.tag, str):
            yield from _dangers_of_element(element)


def _dangers_of_element(element: etree._Element) -> Iterator[tuple[str, int]]:
    line = int(element.sourceline or 1)
    tag = str(element.tag).rpartition("}")[2]
    if tag in _ACTIVE:
        yield f"<{tag}>", line
    for name, value in element.attrib.items():
        short = str(name).rpartition("}")[2]
        text = str(value).strip()
        if short.lower().startswith("on"):
            yield f"the attribute {short}=", line
        elif short in ("href", "src") and not text.startswith("#"):
            yield f"a {unsafe_scheme(text) or 'link'} address that leads out of the file", line
        elif (short == "style" or "url(" in text.lower()) and _loads(text):
            yield "a style that loads a file", line
    if tag == "style" and _loads(element.text or ""):
        yield "a style that loads a file", line


def _loads(style: str) -> bool:
    """Whether a style names a file; `url(#…)` names a part of the picture itself. Escapes could hide anything."""
    text = "".join(style.lower().split()).replace("'", "").replace('"', "")
    return "@import" in text or "\\" in text or any(not after.startswith("#") for after in text.split("url(")[1:])
