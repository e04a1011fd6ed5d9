"""The catalogue of rules: each module of this folder is one, named `<code>_<name>`, and its docstring is its page.

A module with a function `check` looks at the whole project, one with `compare` at each entry of each catalogue (its
`mend` repairs what is certain). A module with neither documents codes that are spoken where a file is read or built.
What it says is an error unless its `SEVERITY` is another, or `WARNINGS` names the code.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType, ModuleType

from handbook.checks.inspection import Findings, Inspection
from handbook.checks.pair import EntryRule
from handbook.findings import Severity
from handbook.findings.render import RulePage

Rule = Callable[[Inspection], Findings]


def _modules() -> dict[str, ModuleType]:
    names = sorted(module.name for module in iter_modules(__path__))
    return {name.partition("_")[0].upper(): import_module(f"{__name__}.{name}") for name in names}


_MODULES = _modules()

RULES: Mapping[str, Rule] = MappingProxyType(
    {code: module.check for code, module in _MODULES.items() if hasattr(module, "check")}
)
"""Rules over the project, by the first code each speaks."""

ENTRY_RULES: Mapping[str, EntryRule] = MappingProxyType(
    {
        code: EntryRule(
            code, module.compare, getattr(module, "SEVERITY", Severity.ERROR), getattr(module, "mend", None)
        )
        for code, module in _MODULES.items()
        if hasattr(module, "compare")
    }
)
"""Rules over the entries of catalogues, by code."""


def _pages() -> dict[str, RulePage]:
    pages: dict[str, RulePage] = {}
    for module in _MODULES.values():
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


RULE_PAGES: Mapping[str, RulePage] = MappingProxyType(_pages())
"""The documentation of every code."""

PAGES: Mapping[str, str] = MappingProxyType({code: page.text for code, page in RULE_PAGES.items()})
"""The page of every code."""
