"""Numerals in words: `twenty-five`, `half a million`, `dozens`, `a couple`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from tieout.numbers.english.digits import AND_A_HALF, FRACTION_SIGNS, digits_at, scales_at
from tieout.numbers.english.numerals import (
    ALL_SCALES,
    HUNDRED,
    SCALE_WORDS,
    SCALES,
    SPACE,
    TENS,
    UNITS,
    Numeral,
)

_WORD = re.compile(rf"(?:{SPACE}{{1,3}}and{SPACE}{{1,3}}|{SPACE}{{1,3}}|-)?([A-Za-z]{{1,12}})\b")
_HALF_A = re.compile(
    rf"half(?:{SPACE}{{1,3}}|-)an?(?:{SPACE}{{1,3}}|-)({SCALE_WORDS})\b", re.IGNORECASE
)
#: The article of `a billion-dollar bid` belongs to the bid.
_NO_COMPOUND = r"(?!-(?!odd\b)[a-z])"
_A_SCALE = re.compile(rf"an?{SPACE}{{1,3}}({SCALE_WORDS})\b{_NO_COMPOUND}", re.IGNORECASE)
_BARE_SCALE = re.compile(rf"(?:{SCALE_WORDS})\b", re.IGNORECASE)
_VAGUE = re.compile(
    rf"(?:(?:several|a{SPACE}few|many){SPACE}(?:dozens?|hundreds?|thousands?|millions?|billions?)"
    rf"|(?:(?:tens|dozens|hundreds){SPACE}of{SPACE})?"
    r"(?:hundreds|thousands|lakhs|millions|crores|billions|trillions)"
    rf"|dozens|scores(?={SPACE}of\b))\b",
    re.IGNORECASE,
)
_COUPLE = re.compile(
    rf"a{SPACE}(?:couple|pair)(?={SPACE}of\b)(?:{SPACE}of{SPACE}({SCALE_WORDS})\b)?", re.IGNORECASE
)
_PLURAL_SCALES = {
    "tens": 10,
    "dozens": 12,
    "scores": 20,
    "hundreds": 100,
    **{f"{word}s": value for word, value in SCALES.items()},
}
_CANDIDATE = re.compile(
    rf"(?<![A-Za-z0-9])(?:an?(?={SPACE}{{1,3}}(?:{SCALE_WORDS})\b{_NO_COMPOUND})"
    rf"|half(?=(?:{SPACE}{{1,3}}|-)an?(?:{SPACE}{{1,3}}|-)(?:{SCALE_WORDS})\b)"
    rf"|several|many|a(?={SPACE}(?:few\b|(?:couple|pair){SPACE}of\b))|tens|scores"
    rf"|(?:{SCALE_WORDS})s?|"
    + "|".join([*UNITS, *TENS])
    + r")\b|(?<!\d)\d|["
    + "".join(FRACTION_SIGNS)
    + "]",
    re.IGNORECASE,
)


def numeral_candidates(text: str) -> Iterator[int]:
    """The offsets where a numeral may begin, ascending."""
    return (match.start() for match in _CANDIDATE.finditer(text))


def numeral_at(text: str, start: int) -> Numeral | None:
    """The longest numeral that begins at `start`, in digits or in words, or None."""
    return (
        digits_at(text, start)
        or _vague_at(text, start)
        or _couple_at(text, start)
        or _half_at(text, start)
        or _words_at(text, start)
    )


def _vague_at(text: str, start: int) -> Numeral | None:
    match = _VAGUE.match(text, start)
    if match is None:
        return None
    low = Decimal(1)
    for word in re.findall(r"[a-z]+", match[0].lower()):
        low *= _PLURAL_SCALES.get(word, ALL_SCALES.get(word, 1))
    return Numeral(start, match.end(), low, low, low, vague=True, takes_of=True)


def _couple_at(text: str, start: int) -> Numeral | None:
    match = _COUPLE.match(text, start)
    if match is None:
        return None
    scale = Decimal(ALL_SCALES[match[1].lower()] if match[1] else 1)
    return Numeral(start, match.end(), 2 * scale, scale, Decimal(2), takes_of=not match[1])


def _half_at(text: str, start: int) -> Numeral | None:
    match = _HALF_A.match(text, start)
    if match is None:
        return None
    value = Decimal(ALL_SCALES[match[1].lower()]) / 2
    step = Decimal(1) if match[1].lower() == "dozen" else value
    return Numeral(start, match.end(), value, step, Decimal("0.5"))


@dataclass(slots=True)
class _Sum:
    """A number in words while it is read: what is complete, the group below the next scale,
    and what may still follow in that group (`room`: below which a word must stay)."""

    total: Decimal = Decimal(0)
    group: Decimal = Decimal(0)
    room: int = 1000
    scale: int = 10**15
    step: Decimal = Decimal(1)

    def take(self, word: str, joined_by_and: bool) -> bool:
        """Reads one more word; False when the word cannot continue the number."""
        if joined_by_and and (self.room not in (100, 1000) or not (self.group or self.total)):
            return False
        if word in UNITS and (UNITS[word] < self.room) and (UNITS[word] or not self.group):
            self.group, self.room, self.step = self.group + UNITS[word], 0, Decimal(1)
            return True
        if word in TENS and self.room >= 100:
            self.group, self.room, self.step = self.group + TENS[word], 10, Decimal(1)
            return True
        if joined_by_and:
            return False
        if word in HUNDRED and 0 < self.group < 100:
            self.group, self.room, self.step = self.group * 100, 100, Decimal(100)
            return True
        if word in SCALES and self.group and SCALES[word] < self.scale:
            self.total += self.group * SCALES[word]
            self.step, self.scale = Decimal(SCALES[word]), SCALES[word]
            self.group, self.room = Decimal(0), 1000
            return True
        if word == "dozen" and self.group and not self.total:
            self.group, self.room, self.scale = self.group * 12, 0, 1
            return True
        return False


def _words_at(text: str, start: int) -> Numeral | None:
    number, position = _Sum(), start
    article = _A_SCALE.match(text, start)
    if article:
        number.group, number.room = Decimal(1), 0
        position = article.start(1)
    elif _BARE_SCALE.match(text, start):
        number.group, number.room = Decimal(1), 0
    end = position
    mantissa = Decimal(0)
    for _ in range(24):
        match = _WORD.match(text, end)
        if match is None or (end == position and match.start(1) != position):
            break
        glue = text[match.start() : match.start(1)].strip().lower()
        if not number.take(match[1].lower(), glue == "and"):
            break
        end = match.end()
        if not number.total:
            mantissa = number.group
    if end == position:
        return None
    value, step = number.total + number.group, number.step
    if half := AND_A_HALF.match(text, end):
        unit = Decimal(number.scale) if number.total and not number.group else Decimal(1)
        value, step, end = value + unit / 2, unit / 2, half.end()
        if not number.total:
            scale, end = scales_at(text, end)
            mantissa, value, step = value, value * scale, step * scale
    return Numeral(start, end, value, step, mantissa)
