"""Quantities without a whole numeral: 半年, 半个月; 几家, 数个, 好几项."""

import re
from decimal import Decimal
from typing import Final

from tieout.numbers.chinese.reading import Page, Reading
from tieout.numbers.chinese.units import unit_at
from tieout.numbers.mention import Bound

_HALF_UNIT: Final = re.compile(
    r"半(?=年|个多?(?:月|小时|钟头|星期)|小时|天|吨|公里|斤|亩|个百分点|分钟|秒钟|公斤|英里"
    r"|[袋瓶碗杯盒箱桶勺筐]|两(?!个|天))"
)
_MORE: Final = re.compile("多(?!少|[样元边次云雨])")
#: What 数 may count as "several": 数家 does, 数码 and 数据 do not.
_SEVERAL: Final = frozenset(
    {*(f"count:{char}" for char in "家个名项次种条座位人"), "year", "month", "day", "hour"}
)


def read_half_unit(page: Page, start: int) -> Reading | None:
    """半年, 半个月: half of a unit; 半年多, 半个多月 and 大半年 are more."""
    text = page.text
    unit = unit_at(text, start + 1) if _HALF_UNIT.match(text, start) else None
    before = text[start - 1 : start] if start else ""
    if unit is None or (before and before in "上下一个"):
        return None
    more = _MORE.match(text, unit.end)
    end = more.end() if more else unit.end
    greater = before == "大" and start > page.begin
    bound: Bound = "over" if more or greater or text.startswith("个多", start + 1) else "exact"
    half = Decimal("0.5") * unit.factor
    begin = start - 1 if greater else start
    return Reading(begin, end, unit.kind, unit.code, half, step=half, bound=bound)


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
