"""How wide the columns of a table are, told from what stands in them."""

from collections.abc import Sequence

from lxml import html

from tieout.weave.page import classes

#: In characters: what a column is at least, what its longest word may ask for, what numbers
#: may, what any text may, and what a line of a printed page holds.
_LEAST, _WORD, _NUMBER, _TEXT, _LINE = 6, 16, 26, 46, 90


def add_widths(table: html.HtmlElement) -> None:
    """Gives a table's columns their shares of its width, and its columns of numbers their
    alignment."""
    rows = [list(row) for row in table.iter("tr")]
    group = html.Element("colgroup")
    for share in _shares(*_weights(rows)):
        group.append(html.Element("col", {"style": f"width: {100 * share:.1f}%"}))
    for old in table.findall("colgroup"):
        old.drop_tree()
    table.insert(1 if table.find("caption") is not None else 0, group)
    for row in rows:
        for cell in row:
            if "number" in classes(cell):
                cell.set("style", "text-align: right")


def _shares(weights: Sequence[int], words: Sequence[int]) -> list[float]:
    """Shares of a table's width by weight, but none less than the column's longest word needs
    on a printed page."""
    least = [word / max(_LINE, sum(words)) for word in words]
    fixed: set[int] = set()
    while True:
        left = 1 - sum(least[it] for it in fixed)
        whole = sum(weight for it, weight in enumerate(weights) if it not in fixed) or 1
        shares = [
            least[it] if it in fixed else left * weight / whole for it, weight in enumerate(weights)
        ]
        short = {it for it, share in enumerate(shares) if share < least[it]}
        if not short:
            return shares
        fixed |= short


def _weights(rows: Sequence[Sequence[html.HtmlElement]]) -> tuple[list[int], list[int]]:
    """The weight of each column and the room that its longest word needs, from rows without a
    cell that spans several."""
    columns = max((sum(map(_span, row)) for row in rows), default=1)
    weights, words = [_LEAST] * columns, [_LEAST] * columns
    for row in rows:
        if any(_span(it) > 1 for it in row):
            continue
        for column, cell in enumerate(row):
            lines = [" ".join(it.split()) for it in _lines(cell)]
            longest = max(map(len, lines), default=0)
            word = max((len(it) for line in lines for it in line.split()), default=0)
            numeric = "number" in classes(cell)
            wide = min(_NUMBER, longest + 4) if numeric else min(_TEXT, longest // 2)
            words[column] = max(words[column], min(_WORD, word + 2))
            weights[column] = max(weights[column], words[column], wide)
    return weights, words


def _lines(cell: html.HtmlElement) -> list[str]:
    """The texts of a cell that stand below each other."""
    blocks = cell.findall("div")
    return [it.text_content() for it in blocks] if blocks else [cell.text_content()]


def _span(cell: html.HtmlElement) -> int:
    return int(cell.get("colspan", "1"))
