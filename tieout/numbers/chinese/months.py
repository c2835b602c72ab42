"""Months, quarters and halves of a year, alone and from one to another.

Periods are written as `named_years` tells.
"""

import re
from typing import Final

from tieout.numbers.chinese.eras import number_of, period_of
from tieout.numbers.chinese.named_years import (
    AFTER_SAME,
    CN,
    DAY,
    MONTH,
    NAMED,
    RELATIVE,
    SAME,
    TO,
    WHEN,
    YEAR,
    months_of,
    past_year,
    year_of_month,
)
from tieout.numbers.chinese.reading import Page, Reading

_MONTHS: Final = re.compile(
    rf"{WHEN}?(?P<first>{MONTH})月?份?{TO}(?P<last>{MONTH})月(?!龄)份?(?![0-9{CN}]{{1,3}}[日号])"
)
_MONTH_SPAN: Final = re.compile(
    rf"(?P<year>{YEAR})年(?P<first>{MONTH})月份?{TO}"
    rf"(?:(?P<year2>{YEAR})年|(?P<named2>{NAMED}))(?P<last>{MONTH})月份?(?!{DAY}[日号])"
)
_FIRST_MONTHS: Final = re.compile(rf"{WHEN}?前(?P<count>1[0-2]|[2-9]|十[一二]?|[{CN}两])个?月")
_MONTH_ALONE: Final = re.compile(
    rf"{WHEN}?(?P<month>{MONTH})(?:(?:(?<=[、和][0-9])|(?<=[、和]1[0-2]))[两三]个?)?月(?!龄)(?:份|底|末|初|上旬|中旬|下旬|以来)?"
)
#: 十月饼, 一月球, and not 12月台风.
_NO_MONTH: Final = re.compile("球(?![队迷员赛场市])|亮(?![相出])|饼|台(?![风股积湾州胞资商海])")
#: 七八月间: either of two months.
_EITHER_MONTH: Final = re.compile(rf"{WHEN}?(?P<first>[{CN}]|十一)(?P<last>[{CN}])月(?!龄)份?")
_HALF: Final = re.compile(rf"{WHEN}?(?P<half>上|下)半年(?:度|(?P<edge>末))?")
#: 2025年半年度: the first half, of which a company reports.
_INTERIM: Final = re.compile(
    rf"(?:(?P<year>{YEAR})年?|(?P<named>{NAMED}))半年度(?P<half>)(?P<edge>)"
)
_QUARTER: Final = re.compile(
    rf"{WHEN}?(?:第?(?P<quarter>[一二三四1-4])季度|前(?P<quarters>[二两三23])个?季度)(?P<edge>[末底初])?"
)
#: 1—3季度: from one quarter to another.
_QUARTERS: Final = re.compile(rf"{WHEN}?第?(?P<first>[一二三1-3]){TO}第?(?P<last>[二三四2-4])季度")
#: 一、二季度, 7、8月份: what stands before a part of a year that is told once, after the last.
_LISTED_PART: Final = re.compile(
    rf"{WHEN}?第?(?P<part>{MONTH})(?=(?:[、和及与]第?{MONTH}){{0,5}}[、和及与]第?(?P<final>{MONTH})(?P<what>季度|(?:[两三]个?)?月份?(?![0-9{CN}]{{1,3}}[日号])))"
)
#: 一、二季度 at the beginning of a sentence may be the first item of a list.
_ENDS_SENTENCE: Final = frozenset("。！？；\n")
_EACH: Final = re.compile("[^。；]{0,16}?(?:分别|合计|[均都])")


def read_month_span(page: Page, start: int) -> Reading | None:
    """2018年12月至2021年3月, 2018年12月至今年3月."""
    found = _MONTH_SPAN.match(page.text, start)
    if not found:
        return None
    first, named = number_of(found["year"]), found["named2"]
    if not named:
        last = number_of(found["year2"])
    elif named in AFTER_SAME:
        last = first + 1
    elif named in RELATIVE and page.published_year is not None:
        last = page.published_year + RELATIVE[named]
    else:
        return None if named in SAME else period_of(found, "")
    if last <= first:
        return None
    page.name_year(last)
    period = f"{first}-{number_of(found['first']):02}/{last}-{number_of(found['last']):02}"
    return period_of(found, period)


def read_months(page: Page, start: int) -> Reading | None:
    found = _MONTHS.match(page.text, start)
    if not found:
        return None
    first, last = number_of(found["first"]), number_of(found["last"])
    return period_of(found, months_of(past_year(page, found, last), first, last))


def read_either_month(page: Page, start: int) -> Reading | None:
    """七八月: two months that follow each other."""
    found = _EITHER_MONTH.match(page.text, start)
    if not found:
        return None
    first, last = number_of(found["first"]), number_of(found["last"])
    if first == 11:  # 十一二月
        last += 10
    if last != first + 1:
        return None
    return period_of(found, months_of(past_year(page, found, last), first, last))


def read_first_months(page: Page, start: int) -> Reading | None:
    found = _FIRST_MONTHS.match(page.text, start)
    if not found or (found[0][0] == "前" and page.text[start - 1 : start] in tuple("以之目提此日")):
        return None
    last = number_of(found["count"])
    return period_of(found, months_of(past_year(page, found, last), 1, last))


def read_month(page: Page, start: int) -> Reading | None:
    found = _MONTH_ALONE.match(page.text, start)
    if not found or _NO_MONTH.match(page.text, found.end()):
        return None
    month = number_of(found["month"])
    return period_of(found, months_of(year_of_month(page, found, month), month, month))


def read_half(page: Page, start: int) -> Reading | None:
    found = _HALF.match(page.text, start) or _INTERIM.match(page.text, start)
    if not found:
        return None
    half = 2 if found["half"] == "下" else 1
    year = year_of_month(page, found, 6 * half)
    if year is None or found["edge"]:
        return period_of(found, months_of(year, 6 * half, 6 * half))
    return period_of(found, f"{year}-H{half}")


def read_quarters(page: Page, start: int) -> Reading | None:
    found = _QUARTERS.match(page.text, start)
    if not found:
        return None
    first, last = 3 * number_of(found["first"]) - 2, 3 * number_of(found["last"])
    return period_of(found, months_of(year_of_month(page, found, last), first, last))


def read_quarter(page: Page, start: int) -> Reading | None:
    found = _QUARTER.match(page.text, start)
    if not found:
        return None
    last = 3 * number_of(found["quarter"] or found["quarters"])
    first = last - 2 if found["quarter"] else 1
    if found["edge"] == "初":
        last = first
    elif found["edge"]:  # 二季度末: its last month
        first = last
    return period_of(found, months_of(year_of_month(page, found, last), first, last))


def read_listed_part(page: Page, start: int) -> Reading | None:
    """The first of 一、二季度, 7、8月份."""
    text = page.text
    found = _LISTED_PART.match(text, start)
    if not found:
        return None
    begins = found[0] in "一1" and (not start or text[start - 1] in _ENDS_SENTENCE)
    if begins and not _EACH.match(text, start):
        return None
    times = 3 if found["what"] == "季度" else 1
    year = year_of_month(page, found, number_of(found["final"]) * times)
    last = number_of(found["part"]) * times
    return period_of(found, months_of(year, last - times + 1, last))
