"""All rules, by code: the only place that names them."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from handbook.checks.inspection import Findings, Inspection
from handbook.checks.rules import (
    cf201_page_missing,
    cf202_page_not_in_navigation,
    mk201_broken_link,
    mk202_broken_anchor,
    mk203_missing_picture,
    mk204_picture_without_alt,
    mk205_heading_skipped,
    mk206_note_not_defined,
    mk401_active_content,
    mk402_active_picture,
    po102_catalogue_without_page,
)

Rule = Callable[[Inspection], Findings]

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        module.__name__.rpartition(".")[2].partition("_")[0].upper(): module.check
        for module in (
            cf201_page_missing,
            cf202_page_not_in_navigation,
            mk201_broken_link,
            mk202_broken_anchor,
            mk203_missing_picture,
            mk204_picture_without_alt,
            mk205_heading_skipped,
            mk206_note_not_defined,
            mk401_active_content,
            mk402_active_picture,
            po102_catalogue_without_page,
        )
    }
)
