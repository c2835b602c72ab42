"""The tables of the report, each as a sheet, in reading order."""

import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from lxml import html

from tieout.volume.citations import LEFT_OUT
from tieout.volume.volume import Volume
from tieout.weave.page import Page, classes, fragment
from tieout.workbook.cells import Reader, Tie, Words
from tieout.workbook.columns import columns_of
from tieout.workbook.grid import grid_of
from tieout.workbook.numbers import Numbers
from tieout.workbook.sheet import Entry, Sheet, letters, sheet_name, table_name, unique_headers

#: Where a sentence ends and another begins: a line of a sheet is no longer than it must be.
_SENTENCE_ENDS = re.compile(r"(?<=[.!?])\s+(?=[^\W\d])|(?<=[。！？])|\n")
_BESIDE_NUMBER = re.compile(r"(?<=\d) | (?=\S*\d)")
_GLUE = "\N{WORD JOINER}"
_LONG_LINE = 120
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")


@dataclass(slots=True)
class Collector:
    """Makes sheets of tables. `taken` are the names of sheets so far."""

    numbers: Numbers
    words: Mapping[str, str]
    taken: list[str] = field(default_factory=list)

    def page(self, page: Page, number: str) -> Iterator[Sheet]:
        """The sheets of a page's tables. `number` is that of a chapter; without one they are
        called by the page's own name for its comparisons."""
        reader = Reader(page.address, number)
        tree = fragment(page.body)
        nameless = letters()
        for table in tree.iter("table"):
            above = list(table.iterancestors())
            marks = {name for it in above for name in classes(it)}
            if LEFT_OUT & marks or any(it.tag == "table" for it in above):
                continue
            figure = next((it for it in above if it.tag == "figure"), None)
            caption = _caption(table, figure)
            said = reader.words(caption) if caption is not None else Words("")
            label = caption.find_class("figure-label") if caption is not None else []
            if label:
                name = reader.words(label[0]).text.rstrip(" .。:：")
            elif number:
                name = f"{self.words['workbook_table']} {number}.{next(nameless)}"
            else:
                name = self.words["workbook_comparison"]
                before = sum(it.startswith(name) for it in self.taken)
                name += f" {before}" if before else ""
            yield self._sheet(page, reader, table, figure, name, said)

    def _sheet(
        self,
        page: Page,
        reader: Reader,
        table: html.HtmlElement,
        figure: html.HtmlElement | None,
        wanted: str,
        caption: Words,
    ) -> Sheet:
        name = sheet_name(wanted, self.taken)
        self.taken.append(name)
        grid = grid_of(table, reader)
        shown, computed = columns_of(grid, self.numbers, self.words)
        columns = [*shown, *computed]
        heading, anchor = _heading(table)
        about = reader.words(heading) if heading is not None else Words(page.name)
        title = replace(
            caption if caption.text else about,
            text=_titled(name, wanted, caption.text or f"{page.name}: {about.text}"),
        )
        place = (figure.get("id", "") if figure is not None else "") or anchor
        cells = [*grid.headers, *(cell for row in grid.rows for cell in row)]
        notes = [*_above(figure, table, reader), *_footnotes([caption, *cells], table, reader)]
        lines = [
            *self._lines(title, f"{name}. "),
            *(line for note in notes for line in self._lines(note)),
            *self._of_headers(grid.headers),
            Entry(
                f"{self.words['workbook_shown_in']} {page.name}",
                link=f"{page.address}#{place}" if place else page.address,
            ),
            Entry(self.words["workbook_back"], link=f"#{self.words['workbook_cover']}"),
        ]
        rows = tuple(zip(*(it.entries for it in columns), strict=True))
        return Sheet(
            name,
            table_name(name),
            tuple(lines),
            unique_headers([it.header for it in columns], self.words),
            rows,
            tuple(each for it in (title, *notes, *cells) for each in it.waived),
            len(shown),
        )

    def _lines(self, said: Words, label: str = "") -> Iterator[Entry]:
        """A text by its sentences, the first of them after a label. One that holds a single
        number is its link; below one that holds several stands each of them."""
        ties = list(said.ties)
        for at, piece in enumerate(_pieces(said.text.removeprefix(label))):
            held: list[Tie] = []
            end = 0
            while ties and (start := piece.find(ties[0].text, end)) >= 0:
                end = start + len(ties[0].text)
                held.append(ties.pop(0))
            text = piece if at else f"{label}{piece}"
            yield self.numbers.entry(held[0], text) if len(held) == 1 else Entry(text)
            if len(held) > 1:
                yield from (self.numbers.entry(tie, tie.text) for tie in held)

    def _of_headers(self, headers: Sequence[Words]) -> Iterator[Entry]:
        """The numbers of headers that hold several, for which a cell has no room."""
        for header in headers:
            if len(header.ties) > 1:
                yield from (self.numbers.entry(tie, tie.text) for tie in header.ties)


