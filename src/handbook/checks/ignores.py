"""Ignores in pages and YAML files set against what was found, and which codes nobody may ignore, and why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from handbook.checks.rules import PAGES
from handbook.findings import Excused, Finding, Severity
from handbook.markdown.ignores import WORD, Ignore, ignore_from

Ignores = Mapping[str, Sequence[Ignore]]
"""The ignores of each file, by its name in findings."""

_BROKEN = "what cannot be read or understood is lost to every reader"
_ACTIVE = "it could run, or load something, in the reader's browser"
_SOURCE = "a statement of law would stand without its source, or with another"
_SCOPE = "the scope list has reasons of its own: scope: in the page's front matter"
_STEPS = "a procedure that cannot be read can be neither drawn nor translated"
_SIGNED = "a signature or a waiver that is not right must not pass as one"
_BUILD = "nothing can be built while it is so"
_ITSELF = "an ignore is judged by people, not by another ignore"

NEVER_IGNORED: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("MK101", "PO101", *(f"RG10{number}" for number in range(1, 8))), _BROKEN),
        **dict.fromkeys(("MK401", "MK402", "PO103"), _ACTIVE),
        **dict.fromkeys(
            ("CT101", "CT102", "CT103", "CT105", "CT106", "QT101", "QT102", "QT103", "PO104", "PO105"), _SOURCE
        ),
        **dict.fromkeys(("SC101", "SC102", "SC103"), _SCOPE),
        **dict.fromkeys((f"PR10{number}" for number in range(1, 8)), _STEPS),
        **dict.fromkeys(("SO101", "SO102", "SO103", "SO104", "WV101", "WV102"), _SIGNED),
        **dict.fromkeys((*(f"CF1{number:02}" for number in range(1, 13)), "CF201", "ST901"), _BUILD),
        **dict.fromkeys(("MK190", "PO190"), _ITSELF),
    }
)
"""What must not be ignored, whoever gives whatever reason, each with why."""

COMMENT_SAMPLE = "# handbook-ignore {code}: {why}"
PAGE_SAMPLE = "<!-- handbook-ignore {code}: {why} -->"
_YAML = re.compile(rf"[ \t]*#[ \t]*{WORD}\b(.*)")
_YAML_LOOSE = re.compile(rf"[ \t]#[ \t]*{WORD}\b")


def wrong_ignore(code: str, reason: str, speaker: str, sample: str) -> Finding | None:
    """What is wrong with an ignore as it is written, without a place; `sample` is one with `{code}` and `{why}`."""
    if code not in PAGES:
        what = f"no rule has the code {code!r}"
        return Finding("", 0, speaker, what, f"write {sample.format(code='CODE', why='the reason')}")
    if code in NEVER_IGNORED:
        hint = f"{NEVER_IGNORED[code]}; correct it instead"
        return Finding("", 0, speaker, f"{code} cannot be ignored", hint)
    if not any(map(str.isalpha, reason)):
        hint = f"write {sample.format(code=code, why='why it is right as it is')}"
        return Finding("", 0, speaker, f"the ignore of {code} gives no reason", hint)
    return None


def stops_nothing(code: str, speaker: str) -> Finding:
    """An ignore that nothing is found for."""
    what = f"the ignore of {code} stops nothing"
    return Finding("", 0, speaker, what, "delete the comment", Severity.WARNING)


def without_ignored(found: Iterable[Finding], ignores: Ignores) -> tuple[list[Finding], list[Excused]]:
    """What stands, with what is wrong with the ignores themselves, and what is ignored."""
    if not any(ignores.values()):
        return list(found), []
    by_file: dict[str, list[Finding]] = {path: [] for path, of_file in ignores.items() if of_file}
    standing: list[Finding] = []
    for one in found:
        by_file.get(one.path, standing).append(one)
    excused: list[Excused] = []
    for path, findings in by_file.items():
        for ignore in ignores[path]:
            stopped = _stopped(ignore, findings)
            problem = _problem(ignore, path, any(stopped))
            if problem is not None:
                standing.append(problem)
                continue
            excused += [Excused(one, ignore.reason) for one in stopped]
            findings = [one for one in findings if one not in stopped]
        standing += findings
    return standing, excused


def _stopped(ignore: Ignore, findings: Sequence[Finding]) -> list[Finding]:
    return [one for one in findings if one.code == ignore.code and ignore.line <= one.line <= ignore.last]


def _problem(ignore: Ignore, path: str, stops: bool) -> Finding | None:
    sample = PAGE_SAMPLE if path.endswith(".md") else COMMENT_SAMPLE
    if not ignore.apart:
        hint = "put it on a line of its own, above the block or entry it is for"
        problem: Finding | None = Finding("", 0, "MK190", "an ignore stands beside other text", hint)
    else:
        problem = wrong_ignore(ignore.code, ignore.reason, "MK190", sample)
    if problem is None and not stops:
        problem = stops_nothing(ignore.code, "MK190")
    if problem is None:
        return None
    return Finding(path, ignore.line, problem.code, problem.message, problem.hint, problem.severity)


def ignores_in_yaml(text: str) -> tuple[Ignore, ...]:
    """The comments `# handbook-ignore RG203: reason`; each holds for the entry below it, with all that is in it."""
    return tuple(_in_yaml(text.split("\n"))) if WORD in text else ()


def _in_yaml(lines: Sequence[str]) -> Iterator[Ignore]:
    for at, line in enumerate(lines):
        if (said := _YAML.fullmatch(line)) is not None:
            yield ignore_from(said.group(1), at + 1, _last(lines, at))
        elif _YAML_LOOSE.search(line):
            yield Ignore("", "", at + 1, at + 1, apart=False)


def _last(lines: Sequence[str], at: int) -> int:
    """The last line of the entry below: those after its first that are indented deeper."""
    end = at + 1
    while end < len(lines) and _is_empty(lines[end]):
        end += 1
    depth = _depth(lines[end]) if end < len(lines) else 0
    end += 1
    while end < len(lines) and (_is_empty(lines[end]) or _depth(lines[end]) > depth):
        end += 1
    return min(end, len(lines))


def _is_empty(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("#")


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip())
