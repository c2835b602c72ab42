"""A PDF as a witness reads it: the passages of its pages, what in them links cover, and where
these lead."""

import ctypes
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from tieout.audit.pdf.glyphs import Glyph, glyphs

#: What a number of a report is set in is no smaller than this beside the ids of its trail.
_SMALL: Final = 0.75
#: Header and footer of a page, in points from its edges.
_TOP, _BOTTOM = 72, 66
#: Letters stand within so many points of the line that a link covers.
_ROWS: Final = 20
#: Kinds of passages that no structure names.
HEAD, FOOT, AGAIN = "head", "foot", "again"
#: Hold passages, and what stands in them by itself is one as far as it goes.
_HOLDERS: Final = frozenset({"Document", "Part", "Sect", "Div"})


class Spot(NamedTuple):
    """A place that a link leads to: a page, from 0, and the height on it in points."""

    page: int
    top: float
    left: float


class Piece(NamedTuple):
    """A stretch of a passage that is set alike: under one link of its page, by its number from
    0, or -1; in code; in a drawing; struck out. `short` is the id beside its number."""

    text: str
    link: int = -1
    short: str = ""
    printed: bool = False
    drawn: bool = False
    struck: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, heading, cell or caption of a page, from 0; `x` and `y` are the middle of its
    first character. `kind` is that of its structure (P, TD …), or, outside it, `head` and `foot`
    of a page, and `again` for what is repeated."""

    kind: str
    page: int
    x: float = 0
    y: float = 0
    pieces: tuple[Piece, ...] = ()

    @property
    def text(self) -> str:
        """All of it, without ids beside numbers."""
        return " ".join("".join(it.text for it in self.pieces).split())


@dataclass(frozen=True, slots=True)
class PdfPage:
    """A page: its passages in reading order, without what nobody can see; where each link leads
    (`None` for one that leads out of the file); and what nobody can see."""

    passages: tuple[Passage, ...]
    links: tuple[Spot | None, ...]
    hidden: str


@dataclass(frozen=True, slots=True)
class _Layer:
    """What stands on a page: its characters, over each the number of a link or -1, the kinds of
    its blocks, its height in points."""

    glyphs: list[Glyph]
    over: tuple[int, ...]
    kinds: list[str]
    height: float

    def kind(self, glyph: Glyph) -> str:
        """The kind of the passage that a character stands in."""
        if glyph.block >= 0:
            return self.kinds[glyph.block]
        if glyph.y > self.height - _TOP:
            return HEAD
        return FOOT if glyph.y < _BOTTOM else AGAIN


class PdfFile:
    """A PDF that is open. Raises `ValueError` where the bytes are none."""

    def __init__(self, content: bytes) -> None:
        try:
            self._file = pypdfium2.PdfDocument(content)
            self._file.get_page_size(0)
        except pypdfium2.PdfiumError as error:
            locked = "password" in str(error).lower()
            raise ValueError("it is encrypted" if locked else "it is no PDF, or damaged") from None
        self._pages: dict[int, PdfPage] = {}

    def __len__(self) -> int:
        return len(self._file)

    def language(self) -> str:
        """The language of the document, a BCP 47 tag; English where it names none."""
        length = pdfium.FPDFCatalog_GetLanguage(self._file, None, 0)
        buffer = (ctypes.c_ushort * max(1, length))()
        pdfium.FPDFCatalog_GetLanguage(self._file, buffer, length)
        return bytes(buffer).decode("utf-16-le").rstrip("\0") or "en"

    def title(self) -> str:
        """The title that a reader's window shows."""
        return str(self._file.get_metadata_value("Title"))

    def bookmarks(self) -> list[tuple[int, str, Spot]]:
        """Level from 0, title and place of each bookmark."""
        found = []
        for mark in self._file.get_toc():
            target = mark.get_dest()
            if target is not None:
                found.append((mark.level, mark.get_title(), self._spot(target.raw)))
        return found

    def attached(self) -> dict[str, bytes]:
        """The files that are embedded, by name."""
        count = self._file.count_attachments()
        files = [self._file.get_attachment(number) for number in range(count)]
        return {it.get_name(): bytes(it.get_data()) for it in files}

    def page(self, number: int) -> PdfPage:
        """A page as it is read."""
        if number not in self._pages:
            page = self._file[number]
            links, quads = self._links(page)
            read, kinds = glyphs(page)
            layer = _Layer(read, _covered(read, quads), kinds, page.get_height())
            hidden = "".join(it.text for it in read if it.hidden)
            self._pages[number] = PdfPage(_passages(number, layer), tuple(links), hidden)
        return self._pages[number]

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


def _covered(
    read: Sequence[Glyph], quads: Sequence[tuple[int, tuple[float, ...]]]
) -> tuple[int, ...]:
    """The link over each character, -1 for none."""
    rows: dict[int, list[tuple[int, tuple[float, ...]]]] = defaultdict(list)
    for it in quads:
        _, (_, bottom, _, top) = it
        for row in range(int(bottom // _ROWS), int(top // _ROWS) + 1):
            rows[row].append(it)
    return tuple(
        next(
            (
                link
                for link, (left, bottom, right, top) in rows.get(int(it.y // _ROWS), ())
                if left <= it.x <= right and bottom <= it.y <= top
            ),
            -1,
        )
        if it.size
        else -1
        for it in read
    )


#: Link, printed, drawn, struck: what a piece is set alike in.
_Style = tuple[int, bool, bool, bool]


class _Run(NamedTuple):
    """A piece under way: its characters, and those of the id beside its number."""

    style: _Style
    text: list[str]
    short: list[str]


@dataclass(slots=True)
class _Draft:
    """A passage under way: its kind, its first character, and its pieces."""

    kind: str
    first: Glyph
    runs: list[_Run] = field(default_factory=list)

    def add(self, glyph: Glyph, link: int, *, small: bool) -> None:
        style = (link, glyph.printed, glyph.drawn, glyph.struck)
        if not self.runs or self.runs[-1].style != style:
            self.runs.append(_Run(style, [], []))
        run = self.runs[-1]
        (run.short if small else run.text).append(glyph.text)

    def passage(self, page: int) -> Passage:
        pieces = tuple(map(_piece, self.runs))
        return Passage(self.kind, page, self.first.x, self.first.y, pieces)


def _passages(number: int, layer: _Layer) -> tuple[Passage, ...]:
    made: list[_Draft] = []
    found: dict[tuple[str, int], _Draft] = {}
    sizes: dict[int, float] = {}
    at: _Draft | None = None
    for glyph, link in zip(layer.glyphs, layer.over, strict=True):
        if not glyph.size:
            if at is not None:
                at.runs[-1].text.append(" ")
            continue
        if glyph.hidden:
            continue
        kind = layer.kind(glyph)
        key = (kind, glyph.block)
        if key not in found or (kind in _HOLDERS and at is not found[key]):
            found[key] = _Draft(kind, glyph)
            made.append(found[key])
        at = found[key]
        small = link >= 0 and glyph.size < _SMALL * sizes.setdefault(link, glyph.size)
        at.add(glyph, link, small=small)
    return tuple(it.passage(number) for it in made)


def _piece(run: _Run) -> Piece:
    (link, printed, drawn, struck), text, short = run
    return Piece("".join(text), link, "".join(short), printed, drawn, struck)
