"""PO116 negation. What: the source denies or forbids, and the translation has no word or ending that could.

Why: a lost *not* turns a prohibition into a permission. Instead: compare the sentence; where your language says the
same without a denial, give the reason in an ignore.
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.checks.pair import Pair, Said
from handbook.findings import Severity

SEVERITY = Severity.WARNING


def compare(pair: Pair) -> Iterator[Said]:
    if not pair.tongue.negation:
        return
    if (found := pair.source_tongue.negations.search(pair.source)) and not pair.tongue.negations.search(
        pair.target
    ):
        yield (
            f"the source says {found.group()!r}, and nothing in the translation denies",
            "compare the sentences",
        )
