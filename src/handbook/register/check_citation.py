"""What can be wrong with a citation, given the register: unknown, beyond the instrument, or no longer law."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from handbook.findings.model import Finding, Severity
from handbook.register.citation import Citation, CitedItem
from handbook.register.locators import COUNTED, LocatorKind, LocatorPart
from handbook.register.models import SOURCE_LANGUAGE, Authority
from handbook.register.register import Register

# Below these, numbering starts again, so the instrument's own count does not apply.
_OWN_COUNT = frozenset({LocatorKind.ANNEX, LocatorKind.PREAMBLE})


def check_citation(citation: Citation, register: Register) -> Iterator[Finding]:
    """Yield the findings CT101 to CT104 of one citation; the caller sets their path and line."""
    cited = {item.id for item in citation.items}
    for item in citation.items:
        authority = register.authorities.get(item.id)
        if authority is None:
            yield _unknown(item, register)
            continue
        yield from _beyond(item, authority)
        if authority.lapsed and authority.successor not in cited:
            yield _lapsed(item, authority)


def nearest_ids(name: str, register: Register) -> list[str]:
    """Up to three ids that look like `name`, or whose English short name does, best first."""
    by_name = {authority_id.casefold(): authority_id for authority_id in register.authorities}
    for authority_id, authority in register.authorities.items():
        by_name.setdefault(authority.short.get(SOURCE_LANGUAGE, authority_id).casefold(), authority_id)
    close = get_close_matches(name.casefold(), by_name, n=6, cutoff=0.6)
    return list(dict.fromkeys(by_name[match] for match in close))[:3]


def _unknown(item: CitedItem, register: Register) -> Finding:
    near = nearest_ids(item.id, register)
    hint = (
        f"did you mean {' or '.join('@' + name for name in near)}?"
        if near
        else "add it to docs/register/authorities/"
    )
    return Finding("", 0, "CT101", f"the register has no authority {item.id!r}", hint)


def _beyond(item: CitedItem, authority: Authority) -> Iterator[Finding]:
    counted = {kind for kind in authority.locators if kind in COUNTED}
    for place, part in enumerate(item.locator):
        if part.kind in _OWN_COUNT and part.kind not in authority.locators:
            return
        if part.kind is LocatorKind.PARAGRAPH and place:
            continue  # a paragraph of the division named before it
        highest = authority.locators.get(part.kind)
        if highest is not None:
            yield from _too_high(item, part, highest)
        elif part.kind in COUNTED and counted:
            yield _no_such_kind(item, part, authority)


def _too_high(item: CitedItem, part: LocatorPart, highest: int) -> Iterator[Finding]:
    tops = [span.top for span in part.spans]
    if highest == 0:
        yield Finding("", 0, "CT103", f"{item.id} has no {part.kind}", f"found in [@{item}]")
    elif any(top > highest for top in tops):
        yield Finding(
            "",
            0,
            "CT102",
            f"[@{item}] goes beyond {item.id}",
            f"its last {part.kind} is {highest}; correct the number",
        )
    elif any(span.first.main == "0" for span in part.spans):
        yield Finding(
            "", 0, "CT102", f"[@{item}] counts from 0", f"{part.kind} 1 is the first; correct the number"
        )


def _no_such_kind(item: CitedItem, part: LocatorPart, authority: Authority) -> Finding:
    has = ", ".join(f"{kind} 1–{highest}" for kind, highest in authority.locators.items())
    return Finding("", 0, "CT103", f"[@{item}]: {item.id} has no {part.kind}", f"it has {has}")


def _lapsed(item: CitedItem, authority: Authority) -> Finding:
    hint = (
        f"cite @{authority.successor}, or both as [@{item.id}; @{authority.successor}]"
        if authority.successor
        else "cite what applies now"
    )
    return Finding("", 0, "CT104", f"{item.id} is {authority.status}", hint, Severity.WARNING)
