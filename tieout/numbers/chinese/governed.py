"""What the words around a number make of its reading: a bound, a direction, a sign of money."""

import re
from typing import Final, cast

from tieout.numbers.chinese.context import (
    REACH,
    bound_around,
    currency_sign,
    direction_of,
    is_breakthrough,
    stands_alone,
)
from tieout.numbers.chinese.names import in_title
from tieout.numbers.chinese.rates import as_before
from tieout.numbers.chinese.reading import Reading
from tieout.numbers.mention import QUANTITATIVE, Bound

_CHANGES: Final = frozenset({"amount", "percent", "pp", "multiple", "share", "range"})
_TIMES: Final = frozenset({"second", "minute", "hour", "day", "workday", "week", "month", "year"})
#: 三公里内, 1.5公里范围内
_LENGTHS: Final = frozenset({"km", "m", "li", "nautical_mile", "mile"})
_REACHING = _TIMES | _LENGTHS
_WITHIN: Final = re.compile("内(?![径河侧墙壁部地外容陆蒙需资涵存置])")
_NEARBY: Final = re.compile("的?(?:范围|半径|距离)之?内")
#: 上游1000米至下游100米范围内: a range from one to another.
_STRETCH: Final = re.compile("[至到][^，。；]{0,4}$")
_LATELY: Final = re.compile("(?:^|[，。；：、])近$")
_LATEST: Final = re.compile("(?<![了时有达经长过已续]|[为是在])近$")
_LISTED: Final = re.compile("[、和及与](?:(?![占为达比率至到的])[\u4e00-\u9fff]){0,4}")
_ODD: Final = re.compile("[强弱](?=$|[，。；、）])")
_NUMERAL_ENDS: Final = frozenset("0123456789一二三四五六七八九十")
_SEVERALLY: Final = re.compile(
    "(?:分别|均|各)(?:都|为|已|达|达到)?(?:不|超|近|约|逾|低于|高于|少于|多于|至少|最|突破|接近|将近)"
    "(?:[^，。；、]{0,6}|[^，。；]{0,30}[、和及与])$"
)
#: 约占公司上一年度营业收入的9.8%: a bound with what the share is of between.
_OF_WHOLE: Final = re.compile(
    "(?:(?P<about>约(?:占到?|为|相当于|等于|合))|(?P<at_most>不[得应宜能可会]?(?:超过|高于|大于))"
    "|(?P<at_least>不[得应宜能可会]?(?:低于|少于|小于))|(?P<under>不[足到]|未达到?|接近|将近|逼近)"
    "|(?P<over>超过(?=[^，。；]{0,20}总[\u4e00-\u9fff]{0,4}的$)))"
    "(?:(?<=[上近])一(?=[个年期季])|(?:19|20)[0-9]{2}(?=年)|[^0-9零〇一二两三四五六七八九十百千万亿，。；：、元的]){2,24}的$"
)
_OF_WHOLE_KINDS: Final = frozenset({"percent", "share", "multiple"})
#: 超过规定时速百分之五十的, 不超过注册资本20%的部分: by how much what is told before is passed.
_PASSED_BY: Final = re.compile(
    "(?:(?<![不未没])(?P<over>超过)|(?P<at_most>不[得应宜能可会]?超过))"
    "(?:(?![的零〇一二两三四五六七八九十百千万亿])[\u4e00-\u9fff]){2,8}$"
)
_THAT_PASSES: Final = re.compile("的(?=[，。；]|部分|$)")
_PASSED: Final = re.compile("(?<![通经超不])过$")


def governed(text: str, reading: Reading) -> Reading:
    """The reading with what the words around it say."""
    start, end, kind, unit, value, low, high, step, bound, direction, period = reading
    if kind not in QUANTITATIVE:
        return reading
    if "《" in text and in_title(text, start):
        return Reading(start, end, "name")
    asked = unit in _REACHING or kind == "share"
    if not asked and not text.startswith("的", end) and stands_alone(text, start, end):
        return reading
    sign = currency_sign(text, start)
    if sign and unit == sign[1]:
        start = sign[0]
    told, begin = bound_around(text, start, end)
    aged = text[end - 1] == "岁"
    if (
        told == "under"
        and unit in _TIMES
        and not aged
        and _LATELY.search(text, max(0, begin - 1), begin + 1)
    ):
        told = "exact"  # 近五个交易日累计涨幅
    if told == "under" and unit in _TIMES and _is_latest(text, begin, reading):
        told = "exact"
    if told == "under" and unit in ("second", "minute") and text.startswith("快", begin):
        told = "exact"  # 快3秒
    if told == "at_most" and unit in _TIMES and text.startswith("最高", begin):
        told = "exact"  # 最高一天达2.1亿元
    if told == "at_most" and unit in ("m", "count:层") and text.startswith("封顶", end):
        told = "exact"  # 还差三十米封顶
    if unit == "degC" and text.startswith(("最低", "最高"), begin):
        told = "exact"  # 最低-32.6℃
    if told == "over" and is_breakthrough(text, begin, start):
        told = "exact"
    if told == "exact" and kind == "share" and (odd := _ODD.match(text, end)):
        told = "over" if odd[0] == "强" else "under"  # 三分之一强
    if told == "exact" and unit in _REACHING and _WITHIN.match(text, end):
        told = "at_most"  # 15个工作日内
    if told == "exact" and unit in _LENGTHS and _NEARBY.match(text, end):
        told = "exact" if _STRETCH.search(text, max(0, start - 8), start) else "at_most"
    if told == "exact" and kind == "share" and _PASSED.search(text[max(0, begin - 2) : begin]):
        told = "over"
    if told == "exact" and kind in _OF_WHOLE_KINDS:
        told = _bound_of_share(text, reading)
    if told == "exact" or (kind == "rank" and bound != "exact"):
        told = bound
    if not direction and (kind in _CHANGES or kind == "count"):
        direction = direction_of(text, begin, with_object=kind in _CHANGES)
        if (value is not None and value < 0) or (unit in _TIMES and text.startswith("期", end)):
            direction = ""  # 增长率为-1.3‰: the sign tells; 下调7天期利率: the days stay
    if told == bound and direction == reading.direction and start == reading.start:
        return reading
    return Reading(start, end, kind, unit, value, low, high, step, told, direction, period)


