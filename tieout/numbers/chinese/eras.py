"""Stretches of years with a name: five-year plans (十四五), decades, centuries, seasons, eras."""

import re
from decimal import Decimal
from typing import Final

from tieout.numbers.chinese.numerals import chinese_value
from tieout.numbers.chinese.reading import Page, Reading

_CN: Final = "一二三四五六七八九"
_PLAN: Final = re.compile(r"十[一二三四五六七八九]五|(?:九五|八五|七五)(?=”|规划|计划|时期|期间)")
#: 十四五家 and 十四五项 are a few, 十四五项目 are those of the plan.
_COUNTED_ON: Final = re.compile("[十百千万亿个年月岁]|家(?!长)|项(?!目)")
_FIRST_PLANS: Final = re.compile(r"[一二三四五六七八九]五(?=”?(?:时期|期间|计划|规划))")
_DECADE: Final = re.compile(
    rf"(?:(?P<century>[0-9]{{1,2}}|[一二]?十[{_CN}]?)世纪|(?P<named>[上本])个?世纪)(?:(?P<decade>[0-9]0|[{_CN}](?:[{_CN}])?十)年代)?"
    rf"|(?P<decade_year>(?:19|20)[0-9]0)年代|(?P<alone>[0-9]0|[{_CN}](?:[{_CN}])?十)年代"
)
#: 90后, 八五后: those born in such years.
_GENERATION: Final = re.compile(
    "(?:[0-9]0|[6-9]5|0[0-9]|(?:零|[五六七八九])零|[六七八九零]五|〇〇|[六七八九]〇)后(?![续备勤方端])"
)
_SEASON_OF_YEAR: Final = re.compile("去冬今春|今冬明春|[去今]冬|今[春夏秋]|明春")

#: 公元前221年, 公元618年.
_OF_THE_ERA: Final = re.compile(
    "(?:公元前?|民国|洪武|永乐|宣德|成化|弘治|正德|嘉靖|万历|天启|崇祯|顺治|康熙|雍正|乾隆|嘉庆|道光|咸丰|同治|光绪|宣统"
    "|贞观|开元|天宝|元和|昭和|平成|令和)$"
)
#: 开宝九年: eras that are told in characters alone, for some of them are names of places as well.
_ELDER_ERA: Final = re.compile(
    "(?:建武|建安|黄初|武德|永徽|显庆|贞元|太平兴国|开宝|建隆|景德|祥符|天圣|庆历|皇祐|嘉祐|治平|熙宁|元丰|元祐|绍圣|崇宁"
    "|政和|宣和|靖康|建炎|绍兴|乾道|淳熙|绍熙|庆元|嘉定|淳祐|咸淳|至元|延祐|至正|建文|正统|景泰|天顺|隆庆)$"
)
_ELDER_YEAR: Final = re.compile("[元一二三四五六七八九十廿卅]{1,3}年(?![来内间前后多累新])")
#: 开宝九年(976年): the year that a year of an era is.
_ALSO_YEAR: Final = re.compile(r"[1-9][0-9]{2}年(?=[)—~-])")
#: 1189年, 1368年至1644年: years before 1800, which last for nothing.
_OLD_YEAR: Final = re.compile(
    "(?P<first>1[0-7][0-9]{2})年?(?:(?:-{1,2}|—{1,2}|~|至|到)(?P<last>1[0-9]{3}))?年"
    "(?![多余前来历之以间])"
)
_LONG_SINCE: Final = re.compile("(?:距今|[约近有经达过超长逾了共第已])$")
_TOLD_YEAR: Final = re.compile(
    rf"(?:[二两]千零|零|0)(?P<last>[{_CN}]|(?<=0)[0-9])年(?![级制前后来间以多])"
)
#: 二一年 is told of this century, 四九年 of the last.
_LAST_OF_CENTURY: Final = 40
#: 六二年, 九八年: a year as it is told, digit by digit; two neighbours are so many years.
_DIGITS_YEAR: Final = re.compile(
    f"(?!一二|二三|三四|四五|五六|六七|七八|八九)(?P<tens>[一二四五六七八九])(?P<ones>[{_CN}])年"
    "(?![级制前后来间以多代内的])"
)
_ERA_YEAR: Final = re.compile("[0-9]{1,4}年|[元一二三四五六七八九十百〇零廿卅]{1,6}年")


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
    if "五" not in page.text[start + 1 : start + 3]:
        return None
    early = _FIRST_PLANS.match(page.text, start)
    if early:
        number = number_of(early[0][0])
        first = (1953, 1958)[number - 1] if number < 3 else 1966 + 5 * (number - 3)
        return period_of(early, f"{first}/{first + 4}")
    found = _PLAN.match(page.text, start)
    if not found or _COUNTED_ON.match(page.text, found.end()):
        return None
    first = 2021 + 5 * (number_of(found[0][:-1]) - 14)
    return period_of(found, f"{first}/{first + 4}")


def read_told_year(page: Page, start: int) -> Reading | None:
    """零八年, 08年, 两千零八年: a year of this century as it is told."""
    digits = _DIGITS_YEAR.match(page.text, start)
    if digits:
        told = 10 * number_of(digits["tens"]) + number_of(digits["ones"])
        year = told + (2000 if told < _LAST_OF_CENTURY else 1900)
        page.name_year(year)
        return period_of(digits, str(year))
    found = _TOLD_YEAR.match(page.text, start)
    if not found:
        return None
    year = 2000 + number_of(found["last"])
    page.name_year(year)
    return period_of(found, str(year))


def read_decade(page: Page, start: int) -> Reading | None:
    found = _DECADE.match(page.text, start)
    if not found:
        born = _GENERATION.match(page.text, start)
        return Reading(start, born.end(), "name") if born else None
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
    old = None if era else _OLD_YEAR.match(page.text, start)
    if old and not _LONG_SINCE.search(page.text, max(0, start - 2), start):
        last = old["last"]
        return period_of(old, f"{old['first']}/{last}" if last else old["first"])
    if not era and page.text[start - 1 : start] == "(":
        also = _ALSO_YEAR.match(page.text, start)
        return period_of(also, "") if also else None
    if not era:
        era = _ELDER_ERA.search(page.text, max(page.begin, start - 4), start)
        found = _ELDER_YEAR.match(page.text, start) if era else None
    else:
        found = _ERA_YEAR.match(page.text, start)
    return Reading(start - len(era[0]), found.end(), "period") if era and found else None
