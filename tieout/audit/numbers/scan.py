"""Every number that stands in a text, and which of them are plain dates."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from tieout.audit.numbers.chinese import find_chinese
from tieout.audit.numbers.dates import find_dates
from tieout.audit.numbers.digits import find_digits
from tieout.audit.numbers.english import find_words
from tieout.audit.numbers.numeral import Numeral
from tieout.audit.numbers.roman import find_roman

#: Languages that write 36,8 for 36.8.
_COMMA_LANGUAGES: Final = """
bg cs da de es et fi fr hr hu id it lt lv nb nl no pl pt ro ru sk sl sr sv tr uk
"""
_COMMA: Final = frozenset(_COMMA_LANGUAGES.split())
#: So many texts are remembered: the same words stand on many pages.
_REMEMBERED: Final = 20_000


@dataclass(frozen=True, slots=True)
class Seen:
    """A number or a date that a reader sees at `text[start:end]`."""

    start: int
    end: int
    is_date: bool


def decimal_comma(language: str) -> bool:
    """Whether a language (a BCP 47 tag) writes 36,8 for 36.8."""
    return _primary(language) in _COMMA


def _primary(language: str) -> str:
    return language.partition("-")[0].lower()


@lru_cache(_REMEMBERED)
def find_numerals(text: str, language: str = "en") -> tuple[Numeral, ...]:
    """All numerals of a text in order, none inside another: digits of any script, Chinese
    numerals that count, and English number words where the text is English or Chinese
    (six and once are other words elsewhere)."""
    primary = _primary(language)
    found = [*find_digits(text, comma=decimal_comma(language)), *find_chinese(text)]
    if primary in ("", "en", "zh"):
        found += find_words(text)
    kept: list[Numeral] = []
    for numeral in sorted(found, key=lambda it: (it.start, -it.end)):
        if not kept or numeral.start >= kept[-1].end:
            kept.append(numeral)
    return tuple(kept)


@lru_cache(_REMEMBERED)
def find_seen(text: str, language: str = "en") -> tuple[Seen, ...]:
    """Numbers and dates of a text in order, Roman numerals among them. A date counts once,
    however many digits it holds; a stretch that holds no numeral (`May`) is no date."""
    numerals = [(it.start, it.end) for it in find_numerals(text, language)]
    numerals += find_roman(text)
    seen: list[Seen] = []
    for start, end in find_dates(text):
        inside = [it for it in numerals if it[0] < end and it[1] > start]
        if inside and all(start <= it[0] and it[1] <= end for it in inside):
            seen.append(Seen(start, end, is_date=True))
    dates = list(seen)
    seen += [
        Seen(*it, is_date=False)
        for it in numerals
        if not any(date.start <= it[0] and it[1] <= date.end for date in dates)
    ]
    return tuple(sorted(seen, key=lambda one: one.start))
