"""JSON Schemas of the register's files, made from the models, so that editors complete and check as one types."""

from __future__ import annotations

import ast
import inspect
import json
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

from handbook.register.models import Actor, Agency, Authority, Entry, EntryId, Family, Term
from handbook.register.notices import Notice
from handbook.register.scope import Matter
from handbook.stable import write_if_changed

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


class AuthoritiesFile(Entry):
    """A family of authorities."""

    family: Family
    authorities: Mapping[EntryId, Authority]


class ActorsFile(Entry):
    """Roles in procedures."""

    actors: Mapping[EntryId, Actor]


class AgenciesFile(Entry):
    """The agencies."""

    agencies: Mapping[EntryId, Agency]


class TermsFile(Entry):
    """The terms."""

    terms: Mapping[EntryId, Term]


class ScopeFile(Entry):
    """Matters the handbook does not teach."""

    scope: Mapping[EntryId, Matter]


class NoticesFile(Entry):
    """Stop-press notices."""

    notices: Mapping[EntryId, Notice]


FILES: Mapping[str, type[Entry]] = {
    "actors": ActorsFile,
    "agencies": AgenciesFile,
    "authorities": AuthoritiesFile,
    "notices": NoticesFile,
    "scope": ScopeFile,
    "terms": TermsFile,
}


def schemas() -> dict[str, bytes]:
    """Return each schema by file name, as bytes in their one form."""
    return {f"{name}.json": _schema(model) for name, model in FILES.items()}


def write_schemas(folder: Path) -> tuple[str, ...]:
    """Write the schemas that differ from those in `folder`; return their names."""
    return tuple(name for name, data in schemas().items() if write_if_changed(folder / name, data))


def _schema(model: type[Entry]) -> bytes:
    schema: dict[str, Any] = {"$schema": _DIALECT, **model.model_json_schema()}
    for name, definition in schema["$defs"].items():
        for field, text in _field_docs(name).items():
            definition["properties"][field]["description"] = text
    return (json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def _field_docs(name: str) -> dict[str, str]:
    """The docstrings below a model's fields. Read here and not by pydantic: at import they would cost every run."""
    found = next((model for model in Entry.__subclasses__() if model.__name__ == name), None)
    if found is None:
        return {}
    body = ast.parse(inspect.getsource(found)).body[0]
    assert isinstance(body, ast.ClassDef)
    return dict(_documented(body.body))


def _documented(body: list[ast.stmt]) -> Iterator[tuple[str, str]]:
    for field, text in pairwise(body):
        if not isinstance(field, ast.AnnAssign) or not isinstance(field.target, ast.Name):
            continue
        if isinstance(text, ast.Expr) and isinstance(text.value, ast.Constant):
            yield field.target.id, str(text.value.value)
