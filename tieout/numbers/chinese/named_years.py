"""Years and months as they are printed and named, and the year that a context gives.

Periods are written as in the ledger: `2025`, `2025-H1`, `2025-Q3`, `2025-06`, `2023-07-05`,
`2025-01/2025-09`, `2020/2025`.
"""

import re
from typing import Final

from tieout.numbers.chinese.eras import number_of
from tieout.numbers.chinese.reading import Page

#: Years told from the year of publication, and from a year that was named before.
RELATIVE: Final = {
    "去年": -1, "上年": -1, "上一年": -1, "今年": 0, "本年": 0, "明年": 1, "来年": 1, "前年": -2,
    "后年": 2,
}  # fmt: skip
SAME, AFTER_SAME = ("同年", "当年", "该年"), ("次年", "翌年")

#: Parts of the expressions of dates and periods, as they are printed.
CN: Final = "一二三四五六七八九"
_FORMAL_CN: Final = "壹贰貳叁參肆伍陆陸柒捌玖"
YEAR: Final = (
    rf"(?:(?:1[89]|20|21)[0-9]{{2}}|[一二][〇零{CN}]{{3}}|[壹贰貳][〇零{_FORMAL_CN}]{{3}})"
)
MONTH: Final = (
    rf"(?:1[0-2]|0?[1-9](?![0-9])|十[一二]?|[{CN}元]|零?壹?拾[壹贰貳]?|零?[{_FORMAL_CN}])"
)
DAY: Final = (
    rf"(?:3[01]|[12][0-9]|0?[1-9](?![0-9])|[二三]?十[{CN}]?|[{CN}]"
    rf"|零?[壹贰貳叁參]?拾[{_FORMAL_CN}]?|零?[{_FORMAL_CN}])"
)
NAMED: Final = "|".join(sorted((*RELATIVE, *SAME, *AFTER_SAME), key=len, reverse=True))
WHEN: Final = rf"(?:(?P<year>{YEAR})年度?|(?P<named>{NAMED})度?)"
TO: Final = r"(?:-{1,2}|—{1,2}|~|至|到)"
#: December is not told of in January as to come without a year.
_FAR_AHEAD: Final = 9
#: 自9月1日起将上调, told in August: what begins soon.
_SOON: Final = 6
_TO_COME: Final = re.compile(
    "起(?:，?(?:将|正式|施行|实施|执行|启用|开始|全面|调整|上调|下调|停止|取消|试行|生效))"
)


def year_of(page: Page, found: re.Match[str]) -> int | None:
    """The year that a match names, or the one that its context gives."""
    printed, named = map(found.groupdict().get, ("year", "named"))
    if printed:
        page.name_year(number_of(printed))
        return page.year
    if named:
        if named in SAME:
            return page.year
        if named in AFTER_SAME:
            return page.year + 1 if page.year is not None else None
        if named in ("上年", "上一年") and page.sentence_year is not None:
            return page.sentence_year - 1
        if page.published_year is None:
            return None
        page.name_year(page.published_year + RELATIVE[named])
        return page.year
    return None


def year_of_month(page: Page, found: re.Match[str], month: int) -> int | None:
    """The year of a month without one: of the year that the sentence named, else of
    publication; a later month than the publication's, told as past, is of the year before."""
    year = year_of(page, found)
    if year is not None or found.groupdict().get("named"):
        return year
    if page.sentence_year is not None:
        return page.sentence_year
    year = page.published_year
    if year is not None and len(page.published) >= 7 and month > int(page.published[5:7]):
        before = page.text[max(0, found.start() - 2) : found.start()]
        ahead = month - int(page.published[5:7])
        to_come = ahead <= _SOON and _TO_COME.match(page.text, found.end())
        told_as_past = before.endswith(("截至", "截止", "自", "从")) and not to_come
        return year - 1 if ahead >= _FAR_AHEAD or told_as_past else year
    return year


def past_year(page: Page, found: re.Match[str], month: int) -> int | None:
    """The year of months that are told of as past: where none is named they end before the month
    of publication does."""
    year = year_of_month(page, found, month)
    named = found["year"] or found["named"] or page.sentence_year is not None
    later = len(page.published) >= 7 and month > int(page.published[5:7])
    told_as_to_come = year is not None and year == page.published_year
    return year - 1 if year is not None and told_as_to_come and not named and later else year


def months_of(year: int | None, first: int, last: int) -> str:
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