def _bound_of_share(text: str, reading: Reading) -> Bound:
    """The bound of a share that is told before what it is of, or by what passes it."""
    start, window = reading.start, max(0, reading.start - REACH)
    found = None
    if text.startswith("的", start - 1) and start:
        found = _OF_WHOLE.search(text, window, start)
    elif reading.kind == "percent" and _THAT_PASSES.match(text, reading.end):
        found = _PASSED_BY.search(text, window, start)
    return cast(Bound, found.lastgroup) if found else "exact"


def _is_latest(text: str, begin: int, reading: Reading) -> bool:
    """Whether 近一年 is the latest year: 基金近一年回报, and not 用了近一年."""
    one = reading.value is not None and text[reading.start : reading.start + 1] in ("一", "1")
    return (
        one
        and reading.step == reading.value
        and bool(_LATEST.search(text, max(0, begin - 2), begin + 1))
    )


#: How far what shares something with the number before it may stand from that.
SHARES_WITHIN: Final = 16


def following(text: str, previous: Reading, reading: Reading) -> Reading:
    """The reading with what it shares with the one before it."""
    if previous.kind == "identifier":
        return listed_number(text, previous, reading)
    if previous.kind == "ordinal":
        return listed_order(text, previous, reading)
    if "/" in previous.unit:
        reading = as_before(text, previous, reading)
    if previous.unit == "CNY":
        reading = listed_sum(text, previous, reading)
    if previous.direction:
        reading = listed_change(text, previous, reading)
    return reading if previous.bound == "exact" else listed_bound(text, previous, reading)


def listed_order(text: str, previous: Reading, reading: Reading) -> Reading:
    """第三、四批: what a list orders is told once, after the last."""
    listed = text[previous.end : reading.start] == "、"
    bare = text[previous.end - 1] in _NUMERAL_ENDS and text[previous.start] == "第"
    if not listed or not bare or reading.kind != "count" or reading.value is None:
        return reading
    return Reading(reading.start, reading.end, "ordinal", value=reading.value)


def listed_sum(text: str, previous: Reading, reading: Reading) -> Reading:
    """营收、净利润分别为345.6亿、42.1亿: what is listed after a sum without its yuan is one too."""
    alike = reading.kind == "count" and not reading.unit and text[reading.end - 1] in "万亿"
    if not alike or text[previous.end - 1] not in "万亿":
        return reading
    if text[previous.end : reading.start] not in ("、", "和", "及", "与"):
        return reading
    return reading._replace(kind="amount", unit="CNY")


def listed_number(text: str, previous: Reading, reading: Reading) -> Reading:
    """03、08、15: numbers of two digits that go on with those that were drawn."""
    two = reading.end - reading.start == 2 and reading.kind == "count" and not reading.unit
    drawn = previous.end - previous.start == 2 and text[previous.start].isdigit()
    if two and drawn and text[previous.end : reading.start] in ("、", " ", ",", "，"):
        return Reading(reading.start, reading.end, "identifier")
    return reading


def listed_bound(text: str, previous: Reading, reading: Reading) -> Reading:
    """分别不超过25人、30人、35人: the bound of what is told of several is that of each."""
    alike = (previous.kind, previous.unit) == (reading.kind, reading.unit)
    listed = alike and text[previous.end : reading.start] in ("、", "和", "及", "与")
    if reading.bound != "exact" or not listed:
        return reading
    if not _SEVERALLY.search(text, max(0, previous.start - 40), previous.start):
        return reading
    return reading._replace(bound=previous.bound)


def listed_change(text: str, previous: Reading, reading: Reading) -> Reading:
    """分别下降7.4%、9.1%; 压减会议32%、文件28%: what is listed after a change is one as well."""
    if (
        reading.direction
        or (reading.value is not None and reading.value < 0)
        or (previous.kind, previous.unit) != (reading.kind, reading.unit)
        or not _LISTED.fullmatch(text, previous.end, reading.start)
    ):
        return reading
    if reading.start - previous.end > 1 and reading.kind not in ("percent", "pp"):
        return reading
    return reading._replace(direction=previous.direction)
