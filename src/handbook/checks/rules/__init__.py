"""The catalogue of rules: each module of this folder is one, named `<code>_<name>`, and its docstring is its page.

A module with a function `check` looks at the whole project, one with `compare` at each entry of each catalogue (its
`mend` repairs what is certain). A module with neither documents codes that are spoken where a file is read or built.
Rules over entries are PO110 to PO189, and nothing else is. What a module says is an error unless its `SEVERITY` is
another, or `WARNINGS` names the code.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, ValuesView
from functools import cached_property
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import TypeVar

from handbook.checks.inspection import Findings, Inspection
from handbook.checks.pair import EntryRule
from handbook.findings import Severity
from handbook.findings.render import RulePage

Rule = Callable[[Inspection], Findings]
_V = TypeVar("_V")
# Where rules over entries are; nothing else has these numbers.
_ENTRIES = range(110, 190)


class _Table(Mapping[str, _V]):
    """A table by code that is made when somebody looks into it: most checks of what changed need not load all rules."""

    def __init__(self, make: Callable[[], dict[str, _V]]) -> None:
        self._make = make

    @cached_property
    def _found(self) -> dict[str, _V]:
        return self._make()

    def __getitem__(self, code: str) -> _V:
        return self._found[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    def values(self) -> ValuesView[_V]:
        return self._found.values()


def _modules(which: Callable[[str], bool] = lambda _: True) -> dict[str, ModuleType]:
    names = sorted(module.name for module in iter_modules(__path__))
    codes = ((name.partition("_")[0].upper(), name) for name in names)
    return {code: import_module(f"{__name__}.{name}") for code, name in codes if which(code)}


def _is_of_entries(code: str) -> bool:
    return code.startswith("PO") and int(code[2:]) in _ENTRIES


def _rules() -> dict[str, Rule]:
    found = _modules(lambda code: not _is_of_entries(code))
    return {code: module.check for code, module in found.items() if hasattr(module, "check")}


def _entry_rules() -> dict[str, EntryRule]:
    return {
        code: EntryRule(
            code,
            module.compare,
            _severity(module, code),
            getattr(module, "mend", None),
            getattr(module, "SIGNS", frozenset()),
            getattr(module, "heeds", None),
        )
        for code, module in _modules(_is_of_entries).items()
        if hasattr(module, "compare")
    }


def _pages() -> dict[str, RulePage]:
    pages: dict[str, RulePage] = {}
    for module in _modules().values():
        text = (module.__doc__ or "").strip()
        for code in codes_of(text):
            pages[code] = RulePage(code, name_of(text), text, _severity(module, code))
    return dict(sorted(pages.items()))


def _severity(module: ModuleType, code: str) -> Severity:
    """How severe what a code says is; its page tells in which case it is otherwise."""
    if code in getattr(module, "WARNINGS", ()):
        return Severity.WARNING
    return Severity(getattr(module, "SEVERITY", Severity.ERROR))


def codes_of(page: str) -> tuple[str, ...]:
    """The codes a page is about, from its first words: `PO110 number.` or `CT101 to CT105 citation.`"""
    head = re.match(r"([A-Z]{2})(\d{3})(?: to \1(\d{3}))? ", page)
    if head is None:
        return ()
    room, first, last = head.groups()
    return tuple(f"{room}{number:03d}" for number in range(int(first), int(last or first) + 1))


def name_of(page: str) -> str:
    """The short name in a page's first words: `number`."""
    return page.partition(". What:")[0].rpartition(" ")[2]


RULES: Mapping[str, Rule] = _Table(_rules)
"""Rules over the project, by the first code each speaks."""

ENTRY_RULES: Mapping[str, EntryRule] = _Table(_entry_rules)
"""Rules over the entries of catalogues, by code."""

RULE_PAGES: Mapping[str, RulePage] = _Table(_pages)
"""The documentation of every code."""

PAGES: Mapping[str, str] = _Table(lambda: {code: page.text for code, page in RULE_PAGES.items()})
"""The page of every code."""
