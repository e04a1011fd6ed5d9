"""Files of Office from outside, read with bounds and without surprises: nothing in them is run or fetched."""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar
from xml.etree.ElementTree import Element

from handbook.errors import HandbookError
from handbook.translation.exchange.safe_xml import LARGEST, decoded, local, parse_xml

_BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError,
    OverflowError, KeyError, IndexError,
)  # fmt: skip
_Read = TypeVar("_Read")


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of file: how its name ends now and ended once, its usual main part, and what `program` writes it.

    `smaller` tells how to make a smaller file.
    """

    suffix: str
    old: str
    main: str
    program: str
    smaller: str

    @property
    def save(self) -> str:
        return f"open it in {self.program} and save it as {self.suffix}"


class Package:
    """The parts of the zip, each read up to a limit, whatever sizes the zip itself declares."""

    def __init__(self, archive: zipfile.ZipFile, name: str, form: Form) -> None:
        self.archive = archive
        self.name = name
        self.form = form
        self.left = 2 * LARGEST
        self.parts = set(archive.namelist())
        if form.main not in self.parts and "mimetype" in self.parts:
            raise HandbookError(f"the file is an OpenDocument file, not {form.suffix}", name, form.save)
        if any("vbaproject" in part.lower() or "/macrosheets/" in part.lower() for part in self.parts):
            raise HandbookError("the file holds a program (macros)", name, f"save it as {form.suffix}, without macros")

    def xml(self, part: str) -> Element | None:
        """The root of a part; None where there is none."""
        if part not in self.parts:
            return None
        with self.archive.open(part) as file:
            data = file.read(min(self.left, LARGEST) + 1)
        self.left -= len(data)
        if self.left < 0:
            raise HandbookError("the file unpacks to more than is sane", self.name, self.form.smaller)
        return parse_xml(decoded(data, self.name), f"{self.name} ({part})")

    def related(self, part: str = "") -> Iterator[tuple[str, str, str]]:
        """What a part, or the file itself, refers to inside the zip: id, last word of the kind, name of the part."""
        folder, _, file = part.rpartition("/")
        root = self.xml(posixpath.join(folder, "_rels", f"{file}.rels"))
        for one in root if root is not None else ():
            if one.get("TargetMode", "").lower() != "external":
                # A name inside the zip, never one of the disk.
                target = posixpath.normpath(posixpath.join("/", folder, one.get("Target", ""))).lstrip("/")
                yield one.get("Id", ""), one.get("Type", "").rpartition("/")[2], target


def read_package(data: bytes, name: str, form: Form, read: Callable[[Package], _Read]) -> _Read:
    """Return what `read` makes of the parts; `name` is how errors call the file.

    Raises HandbookError for what is no such file, holds a program, or is larger than any of ours.
    """
    if len(data) > LARGEST:
        raise HandbookError(f"the file holds more than {LARGEST // 1_000_000} MB", name, form.smaller)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        what = f"the file is an old {form.old} or locked with a password"
        raise HandbookError(what, name, f"take the password away if it has one; {form.save}")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return read(Package(archive, name, form))
    except HandbookError:
        raise
    except _BROKEN as problem:
        raise HandbookError(f"the file is not a whole {form.suffix} file", name, form.save) from problem


def below(root: Element | None, tag: str) -> Iterator[Element]:
    """Every element of this name, whatever its namespace; none where there is no root."""
    return (one for one in root.iter() if local(one.tag) == tag) if root is not None else iter(())
