"""The workbook of a built report: accessible as the guidance asks, and linked as the site is."""

import io
import json
import re
import shutil
import subprocess
from collections import Counter
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from lxml import html
from openpyxl.cell import Cell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tieout.audit.workbook.audit import audit_workbook
from tieout.build import Built
from tieout.volume.citations import LEFT_OUT

ROOT = Path(__file__).resolve().parents[2]
MOBILE_NUMBER = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")

pytestmark = pytest.mark.xdist_group("report")


@pytest.fixture(params=["ferries_built", "report_built"])
def site(request: pytest.FixtureRequest) -> Path:
    """The site of a built report."""
    built: tuple[Path, Built] = request.getfixturevalue(request.param)
    return built[0] / "site"


@cache
def opened(file: Path) -> Workbook:
    """A workbook, read once: it takes a second."""
    return openpyxl.load_workbook(io.BytesIO(file.read_bytes()))


@pytest.fixture
def book(site: Path) -> Workbook:
    """The workbook in it."""
    return opened(site / "report.xlsx")


def table_rows(page: Worksheet) -> list[tuple[Cell, ...]]:
    """The rows of a sheet's one table, its headers first."""
    (table,) = page.tables.values()
    return list(page[table.ref])


def of_the_report(book: Workbook) -> list[Worksheet]:
    """The sheets that hold tables of the report."""
    return [it for it in book if next(iter(it.tables)).startswith("report_")]


def address(cell: Cell) -> str:
    """Where a cell leads on the site; empty where it does not."""
    link = cell.hyperlink
    if not link or not link.target:
        return ""
    return f"{link.target}#{link.location}" if link.location else str(link.target)


def test_each_sheet_is_as_the_guidance_asks(book: Workbook) -> None:
    """A title in the first cell, no blank row above the table, one table with one row of heads
    that are all there and differ, no merged and no empty cell in it, nothing beside or below."""
    for page in book:
        (table,) = page.tables.values()
        head, *rows = table_rows(page)
        assert table.headerRowCount == 1, page.title
        assert isinstance(page["A1"].value, str), page.title
        assert page["A1"].font.b
        assert all(page.cell(row, 1).value for row in range(1, head[0].row))
        assert len({str(it.value).casefold() for it in head}) == len(head)
        assert [it.name for it in table.tableColumns] == [it.value for it in head]
        assert rows
        assert all(it.value not in (None, "") for row in (head, *rows) for it in row), page.title
        assert (page.max_row, page.max_column) == (rows[-1][0].row, head[-1].column)
        assert not page.merged_cells.ranges
        assert page.freeze_panes.rstrip("0123456789") in ("A", "B")
        assert page.freeze_panes[1:] == str(head[0].row + 1)
        assert page.print_title_rows == f"${head[0].row}:${head[0].row}"
        assert len(page.title) <= 31
    assert not [it.coordinate for page in book for row in page for it in row if it.data_type == "f"]


def test_the_cover_leads_to_every_other_sheet(book: Workbook) -> None:
    cover, *others = book.worksheets
    listed = [row[0] for row in table_rows(cover)[1:]]
    assert [it.value for it in listed] == [it.title for it in others]
    assert [it.hyperlink.location for it in listed] == [f"'{it.title}'!A1" for it in others]
    assert list(cover.tables) == ["contents"]
    assert [next(iter(it.tables)) for it in others[:2]] == ["notes", "sources"]


def site_tables(site: Path, book: Workbook) -> list[html.HtmlElement]:
    """The tables of the site that the workbook holds: of the chapters in order, then of what can
    be compared."""
    shown = [cell for page in book for cell in page["A"] if address(cell).split("#")[0]]
    pages = dict.fromkeys(address(it).split("#")[0] for it in shown)
    chapters = [it for it in pages if "/" not in it]
    found = []
    for name in chapters:
        article = html.parse(site / name).getroot().xpath("//article")[0]
        for table in article.iter("table"):
            above = {it for box in table.iterancestors() for it in box.get("class", "").split()}
            if not above & LEFT_OUT:
                found.append(table)
    return found


