"""Who acts in a procedure: a role of `actors.yml` or an agency of `agencies.yml`, by id."""

from __future__ import annotations

from difflib import get_close_matches

from handbook.register.models import SOURCE_LANGUAGE
from handbook.register.register import LocalText, Register, in_language


def actor_name(name: str, register: Register, language: str) -> LocalText | None:
    """How a label names an actor in `language`, else in English; None for an id that the register does not have.

    An agency goes by its abbreviation in the language, if it has one there: its full name would fill a page.
    """
    if (actor := register.actors.get(name)) is not None:
        return in_language(actor.names, language)
    agency = register.agencies.get(name)
    if agency is None:
        return None
    if short := agency.abbreviations.get(language):
        return LocalText(short, language)
    return in_language(agency.names, language)


def nearest_actors(name: str, register: Register) -> list[str]:
    """Up to three ids that look like `name`, or whose English name does, best first."""
    by_name = {known: known for known in (*register.actors, *register.agencies)}
    for entries in (register.actors, register.agencies):
        for known, entry in entries.items():
            by_name.setdefault(entry.names[SOURCE_LANGUAGE].casefold(), known)
    close = get_close_matches(name.casefold(), by_name, n=6, cutoff=0.6)
    return list(dict.fromkeys(by_name[match] for match in close))[:3]
