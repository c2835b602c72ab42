"""Parts and multiples: 三分之二, 百分之五, 一半, 翻两番, 3:1.

半 is told in percent, as 成 and 折 are (`tenths`); 百分之 is a percentage and 千分之 a per
mille; any other 分之 is the fraction itself (万分之六 is 0.0006). 翻一番 is the multiple that
results, 2, as 翻两番 is 4.
"""

import re
from decimal import Decimal
from typing import Final

from tieout.numbers.chinese.numerals import last_digit, read_numeral
from tieout.numbers.chinese.reading import Page, Reading
from tieout.numbers.chinese.units import unit_at
from tieout.numbers.mention import Bound, Direction, Kind

_PARTS_OF: Final = re.compile(
    r"(?P<of>百|千|[十百]?万|[一二三四五六七八九十百]{1,4}|[0-9]{1,6}(?:\.[0-9]{1,4})?[万亿]?)分之(?=[0-9零〇一二两三四五六七八九十百几])"
)
_TO: Final = re.compile(r"(?:-{1,2}|—{1,2}|~|至|到)(?:百分之|千分之)?")
_HALF: Final = re.compile(
    r"(?:一[大小]半|一半|半数|大半(?!天|日|夜|晚|辈|生|年|个|月|小时)|多半|减半|半价|折半|对半(?=分|开)|(?<=[过超近逾])半(?=$|[^\u4e00-\u9fff]|的))"
)
_HALF_TENTH: Final = re.compile("半成(?![品熟形员立])")
_DOUBLED: Final = re.compile(
    r"翻了?(?:(?P<under>近|将近)|(?P<over>超|超过)|(?P<about>约))?"
    r"(?P<count>[一二两三四五六七八九十]{1,2}|[0-9]{1,2}(?:\.[0-9]{1,2})?)?(?P<what>番|倍)(?P<more>[多余])?(?P<half>半(?!年|天|个|月|数))?"
)
_SEVERAL_TIMES: Final = re.compile(r"[数几]倍")
_FRACTION: Final = re.compile(r"(?P<part>[1-9][0-9]?)/(?P<of>[1-9][0-9]{0,2})(?![0-9/.])")
#: 9.2/10万: so many in a hundred thousand.
_PER_MANY: Final = re.compile(
    r"(?P<part>[0-9]{1,6}(?:\.[0-9]{1,4})?)/(?P<of>(?:10{0,2}|[十百])?万|千)(?![元吨个人])"
)
_RATIO: Final = re.compile(
    r"(?P<a>[0-9]{1,9}(?:\.[0-9]{1,4})?)(?:[:∶比])(?P<b>[0-9]{1,9}(?:\.[0-9]{1,4})?)(?![0-9.:∶])"
    r"(?P<scale>[百千]?万)?"
    r"|(?P<ca>零|[一二三四五六七八九十]{1,2})比(?P<cb>零|[一二三四五六七八九十]{1,2})(?![年月日个家项倍])"
)
#: 7:3分成
_PARTING: Final = re.compile("分(?:成|账|红|配|享|担|摊)")
#: 6-3, 4-6, 7-6(5): the score of a match, where words around it tell of one.
_SCORE: Final = re.compile(
    r"(?P<a>[0-9]{1,3})-(?P<b>[0-9]{1,3})(?:\([0-9]{1,2}\))?(?![0-9.%‰/:年月日号时点-])"
)
_OF_MATCH: Final = re.compile(
    "(?:比分|战胜|击败|不敌|逆转|险胜|大胜|完胜|力克|淘汰|战平)[^。；]{0,24}$"
)
_WON: Final = re.compile(
    r"(?:(?:[、，和及]|，?又以)[0-9]{1,3}-[0-9]{1,3}(?:\([0-9]{1,2}\))?){0,6}(?:的(?:总?比分|成绩))?"
    "[\u4e00-\u9fff]{0,4}(?:[胜负败平]|逆转|淘汰|横扫|力克|不敌|领先|落后)"
)
_COMPOSITION: Final = re.compile(
    r"[0-9]{1,6}(?:\.[0-9]{1,4})?(?:[:∶][0-9]{1,6}(?:\.[0-9]{1,4})?){2,6}(?![0-9:∶])"
)


def read_part(page: Page, start: int) -> Reading | None:
    """X分之Y, alone or from one to another."""
    text = page.text
    found = _PARTS_OF.match(text, start)
    if not found:
        return None
    of = read_numeral(found["of"], 0)
    part = read_numeral(text, found.end())
    if of is None or part is None or not of.value:
        return None
    factor = {"百": Decimal(1), "千": Decimal(1)}.get(found["of"], 1 / of.value)
    kind: Kind = "percent" if found["of"] in "百千" else "share"
    unit = {"百": "percent", "千": "permille"}.get(found["of"], "")
    step = part.step * factor
    to = _TO.match(text, part.end)
    other = read_numeral(text, to.end()) if to else None
    if other is not None and other.value > part.value:
        return Reading(
            start,
            other.end,
            "range",
            unit,
            low=part.value * factor,
            high=other.value * factor,
            step=step,
        )
    if part.high is not None:
        return Reading(
            start,
            part.end,
            "range",
            unit,
            low=part.value * factor,
            high=part.high * factor,
            step=step,
        )
    bound = part.bound
    return Reading(start, part.end, kind, unit, part.value * factor, step=step, bound=bound)


