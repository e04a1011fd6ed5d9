"""What a page needs of its catalogue: each state and text, kept in the cache since reading PO files is slow."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from handbook.errors import HandbookError
from handbook.findings import Outcome, finding_from
from handbook.markdown.session import State, Target
from handbook.stable import Kept, digest, read_text, tree_digest
from handbook.translation.catalog import Catalog, load_catalog, parse_catalog

_MISSING = Target(State.MISSING)


@dataclass(frozen=True, slots=True)
class Targets:
    """The translations of one page; a msgid it does not hold is missing."""

    table: dict[str, Target]

    def lookup(self, msgid: str) -> Target:
        return self.table.get(msgid, _MISSING)


def load_targets(path: Path, language: str, shown_as: str, store: Path) -> Outcome[Targets]:
    """Read a catalogue, from `store` if this code read the same text before; findings as of `load_catalog`."""
    if not path.is_file():
        return Outcome(Targets({}))
    try:
        text = read_text(path, shown_as)
    except HandbookError:
        return Outcome(Targets({}), load_catalog(path, language, shown_as).findings)
    return read_targets(text, language, shown_as, store)


def read_targets(text: str, language: str, shown_as: str, store: Path) -> Outcome[Targets]:
    """The same for the text of a catalogue that has been read already."""
    key = digest(text, _code_digest())
    if (kept := Kept(store).get(shown_as, key)) is not None:
        return _from_json(kept)
    loaded = parsed(text, language, shown_as)
    outcome = Outcome(Targets(_targets(loaded)), loaded.findings)
    Kept(store).put(shown_as, key, _as_json(outcome))
    return outcome


def _targets(loaded: Outcome[Catalog]) -> dict[str, Target]:
    entries = loaded.value.entries
    if any(finding.code == "PO103" for finding in loaded.findings):
        return {entry.msgid: loaded.value.lookup(entry.msgid) for entry in entries}
    # None brings in danger: no need to look for it again.
    return {entry.msgid: Target(entry.state, entry.msgstr) for entry in entries}


@lru_cache(maxsize=1)
def parsed(text: str, language: str, shown_as: str) -> Outcome[Catalog]:
    """`parse_catalog`, which the checks ask right after a build's look-up: the last answer is kept."""
    return parse_catalog(text, language, shown_as)


def _as_json(outcome: Outcome[Targets]) -> dict[str, Any]:
    return {
        "targets": {msgid: [target.state, target.text] for msgid, target in outcome.value.table.items()},
        "findings": [asdict(finding) for finding in outcome.findings],
    }


def _from_json(data: dict[str, Any]) -> Outcome[Targets]:
    table = {msgid: Target(State(state), text) for msgid, (state, text) in data["targets"].items()}
    findings = tuple(map(finding_from, data["findings"]))
    return Outcome(Targets(table), findings)


@cache
def _code_digest() -> str:
    """What is kept belongs to the code that made it."""
    here = Path(__file__).parent
    rooms = here.parent
    return tree_digest(
        rooms,
        [
            *here.glob("*.py"),
            *(rooms / "markdown" / name for name in ("citation_scan.py", "code_spans.py", "safety.py")),
            *(rooms / "register" / name for name in ("citation.py", "locators.py")),
        ],
    )
