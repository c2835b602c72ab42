"""Dates and periods, resolved against the day of publication where it is known.

Periods are written as in the ledger: `2025`, `2025-H1`, `2025-Q3`, `2025-06`, `2023-07-05`,
`2025-01/2025-09`, `2020/2025`. A day is a `date`; all else is a `period`.
"""

import re
from collections.abc import Callable
from typing import Final, NamedTuple

from tieout.numbers.chinese.days import (
    read_clock,
    read_date,
    read_day,
    read_day_of_month,
    read_days,
    read_named_day,
)
from tieout.numbers.chinese.eras import (
    number_of,
    period_of,
    read_decade,
    read_of_the_era,
    read_season,
    read_told_year,
)
from tieout.numbers.chinese.months import (
    read_either_month,
    read_first_months,
    read_half,
    read_listed_part,
    read_month,
    read_month_span,
    read_months,
    read_quarter,
    read_quarters,
)
from tieout.numbers.chinese.named_years import (
    NAMED,
    TO,
    WHEN,
    YEAR,
    year_of,
)
from tieout.numbers.chinese.numerals import COUNTING
from tieout.numbers.chinese.reading import Page, Reading
from tieout.numbers.chinese.spans import read_span


class Reader(NamedTuple):
    """What reads a date or a period: the character that this holds, those that may follow the
    numerals that it begins with (empty where any may), and the reader."""

    holds: str
    after: str
    read: Callable[[Page, int], Reading | None]


_YEARS: Final = re.compile(
    rf"(?P<first>{YEAR})年?{TO}(?P<last>{YEAR}|[0-9]{{2}}(?=年))(?:年度?|(?![0-9.%万亿]))"
)
_SEASON: Final = re.compile(
    rf"(?P<first>{YEAR})/(?P<last>{YEAR})(?=榨季|学年|财年|年度|赛季|雪季|生产季)"
)
_YEAR_ALONE: Final = re.compile(
    rf"{WHEN}(?P<edge>年?[底末初](?!步|级|心|始|中|期)|全年|同期|以来|前后)?"
)
_LISTED_YEAR: Final = re.compile(rf"(?P<year>{YEAR})(?=(?:[、和与及/]{YEAR}){{1,9}}年)")
#: 2025年, 去年: a year with nothing after it that a longer date or period could go on with.
_PLAIN_YEAR: Final = re.compile(
    rf"(?:(?P<year>(?:19|20)[0-9]{{2}})年|(?P<named>{NAMED}))"
    r"(?![0-9元零〇一二三四五六七八九十两上下第前度底末初全同以至到~—份代半年-])"
)
#: 以上年收入, 建成后年产值, 五年来年均: what ends another word, or begins one with 年.
_MAY_END_WORD: Final = frozenset("上前后同次来")
_NO_YEAR: Final = re.compile(
    "以上年|[提目以之此日]前年|相同年|[0-9一二三四五六七八九十多余]次年|来年[均化]|[迎带进出以往历原看起过近]来年"
    "|(?<![，。；、到至在于从自明“])(?<!^)后年[产均纳销营可利收发处]"
)
_NUMERALS: Final = frozenset(f"0123456789{COUNTING}零几数多余来把兆壹贰貳叁參肆伍陆陸柒捌玖拾佰仟")
_BEGIN_RUN = _NUMERALS - {"来"}  # 来年
_RUN: Final = f"[{''.join(sorted(_NUMERALS))}]"
#: What may stand after the first numeral of a date or period, or be it. Most numbers are none.
_MAY_BE_TIME: Final = re.compile(
    rf"{_RUN}*+(?:[年月份日号时点季个周天小分载世后/:∶、和与及至到~—-]"
    rf"|[.,][0-9.,]*+(?:{_RUN}*+[年个周天小分载日]))"
    r"|(?:19|20)[0-9]{2}\.|[一二三四五六七八九十]{1,2}五"
)


def read_calendar(page: Page, start: int) -> Reading | None:
    """A date or a period that begins at `start`."""
    text = page.text
    if text[start] in _MAY_END_WORD and _NO_YEAR.search(text, max(0, start - 1), start + 3):
        return None
    plain = _PLAIN_YEAR.match(text, start)
    if plain and not (start and text[start - 1] in _AFTER_WORD):
        year = year_of(page, plain)
        return period_of(plain, "" if year is None else str(year))
    readers = _readers_of_run(text, start) if text[start] in _BEGIN_RUN else _READERS
    ahead = text[start : start + _LONGEST]
    for holds, _, read in readers:
        if holds in ahead and (reading := read(page, start)):
            if reading.kind == "period" and "-" in reading.period:
                page.sentence_period = reading.period
            return reading
    return None


def _readers_of_run(text: str, start: int) -> tuple[Reader, ...]:
    """The readers that may read what begins with a numeral, by the character after it."""
    if start and text[start - 1] in _AFTER_WORD:
        return _READERS
    run = _WHOLE_RUN.match(text, start)
    if run is None or run["rest"]:
        return _READERS if _MAY_BE_TIME.match(text, start) else ()
    end = run.end()
    after = text[end : end + 1]
    if after == "年" and end - start < _YEAR_LENGTH:
        return _OF_SHORT_YEARS
    return _BY_AFTER.get(after, ())


