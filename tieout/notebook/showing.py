"""How numbers, tables and charts show themselves where no build makes pages of them: in Jupyter,
in an editor, in Quarto, in a published notebook.

Each is shown as Markdown, HTML or SVG whose numbers are links. What comes in is what cells hand
to a build (a value, a table's cells, a Vega-Lite specification), so that a notebook says what its
page says.
"""

import json
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any, Final

import vl_convert

from tieout.chapters.handover import PLACEHOLDER
from tieout.derive.derivation import Derivation
from tieout.ledger.ledger import Ledger
from tieout.ledger.periods import show_period
from tieout.ledger.tie import TiedFact
from tieout.notebook.pipe_tables import escaped, pipe_table
from tieout.notebook.wording import show_derived, show_fact
from tieout.quantities.units import Language

#: Where links lead within the very document, as in one that holds its own appendix.
SAME_DOCUMENT: Final = "#"
#: The words of a chart's table: its title, its columns, what stands for no period.
CHART_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "en": ("The numbers in this chart", "Measure", "Area", "Period", "Value", "period not said"),
    "zh": ("图中的数字", "指标", "地区", "时期", "数值", "时期未说明"),
}
#: The width of a drawing without its labels, in CSS pixels.
_WIDTH: Final = 560
#: What a specification of several drawings has, whose widths are their own.
_SEVERAL: Final = ("hconcat", "concat", "facet", "repeat")
_MARKDOWN, _HTML, _SVG = "text/markdown", "text/html", "image/svg+xml"
#: What a drawing tells of a mark's link to those who hear it, beside what the mark shows.
_TOLD_LINK: Final = re.compile(
    rf'; [^;"]*: {re.escape(PLACEHOLDER)}[^;"]*|[^;"]*: {re.escape(PLACEHOLDER)}[^;"]*(?:; )?'
)
_LINKED: Final = re.compile(rf'{re.escape(PLACEHOLDER)}(fact|derived)/([^"&]+)')


