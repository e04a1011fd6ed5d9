"""Run in a process of its own: load each library, and tell of each on a line what it is and whether that went well."""

from __future__ import annotations

import importlib
import sys

LIBRARIES = (
    "yaml", "lxml.etree", "pydantic", "icu", "markdown", "pymdownx", "babel", "mkdocs.plugins", "mkdocs_static_i18n",
    "material", "pikepdf", "click", "rich",
)  # fmt: skip
# What the book is set in; Typst brings both.
FAMILIES = ("Libertinus Serif", "DejaVu Sans Mono")


def library(name: str) -> str:
    importlib.import_module(name)
    return ""


def pandoc(_: str) -> str:
    pypandoc = importlib.import_module("pypandoc")
    return f"{pypandoc.get_pandoc_version()}, inside pypandoc"


def typst(_: str) -> str:
    fonts = importlib.import_module("typst").Fonts(include_system_fonts=False, include_embedded_fonts=True)
    there = set(fonts.families())
    if lacking := sorted(set(FAMILIES) - there):
        raise LookupError(f"it lacks the fonts {', '.join(lacking)}")
    return f"with its fonts {', '.join(FAMILIES)}"


def main() -> None:
    asked = [(name, library) for name in LIBRARIES] + [("pandoc", pandoc), ("typst", typst)]
    for name, ask in asked:
        # Whoever reads this sees at which name a process ended that a library took down.
        print(f"begin\t{name}", flush=True)
        try:
            print(f"well\t{name}\t{ask(name)}", flush=True)
        except BaseException as problem:
            said = " ".join(str(problem).split()) or type(problem).__name__
            print(f"wrong\t{name}\t{said}", flush=True)


if __name__ == "__main__":
    sys.path.pop(0)  # the folder of this file: its neighbours are nobody's libraries
    main()
