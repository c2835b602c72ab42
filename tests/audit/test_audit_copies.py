"""The audit over what is drawn or published again: bars, notebooks, tables, the search index."""

import json
from pathlib import Path
from typing import Any

import pytest
from audit_samples import FIRST, add, data, with_ids, write

from tieout.audit import audit_site

HOME = "../sources/port/index.html"


def codes(site: Path) -> list[str]:
    return [finding.code for finding in audit_site(site)[1]]


def _bars(*shapes: str) -> str:
    links = ("<fact port.growth 1a>", "<fact port.growth.half 1a>", "<fact port.growth.fall 1a>")
    paths = "".join(
        f"{link}<path d='{shape}'/></a>" for link, shape in zip(links, shapes, strict=False)
    )
    return f"<figure><svg><g class='mark-rect role-mark'>{paths}</g></svg></figure>"


def _with_more_facts(folder: Path) -> Path:
    """The small site with two more shares: 18.4% and −9.2%, said in words of their own."""
    records = data()
    for key, value, number in (("half", 18.4, "18.4%"), ("fall", -9.2, "9.2%")):
        text = FIRST.replace("36.8%", number)
        records["facts"].append(
            dict(
                records["facts"][1], id=f"port.growth.{key}", value=value, low=value - 0.05,
                high=value + 0.05, number=number, sentence_text=text, quote=text,
            )
        )  # fmt: skip
    return write(folder, records)


@pytest.mark.parametrize(
    ("shapes", "found"),
    [
        (["M0,0h200v20h-200Z", "M0,30h100v20h-100Z"], False),
        (["M0,0h20v200h-20Z", "M30,100h20v100h-20Z"], False),
        (["M0,0h200v20h-200Z", "M0,30h100v20h-100Z", "M-50,60h50v20h-50Z"], False),
        (["M0,0h200v20h-200Z", "M0,30h100.8v20h-100.8Z"], False),
        (["M0,0h200v20h-200Z", "M0,30h150v20h-150Z"], True),
        (["M0,0h200v20h-200Z", "M0,30h90v20h-90Z"], True),
        (["M0,0h20v200h-20Z", "M30,40h20v160h-20Z"], True),
        (["M0,0h200v20h-200Z", "M0,30h100v20h-100Z", "M-90,60h90v20h-90Z"], True),
        (["M0,0h100v20h-100Z", "M0,30h200v20h-200Z"], True),
        # No bars: parts of a stack, cells of two sizes, curves.
        (["M0,0h200v20h-200Z", "M200,0h90v20h-90Z", "M290,0h10v20h-10Z"], False),
        (["M0,0h200v20h-200Z", "M0,30h90v40h-90Z"], False),
        (["M0,0L5,5", "M0,30L9,9"], False),
    ],
)
def test_bars_are_as_long_as_their_values(tmp_path: Path, shapes: list[str], found: bool) -> None:
    site = _with_more_facts(tmp_path)
    add(site, _bars(*shapes))
    assert ("audit-chart" in codes(site)) is found


def _notebook(*cells: dict[str, Any]) -> str:
    every = [{"metadata": {}, "outputs": [], **cell} for cell in cells]
    return with_ids(json.dumps({"cells": every, "metadata": {}, "nbformat": 4}))


def _text(source: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "source": source}


def _output(**data: Any) -> dict[str, Any]:
    return {"cell_type": "code", "source": "", "outputs": [{"data": data}]}


def _table(shown: str, key: str = "port.boxes") -> dict[str, Any]:
    rows = [["Boxes", {"kind": "fact", "id": key, "form": "shown"}]]
    html = (
        f"<table><tr><th>What</th><th>TEU</th></tr><tr><td>Boxes</td><td>{shown}</td></tr></table>"
    )
    return _output(**{"application/vnd.tieout.table+json": {"rows": rows}, "text/html": html})


def _chart(key: str, value: float) -> dict[str, Any]:
    rows = [{"link": f"https://tieout.invalid/fact/{key}", "y": value, "name": "Port"}]
    return _spec(datasets={"d": rows})


