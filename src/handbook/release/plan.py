"""What must be built again: a language whose inputs differ from those its output was made from."""

from __future__ import annotations

import json
import platform
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from handbook import __version__
from handbook.project import CONFIG, Project
from handbook.stable import Clock, digest, tree_digest

MANIFEST = "manifest.json"
_LIBRARIES = (
    "Markdown", "babel", "mkdocs", "mkdocs-material", "mkdocs-static-i18n", "pikepdf", "pyicu-wheels",
    "pymdown-extensions", "pypandoc_binary", "typst",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Figures:
    """What the closing table says of a language; `translated` in per cent, `pdf_pages` 0 without a PDF."""

    pages: int = 0
    paragraphs: int = 0
    translated: int = 100
    pdf_pages: int = 0
    pdf_bytes: int = 0


@dataclass(frozen=True, slots=True)
class Made:
    """One language's part of the manifest: the digests of what its site and its PDF were made from."""

    site: str = ""
    pdf: str = ""
    figures: Figures = Figures()


def input_digests(project: Project, clock: Clock) -> dict[str, str]:
    """For each language, a digest of everything its site and PDF depend on."""
    code = Path(__file__).parent.parent
    common = digest(
        __version__,
        platform.python_version(),
        *(version(name) for name in _LIBRARIES),
        tree_digest(code, [code]),
        tree_digest(project.root, [project.root / CONFIG, project.docs]),
        project.site_url,
        repr(clock),
    )
    return {
        language.tag: digest(
            common, language.tag, tree_digest(project.root, [project.translations / language.tag])
        )
        for language in project.languages
    }


def read_manifest(build: Path) -> dict[str, Made]:
    """What the last whole build made; nothing where there is none, or one of another make."""
    try:
        languages: dict[str, Any] = json.loads((build / MANIFEST).read_bytes())["languages"]
        return {
            tag: Made(made["site"], made["pdf"], Figures(**made["figures"]))
            for tag, made in languages.items()
        }
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def manifest_text(made: dict[str, Made], edition: str, date: str, commit: str) -> str:
    """The manifest as JSON, sorted: what was made, from what."""
    languages = {
        tag: {
            "site": one.site,
            "pdf": one.pdf,
            "figures": {name: getattr(one.figures, name) for name in Figures.__dataclass_fields__},
        }
        for tag, one in made.items()
    }
    data = {"edition": edition, "date": date, "commit": commit, "languages": languages}
    return json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def is_whole(build: Path, tag: str, made: Made, site: bool, pdf: bool, wanted: str) -> bool:
    """Whether the output of a language is there and made from the inputs as they are."""
    wanted_site = site_digest(wanted, pdf or has_pdf(build, tag))
    site_there = made.site == wanted_site and (build / "site" / tag / "index.html").is_file()
    pdf_there = made.pdf == wanted and has_pdf(build, tag)
    return (site_there or not site) and (pdf_there or not pdf)


def has_pdf(build: Path, tag: str) -> bool:
    """Whether the last build left a PDF in a language."""
    return (build / "pdf" / f"handbook-{tag}.pdf").is_file()


def site_digest(inputs: str, pdf: bool) -> str:
    """What a site was made from: the inputs, and whether there is a PDF for its pages to link."""
    return inputs if pdf else f"{inputs} without PDF"
