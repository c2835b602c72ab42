"""Dates and periods, resolved against the day of publication where it is known.

Periods are written as in the ledger: `2025`, `2025-H1`, `2025-Q3`, `2025-06`, `2023-07-05`,
`2025-01/2025-09`, `2020/2025`. A day is a `date`; all else is a `period`.
"""

import re
from collections.abc import Callable

from tieout.numbers.chinese.eras import number_of, period_of, read_decade, read_plan, read_season
from tieout.numbers.chinese.numerals import COUNTING
from tieout.numbers.chinese.reading import Page, Reading
from tieout.numbers.chinese.spans import read_span
from tieout.numbers.chinese.units import unit_at

#: What a reader's text holds, and the reader.
Reader = tuple[str, Callable[[Page, int], Reading | None]]

RELATIVE = {
    "去年": -1, "上年": -1, "上一年": -1, "今年": 0, "本年": 0, "明年": 1, "来年": 1, "前年": -2,
    "后年": 2,
}  # fmt: skip
_SAME, _AFTER_SAME = ("同年", "当年", "该年"), ("次年", "翌年")

_CN = "一二三四五六七八九"
_YEAR = rf"(?:(?:1[89]|20|21)[0-9]{{2}}|[一二][〇零{_CN}]{{3}})"
_MONTH = rf"(?:1[0-2]|0?[1-9](?![0-9])|十[一二]?|[{_CN}元])"
_DAY = rf"(?:3[01]|[12][0-9]|0?[1-9](?![0-9])|[二三]?十[{_CN}]?|[{_CN}])"
_NAMED = "|".join(sorted((*RELATIVE, *_SAME, *_AFTER_SAME), key=len, reverse=True))
_WHEN = rf"(?:(?P<year>{_YEAR})年度?|(?P<named>{_NAMED})度?)"
_TO = r"(?:-{1,2}|—{1,2}|~|至|到)"

_MONTHS = re.compile(
    rf"{_WHEN}?(?P<first>{_MONTH})月?份?{_TO}(?P<last>{_MONTH})月份?(?![0-9{_CN}]{{1,3}}[日号])"
)
_MONTH_SPAN = re.compile(
    rf"(?P<year>{_YEAR})年(?P<first>{_MONTH})月份?{_TO}"
    rf"(?:(?P<year2>{_YEAR})年|(?P<named2>{_NAMED}))(?P<last>{_MONTH})月份?(?!{_DAY}[日号])"
)
_FIRST_MONTHS = re.compile(rf"{_WHEN}?前(?P<count>1[0-2]|[2-9]|十[一二]?|[{_CN}两])个?月")
_DAYS = re.compile(
    rf"{_WHEN}?(?P<month>{_MONTH})月份?(?P<first>{_DAY})[日号]?{_TO}"
    rf"(?:(?P<month2>{_MONTH})月)?(?P<last>{_DAY})[日号]"
)
_DATE = re.compile(rf"{_WHEN}?(?P<month>{_MONTH})月份?(?P<day>{_DAY})[日号](?!线)")
_MONTH_ALONE = re.compile(rf"{_WHEN}?(?P<month>{_MONTH})月(?:份|底|末|初|上旬|中旬|下旬|以来)?")
_HALF = re.compile(rf"{_WHEN}?(?P<half>上|下)半年")
_QUARTER = re.compile(
    rf"{_WHEN}?(?:第?(?P<quarter>[一二三四1-4])季度|前(?P<quarters>[二两三23])个?季度)"
)
_YEARS = re.compile(
    rf"(?P<first>{_YEAR})年?{_TO}(?P<last>{_YEAR}|[0-9]{{2}}(?=年))(?:年度?|(?![0-9.%万亿]))"
)
_SEASON = re.compile(
    rf"(?P<first>{_YEAR})/(?P<last>{_YEAR})(?=榨季|学年|财年|年度|赛季|雪季|生产季)"
)
_YEAR_ALONE = re.compile(rf"{_WHEN}(?P<edge>年?[底末初](?!步|级|心|始|中|期)|全年|同期|以来|前后)?")
_LISTED_YEAR = re.compile(rf"(?P<year>{_YEAR})(?=(?:[、和与及/]{_YEAR}){{1,9}}年)")
_NUMERIC = re.compile(
    r"(?P<year>(?:19|20)[0-9]{2})(?P<mark>[-/.])(?P<month>1[0-2]|0?[1-9])(?P=mark)"
    r"(?P<day>3[01]|[12][0-9]|0?[1-9])(?![0-9.])"
)
_CLOCK = re.compile(
    r"(?:(?:[01]?[0-9]|2[0-4]):[0-5][0-9](?::[0-5][0-9])?(?![0-9.])"
    r"|(?:[01]?[0-9]|2[0-4])[时点](?:[0-5]?[0-9]分|[0-5]?[0-9](?=[，。、许至到-])|整|半|许))"
)
_CLOCK_AFTER = re.compile(r"(?:[0-9]{1,2}|[一二三四五六七八九十两]{1,3})[时点](?!间|段|许多)")
_PART_OF_DAY = re.compile(
    r"(?:凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜间|当晚|深夜|[日号]|晚|早)$"
)
_CLOCK_TO = re.compile("[时点分半0-9][至到-]$")
#: 2026.3.9—2026.3.13: days in digits, the second named whole.
_NUMERIC_DAYS = re.compile(
    r"(?P<year>(?:19|20)[0-9]{2})(?P<mark>[-/.])(?P<month>1[0-2]|0?[1-9])(?P=mark)"
    rf"(?P<day>3[01]|[12][0-9]|0?[1-9]){_TO}(?P<year2>(?:19|20)[0-9]{{2}})(?P=mark)"
    r"(?P<month2>1[0-2]|0?[1-9])(?P=mark)(?P<day2>3[01]|[12][0-9]|0?[1-9])(?![0-9.])"
)
#: 2025年, 去年: a year with nothing after it that a longer date or period could go on with.
_PLAIN_YEAR = re.compile(
    rf"(?:(?P<year>(?:19|20)[0-9]{{2}})年|(?P<named>{_NAMED}))"
    r"(?![0-9元零〇一二三四五六七八九十两上下第前度底末初全同以至到~—份代半-])"
)
#: 公元前221年, 公元618年.
_OF_THE_ERA = re.compile("公元前?$")
_ERA_YEAR = re.compile("[0-9]{1,4}年|[一二三四五六七八九十百〇零]{1,6}年")
_DAY_ALONE = re.compile(r"(?:3[01]|[12][0-9]|0?[1-9](?![0-9]))日(?![元均产本内历])")
_WEEK = re.compile(r"(?:星期|礼拜|周)$")
_FROM = re.compile("起(?!案|事|火|车|交)")
_WEEKDAYS = re.compile(
    r"[一二三四五六](?:[、和至到—-]{1,2}(?:周|星期)?[一二三四五六日天]){0,6}(?![十百千万亿])"
)

