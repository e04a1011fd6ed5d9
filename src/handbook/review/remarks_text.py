"""The remarks on a redline as text for people and as JSON for tools."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from types import MappingProxyType
from typing import Any

from handbook.review.remarks import Act, Remark, Remarks
from handbook.review.visible import visible

_ACTS = MappingProxyType(
    {
        Act.COMMENT: "comment",
        Act.INSERTION: "insertion proposed",
        Act.DELETION: "deletion proposed",
        Act.REPLACEMENT: "replacement proposed",
        Act.MOVE: "move proposed",
        Act.ACCEPTED: "our change accepted",
        Act.REJECTED: "our change rejected",
        Act.EDITED: "edited without a record",
    }
)


def remarks_text(found: Remarks) -> str:
    """Each remark with its place, in the document's order; then what could not be placed or was accepted; a count."""
    placed = [one for one in found.remarks if one.spot is not None and one.act is not Act.ACCEPTED]
    lost = [one for one in found.remarks if one.spot is None]
    out = [line for one in placed for line in _lines(one)]
    if lost:
        out += ["", f"Could not be placed in the source ({len(lost)}):"]
        out += [line for one in lost for line in _lines(one)]
    out += _accepted(found)
    count = f"{len(found.remarks)} {'remark' if len(found.remarks) == 1 else 'remarks'}"
    out.append(f"{count} on {found.origin.base[:10] or '?'} → {found.origin.head[:10] or '?'}")
    return "".join(f"{line}\n" for line in out)


def _accepted(found: Remarks) -> list[str]:
    """Whoever accepts our changes agrees: where is enough, what stands in the redline."""
    spots = [one.spot for one in found.remarks if one.act is Act.ACCEPTED and one.spot is not None]
    numbers = ", ".join(dict.fromkeys(spot.number or spot.file for spot in spots))
    return ["", f"Our changes accepted in {len(spots)} texts: {visible(numbers)}"] if spots else []


def _lines(one: Remark) -> Iterator[str]:
    who = " by ".join(filter(None, (_ACTS[one.act], visible(one.author))))
    day = f", {one.date[:10]}" if one.date else ""
    yield ": ".join(filter(None, (_place(one), f"{who}{day}{' (resolved)' if one.resolved else ''}")))
    if one.act is Act.COMMENT:
        if one.words:
            yield f"    on: {_line(one.words)}"
        yield from (f"    {visible(line)}" for line in one.text.splitlines())
        for reply in one.replies:
            yield f"    {visible(reply.author) or 'somebody'} answers: {_line(reply.text)}"
        return
    yield f"    {_change(one)}"
    if one.act in (Act.INSERTION, Act.DELETION, Act.REPLACEMENT):
        yield f"    in: {_line(one.words)}"


def _place(one: Remark) -> str:
    spot = one.spot
    if spot is None:
        return ""
    source = f"{spot.file}:{spot.line}" if spot.line else spot.file
    number = f"¶ {spot.number}" if spot.number else ""
    return visible(" ".join(filter(None, (f"{source}:", number, spot.language))).removesuffix(":"))


def _change(one: Remark) -> str:
    old, new = _quoted(one.deleted), _quoted(one.inserted)
    return " → ".join(filter(None, (f"- {old}" if old else "", f"+ {new}" if new else "")))


def _quoted(text: str) -> str:
    if not text:
        return ""
    return _line(text) or ("(end of the paragraph)" if "\n" in text else "(space)")


def _line(text: str) -> str:
    return visible(text).strip()


def remarks_json(found: Remarks) -> str:
    """The same as JSON: base, head, edition, problems, and a record for each remark."""
    data = {
        "base": found.origin.base,
        "head": found.origin.head,
        "edition": found.origin.edition,
        "problems": list(found.problems),
        "remarks": [_record(one) for one in found.remarks],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _record(one: Remark) -> dict[str, Any]:
    spot = one.spot
    place = {
        "placed": spot is not None,
        "page": spot.page if spot else "",
        "paragraph": spot.number if spot else "",
        "file": spot.file if spot else "",
        "line": spot.line if spot else 0,
        "language": spot.language if spot else "",
        "change": spot.anchor if spot else "",
    }
    facts = asdict(one)
    del facts["spot"]
    return {"act": one.act.value, **place, **{name: facts[name] for name in facts if name != "act"}}
