"""The characters of a PDF's page as a reader sees them: where they stand, what block of the
text they belong to, how they are set, and which of them nobody can see."""

import ctypes
import re
from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from tieout.audit.numbers.english import BEFORE_HYPHENS

#: The type of code, which is no text of the report, and that of labels in drawings.
_CODE: Final = "Mono"
_DRAWN: Final = "Sans"
#: Elements of a structure that are parts of a line; any other begins a block of its own.
_INLINE: Final = frozenset({"Span", "Link", "Em", "Strong", "Code", "Reference", "Quote", "Sub"})
#: A reader sees nothing that is fainter, more transparent or smaller (in points) than this.
_FAINT, _THIN, _TINY = 0.8, 0.5, 3.5
#: Modes of drawing text that leave no trace on the page.
_INVISIBLE: Final = frozenset({3, 7})
#: A line through letters stands so high above their base, in parts of their size.
_STRUCK: Final = (0.15, 0.5)
_THICKEST: Final = 1.5
#: What stands for a hyphen at the end of a line, be it written or made there.
_HYPHEN: Final = "\u00ad"
_LONGEST: Final = 10
_NUMERAL: Final = re.compile(rf"(?:\d|(?<![A-Za-z])(?:{'|'.join(BEFORE_HYPHENS)}))$", re.IGNORECASE)
_HAN: Final = re.compile(r"[\u3007\u3400-\u9fff]")
_TEEN: Final = re.compile(r"t(?:een|ieth|y\b)")


class Glyph(NamedTuple):
    """A character: `x` and `y` are its middle in points from the left and the bottom, `block`
    is the number of its block on the page, -1 outside the text (running heads, the repeated
    head of a table); `size` is in points."""

    text: str
    x: float = 0
    y: float = 0
    block: int = -1
    size: float = 0
    printed: bool = False
    drawn: bool = False
    hidden: bool = False
    struck: bool = False


class _Style(NamedTuple):
    """What all characters of one text object share."""

    block: int
    size: float
    printed: bool
    drawn: bool
    hidden: bool


def glyphs(page: pypdfium2.PdfPage) -> tuple[list[Glyph], list[str]]:
    """The characters of a page in reading order, white space as a space without a place; and
    the kind (P, TD …) of each block."""
    blocks, kinds = _blocks(page)
    held = page.get_textpage()  # which goes with the last name that it has
    text = held.raw
    width, height = page.get_size()
    lines = list(_level_lines(page))
    heights = {int(height) + off for _, _, height in lines for off in (-2, -1, 0, 1, 2)}
    box = [ctypes.c_double() for _ in range(4)]
    refs = [ctypes.byref(it) for it in box]
    left, right, bottom, top = box
    styles: dict[int, _Style] = {}
    made = []
    for index in range(held.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text, index)
        char = chr(code)
        if char.isspace():
            made.append(Glyph(" "))
            continue
        if char == "\x00":
            continue
        holder = pdfium.FPDFText_GetTextObject(text, index)
        if not holder:
            continue  # a hyphen that no one has set
        key = ctypes.addressof(holder.contents)
        style = styles.get(key)
        if style is None:
            style = styles[key] = _style(text, index, holder, blocks, kinds)
        pdfium.FPDFText_GetCharBox(text, index, *refs)
        x, y = (left.value + right.value) / 2, (bottom.value + top.value) / 2
        off = not (left.value >= 0 and right.value <= width and 0 < y < height)
        struck = int(y) in heights and _is_struck(text, index, x, style.size, lines)
        read = _HYPHEN if char in "\x02\ufffe" else char
        made.append(Glyph(read, x, y, *style[:4], style.hidden or off, struck))
    return list(_as_written(made)), kinds


def _as_written(read: Sequence[Glyph]) -> Iterator[Glyph]:
    """The characters without what breaks lines: white space between Chinese characters, and
    hyphens within a word. Nobody breaks a word behind a numeral or before a digit: a hyphen
    there was written."""
    last = Glyph(" ")
    for at, glyph in enumerate(read):
        if not glyph.size and _HAN.match(last.text):
            following = next((it for it in read[at + 1 : at + 4] if it.size), last)
            if following.block == last.block and _HAN.match(following.text):
                continue
        if glyph.text != _HYPHEN:
            yield glyph
        elif _is_written(read, at):
            yield glyph._replace(text="-")
        if glyph.size:
            last = glyph