def read_half(page: Page, start: int) -> Reading | None:
    """一半, 半数, 过半, 减半: fifty percent."""
    found = _HALF.match(page.text, start)
    if not found:
        half_tenth = _HALF_TENTH.match(page.text, start)
        return half_tenth and Reading(
            start, half_tenth.end(), "share", "percent", Decimal(5), step=Decimal(5)
        )
    bound: Bound = "over" if found[0] in ("大半", "多半", "一大半") else "exact"
    if found[0] == "一小半":
        bound = "under"
    direction: Direction = "down" if found[0] in ("减半", "折半") else ""
    half = Reading(start, found.end(), "share", "percent", Decimal(50), step=Decimal(10))
    return half._replace(bound=bound, direction=direction)


def read_doubling(page: Page, start: int) -> Reading | None:
    """翻番, 翻一番, 翻两番, 翻倍: the multiple that results."""
    found = _DOUBLED.match(page.text, start)
    if not found:
        return None
    count = read_numeral(found["count"], 0) if found["count"] else None
    times = count.value if count else Decimal(1)
    value = 1 + times if found["what"] == "倍" else Decimal(2) ** times
    if found["half"] and found["what"] == "倍":
        value += Decimal("0.5")
    bound: Bound = "exact"
    # 一番半 is more than 一番, and no two readers agree how much.
    if found["more"] or found["over"] or (found["half"] and found["what"] == "番"):
        bound = "over"
    elif found["under"] or found["about"]:
        bound = "under" if found["under"] else "about"
    doubled = Reading(start, found.end(), "multiple", "", value, step=Decimal(1))
    return doubled._replace(bound=bound, direction="up")


def read_several_times(page: Page, start: int) -> Reading | None:
    """数倍, 几倍: from two to nine times."""
    found = _SEVERAL_TIMES.match(page.text, start)
    if not found:
        return None
    return Reading(start, found.end(), "range", "", low=Decimal(2), high=Decimal(9), bound="about")


def read_fraction(page: Page, start: int) -> Reading | None:
    """1/5: a part of a whole."""
    text = page.text
    found = _FRACTION.match(text, start)
    if not found or text[max(0, start - 1) : start] in tuple("0123456789./"):
        return None
    part, of = Decimal(found["part"]), Decimal(found["of"])
    if part >= of or unit_at(text, found.end()):
        return None
    to = _TO.match(text, found.end())
    last = _FRACTION.match(text, to.end()) if to else None
    if last:  # 1/5至1/3
        ends = sorted((part / of, Decimal(last["part"]) / Decimal(last["of"])))
        return Reading(start, last.end(), "range", "", low=ends[0], high=ends[1], step=1 / of)
    return Reading(start, found.end(), "share", "", part / of, step=1 / of)


def read_composition(page: Page, start: int) -> Reading | None:
    """9.4:36.1:54.5: the parts of a whole, a ratio without a single value."""
    found = _COMPOSITION.match(page.text, start)
    return Reading(start, found.end(), "ratio") if found else None


def read_ratio(page: Page, start: int) -> Reading | None:
    """3:1, 1:50万, 三比一: the first number divided by the second."""
    text = page.text
    many = _PER_MANY.match(text, start)
    of = read_numeral(many["of"], 0) if many else None
    if many and of:
        part = Decimal(many["part"])
        return Reading(
            start,
            many.end(),
            "ratio",
            "",
            part / of.value,
            step=last_digit(many["part"]) / of.value,
        )
    score = _SCORE.match(text, start)
    if score and not unit_at(text, score.end()):
        told = _OF_MATCH.search(text, max(0, start - 30), start) or _WON.match(text, score.end())
        return _score(score) if told else None
    found = _RATIO.match(text, start)
    if not found or text[start - 1 : start] in tuple("0123456789.:∶"):
        return None
    if unit_at(text, found.end()) and not _PARTING.match(text, found.end()):
        return None
    first = read_numeral(found["a"] or found["ca"], 0)
    second = read_numeral((found["b"] or found["cb"]) + (found["scale"] or ""), 0)
    if first is None or second is None:
        return None
    if not second.value:  # 3:0
        return Reading(start, found.end(), "ratio")
    return Reading(
        start,
        found.end(),
        "ratio",
        "",
        first.value / second.value,
        step=last_digit(found["a"] or ""),
    )


def _score(found: re.Match[str]) -> Reading:
    """The score of a match, the first number divided by the second."""
    first, second = Decimal(found["a"]), Decimal(found["b"])
    if not second:
        return Reading(found.start(), found.end(), "ratio")
    value = first / second
    return Reading(found.start(), found.end(), "ratio", "", value, step=Decimal(1))
