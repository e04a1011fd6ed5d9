"""How each language stands to a text: what its catalogue said, what it says, and what is left to do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from handbook.findings import Finding
from handbook.markdown.session import State
from handbook.review.model import Mark, Standing, Translated
from handbook.review.revision import Revision
from handbook.review.shown import Reader
from handbook.review.words import difference, whole
from handbook.translation.catalog import Catalog, read_catalog

_WORST = tuple(Standing)


@dataclass(slots=True)
class Catalogues:
    """The catalogues of one revision, read when asked for; `findings` say which could not be read."""

    revision: Revision
    findings: list[Finding] = field(default_factory=list)
    known: dict[tuple[str, str], Catalog | None] = field(default_factory=dict)

    def of(self, tag: str, page: str) -> Catalog | None:
        """The catalogue of a page in a language, empty where there is none; None if it cannot be read."""
        key = (tag, page)
        if key not in self.known:
            path = self.revision.catalogue(tag, page)
            read = read_catalog(self.revision.text(path), tag, path)
            self.findings += read.findings
            self.known[key] = None if read.findings else read.value
        return self.known[key]

    def blob(self, tag: str, page: str) -> str:
        """What git calls the catalogue's contents; empty where there is none."""
        entry = self.revision.files.get(self.revision.catalogue(tag, page))
        return entry.blob if entry is not None else ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A text on one side: its page and its msgid."""

    page: str
    msgid: str


@dataclass(frozen=True, slots=True)
class Languages:
    """Answers for all languages of a review; `readers` are by tag."""

    base: Catalogues
    head: Catalogues
    tags: Sequence[str]
    readers: Mapping[str, Reader]

    def of(self, before: Asked | None, after: Asked | None) -> dict[str, Translated]:
        """How each language stands to a text that was `before` and is `after`."""
        if before is None and after is None:
            return {}
        return {tag: self._one(tag, before, after) for tag in self.tags}

    def changed(self, before: Asked, after: Asked, *, lost: bool = True) -> bool:
        """Whether readers of any language see another translation, or with `lost` one no more; the English stayed."""
        pairs = ((self._seen(self.base, tag, before), self._seen(self.head, tag, after)) for tag in self.tags)
        return any(one != other and (lost or other) for one, other in pairs if one is not None and other is not None)

    def may_have_changed(self, before: str, after: str) -> bool:
        """Whether the catalogues of a page are other ones at all."""
        return any(self.base.blob(tag, before) != self.head.blob(tag, after) for tag in self.tags)

    def _seen(self, side: Catalogues, tag: str, asked: Asked) -> str | None:
        """What readers see of a text; None where nobody can tell."""
        catalogue = side.of(tag, asked.page)
        if catalogue is None:
            return None
        target = catalogue.lookup(asked.msgid)
        return target.text if target.state is State.CURRENT else ""

    def _one(self, tag: str, before: Asked | None, after: Asked | None) -> Translated:
        shown = self.readers[tag].shown
        past = self.base.of(tag, before.page) if before is not None else None
        stood = past.lookup(before.msgid).text if past is not None and before is not None else ""
        if after is None:
            line = _line(past, before)
            file = self.base.revision.catalogue(tag, before.page) if before is not None else ""
            return Translated(Standing.NONE, stood, "", whole(stood, Mark.DELETED, shown), file if line else "", line)
        now = self.head.of(tag, after.page)
        target = now.lookup(after.msgid) if now is not None else None
        stands = target.text if target is not None and target.state is State.CURRENT else ""
        file, line = self.head.revision.catalogue(tag, after.page), _line(now, after)
        if stands:
            known = past is not None and before is not None and past.lookup(before.msgid).state is State.CURRENT
            standing = Standing.CURRENT if known and stood == stands else Standing.UPDATED
            return Translated(standing, stood, stands, difference(stood, stands, shown).redline, file, line)
        outdated = bool(stood) or (target is not None and target.state is State.OUTDATED)
        stood = stood or (target.text if target is not None else "")
        standing = Standing.OUTDATED if outdated else Standing.MISSING
        return Translated(standing, stood, "", whole(stood, Mark.SAME, shown), file, line)


def _line(catalogue: Catalog | None, asked: Asked | None) -> int:
    entry = catalogue.by_msgid.get(asked.msgid) if catalogue is not None and asked is not None else None
    return entry.line if entry is not None else 0


def worst(found: Iterable[Standing]) -> Standing:
    """The standing that most needs doing."""
    return min(found, key=_WORST.index, default=Standing.CURRENT)
