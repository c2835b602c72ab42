"""Times told in two or three units: 1小时48分, 4分30秒, 一年零三个月. The value is in the last."""

import re
from decimal import Decimal
from typing import Final

from tieout.numbers.chinese.in_tenths import HUNDREDTHS_OF_SECOND
from tieout.numbers.chinese.numerals import Numeral, last_digit, read_numeral
from tieout.numbers.chinese.reading import Reading
from tieout.numbers.chinese.units import Unit

#: What follows each unit, and how many of the next there are in one.
NEXT: dict[str, tuple[str, re.Pattern[str], int]] = {
    "year": ("month", re.compile("个月"), 12),
    "day": ("hour", re.compile("个?小时"), 24),
    "hour": ("minute", re.compile("分钟?(?![0-9之])|分(?=[0-9]{1,2}秒)"), 60),
    "minute": ("second", re.compile("秒钟?"), 60),
}
_MINUTES: Final = re.compile("分(?=[0-9一二三四五六七八九十]{1,3}秒)")
_NIGHTS: Final = re.compile("夜(?!间|班|市|里|晚|场)")
_ZERO: Final = re.compile("零|又|加|余")


def read_days_and_nights(text: str, numeral: Numeral) -> Reading | None:
    """两天两夜, three days long with 三天三夜, or `None`."""
    printed = text[numeral.start : numeral.end]
    together = f"天{printed}夜"
    if numeral.scale != 1 or numeral.loose or not text.startswith(together, numeral.end):
        return None
    end = numeral.end + len(together)
    if not _NIGHTS.match(text, end - 1):
        return None
    return Reading(numeral.start, end, "amount", "day", numeral.value, step=numeral.step)


def read_compound(text: str, numeral: Numeral, unit: Unit | None) -> Reading | None:
    """A time that goes on in smaller units, or `None`."""
    minutes = _MINUTES.match(text, numeral.end)
    code, end = ("minute", minutes.end()) if minutes else (unit.code, unit.end) if unit else ("", 0)
    if code not in NEXT or numeral.scale != 1 or numeral.loose or numeral.high is not None:
        return None
    value, step, told = numeral.value, numeral.step, 1
    while code in NEXT:
        smaller, printed, times = NEXT[code]
        zero = _ZERO.match(text, end)
        if (
            code == "day" and text[numeral.start] == "一" and value == 1 and not zero
        ):  # 一天二十个小时
            break
        numeral_after = read_numeral(text, zero.end() if zero else end)
        if numeral_after is None or numeral_after.loose or numeral_after.value >= times:
            break
        found = printed.match(text, numeral_after.end)
        if not found:
            break
        value, step = value * times + numeral_after.value, Decimal(1)
        code, end, told = smaller, found.end(), told + 1
    if told == 1:
        return None
    tenths = HUNDREDTHS_OF_SECOND.match(text, end - 1) if code == "second" else None
    if tenths:  # 4分33秒08
        decimals = f"0.{tenths['tenths']}"
        value, step, end = value + Decimal(decimals), last_digit(decimals), tenths.end()
    return Reading(numeral.start, end, "amount", code, value, step=step)
