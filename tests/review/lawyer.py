"""A lawyer at work in our document, as Word writes it: comments with replies, insertions, deletions, decisions."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from document_sample import packed, parts

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W14, _W15 = (f"http://schemas.microsoft.com/office/word/20{year}/wordml" for year in ("10", "12"))
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DATE = "2026-11-20T09:30:00Z"
_RUN = re.compile(r"<w:r>(?:(?!</w:r>).)*</w:r>", re.DOTALL)
_TEXT = re.compile(r"<w:(t|delText)[^>]*>([^<]*)</w:\1>")


@dataclass
class Lawyer:
    """Works on the document step by step; `done` gives the file."""

    data: bytes
    name: str = "A. Lawyer"
    comments: list[str] = field(default_factory=list)
    threads: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.files = parts(self.data)
        self.number = 90_000

    @property
    def body(self) -> str:
        return self.files["word/document.xml"]

    @body.setter
    def body(self, text: str) -> None:
        self.files["word/document.xml"] = text

    def signed(self, author: str = "", date: str = _DATE) -> str:
        self.number += 1
        return f'w:id="{self.number}" w:author="{author or self.name}" w:date="{date}"'

    def cut(self, words: str, write: Callable[[str], str]) -> Lawyer:
        """Take the first run with these words apart and write its middle anew."""
        for found in _RUN.finditer(self.body):
            texts = _TEXT.findall(found[0])
            if len(texts) == 1 and escape(words) in texts[0][1]:
                tag, text = texts[0]
                look = (re.search(r"<w:rPr>.*?</w:rPr>", found[0]) or [""])[0]
                before, _, after = text.partition(escape(words))
                ends = [self.run(part, look, tag) for part in (before, after)]
                middle = write(self.run(escape(words), look, tag))
                self.body = (
                    f"{self.body[: found.start()]}{ends[0]}{middle}{ends[1]}{self.body[found.end() :]}"
                )
                return self
        raise AssertionError(f"the document does not say {words!r}")

    @staticmethod
    def run(text: str, look: str = "", tag: str = "t") -> str:
        return f'<w:r>{look}<w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>' if text else ""

    def comments_on(
        self, first: str, text: str, *, last: str = "", reply_to: int = -1, done: bool = False
    ) -> Lawyer:
        """Comment from the first words to the last; `reply_to` is the number of the comment that this one answers."""
        number = len(self.comments)
        start, end = (f'<w:commentRange{kind} w:id="{number}"/>' for kind in ("Start", "End"))
        end += f'<w:r><w:commentReference w:id="{number}"/></w:r>'
        if last:
            self.cut(first, lambda run: start + run)
            self.cut(last, lambda run: run + end)
        else:
            self.cut(first, lambda run: start + run + end)
        self.says(text, reply_to, done)
        return self

    def says(self, text: str, reply_to: int = -1, done: bool = False) -> None:
        number = len(self.comments)
        mark = "<w:r><w:annotationRef/></w:r>"
        lines = "".join(
            f'<w:p w14:paraId="{number + 1:04X}{at:04X}">{mark}<w:r><w:t>{escape(line)}</w:t></w:r></w:p>'
            for at, line in enumerate(text.split("\n"))
        )
        last = f"{number + 1:04X}{text.count(chr(10)):04X}"
        parent = ""
        if reply_to >= 0:
            parent = f' w15:paraIdParent="{self.threads[reply_to]}"'
        self.threads.append(last)
        author = f'w:author="{self.name}" w:date="{_DATE}" w:initials="AL"'
        self.comments.append(f'<w:comment w:id="{number}" {author}>{lines}</w:comment>')
        fact = f'<w15:commentEx w15:paraId="{last}"{parent} w15:done="{int(done)}"/>'
        self.files["word/commentsExtended.xml"] = self.files.get("word/commentsExtended.xml", "") + fact

    def deletes(self, words: str) -> Lawyer:
        facts = self.signed()
        return self.cut(words, lambda run: f"<w:del {facts}>{_deleted(run)}</w:del>")

    def inserts(self, text: str, *, behind: str) -> Lawyer:
        facts = self.signed()
        return self.cut(behind, lambda run: f"{run}<w:ins {facts}>{self.run(escape(text))}</w:ins>")

    def edits(self, pattern: str, new: str, count: int = 1) -> Lawyer:
        """Change the XML itself: what is found at the first place, or at so many."""
        body, found = re.subn(pattern, new, self.body, count=count, flags=re.DOTALL)
        assert found, f"nothing in the document is {pattern!r}"
        self.body = body
        return self

    def done(self) -> bytes:
        files = dict(self.files)
        if self.comments:
            files["word/comments.xml"] = (
                f'<w:comments xmlns:w="{_W}" xmlns:w14="{_W14}">{"".join(self.comments)}</w:comments>'
            )
            files["word/commentsExtended.xml"] = (
                f'<w15:commentsEx xmlns:w15="{_W15}">{files["word/commentsExtended.xml"]}</w15:commentsEx>'
            )
            named = "".join(
                f'<Relationship Id="rIdC{at}" Type="{kind}" Target="{part}.xml"/>'
                for at, (kind, part) in enumerate(
                    (
                        (f"{_KINDS}/comments", "comments"),
                        (
                            "http://schemas.microsoft.com/office/2011/relationships/commentsExtended",
                            "commentsExtended",
                        ),
                    )
                )
            )
            related = "word/_rels/document.xml.rels"
            files[related] = files[related].replace("</Relationships>", f"{named}</Relationships>")
            kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
            files["[Content_Types].xml"] = files["[Content_Types].xml"].replace(
                "</Types>",
                f'<Override PartName="/word/comments.xml" ContentType="{kind}.comments+xml"/>'
                f'<Override PartName="/word/commentsExtended.xml" ContentType="{kind}.commentsExtended+xml"/></Types>',
            )
        return packed(files)


def _deleted(run: str) -> str:
    return re.sub(r"(</?w:)t([ >])", r"\1delText\2", run)
