"""Quantities: a numeral with its currency or unit, and ranges of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from tieout.numbers.english.bounds import ODD, PLUS, bound_around, direction_around
from tieout.numbers.english.numerals import (
    Numeral,
    numeral_at,
    numeral_candidates,
    plain,
    signed_start,
)
from tieout.numbers.english.ratios import multiple_after
from tieout.numbers.english.units import Unit, currency_before, rate_after, unit_after
from tieout.numbers.mention import Bound, Kind, Mention

_RANGE = re.compile(
    r"[ \u00a0\n]{1,2}(?:to|and)[ \u00a0\n]{1,2}|[ \u00a0]?(?:[–—~～-]|to)[ \u00a0]?"
)
_BETWEEN = re.compile(r"(?:\bbetween|\bfrom)[ \u00a0\n]$", re.IGNORECASE)
_CHANGE_FROM = re.compile(
    r"(?:extend|increas|decreas|rise|rose|risen|grow|grew|fell|fall|declin|dropp|cut|reduc|expand"
    r"|shorten|lower|rais|up|down|compress|slash|improv|climb|jump|widen|chang)\w*"
    r"(?: [a-z]{1,12}){0,4} from $",
    re.IGNORECASE,
)
_GLUED_MILLION = re.compile(r"[ \u00a0]?m(?:illion)?(?![\w²³])", re.IGNORECASE)
_PER_NUMBER = re.compile(r"[ \u00a0]per[ \u00a0]\d")
_LETTER = re.compile(r"[A-Za-z]")
#: `2.5m passengers`: of what is counted, m is million and no metre.
_MILLION_OF = re.compile(r"m(?= (?:people|[a-z]{3,20}s)\b)")
_LETTER_BILLION = re.compile(r"[ \u00a0]?[Bb](?![\w])")


@dataclass(frozen=True, slots=True)
class _Quantity:
    """A numeral with its unit while it is read: `start` to `end` with currency and unit."""

    start: int
    end: int
    numeral: Numeral
    unit: Unit | None
    sign: int = 1
    plus: Bound | None = None


def read_quantities(text: str, taken: bytearray) -> Iterator[Mention]:
    """Numbers with their units, and ranges, from left to right. `taken[i]` is not zero where
    a character already belongs to a mention of another kind."""
    position = 0
    for start in numeral_candidates(text):
        if start < position or taken[start]:
            continue
        first = _quantity_at(text, start, taken)
        if first is None:
            continue
        pair = _range_from(text, first, taken)
        mention = pair if pair is not None else _mention(text, first)
        position = mention.end
        yield mention


def _quantity_at(text: str, start: int, taken: bytearray) -> _Quantity | None:
    numeral = numeral_at(text, start)
    if numeral is None or any(taken[numeral.start : numeral.end]):
        return None
    begin = signed_start(text, start) if numeral.in_digits else start
    sign = -1 if text[begin] in "-−" else 1
    end, currency = numeral.end, currency_before(text, begin)
    if currency is None and numeral.in_digits and _LETTER.match(text[begin - 1 : begin]):
        return None
    if currency is not None:
        code, begin = currency
        numeral = _glued_scale(text, numeral)
        end, plus = _plus(text, numeral.end)
        unit: Unit | None = Unit(code, "amount", end)
    else:
        if _MILLION_OF.match(text, end):
            numeral = _glued_scale(text, numeral)
        end, plus = _plus(text, numeral.end)
        unit = None
        times = multiple_after(text, end)
        if times is not None:
            unit = Unit("", "multiple", times)
        else:
            unit = unit_after(text, end, numeral.in_digits)
        end = unit.end if unit else end
        if unit and plus is None:
            end, plus = _plus(text, end)
    if any(taken[begin:end]):
        unit = None if currency is None else unit
        begin, end = (
            (start, numeral.end) if any(taken[begin : numeral.end]) else (begin, numeral.end)
        )
    return _Quantity(begin, end, numeral, unit, sign, plus)


def _plus(text: str, end: int) -> tuple[int, Bound | None]:
    """`50+`, `50-plus` and `20-odd` end after the sign or word."""
    if match := PLUS.match(text, end):
        return match.end(), "at_least"
    if match := ODD.match(text, end):
        return match.end(), "about"
    return end, None


def _glued_scale(text: str, numeral: Numeral) -> Numeral:
    """`$12m` and `$3B`: letters that are a scale after a currency only."""
    if numeral.value != numeral.mantissa:
        return numeral
    for pattern, scale in ((_GLUED_MILLION, 10**6), (_LETTER_BILLION, 10**9)):
        if match := pattern.match(text, numeral.end):
            return Numeral(
                numeral.start,
                match.end(),
                numeral.value * scale,
                numeral.step * scale,
                numeral.mantissa,
                in_digits=numeral.in_digits,
            )
    return numeral


def _range_from(text: str, first: _Quantity, taken: bytearray) -> Mention | None:
    """The range that begins with `first`, if one does."""
    match = _RANGE.match(text, first.end)
    if match is None or first.numeral.vague or first.sign < 0:
        return None
    glue = match[0].strip()
    lead = _BETWEEN.search(text, max(0, first.start - 9), first.start)
    is_from = bool(lead) and lead is not None and lead[0].lower().startswith("from")
    if (glue == "and") != bool(lead and not is_from):
        return None
    if is_from and _CHANGE_FROM.search(text, max(0, first.start - 60), first.start):
        return None
    position = match.end()
    if skipped := re.compile(r"[A-Z]{0,3}[$€£¥￥]|[A-Z]{3} ?").match(text, position):
        position = skipped.end()
    if position >= len(text) or taken[position] or text[position : position + 1].isspace():
        return None
    second = _quantity_at(text, position, taken)
    if second is None or second.numeral.vague or second.numeral.start != position:
        return None
    if first.unit and first.unit.kind == "count":
        return None
    return _range_mention(text, first, second)


def _range_mention(text: str, first: _Quantity, second: _Quantity) -> Mention | None:
    unit = second.unit or first.unit
    if first.unit and second.unit and first.unit.code != second.unit.code:
        if first.unit.kind != "amount" or second.unit.kind not in ("count",):
            return None
        unit = first.unit
    low, high = first.numeral.value, second.numeral.value
    one, two = first.numeral.mantissa, second.numeral.mantissa
    if low == one and one <= two and two:
        low *= high / two
    if low >= high:
        return None
    factor = unit.factor if unit else Decimal(1)
    money = first.unit is not None and first.unit.end == first.numeral.end
    end = second.numeral.end if money and second.unit is None else second.end
    code, end = _with_rate(text, unit, end)
    step = second.numeral.step * factor
    return Mention(
        first.start,
        end,
        text[first.start : end],
        "range",
        code,
        low=plain(low * factor),
        high=plain(high * factor),
        step=step,
        bound=bound_around(text, first.start, end),
        direction=direction_around(text, first.start, end),
    )


def _with_rate(text: str, unit: Unit | None, end: int) -> tuple[str, int]:
    if unit is None:
        per = _PER_NUMBER.match(text, end) and rate_after(text, end)
        return (f"count/{per[0]}", per[1]) if per else ("", end)
    rate = rate_after(text, end) if unit.kind in ("amount", "count") else None
    return (f"{unit.code}/{rate[0]}", rate[1]) if rate else (unit.code, end)


def _mention(text: str, quantity: _Quantity) -> Mention:
    numeral, unit = quantity.numeral, quantity.unit
    kind: Kind = unit.kind if unit else "count"
    factor = (unit.factor if unit else Decimal(1)) * quantity.sign
    code, end = _with_rate(text, unit, quantity.end)
    bound: Bound = quantity.plus or bound_around(text, quantity.start, end)
    return Mention(
        quantity.start,
        end,
        text[quantity.start : end],
        kind,
        code,
        plain(numeral.value * factor),
        step=plain(numeral.step * abs(factor)),
        bound="over" if numeral.vague and bound == "exact" else bound,
        direction=direction_around(text, quantity.start, end),
    )
