"""What spreadsheets and documents of Office have in common, to write: a zip of XML parts that name each other.

Written here and not by a library: bytes must not depend on the clock.
"""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

from handbook.translation.exchange.protect import shown

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_EARLIEST = 315_532_800  # the year 1980, in which zip's time begins


def content_types(kinds: Mapping[str, str]) -> str:
    """The list of a package's parts, each with the type of its content."""
    listed = "".join(f"<Override PartName={quoteattr(name)} ContentType={quoteattr(kinds[name])}/>" for name in kinds)
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{listed}</Types>'
    )


def relations(found: Mapping[str, tuple[str, str]]) -> str:
    """What a part refers to: by a name of its own, the kind (`styles`) and the part's place."""
    listed = "".join(
        f'<Relationship Id="{name}" Type="{_relation(kind)}" Target="{target}"/>'
        for name, (kind, target) in found.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def _relation(kind: str) -> str:
    if kind == "core-properties":
        return f"{_PACKAGE}/relationships/metadata/core-properties"
    return f"{OFFICE}/relationships/{kind}"


def core_properties(title: str, epoch: int) -> str:
    """The file's title, and its date in seconds UTC."""
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{stamp(epoch)}</dcterms:{name}>' for name in ("created", "modified")
    )
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(shown(title))}</dc:title>{dates}</cp:coreProperties>"
    )


def stamp(epoch: int) -> str:
    """A moment in seconds UTC as Office's files write it."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(epoch))


def packed(parts: Mapping[str, str], epoch: int) -> bytes:
    """The file from its parts, XML without a head; the same parts and `epoch` give the same bytes."""
    # Zip knows local time without a zone; ours is UTC, and even seconds alone.
    moment = time.gmtime(min(max(epoch, _EARLIEST), 4_354_819_198))[:6]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, text in parts.items():
            facts = zipfile.ZipInfo(name, moment)
            facts.compress_type = zipfile.ZIP_DEFLATED
            facts.create_system = 3
            facts.external_attr = 0o644 << 16
            archive.writestr(facts, f"{_HEAD}{text}\n".encode())
    return out.getvalue()
