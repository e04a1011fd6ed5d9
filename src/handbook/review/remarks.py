"""What people said of a redline, as records: a place in the source, who, and what."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from handbook.review.document_map import Origin, Spot


class Act(StrEnum):
    """What somebody did. EDITED: a text was changed without being recorded as a change."""

    COMMENT = "comment"
    INSERTION = "insertion"
    DELETION = "deletion"
    REPLACEMENT = "replacement"
    MOVE = "move"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    EDITED = "edited"


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer to a comment; `date` as the program wrote it."""

    author: str
    date: str
    text: str


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing that a person did at `spot`, None where it could not be placed.

    `words` are those that a comment is on, or those around a change, which stands in it as `[-old-]{+new+}`; `text` is
    a comment's. `deleted` and `inserted` are what is proposed, or what of ours was accepted, rejected or written over.
    `author` and `date` are empty where the file does not tell them.
    """

    act: Act
    spot: Spot | None
    author: str = ""
    date: str = ""
    words: str = ""
    text: str = ""
    deleted: str = ""
    inserted: str = ""
    resolved: bool = False
    replies: tuple[Reply, ...] = ()


@dataclass(frozen=True, slots=True)
class Remarks:
    """All that came back, in the document's order, and what is to know of the document as a whole."""

    origin: Origin
    remarks: tuple[Remark, ...]
    problems: tuple[str, ...] = ()
