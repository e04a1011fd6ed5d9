"""Where an authority stands, in words."""

from __future__ import annotations

from handbook.register.models import Authority
from handbook.register.register import Register, short_name
from handbook.register.wording import wording


def standing(register: Register, authority: Authority, language: str) -> str:
    """Say in words where an authority stands, naming what replaced it; empty where that has no meaning."""
    if authority.status is None:
        return ""
    successor = register.authorities.get(authority.successor or "")
    name = short_name(successor, language).text if successor else f"@{authority.successor}"
    return wording(language).standing(authority.status, name)
