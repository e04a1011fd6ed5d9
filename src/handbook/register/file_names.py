"""A title in any script as the name of a file."""

from __future__ import annotations

import re

import icu  # type: ignore[import-untyped]

_LONGEST = 60
# Letters of Kazakh and Tajik that ICU's general rules leave as they are.
_OWN = str.maketrans({"ҳ": "h", "Ҳ": "h", "ҷ": "j", "Ҷ": "j", "ә": "a", "Ә": "a"})
# Marks beside a letter, apostrophes among them, belong to their word.
_BESIDE = re.compile(r"['’‘`]|[\u02b0-\u02ff]")


def file_name(title: str) -> str:
    """Return the title in small ASCII letters, digits and hyphens; empty where it has no letter or digit.

    Other scripts are romanised by ICU's general rules; a long title is cut between two words.
    """
    latin = icu.Transliterator.createInstance("Any-Latin; Latin-ASCII; Lower").transliterate(title.translate(_OWN))
    words = re.findall(r"[a-z0-9]+", _BESIDE.sub("", latin))
    name = ""
    for word in words:
        longer = f"{name}-{word}" if name else word[:_LONGEST]
        if len(longer) > _LONGEST:
            break
        name = longer
    return name
