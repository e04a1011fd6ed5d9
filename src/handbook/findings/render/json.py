"""Findings for programs of the house: a JSON list of the records, sorted."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from handbook.findings.model import Finding
from handbook.findings.render.view import View

# Beyond what JSON escapes anyway: what steers terminals, lone surrogates, and a command to programs that run jobs.
_ESCAPED = re.compile("[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]|(?<=##)\\[")


def as_json(findings: Iterable[Finding], view: View) -> str:  # noqa: ARG001 - as every renderer
    return written([asdict(found) for found in sorted(findings)])


def written(data: Any) -> str:
    """JSON as people can read it too, in any terminal."""
    text = json.dumps(data, ensure_ascii=False, indent=1)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found.group()):04x}", text) + "\n"