def _is_written(read: Sequence[Glyph], at: int) -> bool:
    before = "".join(it.text for it in read[max(at - _LONGEST, 0) : at])
    after = "".join(it.text for it in read[at + 1 : at + 6] if it.block == read[at].block)
    if _NUMERAL.search(before) and not _TEEN.match(after):
        return True
    return after[:1].isdigit()


def _style(text: Any, index: int, holder: Any, blocks: dict[int, int], kinds: list[str]) -> _Style:
    buffer, flags = ctypes.create_string_buffer(64), ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(text, index, buffer, 64, flags)
    font = buffer.value.decode("utf-8", "replace")
    block = blocks.get(pdfium.FPDFPageObj_GetMarkedContentID(holder), -1)
    red, green, blue, alpha = (ctypes.c_uint(0) for _ in range(4))
    pdfium.FPDFText_GetFillColor(text, index, red, green, blue, alpha)
    light = (0.2126 * red.value + 0.7152 * green.value + 0.0722 * blue.value) / 255
    size = pdfium.FPDFText_GetFontSize(text, index) * _scale(text, index)
    drawn = _DRAWN in font and block >= 0 and kinds[block] == "Figure"
    unseen = light > _FAINT or alpha.value < _THIN * 255 or size < _TINY
    mode = pdfium.FPDFTextObj_GetTextRenderMode(holder)
    return _Style(block, size, _CODE in font, drawn, (unseen and not drawn) or mode in _INVISIBLE)


def _scale(text: Any, index: int) -> float:
    """How much larger characters are drawn than their font says."""
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFText_GetMatrix(text, index, matrix):
        return 1
    return float(max(abs(matrix.d), abs(matrix.b)))


def _blocks(page: pypdfium2.PdfPage) -> tuple[dict[int, int], list[str]]:
    """The block of each piece of marked content, and the kind of each block."""
    tree = pdfium.FPDF_StructTree_GetForPage(page)
    blocks: dict[int, int] = {}
    kinds: list[str] = []
    if tree:
        for at in range(pdfium.FPDF_StructTree_CountChildren(tree)):
            _walk(pdfium.FPDF_StructTree_GetChildAtIndex(tree, at), -1, blocks, kinds)
        pdfium.FPDF_StructTree_Close(tree)
    return blocks, kinds


def _walk(element: Any, block: int, blocks: dict[int, int], kinds: list[str]) -> None:
    if not element:
        return
    kind = _kind(element)
    if kind not in _INLINE or block < 0:
        block = len(kinds)
        kinds.append(kind)
    for at in range(pdfium.FPDF_StructElement_CountChildren(element)):
        content = pdfium.FPDF_StructElement_GetChildMarkedContentID(element, at)
        if content >= 0:  # what of the element stands on this page
            blocks[content] = block
        else:
            _walk(pdfium.FPDF_StructElement_GetChildAtIndex(element, at), block, blocks, kinds)


def _kind(element: Any) -> str:
    length = pdfium.FPDF_StructElement_GetType(element, None, 0)
    buffer = ctypes.create_string_buffer(max(length, 2))
    pdfium.FPDF_StructElement_GetType(element, buffer, length)
    return buffer.raw[: max(length - 2, 0)].decode("utf-16-le", "replace")


def _level_lines(page: pypdfium2.PdfPage) -> Iterator[tuple[float, float, float]]:
    """The thin level lines of a page: left, right and height of each."""
    ends = [ctypes.c_float() for _ in range(4)]
    for at in range(pdfium.FPDFPage_CountObjects(page)):
        holder = pdfium.FPDFPage_GetObject(page, at)
        if pdfium.FPDFPageObj_GetType(holder) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        pdfium.FPDFPageObj_GetBounds(holder, *ends)
        left, bottom, right, top = (it.value for it in ends)
        if top - bottom <= _THICKEST and right - left > _THICKEST:
            yield left, right, (top + bottom) / 2


def _is_struck(
    text: Any,
    index: int,
    x: float,
    size: float,
    lines: list[tuple[float, float, float]],
) -> bool:
    """Whether one of the lines runs through a character."""
    across, base = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(text, index, across, base)
    low, high = (base.value + part * size for part in _STRUCK)
    return any(low < height < high and left <= x <= right for left, right, height in lines)
