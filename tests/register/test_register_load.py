"""Loading: whatever stands in the files becomes entries or findings with a line, never a traceback."""
# ruff: noqa: E501 - the tables below read best unbroken

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handbook.findings.model import Finding
from handbook.register.load import load_register
from handbook.register.register import Register

FAMILY = "family:\n  order: 1\n  titles: {en: Treaties}\nauthorities:\n"
PACT = "  pact:\n    kind: treaty\n    titles: {en: Pact}\n"
AGENCY = "agencies:\n  guard:\n    names: {en: Guard}\n    type: border\n    role: {en: Guards.}\n"
TERM = "terms:\n  child:\n    preferred: {en: child}\n    definition: {en: Under eighteen.}\n"


def project(root: Path, **files: str | bytes) -> Path:
    """Write register files: `treaties` goes to authorities/, `agencies` and `terms` to their own."""
    for name, text in files.items():
        folder = root / "docs" / "register" / ("" if name in ("agencies", "terms") else "authorities")
        folder.mkdir(parents=True, exist_ok=True)
        data = text.encode() if isinstance(text, str) else text
        (folder / f"{name}.yml").write_bytes(data)
    return root


def load(root: Path, **files: str | bytes) -> tuple[Register, list[tuple[int, str, str]]]:
    outcome = load_register(project(root, **files))
    return outcome.value, [(f.line, f.code, f.message) for f in outcome.findings]


def test_a_missing_register_is_empty_and_fine(tmp_path: Path) -> None:
    outcome = load_register(tmp_path)
    assert outcome.value == Register()
    assert not outcome.value
    assert outcome.findings == ()


def test_entries_are_read_and_know_their_family_and_place(tmp_path: Path) -> None:
    register, found = load(tmp_path, treaties=FAMILY + PACT, agencies=AGENCY, terms=TERM)
    assert found == []
    assert register.authorities["pact"].titles == {"en": "Pact"}
    assert register.family_of == {"pact": "treaties"}
    assert register.families["treaties"].titles == {"en": "Treaties"}
    assert register.agencies["guard"].type == "border"
    assert register.terms["child"].definition == {"en": "Under eighteen."}
    assert register.places["authorities", "pact"] == ("docs/register/authorities/treaties.yml", 5)
    assert register.places["terms", "child"] == ("docs/register/terms.yml", 2)


MUTATIONS = [
    ("    adopted: 2000-02-30\n", (8, "RG106", "pact: adopted: 2000-02-30 is not in the calendar"), ""),
    ("    adopted: 1.2.2000\n", (8, "RG106", "pact: adopted: a date is YYYY-MM-DD, YYYY-MM or YYYY"), ""),
    ("    title: x\n", (8, "RG106", "pact: there is no field 'title'"), "did you mean 'titles'?"),
    ("    status: maybe\n", (8, "RG106", "pact: status = 'maybe' is not allowed"), "one of: 'in-force', 'not-in-force', 'unconfirmed', 'repealed' or 'replaced'"),
    ("    locators: {verse: 3}\n", (8, "RG106", "pact: locators.verse = 'verse' is not allowed"), "one of: 'article', 'paragraph', 'rule', 'principle', 'guideline', 'objective', 'section', 'chapter', 'part', 'annex' or 'preamble'"),
    ("    locators: {article: -1}\n", (8, "RG106", "pact: locators.article = -1: input should be greater than or equal to 0"), ""),
    ("    short: {English: x}\n", (8, "RG106", "pact: short.English = 'English' is not written as it must be"), "it must match ^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"),
    ("    parties:\n      kz: {status: signed}\n", (9, "RG106", "pact: parties.kz = 'kz' is not written as it must be"), "it must match ^[A-Z]{2}$"),
    ("    parties:\n      KZ: {status: none, date: 2000}\n", (9, "RG106", "pact: parties.KZ: a state that is not a party has no date"), ""),
    ("    parties:\n      KZ: {date: 2000}\n", (9, "RG106", "pact: the field 'parties.KZ.status' is missing"), "add it"),
    ("    status: replaced\n", (5, "RG106", "pact: the entry: status: replaced needs a successor"), ""),
    ("    successor: other\n", (5, "RG106", "pact: the entry: a successor needs status: replaced or repealed"), ""),
    ("    state: KZ\n", (5, "RG106", "pact: the entry: a law names its state, and nothing else does"), ""),
    ("    checked: {on: 2026-11, against: x}\n", (8, "RG106", "pact: checked.on: the day is needed: YYYY-MM-DD"), ""),
    ("    note: \"a\\u0007b\"\n", (8, "RG106", "pact: note = 'a\\x07b' is not written as it must be"), "it must match ^[^\\x00-\\x1f\\x7f]*$"),
    ("    kind: law\n", (8, "RG104", "'kind' stands twice"), "first on line 6"),
    ("    note: *x\n", (8, "RG107", "aliases are not used here"), "write the value out"),
    ("    note: !x y\n", (8, "RG107", "the tag !x is not used here"), "write a plain value"),
    ("    note: 'x\n", (8, "RG102", "found unexpected end of stream"), "check the indentation and the quotes on this line"),
    ("  Pact2:\n    kind: treaty\n", (8, "RG105", "'Pact2' is not an id"), "small letters, digits, hyphens"),
    ("  other: text\n", (8, "RG103", "'other' has no fields"), "indent the fields below it"),
    ("further: 1\n", (8, "RG103", "'further' does not belong here"), "entries stand below authorities:"),
]  # fmt: skip


