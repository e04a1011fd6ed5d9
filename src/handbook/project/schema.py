"""JSON Schemas of mkdocs.yml and of files of sign-offs, so that editors complete and check them as one types.

They say what the readers say (`config`, `owners`, `thresholds`, `translation.signoff`); tests hold the two together.
"""

from __future__ import annotations

import json
from typing import Any

from handbook.project.owners import HANDLE
from handbook.project.thresholds import MEASURES

# What every editor knows; nothing newer is needed.
_DIALECT = "http://json-schema.org/draft-07/schema#"
_TAG = "^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$"
_PERCENT = {"type": "integer", "minimum": 0, "maximum": 100}
_TEAM = {"type": "string", "description": "A team of teams."}
_HANDLE = {"type": "string", "pattern": f"^(?:{HANDLE})$"}


def schemas() -> dict[str, bytes]:
    """Return each schema by file name, as bytes in their one form."""
    return {"mkdocs.json": _bytes(_mkdocs()), "signoff.json": _bytes(_signoff())}


def _bytes(schema: dict[str, Any]) -> bytes:
    return (json.dumps({"$schema": _DIALECT, **schema}, ensure_ascii=False, indent=2) + "\n").encode()


def _mkdocs() -> dict[str, Any]:
    settings = {"type": "object", "properties": {"handbook": _handbook(), "i18n": _i18n()}}
    plugin = {"anyOf": [{"type": "string"}, settings]}
    return {
        "title": "mkdocs.yml of a handbook",
        "type": "object",
        "required": ["site_name", "plugins", "nav"],
        "properties": {
            "site_name": {"type": "string"},
            "plugins": {"type": "array", "items": plugin},
            "nav": {"type": "array", "description": "The reading order; numbers of pages follow from it."},
            "hooks": False,
            "INHERIT": False,
        },
    }


def _handbook() -> dict[str, Any]:
    return _closed(
        {
            "edition": {"type": ["string", "number"], "description": "The name of the edition, such as 1.0."},
            "authoritative": {"type": "string", "pattern": _TAG, "description": "The language that prevails."},
            "parts": {
                "type": "array",
                "items": {"type": "string"},
                "description": "Folders below docs/ whose pages are numbered, in the order of their numbers.",
            },
            "authorities_months": {
                "type": "integer",
                "minimum": 1,
                "maximum": 600,
                "description": "How long a check of an authority holds, in months.",
            },
            "require": {
                "type": "object",
                "propertyNames": {"pattern": _TAG},
                "additionalProperties": _closed(dict.fromkeys(MEASURES, _PERCENT)),
                "description": "What `handbook build --require` demands of a language, in per cent of its entries.",
            },
            "owners": _owners(),
        }
    )


def _owners() -> dict[str, Any]:
    handles = {"anyOf": [_HANDLE, {"type": "array", "items": _HANDLE}]}
    named: dict[str, Any] = {"type": "object", "additionalProperties": handles}
    return {
        **_closed(
            {
                "teams": {**named, "description": "Who a page's `owner` is, as the repository's host knows them."},
                "translators": {
                    **named,
                    "propertyNames": {"pattern": _TAG},
                    "description": "Who is asked to review a language.",
                },
                "register": {**_TEAM, "description": "The team that answers for the register."},
                "program": {**_TEAM, "description": "The team that answers for whatever nobody else does."},
            }
        ),
        "description": "Who is asked to review what: `handbook owners` writes CODEOWNERS from it.",
    }


def _i18n() -> dict[str, Any]:
    language = {
        "type": "object",
        "required": ["locale"],
        "properties": {"locale": {"type": "string", "pattern": _TAG}, "name": {"type": "string"}},
    }
    return {
        "type": "object",
        "required": ["languages"],
        "properties": {"languages": {"type": "array", "minItems": 1, "items": language}},
    }


def _signoff() -> dict[str, Any]:
    text = {"type": "string", "minLength": 1}
    row = "(0|[1-9][0-9]{0,5}) [0-9a-f]{32} [0-9a-f]{32}"
    fields = _closed(
        {
            "name": {**text, "maxLength": 100, "description": "Who has read every word, in both languages."},
            "date": {**text, "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
            "paragraphs": {"type": "string", "pattern": f"^{row}(\\n{row})*\\n?$"},
        }
    )
    one = {**fields, "required": ["name", "date", "paragraphs"]}
    roles = _closed({"reviewer": one, "translator": one})
    return {
        "title": "Who has signed which page: written by `handbook signoff`, not by hand",
        "type": ["object", "null"],
        "additionalProperties": roles,
    }


def _closed(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": False, "properties": properties}