_NUMERALS = frozenset(f"0123456789{COUNTING}零几数多余来把兆壹贰貳叁參肆伍陆陸柒捌玖拾佰仟")
_RUN = f"[{''.join(sorted(_NUMERALS))}]"
#: What may stand after the first numeral of a date or period, or be it. Most numbers are none.
_MAY_BE_TIME = re.compile(
    rf"{_RUN}*+(?:[年月份日号时点季个周天小分载世后/:、和与及至到~—-]"
    rf"|[.,][0-9.,]*+(?:{_RUN}*+[年个周天小分载日]))"
    r"|(?:19|20)[0-9]{2}\.|[一二三四五六七八九十]{1,2}五"
)


def read_calendar(page: Page, start: int) -> Reading | None:
    """A date or a period that begins at `start`."""
    text = page.text
    plain = _PLAIN_YEAR.match(text, start)
    if plain and not (start and text[start - 1] in _AFTER_WORD):
        year = _year(page, plain)
        return period_of(plain, "" if year is None else str(year))
    if text[start] in _NUMERALS:
        readers = _readers_of_run(text, start)
        if not readers:
            return None
    else:
        readers = _READERS
    ahead = text[start : start + _LONGEST]
    for holds, read in readers:
        if holds in ahead and (reading := read(page, start)):
            if reading.kind == "period" and "-" in reading.period:
                page.sentence_period = reading.period
            return reading
    return None


def _readers_of_run(text: str, start: int) -> tuple[Reader, ...]:
    """The readers that may read what begins with a numeral, by the character after it."""
    if start and text[start - 1] in _AFTER_WORD:
        return _READERS
    if not _MAY_BE_TIME.match(text, start):
        return ()
    run = _WHOLE_RUN.match(text, start)
    after = text[run.end() : run.end() + 1] if run else ""
    return _SPANS if after in _LASTS and "五" not in text[start : start + 3] else _READERS