def _read_years(page: Page, start: int) -> Reading | None:
    found = _YEARS.match(page.text, start) or _SEASON.match(page.text, start)
    if not found:
        return None
    first, last = number_of(found["first"]), number_of(found["last"])
    if last < 100:
        last += first // 100 * 100
    if last <= first:
        return None
    page.name_year(last)
    return period_of(found, f"{first}/{last}")


def _read_year(page: Page, start: int) -> Reading | None:
    found = _YEAR_ALONE.match(page.text, start)
    if not found:
        listed = _LISTED_YEAR.match(page.text, start)
        return period_of(listed, str(year_of(page, listed))) if listed else None
    named = page.year, page.sentence_year
    year, edge = year_of(page, found), found["edge"] or ""
    if edge == "同期":  # what is compared with names no year for the rest of the sentence
        page.year, page.sentence_year = named
    if year is None:
        return period_of(found, "")
    if edge == "同期" and page.sentence_period.startswith(f"{year + 1}-"):
        return period_of(found, page.sentence_period.replace(f"{year + 1}-", f"{year}-"))
    if edge[-1:] in ("底", "末", "初"):
        return period_of(found, f"{year}-{1 if edge.endswith('初') else 12:02}")
    if edge == "以来" and page.published_year is not None and page.published_year > year:
        return period_of(found, f"{year}/{page.published_year}")
    return period_of(found, str(year))


#: 去年10月中旬到今年1月底: what may be a stretch from one time to another.
_MAY_STRETCH: Final = re.compile(
    rf"[^，。；、至到~—-]{{1,14}}{TO}[0-9一二三四五六七八九十今明去当次上下第前]"
)


def _read_stretch(page: Page, start: int) -> Reading | None:
    """3日至5日, 2024年第四季度至2025年第三季度: from one time to another, each told whole."""
    if not _MAY_STRETCH.match(page.text, start):
        return None
    named = page.year, page.sentence_year, page.sentence_month
    first = _first_read(page, start)
    to = _TO.match(page.text, first.end) if first else None
    last = _first_read(page, to.end()) if to else None
    if first is None or last is None:
        page.year, page.sentence_year, page.sentence_month = named
        return None
    begin, end = first.period.partition("/")[0], last.period.rpartition("/")[2]
    period = f"{begin}/{end}" if begin and end and begin < end else ""
    return Reading(start, last.end, "period", period=period)


def _first_read(page: Page, start: int) -> Reading | None:
    """A day, a month or a part of a year at `start`."""
    found = (read(page, start) for read in _WHOLE)
    return next(filter(None, found), None)


_TO: Final = re.compile(TO)
_WHOLE: Final = (read_date, read_half, read_quarter, read_month, read_day)
#: What each reads holds its character, no more than `_LONGEST` from where it begins.
_LONGEST: Final = 16
_TOS: Final = "-—~至到"
_READERS: tuple[Reader, ...] = (
    Reader("年", "年", read_of_the_era),
    Reader("", "年", read_told_year),
    Reader("", "世年后", read_decade),
    Reader("月", "年", read_month_span),
    Reader("月", "年月份" + _TOS, read_months),
    Reader("月", "年", read_first_months),
    Reader("月", "年月", read_either_month),
    Reader("月", "年月", read_days),
    Reader("", "年月日号季", _read_stretch),
    Reader("", "年月/-", read_date),
    Reader("半", "年半", read_half),
    Reader("季", "年季" + _TOS, read_quarters),
    Reader("季", "年季", read_quarter),
    Reader("", "年、和及与", read_listed_part),
    Reader("", "年/" + _TOS, _read_years),
    Reader("月", "年月", read_month),
    Reader("", "年、和与及/", _read_year),
    Reader("", "年", read_season),
    Reader("", ":∶时点", read_clock),
    Reader("", "天", read_named_day),
    Reader("月", "月", read_day_of_month),
    Reader("日", "日", read_day),
    Reader("", "年个周天小分载日", read_span),
)
#: Those that read 三年 or 民国三年, and those that each character may follow.
_OF_SHORT_YEARS: Final = tuple(
    reader
    for reader in _READERS
    if reader.read in (read_of_the_era, read_told_year, read_decade, read_span)
)
_YEAR_LENGTH: Final = 4
_BY_AFTER: Final = {
    char: tuple(reader for reader in _READERS if char in reader.after)
    for char in {char for reader in _READERS for char in reader.after}
}
#: What may stand after the digits, or the characters that count, that a time begins with.
TIME_AFTER: Final = "".join(sorted({*_BY_AFTER, *_NUMERALS}))
_WHOLE_RUN: Final = re.compile(rf"{_RUN}++(?P<rest>[.,][0-9.,]*+{_RUN}*+)?")
#: Before a year of the era.
_AFTER_WORD: Final = frozenset("元前")