def _spec(**spec: Any) -> dict[str, Any]:
    return _output(**{"application/vnd.vegalite.v6+json": spec})


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        (_text(f"moved [656,000 TEU]({HOME}#s-1a) and [three]({HOME}#s-2b)"), False),
        (_text(f"moved [65.6万标箱]({HOME}#s-1a)"), False),
        (_text("[about 480,000 TEU](../derivations/index.html#d-boxes.before)"), False),
        (_text("see [there](https://example.org/5) and [the page](../index.html)"), False),
        (_text(f"moved [665,000 TEU]({HOME}#s-1a)"), True),
        (_text(f"moved [656,000 tonnes]({HOME}#s-1a)"), True),
        (_text(f"moved [656,000 TEU]({HOME}#s-2b)"), True),
        (_text("[about 490,000 TEU](../derivations/index.html#d-boxes.before)"), True),
        (_text("[the port](../index.html), `[so](port.html)`, [data](../data/facts.json)"), False),
        (_text("[the port](index.html)"), True),
        (_text("[the port](../index.html#no-such-place)"), True),
        (_table("656,000"), False),
        (_table("656 thousand"), False),
        (_table("665,000"), True),
        (_table("none"), True),
        (_table("656,000", "port.none"), True),
        (_chart("port.boxes", 656000), False),
        (_chart("port.boxes", 656), False),
        (_chart("port.boxes", 665000), True),
        (_chart("port.none", 656000), True),
        (_spec(layer=[{"mark": "bar", "encoding": {"tooltip": {"value": "17 boats"}}}]), True),
        (_spec(mark={"type": "bar", "description": "17 boats"}), True),
        (_spec(datasets={"d": [{"tooltip": "x", "description": "y"}]}, mark="bar"), False),
    ],
)
def test_a_notebook_says_what_the_data_hold(
    tmp_path: Path, cell: dict[str, Any], found: bool
) -> None:
    site = write(tmp_path, files={"notebooks/port.ipynb": _notebook(cell)})
    assert set(codes(site)) == ({"audit-copy"} if found else set())


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"cells": 5}', '{"cells": [{}]}', "{"])
def test_a_notebook_that_cannot_be_read(tmp_path: Path, text: str) -> None:
    assert codes(write(tmp_path, files={"notebooks/port.ipynb": text})) == ["audit-copy"]


HEAD = "id,value,low,high,unit,bound,period,indicator\n"


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("facts", HEAD + "port.boxes,656000,655500,656500,TEU,exact,2025,boxes\n", 0),
        ("facts", HEAD + "port.boxes,656000.0,655500,656500,TEU,exact,2025,boxes\n", 0),
        ("facts", HEAD + "firms.money,50000000,50000000,,CNY,over,2025,boxes\n", 0),
        ("facts", HEAD + "port.boxes,665000,655500,656500,TEU,exact,2025,boxes\n", 1),
        ("facts", HEAD + "port.boxes,656000,655500,656500,tonne,over,2024,boxes\n", 3),
        ("facts", HEAD + "firms.money,50000000,50000000,60000000,CNY,over,2025,boxes\n", 1),
        ("indicators", "id,name\nboxes,Boxes\n", 0),
        ("indicators", "id,name\nships,Ships\n", 4),
        ("areas", "id,name\nport,Port\n", 0),
        ("areas", "id,name\nsea,Sea\n", 4),
    ],
)
def test_a_published_table_says_what_the_data_hold(
    tmp_path: Path, name: str, text: str, found: int
) -> None:
    site = write(tmp_path, files={f"data/{name}.csv": text})
    assert codes(site) == ["audit-copy"] * found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<p>The port moved 656,000 TEU</p>", []),
        ("Value656,000 TEU", []),
        ("<p>The port moved 665,000 TEU</p>", ["audit-copy"]),
    ],
)
def test_the_search_index_finds_what_stands_on_its_page(
    tmp_path: Path, text: str, found: list[str]
) -> None:
    docs = [{"location": "index.html#ports", "title": "Ports in 2025", "text": text}]
    index = json.dumps({"config": {}, "docs": [*docs, {"location": "", "title": "", "text": ""}]})
    assert codes(write(tmp_path, files={"search/search_index.json": index})) == found


def test_a_search_index_that_cannot_be_read(tmp_path: Path) -> None:
    site = write(tmp_path, files={"search/search_index.json": '{"text": "x"}'})
    assert codes(site) == ["audit-copy"]
