"""A PDF as a witness reads it: the characters of its pages, what links cover them, and where
these lead."""

import ctypes
import json
from dataclasses import dataclass
from typing import Any, Final

import pypdfium2
import pypdfium2.raw as pdfium

#: What a number of a report is set in is no smaller than this beside the ids of its trail.
_SMALL: Final = 0.75
#: The type that only drawings are labelled in.
_DRAWN: Final = "Sans"
#: The type of code, which is no text of the report.
_CODE: Final = "Mono"
#: Header and footer of a page, in points from its edges.
_TOP, _BOTTOM = 72, 66
#: Below the line above a place, letters may reach down so far.
_LEADING: Final = 2


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that a link leads to: a page, from 0, and the height on it in points."""

    page: int
    top: float
    left: float


@dataclass(frozen=True, slots=True)
class Char:
    """A character of a page, `link` the number of the link over it, from 0, or -1; `small` is
    the id beside a number, `drawn` a label of a chart."""

    text: str
    link: int = -1
    small: bool = False
    drawn: bool = False


@dataclass(frozen=True, slots=True)
class PdfPage:
    """A page between header and footer, in reading order, with where each link leads, `None`
    for one that leads out of the file."""

    chars: tuple[Char, ...]
    links: tuple[Spot | None, ...]


class PdfFile:
    """A PDF that is open. Raises `ValueError` where the bytes are none."""

    def __init__(self, content: bytes) -> None:
        try:
            self._file = pypdfium2.PdfDocument(content)
        except pypdfium2.PdfiumError as error:
            raise ValueError(str(error)) from None

    def __len__(self) -> int:
        return len(self._file)

    def language(self) -> str:
        """The language of the document, a BCP 47 tag; English where it names none."""
        length = pdfium.FPDFCatalog_GetLanguage(self._file, None, 0)
        buffer = (ctypes.c_ushort * max(1, length))()
        pdfium.FPDFCatalog_GetLanguage(self._file, buffer, length)
        return bytes(buffer).decode("utf-16-le").rstrip("\0") or "en"

    def chapters(self) -> list[tuple[str, int]]:
        """The bookmarks of the first level: title and page."""
        return [
            (mark.get_title(), target.get_index() or 0)
            for mark in self._file.get_toc()
            if mark.level == 0 and (target := mark.get_dest()) is not None
        ]

    def attached(self) -> dict[str, bytes]:
        """The files that are embedded, by name."""
        count = self._file.count_attachments()
        files = [self._file.get_attachment(number) for number in range(count)]
        return {it.get_name(): bytes(it.get_data()) for it in files}

    def text_between(self, start: Spot, end: Spot | None) -> str:
        """What stands from one place to another, without headers and footers; to the end of
        the next page where the other is not given."""
        last = end.page if end else min(start.page + 1, len(self) - 1)
        parts = []
        for number in range(start.page, last + 1):
            page = self._file[number]
            width, height = page.get_size()
            top = start.top - _LEADING if number == start.page else height - _TOP
            bottom = end.top + _LEADING if end and number == end.page else _BOTTOM
            if top > bottom:
                parts.append(page.get_textpage().get_text_bounded(0, bottom, width, top))
        return "".join(parts)

    def page(self, number: int) -> PdfPage:
        """A page as it is read."""
        page = self._file[number]
        links, quads = self._links(page)
        text = page.get_textpage()
        height = page.get_height()
        chars: list[Char] = []
        sizes: dict[int, float] = {}
        for index in range(text.count_chars()):
            char = chr(pdfium.FPDFText_GetUnicode(text, index))
            if char.isspace() or char == "\x02" or char == "\ufffe":
                chars.append(Char("" if not char.isspace() else " "))
                continue
            left, bottom, right, top = text.get_charbox(index)
            x, y = (left + right) / 2, (bottom + top) / 2
            if not _BOTTOM < y < height - _TOP:
                continue
            font = _font(text, index)
            if _CODE in font:
                chars.append(Char(" "))
                continue
            link = next((it for it, quad in quads if _covers(quad, x, y)), -1)
            size = pdfium.FPDFText_GetFontSize(text, index)
            small = link >= 0 and size < _SMALL * sizes.setdefault(link, size)
            chars.append(Char(char, link, small, _DRAWN in font))
        return PdfPage(tuple(chars), tuple(links))

    def _links(
        self, page: pypdfium2.PdfPage
    ) -> tuple[list[Spot | None], list[tuple[int, tuple[float, ...]]]]:
        """Where the links of a page lead, and the rectangles that each covers."""
        spots: list[Spot | None] = []
        quads = []
        position, link = ctypes.c_int(0), pdfium.FPDF_LINK()
        while pdfium.FPDFLink_Enumerate(page, position, link):
            target = pdfium.FPDFLink_GetDest(self._file, link)
            quads += [(len(spots), quad) for quad in _rectangles(link)]
            spots.append(self._spot(target) if target else None)
        return spots, quads

    def _spot(self, target: Any) -> Spot:
        page = pdfium.FPDFDest_GetDestPageIndex(self._file, target)
        flags = [ctypes.c_int() for _ in range(3)]
        x, y, zoom = (ctypes.c_float() for _ in range(3))
        pdfium.FPDFDest_GetLocationInPage(target, *flags, x, y, zoom)
        return Spot(page, round(y.value, 1), round(x.value, 1))


def _rectangles(link: Any) -> list[tuple[float, ...]]:
    """Left, bottom, right and top of what a link covers, a rectangle for each line."""
    found: list[tuple[float, ...]] = []
    for index in range(pdfium.FPDFLink_CountQuadPoints(link)):
        quad = pdfium.FS_QUADPOINTSF()
        if pdfium.FPDFLink_GetQuadPoints(link, index, quad):
            xs = (quad.x1, quad.x2, quad.x3, quad.x4)
            ys = (quad.y1, quad.y2, quad.y3, quad.y4)
            found.append((min(xs), min(ys), max(xs), max(ys)))
    if not found:
        box = pdfium.FS_RECTF()
        pdfium.FPDFLink_GetAnnotRect(link, box)
        found.append((box.left, box.bottom, box.right, box.top))
    return found


def _covers(quad: tuple[float, ...], x: float, y: float) -> bool:
    left, bottom, right, top = quad
    return left <= x <= right and bottom <= y <= top


def _font(text: pypdfium2.PdfTextPage, index: int) -> str:
    buffer, flags = ctypes.create_string_buffer(64), ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(text, index, buffer, 64, flags)
    return buffer.value.decode("utf-8", "replace")


def read_json(files: dict[str, bytes], name: str) -> list[Any]:
    """An embedded list of records. Raises `ValueError` where there is none."""
    data = json.loads(files.get(name, b""))
    if not isinstance(data, list):
        raise ValueError(f"{name} holds no list")
    return data
