"""`translations/waivers.yml`: which English changes were typos only, who said so and why; read safely, in one form.

A waiver is about two texts: a translation of the old one stands for the new one. It never runs out: it tells reviewers
for good why a translation was not looked at again. One that is more than a typo is refused, whoever wrote it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

from handbook.errors import HandbookError
from handbook.findings import Finding, Outcome, finding_of
from handbook.project import Project
from handbook.project.yaml_reader import Source, Values, read_yaml
from handbook.stable import read_text, write_if_changed
from handbook.translation.merge import Corrections
from handbook.translation.signoff import wrong_name
from handbook.translation.typos import why_no_typo

FILE = "waivers.yml"
SCHEMA = "waivers.schema.json"
MAX_BYTES = 5_000_000
_HEAD = (
    f"# yaml-language-server: $schema={SCHEMA}\n"
    "# English changes that were typos only, so that translations stay current: handbook translate mark --typo.\n"
)
_TEXTS = ("page", "old", "new", "by", "why")
_TEXT = Values(lambda text, _, __: text, lambda text, _, __: text)
_NOT_PLAIN = re.compile(r"[\x7f-\xa0\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_HINT = "write waivers with handbook translate mark --typo, or restore the line from git"


@dataclass(frozen=True, slots=True, order=True)
class Waiver:
    """A change of `page` (a path below `docs/`, or a special catalogue) from the msgid `old` to `new`.

    `languages` are the tags it was declared for, sorted; none: all. `line` is where it stands.
    """

    page: str
    old: str
    new: str
    by: str
    why: str
    languages: tuple[str, ...] = ()
    line: int = field(default=0, compare=False)

    def concerns(self, tag: str) -> bool:
        return not self.languages or tag in self.languages


def load_waivers(project: Project) -> Outcome[tuple[Waiver, ...]]:
    """Read all waivers; an absent file holds none. What is wrong is WV101 with its line, and holds for nothing."""
    path = project.translations / FILE
    if not path.is_file():
        return Outcome(())
    shown = project.shown(path)
    try:
        if not path.resolve().is_relative_to(project.root):
            raise HandbookError(
                "the file leads out of the project", shown, "replace the link by a file of its own"
            )
        if path.stat().st_size > MAX_BYTES:
            raise HandbookError(f"the file is larger than {MAX_BYTES // 1_000_000} MB", shown)
        text = read_text(path, shown)
    except HandbookError as problem:
        return Outcome((), (finding_of(problem, "WV101", shown),))
    return parse_waivers(text, shown, frozenset(one.tag for one in project.translated))


def parse_waivers(text: str, shown: str, tags: frozenset[str] = frozenset()) -> Outcome[tuple[Waiver, ...]]:
    """Read the text of a file of waivers; `tags` are the languages that may be named (none given: any)."""
    source = read_yaml(text, _TEXT)
    reader = _Reader(source, shown, tags)
    for problem in source.problems:
        reader.report(problem.line, problem.message, problem.hint)
    return Outcome(tuple(sorted(reader.waivers())), tuple(sorted(set(reader.findings))))


def corrections(waivers: Iterable[Waiver], tag: str) -> Corrections:
    """What merging needs of the waivers for one language."""
    found: dict[str, frozenset[str]] = {}
    for one in waivers:
        if one.concerns(tag):
            found[one.new] = found.get(one.new, frozenset()) | {one.old}
    return found


def write_waivers(waivers: Iterable[Waiver]) -> str:
    """The file's text in its one form: sorted by page and text."""
    listed = sorted(waivers)
    lines = [_HEAD, "waivers:\n" if listed else "waivers: []\n"]
    for one in listed:
        lines += [
            f"{'  - ' if name == 'page' else '    '}{name}: {_quoted(getattr(one, name))}\n"
            for name in _TEXTS
        ]
        if one.languages:
            lines.append(f"    languages: [{', '.join(sorted(one.languages))}]\n")
    return "".join(lines)


