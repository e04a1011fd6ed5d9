"""Findings in each format, one a file; a renderer never asks which rule spoke."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from handbook.findings.render.github import github
from handbook.findings.render.json import as_json
from handbook.findings.render.sarif import sarif
from handbook.findings.render.text import as_text, text
from handbook.findings.render.view import Renderer, RulePage, View

RENDERERS: Mapping[str, Renderer] = MappingProxyType(
    {"text": text, "github": github, "sarif": sarif, "json": as_json}
)

__all__ = ["RENDERERS", "Renderer", "RulePage", "View", "as_text"]
