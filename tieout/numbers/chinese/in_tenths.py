"""Quantities told in a unit and its tenths: 10秒98, 37度5, 4块2, 3元5角2分, 一斤二两."""

import re
from decimal import Decimal
from typing import Final

from tieout.numbers.chinese.numerals import DIGITS, FORMAL, Numeral, last_digit
from tieout.numbers.chinese.reading import Reading
from tieout.numbers.mention import Bound

#: 13秒27: hundredths of a second after their unit.
HUNDREDTHS_OF_SECOND: Final = re.compile(
    r"秒(?P<tenths>[0-9]{1,2})(?![0-9.%‰]|[\u4e00-\u9fff](?<=[年月日号时分秒个元万亿人]))"
)
#: 10秒98, 37度5, 4块2, 一块五: what follows the unit are its tenths. The unit's code and the whole,
#: under the character that the unit is printed with.
_TENTHS: Final = {
    "秒": ("second", HUNDREDTHS_OF_SECOND),
    "度": ("degC", re.compile(r"度(?P<tenths>[0-9一二三四五六七八九])(?![0-9.]|[个月日年万亿])")),
    "块": (
        "CNY",
        re.compile(
            r"块(?P<tenths>[1-9一二三四五六七八九])(?:毛|角)?钱?"
            r"(?![0-9.]|[个块条家人万亿台张晚斤天次份月年瓶杯碗米亩公吨桶箱件])"
        ),
    ),
    # 毛重一吨二
    "吨": (
        "tonne",
        re.compile(
            r"吨(?P<tenths>[1-9一二三四五六七八九])(?![0-9.十百千万亿多余来级]|[个条台家人名座辆车次倍项年月日号元块])"
        ),
    ),
    # 一米六五
    "米": (
        "m",
        re.compile(
            r"米(?P<tenths>[零〇][1-9一二三四五六七八九]|[1-9一二三四五六七八九][0-9一二三四五六七八九]?)(?P<more>几|来|多)?"
            r"(?![0-9.十百千万亿多余来]|[个条台家人名座米年月日号分倍项次根株棵块])"
        ),
    ),
    "丈": (
        "zhang",
        re.compile(r"丈(?P<tenths>[1-9一二三四五六七八九])(?![0-9.十百千万亿]|[个条台尺寸])"),
    ),
    # 两亩三分地
    "亩": (
        "mu",
        re.compile(
            r"亩(?P<tenths>[1-9一二三四五六七八九])(?:分(?:地|田)?(?!之|钟)|(?=$|[，。；、）]))"
        ),
    ),
    "尺": (
        "chi",
        re.compile(r"尺(?P<tenths>[1-9一二三四五六七八九])(?![0-9.十百千万亿]|[个条台寸])"),
    ),
    "斤": (
        "jin",
        re.compile(r"斤(?P<tenths>[1-9一二三四五六七八九])两(?![个三天年家人次名月位条件块])"),
    ),
}
_DIGIT: Final = "[0-9一二两三四五六七八九壹贰叁肆伍陆柒捌玖]"
#: 伍佰元伍角整, 3元5角2分, 五毛六分钱: yuan with a tenth and a hundredth of them, or these alone.
_COINS: Final = re.compile(
    rf"(?:元|圆|块)[零〇]?(?:(?P<tenth>{_DIGIT})[角毛])?"
    rf"[零〇]?(?:(?P<hundredth>{_DIGIT})(?:分钱?(?!之|钟)|(?<=[角毛].)钱?(?![0-9个只条张台家人年月日号万亿十百千点斤])))?"
)
_SMALL_COINS: Final = re.compile(
    rf"[角毛](?P<hundredth>{_DIGIT})(?:(?:分钱?|钱)(?!之|钟)|(?=$|[^0-9\u4e00-\u9fff]|[一每降涨跌到的]))"
)
_OF_MONEY: Final = frozenset("元圆块角毛")
_TENTH, _HUNDREDTH = Decimal("0.1"), Decimal("0.01")


def read_in_tenths(text: str, numeral: Numeral) -> Reading | None:
    """A quantity whose unit stands within, or `None`."""
    if numeral.loose or numeral.high is not None:
        return None
    printed = text[numeral.end : numeral.end + 1]
    coins = _read_coins(text, numeral) if printed in _OF_MONEY else None
    if coins or numeral.scale != 1 or printed not in _TENTHS:
        return coins
    code, pattern = _TENTHS[printed]
    found = pattern.match(text, numeral.end)
    if not found:
        return None
    digits = "".join(str(_value(digit)) for digit in found["tenths"])
    value, step = numeral.value + Decimal(f"0.{digits}"), last_digit(f"0.{digits}")
    bound: Bound = "over" if found.groupdict().get("more") else "exact"
    return Reading(numeral.start, found.end(), "amount", code, value, step=step, bound=bound)


def _read_coins(text: str, numeral: Numeral) -> Reading | None:
    small = _SMALL_COINS.match(text, numeral.end) if numeral.value < 10 else None
    if small:
        value = numeral.value * _TENTH + _value(small["hundredth"]) * _HUNDREDTH
        return Reading(numeral.start, small.end(), "amount", "CNY", value, step=_HUNDREDTH)
    found = _COINS.match(text, numeral.end)
    if not found or not (found["tenth"] or found["hundredth"]):
        return None
    value = numeral.value
    value += _value(found["tenth"]) * _TENTH + _value(found["hundredth"]) * _HUNDREDTH
    step = _HUNDREDTH if found["hundredth"] else _TENTH
    return Reading(numeral.start, found.end(), "amount", "CNY", value, step=step)


def _value(digit: str | None) -> int:
    """What a digit is worth, as a figure or as a character; nothing is none."""
    if not digit:
        return 0
    return int(digit) if digit.isascii() else DIGITS[digit.translate(FORMAL)]
