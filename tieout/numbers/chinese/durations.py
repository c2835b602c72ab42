"""Times told in two or three units: 1小时48分, 4分30秒, 一年零三个月. The value is in the last."""

import re
from decimal import Decimal

from tieout.numbers.chinese.numerals import (
    Numeral,
    chinese_value,
    last_digit,
    read_numeral,
)
from tieout.numbers.chinese.reading import Reading
from tieout.numbers.chinese.units import Unit

#: What follows each unit, and how many of the next there are in one.
_NEXT: dict[str, tuple[str, re.Pattern[str], int]] = {
    "year": ("month", re.compile("个月"), 12),
    "day": ("hour", re.compile("个?小时"), 24),
    "hour": ("minute", re.compile("分钟?(?![0-9之])|分(?=[0-9]{1,2}秒)"), 60),
    "minute": ("second", re.compile("秒钟?"), 60),
}
_MINUTES = re.compile("分(?=[0-9一二三四五六七八九十]{1,3}秒)")
#: 10秒98, 37度5, 4块2, 一块五: what follows the unit are its tenths.
_TENTHS = {
    "second": re.compile(
        r"秒(?P<tenths>[0-9]{1,2})(?![0-9.%‰]|[\u4e00-\u9fff](?<=[年月日号时分秒个元万亿人]))"
    ),
    "degC": re.compile(r"度(?P<tenths>[0-9一二三四五六七八九])(?![0-9.]|[个月日年万亿])"),
    "CNY": re.compile(
        r"块(?P<tenths>[1-9一二三四五六七八九])(?:毛|角)?钱?"
        r"(?![0-9.]|[个块条家人万亿台张晚斤天次份月年瓶杯碗米亩公吨桶箱件])"
    ),
}
#: 伍佰元伍角整, 3元5角2分: yuan with a tenth and a hundredth of them.
_TENTHS_OF_YUAN = re.compile(
    r"(?:元|圆|块)(?:零|〇)?(?:(?P<tenth>[0-9一二两三四五六七八九壹贰叁肆伍陆柒捌玖])[角毛])?"
    r"(?:零|〇)?(?:(?P<hundredth>[0-9一二三四五六七八九壹贰叁肆伍陆柒捌玖])"
    r"(?:分钱?(?!之|钟)|(?<=[角毛].)钱?(?![0-9\u4e00-\u9fff])))?"
)
_COINS_ALONE = re.compile("[角毛](?P<hundredth>[0-9一二三四五六七八九])(?:分钱?|钱)(?!之|钟)")
_LIANG = re.compile("斤(?P<liang>[1-9一二三四五六七八九])两(?![个三天年家人次名月位条件块])")
_NIGHTS = re.compile("夜(?!间|班|市|里|晚|场)")
_ZERO = re.compile("零|又|加|余")


def read_tenths_after(text: str, numeral: Numeral) -> Reading | None:
    """10秒98, 37度5, 4块2: a quantity whose unit stands within, or `None`."""
    coins = _with_coins(text, numeral) or _with_liang(text, numeral)
    if coins or numeral.scale != 1 or numeral.loose or numeral.high is not None:
        return coins
    for code, pattern in _TENTHS.items():
        found = pattern.match(text, numeral.end)
        if found:
            digits = found["tenths"]
            if not digits.isascii():
                digits = str(chinese_value(digits))
            value, step = numeral.value + Decimal(f"0.{digits}"), last_digit(f"0.{digits}")
            return Reading(numeral.start, found.end(), "amount", code, value, step=step)
    return None


def _with_coins(text: str, numeral: Numeral) -> Reading | None:
    """3元5角, 五毛六分钱, or `None`."""
    small = _COINS_ALONE.match(text, numeral.end)
    if small and numeral.scale == 1 and not numeral.loose and numeral.value < 10:
        digit = small["hundredth"]
        cents = chinese_value(digit) if not digit.isascii() else Decimal(digit)
        value = numeral.value / 10 + (cents or 0) / 100
        return Reading(numeral.start, small.end(), "amount", "CNY", value, step=Decimal("0.01"))
    found = _TENTHS_OF_YUAN.match(text, numeral.end)
    if not found or not (found["tenth"] or found["hundredth"]) or numeral.loose:
        return None
    value = numeral.value
    for digit, worth in ((found["tenth"], "0.1"), (found["hundredth"], "0.01")):
        value += (
            chinese_value(digit) if digit and not digit.isascii() else Decimal(digit or 0)
        ) * Decimal(worth)
    step = Decimal("0.01") if found["hundredth"] else Decimal("0.1")
    return Reading(numeral.start, found.end(), "amount", "CNY", value, step=step)


def _with_liang(text: str, numeral: Numeral) -> Reading | None:
    """一斤二两, 两斤半 is read elsewhere: a tenth of a 斤 is a 两, or `None`."""
    found = _LIANG.match(text, numeral.end)
    if not found or numeral.scale != 1 or numeral.loose or numeral.high is not None:
        return None
    tenths = (
        chinese_value(found["liang"]) if not found["liang"].isascii() else Decimal(found["liang"])
    )
    value = numeral.value + (tenths or 0) / 10
    return Reading(numeral.start, found.end(), "amount", "jin", value, step=Decimal("0.1"))


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
    if code not in _NEXT or numeral.scale != 1 or numeral.loose or numeral.high is not None:
        return None
    value, step, told = numeral.value, numeral.step, 1
    while code in _NEXT:
        smaller, printed, times = _NEXT[code]
        zero = _ZERO.match(text, end)
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
    tenths = _TENTHS["second"].match(text, end - 1) if code == "second" else None
    if tenths:  # 4分33秒08
        decimals = f"0.{tenths['tenths']}"
        value, step, end = value + Decimal(decimals), last_digit(decimals), tenths.end()
    return Reading(numeral.start, end, "amount", code, value, step=step)
