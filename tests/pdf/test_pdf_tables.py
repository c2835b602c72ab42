"""The columns of tables in the PDF."""

import re

from lxml import html

from tieout.pdf.markup import quoted
from tieout.pdf.tables import table_markup


def written(head: list[str], *rows: list[str]) -> str:
    """The markup of a table; cells that begin with a digit are numbers."""
    cells = [[f"<td{_class(it)}>{it}</td>" for it in row] for row in rows]
    body = "".join(f"<tr>{''.join(row)}</tr>" for row in cells)
    head_row = "".join(f"<th>{it}</th>" for it in head)
    whole = f"<table><thead><tr>{head_row}</tr></thead><tbody>{body}</tbody></table>"
    table = html.fragment_fromstring(whole)
    return table_markup(table, lambda it: f"#{quoted(it.text_content())};")


def _class(cell: str) -> str:
    return ' class="number"' if cell[:1].isdigit() else ""


def columns(markup: str) -> list[str]:
    found = re.search(r"columns: \(([^)]*),\)", markup)
    assert found
    return found[1].split(", ")


def test_what_has_room_is_as_wide_as_it_needs_to_be() -> None:
    assert columns(written(["Of", "Number"], ["boats", "7"], ["a line", "1,000"])) == ["auto"] * 2


def test_long_columns_share_what_short_ones_leave() -> None:
    long, longer = "a sentence of words " * 5, "a sentence of words " * 20
    first, second, third = columns(written(["Of", "One", "Other"], ["boats", long, longer]))
    assert first == "auto"
    assert float(second.removesuffix("fr")) < float(third.removesuffix("fr"))
    assert float(second.removesuffix("fr")) >= float(third.removesuffix("fr")) / 2 - 0.1


def test_periods_stand_beside_their_numbers_where_there_is_room() -> None:
    dated = '7<div class="period">May 2024</div>'
    markup = written(["Of", "Number and period"], ["boats", dated], ["crews", "none"])
    assert len(columns(markup)) == 3
    assert '#"7";' in markup
    assert '#"May 2024";' in markup
    assert markup.count("colspan: 2") == 2  # the header, and the cell without a period
    assert "align: center" in markup


def test_and_below_them_where_there_is_none() -> None:
    dated = f'{"7" * 30}<div class="period">the first half of the year</div>'
    markup = written(["Of", *"ABCD"], ["boats", *[dated] * 4])
    assert len(columns(markup)) == 5
    assert "colspan" not in markup


def test_headers_of_numbers_stand_above_them() -> None:
    markup = written(["Of", "Number"], ["boats", "7"])
    assert markup.index("align: right") < markup.index("Number")


def test_short_tables_and_rows_stay_on_a_page() -> None:
    short, long = [["a", "7"]] * 3, [["a", "7"]] * 30
    assert "together: true" in written(["Of", "Number"], *short)
    assert "together: false" in written(["Of", "Number"], *long)
    assert "breakable: false" in written(["Of", "Number"], *long)
    assert written(["Of"], ["word " * 300]).count("breakable: false") == 1  # its header


def test_the_last_rows_of_a_long_table_stay_together() -> None:
    rows = [[f"boat {name}", "7"] for name in "abcdefghijklm"]
    long = written(["Of", "Number"], *rows)
    _, _, footer = long.partition("table.footer(repeat: false, ")
    assert [it for it in "abcdefghijklm" if f"boat {it}" in footer] == ["l", "m"]
    assert "table.footer" not in written(["Of", "Number"], *rows[:6])
    rows[-1][0] = "a sentence of words " * 60
    assert "table.footer" not in written(["Of", "Number"], *rows)