def test_every_number_of_every_table_has_a_cell_that_leads_where_the_site_does(
    site: Path, book: Workbook
) -> None:
    sheets, tables = of_the_report(book), site_tables(site, book)
    assert len(sheets) == len(tables)
    for page, table in zip(sheets, tables, strict=True):
        links = [str(it.get("href")) for it in table.xpath(".//a[@data-fact or @data-derived]")]
        cells = [address(it) for row in table_rows(page) for it in row]
        assert Counter(filter(None, cells)) == Counter(links), page.title


def test_no_table_of_a_chapter_is_left_out(site: Path, book: Workbook) -> None:
    chapters = json.loads((site / "search/search_index.json").read_text(encoding="utf-8"))
    files = {it["location"].split("#")[0] for it in chapters["docs"]}
    held = {address(it).split("#")[0] for page in of_the_report(book) for it in page["A"]}
    own = {it for it in files if "/" not in it and it not in ("conflicts.html", "")}
    for name in own - held:
        tables = html.parse(site / name).getroot().xpath("//article//table")
        assert not tables, name


def test_links_lead_to_places_that_are_there(site: Path, book: Workbook) -> None:
    ids: dict[str, set[str]] = {}
    for page in book:
        for cell in (it for row in page for it in row if it.hyperlink):
            if not cell.hyperlink.target:
                name = cell.hyperlink.location.removesuffix("!A1").strip("'")
                assert name in book.sheetnames
                continue
            path, _, anchor = address(cell).partition("#")
            if path not in ids:
                ids[path] = set(html.parse(site / path).getroot().xpath("//@id"))
            assert not anchor or anchor in ids[path], f"{page.title}!{cell.coordinate}"


def test_a_bounded_number_is_never_bare(book: Workbook, request: pytest.FixtureRequest) -> None:
    """The value of a number that is only known from one side stands in no cell to compute with."""
    seen = 0
    for page in of_the_report(book):
        head, *rows = table_rows(page)
        names = {str(it.value): at for at, it in enumerate(head)}
        for name, at in names.items():
            beside = next((names[it] for it in names if it.startswith(f"{name}: value")), None)
            for row in rows if beside else ():
                if re.match(r"over|nearly|at least|at most", str(row[at].value)):
                    assert row[beside or 0].value == "[bound]", f"{page.title}!{row[at].coordinate}"
                    seen += 1
    assert seen or "report_built" not in request.node.name


def test_facts_and_derivations_are_all_there(site: Path, book: Workbook) -> None:
    for table in ("facts", "derivations"):
        records = json.loads((site / f"data/{table}.json").read_text(encoding="utf-8"))
        page = next(it for it in book if table in it.tables)
        rows = [[it.value for it in row] for row in table_rows(page)[1:]]
        assert [row[0] for row in rows] == [it["id"] for it in records]
        for row, record in zip(rows, records, strict=True):
            wanted = [record[it] for it in ("value", "low", "high")]
            assert [it for it in row[2:5] if isinstance(it, int | float)] == pytest.approx(
                [it for it in wanted if it is not None]
            )


def test_the_witness_finds_nothing_wrong(site: Path, book: Workbook) -> None:
    account, findings = audit_workbook((site / "report.xlsx").read_bytes(), "report.xlsx", site)
    assert findings == []
    linked = [it for page in of_the_report(book) for row in page for it in row if address(it)]
    tied = sum("#s-" in address(it) or "#d-" in address(it) for it in linked)
    assert account.tied_to_facts + account.tied_to_derivations == tied


def test_no_personal_data(book: Workbook) -> None:
    texts = "\n".join(str(it.value) for page in book for row in page for it in row)
    private = {
        number
        for path in (ROOT / "seeds").glob("*.txt")
        for number in MOBILE_NUMBER.findall(path.read_text(encoding="utf-8", errors="ignore"))
    }
    assert private, "the rule has nothing to look for"
    assert not any(number in texts for number in private)


def test_libreoffice_opens_it(
    ferries_built: tuple[Path, Built], tmp_path: Path, libreoffice: str
) -> None:
    shutil.copy(ferries_built[0] / "site/report.xlsx", tmp_path)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [libreoffice, profile, "--headless", "--convert-to", "ods", "report.xlsx"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, timeout=120)
    if b"could not be loaded" in done.stderr:
        pytest.skip(
            "LibreOffice is here without Calc: on Debian apt install libreoffice-calc-nogui"
        )
    assert (tmp_path / "report.ods").stat().st_size > 5_000, done.stderr
