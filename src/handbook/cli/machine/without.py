"""What `handbook` does where the program itself cannot be loaded: the doctor speaks, everything else says so."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from handbook.cli.machine.report import doctor


def run_without(arguments: Sequence[str], problem: str) -> int:
    """Run `doctor` as the whole program would; for any other command say what is wrong. Returns the exit code."""
    parser = argparse.ArgumentParser("handbook", add_help=False)
    parser.add_argument("-C", "--directory", type=Path, default=Path())
    parser.add_argument("--format", choices=("text", "json"), default="text")
    known, rest = parser.parse_known_args(list(arguments))
    if rest[:1] == ["doctor"]:
        return doctor(known.directory.resolve(), known.format)
    sys.stderr.write(
        f"error: the program cannot be loaded: {problem}\n"
        "  hint: run: make build; `python -m handbook doctor` says what else is missing\n"
    )
    return 2
