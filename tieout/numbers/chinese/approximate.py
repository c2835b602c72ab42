"""Quantities without a whole numeral: 半年, 半个月; 几家, 数个, 好几项."""

import re
from decimal import Decimal

from tieout.numbers.chinese.reading import Page, Reading
from tieout.numbers.chinese.units import unit_at

_HALF_UNIT = re.compile(r"半(?=年|个月|个?小时|天|吨|公里|斤|亩|个百分点)")
#: What 数 may count as "several": 数家 does, 数码 and 数据 do not.
_SEVERAL = frozenset(
    {*(f"count:{char}" for char in "家个名项次种条座位人"), "year", "month", "day", "hour"}
)


def read_half_unit(page: Page, start: int) -> Reading | None:
    """半年, 半个月: half of a unit."""
    unit = unit_at(page.text, start + 1) if _HALF_UNIT.match(page.text, start) else None
    if unit is None or page.text[max(0, start - 1) : start] in tuple("上下大一个"):
        return None
    half = Decimal("0.5") * unit.factor
    return Reading(start, unit.end, "amount", unit.code, half, step=half)


def read_few(page: Page, start: int) -> Reading | None:
    """几家, 数个, 好几项: some, from two to nine."""
    text = page.text
    if text[start] not in "几数" or text[start - 1 : start] in tuple(
        "无少人次总多计第基参指倍复函常十百千万亿点岁"
    ):
        return None
    unit = unit_at(text, start + 1)
    if (
        unit is None
        or unit.kind not in ("count", "amount")
        or (text[start] == "数" and unit.code not in _SEVERAL)
    ):
        return None
    return Reading(
        start,
        unit.end,
        "range",
        unit.code,
        low=2 * unit.factor,
        high=9 * unit.factor,
        bound="about",
    )
