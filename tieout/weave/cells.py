"""What a cell showed, as blocks: charts, tables, values, text."""

import re
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from nbformat import NotebookNode

from tieout.chapters.chapter import Cell, Chapter, Value
from tieout.chapters.handover import TABLE_MIME, VALUE_MIME, VEGA_LITE_MIME
from tieout.chapters.pandoc import Node, attr, plain_text, raw_html, string
from tieout.findings import Finding
from tieout.weave.across import compared, named_by, without_chart
from tieout.weave.cell_html import unfit
from tieout.weave.charts import draw
from tieout.weave.drawn_marks import Unread
from tieout.weave.drawn_values import sort_of, untrue_mark
from tieout.weave.links import Links, waived
from tieout.weave.rankings import ranked_in_output
from tieout.weave.scales import typed_scale
from tieout.weave.tables import data_table, table_html

_ANSI = re.compile(r"\x1b\[[0-9;]*m")
#: Characters that no page may hold.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")

#: How Python shows an object that says nothing of itself: `<Figure size 640x480 with 1 Axes>`.
_OBJECT = re.compile(r"<[A-Za-z_][\w.]*[\s:>].*>?", re.DOTALL)

Texts = Mapping[str, list[Node]]


def cell_blocks(
    chapter: Chapter,
    cell: Cell,
    outputs: tuple[NotebookNode, ...],
    texts: Texts,
    links: Links,
    labels: Mapping[str, str],
) -> tuple[list[Node], list[Finding]]:
    """The blocks of a cell: its source where it is to be shown, then its outputs. `texts`
    holds the resolved inlines of caption and alternative text."""
    blocks: list[Node] = []
    findings: list[Finding] = []
    if not chapter.option(cell, "include", True):
        return [], []
    if chapter.option(cell, "echo", False):
        blocks.append(_listing(cell))
    if not chapter.option(cell, "output", True):
        return blocks, []
    shown = [output.get("data", {}) for output in outputs]
    if not any(_compares(data, links) for data in shown):
        findings += without_chart(cell)
    if not findings and not any({VEGA_LITE_MIME, TABLE_MIME} & data.keys() for data in shown):
        findings += _captions_of_nothing(cell)
    for output in outputs:
        made, problems = _output(cell, output, texts, links, labels)
        blocks += made
        findings += problems
    place = f'data-place="{escape(str(cell.place))}"'
    if blocks:
        blocks = [raw_html(f'<div class="cell" {place}>'), *blocks, raw_html("</div>")]
    return blocks, findings


def _compares(data: Mapping[str, Any], links: Links) -> bool:
    """Whether an output sets numbers beside each other: a chart, or rows in order of size."""
    ranking = TABLE_MIME in data and ranked_in_output(data[TABLE_MIME], links)
    return VEGA_LITE_MIME in data or bool(ranking)


def _captions_of_nothing(cell: Cell) -> Iterator[Finding]:
    for name in ("fig-cap", "tbl-cap", "fig-alt"):
        if name in cell.options:
            yield Finding(
                cell.places.get(name, cell.place),
                "caption-unused",
                f"the cell has a {name} and shows neither a chart nor a table()",
                "end the cell with one, or leave it out: readers would not see it",
            )


def _listing(cell: Cell) -> Node:
    lines = [line for line in cell.source.splitlines() if not line.startswith("#|")]
    code = escape("\n".join(lines).strip("\n"))
    return raw_html(f'<pre class="tieout-code"><code>{code}</code></pre>')


def _output(
    cell: Cell, output: NotebookNode, texts: Texts, links: Links, labels: Mapping[str, str]
) -> tuple[list[Node], list[Finding]]:
    if output.output_type == "stream":
        return ([] if output.name == "stderr" else [_printed(output.text)]), []
    data: Mapping[str, Any] = output.get("data", {})
    if VEGA_LITE_MIME in data:
        return _chart(cell, data[VEGA_LITE_MIME], texts, links, labels)
    if TABLE_MIME in data:
        return _table(cell, data[TABLE_MIME], texts, links, labels)
    if VALUE_MIME in data:
        return [{"t": "Para", "c": [links.node(Value(**data[VALUE_MIME]))]}], []
    if "text/html" in data:
        return _html(cell, str(data["text/html"]))
    if finding := _shown_otherwise(cell, data):
        return [], [finding]
    if "text/markdown" in data:
        return [{"t": "Para", "c": [string(str(data["text/markdown"]))]}], []
    return [_printed(str(data.get("text/plain", "")))], []


def _html(cell: Cell, text: str) -> tuple[list[Node], list[Finding]]:
    """HTML that a cell made by itself: it may not claim that a number is tied or waived, nor
    hold what runs, is fetched, or is no text."""
    if found := unfit(text):
        what = f"the cell's HTML holds {found}"
        hint = "show tied numbers by table(), a chart or an inline name"
        return [], [Finding(cell.place, "raw-html", what, hint)]
    return [raw_html(f'<div class="output">{text}</div>')], []


