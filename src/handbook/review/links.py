"""Where a review leads: to the source line of a change, to the preview of the site, to the whole review."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

from handbook.errors import HandbookError

_WEB = re.compile(r"https?://[^\s\"'<>`()\[\]\\|]+")
_FIELDS = ("{commit}", "{path}", "{line}")


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses, each empty where there is none.

    `source` has `{commit}`, `{path}` and `{line}` in it; `preview` is the folder that holds `site/` and `pdf/`;
    `review` is the address of `index.html`. Raises HandbookError for what is no web address.
    """

    source: str = ""
    preview: str = ""
    review: str = ""

    def __post_init__(self) -> None:
        for name in ("source", "preview", "review"):
            address = getattr(self, name)
            plain = address
            for part in _FIELDS if name == "source" else ():
                plain = plain.replace(part, "x")
            if address and (_WEB.fullmatch(plain) is None or "{" in plain or "}" in plain):
                hint = f"start it with https://; --source-url takes {', '.join(_FIELDS)}"
                raise HandbookError(f"no web address: {address!r}", f"--{name}-url", hint)

    def line_of(self, commit: str, file: str, line: int) -> str:
        """The address of a line of a file at a commit; without `source`, the file beside `build/review/`."""
        path = quote(file, errors="surrogateescape")
        if not self.source:
            return f"../../{path}"
        values = {"{commit}": quote(commit, safe=""), "{path}": path, "{line}": str(max(line, 1))}
        return re.sub("|".join(map(re.escape, _FIELDS)), lambda found: values[found[0]], self.source)
