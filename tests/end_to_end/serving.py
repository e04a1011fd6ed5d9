"""A web server as hosts run them: files below a folder, on this machine alone, and a page for what is not there."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Served:
    """`host` is `http://127.0.0.1:PORT/`, `home` the address of the site below it."""

    host: str
    home: str


class _Handler(http.server.SimpleHTTPRequestHandler):
    def __init__(self, *arguments: Any, not_found: Callable[[str], bytes], **named: Any) -> None:
        self.not_found = not_found
        super().__init__(*arguments, **named)

    def log_message(self, format: str, *arguments: Any) -> None:
        """Say nothing; browsers that hang up early are not our subject."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        body = self.not_found(self.path) if code == HTTPStatus.NOT_FOUND else b""
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def served(root: Path, prefix: str, not_found: Callable[[str], bytes]) -> Iterator[Served]:
    """Serve `root` on a free port until the block ends."""
    handler = partial(_Handler, directory=str(root), not_found=not_found)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        host = f"http://127.0.0.1:{server.server_address[1]}/"
        try:
            yield Served(host, host + prefix)
        finally:
            server.shutdown()
            thread.join()
