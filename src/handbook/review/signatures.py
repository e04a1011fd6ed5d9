"""Sign-offs that a change voids, and those that were given in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from handbook.errors import HandbookError
from handbook.markdown.page import ParsedPage, parse_page
from handbook.review.model import SignOffChange
from handbook.review.revision import Revision
from handbook.review.states import Catalogues
from handbook.translation.signed_text import holds, text_now
from handbook.translation.signoff import FILE, SignOff, SignOffs, parse_signoffs


def signature_changes(
    base: Catalogues, head: Catalogues, tags: Sequence[str], renamed: Mapping[str, str]
) -> Iterator[SignOffChange]:
    """By language and page; `renamed` gives each page its name at `head`. Only what held is voided."""
    past, now = _Side(base), _Side(head)
    for tag in tags:
        before, after = past.signoffs(tag), now.signoffs(tag)
        named = {(renamed.get(page, page), role): one for (page, role), one in before.items()}
        for key in sorted({*named, *after}, key=lambda key: (key[0], key[1].value)):
            page, role = key
            stood, stands = past.holds(tag, named.get(key)), now.holds(tag, after.get(key))
            if stands and (not stood or named[key].text != after[key].text):
                yield SignOffChange(tag, page, role.value, voided=False)
            elif stood and not stands:
                yield SignOffChange(tag, page, role.value, voided=True)


class _Side:
    """One commit, whose pages are read only where somebody signed them."""

    def __init__(self, catalogues: Catalogues) -> None:
        self.catalogues = catalogues
        self.revision: Revision = catalogues.revision
        self.files = {page.page: file for file, page in self.revision.pages.items()}
        self.parsed = lru_cache(maxsize=None)(self._parsed)

    def signoffs(self, tag: str) -> SignOffs:
        text = self.revision.text(f"{self.revision.translations}/{tag}/{FILE}")
        return parse_signoffs(text, FILE).value if text else {}

    def holds(self, tag: str, record: SignOff | None) -> bool:
        page = self.parsed(record.page) if record is not None else None
        catalogue = self.catalogues.of(tag, record.page) if record is not None else None
        if record is None or page is None or catalogue is None:
            return False
        source = self.revision.project.source.tag
        return holds(record, text_now(page, None if tag == source else catalogue.lookup))

    def _parsed(self, page: str) -> ParsedPage | None:
        file = self.files.get(page)
        if file is None:
            return None
        try:
            return parse_page(self.revision.text(file), page, self.revision.project.dialect)
        except HandbookError:
            return None
