"""XML from outside, read with nothing it could harm us by: no document type, no entities, no endless size."""

from __future__ import annotations

import re
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from handbook.errors import HandbookError

# Far above any file of ours, far below what fills the memory.
LARGEST = 64_000_000
_DECLARED = re.compile(r"""^<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)["']""")
_AGAIN = "save the file anew in the program it comes from, or export it again"


def decoded(data: bytes, name: str) -> str:
    """The text of an XML file; raises HandbookError where it is too large or neither UTF-8 nor UTF-16."""
    if len(data) > LARGEST:
        raise HandbookError(f"the file holds more than {LARGEST // 1_000_000} MB", name, "export fewer pages at a time")
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as problem:
        raise HandbookError("the file is not in UTF-8 or UTF-16", name, _AGAIN) from problem
    declared = _DECLARED.match(text)
    if declared and declared.group(1).lower().replace("-", "") not in ("utf8", "utf16", "usascii", "ascii"):
        raise HandbookError(f"the file says that its letters are {declared.group(1)}", name, "save it as UTF-8")
    return text


def parse_xml(text: str, name: str) -> Element:
    """Return the root element; `name` is how errors call the file.

    Raises HandbookError, with the line where one is known, for what is not XML or has a document type: entities are
    defined in one alone, and could make a small file fill the memory or fetch another.
    """
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise HandbookError("the file has a document type, which is not allowed", name, _AGAIN)
    try:
        return ElementTree.fromstring(text)  # noqa: S314 - see above
    except ElementTree.ParseError as problem:
        where = f"{name}:{problem.position[0]}"
        raise HandbookError(f"the file is not XML: {problem}", where, _AGAIN) from problem
    except (ValueError, LookupError) as problem:
        raise HandbookError(f"the file is not XML: {problem}", name, _AGAIN) from problem


def local(tag: str) -> str:
    """The name of an element without its namespace."""
    return tag.rpartition("}")[2]
