"""Rival a: mkdocs-static-i18n and mkdocs-to-pdf, all languages in one build; and its variant, a build per language."""

from __future__ import annotations

from pathlib import Path

from benchmarks.contender import Contender, Output, Say, Scenario, Task, cores, remover, write
from benchmarks.corpus import EXTENSIONS, HEAD, language_list, navigation, write_folders
from benchmarks.environments import PANGO, environment, need_libraries
from benchmarks.material_words import lend_words

# Without it, each language's PDF would overwrite the one before: the two plugins do not know each other.
_HOOK = """\
from mkdocs.plugins import event_priority


@event_priority(-200)
def on_config(config):
    language = config.plugins["i18n"].current_language
    config.plugins["to-pdf"].config["output_path"] = f"pdf/handbook-{language}.pdf"
"""
_TO_PDF = (
    "  - to-pdf: {{cover_title: Measured handbook, toc_level: 2, output_path: pdf/handbook-{tag}.pdf}}\n"
)


def _environment(task: Task, home: Path, say: Say) -> Path:
    need_libraries(PANGO)
    programs = environment("static-i18n-to-pdf", home, say)
    write_folders(task.folder, task.pages, task.tags)
    lend_words(programs, task.folder / "words", task.tags)
    return programs


def _prepare_joint(task: Task, home: Path, say: Say) -> list[Scenario]:
    programs, root = _environment(task, home, say), task.folder
    i18n = f"  - i18n:\n      docs_structure: folder\n      languages:\n{language_list(task.tags)}"
    plugins = f"plugins:\n  - search\n{_TO_PDF.format(tag='en')}{i18n}"
    paths = "  custom_dir: words\nsite_dir: site\nhooks: [name_pdf.py]\n"
    write(root / "mkdocs.yml", f"{HEAD}{paths}{plugins}{EXTENSIONS}{navigation(task.pages)}")
    write(root / "name_pdf.py", _HOOK)
    site = root / "site"
    output = Output(
        site,
        {tag: site if tag == "en" else site / tag for tag in task.tags},
        {tag: site / "pdf" / f"handbook-{tag}.pdf" for tag in task.tags},
        {"": site / "search" / "search_index.json"},
    )
    command = (str(programs / "mkdocs"), "build", "--quiet")
    name = "a: mkdocs-static-i18n + mkdocs-to-pdf, one build of all languages"
    return [Scenario(name, command, remover(site), output)]


def _prepare_apart(task: Task, home: Path, say: Say) -> list[Scenario]:
    programs, root = _environment(task, home, say), task.folder
    site = root / "site"
    for tag in task.tags:
        paths = f"  custom_dir: words\n  language: {tag}\ndocs_dir: docs/{tag}\nsite_dir: site/{tag}\n"
        plugins = f"plugins:\n  - search\n{_TO_PDF.format(tag=tag)}"
        write(root / f"mkdocs.{tag}.yml", f"{HEAD}{paths}{plugins}{EXTENSIONS}{navigation(task.pages)}")
    output = Output(
        site,
        {tag: site / tag for tag in task.tags},
        {tag: site / tag / "pdf" / f"handbook-{tag}.pdf" for tag in task.tags},
        {tag: site / tag / "search" / "search_index.json" for tag in task.tags},
    )
    build = f"{programs / 'mkdocs'} build --quiet -f mkdocs.@.yml"
    command = side_by_side(build, task)
    name = f"a2: mkdocs-to-pdf, a build per language, {cores()} at a time"
    return [Scenario(name, command, remover(site), output)]


def side_by_side(script: str, task: Task) -> tuple[str, ...]:
    """A command that runs a shell script for every language, `@` in it, on all processors."""
    languages = " ".join(task.tags)
    return ("sh", "-c", f"printf '%s\\n' {languages} | xargs -P{cores()} -I@ sh -ec '{script}'")


JOINT = Contender("a", "mkdocs-static-i18n + mkdocs-to-pdf", _prepare_joint)
APART = Contender("a2", "mkdocs-to-pdf, a build per language", _prepare_apart)
