"""Stretches of time told from the day of publication: 8年前, 五年来, 过去5年."""

import re
from typing import Final

from tieout.numbers.chinese.reading import Page, Reading

_SPAN: Final = re.compile(
    r"(?P<unit>年|个月|周|天|个多月|个星期|个季度|小时|分钟|个小时|个世纪|载|日)(?P<more>多|余)?"
    r"(?P<suffix>以来|之后|之前|前(?![三0-9列景途沿期后端往十])|后(?![期续备勤端方])|来(?![自到源临]|的[人客货])|间(?!隔)|之间)?"
)
#: Reports of these months tell of years that have ended, and of those that begin.
_EARLY: Final = ("01", "02", "03")
#: 14天后, 两小时前: how long after something, and no stretch told from the day of publication.
_LASTING: Final = frozenset({"小时", "分钟", "个小时"})
#: 过去6年零4个月: a time that goes on in smaller units.
_GOES_ON: Final = re.compile("[零又][0-9一二三四五六七八九十]{1,3}个?[月天]")
_DAYS: Final = frozenset({"天", "周", "个月", "个多月", "个星期", "个季度", "日"})
_LEADING: Final = re.compile(
    r"(?:过去|未来|最近|今后|近|此前|往后|(?<![提目以之日当事战生空])前)的?$"
)
#: “十四五”前四年: years at either end of a five-year plan.
_OF_A_PLAN: Final = re.compile(
    "十(?P<plan>[一二三四五六七八九])五”?(?:时期|期间)?的?(?P<end>[前后])$"
)
_NEARLY: Final = re.compile(r"[\u4e00-\u9fff](?<![在是的创于处较比系])近$")
#: 为近六年同期最多: the latest years, that something is compared with.
_COMPARED: Final = re.compile(
    "同期|[高低][点位值]|分位|首[次亏个度现]|[均极]值|最[高低大小多少好差快慢早晚长短]|的?(?:新[高低]|均值|平均)|之最"
)
_BEGINS_CLAUSE: Final = re.compile(r"(?:^|[，。；：、！？!?;:,\n“(（)）.])近$")


def read_span(page: Page, start: int) -> Reading | None:
    """8年前, 五年来, 过去5年: a stretch told from the day of publication."""
    numeral = page.numeral(start)
    if numeral is None and page.text[start] in "几数":
        found = _SPAN.match(page.text, start + 1)
        told = found and found["suffix"] and found["unit"] in ("年", "天", "个月")
        return Reading(start, found.end(), "period") if found and told else None
    found = numeral and _SPAN.match(page.text, numeral.end)
    if not numeral or not found or _GOES_ON.match(page.text, found.end()):
        return None
    if found["suffix"] in ("后", "之后", "前", "之前") and (
        found["unit"] in _LASTING or (found["unit"] in _DAYS and found["suffix"].endswith("后"))
    ):
        return None
    if found["suffix"] in ("后", "之后") and not _was_told_before(page, start, found):
        return None
    before = page.text[max(0, start - 4) : start]
    planned = _OF_A_PLAN.search(page.text[max(0, start - 9) : start])
    if planned and found["unit"] == "年" and not found["suffix"] and numeral.value < 5:
        period = _within_plan(planned, int(numeral.value))
        return Reading(start, found.end(), "period", period=period)
    leading = _LEADING.search(before)
    within = page.text.startswith("内", found.end())
    compared = _COMPARED.match(page.text, found.end())
    nearly = (_NEARLY.search(before) and not within) or not (
        _ends_phrase(page.text, found.end())
        or "创近" in before
        or (_BEGINS_CLAUSE.search(before) and not page.text.startswith("时间", found.end()))
    )
    if leading and leading[0] == "近" and not found["suffix"] and nearly and not compared:
        leading = None
    if not found["suffix"] and (not leading or found["unit"] not in ("年", "个月", "个季度", "载")):
        return None
    period = ""
    year = page.published_year
    if (
        year is not None
        and found["unit"] in ("年", "载")
        and not numeral.loose
        and not found["more"]
    ):
        told = leading[0] if leading else ""
        period = _reckoned(year, int(numeral.value), found["suffix"] or "", told)
        if page.published[5:7] in _EARLY:
            if found["suffix"] in ("来", "以来"):
                period = _reckoned(year, int(numeral.value), "", "过去")
            elif told.startswith("今后") and numeral.value > 1:
                period = f"{year}/{year + int(numeral.value) - 1}"
        if found["suffix"] in ("后", "之后"):
            period = str(year)
    return Reading(start, found.end(), "period", period=period)


def _within_plan(found: re.Match[str], years: int) -> str:
    """The first or the last years of a five-year plan: the fourteenth began in 2021."""
    first = 2021 + 5 * ("一二三四五六七八九".index(found["plan"]) - 3)
    return (
        f"{first}/{first + years - 1}"
        if found["end"] == "前"
        else f"{first + 5 - years}/{first + 4}"
    )


def _was_told_before(page: Page, start: int, found: re.Match[str]) -> bool:
    """Whether 8年后 follows 8年前: then it is the year of publication."""
    counted = page.text[start : found.end("unit")]
    return f"{counted}前" in page.text[max(0, start - 80) : start]


def _ends_phrase(text: str, end: int) -> bool:
    return end == len(text) or not re.match("[\u4e00-\u9fff]", text[end]) or text[end] in "的内里中"


def _reckoned(year: int, years: int, suffix: str, leading: str) -> str:
    if suffix in ("前", "之前"):
        return str(year - years)
    if leading.startswith(("过去", "前", "此前")):
        return f"{year - years}/{year - 1}" if years > 1 else str(year - 1)
    if leading.startswith(("未来", "今后", "往后")):
        return f"{year}/{year + years}"
    return f"{year - years}/{year}"
