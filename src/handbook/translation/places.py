"""Names of states in each language (CLDR, through Babel)."""

from __future__ import annotations

from babel import Locale, UnknownLocaleError

# Where the state's own wish, which the United Nations follow, differs from CLDR.
_OWN = {("ru", "KG"): "Кыргызстан"}


def state_name(code: str, language: str) -> str:
    """The name of a state by its ISO 3166 code; the code itself where the language has no name for it."""
    if (own := _OWN.get((language, code))) is not None:
        return own
    try:
        return str(Locale.parse(language, sep="-").territories.get(code, code))
    except (UnknownLocaleError, ValueError):
        return code