@dataclass(frozen=True, slots=True)
class Showing:
    """What is needed to show a number as a link. `site` is where links lead: an address, a
    folder's absolute path, a relative address with a slash at its end, or `#` for the same
    document."""

    ledger: Ledger
    facts: Mapping[str, TiedFact]
    derivations: Mapping[str, Derivation]
    language: Language
    site: str

    def address(self, kind: str, id: str) -> str:
        """Where a fact's sentence or a derivation's entry stands. Raises KeyError for an
        unknown fact."""
        if kind == "derived":
            page, anchor = "derivations/index.html", f"d-{id}"
        else:
            sentence = self.facts[id].sentence
            page, anchor = f"sources/{sentence.source}/index.html", sentence.id
            if self.site == SAME_DOCUMENT:  # where all sources stand together
                anchor = f"{sentence.source}-{sentence.id}"
        return f"#{anchor}" if self.site == SAME_DOCUMENT else f"{_base(self.site)}{page}#{anchor}"

    def text(self, kind: str, id: str, form: str = "shown") -> str:
        """A fact or derivation as readers see it. Raises KeyError for an unknown one."""
        units = self.ledger.units
        if kind == "fact":
            return show_fact(self.facts[id], form, self.language, units)
        return show_derived(self.derivations[id], form, self.language, units)

    def markdown(self, kind: str, id: str, text: str) -> str:
        """A number, as `text` says it, as a link in Markdown."""
        return f"[{escaped(text)}]({self.address(kind, id)})"

    def html(self, kind: str, id: str, text: str) -> str:
        """The same in HTML; the wording of the source is one hover away."""
        title = f' title="{escape(self.facts[id].fact.number)}"' if kind == "fact" else ""
        return f'<a href="{escape(self.address(kind, id))}"{title}>{escape(text)}</a>'

    def value(self, kind: str, id: str, text: str) -> dict[str, str]:
        """A number by itself, by media type."""
        return {_MARKDOWN: self.markdown(kind, id, text), _HTML: self.html(kind, id, text)}

    def counted(self, text: str) -> dict[str, str]:
        """A number of the account, which leads nowhere, by media type."""
        return {_MARKDOWN: text, _HTML: text}

    def table(self, data: Mapping[str, Any]) -> dict[str, str]:
        """A table as a cell hands it over, by media type."""
        rows = [[self._cell_markdown(cell) for cell in row] for row in data["rows"]]
        return {
            _MARKDOWN: pipe_table([escaped(it) for it in data["header"]], rows, data["numeric"]),
            _HTML: _html_table(
                data["header"],
                [[self._cell_html(cell) for cell in row] for row in data["rows"]],
                data["numeric"],
            ),
        }

    def chart(self, spec: Mapping[str, Any]) -> dict[str, str]:
        """A chart, by media type: a drawing with its links, above the table of its numbers, and
        the drawing alone."""
        svg = _drawn(spec)
        linked = list(dict.fromkeys(_LINKED.findall(svg)))
        drawn = _LINKED.sub(lambda it: escape(self.address(it[1], it[2])), svg)
        if not linked:
            return {_HTML: f"<div>{drawn}</div>", _SVG: drawn}
        rows = [self._described(kind, id) for kind, id in linked]
        shown = [
            [*map(escape, what), self.html(kind, id, self.text(kind, id))]
            for what, (kind, id) in zip(rows, linked, strict=True)
        ]
        summary, *titles, _ = CHART_WORDS[self.language]
        table = _html_table(titles, shown, [False, False, False, True])
        details = f"<details><summary>{escape(summary)}</summary>{table}</details>"
        return {_HTML: f"<div>{drawn}{details}</div>", _SVG: drawn}

    def chart_table(self, spec: Mapping[str, Any]) -> str:
        """The numbers of a chart as a table in Markdown, empty where it links none."""
        svg = _drawn(spec)
        linked = list(dict.fromkeys(_LINKED.findall(svg)))
        if not linked:
            return ""
        rows = [
            [
                *map(escaped, self._described(kind, id)),
                self.markdown(kind, id, self.text(kind, id)),
            ]
            for kind, id in linked
        ]
        titles = CHART_WORDS[self.language][1:5]
        return pipe_table(titles, rows, [False, False, False, True])

    def _described(self, kind: str, id: str) -> tuple[str, str, str]:
        """What a number in a chart measures, where, and when; of a derivation, its title."""
        if kind == "derived":
            return self.derivations[id].title, "", ""
        fact = self.facts[id].fact
        indicator, area = self.ledger.indicators[fact.indicator], self.ledger.areas[fact.area]
        period = show_period(fact.period, self.language) or CHART_WORDS[self.language][-1]
        if self.language == "zh":
            return indicator.name_zh, area.name_zh, period
        return indicator.name_en, area.name_en, period

    def _cell_markdown(self, cell: Any) -> str:
        match cell:
            case list():
                return "; ".join(map(self._cell_markdown, cell))
            case {"kind": "empty", "text": text}:
                return escaped(str(text))
            case {"kind": kind, "id": id, "form": form}:
                shown = self.text(kind, id, form)
                return self.markdown(kind, id, shown) + self._period(cell)
            case _:
                return escaped(str(cell))

    def _cell_html(self, cell: Any) -> str:
        match cell:
            case list():
                return "<br>".join(map(self._cell_html, cell))
            case {"kind": "empty", "text": text}:
                return escape(str(text))
            case {"kind": kind, "id": id, "form": form}:
                shown = self.text(kind, id, form)
                return self.html(kind, id, shown) + self._period(cell)
            case _:
                return escape(str(cell))

    def _period(self, cell: Mapping[str, Any]) -> str:
        """The period that stands beside a fact, with a space and parentheses around it."""
        if not cell.get("period"):
            return ""
        period = show_period(self.facts[cell["id"]].fact.period, self.language)
        return f" ({period or CHART_WORDS[self.language][-1]})"


def _drawn(spec: Mapping[str, Any]) -> str:
    """A chart as SVG, as wide as a page's text where it is a single one. What it says of its marks
    leaves out where they lead."""
    if not any(it in spec for it in _SEVERAL):
        spec = {**spec, "width": _WIDTH}
    svg: str = vl_convert.vegalite_to_svg(json.dumps(spec), allowed_base_urls=[])
    return _TOLD_LINK.sub("", svg)


def _base(site: str) -> str:
    """The beginning of an address on the site, as the folder of this kernel must write it."""
    if not Path(site).is_absolute():
        return site
    folder = Path(os.path.relpath(site)).as_posix()
    return "" if folder == "." else f"{folder}/"


def _html_table(
    header: Sequence[str], rows: Sequence[Sequence[str]], numeric: Sequence[bool]
) -> str:
    """A table of cells that are HTML already. Quarto is asked to leave it as it is."""
    aligned = [' style="text-align:right"' if it else "" for it in numeric]
    head = "".join(
        f"<th{how}>{escape(title)}</th>" for title, how in zip(header, aligned, strict=True)
    )
    body = "".join(
        "<tr>"
        + "".join(f"<td{how}>{cell}</td>" for cell, how in zip(row, aligned, strict=True))
        + "</tr>"
        for row in rows
    )
    return (
        '<table data-quarto-disable-processing="true">'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )
