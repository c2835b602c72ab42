"""Amounts in two units: `6ft 2in`, `two hours and four minutes`, `2h 30m`."""

import re
from decimal import Decimal

from tieout.numbers.english.quantity import Quantity, quantity_at

#: How many of the smaller unit, which the whole is told in, the larger has.
_PARTS: dict[tuple[str, str], int] = {
    ("year", "month"): 12,
    ("week", "day"): 7,
    ("day", "hour"): 24,
    ("hour", "minute"): 60,
    ("minute", "second"): 60,
    ("foot", "inch"): 12,
    ("stone", "pound"): 14,
    ("pound", "ounce"): 16,
}
_LINK = re.compile(r",?[ \u00a0](?:and[ \u00a0])?|(?=\d)")
_AFTER_HOURS = re.compile(r"\d{1,2}m(?!\w)")
_MOST = 3


def compound(
    text: str, first: Quantity, taken: bytearray
) -> tuple[str, Decimal, Decimal, int] | None:
    """The code, value, step and end of a quantity with all that follows it in smaller units;
    None where nothing does."""
    code = first.unit.code if first.unit else ""
    value, step, end = first.numeral.value * first.factor, first.numeral.step, first.end
    for _ in range(_MOST):
        link = _LINK.match(text, end)
        if link is None or link.end() >= len(text) or taken[link.end()]:
            break
        part = quantity_at(text, link.end(), taken)
        if part is None or part.unit is None or part.start != link.end():
            break
        smaller = part.unit.code
        if code == "hour" and smaller == "m" and _AFTER_HOURS.match(text, part.start):
            smaller = "minute"
        whole = _PARTS.get((code, smaller))
        if whole is None or part.numeral.value >= whole:
            break
        value = value * whole + part.numeral.value
        code, step, end = smaller, part.numeral.step, part.end
    return (code, value, step, end) if end > first.end else None
