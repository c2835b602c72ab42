"""What the end of a page parts: paragraphs, and links in them, that go on on the next page."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from tieout.audit.pdf.reading import AGAIN, FOOT, HEAD, Passage, PdfFile, Piece
from tieout.audit.pdf.trial import CELLS, Part

#: What stands on a page besides the text that runs through pages.
EDGES: Final = frozenset({HEAD, FOOT, AGAIN})
#: What ends a paragraph; one without it may go on on the next page.
_ENDING: Final = ".!?:…。！？：”)"

#: A passage with its parts.
Read = tuple[Passage, tuple[Part, ...]]


def joined(read: Iterable[Read]) -> list[Read]:
    """The passages, those as one of which the second part stands on the next page. What stands
    at the edges of pages comes between them."""
    made: list[Read] = []
    begun = -1  # where the last passage of the running text stands
    for passage, parts in read:
        if passage.kind in EDGES:
            made.append((passage, parts))
        elif begun >= 0 and _goes_on(made[begun], passage):
            made[begun] = made[begun][0], _merged(made[begun][1], parts)
        else:
            begun = len(made)
            made.append((passage, parts))
    return made


def _goes_on(first: Read, second: Passage) -> bool:
    passage, parts = first
    text = passage.text
    ended = parts[-1].page if parts else passage.page
    same = passage.kind == second.kind and second.page == ended + 1
    return same and passage.kind not in CELLS and bool(text) and text[-1] not in _ENDING


def _merged(first: tuple[Part, ...], second: tuple[Part, ...]) -> tuple[Part, ...]:
    """Parts in a row; a link that both end and begin with is one."""
    if not first or not second:
        return (*first, *second)
    last, begin = first[-1], second[0]
    if last.entry is None or last.entry is not begin.entry or last.short:
        return (*first, Part(" "), *second)
    whole = replace(last, text=f"{last.text} {begin.text}", short=begin.short)
    return (*first[:-1], whole, *second[1:])


def link_going_on(file: PdfFile, number: int) -> int:
    """The number of the link that a page ends with, if it goes on on the next page; else -1."""
    if number + 1 >= len(file):
        return -1
    last, first = _pieces(file, number)[-1:], _pieces(file, number + 1)[:1]
    if not first or not last or first[0].link < 0 or last[0].link < 0 or last[0].short:
        return -1
    here = file.page(number).links[last[0].link]
    after = file.page(number + 1).links[first[0].link]
    return last[0].link if here is not None and here == after else -1


def _pieces(file: PdfFile, number: int) -> list[Piece]:
    """What the running text of a page is made of."""
    return [
        piece
        for passage in file.page(number).passages
        if passage.kind not in EDGES
        for piece in passage.pieces
        if piece.text.strip() or piece.short
    ]
