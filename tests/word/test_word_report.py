"""The report as a Word document: its links, styles, tables, pictures, and that it opens."""

import io
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from tieout.audit import audit_file
from tieout.audit.bound.word_reading import read_word
from tieout.build import Built
from tieout.volume.pandoc_file import unpacked
from tieout.word.markup import bookmark, word_markup
from tieout.word.namespaces import w
from tieout.word.reference import reference_docx

NAME = "report.docx"


@pytest.fixture
def docx(ferries_built: tuple[Path, Built]) -> bytes:
    """The Word document of the tiny report."""
    return (ferries_built[0] / "site" / NAME).read_bytes()


def body(content: bytes) -> etree._Element:
    return etree.fromstring(unpacked(content)["word/document.xml"])


def style_names(content: bytes) -> dict[str, str]:
    """The names of the styles of a document by their ids."""
    tree = etree.fromstring(unpacked(content)["word/styles.xml"])
    return {
        it.get(w("styleId"), ""): it.find(w("name")).get(w("val"), "")  # type: ignore[union-attr]
        for it in tree.iter(w("style"))
    }


@pytest.mark.xdist_group("report")
@pytest.mark.parametrize("built", ["ferries_built", "report_built"])
def test_links_equal_the_sites_chapter_by_chapter(
    built: str, request: pytest.FixtureRequest, site_ties: Callable[[Path], dict[str, int]]
) -> None:
    root, _ = request.getfixturevalue(built)
    content = (root / "site" / NAME).read_bytes()
    linked: list[int] = []
    for element in body(content).iter(w("pStyle"), w("hyperlink")):
        if element.get(w("val")) == "Heading1":
            linked.append(0)
        elif linked and element.get(w("anchor"), "").startswith(("t_", "d_")):
            linked[-1] += 1
    ties = site_ties(root / "site")
    assert linked[: len(ties)] == list(ties.values())
    assert audit_file(content, NAME)[1] == []


def test_every_link_resolves_and_says_where_it_leads(docx: bytes) -> None:
    tree = body(docx)
    names = {it.get(w("name")) for it in tree.iter(w("bookmarkStart"))}
    links = list(tree.iter(w("hyperlink")))
    assert {it.get(w("anchor")) for it in links} <= names
    ties = [it for it in links if it.get(w("anchor"), "").startswith(("t_", "d_"))]
    assert len(ties) > 14
    assert all(it.get(w("tooltip")) for it in ties)
    assert all(len(name or "") <= 40 for name in names)


def test_tables_have_headers_and_are_as_wide_as_the_text(docx: bytes) -> None:
    tables = list(body(docx).iter(w("tbl")))
    headed = [it for it in tables if next(it.iter(w("tblHeader")), None) is not None]
    assert len(headed) == len(tables) - 1  # the account alone has no header
    for table in tables:
        grid = table.find(w("tblGrid"))
        assert grid is not None
        assert abs(sum(int(it.get(w("w"), "0")) for it in grid) - 9072) <= len(grid)


def test_styles_are_named(docx: bytes) -> None:
    used = {it.get(w("val")) for it in body(docx).iter(w("pStyle"), w("rStyle"))}
    names = style_names(docx)
    assert used <= names.keys()
    for name in ("caption", "Callout Title", "Source Sentence", "Table Text", "heading 1"):
        assert name in {names[str(it)] for it in used}


def test_links_look_as_the_report_says(docx: bytes) -> None:
    """A computed number is told from others, and a number in a link is part of it."""
    seen: dict[str, set[str | None]] = {"t_": set(), "d_": set(), "u_": set()}
    for link in body(docx).iter(w("hyperlink")):
        kind = link.get(w("anchor"), "")[:2]
        if kind in seen:
            seen[kind] |= {it.get(w("val")) for it in link.iter(w("rStyle"))}
    assert seen == {"t_": {"Hyperlink"}, "d_": {"ComputedNumber"}, "u_": {"Hyperlink"}}
    styles = etree.fromstring(unpacked(docx)["word/styles.xml"])
    lines = {
        it.get(w("styleId")): line.get(w("val"))
        for it in styles.iter(w("style"))
        for line in it.iter(w("u"))
    }
    assert (lines["Hyperlink"], lines["ComputedNumber"]) == ("single", "dotted")


