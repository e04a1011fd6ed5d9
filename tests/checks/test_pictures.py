"""A picture opened by itself is a page: it may draw and write, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.checks.pictures import dangers_of_svg

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'

LIVE = {
    "<script>alert(1)</script>": "<script>",
    '<x:script xmlns:x="http://www.w3.org/1999/xhtml">alert(1)</x:script>': "<script>",
    '<g onload="alert(1)"/>': "the attribute onload=",
    '<g OnClick="alert(1)"/>': "the attribute OnClick=",
    '<a href="javascript:alert(1)"><text>x</text></a>': "a javascript address that leads out of the file",
    '<a xlink:href=" java&#10;script:alert(1)"><text>x</text></a>': "a javascript address that leads out of the file",
    '<a href="https://evil.example/"><text>x</text></a>': "a link address that leads out of the file",
    '<image href="https://evil.example/x.png"/>': "a link address that leads out of the file",
    '<image href="data:image/svg+xml;base64,PHN2Zz4="/>': "a data address that leads out of the file",
    '<use xlink:href="other.svg#a"/>': "a link address that leads out of the file",
    "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>x</p></foreignObject>": "<foreignObject>",
    '<a><set attributeName="href" to="javascript:alert(1)"/></a>': "<set>",
    '<animate attributeName="x" values="1"/>': "<animate>",
    '<animateTransform attributeName="x"/>': "<animateTransform>",
    '<iframe xmlns="http://www.w3.org/1999/xhtml" src="x.html"/>': "<iframe>",
    '<img xmlns="http://www.w3.org/1999/xhtml" src="https://evil.example/x.png"/>': "leads out of the file",
    '<rect fill="url(https://evil.example/x.svg#a)"/>': "a style that loads a file",
    '<rect style="fill:URL( //evil.example/x.svg#a )"/>': "a style that loads a file",
    '<rect style="fill:u\\72l(x.svg)"/>': "a style that loads a file",
    "<style>@import '//evil.example/x.css';</style>": "a style that loads a file",
    "<style>rect { fill: url(x.svg#a) }</style>": "a style that loads a file",
}

HARMLESS = (
    '<rect x="1" fill="url(#shade)" style="stroke: #1f3a68"/>',
    '<a href="#part"><text>on = url = script</text></a>',
    "<style>rect { fill: url('#shade') }</style>",
    '<title>What it shows</title><desc>C:\\path</desc><use href="#part"/>',
)


def dangers(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "a.svg"
    path.write_text(text, "utf-8")
    return [what for what, _ in dangers_of_svg(path)]


@pytest.mark.parametrize("inside", LIVE)
def test_what_acts_is_found(tmp_path: Path, inside: str) -> None:
    assert any(LIVE[inside] in what for what in dangers(tmp_path, f"{HEAD}{inside}</svg>"))


@pytest.mark.parametrize("inside", HARMLESS)
def test_what_only_draws_is_left_alone(tmp_path: Path, inside: str) -> None:
    assert dangers(tmp_path, f"{HEAD}{inside}</svg>") == []


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ('<!DOCTYPE svg [<!ENTITY a "x">]>' + HEAD + "<text>&a;</text></svg>", "a document type"),
        ('<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///x">]>' + HEAD + "<text>&a;</text></svg>", "a document type"),
        ('<?xml-stylesheet href="https://evil.example/x.css"?>' + HEAD + "</svg>", "a processing instruction"),
        ("", "an error"),
        ("not a picture", "an error"),
        (HEAD, "an error"),
    ],
)
def test_files_that_are_more_or_less_than_a_picture(tmp_path: Path, text: str, what: str) -> None:
    assert any(said.startswith(what) for said in dangers(tmp_path, text))


def test_entities_are_not_blown_up(tmp_path: Path) -> None:
    """The old joke of a thousand million laughs, in a file of a few lines."""
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    text = f'<!DOCTYPE svg [<!ENTITY a0 "ha">{entities}]>{HEAD}<text>&a9;</text></svg>'
    assert dangers(tmp_path, text)


def test_a_compressed_picture_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.svgz"
    path.write_bytes(b"\x1f\x8b\x08\x00")
    assert [what[:8] for what, _ in dangers_of_svg(path)] == ["an error"]


def test_the_line_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.svg"
    path.write_text(f"{HEAD}\n<g/>\n<script/>\n</svg>", "utf-8")
    assert list(dangers_of_svg(path)) == [("<script>", 3)]
