"""Stretches of years with a name: five-year plans (十四五), decades, centuries, seasons, eras."""

import re
from decimal import Decimal

from tieout.numbers.chinese.numerals import chinese_value
from tieout.numbers.chinese.reading import Page, Reading

_CN = "一二三四五六七八九"
_PLAN = re.compile(r"十[一二三四五六七八九]五|(?:九五|八五|七五)(?=”|规划|计划|时期|期间)")
_FIRST_PLANS = re.compile(r"[一二三四五六七八九]五(?=”?(?:时期|期间|计划|规划))")
_DECADE = re.compile(
    rf"(?:(?P<century>[0-9]{{1,2}}|[一二]?十[{_CN}]?)世纪|(?P<named>[上本])个?世纪)(?:(?P<decade>[0-9]0|[{_CN}](?:[{_CN}])?十)年代)?"
    rf"|(?P<decade_year>(?:19|20)[0-9]0)年代|(?P<alone>[0-9]0|[{_CN}](?:[{_CN}])?十)年代|[0-9]0后"
)
_SEASON_OF_YEAR = re.compile("去冬今春|今冬明春|[去今]冬|今[春夏秋]|明春")

#: 公元前221年, 公元618年.
_OF_THE_ERA = re.compile(
    "(?:公元前?|民国|洪武|永乐|宣德|成化|弘治|正德|嘉靖|万历|天启|崇祯|顺治|康熙|雍正|乾隆|嘉庆|道光|咸丰|同治|光绪|宣统"
    "|贞观|开元|天宝|元和|昭和|平成|令和)$"
)
_TOLD_YEAR = re.compile(
    rf"(?:[二两]千零|零|0)(?P<last>[{_CN}]|(?<=0)[0-9])年(?![级制前后来间以多])"
)
_ERA_YEAR = re.compile("[0-9]{1,4}年|[元一二三四五六七八九十百〇零廿卅]{1,6}年")


def number_of(printed: str) -> int:
    """A small number as a calendar prints it: 元 (of 元月) is 1."""
    if printed == "元":
        return 1
    value = chinese_value(printed) if not printed.isascii() else Decimal(printed)
    return int(value or 0)


def period_of(found: re.Match[str], period: str) -> Reading:
    """The whole match as a period."""
    return Reading(found.start(), found.end(), "period", period=period)


def read_plan(page: Page, start: int) -> Reading | None:
    """十四五 is the fourteenth five-year plan: 2021 to 2025."""
    early = _FIRST_PLANS.match(page.text, start)
    if early:
        number = number_of(early[0][0])
        first = (1953, 1958)[number - 1] if number < 3 else 1966 + 5 * (number - 3)
        return period_of(early, f"{first}/{first + 4}")
    found = _PLAN.match(page.text, start)
    if not found or page.text[found.end() : found.end() + 1] in tuple("十百千万亿个年月岁家项"):
        return None
    first = 2021 + 5 * (number_of(found[0][:-1]) - 14)
    return period_of(found, f"{first}/{first + 4}")


def read_told_year(page: Page, start: int) -> Reading | None:
    """零八年, 08年, 两千零八年: a year of this century as it is told."""
    found = _TOLD_YEAR.match(page.text, start)
    if not found:
        return None
    year = 2000 + number_of(found["last"])
    page.name_year(year)
    return period_of(found, str(year))


def read_decade(page: Page, start: int) -> Reading | None:
    found = _DECADE.match(page.text, start)
    if not found:
        return None
    if found["decade_year"]:
        first = int(found["decade_year"])
        return period_of(found, f"{first}/{first + 9}")
    decade = found["decade"] or found["alone"]
    if not decade:
        return period_of(found, "")
    century = number_of(found["century"]) if found["century"] else 20
    if found["named"] == "本":
        century = 21
    first = 100 * (century - 1) + number_of(decade[0] + "十" if len(decade) == 3 else decade)
    last = first + 19 if len(decade) == 3 else first + 9  # 八九十年代: two of them
    return period_of(found, f"{first}/{last}")


def read_season(page: Page, start: int) -> Reading | None:
    """去冬今春, 今夏: seasons, which have no months that all agree on."""
    found = _SEASON_OF_YEAR.match(page.text, start)
    return period_of(found, "") if found else None


def read_of_the_era(page: Page, start: int) -> Reading | None:
    """公元前221年, 民国廿三年: a year of an era, that ISO's four digits do not tell."""
    era = _OF_THE_ERA.search(page.text, max(page.begin, start - 3), start)
    found = _ERA_YEAR.match(page.text, start) if era else None
    return Reading(start - len(era[0]), found.end(), "period") if era and found else None