def _year(page: Page, found: re.Match[str]) -> int | None:
    """The year that a match names, or the one that its context gives."""
    printed, named = map(found.groupdict().get, ("year", "named"))
    if printed:
        page.name_year(number_of(printed))
        return page.year
    if named:
        if named in _SAME:
            return page.year
        if named in _AFTER_SAME:
            return page.year + 1 if page.year is not None else None
        if named in ("上年", "上一年") and page.sentence_year is not None:
            return page.sentence_year - 1
        if page.published_year is None:
            return None
        page.name_year(page.published_year + RELATIVE[named])
        return page.year
    return None


def _year_of_month(page: Page, found: re.Match[str], month: int) -> int | None:
    """The year of a month without one: of the year that the sentence named, else of
    publication; a later month than the publication's, told as past, is of the year before."""
    year = _year(page, found)
    if year is not None or found.groupdict().get("named"):
        return year
    if page.sentence_year is not None:
        return page.sentence_year
    year = page.published_year
    if year is not None and len(page.published) >= 7 and month > int(page.published[5:7]):
        before = page.text[max(0, found.start() - 2) : found.start()]
        return year - 1 if before.endswith(("截至", "截止", "自", "从")) else year
    return year


def _past_year(page: Page, found: re.Match[str], month: int) -> int | None:
    """The year of months that are told of as past: where none is named they end before the month
    of publication does."""
    year = _year_of_month(page, found, month)
    named = found["year"] or found["named"] or page.sentence_year is not None
    later = len(page.published) >= 7 and month > int(page.published[5:7])
    return year - 1 if year is not None and not named and later else year


def _months(year: int | None, first: int, last: int) -> str:
    """The shortest name of a stretch of months."""
    if year is None or first > last or last > 12:
        return ""
    if first == last:
        return f"{year}-{first:02}"
    if (last - first) == 11:
        return f"{year}"
    if last - first == 5 and first in (1, 7):
        return f"{year}-H{(first + 5) // 6}"
    if last - first == 2 and first % 3 == 1:
        return f"{year}-Q{(first + 2) // 3}"
    return f"{year}-{first:02}/{year}-{last:02}"


def _read_month_span(page: Page, start: int) -> Reading | None:
    """2018年12月至2021年3月, 2018年12月至今年3月."""
    found = _MONTH_SPAN.match(page.text, start)
    if not found:
        return None
    first, named = number_of(found["year"]), found["named2"]
    if not named:
        last = number_of(found["year2"])
    elif named in _AFTER_SAME:
        last = first + 1
    elif named in RELATIVE and page.published_year is not None:
        last = page.published_year + RELATIVE[named]
    else:
        return None if named in _SAME else period_of(found, "")
    if last <= first:
        return None
    page.name_year(last)
    period = f"{first}-{number_of(found['first']):02}/{last}-{number_of(found['last']):02}"
    return period_of(found, period)


def _read_months(page: Page, start: int) -> Reading | None:
    found = _MONTHS.match(page.text, start)
    if not found:
        return None
    first, last = number_of(found["first"]), number_of(found["last"])
    return period_of(found, _months(_past_year(page, found, last), first, last))


def _read_first_months(page: Page, start: int) -> Reading | None:
    found = _FIRST_MONTHS.match(page.text, start)
    if not found:
        return None
    last = number_of(found["count"])
    return period_of(found, _months(_past_year(page, found, last), 1, last))


def _read_days(page: Page, start: int) -> Reading | None:
    found = _DAYS.match(page.text, start)
    if not found:
        return None
    month, last_month = number_of(found["month"]), number_of(found["month2"] or found["month"])
    year = _year_of_month(page, found, month)
    if year is None:
        return period_of(found, "")
    first, last = number_of(found["first"]), number_of(found["last"])
    return period_of(found, f"{year}-{month:02}-{first:02}/{year}-{last_month:02}-{last:02}")


def _read_numeric_days(page: Page, start: int) -> Reading | None:
    found = _NUMERIC_DAYS.match(page.text, start)
    if not found:
        return None
    first, last = (
        "-".join(f"{int(found[name]):02}" for name in names)
        for names in (("year", "month", "day"), ("year2", "month2", "day2"))
    )
    return period_of(found, f"{first}/{last}")


def _read_of_the_era(page: Page, start: int) -> Reading | None:
    """公元前221年: a year that ISO's four digits do not tell."""
    era = _OF_THE_ERA.search(page.text, max(page.begin, start - 3), start)
    found = _ERA_YEAR.match(page.text, start) if era else None
    return Reading(start - len(era[0]), found.end(), "period") if era and found else None


