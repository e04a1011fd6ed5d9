"""Findings as text for people and as JSON for tools; a renderer never asks which rule spoke."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from types import MappingProxyType

from handbook.findings.model import Finding


def as_text(findings: Iterable[Finding]) -> str:
    """One finding a line, `path:line: CODE message`, its hint on the next."""
    out = []
    for found in sorted(findings):
        place = f"{found.path}:{found.line}" if found.line else found.path
        out.append(f"{place}: {found.severity}: {found.code} {found.message}\n")
        if found.hint:
            out.append(f"    hint: {found.hint}\n")
    return "".join(out)


def as_json(findings: Iterable[Finding]) -> str:
    """A JSON list of the records, sorted."""
    return json.dumps([asdict(found) for found in sorted(findings)], ensure_ascii=False, indent=1) + "\n"


RENDERERS: Mapping[str, Callable[[Iterable[Finding]], str]] = MappingProxyType(
    {"text": as_text, "json": as_json}
)
