"""Tenths of a whole, told in percent: 三成五, 三至四成, 两成到两成半; 八五折, 八折至九折."""

import re
from decimal import Decimal
from typing import Final, NamedTuple

from tieout.numbers.chinese.numerals import Numeral, chinese_value, read_numeral
from tieout.numbers.chinese.reading import Page, Reading
from tieout.numbers.mention import Bound

_TO: Final = re.compile(r"-{1,2}|—{1,2}|~|至|到")
_TENTH: Final = re.compile(
    r"成(?:(?P<more>[多余](?!少))|(?P<five>[一二三四五六七八九半])(?![家个项成万亿]))?(?![立员功果为本长效就交都绩熟品分群型员体因份语像])"
)
_DISCOUNT: Final = re.compile(r"折(?![线叠扣射旧合算返腾磨中断服损弯])")
_PARTING: Final = ("从", "由")
_TEN, _HUNDRED = Decimal(10), Decimal(100)


class _Tenths(NamedTuple):
    """A numeral with 成 or 折 that ends at `end`, its value and `high` in percent."""

    end: int
    value: Decimal
    high: Decimal | None
    step: Decimal
    bound: Bound


def read_tenths(page: Page, start: int) -> Reading | None:
    """A share in tenths, or a range of two that share 成 or 折 or have one each."""
    text, numeral = page.text, page.numeral(start)
    if numeral is None or numeral.scale != 1:
        return None
    first = _tenths(text, numeral)
    if first and first.high is not None:
        return Reading(start, first.end, "range", "percent", None, first.value, first.high, _TEN)
    parted = first is not None and text[start - 1 : start] in _PARTING  # 从六成到七成
    last = None if parted else _to_tenths(text, first.end if first else numeral.end)
    low = first.value if first else _in_percent(numeral.value)
    if last and low < last.value:
        step = last.step if first else _TEN
        return Reading(start, last.end, "range", "percent", None, low, last.value, step)
    if first is None:
        return None
    value, step, bound = first.value, first.step, first.bound
    return Reading(start, first.end, "share", "percent", value, step=step, bound=bound)


def _to_tenths(text: str, start: int) -> _Tenths | None:
    """The second of a range, behind 至 or a dash."""
    to = _TO.match(text, start)
    numeral = read_numeral(text, to.end()) if to else None
    last = _tenths(text, numeral) if numeral else None
    return last if last and last.high is None else None


def _in_percent(value: Decimal) -> Decimal:
    """What a number before 成 or 折 tells: 七, 8.5 and 八五 are 70, 85 and 85 percent."""
    return value * _TEN if value <= _TEN else value


def _tenths(text: str, numeral: Numeral) -> _Tenths | None:
    """The numeral with the 成 or 折 behind it."""
    high, value, step = numeral.high, numeral.value * _TEN, numeral.step * _TEN
    tenth = _TENTH.match(text, numeral.end)
    if tenth and numeral.value <= _TEN:
        if tenth["five"] and high is None:
            value += chinese_value(tenth["five"].replace("半", "五")) or 0
            step = Decimal(1)
        bound: Bound = "over" if tenth["more"] else numeral.bound
        return _Tenths(tenth.end(), value, None if high is None else high * _TEN, step, bound)
    discount = _DISCOUNT.match(text, numeral.end)
    if discount and numeral.value < _HUNDRED:
        value = _in_percent(numeral.value)
        step = _TEN if value % _TEN == 0 else Decimal(1)
        return _Tenths(discount.end(), value, None, step, "exact")
    return None
