"""`python -m handbook` is the `handbook` command; where that cannot be loaded, it can still say why."""

from __future__ import annotations

import sys
from typing import NoReturn


def main() -> None:
    """Entry point of the command."""
    if sys.version_info < (3, 11):  # noqa: UP036 - an old Python is to be told so, not to stumble
        _without(f"this is Python {sys.version.partition(' ')[0]}")
    try:
        from handbook.cli.main import run

        # A command loads what it needs when it is called.
        run()
    except ImportError as problem:
        _without(str(problem))


def _without(problem: str) -> NoReturn:
    try:
        from handbook.cli.machine.without import run_without
    except (ImportError, SyntaxError):  # before Python 3.8
        sys.exit(f"error: {problem}, and the program needs Python 3.11 or newer")
    sys.exit(run_without(sys.argv[1:], problem))


if __name__ == "__main__":
    main()
