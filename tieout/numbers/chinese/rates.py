"""What a quantity is per: 每周5班 is `count:班/week`, 每万人…110件 is `count:件/万人`."""

import re
from dataclasses import replace

from tieout.numbers.chinese.context import clause_before
from tieout.numbers.chinese.reading import Page, Reading
from tieout.numbers.chinese.units import unit_at

_RATE = re.compile(
    r"(?:每|平均每|每个?)(?P<unit>天|日|周|月|年|季度|小时|分钟|秒|公里|平方公里|平方米|亩|公顷|吨|人|户|台|千瓦时|度|立方米)"
    r"(?:可|能|能够|平均|约|超|超过|近|达|达到|的|仅|需|要|至少|最多|均)?"
    r"(?:加工|生产|处理|运行|开行|发送|运送|产出|产|消耗|新增|增加|减少|降低|上调|下调|上涨|下降|提高|补贴|补助|奖励|节约|节省|收费|收入|价格|售价|租金)?(?:约|超|超过|近|达)?$"
)
_RATE_UNITS = {"度": "kWh"}
_BASE = re.compile(
    r"(?P<base>十万|百万|千|百|万)(?P<what>人口?|户|名)(?=[^0-9一二三四五六七八九十百千万亿两，。；：]{0,12}"
    r"(?:拥有|专利|床位|医[师生]|护士|[数率量]|保有|口))"
)
_PER_BASE = re.compile(
    r"(?:每|^)(?P<base>十万|百万|千|百|万)(?P<what>人|户|名)口?"
    r"[^0-9一二三四五六七八九十百千万亿两]{0,12}?(?:拥有|专利|床位|医[师生]|护士|[数率量]|保有)"
)


def with_rate(text: str, reading: Reading) -> Reading:
    """The reading with what it is per: 每周5班 is `count:班/week`, 每万人…12件 `count:件/万人`."""
    if reading.kind not in ("amount", "count", "range") or "/" in reading.unit or not reading.unit:
        return reading
    clause = clause_before(text, reading.start)
    rate = _RATE.search(clause)
    if rate:
        below = unit_at(rate["unit"], 0)
        code = _RATE_UNITS.get(rate["unit"]) or (below.code.removeprefix("count:") if below else "")
        if rate["unit"] == "月":
            code = "month"
        return replace(reading, unit=f"{reading.unit}/{code}") if code else reading
    base = _PER_BASE.search(clause)
    if base and reading.unit.startswith("count:"):
        return replace(reading, unit=f"{reading.unit}/{base['base']}{base['what']}")
    return reading


def read_base(page: Page, start: int) -> Reading | None:
    """万人 in 每万人有效发明专利达到110件: what a rate is per, and no number of its own."""
    before = page.text[start - 1 : start] if start else ""
    if before and before not in "每，。；：、（(“年市省县区":
        return None
    found = _BASE.match(page.text, start)
    if not found or (
        before != "每" and not re.search(r"[0-9]", page.text[found.end() : found.end() + 24])
    ):
        return None
    return Reading(start, found.end(), "name")