@pytest.mark.parametrize(("addition", "expected", "hint"), MUTATIONS, ids=lambda value: str(value)[:40])
def test_each_mistake_has_its_finding(
    tmp_path: Path, addition: str, expected: tuple[int, str, str], hint: str
) -> None:
    outcome = load_register(project(tmp_path, treaties=FAMILY + PACT + addition))
    line, code, message = expected
    path = "docs/register/authorities/treaties.yml"
    found = [Finding(f.path, f.line, f.code, f.message, f.hint) for f in outcome.findings]
    if code == "RG102":
        assert (found[0].code, found[0].hint) == (code, hint)
        assert found[0].line >= line
    else:
        assert found == [Finding(path, line, code, message, hint)]


def test_all_broken_entries_are_reported_at_once_and_the_good_ones_kept(tmp_path: Path) -> None:
    bad = "  a:\n    kind: treaty\n  b:\n    titles: {en: B}\n  c:\n    kind: treaty\n    titles: {ru: В}\n"
    register, found = load(
        tmp_path, treaties=FAMILY + bad + PACT, agencies="agencies:\n  x: {}\n", terms="[]\n"
    )
    assert list(register.authorities) == ["pact"]
    assert [(line, code) for line, code, _ in found] == [
        (2, "RG106"), (2, "RG106"), (2, "RG106"), (5, "RG106"), (7, "RG106"), (9, "RG106"), (1, "RG103"),
    ]  # fmt: skip


def test_an_id_in_two_files_is_reported(tmp_path: Path) -> None:
    register, found = load(tmp_path, agreements=FAMILY + PACT, treaties=FAMILY + PACT)
    assert found == [(5, "RG104", "'pact' stands twice")]
    assert register.family_of == {"pact": "agreements"}


def test_a_family_needs_its_heading(tmp_path: Path) -> None:
    _, found = load(tmp_path, treaties="authorities:\n" + PACT)
    assert found == [(1, "RG103", "the heading of this family is missing")]
    _, found = load(tmp_path, treaties="family: {order: x, titles: {en: T}}\nauthorities:\n" + PACT)
    assert [(line, code) for line, code, _ in found] == [(1, "RG106")]


@pytest.mark.parametrize("data", [b"\xff\xfe", b"a: \xc3\n", "authorities:\n  x: щ\n".encode("cp1251")])
def test_what_is_not_utf8_is_a_finding(tmp_path: Path, data: bytes) -> None:
    _, found = load(tmp_path, treaties=data)
    assert [(code, message) for _, code, message in found] == [("RG101", "the file is not valid UTF-8")]


