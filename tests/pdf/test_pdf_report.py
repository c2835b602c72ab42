"""The report as a PDF: what stands in it, where its numbers lead, and that a witness tells."""

import io
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from lxml import html

from tieout.audit import audit_pdf, audit_site
from tieout.audit.carried import CHAPTERS, carried_list
from tieout.audit.pdf.audit import pdf_chapters
from tieout.audit.pdf.reading import PdfFile
from tieout.build import Built, write_outputs
from tieout.findings import Stopped
from tieout.pdf import document
from tieout.pdf.markup import text_markup, trimmed
from tieout.progress import Progress
from tieout.report import open_report

GOLDEN = Path(__file__).parent / "cases" / "ferries.txt"


@pytest.fixture
def pdf(ferries_built: tuple[Path, Built]) -> bytes:
    """The PDF of the tiny report."""
    return (ferries_built[0] / "site/report.pdf").read_bytes()


def pages(content: bytes) -> list[str]:
    """The text of each page, a line for each of its lines."""
    texts = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content)]
    return ["\n".join(line.rstrip() for line in text.splitlines()) for text in texts]


def test_the_text_of_the_pages(pdf: bytes) -> None:
    """Golden: title page, contents, chapters, appendices. `TIEOUT_WRITE_GOLDEN=1` writes it
    anew after a change that is meant; look at the difference then."""
    text = "\n\f\n".join(pages(pdf)) + "\n"
    if os.environ.get("TIEOUT_WRITE_GOLDEN"):
        GOLDEN.write_text(text, encoding="utf-8")
    assert text == GOLDEN.read_text(encoding="utf-8")


@pytest.mark.xdist_group("report")
def test_what_compares_the_numbers_is_in_it(report_built: tuple[Path, Built]) -> None:
    """And references of chapters to it are links, since its pages are places of the document."""
    content = (report_built[0] / "site/report.pdf").read_bytes()
    listed = [it["page"] for it in carried_list(PdfFile(content).attached(), CHAPTERS)]
    assert listed[-2:] == ["comparability.html", "conflicts.html"]
    bookmarks = list(pypdfium2.PdfDocument(content).get_toc())
    titles = [it.get_title() for it in bookmarks if it.level == 0]
    assert titles[-1] == "Every number in the sources"


def test_every_number_is_linked_and_agrees(pdf: bytes) -> None:
    account, findings = audit_pdf(pdf, "report.pdf")
    assert findings == []
    assert account.tied_to_facts > 10
    assert account.tied_to_derivations == 3


def site_links(page: Path) -> int:
    """The linked numbers of a chapter on the site, without charts and the notes below it."""
    article = html.parse(page).getroot().xpath("//article")[0]
    return sum(
        not any(
            it.tag == "svg" or "derived-notes" in it.get("class", "")
            for it in anchor.iterancestors()
        )
        for anchor in article.xpath(".//a[@data-fact or @data-derived]")
    )


@pytest.mark.xdist_group("report")
@pytest.mark.parametrize("built", ["ferries_built", "report_built"])
def test_counts_equal_the_sites_chapter_by_chapter(
    built: str, request: pytest.FixtureRequest
) -> None:
    root, _ = request.getfixturevalue(built)
    file = PdfFile((root / "site/report.pdf").read_bytes())
    chapters = pdf_chapters(file, carried_list(file.attached(), CHAPTERS))
    numbers = {it.address: len(it.ties) for it in chapters}
    assert numbers == {it: site_links(root / "site" / it) for it in numbers}
    assert audit_site(root / "site")[1] == []


def test_marks_of_charts_lead_where_their_labels_do(pdf: bytes) -> None:
    """The bars and labels of the chart are links of their own beside those of the text."""
    file = PdfFile(pdf)
    chapter = pdf_chapters(file, carried_list(file.attached(), CHAPTERS))[0]
    places = {it.text.strip(): it.entry for it in chapter.ties}
    drawn = [it for _, parts in chapter.passages for it in parts if it.drawn]
    assert places["96.4%"] in [it.entry for it in drawn]


def test_it_is_tagged_archival_and_dated_by_the_newest_source(pdf: bytes) -> None:
    for said in (b"<pdfuaid:part>1<", b"<pdfaid:part>3<", b"<pdfaid:conformance>A<"):
        assert said in pdf
    meta = pypdfium2.PdfDocument(pdf).get_metadata_dict()
    assert meta["Title"] == "The ferries of Port Ellery"
    assert meta["CreationDate"].startswith("D:20240314")


