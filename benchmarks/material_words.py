"""Interface words for the languages Material lacks, so that rivals can build them: a related language's."""

from __future__ import annotations

import shutil
from pathlib import Path

_STAND_IN = {"kk": "ru", "ky": "ru", "tg": "ru", "tk": "tr", "uz": "tr"}


def lend_words(programs: Path, theme: Path, tags: tuple[str, ...]) -> None:
    """Fill a theme's folder `theme` with the words that the Material of the environment `programs` does not have."""
    (source,) = programs.parent.glob("lib/python3*/site-packages/material/templates/partials/languages")
    target = theme / "partials" / "languages"
    target.mkdir(parents=True)
    for tag in tags:
        if not (source / f"{tag}.html").is_file():
            shutil.copyfile(source / f"{_STAND_IN[tag]}.html", target / f"{tag}.html")
