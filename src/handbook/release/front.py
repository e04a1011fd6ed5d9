"""What belongs to all languages: the page that chooses one, the index of sitemaps, the PDFs beside the site."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from handbook.project import Project
from handbook.release.origin import Origin
from handbook.release.stage import link_or_copy
from handbook.site.chooser import chooser_page, sitemap_index
from handbook.site.edition import Edition
from handbook.translation.memory import Translations


def write_front(project: Project, origins: Mapping[str, Origin], edition: Edition, stage: Path) -> None:
    """Complete the folder `stage`, which holds `site/<lang>/` and `pdf/`; titles come from each language's origin."""
    site = stage / "site"
    built = tuple(language for language in project.languages if (site / language.tag).is_dir())
    if not built:
        return
    (site / "pdf").mkdir(exist_ok=True)
    pdfs: dict[str, str] = {}
    for language in project.languages:
        source = stage / "pdf" / f"handbook-{language.tag}.pdf"
        if source.is_file():
            link_or_copy(source, site / "pdf" / source.name)
            pdfs[language.tag] = f"pdf/{source.name}"
    sources = {one.tag: origins[one.tag].project for one in built}
    titles = {tag: Translations(source, tag).title(source.title)[0] for tag, source in sources.items()}
    page = chooser_page(built, project.title, source=project.source.tag, titles=titles, pdfs=pdfs)
    (site / "index.html").write_text(page, encoding="utf-8")
    if project.site_url:
        index = sitemap_index(project.site_url, built, edition.date)
        (site / "sitemap.xml").write_text(index, encoding="utf-8")
