"""The terms as TBX-Basic (ISO 30042:2019, DCA style), the format of translators' tools, and back without loss.

A term's id is that of its concept; each language is a section with the definition, the preferred word, whose note
holds the pattern that finds its forms, and the forbidden variants.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from pydantic import ValidationError

from handbook.errors import HandbookError
from handbook.register.models import SOURCE_LANGUAGE, Term

_NAMESPACE = "urn:iso:std:iso:30042:ed-2"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_PREFERRED = "preferredTerm-admn-sts"
_FORBIDDEN = "deprecatedTerm-admn-sts"
_PATTERN = "match: "
# An XML id begins with a letter, ours may begin with a digit.
_ID = "c-"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def write_tbx(terms: Mapping[str, Term], title: str) -> bytes:
    """Return the terms, in their order, as a TBX file."""
    root = Element("tbx", {"style": "dca", "type": "TBX-Basic", _LANG: SOURCE_LANGUAGE, "xmlns": _NAMESPACE})
    description = SubElement(SubElement(root, "tbxHeader"), "fileDesc")
    _text(SubElement(description, "titleStmt"), "title", title)
    _text(SubElement(description, "sourceDesc"), "p", title)
    body = SubElement(SubElement(root, "text"), "body")
    for name, term in terms.items():
        _concept(body, name, term)
    ElementTree.indent(root)
    return f"{_HEAD}{ElementTree.tostring(root, encoding='unicode')}\n".encode()


def read_tbx(data: bytes, name: str) -> dict[str, Term]:
    """Return the terms of a TBX file such as ours; `name` is how errors call it.

    Raises HandbookError for anything that is not such a file. A document type is refused: it could make a small file
    fill the memory.
    """
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise HandbookError("the file has a document type", name, "export it as TBX-Basic, version 3")
    try:
        root = ElementTree.fromstring(data)  # noqa: S314 - entities cannot be defined without a document type
    except (ElementTree.ParseError, ValueError, LookupError) as problem:
        raise HandbookError(f"the file is not XML: {problem}", name) from problem
    if root.tag != f"{{{_NAMESPACE}}}tbx":
        raise HandbookError(
            f"the file is not TBX: it begins with {root.tag}", name, "export it as TBX, version 3"
        )
    found: dict[str, Term] = {}
    for concept in root.iter(f"{{{_NAMESPACE}}}conceptEntry"):
        identifier = concept.get("id", "").removeprefix(_ID)
        if identifier in found:
            raise HandbookError(f"the concept {identifier!r} stands twice", name)
        try:
            found[identifier] = Term.model_validate(_fields(concept))
        except ValidationError as problem:
            what = f"the concept {identifier!r}: {problem.errors(include_url=False)[0]['msg']}"
            raise HandbookError(what, name) from problem
    return found


def differences(ours: Mapping[str, Term], theirs: Mapping[str, Term]) -> Iterator[str]:
    """Say in which terms and fields two lists differ, in the order of ours, then of what only theirs has."""
    for name in (*ours, *(name for name in theirs if name not in ours)):
        if name not in theirs:
            yield f"{name}: only in the register"
        elif name not in ours:
            yield f"{name}: only in the file"
        else:
            for field in Term.model_fields:
                yield from _field_differences(
                    name, field, getattr(ours[name], field), getattr(theirs[name], field)
                )


def _field_differences(name: str, field: str, ours: Any, theirs: Any) -> Iterator[str]:
    for language in sorted({*ours, *theirs}):
        one, other = ours.get(language), theirs.get(language)
        if one != other:
            yield f"{name}: {field}.{language}: register {_shown(one)}, file {_shown(other)}"


def _shown(value: str | tuple[str, ...] | None) -> str:
    if value is None:
        return "nothing"
    return repr(value) if isinstance(value, str) else ", ".join(map(repr, value))


def _concept(body: Element, name: str, term: Term) -> None:
    concept = SubElement(body, "conceptEntry", {"id": f"{_ID}{name}"})
    for language, word in term.preferred.items():
        section = SubElement(concept, "langSec", {_LANG: language})
        if language in term.definition:
            _text(section, "descrip", term.definition[language]).set("type", "definition")
        _term(section, word, _PREFERRED, term.match.get(language))
        for variant in term.forbidden.get(language, ()):
            _term(section, variant, _FORBIDDEN, None)


def _term(section: Element, word: str, status: str, pattern: str | None) -> None:
    found = SubElement(section, "termSec")
    _text(found, "term", word)
    _text(found, "termNote", status).set("type", "administrativeStatus")
    if pattern is not None:
        _text(found, "note", f"{_PATTERN}{pattern}")


def _text(parent: Element, tag: str, text: str) -> Element:
    found = SubElement(parent, tag)
    found.text = text
    return found


def _fields(concept: Element) -> dict[str, Any]:
    """The fields of a term as the register's model takes them; what a tool added besides is left."""
    fields: dict[str, Any] = {"preferred": {}, "match": {}, "forbidden": {}, "definition": {}}
    for section in concept.iter(f"{{{_NAMESPACE}}}langSec"):
        language = section.get(_LANG, "")
        for descrip in section.iter(f"{{{_NAMESPACE}}}descrip"):
            if descrip.get("type") == "definition":
                fields["definition"][language] = descrip.text or ""
        for found in section.iter(f"{{{_NAMESPACE}}}termSec"):
            _read_term(found, language, fields)
    return {name: value for name, value in fields.items() if value}


def _read_term(found: Element, language: str, fields: dict[str, Any]) -> None:
    word = found.findtext(f"{{{_NAMESPACE}}}term") or ""
    notes = {note.get("type"): note.text for note in found.iter(f"{{{_NAMESPACE}}}termNote")}
    if notes.get("administrativeStatus") == _FORBIDDEN:
        fields["forbidden"][language] = (*fields["forbidden"].get(language, ()), word)
        return
    fields["preferred"][language] = word
    for note in found.iter(f"{{{_NAMESPACE}}}note"):
        if (note.text or "").startswith(_PATTERN):
            fields["match"][language] = (note.text or "").removeprefix(_PATTERN)
