"""English words that are numbers."""

import re
from collections.abc import Iterator

from tieout.numbers.english.names import IDIOMS
from tieout.numbers.english.numerals import TENS, UNITS
from tieout.numbers.english.orders import ORDINALS

_CARDINALS = [*UNITS, *TENS]
_SCALES = r"(?:hundred|thousand|million|billion|trillion|quadrillion|dozen)s?"
_FRACTIONS = "|".join(
    f"{word}s"
    for word in ORDINALS
    if word not in ("first", "second")  # seconds are a unit of time
)
_WORD = (
    rf"(?:{_SCALES}|{'|'.join(sorted([*_CARDINALS, *ORDINALS], key=len, reverse=True))}"
    rf"|{_FRACTIONS}|half|halves)"
)
#: Number words joined by spaces or hyphens: `twenty-five`, `two hundred and six`,
#: `four-fifths`.
_RUN = re.compile(
    rf"(?<![A-Za-z]){_WORD}(?:(?:[ \u00a0\n]{{1,3}}|-)(?:(?<=hundred )and |(?<=thousand )and "
    rf"|(?<=million )and )?{_WORD})*(?![A-Za-z])",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"(?<![A-Za-z])(?:"
    r"twice|thrice|once(?= (?:an?|every|per|each)\b)"
    r"|doubl(?:e|es|ed|ing)|tripl(?:e|es|ed|ing)|trebl(?:e|es|ed|ing)"
    r"|(?:quadrupl|quintupl|sextupl)(?:e|es|ed|ing)|halv(?:e|es|ed|ing)"
    rf"|(?:{'|'.join(_CARDINALS)}|hundred|thousand|million)-?fold"
    r"|(?:(?<=\ba )|(?<=\bA )|(?<=\ba-)|(?:one|two|three|four|\d)[ -])quarters?"
    r"(?! of (?:the (?:fiscal )?year|\d{4}))"
    r"|quarters?(?= of (?:an?|the(?! year)|all|its|their|this|these|those|that)\b)"
    r"|three-quarter|tens(?= of\b)|scores(?= of\b)"
    r"|twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties"
    r"|couple(?= of\b)|nil|nought"
    r")(?![A-Za-z])",
    re.IGNORECASE,
)


def word_spans(text: str) -> Iterator[tuple[int, int]]:
    """The spans of number words, without those of set phrases in which nothing counts.

    The list of set phrases is `tieout.numbers.english.names.IDIOMS`: `one another`, `no
    one`, `at first sight`; anything else that looks like a number is one.
    """
    idle = bytearray(len(text))
    for match in IDIOMS.finditer(text):
        idle[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
    for pattern in (_RUN, _OTHERS):
        for match in pattern.finditer(text):
            if not all(idle[match.start() : match.end()]):
                yield match.span()
