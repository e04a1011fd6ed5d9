"""`python3 -m forge github-comment | gitlab-comment | gitlab-release`, run in `tools/` or with it in PYTHONPATH."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from os import environ

from forge import github_comment, gitlab_comment, gitlab_release
from forge.web import Refused

COMMANDS: Mapping[str, Callable[[Mapping[str, str]], None]] = {
    "github-comment": github_comment.run,
    "gitlab-comment": gitlab_comment.run,
    "gitlab-release": gitlab_release.run,
}


def main(arguments: list[str]) -> int:
    """Run the command that is named; 1 for a refusal, told in one line, 2 for no such command."""
    if len(arguments) != 1 or arguments[0] not in COMMANDS:
        print(f"usage: python3 -m forge {' | '.join(COMMANDS)}", file=sys.stderr)
        return 2
    try:
        COMMANDS[arguments[0]](environ)
    except Refused as refusal:
        print(f"error: {refusal}", file=sys.stderr)
        return 1
    except (KeyError, TypeError) as problem:
        print(f"error: the forge says nothing of {problem}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
