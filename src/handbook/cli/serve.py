"""`handbook serve`."""

from __future__ import annotations

import signal
import tempfile
import time
from pathlib import Path

import click

from handbook.cli.screen import print_error
from handbook.project import load_project


@click.command()
@click.option("--lang", "tag", metavar="TAG", help="The language to begin with; default: the source.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to serve on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.pass_obj
def serve(root: Path, tag: str | None, host: str, port: int) -> None:
    """Show the sites and PDFs in a browser, fresh after each save.

    All languages are there; the one in view is rebuilt when you save, its PDF right after.

    \b
    Examples:
      handbook serve
      handbook serve --lang kk --port 8001
    """
    from handbook.release.live import LiveHandbook
    from handbook.site.live_server import HandbookServer

    project = load_project(root)
    language = project.language(tag) if tag else project.source

    def say(line: str) -> None:
        click.echo(f"{time.strftime('%H:%M:%S')}  {line}")

    # Ended by a terminal or by a supervisor, the server stops the same way and leaves nothing behind.
    for stop in (signal.SIGINT, signal.SIGTERM):
        signal.signal(stop, signal.default_int_handler)
    with tempfile.TemporaryDirectory(prefix="handbook-serve-") as folder:
        live = LiveHandbook(root, Path(folder).resolve(), say, print_error)
        server = HandbookServer(live.folder, host, port, live.changed, live.wanted)
        live.wanted(language.tag, False)
        say(f"look at {server.url}{language.tag}/ ; stop with Ctrl+C")
        server.run(live.sources())