def test_captions_are_numbered_by_chapter(docx: bytes) -> None:
    captions = [
        "".join(it.itertext())
        for it in body(docx).iter(w("p"))
        if it.find(f"{w('pPr')}/{w('pStyle')}[@{w('val')}='Caption']") is not None
    ]
    assert captions == ["Figure 1.1. Sailings on time rose to 96.4%.", "Table 2.1. What was paid."]


def test_pictures_are_sharp_and_say_what_they_show(docx: bytes) -> None:
    files = unpacked(docx)
    pictures = [content for name, content in files.items() if name.startswith("word/media/")]
    assert len(pictures) == 1
    assert int.from_bytes(pictures[0][16:20]) > 1500  # the width in a PNG's head
    told = [it.get("descr") for it in body(docx).iter() if str(it.tag).endswith("}docPr")]
    assert told == ["Bars: 93.1% in 2022, 96.4% in 2023."]


def test_notes_and_code_survive(docx: bytes) -> None:
    files = unpacked(docx)
    notes = etree.fromstring(files["word/footnotes.xml"])
    assert "See Figure 1.1 and Costs." in " ".join("".join(notes.itertext()).split())
    code = [
        "".join(it.itertext())
        for it in body(docx).iter(w("p"))
        if it.find(f"{w('pPr')}/{w('pStyle')}[@{w('val')}='SourceCode']") is not None
    ]
    assert any("import polars as pl" in it for it in code)


@pytest.mark.xdist_group("report")
def test_chinese_is_marked_and_has_a_font(report_built: tuple[Path, Built]) -> None:
    content = (report_built[0] / "site" / NAME).read_bytes()
    said = [it for it in body(content).iter(w("lang")) if it.get(w("val")) == "zh-CN"]
    assert len(said) > 100
    assert all(it.get(w("eastAsia")) == "zh-CN" for it in said)
    styles = etree.fromstring(unpacked(content)["word/styles.xml"])
    fonts = next(styles.iter(w("rFonts")))
    assert fonts.get(w("eastAsia")) == "Microsoft YaHei"


def test_nothing_of_the_build_stays_in_it(docx: bytes) -> None:
    files = unpacked(docx)
    assert b"data-place" not in b"".join(files.values())
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        assert {it.date_time for it in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert b"2024-03-14T00:00:00Z" in files["docProps/core.xml"]


def test_the_facts_travel_with_it(docx: bytes, ferries_built: tuple[Path, Built]) -> None:
    data = read_word(docx).data
    for name in ("facts.json", "derivations.json", "sources.json"):
        assert data[name] == (ferries_built[0] / "site/data" / name).read_bytes()


def test_the_reference_document_is_made_the_same_each_time() -> None:
    assert reference_docx("A title", "en") == reference_docx("A title", "en")


def test_bookmarks_hold_letters_digits_and_underscores() -> None:
    assert bookmark("short") == "short"
    made = bookmark("t.source.s-12e8d67c")
    assert made.startswith("t_source_s_12e8d67c_")
    assert made != bookmark("t.source.s_12e8d67c")
    assert bookmark("t." + "长" * 50).replace("_", "").isascii()
    assert len(bookmark("t." + "x" * 50)) == 40


def test_a_callout_has_a_style() -> None:
    made = word_markup('<div class="admonition note"><p>x</p></div>')
    assert 'custom-style="Callout"' in made


def test_lists_in_callouts_have_their_bar() -> None:
    items = "<ul><li>x <em>y</em> z</li><li><p>u</p></li></ul>"
    made = word_markup(f'<div class="admonition note">{items}</div>')
    styled = '<div custom-style="Callout List"><p>x <em>y</em> z</p></div>'
    assert f"<li>{styled}</li>" in made
    assert made.count('custom-style="Callout List"') == 2
    assert "Callout List" not in word_markup(items)


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x05\x06" + 18 * b"\0"])
def test_what_is_no_word_document_is_a_finding(content: bytes) -> None:
    assert [it.code for it in audit_file(content, NAME)[1]] == ["audit-book"]


@pytest.mark.xdist_group("report")
@pytest.mark.parametrize("built", ["ferries_built", "report_built"])
def test_libreoffice_opens_it(
    built: str, request: pytest.FixtureRequest, tmp_path: Path, libreoffice: str
) -> None:
    root, _ = request.getfixturevalue(built)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [libreoffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, root / "site" / NAME], check=True, capture_output=True, timeout=600)
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")