def table_sheets(volume: Volume, numbers: Numbers, taken: Sequence[str]) -> tuple[Sheet, ...]:
    """The tables of the chapters, with those behind charts, and those of what can be compared.
    No sheet has a name that is `taken`."""
    collector = Collector(numbers, volume.words, list(taken))
    sheets = [
        sheet
        for number, page in enumerate(volume.chapters, start=1)
        for sheet in collector.page(page, str(number))
    ]
    compared = volume.pages.get("comparability.html")
    return (*sheets, *(collector.page(compared, "") if compared else ()))


def _titled(name: str, wanted: str, caption: str) -> str:
    """A title that begins with the sheet's name, as a caption begins with its label."""
    text = " ".join(caption.split())
    bare = text.removeprefix(wanted).lstrip(" .。:：") if text.startswith(wanted) else text
    return f"{name}. {bare}"


def _pieces(text: str) -> list[str]:
    """The sentences of a text, all but the first in lines that are no longer than a page is wide.
    No line ends beside a number."""
    first, *others = _SENTENCE_ENDS.split(text)
    lines = [
        line
        for sentence in others
        for line in textwrap.wrap(
            _BESIDE_NUMBER.sub(_GLUE, sentence),
            _LONG_LINE,
            break_long_words=False,
            break_on_hyphens=False,
        )
    ]
    return [it for it in (first, *(line.replace(_GLUE, " ") for line in lines)) if it]


def _caption(table: html.HtmlElement, figure: html.HtmlElement | None) -> html.HtmlElement | None:
    own = table.find("caption")
    return own if own is not None or figure is None else figure.find("figcaption")


def _heading(table: html.HtmlElement) -> tuple[html.HtmlElement | None, str]:
    """The heading above a table, and its anchor."""
    wanted = " or ".join(f"self::{it}" for it in _HEADINGS)
    found = table.xpath(f"preceding::*[{wanted}]")
    return (found[-1], str(found[-1].get("id", ""))) if found else (None, "")


def _above(figure: html.HtmlElement | None, table: html.HtmlElement, reader: Reader) -> list[Words]:
    """What stands above a table or a drawing and tells how to read it."""
    if figure is not None:
        return [reader.words(it) for it in figure.iterchildren("p")]
    box = next((it for it in table.iterancestors("div") if "comparison" in classes(it)), None)
    return [reader.words(it) for it in box.iterchildren("p")] if box is not None else []


def _footnotes(cells: Sequence[Words], table: html.HtmlElement, reader: Reader) -> Iterator[Words]:
    """The notes that a table refers to, each with its mark."""
    tree = table.getroottree()
    for anchor in dict.fromkeys(note for cell in cells for note in cell.notes):
        for note in tree.xpath("//li[@id=$id]", id=anchor):
            said = reader.words(note)
            yield replace(said, text=f"[{anchor.removeprefix('fn')}] {said.text}")
