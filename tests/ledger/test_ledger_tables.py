"""Reading tables: every cell knows its place, and each mistake is one line at its cell."""

import csv
import io
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledger_samples import TABLES, document, write_tables

from tieout.ledger.ledger import check_territories, load_ledger
from tieout.ledger.records import Area
from tieout.ledger.tables import cell_starts, read_cells, read_table

CASES = tomllib.loads((Path(__file__).parent / "cases/load.toml").read_text("utf-8"))["case"]
HEADER, TOWN, PORT = TABLES["data/areas.csv"].splitlines()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
def test_loading_reports(case, tmp_path):
    write_tables(tmp_path, case.get("files"))
    for path in case.get("missing", []):
        (tmp_path / path).unlink()
    _, findings = load_ledger(tmp_path, ["river"])
    assert sorted(map(str, findings)) == sorted(case["expected"])


cells = st.text(st.sampled_from("甲a,\"\n '"), max_size=6)
tables = st.lists(st.lists(cells, min_size=2, max_size=4), min_size=1, max_size=5)


@given(tables, st.sampled_from(["\n", "\r\n"]))
def test_every_cell_starts_where_it_stands(rows, end):
    out = io.StringIO()
    csv.writer(out, lineterminator=end).writerows(rows)
    text = out.getvalue()
    read, findings = read_cells("t.csv", text)
    assert findings == []
    assert [[cell.text for cell in row] for row in read] == rows
    lines = text.split("\n")
    for row in read:
        for cell in row:
            first, *more = lines[cell.place.line - 1 :]
            rest = "\n".join([first[cell.place.col - 1 :], *more])
            assert (next(csv.reader(io.StringIO(rest, newline="")), None) or [""])[0] == cell.text


@given(st.text(st.sampled_from('a,"\r\n\x85\u2028'), max_size=30))
def test_no_text_makes_reading_raise_or_hang(text):
    rows, findings = read_cells("t.csv", text)
    lines = text.count("\n") + 1
    assert all(1 <= cell.place.line <= lines for row in rows for cell in row)
    assert all(finding.code == "table-broken" for finding in findings)


def test_starts_count_lines_inside_quotes():
    assert list(cell_starts('a,"b\nc",d\n')) == [(1, 1), (1, 3), (2, 4)]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (
            f"{HEADER}\ntown,R\xff".encode("latin-1"),
            "areas.csv:2:7: table-encoding: the table is not UTF-8: byte 0xff; save it as UTF-8",
        ),
        (
            f"{HEADER}\nto\0wn".encode(),
            "areas.csv:2:3: table-encoding: the table holds a NUL character; save it as UTF-8 text",
        ),
        (
            HEADER.encode("utf-16"),
            "areas.csv:1:1: table-encoding: the table is not UTF-8: byte 0xff; save it as UTF-8",
        ),
    ],
)
def test_encoding(tmp_path, data, expected):
    (tmp_path / "areas.csv").write_bytes(data)
    table, findings = read_table(tmp_path, "areas.csv", Area, key="id")
    assert [str(f) for f in findings] == [expected]
    assert not table.whole


def test_a_byte_order_mark_and_windows_line_ends_are_read(tmp_path):
    (tmp_path / "areas.csv").write_bytes(f"\ufeff{HEADER}\r\n{TOWN}\r\n\r\n{PORT}\r\n".encode())
    table, findings = read_table(tmp_path, "areas.csv", Area, key="id")
    assert findings == []
    assert [row.record.id for row in table.rows] == ["town", "port"]
    assert table.rows[1].place("name_zh").line == 4
    assert table.rows[1].place("name_zh").col == 17


def test_a_column_that_was_left_out_is_placed_at_its_row(tmp_path):
    (tmp_path / "areas.csv").write_text("id,name_en,name_zh,kind\nx,X,某,city\n", "utf-8")
    table, findings = read_table(tmp_path, "areas.csv", Area, key="id")
    assert findings == []
    assert str(table.rows[0].place("within")) == "areas.csv:2:1"


def test_an_optional_table_may_be_missing(tmp_path):
    table, findings = read_table(tmp_path, "areas.csv", Area, key="id", optional=True)
    assert (table.rows, findings) == ((), [])


def test_the_ledger_keeps_rows_in_order_with_their_places(tmp_path):
    ledger, _ = load_ledger(write_tables(tmp_path), ["river"])
    assert list(ledger.areas) == ["town", "port"]
    assert next(iter(ledger.facts)) == "port.containers.2025"
    assert str(ledger.place("port.containers.2025", "number")) == "data/facts.csv:2:42"
    assert str(ledger.place("port.containers.2025")) == "data/facts.csv:2:1"


def test_names_become_terms_of_the_recogniser(tmp_path):
    names = {"data/names.csv": "text,kind,note\n三江集团,name,a company\n"}
    ledger, findings = load_ledger(write_tables(tmp_path, names))
    assert findings == []
    assert [(t.text, t.kind, t.note) for t in ledger.terms] == [("三江集团", "name", "a company")]


def test_the_territory_of_a_source_is_an_area(tmp_path):
    source = document().source
    ledger, _ = load_ledger(write_tables(tmp_path))
    assert check_territories(ledger, [source]) == []
    areas = TABLES["data/areas.csv"].replace("port,River", "ports,River")
    ledger, _ = load_ledger(write_tables(tmp_path, {"data/areas.csv": areas}))
    assert list(map(str, check_territories(ledger, [source]))) == [
        "seeds/river.toml:1:1: unknown-area: unknown area 'port'; did you mean ports?"
    ]
