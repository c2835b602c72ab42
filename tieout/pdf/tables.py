"""Tables for Typst: as wide as the page and no wider, their headers repeated on each page."""

from collections.abc import Callable, Sequence

from lxml import html

from tieout.pdf.markup import call

#: Widths by weight, in characters: a column is at least as wide as its longest word.
_LONGEST, _NUMBER, _WIDEST = 14, 26, 46


def table_markup(table: html.HtmlElement, cell: Callable[[html.HtmlElement], str]) -> str:
    """A table, its cells as `cell` writes their contents. Columns share the page's width by
    what they hold."""
    header = [it for row in table.findall("thead/tr") for it in row]
    rows = [list(row) for row in table.findall("tbody/tr")] or [
        list(row) for row in table.findall("tr")
    ]
    columns = ", ".join(f"{weight}fr" for weight in _weights([header, *rows]))
    cells = [_cell(it, cell) for row in rows for it in row]
    head = f"table.header({', '.join(_cell(it, cell) for it in header)})" if header else ""
    contents = ", ".join(it for it in (head, *cells) if it)
    return f"#grid-table(columns: ({columns},), {contents});"


def _weights(rows: Sequence[Sequence[html.HtmlElement]]) -> list[int]:
    """The weight of each column, from the cells that span a single one."""
    plain = [row for row in rows if not any(_span(it) > 1 for it in row)]
    columns = max((sum(map(_span, row)) for row in rows), default=1)
    weights = [6] * columns
    for row in plain:
        for column, it in enumerate(row):
            text = " ".join(it.text_content().split())
            word = max(map(len, text.split()), default=0)
            numeric = "number" in it.get("class", "").split()
            wide = min(_NUMBER, len(text) + 4) if numeric else min(_WIDEST, len(text) // 2)
            weights[column] = max(weights[column], min(_LONGEST, word), wide)
    return weights


def _span(cell: html.HtmlElement) -> int:
    return int(cell.get("colspan", "1"))


def _cell(element: html.HtmlElement, write: Callable[[html.HtmlElement], str]) -> str:
    arguments = {}
    if _span(element) > 1:
        arguments["colspan"] = str(_span(element))
    if "number" in element.get("class", "").split():
        arguments["align"] = "right"
    body = call("strong", write(element)) if element.tag == "th" else write(element)
    return call("table.cell", body, **arguments).removeprefix("#").removesuffix(";")
