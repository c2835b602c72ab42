"""Paragraphs: which line breaks part them, and which only end a printed line."""

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from tieout.text.repairs import Edits

#: How a text is set. `whole`: a line is a paragraph. `wrapped`: paragraphs are parted by
#: blank lines. `columns`: newspaper columns, in which blank lines mean nothing.
Setting = Literal["whole", "wrapped", "columns"]

#: Languages that part no words by spaces, so that a line may break within a word.
UNSPACED = frozenset({"zh", "ja"})

_CLOSERS = "”’」』）)】》〉\"'"
_ENDS = {
    True: re.compile(f"[。！？…!?][{_CLOSERS}]*$"),
    False: re.compile(f"[.。！？…!?][{_CLOSERS}]*$"),
}
_ENDS_A_LINE = re.compile(f"[。！？…!?.；;：:][{_CLOSERS}]*$")

#: Half-width units. A paragraph's first line is indented by two characters, which the text no
#: longer shows: it looks narrower by that much. Justified lines of one column differ by one
#: character; what is missing at the end of one line and at the beginning of the next must be
#: three characters together, unless the indent alone is seen.
INDENT = 4
GAP = 6


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: where its text stands, without white space around it, and
    whether a blank line stands before it."""

    start: int
    end: int
    text: str
    after_blank: bool


def split_lines(text: str) -> list[Line]:
    """The lines of a text that are not blank."""
    lines: list[Line] = []
    blank = False
    for match in re.finditer(r"[^\n]*", text):
        bare = match[0].strip()
        if bare:
            start = match.start() + match[0].index(bare[0])
            lines.append(Line(start, start + len(bare), bare, blank))
            blank = False
        elif match.end() < len(text) and (match.start() == 0 or text[match.start() - 1] == "\n"):
            blank = True
    return lines


def setting_of(lines: list[Line], unspaced: bool) -> Setting:
    """How the lines are set, judged by where sentences end: a text most of whose lines end
    one has a paragraph to the line; else, blank lines part the paragraphs, unless the text
    is unspaced and most lines have one before them, as if taken from newspaper columns."""
    unfinished = sum(_ENDS_A_LINE.search(line.text) is None for line in lines[:-1])
    if unfinished * 2 < len(lines) - 1 or len(lines) == 1:
        return "whole"
    parted = sum(line.after_blank for line in lines[1:])
    return "columns" if unspaced and parted * 2 > len(lines) - 1 else "wrapped"


def paragraph_spans(
    text: str, starts: tuple[int, ...], language: str, lines: str, edits: Edits
) -> list[tuple[int, int]]:
    """The stretches of `text` that are paragraphs. `starts` are the raw offsets of its
    characters, by which the repairs of kind join and break are found."""
    found = split_lines(text)
    if not found:
        return []
    unspaced = language in UNSPACED
    setting = lines or setting_of(found, unspaced)
    spans = [(found[0].start, found[0].end)]
    for i, (line, following) in enumerate(pairwise(found)):
        gap = set(starts[line.end : following.start])
        if gap & edits.breaks:
            parts = True
        elif gap & edits.joins:
            parts = False
        elif setting == "whole":
            # In print without spaces a picture may cut a line within a word: it goes on.
            ended = _ENDS_A_LINE.search(line.text) is not None
            parts = ended or (following.after_blank and not unspaced)
        elif setting == "wrapped":
            parts = following.after_blank
        else:
            parts = _ends_in_column(found, i, unspaced)
        if parts:
            spans.append((following.start, following.end))
        else:
            spans[-1] = (spans[-1][0], following.end)
    return spans


def _ends_in_column(lines: list[Line], i: int, unspaced: bool) -> bool:
    """Whether line `i` ends a paragraph: it ends a sentence, and it is visibly narrower than
    its column, or the line after it looks indented. A column is as wide as the widest of the
    lines near by."""
    if _ENDS[unspaced].search(lines[i].text) is None:
        return False
    near = lines[max(i - 2, 0) : i] + lines[i + 1 : i + 3]
    narrower = max(width(line.text) for line in near) - width(lines[i].text)
    first, following = lines[i + 1], lines[i + 2 : i + 4]
    indent = 0
    if following and _ENDS[unspaced].search(first.text) is None:
        indent = max(width(line.text) for line in following) - width(first.text)
    return max(narrower, 0) + max(indent, 0) >= GAP or indent >= INDENT


def width(text: str) -> int:
    """The printed width in half-width units, spaces left out: columns are justified."""
    wide = {"W", "F", "A"}
    return sum(
        2 if unicodedata.east_asian_width(letter) in wide else 1
        for letter in text
        if not letter.isspace()
    )
