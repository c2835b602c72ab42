"""Where pages break, by the template alone: what stands at the head and at the foot of a page."""

from datetime import date
from importlib import resources

import pypdfium2
import pytest

from tieout.pdf.document import compiled

_FRONT = """#import "template.typ": *
#show: report.with(title: "Boats", contents: "Contents", date: datetime(year: 2024, month: 1, day: 1))
#heading(level: 1)[Boats]
#v(FILLEDpt)
"""  # noqa: E501
_ENTRIES = """#for it in range(4) { fact("s" + str(it), "1")[seven] }
#for it in range(4) {
  sentence-entry(name: "s" + str(it), number: str(it), said: "A paper", used: "Used on pages",
    once: "Used on page", together: SHORT, ends: true, lorem(60), lorem(90))
}"""
_TABLE = """#grid-table(columns: (auto, auto), together: false, headed: true,
  table.header([Boat], [Number]), ..for it in range(14) { ([Row], [#it]) },
  table.footer(repeat: false, [Row], [14], [Row], [15]))"""


def _pages(body: str, filled: int) -> list[list[str]]:
    """The lines of each page, without heads and feet."""
    template = resources.files("tieout.pdf").joinpath("template.typ").read_bytes()
    source = _FRONT.replace("FILLED", str(filled)) + body
    file = pypdfium2.PdfDocument(compiled(source, template, {}, date(2024, 1, 1)))
    texts = [file[it].get_textpage().get_text_bounded() for it in range(len(file))]
    heads = ("Boats", "Contents")
    return [
        [it for it in text.splitlines() if not (it.strip().isdigit() or it.startswith(heads))]
        for text in texts
    ]


@pytest.mark.parametrize("short", ["true", "false"])
@pytest.mark.parametrize("filled", range(200, 560, 60))
def test_no_page_begins_with_where_an_entry_is_used(filled: int, short: str) -> None:
    pages = _pages(_ENTRIES.replace("SHORT", short), filled)
    assert sum("Used on page" in it for page in pages for it in page) == 4
    assert not [page[0] for page in pages if page and page[0].startswith("Used")]


@pytest.mark.parametrize("filled", range(500, 640, 9))
def test_no_row_of_a_long_table_is_alone_on_a_page(filled: int) -> None:
    rows = [sum("Row" in it for it in page) for page in _pages(_TABLE, filled)]
    assert sum(rows) == 16
    assert not [it for it in rows if it == 1]
