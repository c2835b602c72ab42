"""A numeral with its currency or unit, as one quantity in a text."""

import re
from dataclasses import dataclass
from decimal import Decimal

from tieout.numbers.english.ages import age_around
from tieout.numbers.english.bounds import ODD, PLUS
from tieout.numbers.english.currencies import currency_before
from tieout.numbers.english.digits import signed_start
from tieout.numbers.english.numerals import Numeral
from tieout.numbers.english.ratios import multiple_after
from tieout.numbers.english.units import Unit, unit_after
from tieout.numbers.english.worded import numeral_at
from tieout.numbers.mention import Bound

_LETTER = re.compile(r"[A-Za-z]")
#: `$12m` and `$3B`: letters that are a scale after a currency only.
_GLUED = (
    (re.compile(r"[ \u00a0]?(?:m|M)(?:illion)?(?![\w²³])"), 10**6),
    (re.compile(r"[ \u00a0]?[Bb](?![\w])"), 10**9),
    (re.compile(r"T(?![\w])"), 10**12),
)
_CRORE = re.compile(r"[ \u00a0]?cr\b\.?")
#: `2.5m passengers`, `1.1m sq m`: of what is counted or measured, m is million and no metre.
_MILLION_OF = re.compile(
    r"[mM](?= (?!(?:hurdles|relays?|sprints?|races?|heats?|finals?|runners)\b))"
)
_MINUS = re.compile(r"(?<!or )(?<!\d )(?<![A-Za-z])(?:minus|negative) $")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A numeral with its unit while it is read: `start` to `end` with currency and unit."""

    start: int
    end: int
    numeral: Numeral
    unit: Unit | None
    sign: int = 1
    plus: Bound | None = None

    @property
    def factor(self) -> Decimal:
        """What the value of the numeral is to be multiplied by, with its sign."""
        return (self.unit.factor if self.unit else Decimal(1)) * self.sign


def quantity_at(text: str, start: int, taken: bytearray) -> Quantity | None:
    """The quantity whose numeral begins at `start`. `taken[i]` is not zero where a character
    already belongs to a mention of another kind."""
    numeral = numeral_at(text, start)
    if numeral is None or any(taken[numeral.start : numeral.end]):
        return None
    begin = signed_start(text, start) if numeral.in_digits else start
    sign = -1 if text[begin] in "-−" else 1
    if minus := _MINUS.search(text, max(0, begin - 12), begin):
        begin, sign = minus.start(), -1
    currency = currency_before(text, begin)
    if currency is None and numeral.in_digits and _LETTER.match(text[begin - 1 : begin]):
        return None
    unit: Unit | None
    if currency is not None:
        code, begin = currency
        numeral = _with_scale(text, numeral, code)
        end, plus = _plus(text, numeral.end)
        unit = Unit(code, "amount", end)
    else:
        numeral = _in_millions(text, numeral)
        end, plus = _plus(text, numeral.end)
        unit = _unit(text, begin, end, numeral)
        end = unit.end if unit else end
        if unit and plus is None:
            end, plus = _plus(text, end)
    if any(taken[begin:end]):
        unit = None if currency is None else unit
        begin, end = (
            (start, numeral.end) if any(taken[begin : numeral.end]) else (begin, numeral.end)
        )
    return Quantity(begin, end, numeral, unit, sign, plus)


def _unit(text: str, begin: int, end: int, numeral: Numeral) -> Unit | None:
    times = multiple_after(text, end)
    if times is not None:
        return Unit("", "multiple", times)
    unit = unit_after(text, end, numeral)
    if unit is None and age_around(text, begin, end):
        return Unit("year", "amount", end)
    return unit


def _plus(text: str, end: int) -> tuple[int, Bound | None]:
    """`50+`, `50-plus` and `20-odd` end after the sign or word."""
    if match := PLUS.match(text, end):
        return match.end(), "at_least"
    if match := ODD.match(text, end):
        return match.end(), "about"
    return end, None


def _with_scale(text: str, numeral: Numeral, code: str) -> Numeral:
    if numeral.value != numeral.mantissa:
        return numeral
    if code == "INR" and (match := _CRORE.match(text, numeral.end)):
        return _scaled(numeral, match.end(), 10**7)
    for pattern, scale in _GLUED:
        if match := pattern.match(text, numeral.end):
            return _scaled(numeral, match.end(), scale)
    return numeral


def _in_millions(text: str, numeral: Numeral) -> Numeral:
    match = _MILLION_OF.match(text, numeral.end)
    if match is None or numeral.value != numeral.mantissa or not numeral.in_digits:
        return numeral
    return (
        _scaled(numeral, match.end(), 10**6) if unit_after(text, match.end(), numeral) else numeral
    )


def _scaled(numeral: Numeral, end: int, scale: int) -> Numeral:
    return Numeral(
        numeral.start,
        end,
        numeral.value * scale,
        numeral.step * scale,
        numeral.mantissa,
        in_digits=numeral.in_digits,
    )