def _shown_otherwise(cell: Cell, data: Mapping[str, Any]) -> Finding | None:
    """What a cell showed as a picture, or as an object that has no text."""
    picture = next((it for it in data if it.startswith("image/")), None)
    if picture or "application/pdf" in data:
        return Finding(
            cell.place,
            "picture-unread",
            "the cell shows a picture, whose numbers nobody can check",
            "draw it with Altair, whose marks can be linked, or end the cell without it",
        )
    text = str(data.get("text/plain", ""))
    if _OBJECT.fullmatch(text):
        return Finding(
            cell.place,
            "output-unreadable",
            f"the cell shows {text.splitlines()[0][:60]}, which says nothing to readers",
            "end the cell with what is to be shown, or write #| output: false",
        )
    return None


def _printed(text: str) -> Node:
    plain = _CONTROL.sub("\N{REPLACEMENT CHARACTER}", _ANSI.sub("", text))
    return raw_html(f'<pre class="output">{escape(plain)}</pre>')


def _table(
    cell: Cell, data: Mapping[str, Any], texts: Texts, links: Links, labels: Mapping[str, str]
) -> tuple[list[Node], list[Finding]]:
    shown = table_html(data, links)
    ranked = ranked_in_output(data, links)
    across, findings = compared(ranked, named_by(cell), links, "table") if ranked else ("", [])
    if findings:
        return [], findings
    return _figure(cell, "table", [raw_html(across + shown)], texts, labels, []), []


def _chart(
    cell: Cell, spec: Any, texts: Texts, links: Links, labels: Mapping[str, str]
) -> tuple[list[Node], list[Finding]]:
    alt = plain_text(texts["alt"]).strip() or plain_text(texts["caption"]).strip()
    if not alt:
        return [], [
            Finding(
                cell.place,
                "chart-without-text",
                "the chart has neither #| fig-cap nor #| fig-alt",
                "say in a sentence what the chart shows",
            )
        ]
    if typed := typed_scale(spec):
        what = f"{typed} writes the labels of an axis by hand"
        hint = "leave it out: a scale is what the data make it; say the rest in the caption"
        return [], [Finding(cell.place, "chart-scale", what, hint)]
    try:
        chart = draw(dict(spec), links, alt)
    except KeyError as error:
        what = f"a mark links to {error.args[0]}, which is neither a fact nor a derivation"
        hint = "give marks the column `link` as href"
        return [], [Finding(cell.place, "unknown-fact", what, hint)]
    except ValueError as error:
        what = f"the chart cannot be drawn: {str(error).splitlines()[0]}"
        return [], [Finding(cell.place, "chart-broken", what, "mend the specification")]
    if not chart.linked:
        what = "no mark of the chart is linked to a fact"
        hint = 'add href="link" to the encoding of its marks and labels'
        return [], [Finding(cell.place, "chart-untied", what, hint)]
    if chart.loose:
        what = f"a {chart.loose} of the chart is linked to no fact"
        hint = 'give each mark href="link"; only a line between linked points needs none'
        return [], [Finding(cell.place, "chart-untied", what, hint)]
    if untrue := _untrue(dict(spec), links):
        hint = "draw the number's own value, or low and high, by a scale that the data make"
        return [], [Finding(cell.place, "chart-untrue", untrue, hint)]
    across, findings = compared([chart.linked], named_by(cell), links)
    if findings:
        return [], findings
    picture = raw_html(
        f'{across}<div class="chart chart-wide">{chart.wide}</div>'
        f'<div class="chart chart-narrow">{chart.narrow}</div>'
    )
    behind = raw_html(data_table(chart.linked, links))
    return _figure(cell, "chart", [picture], texts, labels, [behind]), []


def _untrue(spec: dict[str, Any], links: Links) -> str:
    """What is wrong with a mark that draws another number than its own."""
    try:
        return untrue_mark(spec, links)
    except Unread as error:
        return f"a {sort_of(error.sort)} is drawn by what is no number: {error}"


def _figure(
    cell: Cell,
    css: str,
    body: list[Node],
    texts: Texts,
    labels: Mapping[str, str],
    behind: list[Node],
) -> list[Node]:
    """A figure with its caption below, and what stands behind it below that."""
    label = str(cell.options.get("label", ""))
    id = f' id="{escape(label)}"' if label else ""
    caption: list[Node] = []
    if texts["caption"]:
        caption = [
            raw_html("<figcaption>"),
            {"t": "Plain", "c": [*_numbered(labels.get(label, "")), *texts["caption"]]},
            raw_html("</figcaption>"),
        ]
    return [
        raw_html(f'<figure class="tieout-{css}"{id}>'),
        *([*caption, *body] if css == "table" else [*body, *caption]),
        *behind,
        raw_html("</figure>"),
    ]


def _numbered(name: str) -> list[Node]:
    word, _, number = name.rpartition(" ")
    if not number.isdigit():
        return []
    inner = [string(f"{word} "), waived(number, "label"), string(". ")]
    return [{"t": "Span", "c": [attr("", ("figure-label",)), inner]}]
