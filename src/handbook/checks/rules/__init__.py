"""All rules by code: each module of this folder is one rule, named `<code>_<name>`, with a function `check`."""

from collections.abc import Callable, Mapping
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType

from handbook.checks.inspection import Findings, Inspection

Rule = Callable[[Inspection], Findings]


def _rules() -> dict[str, Rule]:
    names = sorted(module.name for module in iter_modules(__path__))
    return {name.partition("_")[0].upper(): import_module(f"{__name__}.{name}").check for name in names}


RULES: Mapping[str, Rule] = MappingProxyType(_rules())