def test_a_link_out_of_the_project_is_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.yml"
    secret.write_text("terms: {top-secret: 1}\n")
    root = project(tmp_path / "project", treaties=FAMILY + PACT)
    os.symlink(secret, root / "docs" / "register" / "terms.yml")
    outcome = load_register(root)
    assert [(f.code, f.message) for f in outcome.findings] == [("RG101", "the file leads out of the project")]
    assert "top-secret" not in str(outcome.findings)


def test_a_match_pattern_cannot_stall_a_build(tmp_path: Path) -> None:
    head = "terms:\n  child:\n    preferred: {en: child}\n    definition: {en: x}\n    match:\n"
    for pattern, message in (
        ("(a+)+b", "child: match.en: a group must not be repeated; repeat a letter or a class instead"),
        ("(a", "child: match.en: not a regular expression: missing ), unterminated subpattern at position 0"),
    ):
        _, found = load(tmp_path, terms=f"{head}      en: '{pattern}'\n")
        assert found == [(6, "RG106", message)]


@pytest.mark.parametrize(
    "kept", [b"", b"{", b"[]", b'{"key": 1}', b'{"key": "KEY", "data": [], "lines": []}', b"null"]
)
def test_a_damaged_cache_only_costs_time(tmp_path: Path, kept: bytes) -> None:
    root, cache = project(tmp_path, treaties=FAMILY + PACT), tmp_path / "cache"
    first = load_register(root, cache=cache)
    file = cache / "register" / "authorities-treaties.json"
    file.write_bytes(kept.replace(b"KEY", json.loads(file.read_bytes())["key"].encode()))
    assert load_register(root, cache=cache) == first


def test_the_cache_is_used_and_gives_the_same(tmp_path: Path) -> None:
    root, cache = project(tmp_path, treaties=FAMILY + PACT, terms=TERM), tmp_path / "cache"
    fresh = load_register(root)
    assert load_register(root, cache=cache) == fresh
    file = cache / "register" / "authorities-treaties.json"
    file.write_text(file.read_text().replace('"en": "Pact"', '"en": "Kept"'))
    assert load_register(root, cache=cache).value.authorities["pact"].titles == {"en": "Kept"}
    project(root, treaties=FAMILY + PACT.replace("Pact", "New"))
    assert load_register(root, cache=cache).value.authorities["pact"].titles == {"en": "New"}


def test_findings_from_a_cached_file_keep_their_lines(tmp_path: Path) -> None:
    root, cache = project(tmp_path, treaties=FAMILY + PACT + "    adopted: 2000-13-01\n"), tmp_path / "cache"
    assert load_register(root, cache=cache) == load_register(root, cache=cache) == load_register(root)


def test_two_thousand_entries_load_in_under_a_third_of_a_second(tmp_path: Path) -> None:
    langs = "".join(f"      {tag}: A title of the usual length for an instrument of its kind, {tag}\n" for tag in
                    ("en", "ru", "kk", "ky", "tg", "uz", "tk"))  # fmt: skip
    entry = (
        "  id-{n}:\n    kind: treaty\n    titles:\n"
        + langs
        + "    short: {en: ID}\n    adopted: 1966-12-16\n"
        "    locators: {article: 53}\n    parties:\n      KZ: {status: ratified, date: 2006-01-24}\n"
    )
    body = "".join(entry.replace("{n}", str(n)) for n in range(2000))
    root, cache = project(tmp_path, treaties=FAMILY + body), tmp_path / "cache"
    assert len(load_register(root, cache=cache).value.authorities) == 2000
    times = []
    for _ in range(3):
        start = time.process_time()  # other work on the machine is not the loader's
        load_register(root, cache=cache)
        times.append(time.process_time() - start)
    assert min(times) < 0.3


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    [
                        "authorities",
                        "family",
                        "pact",
                        "kind",
                        "titles",
                        "en",
                        "parties",
                        "locators",
                        "checked",
                    ]
                ),
                inner,
                max_size=4,
            )
        ),
        max_leaves=12,
    )
)
def test_no_shape_of_data_makes_it_raise(tmp_path: Path, data: object) -> None:
    outcome = load_register(project(tmp_path, treaties=json.dumps({"authorities": {"pact": data}})))
    assert outcome.findings
    load_register(project(tmp_path, treaties=json.dumps(data)))
