"""The handbook's Markdown extension: segments, English ids, paragraph numbers, marks. It knows nothing of MkDocs."""

from __future__ import annotations

from markdown import Markdown
from markdown.extensions import Extension

from handbook.markdown.ignores import register_ignores
from handbook.markdown.numbering import FindParagraphs, NumberParagraphs
from handbook.markdown.procedure import ProcedureBlocks
from handbook.markdown.procedure_view import ShowProcedures
from handbook.markdown.session import PageInput, PageOutput
from handbook.markdown.substitute import EnglishIds, FallbackMarks, SegmentTreeprocessor


class HandbookExtension(Extension):
    """Use one instance for many pages: `begin` a page, let Python-Markdown convert it, read `output`.

    Used bare, as `markdown.Markdown(extensions=["handbook"])`, it changes nothing and records the segments.
    """

    def __init__(self, given: PageInput | None = None, **settings: object) -> None:
        super().__init__(**settings)
        self.given = given or PageInput()
        self.output = PageOutput()

    def begin(self, given: PageInput) -> None:
        """Take what the next page needs. Its `output` starts empty when Python-Markdown loads the extension."""
        self.given = given
        self.output = PageOutput()

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        given, out = self.given, self.output
        register_ignores(md)
        procedures = ProcedureBlocks()
        procedures.extendMarkdown(md)
        out.procedures = procedures.found
        found = FindParagraphs(md, given, out)
        segments = SegmentTreeprocessor(md, given, out)
        for name, processor in (
            ("handbook-find-paragraphs", found),
            ("handbook-segments", segments),
            ("handbook-number-paragraphs", NumberParagraphs(md, given, found)),
            ("handbook-english-ids", EnglishIds(md, segments)),
            ("handbook-fallback-marks", FallbackMarks(md, given, segments)),
        ):
            md.treeprocessors.register(processor, name, processor.PRIORITY)
        if given.procedures is not None:
            shown = ShowProcedures(md, procedures.found, given.procedures)
            md.treeprocessors.register(shown, "handbook-show-procedures", shown.PRIORITY)
        if given.inline is not None:
            given.inline(md, out.findings)


def makeExtension(**settings: object) -> HandbookExtension:  # noqa: N802 - Python-Markdown's name
    """Entry point for `extensions=["handbook.markdown.extension"]`."""
    return HandbookExtension(**settings)  # type: ignore[arg-type]
