"""A redline that came back from Word or LibreOffice: what people commented, proposed, accepted and rejected in it.

What the handbook itself marked as changed is no remark. Nothing of the file is run or fetched, and no path that it
names is opened; all of its texts are untrusted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from handbook.errors import HandbookError
from handbook.review.comments_decided import Fate, Found, difference, fates
from handbook.review.comments_places import places
from handbook.review.comments_proposed import Proposal, around, is_ours, proposals
from handbook.review.comments_said import Said, said_in
from handbook.review.comments_walk import Piece, Stream, stream_of
from handbook.review.document_map import SPACE, Origin, Spot, read_map
from handbook.review.model import Mark
from handbook.review.remarks import Act, Remark, Remarks
from handbook.translation.exchange.opc_back import Form, Package, below, read_package
from handbook.translation.exchange.safe_xml import local

_DOCX = Form(".docx", ".doc", "word/document.xml", "a word processor", "take pictures out of it")
_DECISIONS = MappingProxyType({Fate.ACCEPTED: Act.ACCEPTED, Fate.REJECTED: Act.REJECTED})


@dataclass(frozen=True, slots=True)
class _Document:
    """What a file holds: its text, where each piece of it stands, and what it remembers of the review."""

    stream: Stream
    spots: Sequence[Spot | None]
    origin: Origin
    known: Mapping[str, Spot]


def read_comments(data: bytes, name: str = "the document") -> Remarks:
    """Return what people said in a redline; `name` is how errors call the file.

    Raises HandbookError for what is no .docx file, is broken, locked or hostile, or is no redline of a handbook.
    """
    return read_package(data, name, _DOCX, _remarks)


def _remarks(package: Package) -> Remarks:
    main = next((part for _, kind, part in package.related() if kind == "officeDocument"), _DOCX.main)
    root = package.xml(main)
    if root is None or local(root.tag) != "document":
        raise HandbookError("the file is not a whole .docx file", package.name, _DOCX.save)
    parts = {kind: part for _, kind, part in package.related(main)}
    stream = stream_of(root)
    origin, known = _memory(package, main)
    if not origin.head and not any(name.startswith("hb_") for name in stream.begun):
        hint = "import the file that `handbook review` wrote, as it came back"
        raise HandbookError("the document is no redline of a handbook", package.name, hint)
    document = _Document(stream, places(stream, known), origin, known)
    said = said_in(package.xml(parts.get("comments", "")), package.xml(parts.get("commentsExtended", "")))
    found = [*_commented(document, said), *_proposed(document), *_decided(document)]
    found.sort(key=lambda one: one[0])
    return Remarks(origin, tuple(remark for _, remark in found), tuple(_problems(document)))


def _memory(package: Package, main: str) -> tuple[Origin, Mapping[str, Spot]]:
    """What the file remembers of the review. The file's properties outlive conversions that nothing else does."""
    for _, kind, part in package.related(main):
        root = package.xml(part) if kind == "customXml" else None
        if root is not None and root.tag == f"{{{SPACE}}}review":
            return read_map(root)
    properties = {
        one.get("name", ""): "".join(one.itertext())
        for one in below(package.xml("docProps/custom.xml"), "property")
    }
    facts = (properties.get(f"handbook {name}", "") for name in ("base", "head", "edition"))
    return Origin(*facts), {}


def _problems(document: _Document) -> Iterator[str]:
    """What a reader of the list must know about the document."""
    begun = document.stream.begun
    if not document.known:
        yield (
            "the document has lost its memory of the review: places are those printed in it, and what was accepted,"
            " rejected or edited without a record cannot be told"
        )
    elif not any(name in document.known for name in begun):
        yield (
            "the document has lost its bookmarks: places are those printed in it, and what was accepted, rejected or"
            " edited without a record cannot be told"
        )
    authors = {one.author for piece in document.stream.pieces for one in piece.revisions}
    if authors & {"", "Author"}:
        yield "names were taken out of the document: changes of ours may be listed as proposals"


# --- Comments and proposals ---