def _read_date(page: Page, start: int) -> Reading | None:
    found = _DATE.match(page.text, start) or _NUMERIC.match(page.text, start)
    if not found:
        return None
    month, day = number_of(found["month"]), number_of(found["day"])
    year = _year_of_month(page, found, month)
    page.sentence_month = "" if year is None else f"{year}-{month:02}"
    period = "" if year is None else f"{year}-{month:02}-{day:02}"
    return Reading(found.start(), found.end(), "date", period=period)


def _read_month(page: Page, start: int) -> Reading | None:
    found = _MONTH_ALONE.match(page.text, start)
    if not found or page.text[found.end() : found.end() + 1] in ("球", "亮", "饼", "台"):
        return None
    month = number_of(found["month"])
    return period_of(found, _months(_year_of_month(page, found, month), month, month))


def _read_half(page: Page, start: int) -> Reading | None:
    found = _HALF.match(page.text, start)
    if not found:
        return None
    half = 1 if found["half"] == "上" else 2
    year = _year_of_month(page, found, 6 * half)
    return period_of(found, "" if year is None else f"{year}-H{half}")


def _read_quarter(page: Page, start: int) -> Reading | None:
    found = _QUARTER.match(page.text, start)
    if not found:
        return None
    last = 3 * number_of(found["quarter"] or found["quarters"])
    first = last - 2 if found["quarter"] else 1
    return period_of(found, _months(_year_of_month(page, found, last), first, last))


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
        return period_of(listed, str(_year(page, listed))) if listed else None
    year, edge = _year(page, found), found["edge"] or ""
    if year is None:
        return period_of(found, "")
    if edge == "同期" and page.sentence_period.startswith(f"{year + 1}-"):
        return period_of(found, page.sentence_period.replace(f"{year + 1}-", f"{year}-"))
    if edge[-1:] in ("底", "末", "初"):
        return period_of(found, f"{year}-{1 if edge.endswith('初') else 12:02}")
    if edge == "以来" and page.published_year is not None and page.published_year > year:
        return period_of(found, f"{year}/{page.published_year}")
    return period_of(found, str(year))


def _read_day(page: Page, start: int) -> Reading | None:
    found = _DAY_ALONE.match(page.text, start)
    if not found or re.search(
        r"[近超达约余过共第]$|连续$|[0-9.]$", page.text[max(0, start - 2) : start]
    ):
        return None
    day = number_of(found[0][:-1])
    month = page.sentence_month or (page.published[:7] if len(page.published) >= 7 else "")
    period = f"{month}-{day:02}" if month else ""
    return Reading(start, found.end(), "date", period=period)


def _read_clock(page: Page, start: int) -> Reading | None:
    found = _CLOCK.match(page.text, start)
    if found and re.search("[比例率数]为?约?:?$", page.text[max(0, start - 4) : start]):
        return None
    before = page.text[max(0, start - 2) : start]
    if not found and (_PART_OF_DAY.search(before) or _CLOCK_TO.search(before)):
        found = _CLOCK_AFTER.match(page.text, start)
    return Reading(start, found.end(), "date") if found else None


def _read_weekdays(page: Page, start: int) -> Reading | None:
    """周五, 每周一、三、五: a numeral after 周 that no classifier follows."""
    found = _WEEKDAYS.match(page.text, start)
    before = _WEEK.search(page.text[max(page.begin, start - 2) : start])
    if not found or not before:
        return None
    if unit_at(page.text, found.end()) and not _FROM.match(page.text, found.end()):
        return None
    return Reading(start - len(before[0]), found.end(), "date")


#: What each reads holds this character, and no more than `_LONGEST` up to it.
_LONGEST = 32
_READERS: tuple[Reader, ...] = (
    ("", _read_weekdays),
    ("年", _read_of_the_era),
    ("五", read_plan),
    ("", read_decade),
    ("月", _read_month_span),
    ("月", _read_months),
    ("月", _read_first_months),
    ("月", _read_days),
    ("", _read_numeric_days),
    ("", _read_date),
    ("半", _read_half),
    ("季", _read_quarter),
    ("", _read_years),
    ("月", _read_month),
    ("", _read_year),
    ("", read_season),
    ("", _read_clock),
    ("日", _read_day),
    ("", read_span),
)
#: After these a numeral has no date behind it, only a stretch of time or a century.
_LASTS = frozenset("个小天载世周")
_SPANS: tuple[Reader, ...] = (("", read_decade), ("", read_span))
_WHOLE_RUN = re.compile(rf"{_RUN}++(?:[.,][0-9.,]*+{_RUN}*+)?")
#: Before a day of the week, or a year of the era.
_AFTER_WORD = frozenset("周期拜元前")