def test_the_facts_travel_with_it(pdf: bytes, ferries_built: tuple[Path, Built]) -> None:
    attached = PdfFile(pdf).attached()
    for name in ("facts.json", "derivations.json", "sources.json"):
        assert attached[name] == (ferries_built[0] / "site/data" / name).read_bytes()
    assert json.loads(attached["chapters.json"])[0]["page"] == "index.html"


def test_only_the_pdf_and_the_same_bytes(ferries: Path, pdf: bytes) -> None:
    write_outputs(open_report(ferries), Progress(quiet=True), ["pdf"])
    assert (ferries / "site/report.pdf").read_bytes() == pdf
    assert sorted(it.name for it in (ferries / "site").iterdir() if it.name[0] != ".") == [
        "chapters",
        "report.pdf",
    ]
    write_outputs(
        open_report(ferries), Progress(quiet=True), ["pdf"]
    )  # its own file is no foreign one


def test_every_chapter_of_the_site_offers_it(ferries_built: tuple[Path, Built]) -> None:
    page = html.parse(ferries_built[0] / "site/costs.html").getroot()
    assert page.xpath("//p[@class='downloads']/a/@href") == [
        "notebooks/costs.ipynb",
        "chapters/costs.pdf",
        "report.pdf",
        "report.docx",
        "report.epub",
        "report.xlsx",
    ]


def convictions(content: bytes) -> Iterator[str]:
    yield from (it.code for it in audit_pdf(content, "report.pdf")[1])


@pytest.mark.parametrize(
    ("written", "wrong", "code"),
    [
        ('#fact("annual-review-2024/', '#fact("council-minutes-2024/', "audit-value"),
        ("#link(label(place))", "#box", "audit-pdf"),
        ('#"The company speaks of ";', '#"The 17 companies speak of ";', "audit-untied"),
    ],
    ids=["another-sentence", "no-link", "typed"],
)
def test_the_witness_convicts(
    ferries: Path, monkeypatch: pytest.MonkeyPatch, written: str, wrong: str, code: str
) -> None:
    """What the writer could do wrong is found in the bytes."""
    made: list[bytes] = []
    whole = document.compiled

    def spoiled(source: str, template: bytes, *rest: object) -> bytes:
        target = written in source
        if target and code == "audit-value":
            names = re.findall(r'#fact\("([^"]+)"', source)
            other = next(it for it in names if it != names[0])
            source = source.replace(f'#fact("{names[0]}"', f'#fact("{other}"')
        elif target:
            source = source.replace(written, wrong)
        else:
            template = template.replace(written.encode(), wrong.encode())
        made.append(whole(source, template, *rest))  # type: ignore[arg-type]
        return made[-1]

    monkeypatch.setattr(document, "compiled", spoiled)
    with pytest.raises(Stopped):
        write_outputs(open_report(ferries), Progress(quiet=True), ["pdf"])
    assert any(code in set(convictions(it)) for it in made)
    assert not (ferries / "site/report.pdf").exists()


@pytest.mark.parametrize("listed", [b"", b"{}", b"[{}]", b'[{"page": "index.html"}]'])
def test_a_pdf_without_its_list_is_a_finding(listed: bytes) -> None:
    file = pypdfium2.PdfDocument.new()
    file.new_page(100, 100)
    for name, data in {"chapters.json": listed, "derivations.json": b"[]"}.items():
        file.new_attachment(name).set_data(data)
    made = io.BytesIO()
    file.save(made)
    assert "audit-pdf" in set(convictions(made.getvalue()))


def test_no_pdf_is_a_finding() -> None:
    assert list(convictions(b"no PDF")) == ["audit-pdf"]


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("a *b* #c", '#"a *b* #c";'),
        ('say "x\\"', '#"say \\"x\\\\\\"";'),
        ("parks (产业园)", '#"parks (";#zh("产业园");#")";'),
        ("片区、园区 both", '#zh("片区、园区");#" both";'),
        (
            "so “片区” or “片区、“园区”。”",
            '#"so “";#zh("片区");#"” or “";#zh("片区、“园区”。");#"”";',
        ),
    ],
)
def test_no_text_is_read_as_code(text: str, markup: str) -> None:
    assert text_markup(text) == markup


def test_space_at_the_ends_is_dropped() -> None:
    assert trimmed('#" ";\n#"  a ";#" ";') == '#"a ";'