def _commented(document: _Document, said: Sequence[Said]) -> Iterator[tuple[int, Remark]]:
    pieces = document.stream.pieces
    words: dict[str, list[Piece]] = {}
    for piece in pieces:
        for number in piece.comments:
            words.setdefault(number, []).append(piece)
    for one in said:
        at = document.stream.points.get(one.number, len(pieces))
        # A mark behind the last word of a paragraph is a mark on that paragraph.
        spot = document.spots[min(at, len(pieces) - 1)] if pieces and at < len(pieces) else None
        on = _shown(words.get(one.number, ()))
        yield (
            at,
            Remark(
                Act.COMMENT,
                spot,
                one.author,
                one.date,
                words=on,
                text=one.text,
                resolved=one.resolved,
                replies=one.replies,
            ),
        )


def _shown(pieces: Sequence[Piece]) -> str:
    """Words as they would read, or what is deleted where nothing else is."""
    kept = "".join(piece.text for piece in pieces if all(one.kind != "del" for one in piece.revisions))
    return (kept.strip() or "".join(piece.text for piece in pieces)).strip()


def _proposed(document: _Document) -> Iterator[tuple[int, Remark]]:
    pieces = document.stream.pieces
    for one in proposals(pieces, document.origin):
        yield (
            one.first,
            Remark(
                _act(one),
                document.spots[one.first],
                one.author,
                one.date,
                words=around(pieces, one),
                deleted=one.deleted,
                inserted=one.inserted,
            ),
        )


def _act(one: Proposal) -> Act:
    if one.moved:
        return Act.MOVE
    if one.deleted and one.inserted:
        return Act.REPLACEMENT
    return Act.INSERTION if one.inserted else Act.DELETION


# --- What became of our own changes ---


def _decided(document: _Document) -> Iterator[tuple[int, Remark]]:
    """Changes of ours that somebody accepted or rejected, and texts that were edited without a record."""
    begun, pieces = document.stream.begun, document.stream.pieces
    if not any(name in document.known for name in begun):
        return
    marked: dict[str, list[int]] = {}
    lines: dict[int, list[int]] = {}
    for index, piece in enumerate(pieces):
        lines.setdefault(piece.paragraph, []).append(index)
        for name in piece.marks:
            marked.setdefault(name, []).append(index)
    at = 0
    for name, spot in document.known.items():
        inside, line = marked.get(name, []), lines.get(begun.get(name, 0), [])
        # What is gone altogether is told where it stood: behind the text before it.
        at = next(iter([*inside, *line]), at)
        if spot.runs:
            # Our texts reach to the end of their paragraph; programs may shift a bookmark by a letter or two.
            last = lines[pieces[inside[-1]].paragraph] if inside else line
            reach = range(inside[0], last[-1]) if inside else line[:-1]
            found = [Found.of(_parts(document, name, some)) for some in (reach, line[:-1])]
            yield from ((at, remark) for remark in _decisions(spot, found))


def _parts(document: _Document, name: str, indexes: Sequence[int]) -> list[tuple[Mark, str]]:
    """A text as it was before people proposed anything, without what stands in other bookmarks of ours."""
    pieces = (document.stream.pieces[index] for index in indexes)
    own = (piece for piece in pieces if not any(one in document.known for one in piece.marks if one != name))
    marked = ((_ours(piece, document.origin), piece.text) for piece in own)
    return [(mark, text) for mark, text in marked if mark is not None]


def _ours(piece: Piece, origin: Origin) -> Mark | None:
    """What a piece was before people proposed anything; None for what a person inserted."""
    mark = Mark.SAME
    for one in piece.revisions:
        if is_ours(one, origin):
            mark = Mark.INSERTED if one.kind == "ins" else Mark.DELETED
        elif one.kind == "ins":
            return None
    return mark


def _decisions(spot: Spot, candidates: Sequence[Found]) -> Iterator[Remark]:
    """What became of a text; the first candidate that our runs explain is the text."""
    tried = ((found, fates(spot.runs, found)) for found in candidates)
    found, decided = next(((one, fate) for one, fate in tried if fate is not None), (candidates[0], None))
    if decided is None:
        before = "".join(text for mark, text in spot.runs if mark is not Mark.DELETED)
        deleted, inserted = difference(before, found.after)
        yield Remark(Act.EDITED, spot, words=found.after, deleted=deleted, inserted=inserted)
        return
    for fate, act in _DECISIONS.items():
        runs = [run for run, one in zip(spot.runs, decided, strict=True) if one is fate]
        if runs:
            deleted, inserted = (
                " … ".join(text for mark, text in runs if mark is side)
                for side in (Mark.DELETED, Mark.INSERTED)
            )
            yield Remark(act, spot, words=found.after, deleted=deleted, inserted=inserted)
