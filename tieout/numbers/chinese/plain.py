"""The plain quantity: digits, a scale and a unit, with nothing around them that tells more.

Most numbers of a text are told so (36.8%, 5.4万家, 1,286.5亿元, 三家). One expression reads them,
and what it takes the grammar would have read alike: that is a law with a test. It declines
whatever another piece of the grammar might want, by the character before, the unit, or the
character after.
"""

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final

from tieout.numbers.chinese.context import currency_before
from tieout.numbers.chinese.counted import TIERED
from tieout.numbers.chinese.lexicon import read_listed
from tieout.numbers.chinese.numerals import MORE, Numeral, last_digit, scale_value
from tieout.numbers.chinese.rates import with_rate
from tieout.numbers.chinese.reading import Page, Reading, plain
from tieout.numbers.chinese.units import PERSONS, Row, printed_at, printed_units, unit_at
from tieout.numbers.chinese.year_names import names_year
from tieout.numbers.mention import Bound

_PLAIN: Final = re.compile(
    r"(?P<digits>(?:[1-9][0-9]{0,2}+(?:,[0-9]{3}){1,4}+|[1-9][0-9]{0,7}+|0(?=\.))"
    r"(?:\.[0-9]{1,8}+)?)"
    r"(?:(?P<odd>[余多])(?=[十百千]?[万亿]))?(?P<scale>万亿|[十百千]?[万亿])?"
    rf"(?P<more>(?<!.[余多][万亿]){MORE})?"
)
_TIER: Final = re.compile("级(?![别联配差次])")
#: After letters that may be a unit: m², km3, kg·m.
_GOES_ON: Final = re.compile("[A-Za-z0-9²³Ω]|·m(?![a-z])")
#: After these a numeral may belong to a range, a title, a code, a telephone or a rank.
_BEFORE: Final = frozenset('“‘"·前图表件录.,:∶/-—第〔[$¥€£双')
#: After these a few times are a stretch of time, and a numeral in characters is a day of the week.
_BEFORE_TIME: Final = frozenset("去来近后前的")
#: What the names of eras end with: 公元221年, 昭和15年.
_ENDS_ERA: Final = frozenset(
    "元国武乐宣化治德靖历启祯熙正隆庆光丰绪统观宝和成安初徽国符圣祐平宁康炎兴道定淳文泰顺"
)
_BEFORE_LASTING = _BEFORE_TIME | _ENDS_ERA | {"("}
_BEFORE_COUNTED: Final = frozenset("周期拜点分之比、公元∶")
#: These make of a unit a range, a rate, or a looser or larger number, and of a time a date.
_AFTER: Final = frozenset("±-—~至到/每半多余级亿0123456789")
#: What may follow 个 in 0.2个和0.3个百分点.
_LISTING: Final = "、和及与"
_AFTER_TIME: Final = re.compile(
    "[前后来间代零又加余度底末初个份一二三四五六七八九十两几]|以[来前后]|之[前后间]"
)
_NUMERALS: Final = frozenset("零〇一二两三四五六七八九十百千万亿几多余来把数点有")
#: Units that begin so may be a date, a road, a stage, a share, an angle: other pieces know.
_OTHERWISE: Final = frozenset(
    "两号类站国省县乡路环期级等届周日时点季审读分强佳成折度节里方桶块大载星世把起"
)
_OTHERWISE_COUNTED: Final = frozenset("年月天岁个毛角小师旅团军部高")
_HOTLINES: Final = frozenset({"工程", "高校", "网", "系列", "个点"})
_TIMES: Final = frozenset({"year", "month", "day", "hour", "minute", "week", "quarter", "workday"})
_LASTING: Final = frozenset(
    {"年", "岁", "个月", "天", "小时", "个小时", "分钟", "个工作日", "工作日"}
)
_ROWS: dict[str, Row] = {
    printed: row
    for printed, row in printed_units()
    if (printed[0] not in _OTHERWISE or (re.fullmatch("[A-Z]{3}", row[0]) and len(printed) > 1))
    and printed not in _HOTLINES
    and row[0] not in TIERED
    and row[0] not in PERSONS
    and (row[0] not in _TIMES or printed in _LASTING)
}
_COUNTED_ROWS: Final = {
    printed: row
    for printed, row in _ROWS.items()
    if printed[0] not in _OTHERWISE_COUNTED and row[0] not in _TIMES
} | {printed: _ROWS[printed] for printed in ("个", "年", "个月")}
#: 一一三组合: digits one by one make a name.
_SPELT: Final = re.compile("[〇零一二三四五六七八九]{2}")
#: What a digit is worth that so many zeros follow, or decimals where they are below none.
_STEPS: Final = {zeros: plain(Decimal(1).scaleb(zeros)) for zeros in range(-8, 28)}
_THOUSAND: Final = 1000
_YEAR_LENGTH: Final = 4
_UPGRADE: Final = ("升", "级")


