"""Rows as XLIFF 1.2, and back.

Version 1.2 and not 2.x: Weblate, Poedit, OmegaT, memoQ and Trados all read 1.2 by themselves, and several of them read
2.x not at all or through a plug-in. States follow the standard's representation guide for gettext: what is fuzzy is
`needs-review-translation`, and `approved` tells no more than that an entry is not fuzzy. The state digest of an entry
travels in `extradata`, which tools hand back as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from handbook.errors import HandbookError
from handbook.markdown.session import State
from handbook.translation.exchange.changed import in_brackets
from handbook.translation.exchange.protect import kept, pieces, shown
from handbook.translation.exchange.rows import Returned, ReturnedFile, Row
from handbook.translation.exchange.safe_xml import decoded, local, parse_xml

_NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
_XML = "http://www.w3.org/XML/1998/namespace"
_SPACE = f"{{{_XML}}}space"
_LANG = f"{{{_XML}}}lang"
_STATES = {
    State.MISSING: "needs-translation",
    State.OUTDATED: "needs-review-translation",
    State.CURRENT: "translated",
}
_DONE = frozenset({"translated", "final", "signed-off"})
# Inline elements that stand for something; all others hold text that somebody may have translated.
_PLACEHOLDERS = frozenset({"ph", "x", "bpt", "ept", "it", "bx", "ex"})
# Elements that hold text, in which every space counts.
_TEXTS = frozenset({"source", "target", "note", "context"})
_ID = re.compile(r"""<(?:[\w.-]+:)?trans-unit\b[^>]*?\sid\s*=\s*["']([^"']*)["']""")
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def write_xliff(rows: Iterable[Row], source: str, language: str, version: str, advice: str) -> bytes:
    """Return the rows, which must be in the order of their pages, as a file with one `<file>` a page.

    `advice` tells the translator what to keep; `version` is ours.
    """
    root = Element("xliff", {"version": "1.2", "xmlns": _NAMESPACE})
    for page, of_page in groupby(rows, key=lambda row: row.page):
        file = SubElement(root, "file", _file(page, source, language))
        head = SubElement(file, "header")
        SubElement(head, "note").text = advice
        SubElement(head, "tool", {"tool-id": "handbook", "tool-name": "handbook", "tool-version": version})
        body = SubElement(file, "body")
        for row in of_page:
            _unit(body, row, language)
    _indent(root)
    return f"{_HEAD}{ElementTree.tostring(root, encoding='unicode')}\n".encode()


def _file(page: str, source: str, language: str) -> dict[str, str]:
    facts = {"original": page, "datatype": "x-markdown", "source-language": source, "target-language": language}
    return facts | {"tool-id": "handbook"}


def _unit(body: Element, row: Row, language: str) -> None:
    entry = row.entry
    facts = {"id": row.key, "extradata": row.base, _SPACE: "preserve"}
    if entry.state is not State.MISSING:
        facts["approved"] = "yes" if entry.state is State.CURRENT else "no"
    unit = SubElement(body, "trans-unit", facts)
    _marked(SubElement(unit, "source"), entry.msgid, entry.msgid)
    target = SubElement(unit, "target", {"state": _STATES[entry.state], _LANG: language})
    if entry.state is State.OUTDATED:
        target.set("state-qualifier", "fuzzy-match")
    _marked(target, entry.msgstr, entry.msgid)
    _context(unit, row)
    for note in _notes(row):
        SubElement(unit, "note", {"from": "handbook", "annotates": "source"}).text = shown(note)
    if entry.state is State.OUTDATED and entry.previous:
        _alternative(unit, entry.previous, entry.msgstr, language, {"alttranstype": "previous-version"})
    for offer in row.suggestions:
        facts = {"match-quality": f"{offer.percent}%", "origin": offer.page, "alttranstype": "proposal"}
        _alternative(unit, offer.source, offer.text, language, facts)


def _context(unit: Element, row: Row) -> None:
    context = row.context
    found = {"x-heading": context.heading, "x-before": context.before, "x-after": context.after}
    if any(found.values()):
        group = SubElement(unit, "context-group", {"purpose": "information"})
        for kind, text in found.items():
            if text:
                SubElement(group, "context", {"context-type": kind}).text = shown(text)


def _notes(row: Row) -> Iterator[str]:
    """What tools show beside a text: many show notes, few show contexts."""
    entry, context = row.entry, row.context
    yield "; ".join((row.page, *entry.notes))
    if context.heading:
        yield f"Below the heading: {context.heading}"
    if entry.state is State.OUTDATED and entry.previous:
        yield f"The English changed: {in_brackets(entry.previous, entry.msgid)}"
    yield from entry.comments


def _alternative(unit: Element, source: str, text: str, language: str, facts: dict[str, str]) -> None:
    found = SubElement(unit, "alt-trans", facts | {_SPACE: "preserve"})
    SubElement(found, "source").text = shown(source)
    SubElement(found, "target", {_LANG: language}).text = shown(text)


def _marked(parent: Element, text: str, source: str) -> None:
    """Put a text into an element, what must be kept as placeholders; each has the number it has in the source."""
    numbers: dict[str, list[int]] = {}
    for number, token in enumerate(kept(source), 1):
        numbers.setdefault(token, []).append(number)
    last: Element | None = None
    for piece in pieces(text):
        if piece.kind and (free := numbers.get(piece.text)):
            last = SubElement(parent, "ph", {"id": str(free.pop(0)), "ctype": f"x-{piece.kind}"})
            last.text = shown(piece.text)
        elif last is None:
            parent.text = f"{parent.text or ''}{shown(piece.text)}"
        else:
            last.tail = f"{last.tail or ''}{shown(piece.text)}"


def _indent(element: Element, pad: str = "\n") -> None:
    """A line for each element outside of texts, so that files can be compared; texts keep their spaces."""
    if element.tag in _TEXTS or not len(element):
        return
    element.text = f"{pad} "
    for child in element:
        _indent(child, f"{pad} ")
        child.tail = f"{pad} "
    element[-1].tail = pad


def read_xliff(data: bytes, name: str) -> ReturnedFile:
    """Return the units of an XLIFF 1.2 file; raises HandbookError for anything that is not one, or has no language."""
    text = decoded(data, name)
    root = parse_xml(text, name)
    if local(root.tag) != "xliff" or not root.get("version", "").startswith("1."):
        found = f"{local(root.tag)} {root.get('version', '')}".strip()
        raise HandbookError(f"the file is not XLIFF 1.2 but {found}", name, "save it as XLIFF 1.2")
    languages = sorted({file.get("target-language", "") for file in root.iter() if local(file.tag) == "file"})
    if len(languages) != 1 or not languages[0]:
        said = ", ".join(filter(None, languages)) or "none"
        raise HandbookError(f"the file must be for one language, not {said}", name, "export one language at a time")
    lines = _lines(text)
    rows = [
        _returned(unit, file.get("original", ""), lines)
        for file in root.iter()
        if local(file.tag) == "file"
        for unit in file.iter()
        if local(unit.tag) == "trans-unit"
    ]
    return ReturnedFile(name, languages[0], tuple(rows))


def _lines(text: str) -> dict[str, int]:
    """On which line the unit with an id begins."""
    found: dict[str, int] = {}
    line, at = 1, 0
    for unit in _ID.finditer(text):
        line += text.count("\n", at, unit.start())
        at = unit.start()
        found.setdefault(unit.group(1), line)
    return found


def _returned(unit: Element, page: str, lines: dict[str, int]) -> Returned:
    parts = {local(child.tag): child for child in reversed(unit)}
    key = unit.get("id", "")
    source = _flat(parts.get("source"), [])
    text = _flat(parts.get("target"), kept(source))
    said = parts["target"].get("state") if "target" in parts else None
    done = said in _DONE or (said is None and unit.get("approved") != "no")
    state = State.MISSING if not text.strip() else State.CURRENT if done else State.OUTDATED
    return Returned(lines.get(key, 0), page, key, source, unit.get("extradata", ""), text, state)


def _flat(element: Element | None, tokens: list[str]) -> str:
    """The text of an element as a catalogue has it; a placeholder without text is looked up by its number."""
    if element is None:
        return ""
    known = {str(number): token for number, token in enumerate(tokens, 1)}
    out: list[str] = []
    # A stack of what is still to come, not a recursion: a file nested without end must not break us.
    ahead: list[Element | str] = [element]
    while ahead:
        one = ahead.pop()
        if isinstance(one, str):
            out.append(one)
            continue
        inside: list[Element | str] = [one.text or ""]
        for child in one:
            inside += [child, child.tail or ""]
        if local(one.tag) in _PLACEHOLDERS and not len(one) and not (one.text or "").strip():
            inside = [known[one.get("id", "")]] if one.get("id", "") in known else []
        ahead += reversed(inside)
    return "".join(out)
