"""What pydantic refuses, said in the words of someone who edits YAML."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ValidationError

from handbook.project.yaml_reader import Path


def explain(refusal: ValidationError, model: type[BaseModel]) -> Iterator[tuple[Path, str, str]]:
    """Yield path within the entry, message and hint for every problem of the refusal, in order."""
    for error in refusal.errors(include_url=False):
        path = tuple(part for part in error["loc"] if part != "[key]")
        yield path, *_words(error["type"], path, error, model)


def _words(kind: str, path: Path, error: Mapping[str, Any], model: type[BaseModel]) -> tuple[str, str]:
    name = ".".join(map(str, path)) or "the entry"
    context = error.get("ctx", {})
    if kind == "extra_forbidden":
        return f"there is no field {name!r}", _nearest(str(path[-1]), path, model)
    if kind == "missing":
        return f"the field {name!r} is missing", "add it"
    if kind == "enum":
        return f"{name} = {_shown(error['input'])} is not allowed", f"one of: {context['expected']}"
    if kind == "string_pattern_mismatch":
        return (
            f"{name} = {_shown(error['input'])} is not written as it must be",
            f"it must match {context['pattern']}",
        )
    if kind == "value_error":
        return f"{name}: {context['error']}", ""
    return f"{name} = {_shown(error['input'])}: {error['msg'][:1].lower()}{error['msg'][1:]}", ""


def _nearest(name: str, path: Path, model: type[BaseModel]) -> str:
    if len(path) != 1:
        return "remove it, or correct its spelling"
    found = get_close_matches(name, model.model_fields, n=1)
    return f"did you mean {found[0]!r}?" if found else f"fields are: {', '.join(model.model_fields)}"


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."
