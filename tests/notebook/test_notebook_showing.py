"""How numbers, tables and charts show themselves in a build, in Jupyter, and under Quarto."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import altair as alt
import polars as pl
import pytest
from IPython.core.formatters import DisplayFormatter
from lxml import html

from tieout.chapters.handover import FACTS_VARIABLE, Handover, save
from tieout.chapters.pandoc import plain_text
from tieout.check import check
from tieout.notebook import account, derive, facts, table
from tieout.notebook.kernel import kernel
from tieout.notebook.pipe_tables import escaped, pipe_table
from tieout.report import open_report

FERRIES = Path(__file__).parents[1] / "reports" / "ferries"
COST = "ferries.repairs.2023"
SENTENCE = "sources/annual-review-2024/index.html#s-"
PLACES = {
    "a build": "",
    "a published site": "https://ferries.example/report/",
    "a site beside": "../site/",
    "one document": "#",
}


@pytest.fixture(scope="module")
def checked() -> Handover:
    report = open_report(FERRIES)
    found = check(report)
    return Handover(found.ledger, found.tied, report.language, found.account)


@pytest.fixture(params=list(PLACES))
def place(
    request: pytest.FixtureRequest,
    checked: Handover,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> str:
    """A kernel whose links lead to one of the places, by its name."""
    site = PLACES[request.param]
    handed = Handover(checked.ledger, checked.tied, checked.language, checked.account, site)
    save(handed, tmp_path / "facts")
    monkeypatch.setenv(FACTS_VARIABLE, str(tmp_path / "facts"))
    monkeypatch.delenv("QUARTO_FIG_WIDTH", raising=False)
    return str(request.param)


def shown(value: object) -> Mapping[str, Any]:
    """What IPython makes of a value, by media type."""
    data, _ = DisplayFormatter().format(value)
    return dict(data)


def gain() -> Any:
    now, then = facts["ferries.punctuality.2023"], facts["ferries.punctuality.2022"]
    return derive(
        "gain", "now - then", title="Gain", unit="pp", across="period", now=now, then=then
    )


VALUES = {
    "a fact": (lambda: facts[COST], "GBP 2.6 million", SENTENCE),
    "its wording": (lambda: facts[COST].original, "£2.6 million", SENTENCE),
    "as a word": (lambda: facts["ferries.boats.2023"].words, "seven", SENTENCE),
    "a derivation": (gain, "3.3 pp", "derivations/index.html#d-gain"),
    "a count": (lambda: account["sources"].words, "two", ""),
}


@pytest.mark.parametrize("what", list(VALUES))
def test_a_number_is_a_link_everywhere_but_in_a_build(what: str, place: str) -> None:
    make, text, leads = VALUES[what]
    data = shown(make())
    assert data["text/plain"] == text
    if place == "a build":
        assert sorted(data) == ["application/vnd.tieout.value+json", "text/plain"]
        return
    if not leads:
        assert data["text/markdown"] == data["text/html"] == text
        return
    address = PLACES[place] + leads
    if place == "one document":
        address = "#annual-review-2024-s-" if leads == SENTENCE else "#d-gain"
    assert data["text/markdown"].startswith(f"[{text}]({address}")
    link = html.fragment_fromstring(data["text/html"])
    assert (link.tag, link.text) == ("a", text)
    assert link.get("href", "").startswith(address)
    assert data["text/markdown"].endswith(f"({link.get('href')})")


def test_under_quarto_a_number_is_markdown_alone(
    place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUARTO_FIG_WIDTH", "7")
    for value in (facts[COST], account["sources"], table(pl.DataFrame({"id": [COST]}))):
        assert "text/html" not in shown(value)


def test_a_folder_is_found_from_where_the_kernel_runs(
    checked: Handover, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = str(tmp_path / "site")
    save(Handover(checked.ledger, checked.tied, "en", checked.account, site), tmp_path / "facts")
    monkeypatch.setenv(FACTS_VARIABLE, str(tmp_path / "facts"))
    for folder, base in (("chapters", "../site/"), ("site/notebooks", "../"), ("site", "")):
        kernel.__dict__.clear()
        (tmp_path / folder).mkdir(parents=True, exist_ok=True)
        monkeypatch.chdir(tmp_path / folder)
        assert f"]({base}sources/" in shown(facts[COST])["text/markdown"], os.fspath(folder)


def test_a_table_is_a_table_in_both(place: str) -> None:
    frame = pl.DataFrame(
        {"what": ["Repairs", "Boats | ferries"], "id": [[COST], ["ferries.boats.2023", COST]]}
    )
    data = shown(table(frame, {"what": "What", "id": "Number"}, periods=True))
    if place == "a build":
        assert sorted(data) == ["application/vnd.tieout.table+json", "text/plain"]
        return
    lines = data["text/markdown"].splitlines()
    assert lines[0] == "| What | Number |"
    assert lines[2].startswith("| Repairs | [GBP 2.6 million](")
    assert "(2023)" in lines[2]
    assert "Boats \\| ferries" in lines[3]
    assert lines[3].count("](") == 2
    rows = html.fragment_fromstring(data["text/html"]).findall("tbody/tr")
    assert [len(row.findall(".//a")) for row in rows] == [1, 2]


def test_a_chart_is_a_drawing_with_its_links_and_its_table(place: str) -> None:
    frame = facts.frame.filter(pl.col("indicator") == "punctuality")
    chart = alt.Chart(frame).mark_bar().encode(x="value:Q", y="period:N", href="link:N")
    data = shown(chart)
    if place == "a build":
        assert sorted(data) == ["application/vnd.vegalite.v6+json", "text/plain"]
        return
    drawn, text = data["image/svg+xml"], data["text/html"]
    assert drawn.startswith("<svg")
    assert "tieout.invalid" not in drawn + text
    assert "<script" not in text
    assert "link: " not in drawn
    assert 500 < float(html.fragment_fromstring(drawn).get("width")) < 700
    rows = html.fragment_fromstring(text).findall(".//tbody/tr")
    assert [row[3].text_content() for row in rows] == ["96.4%", "93.1%"]
    links = {row.find(".//a").get("href") for row in rows}
    svg = html.fragment_fromstring(drawn)
    assert {it for a in svg.iter("a") for it in a.values() if "s-" in it} == links


@pytest.mark.parametrize(
    "text",
    [
        "2_000",
        "a*b*c",
        "[x](y)",
        "`code`",
        "5 < 6 > 4",
        "US$5 to $6",
        "a|b",
        "~3~",
        "@fig",
        "C:\\a",
    ],
)
def test_no_text_is_read_as_markup(text: str) -> None:
    from tieout.chapters.pandoc import read_markdown  # noqa: PLC0415

    blocks = read_markdown(escaped(text))
    assert plain_text(blocks) == text
    assert "Code" not in str(blocks)
    assert "Link" not in str(blocks)


def test_columns_are_as_wide_as_what_they_hold() -> None:
    text = pipe_table(["A", "B"], [["x" * 90, "[1](" + "y" * 90 + ")"]], [False, True])
    assert text.splitlines()[1] == f"| :{'-' * 39} | {'-' * 5}: |"
