"""Tables of tied numbers as HTML."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from tieout.ledger.periods import show_period
from tieout.weave.links import Links

_WORDS = {
    "en": ("The numbers in this chart", "Measure", "Area", "Period", "Value", "period not said"),
    "zh": ("图中的数字", "指标", "地区", "时期", "数值", "时期未说明"),
}


def table_html(data: Mapping[str, Any], links: Links) -> str:
    """A table that a cell showed. Cells are texts, values, or lists of values."""
    header = "".join(
        f"<th{_numeric(numeric)}>{escape(title)}</th>"
        for title, numeric in zip(data["header"], data["numeric"], strict=True)
    )
    rows = "".join(
        "<tr>"
        + "".join(
            f"<td{_numeric(numeric)}>{_cell(cell, links)}</td>"
            for cell, numeric in zip(row, data["numeric"], strict=True)
        )
        + "</tr>"
        for row in data["rows"]
    )
    return _table(header, rows)


def data_table(linked: Sequence[tuple[str, str]], links: Links) -> str:
    """The table that stands with a chart: every number that it links, with what it says."""
    summary, *titles, unsaid = _WORDS[links.language]
    rows = []
    for kind, id in linked:
        if kind == "fact":
            tied = links.facts[id]
            measure, area = links.names(tied)
            period = show_period(tied.fact.period, links.language) or unsaid
            what = "".join(f"<td>{escape(text)}</td>" for text in (measure, area, period))
        else:  # its title says all of it
            what = f'<td colspan="3">{escape(links.derivations[id].title)}</td>'
        rows.append(f"<tr>{what}<td{_numeric(True)}>{links.html(kind, id)}</td></tr>")
    header = "".join(f"<th>{escape(title)}</th>" for title in titles)
    return (
        f'<details class="chart-data"><summary>{escape(summary)}</summary>'
        f"{_table(header, ''.join(rows))}</details>"
    )


def _table(header: str, rows: str) -> str:
    return (
        '<div class="table-scroll"><table class="tieout">'
        f"<thead><tr>{header}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _cell(cell: Any, links: Links) -> str:
    if isinstance(cell, list):
        return "".join(f"<div>{_cell(each, links)}</div>" for each in cell)
    if isinstance(cell, Mapping):
        if cell["kind"] == "empty":
            return f'<span class="not-reported">{escape(cell["text"])}</span>'
        link = links.html(cell["kind"], cell["id"], cell["form"])
        return f"{link}{_period(cell['id'], links)}" if cell.get("period") else link
    return escape(str(cell))


def _period(id: str, links: Links) -> str:
    """The period of a fact, as it stands beside its number."""
    period = show_period(links.facts[id].fact.period, links.language)
    return f'<div class="period">{escape(period or _WORDS[links.language][-1])}</div>'


def _numeric(numeric: bool) -> str:
    return ' class="number"' if numeric else ""
