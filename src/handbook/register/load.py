"""docs/register/ read into one Register; a broken entry is a finding with file and line, the rest is kept."""

from __future__ import annotations

import gc
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from handbook.findings.model import Finding, Outcome
from handbook.register import models
from handbook.register.model_messages import explain
from handbook.register.models import ENTRY_ID, SOUND_PATTERNS, Actor, Agency, Authority, Entry, Family, Term
from handbook.register.notices import Notice
from handbook.register.reading import ParsedFile, read_file
from handbook.register.register import Place, Register
from handbook.register.scope import Matter
from handbook.stable import Kept, digest

AUTHORITIES = "authorities"
AGENCIES = "agencies"
ACTORS = "actors"
TERMS = "terms"
SCOPE = "scope"
NOTICES = "notices"
FAMILY = "family"
_ID = re.compile(ENTRY_ID)
_FAMILY: TypeAdapter[Family] = TypeAdapter(Family)
_E = TypeVar("_E", bound=Entry)


def load_register(root: Path, *, folder: Path | None = None, cache: Path | None = None) -> Outcome[Register]:
    """Load the register of the project at `root` (`folder` defaults to `docs/register`).

    A missing folder is an empty register. `cache` is a folder where parsed files are kept as JSON by digest;
    without it every file is parsed. Never raises for what a file says: problems come back as findings RG1xx,
    and entries without problems are in the register.
    """
    loader = _Loader(root, folder or root / "docs" / "register", cache / "register" if cache else None)
    with _no_collection(), _known_patterns(cache):
        return Outcome(loader.run(), tuple(sorted(loader.findings)))


@contextmanager
def _known_patterns(cache: Path | None) -> Iterator[None]:
    """Take over which patterns earlier runs of the same code and Python found to be in order, and pass it on."""
    if cache is None:
        yield
        return
    kept, name = Kept(cache / "register"), "sound patterns"
    key = digest(sys.version, Path(models.__file__).read_bytes())
    known = kept.get(name, key)
    before = frozenset(one for one in known if isinstance(one, str)) if isinstance(known, list) else frozenset()
    SOUND_PATTERNS.update(before)
    yield
    if SOUND_PATTERNS - before:
        # A cache that cannot be written costs time, not correctness.
        with suppress(OSError):
            kept.put(name, key, sorted(SOUND_PATTERNS))


@contextmanager
def _no_collection() -> Iterator[None]:
    """Pause the collector: nearly everything made here stays, and walking it again and again is a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _Loader:
    """Gathers entries and findings over all files of one register."""

    def __init__(self, root: Path, folder: Path, cache: Path | None) -> None:
        self.findings: list[Finding] = []
        self._root = root
        self._folder = folder
        self._cache = cache
        self._places: dict[tuple[str, str], Place] = {}

    def run(self) -> Register:
        families: dict[str, Family] = {}
        family_of: dict[str, str] = {}
        authorities: dict[str, Authority] = {}
        for path in sorted((self._folder / AUTHORITIES).glob("*.yml")):
            parsed = self._read(path)
            self._family(parsed, families, path.stem)
            found = self._entries(parsed, AUTHORITIES, AUTHORITIES, Authority)
            authorities.update(found)
            family_of.update(dict.fromkeys(found, path.stem))
        agencies = self._file(AGENCIES, Agency)
        actors = self._file(ACTORS, Actor)
        terms = self._file(TERMS, Term)
        matters = self._file(SCOPE, Matter)
        notices: dict[str, Notice] = {}
        for path in sorted((self._folder / NOTICES).glob("*.yml")):
            notices.update(self._entries(self._read(path), NOTICES, NOTICES, Notice))
        return Register(
            families, authorities, family_of, agencies, terms, matters, notices, actors, places=self._places
        )

    def _file(self, room: str, model: type[_E]) -> dict[str, _E]:
        path = self._folder / f"{room}.yml"
        return self._entries(self._read(path), room, room, model) if path.exists() else {}

    def _read(self, path: Path) -> ParsedFile:
        parsed = read_file(path, self._root, self._cache)
        self.findings.extend(parsed.findings)
        return parsed

    def _family(self, parsed: ParsedFile, families: dict[str, Family], stem: str) -> None:
        if parsed.data is None:
            return
        if FAMILY not in parsed.data:
            self._report(
                parsed, (), "RG103", "the heading of this family is missing", "add family: {titles, order}"
            )
            return
        try:
            families[stem] = _FAMILY.validate_python(parsed.data[FAMILY])
        except ValidationError as refusal:
            self._refuse(parsed, (FAMILY,), refusal, Family)

    def _entries(self, parsed: ParsedFile, room: str, key: str, model: type[_E]) -> dict[str, _E]:
        found: dict[str, _E] = {}
        for name, raw in self._raw_entries(parsed, key, FAMILY if room == AUTHORITIES else ""):
            if not _ID.fullmatch(name):
                self._report(
                    parsed, (key, name), "RG105", f"{name!r} is not an id", "small letters, digits, hyphens"
                )
            elif (first := self._places.get((room, name))) is not None:
                self._report(
                    parsed, (key, name), "RG104", f"{name!r} stands twice", f"first in {first[0]}:{first[1]}"
                )
            elif (entry := self._entry(parsed, (key, name), raw, model)) is not None:
                found[name] = entry
                self._places[room, name] = (parsed.name, parsed.line((key, name)))
        return found

    def _raw_entries(self, parsed: ParsedFile, key: str, further: str) -> Iterator[tuple[str, Any]]:
        if parsed.data is None:
            return
        for other in parsed.data:
            if other not in (key, further):
                self._report(
                    parsed,
                    (other,),
                    "RG103",
                    f"{other!r} does not belong here",
                    f"entries stand below {key}:",
                )
        entries = parsed.data.get(key)
        if isinstance(entries, Mapping):
            yield from entries.items()
        elif entries is not None or key not in parsed.data:
            self._report(
                parsed, (key,), "RG103", f"{key}: with the entries below it is missing", "id: {…} each"
            )

    def _entry(self, parsed: ParsedFile, path: tuple[str, ...], raw: Any, model: type[_E]) -> _E | None:
        if not isinstance(raw, Mapping):
            self._report(parsed, path, "RG103", f"{path[-1]!r} has no fields", "indent the fields below it")
            return None
        try:
            return model.model_validate(raw)
        except ValidationError as refusal:
            self._refuse(parsed, path, refusal, model)
            return None

    def _refuse(
        self, parsed: ParsedFile, path: tuple[str, ...], refusal: ValidationError, model: type[Entry]
    ) -> None:
        for inner, message, hint in explain(refusal, model):
            self._report(parsed, (*path, *inner), "RG106", f"{path[-1]}: {message}", hint)

    def _report(self, parsed: ParsedFile, path: tuple[Any, ...], code: str, message: str, hint: str) -> None:
        self.findings.append(Finding(parsed.name, parsed.line(path), code, message, hint))
