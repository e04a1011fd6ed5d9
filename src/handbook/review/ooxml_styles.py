"""How the document looks, and what goes with every document: styles, lists, settings, the foot of the page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape, quoteattr

from handbook.project import Language
from handbook.review.ooxml import MAIN, locale
from handbook.translation.exchange.protect import shown

_SANS = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/>'
_SERIF = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>'
_BLUE, _GREY = '<w:color w:val="1F3F77"/>', '<w:color w:val="4A4F57"/>'
BULLETS = 1
"""The list of items; numbered lists follow it."""


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _style(
    name: str, title: str, *, based: str = "Normal", after: str = "", paragraph: str = "", run: str = ""
) -> str:
    """A paragraph style; `after` is that of the next paragraph, `title` what people see."""
    facts = f'<w:basedOn w:val="{based}"/>' if based else ""
    facts += f'<w:next w:val="{after}"/>' if after else ""
    default = "" if based else ' w:default="1"'
    return (
        f'<w:style w:type="paragraph"{default} w:styleId={quoteattr(name)}><w:name w:val={quoteattr(title)}/>{facts}'
        f"<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def _heading(level: int, before: int, run: str) -> str:
    space = f'<w:spacing w:before="{before}" w:after="80"/>'
    place = f'<w:keepNext/><w:keepLines/>{space}<w:outlineLvl w:val="{level - 1}"/>'
    return _style(
        f"Heading{level}",
        f"heading {level}",
        after="Normal",
        paragraph=place,
        run=f"{_SANS}<w:b/><w:bCs/>{run}",
    )


def styles_xml(source: Language, languages: Iterable[Language]) -> str:
    """The styles: those that every program knows, a text style for each language, and the look of tables."""
    thin = '<w:{0} w:val="single" w:sz="4" w:space="0" w:color="BFC5CE"/>'
    sides = "".join(thin.format(side) for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    space = '<w:spacing w:before="0" w:after="60"/>'
    apart = '<w:spacing w:before="140" w:after="60"/>'
    listed = [
        _style(
            "Normal",
            "Normal",
            based="",
            paragraph='<w:spacing w:after="120" w:line="276" w:lineRule="auto"/>',
        ),
        _style(
            "Title",
            "Title",
            paragraph='<w:spacing w:after="60"/>',
            run=f"{_SANS}<w:b/><w:bCs/>{_BLUE}{_size(40)}",
        ),
        _style("Subtitle", "Subtitle", run=f"{_SANS}{_GREY}{_size(22)}"),
        _heading(1, 480, f"{_BLUE}{_size(32)}"),
        _heading(2, 360, f"{_BLUE}{_size(28)}"),
        _heading(3, 280, _size(20)),
        _heading(4, 160, _size(26)),
        _heading(5, 160, _size(24)),
        _heading(6, 160, _size(22)),
        _style(
            "Tongue",
            "Handbook Language",
            paragraph=f"<w:keepNext/>{apart}",
            run=f"{_SANS}<w:b/><w:bCs/>{_GREY}{_size(18)}",
        ),
        _style(
            "Note",
            "Handbook Note",
            paragraph='<w:spacing w:before="60" w:after="60"/>',
            run=f"{_SANS}{_GREY}{_size(18)}",
        ),
        _style("Gap", "Handbook Gap", paragraph='<w:spacing w:after="0" w:line="80" w:lineRule="exact"/>'),
        _style("Cell", "Handbook Cell", paragraph='<w:spacing w:after="0"/>'),
        _style("CellHead", "Handbook Cell Head", based="Cell", run="<w:b/><w:bCs/>"),
        _style("Strong", "Handbook Box Title", run="<w:b/><w:bCs/>"),
        _style("Item", "Handbook Item", paragraph=space),
        _style("Definition", "Handbook Definition", paragraph=f'{space}<w:ind w:left="425"/>'),
        *(_text_style(one) for one in (source, *languages)),
        _style("Footer", "footer", run=f"{_SANS}{_GREY}{_size(16)}"),
        '<w:style w:type="character" w:default="1" w:styleId="Letters">'
        '<w:name w:val="Default Paragraph Font"/></w:style>',
        '<w:style w:type="character" w:styleId="Kind"><w:name w:val="Handbook Kind"/>'
        f'<w:basedOn w:val="Letters"/><w:rPr>{_SANS}<w:b/><w:bCs/>{_GREY}{_size(18)}</w:rPr></w:style>',
        '<w:style w:type="table" w:default="1" w:styleId="Plain"><w:name w:val="Normal Table"/></w:style>',
        '<w:style w:type="table" w:styleId="Cells"><w:name w:val="Handbook Table"/><w:basedOn w:val="Plain"/>'
        f"<w:tblPr><w:tblBorders>{sides}</w:tblBorders><w:tblCellMar>"
        '<w:top w:w="40" w:type="dxa"/><w:left w:w="100" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/>'
        '<w:right w:w="100" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblStylePr w:type="firstRow"><w:rPr/>'
        '<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="F3F5F8"/></w:tcPr></w:tblStylePr></w:style>',
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/></w:style>',
    ]
    tongue = f"<w:lang w:val={quoteattr(locale(source))}/>"
    return (
        f'<w:styles xmlns:w="{MAIN}"><w:docDefaults><w:rPrDefault>'
        f"<w:rPr>{_SERIF}{_size(23)}{tongue}</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>{''.join(listed)}</w:styles>"
    )


def _text_style(language: Language) -> str:
    name = quoteattr(locale(language))
    rtl = language.direction == "rtl"
    tongue = f"<w:lang w:{'bidi' if rtl else 'val'}={name}/>"
    return _style(
        text_style(language),
        f"Handbook Text {language.tag}",
        paragraph="<w:bidi/>" if rtl else "",
        run=tongue,
    )


def text_style(language: Language) -> str:
    """The style of paragraphs in a language."""
    return f"Text-{language.tag}"


def numbering_xml(starts: Sequence[int]) -> str:
    """The list of items, and a numbered list for each first number: procedures of which not every step is shown."""
    place = '<w:pPr><w:ind w:left="425" w:hanging="283"/></w:pPr>'
    kinds = "".join(
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0">'
        f'<w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{sign}"/><w:lvlJc w:val="left"/>{place}'
        f"</w:lvl></w:abstractNum>"
        for number, form, sign in ((0, "bullet", "•"), (1, "decimal", "%1."))
    )
    used = f'<w:num w:numId="{BULLETS}"><w:abstractNumId w:val="0"/></w:num>'
    used += "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0">'
        f'<w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
        for number, start in enumerate(starts, BULLETS + 1)
    )
    return f'<w:numbering xmlns:w="{MAIN}">{kinds}{used}</w:numbering>'


def settings_xml() -> str:
    """Changes are recorded from the first keystroke; the file is no older than Word 2013, so it opens as it is."""
    return (
        f'<w:settings xmlns:w="{MAIN}"><w:trackRevisions/><w:defaultTabStop w:val="709"/><w:compat>'
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        "</w:compat></w:settings>"
    )


def footer_xml(text: str) -> str:
    """The foot of each page: a text, the page's number and how many there are."""
    field = '<w:fldSimple w:instr=" {} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    said = f'<w:r><w:t xml:space="preserve">{escape(shown(text))}</w:t></w:r>'
    between = '<w:r><w:t xml:space="preserve"> / </w:t></w:r>'
    tabs = '<w:tabs><w:tab w:val="right" w:pos="9638"/></w:tabs>'
    return (
        f'<w:ftr xmlns:w="{MAIN}"><w:p><w:pPr><w:pStyle w:val="Footer"/>{tabs}</w:pPr>{said}<w:r><w:tab/></w:r>'
        f"{field.format('PAGE')}{between}{field.format('NUMPAGES')}</w:p></w:ftr>"
    )
