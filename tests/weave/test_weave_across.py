"""What a chart's numbers differ in is named by its author and shown in its figure."""

import re
import tomllib
from decimal import Decimal
from operator import ge, le
from pathlib import Path
from typing import Any

import pytest
from weave_samples import ferries_links, printed, shown, woven

from tieout.chapters.chapter import Value
from tieout.chapters.handover import PLACEHOLDER, TABLE_MIME, VEGA_LITE_MIME
from tieout.compare.differences import Comparand
from tieout.weave.page import fragment
from tieout.weave.rankings import is_ranking

_FILE = tomllib.loads((Path(__file__).parent / "cases/across.toml").read_text("utf-8"))
CASES, RANKINGS = _FILE["case"], _FILE["ranking"]
MARKDOWN, LISTS = _FILE["markdown"], _FILE["list"]

#: The id of a fact in a case, without the name of the report.
_FACT = r"[\w-]+\.\d{4}"


def _chart(facts: list[str]) -> dict[str, Any]:
    tied = [ferries_links().facts[f"ferries.{fact}"] for fact in facts]
    links = [f"{PLACEHOLDER}fact/{it.fact.id}" for it in tied]
    rows = [
        {"v": float(it.quantity.value or 0), "y": link, "link": link}
        for it, link in zip(tied, links, strict=True)
    ]
    encoding = {
        "x": {"field": "v", "type": "quantitative"},
        "y": {"field": "y", "type": "nominal", "axis": None},
        "href": {"field": "link", "type": "nominal"},
    }
    return {VEGA_LITE_MIME: {"data": {"values": rows}, "mark": "bar", "encoding": encoding}}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
def test_a_chart_says_what_it_compares_across(case: dict[str, Any]) -> None:
    across = f"#| across: {case['across']}\n" if "across" in case else ""
    output = shown(**_chart(case["facts"])) if case["facts"] else printed("nothing")
    body = f"```{{python}}\n#| fig-cap: A caption.\n{across}x\n```"
    page, findings = woven(body, [output])
    told = [str(it).removeprefix("chapters/port.qmd:") for it in findings]
    assert told == case.get("findings", [])
    line = fragment(page.body).xpath(".//figure/p[@class='compared-across']/text()")
    assert line == ([case["shown"]] if "shown" in case else [])


@pytest.mark.parametrize("case", RANKINGS, ids=lambda case: case["title"])
def test_a_table_in_order_of_size_is_a_ranking(case: dict[str, Any]) -> None:
    rows = [[f"row {at}", _cell(it)] for at, it in enumerate(case["rows"])]
    data = {"header": ["What", "Number"], "rows": rows, "numeric": [False, True]}
    across = f"#| across: {case['across']}\n" if "across" in case else ""
    body = f"```{{python}}\n#| tbl-cap: A caption.\n{across}x\n```"
    page, findings = woven(body, [shown(**{TABLE_MIME: data})])
    told = [str(it).removeprefix("chapters/port.qmd:") for it in findings]
    assert told == case.get("findings", [])
    line = fragment(page.body).xpath(".//figure/p[@class='compared-across']/text()")
    assert line == ([case["shown"]] if "shown" in case else [])


@pytest.mark.parametrize("case", MARKDOWN, ids=lambda case: case["title"])
def test_so_is_one_that_is_written_in_markdown(case: dict[str, Any]) -> None:
    rows = [" | ".join(re.sub(_FACT, _inline, it) for it in row) for row in case["rows"]]
    width = len(case["rows"][0])
    lines = ["| What " + "| Number " * width + "|", "|---" * (width + 1) + "|"]
    table = "\n".join([*lines, *(f"| row | {row} |" for row in rows)])
    _is_as_told(case, table, [cell for row in case["rows"] for cell in row])


@pytest.mark.parametrize("case", LISTS, ids=lambda case: case["title"])
def test_so_is_a_list(case: dict[str, Any]) -> None:
    items = [case["begins"] + re.sub(_FACT, _inline, it) for it in case["items"]]
    _is_as_told(case, "\n".join(items), case["items"])


def _is_as_told(case: dict[str, Any], body: str, texts: list[str]) -> None:
    """Weaves what is written in Markdown, in a div where the case says what it compares."""
    if "across" in case:
        body = f'::: {{across="{case["across"]}"}}\n\n{body}\n\n:::'
    facts = [it for text in texts for it in re.findall(_FACT, text)]
    values = {f'facts["ferries.{it}"]': Value("fact", f"ferries.{it}") for it in facts}
    page, findings = woven(body, values=values)
    told = [str(it).removeprefix("chapters/port.qmd:") for it in findings]
    assert told == case.get("findings", [])
    line = fragment(page.body).xpath(".//p[@class='compared-across']/text()")
    assert line == ([case["shown"]] if "shown" in case else [])


def _inline(fact: re.Match[str]) -> str:
    return f'`{{python}} facts["ferries.{fact[0]}"]`'


def _cell(facts: str) -> Any:
    """Facts by name; several in a cell as a list, an empty text for what is not reported."""
    cells = [
        {"kind": "fact", "id": f"ferries.{it}", "form": "shown", "period": False}
        for it in facts.split()
    ]
    if not cells:
        return {"kind": "empty", "text": "not reported"}
    return cells if len(cells) > 1 else cells[0]


@pytest.mark.parametrize(
    ("values", "periods", "areas", "ranked"),
    [
        ("3 2 1", "2025 2025 2025", "a b c", True),
        ("1 2 3", "2025 2025 2025", "a b c", True),
        ("1 3 2", "2025 2025 2025", "a b c", False),
        ("1 2 2", "2025 2025 2025", "a b c", False),
        ("5 3 3 1", "2025 2025 2025 2025", "a b c d", True),
        ("1 2 2 3", "2023 2024 2025 2026", "a a a a", False),
        ("1 2 3", "2023 2024 2025", "a a a", False),
        ("1 2 3", "2025-H1 2024 2023", "a a a", False),
        ("1 2 3", "2023 2025 2024", "a a a", True),
        ("1 2 3", "2023 2024 2025", "a b c", True),
        ("1 2 3", "2023 not-stated 2025", "a a a", True),
    ],
)
def test_an_order_of_time_is_none_of_size(
    values: str, periods: str, areas: str, ranked: bool
) -> None:
    compared = [
        Comparand(f"f{at}", "i", area, "" if period == "not-stated" else period, "CNY", "actual")
        for at, (period, area) in enumerate(zip(periods.split(), areas.split(), strict=True))
    ]
    assert is_ranking([Decimal(it) for it in values.split()], compared, ge, le) == ranked
