"""Sheets as the bytes of a workbook, read back by another library."""

import io
import zipfile
from dataclasses import replace
from datetime import datetime

import openpyxl
import pytest
from openpyxl.cell import Cell
from openpyxl.workbook import Workbook

from tieout.workbook.sheet import Entry, Sheet
from tieout.workbook.write import Settings, written

SETTINGS = Settings("A title", "What it is", "zh", "", "2024-02")
SHEET = Sheet(
    "Table 1.1",
    "report_Table_1_1",
    (Entry("Table 1.1. Boats."), Entry("A note")),
    (Entry("Name"), Entry("Boats")),
    ((Entry("North"), Entry(number=8.2, right=True)),),
)


def book(*sheets: Sheet, settings: Settings = SETTINGS) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(written(sheets, settings)))


def cell_of(entry: Entry, settings: Settings = SETTINGS) -> Cell:
    sheet = replace(SHEET, rows=((entry, entry),))
    cell = book(sheet, settings=settings)["Table 1.1"]["B4"]
    assert isinstance(cell, Cell)
    return cell


def test_one_table_with_one_row_of_heads() -> None:
    page = book(SHEET)["Table 1.1"]
    table = page.tables["report_Table_1_1"]
    assert (table.ref, table.headerRowCount, table.totalsRowCount) == ("A3:B4", 1, None)
    assert [it.name for it in table.tableColumns] == ["Name", "Boats"]
    assert [[it.value for it in row] for row in page.iter_rows()] == [
        ["Table 1.1. Boats.", None],
        ["A note", None],
        ["Name", "Boats"],
        ["North", 8.2],
    ]
    assert (page.freeze_panes, page.print_title_rows) == ("A4", "$3:$3")
    assert page.merged_cells.ranges == set()
    assert min(it.width for it in page.column_dimensions.values()) > 9
    assert all(it.alignment.wrap_text for it in (*page[3], *page[4]))
    assert page["B3"].alignment.horizontal == page["B4"].alignment.horizontal == "right"


def test_it_says_what_the_table_is() -> None:
    with zipfile.ZipFile(io.BytesIO(written([SHEET], SETTINGS))) as archive:
        table = archive.read("xl/tables/table1.xml").decode()
    assert 'altText="Table 1.1"' in table
    assert 'altTextSummary="Table 1.1. Boats."' in table


def test_title_language_and_the_first_day_of_its_date() -> None:
    said = book(SHEET).properties
    assert (said.title, said.subject, said.language) == ("A title", "What it is", "zh")
    assert said.created == said.modified == datetime(2024, 2, 1)  # noqa: DTZ001 - as read


def test_the_same_sheets_give_the_same_bytes() -> None:
    made = written([SHEET], SETTINGS)
    assert made == written([SHEET], SETTINGS)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert {it.date_time for it in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize(
    "text", ["=1+1", "+54.5%", "-3", "@now", '=HYPERLINK("x")', "\t=1", "{=1}", "https://x.org"]
)
@pytest.mark.parametrize("link", ["", "sources/a/index.html#s-1"])
def test_no_text_is_a_formula(text: str, link: str) -> None:
    cell = cell_of(Entry(text, link=link))
    assert (cell.value, cell.data_type) == (text, "s")
    assert bool(cell.quotePrefix) == (text[0] in "=+-@\t")
    assert bool(cell.hyperlink) == bool(link)


@pytest.mark.parametrize(
    ("number", "stored", "shown"),
    [
        (8.2, "8.2", "#,##0.0"),
        (4_400_000_000, "4400000000", "#,##0"),
        (-0.5, "-0.5", "#,##0.0"),
        (1 / 3, "0.3333333333333333", "#,##0.0000"),
    ],
)
def test_numbers_are_numbers(number: float, stored: str, shown: str) -> None:
    cell = cell_of(Entry(number=number))
    assert (cell.data_type, cell.number_format) == ("n", shown)
    sheet = replace(SHEET, rows=((Entry("a"), Entry(number=number)),))
    with zipfile.ZipFile(io.BytesIO(written([sheet], SETTINGS))) as archive:
        assert f"<v>{stored}</v>" in archive.read("xl/worksheets/sheet1.xml").decode()


@pytest.mark.parametrize(
    ("link", "address", "target", "location"),
    [
        ("sources/a b/index.html#s-1", "", "sources/a%20b/index.html", "s-1"),
        ("costs.html", "", "costs.html", None),
        ("sources/a/index.html#s-1", "https://x.org/", "https://x.org/sources/a/index.html", "s-1"),
        ("https://x.org/", "", "https://x.org/", None),
        ("#It's", "", None, "'It''s'!A1"),
    ],
)  # fmt: skip
def test_where_links_lead(
    link: str, address: str, target: str | None, location: str | None
) -> None:
    cell = cell_of(Entry("x", link=link, tip="An article"), replace(SETTINGS, address=address))
    assert cell.hyperlink is not None
    assert (cell.hyperlink.target, cell.hyperlink.location) == (target, location)
    assert cell.hyperlink.tooltip == "An article"
    assert cell.font.underline == "single"


def test_texts_that_no_cell_holds_are_fitted() -> None:
    long = cell_of(Entry("x" * 40_000)).value
    assert isinstance(long, str)
    assert (len(long), long[-1]) == (32_767, "…")
    assert cell_of(Entry("a\x00b\x0bc")).value == "abc"
    hover = cell_of(Entry("x", link="a.html", tip="y" * 300)).hyperlink
    assert hover is not None
    assert len(hover.tooltip) == 250


def test_a_table_without_rows_is_one() -> None:
    page = book(replace(SHEET, rows=()))["Table 1.1"]
    assert page.tables["report_Table_1_1"].ref == "A3:B4"


def test_columns_to_compute_with_are_not_printed_where_a_page_has_no_room() -> None:
    wide = Sheet(
        "Wide",
        "wide",
        (Entry("Wide"),),
        tuple(Entry(f"{'w' * 40} {it}") for it in "abcdefgh"),
        (tuple(Entry("x") for _ in range(8)),),
        printed=3,
    )
    assert book(wide)["Wide"].print_area == "'Wide'!$A$1:$C$3"
    assert book(replace(wide, printed=0))["Wide"].print_area == "'Wide'!$A$1:$H$3"
