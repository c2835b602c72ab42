"""Ranges of quantities: `3 to 5%`, `between $8.4 billion and $9 billion`, `18- to 24-year-olds`."""

import re

from tieout.numbers.english.bounds import bound_around, changed_before, direction_around
from tieout.numbers.english.numerals import plain
from tieout.numbers.english.quantity import Quantity, quantity_at
from tieout.numbers.english.rates import rate_after
from tieout.numbers.english.units import Unit
from tieout.numbers.mention import Mention

_GLUE = re.compile(
    r"[ \u00a0\n]{1,2}(?:to|and|or)[ \u00a0\n]{1,2}|- (?:to|or|and) "
    r"|[ \u00a0]?(?:[–—~～-]|to)[ \u00a0]?"
)
_BETWEEN = re.compile(
    r"(?:\bbetween|\bfrom)[ \u00a0\n](?:about |around |roughly )?$", re.IGNORECASE
)
_CHANGE_FROM = re.compile(
    r"\b(?:extend|increas|decreas|rise|rose|risen|grow|grew|fell|fall|declin|drop|cut|reduc|expand"
    r"|shorten|lower|rais|up|down|compress|slash|improv|climb|jump|widen|chang|went|go(?:ne|es|ing)?\b"
    r"|mov|shift|swung|swing|narrow|slid|slip|sank|soar|surg|plung|shr[aiu]nk|edg|doubl|trebl|tripl"
    r"|quadrupl|halv|took|tak|brought|bring|turn|switch|convert|eas|eros|shed|upgrad|scal|push|lift"
    r"|boost|trim|bounc|recover|rebound|tumbl|dip|ballon|swell|swoll|mount|advanc)\w*"
    r"(?: [\w'’%,.$£€-]{1,14}){0,6} from $",
    re.IGNORECASE,
)
_CURRENCY = re.compile(r"[A-Z]{0,3}[$€£¥￥₹₩]|[A-Z]{3} ?|Rs\.? ?")
_LOOKS_BACK = 90


def range_from(text: str, first: Quantity, taken: bytearray) -> Mention | None:
    """The range that begins with `first`, if one does."""
    match = _GLUE.match(text, first.end)
    if match is None or first.numeral.vague or first.sign < 0:
        return None
    glue = match[0].strip(" \u00a0\n-") or "-"
    lead = _BETWEEN.search(text, max(0, first.start - 18), first.start)
    is_from = bool(lead) and lead is not None and lead[0].lower().startswith("from")
    if match[0][0] != "-" and (glue == "and") != bool(lead and not is_from):
        return None
    if is_from and _CHANGE_FROM.search(text, max(0, first.start - _LOOKS_BACK), first.start):
        return None
    position = match.end()
    if skipped := _CURRENCY.match(text, position):
        position = skipped.end()
    if position >= len(text) or taken[position] or text[position : position + 1].isspace():
        return None
    second = quantity_at(text, position, taken)
    if second is None or second.numeral.vague or second.numeral.start != position:
        return None
    if first.unit and first.unit.kind == "count":
        return None
    if first.unit and second.unit is None and first.unit.end != first.numeral.end:
        return None  # fell 1.2% to 5,431
    if glue == "or" and not _are_next(first, second):
        return None
    if glue == "to" and _is_change(text, first, second):
        return None
    return _range_mention(text, first, second, taken)


def _are_next(first: Quantity, second: Quantity) -> bool:
    """`one or two`, `20 or 30`: neighbours, and no two choices."""
    one, two = first.numeral.value, second.numeral.value
    return first.unit is None and one < two <= max(2 * one, one + 1)


def _is_change(text: str, first: Quantity, second: Quantity) -> bool:
    """`reduced by $3 million to $5 million`: by how much, and to what."""
    return (
        first.unit is not None
        and first.unit.kind == "amount"
        and second.unit is not None
        and changed_before(text, first.start)
    )


def _range_mention(
    text: str, first: Quantity, second: Quantity, taken: bytearray
) -> Mention | None:
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
    factor = unit.factor if unit else 1
    money = first.unit is not None and first.unit.end == first.numeral.end
    end = second.numeral.end if money and second.unit is None else second.end
    code, end = with_rate(text, unit, end, taken)
    return Mention(
        first.start,
        end,
        text[first.start : end],
        "range",
        code,
        low=plain(low * factor),
        high=plain(high * factor),
        step=second.numeral.step * factor,
        bound=bound_around(text, first.start, end),
        direction=direction_around(text, first.start, end),
    )


_BARE_RATE = re.compile(
    r"[ \u00a0](?:per[ \u00a0](?:\d|square|sq|cubic|km|kilomet|mile"
    r"|head|hectare|acre|day|week|month|year|hour|minute|person|capita)"
    r"|an?[ \u00a0](?:year|month|week|day|hour|minute)\b)"
)


def with_rate(text: str, unit: Unit | None, end: int, taken: bytearray) -> tuple[str, int]:
    """The code of a number that ends at `end`, with what it is told per, and where that ends."""
    if unit is None:
        rate = rate_after(text, end, of_things=True) if _BARE_RATE.match(text, end) else None
        code = "count"
    else:
        of_things = unit.kind == "count"
        is_rated = unit.kind in ("amount", "count")
        rate = rate_after(text, end, of_things=of_things) if is_rated else None
        code = unit.code
    if rate is None or any(taken[end : rate[1]]):
        return unit.code if unit else "", end
    return f"{code}/{rate[0]}", rate[1]
