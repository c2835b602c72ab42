"""Numerals of English: digits with separators and scales, and numbers written as words.

A numeral is the number alone: `42.58 billion`, `twenty-five`, `half a million`. Units and
bounds belong to other modules.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal


def word_list(words: str) -> tuple[str, ...]:
    """The words of a text, so that long lists of words stay readable."""
    return tuple(words.split())


_TO_NINETEEN = word_list(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_TENS = word_list("twenty thirty forty fifty sixty seventy eighty ninety")
UNITS = {word: value for value, word in enumerate(_TO_NINETEEN)}
TENS = {word: 10 * value for value, word in enumerate(_TENS, start=2)}
HUNDRED = {"hundred": 100}
SCALES = {
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}
#: Scales that are written only after digits, as in `$3bn` or `656k`.
SHORT_SCALES = {"k": 10**3, "mn": 10**6, "mln": 10**6, "bn": 10**9, "bln": 10**9, "tn": 10**12}
FRACTION_SIGNS = {
    "½": Decimal("0.5"),
    "¼": Decimal("0.25"),
    "¾": Decimal("0.75"),
    "⅓": Decimal(1) / 3,
    "⅔": Decimal(2) / 3,
    "⅕": Decimal("0.2"),
    "⅖": Decimal("0.4"),
    "⅗": Decimal("0.6"),
    "⅘": Decimal("0.8"),
    "⅛": Decimal("0.125"),
}

SPACE = r"[ \t\n\u00a0\u202f\u2009]"
#: Digits as printed: grouped by commas, apostrophes or narrow spaces, or plain; decimals.
DIGITS = re.compile(
    r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d{1,3}(?:[\u00a0\u202f\u2009'’]\d{3})+(?!\d)|\d+)"
    r"(?:[.．]\d+)?"
)
#: Longer runs of digits are serial numbers and no quantities.
_MOST_DIGITS = 18
_SIGN = re.compile(r"[-−+±](?=[\d])")
_WORD = re.compile(rf"(?:{SPACE}{{1,3}}and{SPACE}{{1,3}}|{SPACE}{{1,3}}|-)?([A-Za-z]{{1,12}})\b")
_SCALE_AFTER_DIGITS = re.compile(
    rf"(?:{SPACE}{{1,3}}|-)?(hundred|thousand|million|billion|trillion|dozen)\b(?!-?fold)",
    re.IGNORECASE,
)
_SHORT_SCALE = re.compile(rf"{SPACE}?(k|mn|mln|bn|bln|tn)\b", re.IGNORECASE)
_AND_A_HALF = re.compile(
    rf"{SPACE}{{1,3}}and{SPACE}{{1,3}}(?:a|one)(?:{SPACE}{{1,3}}|-)half\b", re.I
)
_HALF_A = re.compile(
    rf"half(?:{SPACE}{{1,3}}|-)an?(?:{SPACE}{{1,3}}|-)"
    r"(hundred|thousand|million|billion|trillion|dozen)\b",
    re.IGNORECASE,
)
_A_SCALE = re.compile(
    rf"an?{SPACE}{{1,3}}(hundred|thousand|million|billion|trillion|dozen)\b", re.IGNORECASE
)
_BARE_SCALE = re.compile(r"(?:hundred|thousand|million|billion|trillion|dozen)\b", re.IGNORECASE)
_VAGUE = re.compile(
    rf"(?:(?:several|a{SPACE}few|many){SPACE}(?:dozens?|hundreds?|thousands?|millions?|billions?)"
    rf"|(?:(?:tens|dozens|hundreds){SPACE}of{SPACE})?(?:hundreds|thousands|millions|billions)"
    rf"|dozens|scores(?={SPACE}of\b))\b",
    re.IGNORECASE,
)
_PLURAL_SCALES = {
    "tens": 10,
    "dozens": 12,
    "scores": 20,
    "hundreds": 100,
    **{f"{word}s": value for word, value in SCALES.items()},
}
_ALL_SCALES = {**HUNDRED, **SCALES, **SHORT_SCALES, "dozen": 12}
_SCALE_WORD = r"(?:hundred|thousand|million|billion|trillion|dozen)\b"
_CANDIDATE = re.compile(
    rf"(?<![A-Za-z0-9])(?:an?(?={SPACE}{{1,3}}{_SCALE_WORD})"
    rf"|half(?=(?:{SPACE}{{1,3}}|-)an?(?:{SPACE}{{1,3}}|-){_SCALE_WORD})"
    rf"|several|many|a(?={SPACE}few)|tens|dozens?|scores|hundreds?|thousands?|millions?"
    r"|billions?|trillion|"
    + "|".join([*UNITS, *TENS])
    + r")\b|(?<!\d)\d|["
    + "".join(FRACTION_SIGNS)
    + "]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in a text. `step` is the worth of one unit of the last printed digit,
    `mantissa` the value before its scale. The value of a vague one (`dozens`, `several
    hundred`) is its least."""

    start: int
    end: int
    value: Decimal
    step: Decimal
    mantissa: Decimal
    vague: bool = False
    in_digits: bool = False


