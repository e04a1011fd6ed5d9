"""What must be built again: a language whose inputs differ from those its output was made from."""

from __future__ import annotations

import json
import platform
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from handbook import __version__
from handbook.project import CONFIG, Project
from handbook.stable import Clock, Kept, digest, tree_digest

if TYPE_CHECKING:
    from handbook.translation.counted_pages import Pool

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
    """One language's part of the manifest: the digests of what its site and its PDF were made from.

    `as_of` is the commit it was built from, where that was not the one of the whole build.
    """

    site: str = ""
    pdf: str = ""
    figures: Figures = Figures()
    as_of: str = ""


@dataclass(frozen=True, slots=True)
class Inputs:
    """Digests of everything a language's site and its book depend on."""

    site: str
    book: str


def input_digests(project: Project, clock: Clock, pool: Pool | None = None, more: str = "") -> dict[str, Inputs]:
    """The digests of each language's inputs; `more` is what else they depend on. `pool` helps where much is new."""
    code = Path(__file__).parent.parent
    code_digest = tree_digest(code, [code])
    docs = tree_digest(project.root, [project.root / CONFIG, project.docs])
    common = digest(
        __version__,
        platform.python_version(),
        *(version(name) for name in _LIBRARIES),
        code_digest,
        docs,
        project.site_url,
        repr(clock),
        *filter(None, [more]),
    )
    catalogues = {
        one.tag: tree_digest(project.root, [project.translations / one.tag]) for one in project.languages
    }
    books = {tag: digest(common, tag, found) for tag, found in catalogues.items()}
    shown = _status_shown(project, digest(code_digest, docs, *catalogues.values()), pool)
    return {tag: Inputs(digest(book, shown) if shown else book, book) for tag, book in books.items()}


def _status_shown(project: Project, key: str, pool: Pool | None) -> str:
    """A digest of what every site shows of all languages; empty where no page shows how far they are.

    Translating a word that changes no figure in it leaves the other languages' sites as they are.
    """
    kept = Kept(project.cache / "status")
    if isinstance(known := kept.get("shown", key), str):
        return known
    from handbook.markdown.generated import STATUS, generated_in
    from handbook.translation.status import status_of

    # What is wrong with a page, the checks tell.
    files = (path for page in project.pages if (path := project.docs / page).is_file())
    asked = any(STATUS in generated_in(path.read_text("utf-8", "replace")) for path in files)
    shown = digest(repr(status_of(project, (), pool))) if asked else ""
    kept.put("shown", key, shown)
    return shown


def read_manifest(build: Path) -> dict[str, Made]:
    """What the last whole build made; nothing where there is none, or one of another make."""
    try:
        languages: dict[str, Any] = json.loads((build / MANIFEST).read_bytes())["languages"]
        return {
            tag: Made(made["site"], made["pdf"], Figures(**made["figures"]), made.get("as_of", ""))
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
            **({"as_of": one.as_of} if one.as_of else {}),
        }
        for tag, one in made.items()
    }
    data = {"edition": edition, "date": date, "commit": commit, "languages": languages}
    return json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def is_whole(build: Path, tag: str, made: Made, site: bool, pdf: bool, wanted: Inputs) -> bool:
    """Whether the output of a language is there and made from the inputs as they are."""
    wanted_site = site_digest(wanted, pdf or has_pdf(build, tag))
    site_there = made.site == wanted_site and (build / "site" / tag / "index.html").is_file()
    return (site_there or not site) and (not pdf or has_book(build, tag, made, wanted))


def has_book(build: Path, tag: str, made: Made, wanted: Inputs) -> bool:
    """Whether a language's PDF is there and made from the inputs as they are."""
    return made.pdf == wanted.book and has_pdf(build, tag)


def has_pdf(build: Path, tag: str) -> bool:
    """Whether the last build left a PDF in a language."""
    return (build / "pdf" / f"handbook-{tag}.pdf").is_file()


def site_digest(inputs: Inputs, pdf: bool) -> str:
    """What a site was made from: the inputs, and whether there is a PDF for its pages to link."""
    return inputs.site if pdf else f"{inputs.site} without PDF"
