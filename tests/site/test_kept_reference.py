"""What a change redoes: a page that cites anew renews the table of authorities, and no other page."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from handbook.findings import FindingsError
from handbook.site.build import build_site
from handbook.site.edition import Edition
from handbook.site.kept_pages import KeptPages

TREATIES = """\
family: {order: 1, titles: {en: Treaties}}
authorities:
  pact: {kind: treaty, titles: {en: The Pact}}
  charter: {kind: treaty, titles: {en: The Charter}}
"""
PAGES = {
    "reference/authorities.md": "---\nkind: reference\n---\n\n# Authorities\n\n/// authorities\n///\n",
    "reference/glossary.md": "---\nkind: reference\n---\n\n# Glossary\n\n/// glossary\n///\n",
}


@pytest.fixture
def lawful(tiny: Path) -> Path:
    (tiny / "docs/register/authorities").mkdir(parents=True)
    (tiny / "docs/register/authorities/treaties.yml").write_text(TREATIES, "utf-8")
    (tiny / "docs/reference").mkdir()
    for path, text in PAGES.items():
        (tiny / "docs" / path).write_text(text, "utf-8")
    config = tiny / "mkdocs.yml"
    config.write_text(config.read_text("utf-8") + "".join(f"  - {path}\n" for path in PAGES), "utf-8")
    write(tiny, "None.", "None [@pact].")
    return tiny


def write(root: Path, old: str, new: str) -> None:
    page = root / "docs/rules/arrest.md"
    text = page.read_text("utf-8")
    assert old in text
    page.write_text(text.replace(old, new, 1), "utf-8")


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages whose content was made, and not taken from an earlier build."""
    seen: list[str] = []
    keep = KeptPages.keep_content

    def spy(self: KeptPages, path: str, key: str, content: object) -> None:
        seen.append(path)
        keep(self, path, key, content)  # type: ignore[arg-type]

    monkeypatch.setattr(KeptPages, "keep_content", spy)
    return seen


def build(root: Path, made: list[str], out: Path) -> tuple[list[str], str]:
    made.clear()
    build_site(root, "kk", Edition("1", "2026-11-22", ""), out)
    return sorted(made), (out / "reference/authorities.html").read_text("utf-8")


def test_only_the_table_follows_a_new_citation(lawful: Path, made: list[str], tmp_path: Path) -> None:
    everything, table = build(lawful, made, tmp_path / "1")
    assert len(everything) == 5
    assert 'id="pact"' in table
    assert 'id="charter"' not in table
    assert build(lawful, made, tmp_path / "2") == ([], table)
    write(lawful, "[@pact]", "[@pact; @charter]")
    pages, table = build(lawful, made, tmp_path / "3")
    assert pages == ["reference/authorities.md", "rules/arrest.md"]
    assert 'id="charter"' in table
    write(lawful, "None", "Nothing")
    assert build(lawful, made, tmp_path / "4") == (["rules/arrest.md"], table)


def test_the_title_of_a_page_outside_the_parts_is_followed(
    lawful: Path, made: list[str], tmp_path: Path
) -> None:
    index = lawful / "docs/index.md"
    index.write_text(index.read_text("utf-8") + "\nSee [@pact].\n", "utf-8")
    _, table = build(lawful, made, tmp_path / "1")
    assert "Шағын анықтамалық: <a " in table
    catalogue = lawful / "translations/kk/index.po"
    text = catalogue.read_text("utf-8").replace('msgstr "Шағын анықтамалық"', 'msgstr ""')
    catalogue.write_text(text, "utf-8")
    pages, table = build(lawful, made, tmp_path / "2")
    assert pages == ["index.md", "reference/authorities.md"]
    assert '<span lang="en">Tiny handbook</span>: <a ' in table


def test_the_same_bytes_with_and_without_what_is_kept(lawful: Path, made: list[str], tmp_path: Path) -> None:
    build(lawful, made, tmp_path / "1")
    os.rename(lawful / ".cache", lawful / ".cache-of-before")
    build(lawful, made, tmp_path / "2")
    for path in sorted((tmp_path / "1").rglob("*.html")):
        assert path.read_bytes() == (tmp_path / "2" / path.relative_to(tmp_path / "1")).read_bytes()


def test_a_citation_that_cannot_be_resolved_is_told_again(
    lawful: Path, made: list[str], tmp_path: Path
) -> None:
    write(lawful, "[@pact]", "[@pakt]")
    for count in range(2):
        with pytest.raises(FindingsError) as refusal:
            build(lawful, made, tmp_path / str(count))
        assert {found.code for found in refusal.value.findings} == {"CT101"}
