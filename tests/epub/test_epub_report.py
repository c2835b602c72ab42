"""The report as an EPUB: its links, pages, metadata, and that it is valid."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from tieout.audit import audit_file
from tieout.audit.bound.epub_reading import read_epub
from tieout.build import Built, write_outputs
from tieout.progress import Progress
from tieout.report import open_report
from tieout.volume.pandoc_file import unpacked

NAME = "report.epub"
XHTML = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture
def epub(ferries_built: tuple[Path, Built]) -> bytes:
    """The EPUB of the tiny report."""
    return (ferries_built[0] / "site" / NAME).read_bytes()


def pages(content: bytes) -> dict[str, etree._Element]:
    """The pages of a book by their names."""
    files = unpacked(content)
    return {it: etree.fromstring(files[it]) for it in files if it.endswith(".xhtml")}


@pytest.mark.xdist_group("report")
@pytest.mark.parametrize("built", ["ferries_built", "report_built"])
def test_links_equal_the_sites_chapter_by_chapter(
    built: str, request: pytest.FixtureRequest, site_ties: Callable[[Path], dict[str, int]]
) -> None:
    root, _ = request.getfixturevalue(built)
    content = (root / "site" / NAME).read_bytes()
    chapters = [tree for name, tree in pages(content).items() if "/ch" in name]
    linked = [
        sum(
            "data-fact" in it.attrib or "data-derived" in it.attrib for it in tree.iter(f"{XHTML}a")
        )
        for tree in chapters
    ]
    ties = site_ties(root / "site")
    assert linked[: len(ties)] == list(ties.values())
    assert audit_file(content, NAME)[1] == []


@pytest.mark.xdist_group("report")
@pytest.mark.parametrize("built", ["ferries_built", "report_built"])
def test_every_link_resolves(built: str, request: pytest.FixtureRequest) -> None:
    root, _ = request.getfixturevalue(built)
    book = read_epub((root / "site" / NAME).read_bytes())
    targets = {
        it.target
        for part in book.parts
        for line in part.lines
        for it in line.stretches
        if it.kind == "link"
    }
    assert targets
    assert targets <= book.places.keys()


def test_what_the_catalogue_says(epub: bytes) -> None:
    package = etree.fromstring(unpacked(epub)["EPUB/content.opf"])
    said = {
        str(it.get("property") or etree.QName(it).localname): it.text
        for it in next(package.iter("{*}metadata"))
    }
    assert said["title"] == "The ferries of Port Ellery"
    assert said["language"] == "en"
    assert said["date"] == "2024-03-14"
    assert said["dcterms:modified"] == "2024-03-14T00:00:00Z"
    assert str(said["identifier"]).startswith("urn:uuid:")
    assert str(said["schema:accessibilitySummary"]).startswith("Every number is a link")


def test_pages_have_titles_a_language_and_no_marks_of_the_build(epub: bytes) -> None:
    trees = pages(epub)
    assert [
        "".join(next(tree.iter(f"{XHTML}title")).itertext())
        for name, tree in trees.items()
        if "/ch" in name
    ][:2] == ["1 The ferries carried 1.24 million passengers", "2 Costs"]
    assert {tree.get("lang") for tree in trees.values()} == {"en"}
    assert b"data-place" not in b"".join(unpacked(epub).values())


def test_tables_have_captions_and_headers_and_charts_texts(epub: bytes) -> None:
    chapters = pages(epub)
    costs = chapters["EPUB/text/ch002.xhtml"]
    assert ["".join(it.itertext()) for it in costs.iter(f"{XHTML}caption")] == [
        "Table 2.1. What was paid."
    ]
    assert all(it.find(f"{XHTML}thead") is not None for it in costs.iter(f"{XHTML}table"))
    drawn = [it.get("alt") for it in chapters["EPUB/text/ch001.xhtml"].iter(f"{XHTML}img")]
    assert drawn == ["Bars: 93.1% in 2022, 96.4% in 2023."]


def test_only_these_and_the_same_bytes(
    ferries: Path, epub: bytes, ferries_built: tuple[Path, Built]
) -> None:
    write_outputs(open_report(ferries), Progress(quiet=True), ["docx", "epub"])
    made = {it.name: it.read_bytes() for it in (ferries / "site").iterdir() if it.name[0] != "."}
    docx = (ferries_built[0] / "site/report.docx").read_bytes()
    assert made == {"report.docx": docx, NAME: epub}


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x05\x06" + 18 * b"\0"])
def test_what_is_no_book_is_a_finding(content: bytes) -> None:
    assert [it.code for it in audit_file(content, NAME)[1]] == ["audit-book"]


@pytest.mark.xdist_group("report")
@pytest.mark.parametrize("built", ["ferries_built", "report_built"])
def test_epubcheck_finds_nothing(
    built: str, request: pytest.FixtureRequest, epubcheck: list[str]
) -> None:
    root, _ = request.getfixturevalue(built)
    done = subprocess.run(
        [*epubcheck, root / "site" / NAME], capture_output=True, text=True, check=False, timeout=600
    )
    assert "0 fatals / 0 errors / 0 warnings" in done.stdout + done.stderr, done.stderr
