"""The `handbook` command: finds the project, runs one command, prints errors in one place, sets the exit code."""

from __future__ import annotations

import signal
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

import click

from handbook import __version__
from handbook.errors import HandbookError

# The modules of `handbook.cli` with a command of the same name, in the order of the work. Only the one that is called
# is loaded: a check of what changed takes no longer than the modules of all.
_WORK = (
    "build", "check", "serve", "translate", "status", "signoff", "authorities", "terms", "review", "new", "owners",
    "doctor",
)  # fmt: skip


class _Commands(click.Group):
    """Lists commands in the order of the work, not of the alphabet, and loads one when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(_WORK)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _WORK:
            return None
        found = getattr(import_module(f"handbook.cli.{cmd_name}"), cmd_name)
        assert isinstance(found, click.Command), cmd_name
        return found


@click.group(
    cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, message="handbook %(version)s")
@click.option(
    "-C",
    "--directory",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    help="The project's folder; default: this one.",
)
@click.pass_context
def main(context: click.Context, directory: Path) -> None:
    """Publish a legal handbook in many languages from one English source.

    \b
    Examples:
      handbook build                 every site and PDF, into build/
      handbook build --lang kk       Kazakh alone
      handbook serve --lang ru       the Russian site and PDF, fresh after each save
      handbook check                 what is wrong with pages and catalogues
      handbook translate update      bring the catalogues up to the English pages
      handbook status                how far each language is
      handbook signoff --list        who has signed which translation
      handbook authorities           which entries of the register need a new check
      handbook terms export --tbx    the terms, for translators' tools
      handbook review main           what this branch changes, for people to read
      handbook new safeguard TITLE   begin a page in the form its kind promises
      handbook owners                who is asked to review what, as GitHub and GitLab read it
      handbook doctor                what this machine lacks, and how to get it
    """
    context.obj = directory.resolve()


def run(arguments: Sequence[str] | None = None) -> None:
    """Entry point: exit code 0 done, 1 problems in the text, 2 the run could not go on, 130 interrupted."""
    # A supervisor's SIGTERM ends any command as Ctrl+C does, from its first moment on.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    sys.exit(status(arguments))


def status(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    try:
        answer = main.main(args=arguments, standalone_mode=False)
        return answer if isinstance(answer, int) else 0
    except HandbookError as problem:
        return _told(problem)
    except OSError as problem:
        return _told(_unwritable(problem))
    except click.ClickException as problem:
        problem.show()
        return 2
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted; the last output is as it was", err=True)
        return 130


def _told(problem: HandbookError) -> int:
    from handbook.cli.screen import print_error

    return print_error(problem)


def _unwritable(problem: OSError) -> HandbookError:
    """A file that the system refuses is not our mistake: a directory in its place, no permission, a full disk."""
    where = str(problem.filename2 or problem.filename or "")
    hint = "see to the file's permissions and the free space on the disk, then run the command again"
    return HandbookError(problem.strerror or str(problem) or type(problem).__name__, where, hint)
