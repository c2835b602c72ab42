"""Sheets as the bytes of a workbook."""

import io
import math
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time
from decimal import Decimal
from typing import Any, Final

import xlsxwriter

from tieout.ledger.periods import first_day
from tieout.workbook.layout import DECIMALS, breadth, column_width, row_height
from tieout.workbook.sheet import Entry, Sheet

#: Columns of labels up to this width stay in view.
_ROW_LABELS = 34
#: What Excel holds in a cell and in a hover.
_LONGEST_TEXT, _LONGEST_TIP = 32_767, 250
_A4: Final = 9
#: Up to so many characters are printed on a page's width.
_PAGE: Final = 240
_CELL: Final[dict[str, Any]] = {"text_wrap": True, "valign": "top"}
_HEADER: Final[dict[str, Any]] = {**_CELL, "bold": True, "bottom": 1}
_FONT: Final = {"font_name": "Arial", "font_size": 12}
_LINK: Final = {"font_color": "#0B4F9E", "underline": 1}
#: Characters that XML has no place for.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
#: Read as the beginning of a formula by whoever types the text again.
_FORMULA_BEGINS: Final = ("=", "+", "-", "@", "\t", "\r")
_ALWAYS_THE_SAME: Final = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Settings:
    """What is said of the workbook as a whole. `address` is where the site is published, empty
    where links are relative; `dated` a year, a month or a day."""

    title: str
    description: str
    language: str
    address: str
    dated: str


@dataclass(slots=True)
class Writer:
    """Writes sheets into a book. Formats are made once each: `formats` holds them by what they
    say."""

    book: Any
    address: str
    formats: dict[tuple[tuple[str, Any], ...], Any] = field(default_factory=dict)

    def sheet(self, sheet: Sheet) -> None:
        """Writes a sheet: its lines, then its table, and nothing else."""
        page = self.book.add_worksheet(sheet.name)
        for row, line in enumerate(sheet.lines):
            kind: dict[str, Any] = {} if row else {"bold": True, "font_size": 14}
            self._entry(page, row, 0, line, kind)
        head = len(sheet.lines)
        rows = sheet.rows or (tuple(Entry() for _ in sheet.headers),)
        last = (head + len(rows), len(sheet.headers) - 1)
        page.add_table(
            head,
            0,
            *last,
            {
                "name": sheet.table,
                "columns": [{"header": _fit(it.text)} for it in sheet.headers],
                "style": "Table Style Light 1",
                "banded_rows": False,
                "title": _fit(sheet.name),
                "description": _fit(sheet.title),
            },
        )
        for column, header in enumerate(sheet.headers):
            right = any(row[column].right for row in rows)
            self._entry(page, head, column, replace(header, right=right), _HEADER)
        for at, entries in enumerate(rows, start=head + 1):
            for column, entry in enumerate(entries):
                self._entry(page, at, column, entry, _CELL)
        page.ignore_errors({"number_stored_as_text": _range(head, *last)})
        self._layout(page, sheet, rows)

    def _layout(self, page: Any, sheet: Sheet, rows: Sequence[Sequence[Entry]]) -> None:
        head = len(sheet.lines)
        widths = [
            column_width([header, *(row[column] for row in rows)], len(sheet.headers))
            for column, header in enumerate(sheet.headers)
        ]
        for column, width in enumerate(widths):
            page.set_column(column, column, width)
        for at, entries in enumerate((sheet.headers, *rows), start=head):
            page.set_row(at, row_height(entries, widths))
        labels = len(widths) > 2 and widths[0] <= _ROW_LABELS
        page.freeze_panes(head + 1, 1 if labels else 0)
        printed = _printed(sheet, widths)
        page.print_area(0, 0, head + len(rows), printed - 1)
        page.set_paper(_A4)
        page.set_landscape()
        page.fit_to_pages(math.ceil(sum(widths[:printed]) / _PAGE), 0)
        page.repeat_rows(head)
        page.set_footer("&L&A&R&P / &N")

    def _entry(self, page: Any, row: int, column: int, entry: Entry, kind: dict[str, Any]) -> None:
        if entry.right:
            kind = {**kind, "align": "right", "indent": 1}
        if entry.number is not None:
            look = self._format({**kind, "num_format": _number_format(entry.number)})
            # As a decimal, or the library would write 8.199999999999999 for 8.2.
            page.write_number(row, column, Decimal(str(entry.number)), look)
            return
        text = _fit(entry.text)
        if text.startswith(_FORMULA_BEGINS):
            kind = {**kind, "quote_prefix": True}
        if entry.link:
            tip = _fit(entry.tip)[:_LONGEST_TIP] or None
            look = self._format({**kind, **_LINK})
            page.write_url(row, column, self._target(entry.link), look, text, tip)
        elif text:
            page.write_string(row, column, text, self._format(kind))

    def _target(self, link: str) -> str:
        if link.startswith("#"):
            name = link[1:].replace("'", "''")
            return f"internal:'{name}'!A1"
        if re.match(r"https?:", link):
            return link
        return f"{self.address}{link}" if self.address else f"external:{link}"

    def _format(self, kind: dict[str, Any]) -> Any:
        key = tuple(sorted(kind.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format({**_FONT, **kind})
        return self.formats[key]


def written(sheets: Sequence[Sheet], settings: Settings) -> bytes:
    """The workbook as bytes: Office Open XML, with no formula in it. The same sheets give the
    same bytes."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True, "default_format_properties": dict(_FONT)})
    book.set_properties(
        {
            "title": _fit(settings.title),
            "subject": _fit(settings.description),
            "created": datetime.combine(first_day(settings.dated), time.min),
        }
    )
    writer = Writer(book, settings.address)
    for sheet in sheets:
        writer.sheet(sheet)
    book.close()
    return _finished(made.getvalue(), settings.language)


def _finished(content: bytes, language: str) -> bytes:
    """The same archive with the document's language, with relative links as addresses are
    written (the library writes them with the backslashes of one system's paths), and with
    times that are always the same."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            data = old.read(name)
            if name == "docProps/core.xml":
                said = f"<dc:language>{language}</dc:language></cp:coreProperties>"
                data = data.replace(b"</cp:coreProperties>", said.encode())
            elif name.endswith(".rels"):
                data = data.replace(b"\\", b"/")
            entry = zipfile.ZipInfo(name, _ALWAYS_THE_SAME)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 3
            entry.external_attr = 0o644 << 16
            new.writestr(entry, data)
    return made.getvalue()


def _fit(text: str) -> str:
    """A text that a cell can hold."""
    text = _UNFIT.sub("", text)
    return text if len(text) <= _LONGEST_TEXT else text[: _LONGEST_TEXT - 1] + "…"


def _number_format(number: float) -> str:
    exponent = Decimal(str(number)).normalize().as_tuple().exponent
    decimals = min(max(-int(exponent), 0), DECIMALS)
    return "#,##0" + ("." + "0" * decimals if decimals else "")


def _printed(sheet: Sheet, widths: Sequence[float]) -> int:
    """How many columns are printed: all that a page has room for; else those that are to be, but
    so many that no line above the table is cut."""
    if not sheet.printed or sum(widths) <= _PAGE:
        return len(widths)
    longest = max(breadth(it.text) for it in sheet.lines)
    enough = next((at for at in range(1, len(widths)) if sum(widths[:at]) >= longest), len(widths))
    return max(sheet.printed, enough)


def _range(head: int, last_row: int, last_column: int) -> str:
    return f"A{head + 1}:{xlsxwriter.utility.xl_col_to_name(last_column)}{last_row + 1}"