def read_plain(page: Page, start: int) -> Reading | None:
    """The plain quantity at `start`, or `None` where it is none or may be something else."""
    text = page.text
    found = _PLAIN.match(text, start)
    if not found:
        return _read_counted(page, start) if text[start] in _NUMERALS else None
    if start and text[start - 1] in _BEFORE:
        return None
    digits, odd, scale, more = found.groups()
    begin = found.end()
    printed = printed_at(text, begin)
    row = _ROWS.get(printed)
    end = begin + len(printed)
    if row is None or (printed.isalpha() and printed.isascii() and _GOES_ON.match(text, end)):
        return None
    if len(digits) == _YEAR_LENGTH and names_year(text, start):
        return None
    code, kind, _ = row
    tier = text.startswith("级", end) and _TIER.match(text, end)
    if tier:
        end += 1
    after = text[end : end + 1]
    if printed == "个" and after and after in _LISTING:
        return None
    if after and after in _AFTER:
        rate = unit_at(text, begin) if after == "/" and not tier else None
        if rate is None or rate.end == end or text[rate.end : rate.end + 1] in _AFTER:
            return None
        end, code, kind, _ = rate
    elif code in _TIMES and not _lasts(text, start, digits, end):
        return None
    if (tier and (kind != "amount" or code in _TIMES)) or (printed, after) == _UPGRADE:
        return None
    if code == "CNY":
        code = currency_before(text, start) or code
    value, step = _worth(digits, scale or "", row[2])
    bound: Bound = "over" if odd or more else "exact"
    return with_rate(text, Reading(start, end, kind, code, value, None, None, step, bound))


def _lasts(text: str, start: int, digits: str, end: int) -> bool:
    """Whether a time is one that lasts, and neither a year nor one of a stretch to the present."""
    if len(digits.partition(".")[0]) > 3 or (start and text[start - 1] in _BEFORE_LASTING):
        return False
    return not _AFTER_TIME.match(text, end)


def _read_counted(page: Page, start: int) -> Reading | None:
    """三家, 三百五十余项: a numeral in characters with a unit, where it begins no listed word."""
    text = page.text
    before = text[start - 1] if start else "。"
    if before in _BEFORE or before in _BEFORE_COUNTED or before in _NUMERALS:
        return None
    numeral = page.numeral(start)
    if numeral is None or numeral.high is not None or _is_no_number(text, numeral):
        return None
    printed = printed_at(text, numeral.end)
    row = _COUNTED_ROWS.get(printed)
    if row is None:
        return None
    end = numeral.end + len(printed)
    if row[0] in _TIMES and (numeral.value >= _THOUSAND or not _lasts(text, start, "", end)):
        return None
    after = text[end : end + 1]
    if after and (after in _AFTER or after in _NUMERALS or after in "大强佳全"):
        return None
    if printed == "个" and after and after in _LISTING:
        return None
    if read_listed(page, start):
        return None
    code, kind, factor = row
    if code == "CNY":
        code = currency_before(text, start) or code
    value, step = plain(numeral.value * factor), plain(numeral.step * factor)
    reading = Reading(start, end, kind, code, value, None, None, step, numeral.bound)
    return with_rate(text, reading)


def _is_no_number(text: str, numeral: Numeral) -> bool:
    """Whether a numeral may be an article (一家) or the base of a rate (十万人)."""
    first = text[numeral.start]
    if first in "百千万亿几数" or _SPELT.match(text, numeral.start):
        return True
    return (first in "一二" and numeral.end - numeral.start == 1) or (
        first == "十" and numeral.value >= 100
    )


def _worth(digits: str, scale: str, factor: Decimal) -> tuple[Decimal, Decimal]:
    """The value of a numeral in its unit's code, and what one unit of its last digit is worth."""
    bare = digits.replace(",", "")
    whole, _, decimals = bare.partition(".")
    zeros = _zeros(scale, factor)
    if zeros is None:
        times = scale_value(scale) * factor
        return plain(Decimal(bare) * times), plain(last_digit(bare) * times)
    left = zeros - len(decimals)
    if left >= 0:
        return Decimal(whole + decimals + "0" * left), _STEPS[left]
    value = f"{whole}{decimals[:left]}.{decimals[left:]}"
    return Decimal(value.rstrip("0").rstrip(".")), _STEPS[left]


@lru_cache(maxsize=256)
def _zeros(scale: str, factor: Decimal) -> int | None:
    """How many zeros a scale and a unit's factor stand for, `None` where they are no such power
    of ten."""
    times = scale_value(scale) * factor
    zeros = times.adjusted()
    return zeros if zeros >= 0 and times == Decimal(1).scaleb(zeros) else None
