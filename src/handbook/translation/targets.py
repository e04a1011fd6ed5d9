"""What a page needs of its catalogue: each state and text, kept in the cache since reading PO files is slow."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from handbook.errors import HandbookError
from handbook.findings import Finding, Outcome, Severity
from handbook.markdown.session import State, Target
from handbook.stable import digest, read_text, tree_digest, write_atomic
from handbook.translation.catalog import load_catalog, parse_catalog

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
    kept = store / f"{digest(shown_as, text, _code_digest())}.json"
    if (cached := _cached(kept)) is not None:
        return cached
    loaded = parse_catalog(text, language, shown_as)
    targets = {entry.msgid: loaded.value.lookup(entry.msgid) for entry in loaded.value.entries}
    outcome = Outcome(Targets(targets), loaded.findings)
    write_atomic(kept, _as_json(outcome))
    return outcome


def _as_json(outcome: Outcome[Targets]) -> bytes:
    data = {
        "targets": {msgid: [target.state, target.text] for msgid, target in outcome.value.table.items()},
        "findings": [asdict(finding) for finding in outcome.findings],
    }
    return json.dumps(data, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _cached(path: Path) -> Outcome[Targets] | None:
    try:
        data = json.loads(path.read_bytes())
        table = {msgid: Target(State(state), text) for msgid, (state, text) in data["targets"].items()}
        findings = tuple(
            Finding(**{**one, "severity": Severity(one["severity"])}) for one in data["findings"]
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return Outcome(Targets(table), findings)


@cache
def _code_digest() -> str:
    """The cache belongs to the code that filled it."""
    here = Path(__file__).parent
    return tree_digest(
        here.parent, [here / "catalog.py", here / "targets.py", here.parent / "markdown" / "safety.py"]
    )
