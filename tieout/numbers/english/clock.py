"""Times of day: `10:45am`, `9 p.m.`, `14:30 GMT`, `0910 GMT`, `five o'clock`, `9am-5pm`."""

import re
from collections.abc import Iterator

from tieout.numbers.mention import Mention

_ZONE = (
    r"(?: (?:GMT|UTC|BST|CES?T|EES?T|E[SD]?T|C[SD]T|M[SD]T|P[SD]?T|IST|JST|KST|HKT|SGT"
    r"|AE[SD]T|NZ[SD]T"
    r"|local time|(?:Beijing|London|Eastern|Pacific|Central) time)\b)"
)
_NOON = r" ?(?:[ap]\.m\.|[ap]\.m\b|[ap]m\b|AM\b|PM\b|A\.M\.|P\.M\.)"
_HOUR = r"(?:[01]?\d|2[0-4])"
_MINUTES = r"[:.][0-5]\d"
_WORD = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_O_CLOCK = r" o['’]clock\b"
_TIME = (
    rf"(?:{_HOUR}(?:{_MINUTES}(?::[0-5]\d)?)?{_NOON}{_ZONE}?"
    rf"|{_HOUR}:[0-5]\d(?::[0-5]\d(?:\.\d{{1,3}})?)?{_ZONE}?"
    rf"|{_HOUR}\.[0-5]\d{_ZONE}|[0-2]\d[0-5]\d (?:GMT|UTC|BST|hrs)\b"
    rf"|(?:\d{{1,2}}|{_WORD}){_O_CLOCK})"
)
_TO = r"(?: ?[-–—] ?| to | until )"
_CLOCK = re.compile(
    rf"(?<![\w:.,$€£¥-])(?:{_HOUR}(?:{_MINUTES})?{_TO}(?={_HOUR}(?:{_MINUTES})?{_NOON}))?{_TIME}(?:{_TO}{_TIME})?"
    r"(?![\w:]|[.,]\d|%)",
)
_PROPORTION = re.compile(
    r"\b(?:ratios?|scales?|odds|proportions?|split|mixed|mix)\b[^.;\d]{0,24}$", re.IGNORECASE
)
_PLAIN = re.compile(rf"{_HOUR}:[0-5]\d")


def read_times(text: str) -> Iterator[Mention]:
    """Times of day, and from one to another. They are of no date and have no period."""
    for match in _CLOCK.finditer(text):
        if not _is_proportion(text, match.start()):
            yield Mention(match.start(), match.end(), match[0], "date")


def is_clock(text: str, match: re.Match[str]) -> bool:
    """Whether two numbers with a colon between them are a time of day and no proportion."""
    return _PLAIN.fullmatch(match[0]) is not None and not _is_proportion(text, match.start())


def _is_proportion(text: str, start: int) -> bool:
    return _PROPORTION.search(text, max(0, start - 40), start) is not None
