"""The one exception of the project: what went wrong, where, and what to do about it."""

from __future__ import annotations


class HandbookError(Exception):
    """A run that cannot go on.

    `what` is one plain sentence, `where` a place such as `mkdocs.yml:12` (may be empty),
    `hint` what the reader can do next (may be empty). Only `cli` prints it and exits.
    Problems in an author's text are findings, not errors: see `handbook.findings`.
    """

    def __init__(self, what: str, where: str = "", hint: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.hint = hint

    def __reduce__(self) -> tuple[type[HandbookError], tuple[str, str, str]]:
        # Exceptions cross process borders in a build; all three parts must survive pickling.
        return (type(self), (self.what, self.where, self.hint))
