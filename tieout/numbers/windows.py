"""A long text in windows that end where a sentence does, so that memory holds a window and never
the text.

Where a window ends follows from the text alone, not from the pieces that it comes in.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

#: A window has at least so many characters, and at most twice as many.
SIZE: Final = 1 << 14
#: What stands before a window, for those who look back.
BEFORE: Final = 128

_CLOSING: Final = "[”’」』）)\"']*+"
#: Where a window may end, the best first: a sentence that ends with its line, a sentence, a
#: paragraph, a line, a clause, a word.
_ENDS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"[。！？.!?]{_CLOSING}[ \t\r\u3000]*+\n",
        rf"[。！？]{_CLOSING}|[.!?]{_CLOSING} +(?=[A-Z])",
        r"\n[ \t\r\u3000]*+\n",
        r"\n",
        r"[，；：、](?![0-9０-９])",
        r"(?<=[^\s0-9０-９])\s+(?=[^\s0-9０-９])",
    )
)


class Window(NamedTuple):
    """A stretch of the text that begins at `start`, and what stands `before` it."""

    start: int
    text: str
    before: str = ""


def windows(pieces: Iterable[str], size: int = SIZE) -> Iterator[Window]:
    """The text that the pieces make together, in windows."""
    start, rest, before = 0, "", ""
    for piece in pieces:
        rest = rest + piece if rest else piece
        position = 0
        while len(rest) - position > 2 * size:
            end = _end_of(rest, position + size, position + 2 * size)
            text = rest[position:end]
            yield Window(start, text, before)
            start, position = start + len(text), end
            before = (before + text[-BEFORE:])[-BEFORE:]
        rest = rest[position:]
    if rest:
        yield Window(start, rest, before)


def _end_of(text: str, least: int, most: int) -> int:
    """The best place for a window to end, between both."""
    for pattern in _ENDS:
        found = pattern.search(text, least, most)
        if found:
            return found.end()
    return most
