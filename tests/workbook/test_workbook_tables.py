"""Tables of pages as sheets: split where a cell holds several numbers, and with columns to
compute with."""

import tomllib
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from tieout.pages.words import words
from tieout.volume.volume import Volume
from tieout.weave.page import Page
from tieout.workbook.data_sheets import data_sheets
from tieout.workbook.numbers import Numbers
from tieout.workbook.sheet import Entry, Sheet, sheet_name, unique_headers
from tieout.workbook.tables import Collector

CASES = tomllib.loads((Path(__file__).parent / "cases/tables.toml").read_text(encoding="utf-8"))
FACT = '<a class="fact" data-fact="f" href="sources/s/index.html#s-1">CNY 4.4 billion</a>'
DERIVED = '<a class="derived" data-derived="d" href="derivations/index.html#d-d">over 54,000</a>'
NUMBERS = Numbers(
    facts={
        "f": {
            "source": "s", "unit": "CNY", "bound": "exact",
            "value": 4_400_000_000, "low": 4_350_000_000, "high": 4_450_000_000,
        }
    },
    derivations={
        "d": {
            "title": "Firms", "unit": "count:家", "bound": "over",
            "value": 54_000, "low": 54_000, "high": None,
        }
    },
    sources={"s": "An article, 2025"},
    uncounted="plain number",
)  # fmt: skip


def sheets(body: str, address: str = "ports.md") -> list[Sheet]:
    body = body.replace("FACT", FACT).replace("DERIVED", DERIVED)
    page = Page(address, "Ports", "Ports", body, "chapters/ports.qmd", "Ports")
    return list(Collector(NUMBERS, words("en")).page(page, "2"))


def shown(entry: Entry) -> str:
    text = entry.text if entry.number is None else str(entry.number)
    return f"{text} <{entry.link}>" if entry.link else text


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_the_sheet_of_a_table(case: dict[str, Any]) -> None:
    made = sheets(case["page"])
    assert [it.name for it in made] == [it for it in [case["name"]] if it]
    for sheet in made:
        assert [shown(it) for it in sheet.lines] == case["lines"]
        rows = [" | ".join(map(shown, row)) for row in (sheet.headers, *sheet.rows)]
        assert rows == case["rows"]


def test_a_hover_names_source_or_derivation() -> None:
    (sheet,) = sheets("<table><tr><td>FACT</td><td>DERIVED</td></tr></table>")
    assert [it.tip for it in sheet.rows[0][:2]] == ["An article, 2025", "Firms"]


def test_links_of_pages_in_folders_lead_from_the_root() -> None:
    link = '<a data-fact="f" href="../sources/s/index.html#s-1">4.4</a>'
    (sheet,) = sheets(f"<table><tr><td>{link}</td></tr></table>", "deep/ports.md")
    assert sheet.rows[0][0].link == "sources/s/index.html#s-1"
    assert sheet.lines[1].link == "deep/ports.html"


def test_what_is_waived_is_told_with_its_reason() -> None:
    waived = '<span class="waived" data-why="name">5G</span>'
    (sheet,) = sheets(f"<table><tr><td>{waived}</td></tr><tr><td>FACT</td></tr></table>")
    assert sheet.waived == (("5G", "name"),)


@pytest.mark.parametrize(
    ("wanted", "taken", "name"),
    [
        ("Table 1.1", [], "Table 1.1"),
        ("Table 1.1", ["TABLE 1.1"], "Table 1.1 a"),
        ("Table 1.1", ["Table 1.1", "Table 1.1 a"], "Table 1.1 b"),
        ("a/b: [c]? 'x'", [], "a b c 'x"),
        ("", [], "a"),
        ("x" * 40, [], "x" * 31),
        ("x" * 40, ["x" * 31], "x" * 29 + " a"),
    ],
)
def test_names_of_sheets(wanted: str, taken: list[str], name: str) -> None:
    assert sheet_name(wanted, taken) == name


def test_headers_are_all_there_and_differ() -> None:
    texts = ["", "Value", "value", "", "a\nb", "V" * 300, "V" * 299]
    made = [it.text for it in unique_headers([Entry(it) for it in texts], words("en"))]
    assert made[:5] == ["Row", "Value", "value (a)", "Column", "a b"]
    assert len({it.casefold() for it in made}) == len(made)
    assert max(map(len, made)) == 255


def test_a_report_without_facts_has_no_sheets_of_data() -> None:
    volume = SimpleNamespace(words=words("en"))
    assert list(data_sheets(cast(Volume, volume), Numbers({}, {}, {}, "none"), [])) == []
