"""The redline as a Word document with real tracked changes, for lawyers who comment in Word or LibreOffice.

Every text stands in a bookmark of its own; a part that nobody sees tells where each is in the source (`document_map`),
so that comments find their way back (`comments`). Changes are the handbook's own and dated with the head commit.
"""

from __future__ import annotations

from collections import Counter
from xml.sax.saxutils import escape, quoteattr

from handbook.review.document_changes import change_xml
from handbook.review.document_map import SPACE, Origin, Spot, map_xml
from handbook.review.document_pages import Page, by_part, pages_of
from handbook.review.document_tail import tail_xml
from handbook.review.document_texts import Desk
from handbook.review.model import Kind, Review
from handbook.review.ooxml import MAIN
from handbook.review.ooxml_styles import footer_xml, numbering_xml, settings_xml, styles_xml
from handbook.review.page_words import KINDS
from handbook.review.visible import visible
from handbook.translation.exchange.opc import OFFICE, content_types, core_properties, packed, relations
from handbook.translation.exchange.protect import shown

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_MAP = "{9D2B1A36-6F0E-4C55-8C1B-3C7B5C0F4A11}"  # names our part among those of others
_ADVICE = (
    "What is inserted or deleted is marked. Comment where you like; what you change is recorded as yours. Send the file"
    " back under any name: each comment and change is led to its paragraph and source."
)


def redline_docx(review: Review) -> bytes:
    """Return the .docx file; the same review gives the same bytes."""
    desk = Desk(review.head.epoch)
    body = "".join((*_front(desk, review), *_pages(desk, review), tail_xml(desk, review)))
    origin = Origin(review.base.hash, review.head.hash, review.edition, desk.writer.stamp)
    names = f"{visible(review.title)} · {review.base.short} → {review.head.short}"
    parts = {
        "_rels/.rels": relations(
            {
                "rId1": ("officeDocument", "word/document.xml"),
                "rId2": ("core-properties", "docProps/core.xml"),
                "rId3": ("custom-properties", "docProps/custom.xml"),
            }
        ),
        "customXml/_rels/item1.xml.rels": relations({"rId1": ("customXmlProps", "itemProps1.xml")}),
        "customXml/item1.xml": map_xml(origin, desk.spots),
        "customXml/itemProps1.xml": _map_properties(),
        "docProps/core.xml": core_properties(visible(review.title), review.head.epoch),
        "docProps/custom.xml": _custom(origin),
        "word/_rels/document.xml.rels": relations(
            {
                "rId1": ("styles", "styles.xml"),
                "rId2": ("numbering", "numbering.xml"),
                "rId3": ("settings", "settings.xml"),
                "rId4": ("footer", "footer1.xml"),
                "rId5": ("customXml", "../customXml/item1.xml"),
            }
        ),
        "word/document.xml": _document(body),
        "word/footer1.xml": footer_xml(names if len(names) < 100 else f"{names[:99]}…"),
        "word/numbering.xml": numbering_xml(desk.starts),
        "word/settings.xml": settings_xml(),
        "word/styles.xml": styles_xml(review.source, review.languages),
    }
    return packed({"[Content_Types].xml": content_types(_kinds())} | parts, review.head.epoch)


def _kinds() -> dict[str, str]:
    words = {"document": "document.main", "footer1": "footer"}
    parts = ("document", "footer1", "numbering", "settings", "styles")
    return {
        "/customXml/itemProps1.xml": "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "/docProps/custom.xml": "application/vnd.openxmlformats-officedocument.custom-properties+xml",
    } | {f"/word/{part}.xml": f"{_WORD}.{words.get(part, part)}+xml" for part in parts}


def _document(body: str) -> str:
    section = (
        '<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567"'
        ' w:gutter="0"/></w:sectPr>'
    )
    # A table may not be the last thing in a document.
    last = '<w:p><w:pPr><w:pStyle w:val="Cell"/></w:pPr></w:p>'
    names = f'xmlns:w="{MAIN}" xmlns:r="{OFFICE}/relationships"'
    return f"<w:document {names}><w:body>{body}{last}{section}</w:body></w:document>"


def _front(desk: Desk, review: Review) -> list[str]:
    base, head = (
        f"{name} ({commit.short})" if name != commit.short else name
        for name, commit in ((review.base_name, review.base), (review.head_name, review.head))
    )
    return [
        desk.note(review.title, "Title"),
        desk.note(f"Edition {review.edition} · changes from {base} to {head}", "Subtitle"),
        desk.note(_counts(review)),
        desk.note(_ADVICE),
    ]


def _counts(review: Review) -> str:
    found = Counter(kind for change in review.changes for kind in change.kinds)
    kinds = ", ".join(f"{found[kind]} {KINDS[kind].word.lower()}" for kind in Kind if found[kind])
    number = len(review.changes)
    said = (
        f"{number} {'paragraph' if number == 1 else 'paragraphs'} changed"
        if number
        else "No paragraph changed"
    )
    facts = f"; facts of the register changed: {len(review.facts)}" if review.facts else ""
    return f"{said}{f': {kinds}' if kinds else ''}{facts}."


def _pages(desk: Desk, review: Review) -> list[str]:
    out = []
    for part, page in by_part(pages_of(review)):
        if part:
            out.append(desk.heading(review.part_titles.get(part, part), 1))
        out.append(desk.heading(f"{page.number} {page.title}".strip(), 2, _page_spot(page)))
        out += [change_xml(desk, review, entry) for entry in page.entries]
    return out


def _page_spot(page: Page) -> Spot:
    return Spot("", page=page.path, number=page.number, file=page.entries[0].place.file)


def _custom(origin: Origin) -> str:
    """What people see of the review among the file's properties, and what outlives every conversion."""
    values = {"handbook base": origin.base, "handbook head": origin.head, "handbook edition": origin.edition}
    types = f"{OFFICE}/docPropsVTypes"
    listed = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{number}" name={quoteattr(name)}>'
        # Word takes no longer ones.
        f"<vt:lpwstr>{escape(shown(value[:255]))}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(values.items(), 2)
    )
    return f'<Properties xmlns="{OFFICE}/custom-properties" xmlns:vt="{types}">{listed}</Properties>'


def _map_properties() -> str:
    return (
        f'<ds:datastoreItem xmlns:ds="{OFFICE}/customXml" ds:itemID="{_MAP}">'
        f'<ds:schemaRefs><ds:schemaRef ds:uri="{SPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    )