def numeral_candidates(text: str) -> Iterator[int]:
    """The offsets where a numeral may begin, ascending."""
    return (match.start() for match in _CANDIDATE.finditer(text))


def numeral_at(text: str, start: int) -> Numeral | None:
    """The longest numeral that begins at `start`, or None."""
    return (
        _digits_at(text, start)
        or _vague_at(text, start)
        or _half_at(text, start)
        or _words_at(text, start)
    )


def plain(value: Decimal) -> Decimal:
    """The same value without zeros after the point: 42580000000 and not 42580000000.00."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def signed_start(text: str, start: int) -> int:
    """Where the numeral at `start` begins with its sign: a minus or plus that does not join
    two words or numbers."""
    if start and _SIGN.match(text, start - 1):
        before = text[start - 2 : start - 1] if start > 1 else ""
        if not (before.isalnum() or before in (")", "%", "-", "/", ".")):
            return start - 1
    return start


def _digits_at(text: str, start: int) -> Numeral | None:
    match = DIGITS.match(text, start)
    if match is None:
        return _sign_at(text, start)
    printed = re.sub(r"[,'’\s]", "", match[0]).replace("．", ".")
    if len(printed) > _MOST_DIGITS or _is_listed(text, start, match.end()):
        return None
    mantissa = Decimal(printed)
    step = Decimal(1).scaleb(-len(printed.partition(".")[2]))
    end = match.end()
    if "." not in printed and text[end : end + 1] in FRACTION_SIGNS:
        mantissa += FRACTION_SIGNS[text[end]]
        step, end = Decimal("0.5"), end + 1
    if half := _AND_A_HALF.match(text, end):
        mantissa, step, end = mantissa + Decimal("0.5"), Decimal("0.5"), half.end()
    scale, end = _scales_at(text, end)
    return Numeral(
        start, end, plain(mantissa * scale), plain(step * scale), mantissa, in_digits=True
    )


def _is_listed(text: str, start: int, end: int) -> bool:
    """`12,5` is a list or a decimal of another language: no number of English."""
    before = start > 1 and text[start - 1] == "," and text[start - 2].isdigit()
    return before or (text[end : end + 1] == "," and text[end + 1 : end + 2].isdigit())


def _sign_at(text: str, start: int) -> Numeral | None:
    value = FRACTION_SIGNS.get(text[start : start + 1])
    if value is None:
        return None
    scale, end = _scales_at(text, start + 1)
    return Numeral(start, end, value * scale, value * scale, value, in_digits=True)


def _scales_at(text: str, end: int) -> tuple[Decimal, int]:
    """The product of up to two scale words from `end` on, and where they end."""
    scale = Decimal(1)
    for _ in range(2):
        match = _SCALE_AFTER_DIGITS.match(text, end)
        if match is None and scale == 1:
            match = _SHORT_SCALE.match(text, end)
        if match is None:
            break
        scale *= _ALL_SCALES[match[1].lower()]
        end = match.end()
    return scale, end


def _vague_at(text: str, start: int) -> Numeral | None:
    match = _VAGUE.match(text, start)
    if match is None:
        return None
    low = Decimal(1)
    for word in re.findall(r"[a-z]+", match[0].lower()):
        low *= _PLURAL_SCALES.get(word, _ALL_SCALES.get(word, 1))
    return Numeral(start, match.end(), low, low, low, vague=True)


def _half_at(text: str, start: int) -> Numeral | None:
    match = _HALF_A.match(text, start)
    if match is None:
        return None
    value = Decimal(_ALL_SCALES[match[1].lower()]) / 2
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
    if half := _AND_A_HALF.match(text, end):
        unit = Decimal(number.scale) if number.total and not number.group else Decimal(1)
        value, step, end = value + unit / 2, unit / 2, half.end()
        if not number.total:
            scale, end = _scales_at(text, end)
            mantissa, value, step = value, value * scale, step * scale
    return Numeral(start, end, value, step, mantissa)
