"""Pictures: found below docs/, copied under the digest of their content, never fetched from elsewhere."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree

from handbook.book.tree import HtmlElement, children, elements, make, names, remove, replace, text_of
from handbook.findings import Finding
from handbook.stable import digest, write_if_changed

# Kinds that Typst prints, and how their files begin.
_KINDS = {
    ".svg": b"",
    ".png": b"\x89PNG\r\n",
    ".jpg": b"\xff\xd8\xff",
    ".jpeg": b"\xff\xd8\xff",
    ".gif": b"GIF8",
    ".webp": b"RIFF",
}
_CAPITALS = {
    name.lower(): name
    for name in names(
        "clipPath clipPathUnits gradientTransform gradientUnits linearGradient markerHeight markerUnits markerWidth"
        " maskUnits patternTransform patternUnits preserveAspectRatio radialGradient refX refY spreadMethod textLength"
        " textPath viewBox"
    )
}


@dataclass(slots=True)
class Pictures:
    """Copies pictures of the pages into `folder`, and gathers a finding for each one it cannot."""

    docs: Path
    folder: Path
    language: str = "en"
    findings: list[Finding] = field(default_factory=list)

    def take(self, root: HtmlElement, path: str, url: str) -> None:
        """Rewrite the page's pictures, in place, to the names of their copies; `url` is the page's address."""
        for image in elements(root, "img"):
            self._image(image, path, url)
        for drawing in elements(root, "svg"):
            self._drawing(drawing)
        _stand_alone(root)

    def _image(self, image: HtmlElement, path: str, url: str) -> None:
        source = image.get("src", "")
        parts = urlsplit(source)
        if parts.scheme or parts.netloc:
            # No network and no data from nowhere: the words stand for the picture.
            replace(image, make("span", image.get("alt", "")))
            return
        file = self.docs / posixpath.normpath(posixpath.join(posixpath.dirname(url), unquote(parts.path)))
        own = file.with_name(f"{file.stem}.{self.language}{file.suffix}")
        file = own if own.is_file() else file
        problem = self._problem(file)
        if problem:
            hint = "put the file below docs/ and correct the link"
            self.findings.append(Finding(f"docs/{path}", 0, "BK502", f"{problem}: {source}", hint))
            return
        image.set("src", self._copy(file.read_bytes(), file.suffix.lower()))

    def _problem(self, file: Path) -> str:
        if not file.resolve().is_relative_to(self.docs.resolve()):
            return "the picture lies outside docs/"
        if not file.is_file():
            return "there is no such picture"
        if file.suffix.lower() not in _KINDS:
            return "this kind of picture cannot be printed"
        if not _sound(file.read_bytes(), file.suffix.lower()):
            return "the file is not what its name says"
        return ""

    def _copy(self, data: bytes, suffix: str) -> str:
        name = f"{digest(data)}{suffix}"
        write_if_changed(self.folder / name, data)
        return f"/img/{name}"

    def _drawing(self, drawing: HtmlElement) -> None:
        """A drawing inside the page becomes a picture if it has a name; without one it is an ornament and goes."""
        title = next((text_of(e) for e in elements(drawing, "title")), "")
        alt = drawing.get("aria-label", "") or title
        if not alt:
            remove(drawing)
            return
        data = etree.tostring(_as_svg(drawing), encoding="utf-8", with_tail=False)
        replace(drawing, make("img", src=self._copy(data, ".svg"), alt=alt))


def _sound(data: bytes, suffix: str) -> bool:
    """Whether the data is a picture of the kind its name claims; for a drawing, whether it is well-formed."""
    if suffix != ".svg":
        return data.startswith(_KINDS[suffix])
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return False
    return bool(etree.QName(root).localname == "svg")


def _as_svg(drawing: HtmlElement) -> etree._Element:
    """Give back what an HTML parser takes from a drawing: its namespace and the capitals in its names."""
    for name in [name for name in drawing.attrib if name.startswith("xmlns")]:
        del drawing.attrib[name]
    copy = etree.Element("svg", nsmap={None: "http://www.w3.org/2000/svg"})
    _copy_into(drawing, copy)
    return etree.fromstring(etree.tostring(copy))


def _copy_into(old: HtmlElement, new: etree._Element) -> None:
    for name, value in old.attrib.items():
        if ":" not in name and not name.startswith("on"):
            new.set(_CAPITALS.get(name, name), value)
    new.text = old.text
    for child in children(old):
        if child.tag not in ("script", "foreignobject"):
            copy = etree.SubElement(new, _CAPITALS.get(child.tag, child.tag))
            _copy_into(child, copy)
            copy.tail = child.tail


def _stand_alone(root: HtmlElement) -> None:
    """A paragraph that holds one picture and nothing else is a figure."""
    for paragraph in elements(root, "p"):
        inside = children(paragraph)
        if len(inside) != 1 or inside[0].tag != "img" or text_of(paragraph):
            continue
        if paragraph.getparent() is not None and paragraph.getparent().tag == "figure":
            continue
        figure = make("figure")
        figure.append(inside[0])
        if paragraph.get("lang"):
            figure.set("lang", paragraph.get("lang", ""))
        replace(paragraph, figure)
