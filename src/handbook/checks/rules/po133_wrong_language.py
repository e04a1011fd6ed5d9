"""PO133 wrong-language. What: a translation, or a sentence of it, in another language: Russian in a Kazakh file,
Kyrgyz for Kazakh, Cyrillic letters for Uzbek.

Why: whole files are saved under the wrong name, and sentences are left from the text a translator worked from.
Instead: translate the sentence into the language of the file.
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.checks.languages import is_plain, other_language, wrong_script
from handbook.checks.pair import ODD, Pair, Said


def compare(pair: Pair) -> Iterator[Said]:
    if not pair.tongue.script or pair.msgid == pair.msgstr:
        return
    if ODD not in pair.signs and is_plain(pair.given.words, pair.given.signs, pair.tongue):
        return
    if script := wrong_script(pair.target, pair.tongue, pair.source):
        yield f"the translation is in {script} letters", f"write it in the letters of {pair.language}"
    elif found := other_language(pair.target, pair.tongue):
        language, sentence = found
        shown = sentence if len(sentence) < 60 else f"{sentence[:57]}…"
        yield (
            f"this looks like {language}, not {pair.language}: {shown}",
            "translate it into the language of the file",
        )
