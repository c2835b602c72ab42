"""The numbers of a text file, read in blocks: memory holds a window of it and never the whole."""

import codecs
import re
from bisect import bisect_right
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tieout.findings import Finding, Place
from tieout.ledger.account import fate_of_kind
from tieout.numbers import find
from tieout.numbers.mention import Mention
from tieout.numbers.windows import Window, windows
from tieout.scan.found import Found, written
from tieout.text.load import holds_controls, holds_text, read_raw
from tieout.text.masking import MASK, personal_data

_BLOCK = 1 << 16
_HAN = re.compile("[\u3400-\u9fff]")
_LETTER = re.compile("[^\\W\\d_]")
_SAMPLE = 100_000
#: Fewest digits of a telephone that may be someone's own.
_OWN_TELEPHONE = 7


@dataclass(frozen=True, slots=True)
class FileNumbers:
    """The numbers of a file that has been checked. Each pass reads the file again."""

    path: Path
    name: str
    language: str
    published: str

    def __iter__(self) -> Iterator[Found]:
        language = self.language or language_of(_beginning(self.path))
        seen: deque[_Seen] = deque()
        mentions = find(_pieces(self.path, seen), language=language, published=self.published)
        for mention in mentions:
            while mention.start >= seen[0].end:
                seen.popleft()
            yield _found(self.name, mention, seen[0], language)


def check_file(path: Path, name: str) -> tuple[bool, list[Finding]]:
    """Whether a file holds text, and what is wrong with it: the findings of `read_raw`."""
    seen = False
    try:
        with path.open("rb") as file:
            decoder = codecs.getincrementaldecoder("utf-8")()
            while block := file.read(_BLOCK):
                text = decoder.decode(block)
                if holds_controls(block, text):
                    return False, read_raw(path, name)[2]
                seen = seen or holds_text(text)
            decoder.decode(b"", final=True)
    except (OSError, UnicodeDecodeError):
        return False, read_raw(path, name)[2]
    return seen, []


def language_of(text: str) -> str:
    """`zh` where a tenth of the letters are Chinese characters or more, else `en`; told from
    the beginning of a long text."""
    sample = text[:_SAMPLE]
    letters = sum(1 for _ in _LETTER.finditer(sample))
    return "zh" if 10 * sum(1 for _ in _HAN.finditer(sample)) >= max(letters, 1) else "en"


def _blocks(path: Path) -> Iterator[str]:
    """The text of a file in blocks, its line ends as they are."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            yield decoder.decode(block)


def _beginning(path: Path) -> str:
    text = ""
    for block in _blocks(path):
        text += block
        if len(text) >= _SAMPLE:
            break
    return text


class _Seen:
    """A window that has been read: where its lines begin and what of it is personal data."""

    def __init__(self, window: Window, line: int, line_start: int) -> None:
        text, start = window.text, window.start
        self.end = start + len(text)
        self._line = line
        self._starts = [line_start, *(start + at.end() for at in re.finditer("\n", text))]
        self._hidden = [(start + it.start, start + it.end) for it in personal_data(text)]

    @property
    def last_line(self) -> tuple[int, int]:
        """The number of the line that goes on after the window, and where it begins."""
        return self._line + len(self._starts) - 1, self._starts[-1]

    def place(self, name: str, offset: int) -> Place:
        at = bisect_right(self._starts, offset) - 1
        return Place(name, self._line + at, offset - self._starts[at] + 1)

    def hides(self, mention: Mention) -> bool:
        return any(start < mention.end and mention.start < end for start, end in self._hidden)


def _pieces(path: Path, seen: deque[_Seen]) -> Iterator[str]:
    """The windows of a file as the recogniser gets them, each noted among those seen."""
    line, line_start = 1, 0
    for window in windows(_blocks(path)):
        seen.append(_Seen(window, line, line_start))
        line, line_start = seen[-1].last_line
        # Windows' line ends are as long as these, which the recogniser reads through.
        yield window.text.replace("\r\n", " \n")


def _found(name: str, mention: Mention, seen: _Seen, language: str) -> Found:
    place = seen.place(name, mention.start)
    text = written(mention.text, language)
    if seen.hides(mention) or _is_telephone(mention):
        text = MASK
        mention = mention._replace(text=MASK, value=None, low=None, high=None)
    fate = fate_of_kind(mention.kind)
    return Found(mention.start, mention.end, place, text, mention, fate)


def _is_telephone(mention: Mention) -> bool:
    return mention.kind == "phone" and sum(map(str.isdigit, mention.text)) >= _OWN_TELEPHONE