def _quoted(text: str) -> str:
    """A text in quotes, as JSON and YAML read it alike; YAML wants more signs escaped."""
    return _NOT_PLAIN.sub(lambda found: json.dumps(found.group())[1:-1], json.dumps(text, ensure_ascii=False))


def record(waiver: Waiver) -> dict[str, Any]:
    """A waiver as plain data."""
    return {**{name: getattr(waiver, name) for name in _TEXTS}, "languages": list(waiver.languages)}


def wrong_author(by: str, why: str) -> str:
    """What is wrong with the name or the reason of somebody who declares a typo; nothing if all is well."""
    if what := wrong_name(by):
        return what.replace("a sign-off", "a waiver").replace("who read the page", "who declares it")
    return "" if any(map(str.isalpha, why)) else "a waiver needs a reason"


def save_waivers(project: Project, waivers: Iterable[Waiver]) -> Path:
    """Write the file, and beside it the schema that editors complete and check it with."""
    path = project.translations / FILE
    write_if_changed(path.with_name(SCHEMA), schema())
    write_if_changed(path, write_waivers(waivers).encode("utf-8", "surrogatepass"))
    return path


def schema() -> bytes:
    """The JSON Schema of the file."""
    return files("handbook.translation").joinpath(SCHEMA).read_bytes()


class _Reader:
    """Takes waivers out of the parsed file and gathers what is wrong with the others."""

    def __init__(self, source: Source, shown: str, tags: frozenset[str]) -> None:
        self.source = source
        self.shown = shown
        self.tags = tags
        self.findings: list[Finding] = []

    def report(self, line: int, message: str, hint: str = _HINT) -> None:
        self.findings.append(Finding(self.shown, line, "WV101", message, hint))

    def waivers(self) -> Iterator[Waiver]:
        data = self.source.data
        if self.source.problems:
            return
        if not isinstance(data, dict) or set(data) != {"waivers"} or not isinstance(data["waivers"], list):
            if data not in (None, {"waivers": ""}):
                self.report(1, "the file must hold waivers: and a list below it")
            return
        seen: dict[tuple[str, str, str], int] = {}
        for at, fields in enumerate(data["waivers"]):
            line = self.source.line(("waivers", at))
            one = self.waiver(fields, at, line)
            if one is None:
                continue
            first = seen.setdefault((one.page, one.old, one.new), line)
            if first != line:
                self.report(line, f"this waiver stands twice; first on line {first}", "join their languages")
            else:
                yield one

    def waiver(self, fields: Any, at: int, line: int) -> Waiver | None:
        before = len(self.findings)
        if not isinstance(fields, dict):
            self.report(line, "a waiver has the fields page, old, new, by and why")
            return None
        for name in _TEXTS:
            if not isinstance(fields.get(name), str) or not fields[name].strip():
                self.report(line, f"the waiver has no {name}")
        for name in fields:
            if name not in (*_TEXTS, "languages"):
                self.report(self.source.line(("waivers", at, name)), f"{name!r} does not belong here")
        languages = self.languages(fields.get("languages", []), at)
        if len(self.findings) > before:
            return None
        if what := wrong_author(fields["by"], fields["why"]):
            self.report(self.source.line(("waivers", at, "by")), what)
        if why := why_no_typo(fields["old"], fields["new"]):
            hint = "take the waiver out: translators must see this change"
            self.report(line, f"the change is more than a typo: {why}", hint)
        if len(self.findings) > before:
            return None
        page, old, new, by, why = (str(fields[name]) for name in _TEXTS)
        return Waiver(page, old, new, by, why, languages, line)

    def languages(self, given: Any, at: int) -> tuple[str, ...]:
        here = self.source.line(("waivers", at, "languages"))
        if not isinstance(given, list) or not all(isinstance(tag, str) for tag in given):
            self.report(here, "languages must be a list of tags", "write [kk, ru], or leave it out for all")
            return ()
        for tag in given:
            if self.tags and tag not in self.tags:
                self.report(
                    here,
                    f"{tag!r} is no language of the catalogues",
                    f"one of: {', '.join(sorted(self.tags))}",
                )
        return tuple(sorted(set(given)))
