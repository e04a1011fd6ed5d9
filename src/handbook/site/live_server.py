"""A local web server that reloads the browser: MkDocs' own, told which language is being looked at."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from mkdocs.livereload import LiveReloadServer

from handbook.errors import HandbookError


class HandbookServer(LiveReloadServer):
    """Serves `root`; before a file of a language or a PDF goes out, `wanted(tag, is_pdf)` may bring it up to date.

    `changed()` runs after a save in a watched folder; when it returns, browsers reload.
    """

    def __init__(
        self,
        root: Path,
        host: str,
        port: int,
        changed: Callable[[], None],
        wanted: Callable[[str, bool], None],
    ) -> None:
        # A quick look at the files four times a second: a save is seen at once, an idle machine stays idle.
        super().__init__(changed, host, port, str(root), polling_interval=0.25)
        self.wanted = wanted
        # A line for every address a browser tries is noise to an editor.
        logging.getLogger("mkdocs.livereload").setLevel(logging.ERROR)

    def run(self, watched: Iterable[Path]) -> None:
        """Serve until interrupted. Raises HandbookError when the port is taken."""
        for path in watched:
            self.watch(str(path))
        try:
            self.serve()
        except OSError as problem:
            raise HandbookError(
                f"cannot serve on {self.url}: {problem.strerror}", "", "give another port with --port"
            ) from problem
        except KeyboardInterrupt:
            pass
        finally:
            self.shutdown()

    def _serve_request(self, environ: Any, start_response: Any) -> Any:
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        if found := re.match(r"/(?:pdf/handbook-)?([a-z]{2,3}(?:-[A-Za-z]+)*)(?:\.pdf|/)", path):
            self.wanted(found.group(1), path.startswith("/pdf/"))
        return super()._serve_request(environ, start_response)
