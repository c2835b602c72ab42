"""The records of a scan: a mention where it stands, and the mentions of one source or file."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from tieout.findings import Place
from tieout.ledger.account import Fate
from tieout.numbers.mention import Mention

#: What a language without spaces between words keeps: those between Latin words.
_SPACE_INSIDE = re.compile(r"(?<![A-Za-z])\s+|\s+(?![A-Za-z])")


@dataclass(frozen=True, slots=True)
class Found:
    """A mention where it stands: `start` and `end` are offsets into the untouched file, `text`
    is what stands there, written without the line breaks and spaces inside. Personal data is
    masked, and has no value. `sentence` and `fact` are ids, empty where there is none; `fate`
    is what became of it in the account, `note` the reason where it was set aside."""

    start: int
    end: int
    place: Place
    text: str
    mention: Mention
    fate: Fate
    sentence: str = ""
    fact: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Scanned:
    """A source or file and its mentions, in reading order. `source` is the id of a source, or
    the name by which a file was asked for; `accounted` tells whether it is a source, whose
    numbers have a ledger. Those of a file are read anew whenever they are asked for."""

    source: str
    path: str
    numbers: Iterable[Found]
    accounted: bool
    only_open: bool = False

    def found(self) -> Iterator[Found]:
        """The mentions that are told."""
        return (it for it in self.numbers if not self.only_open or it.fate == "open")

    def open(self) -> "Scanned":
        """Only what is open: quantities that are neither facts nor set aside."""
        return replace(self, only_open=True)


def written(text: str, language: str) -> str:
    """A stretch of text as a reader would write it: white space is a single space, and none
    where it sets Chinese characters or digits apart."""
    return _SPACE_INSIDE.sub("", text) if language == "zh" else " ".join(text.split())
