"""Days and times of a day, resolved against the day of publication where it is known."""

import re
from datetime import date, timedelta
from typing import Final

from tieout.numbers.chinese.eras import number_of, period_of
from tieout.numbers.chinese.named_years import DAY, MONTH, TO, WHEN, year_of_month
from tieout.numbers.chinese.reading import Page, Reading
from tieout.numbers.chinese.units import unit_at

_DAYS: Final = re.compile(
    rf"{WHEN}?(?P<month>{MONTH})月份?(?P<first>{DAY})[日号]?{TO}"
    rf"(?:(?P<month2>{MONTH})月)?(?P<last>{DAY})[日号]"
)
#: 三月三, 九月九: a feast by its lunar day.
_LUNAR: Final = re.compile(
    r"(?:十[一二]?|[一二三四五六七八九])月"
    r"(?:初[一二三四五六七八九十]|[十廿][一二三四五六七八九]|二十[一二三四五六七八九]?|廿|三十|十(?![一二三四五六七八九]))"
    r"(?![日号百千万亿零余多几]|个(?!月)|[家项年天名人种条次台辆])"
)
_FEAST: Final = re.compile(
    r"(?P<month>[二三五六七八九])月(?P=month)(?![日号个百千万亿零十一二三四五六七八九])"
)
_DATE: Final = re.compile(rf"{WHEN}?(?P<month>{MONTH})月份?(?P<day>{DAY})[日号](?!线)")
_NUMERIC: Final = re.compile(
    r"(?P<year>(?:19|20)[0-9]{2})(?P<mark>[-/.])(?P<month>1[0-2]|0?[1-9])(?P=mark)"
    r"(?P<day>3[01]|[12][0-9]|0?[1-9])(?![0-9.])"
)
#: What stands between the parts of a day in digits.
_MARKS: Final = ("-", "/", ".")
#: 2026.3.9—2026.3.13: days in digits, the second named whole.
_NUMERIC_DAYS: Final = re.compile(
    r"(?P<year>(?:19|20)[0-9]{2})(?P<mark>[-/.])(?P<month>1[0-2]|0?[1-9])(?P=mark)"
    rf"(?P<day>3[01]|[12][0-9]|0?[1-9]){TO}(?P<year2>(?:19|20)[0-9]{{2}})(?P=mark)"
    r"(?P<month2>1[0-2]|0?[1-9])(?P=mark)(?P<day2>3[01]|[12][0-9]|0?[1-9])(?![0-9.])"
)
_CLOCK: Final = re.compile(
    r"(?:(?:[01]?[0-9]|2[0-4]):[0-5][0-9](?::[0-5][0-9])?(?![0-9.])"
    r"|[一二三四五六七八九十]{1,2}点[一三]刻|(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})点多?钟(?!头)"
    r"|[一二三四五六七八九十]{1,3}时(?:[零〇一二三四五六七八九十]{1,3}分(?!之)|整)"
    r"|(?:[01]?[0-9]|2[0-4])[时点](?:[0-5]?[0-9]分(?:[0-5]?[0-9]秒)?|[0-5]?[0-9](?=[，。、许至到-])|[0-5][0-9](?![0-9.,%‰余多万亿个人名家元块吨米次度级分])|整|半(?!球|年|个|天|场|月|数)|[一三]刻|(?=许))"
    # 18时: an hour alone, and not 24时速.
    r"|(?:[01]?[0-9]|2[0-4])时(?![间段速代期光装尚空常效长差节政局势事刻令辰限数序态针钟]))"
)
#: 上午9∶30: the sign of a ratio, after a word that tells the time of a day.
_CLOCK_WITH_RATIO: Final = re.compile(r"(?:[01]?[0-9]|2[0-4])∶[0-5][0-9](?![0-9.%])")
#: 七点五十, 三点来钟, 十二点前: a time of the day as it is spoken.
_CLOCK_SPOKEN: Final = re.compile(
    r"(?:十[一二]?|[一二两三四五六七八九])点(?:(?:[二三四五]十[一二三四五六七八九]?|十[一二三四五六七八九])分?(?![个家多万亿倍])"
    r"|[来多]?钟(?:左右)?|多(?=[就才起到出回睡])|(?=[以之]?[前后]|起床|出[摊门发]|就|才|准|[开关收]门|[上下起][班课床]|睡|收摊|回家|集合|发车)"
    r")"
)
_MIDNIGHT: Final = re.compile(r"零[时点](?![差零一二三四五六七八九])整?")
_CLOCK_AFTER: Final = re.compile(
    r"(?:[0-9]{1,2}|[一二三四五六七八九十两]{1,3})(?:点钟|[时点](?!间|段|许多))"
    r"(?:(?:[0-9]{1,2}|[零一二三四五六七八九十]{1,3})分(?!钟|之)|整|半(?!球|年|个|天|场|月|数)|[一三]刻)?"
)
#: 9:00—17:30: from one time of the day to another.
_CLOCKS: Final = re.compile(
    r"(?:[01]?[0-9]|2[0-4])[:∶][0-5][0-9](?:-{1,2}|—{1,2}|~)(?:[01]?[0-9]|2[0-4])[:∶][0-5][0-9](?![0-9.:∶])"
)
#: What makes of 21:18 a score or a ratio.
_SCORE: Final = re.compile(
    r"[比例率数]为?约?:?$|(?:2[5-9]|[3-9][0-9]):[0-9]{1,3}[、，和]$|(?:比分|战成|险胜|小胜|大胜|击败|战胜|不敌)[^，。；0-9]{0,6}$"
)
_PART_OF_DAY: Final = re.compile(
    r"(?:凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜间|夜里|半夜|午夜|晌午|当晚|深夜|晨|[日号]|晚|早)$"
)
_CLOCK_TO: Final = re.compile("[时点分半0-9][至到-]$")
#: 开放至21点, 从8点开到12点, 闭馆时间由17点延至19点: what goes on by the clock.
_BY_THE_CLOCK: Final = (
    "(?:开放|营业|经营|开门|关门|闭馆|关闭|打烊|延时|延长|延迟|延后|延|推迟|提前|开|持续|运行|运营|供应|供餐|供电|办公|值班|值守"
    "|排队|工作|加班|忙碌?|直播|干|睡|玩|等|熬|亮灯|发车)"
)
_UNTIL: Final = re.compile(
    rf"(?:{_BY_THE_CLOCK}(?:时间)?[至到]|(?:开放|营业|运营|服务|办公|闭馆|打烊|发车|上班|下班|上学|放学)(?:时间)?(?:[由从为是]|调整[为到至])"
    "|每[天日晚早]|每周[一二三四五六日末]|周末|工作日|当[天晚]|[今昨明]天|[今昨明]晚|(?:首|末)班车|差[0-9一两二三四五六七八九十]{1,3}(?:分钟?|刻钟?))$"
)
_SINCE: Final = re.compile(rf"点(?:一直)?{_BY_THE_CLOCK}[至到]")
#: 二十二点打烊: what is done at an hour.
_DONE_THEN: Final = re.compile(
    "(?:准时|左右|前后|才|就|前|正式)?(?:打烊|开门|关门|开馆|闭馆|收车|发车|上班|下班|起床|出门|收工|开工|熄灯|开播|开赛|集合|出发|开市|休市)"
)
_HOUR: Final = re.compile(
    "(?:[01]?[0-9]|2[0-4]|[一二三四五六七八九十两]{1,3})点(?:[0-5]?[0-9]分?(?![0-9.,%‰万亿])|半|[一三]刻)?"
    "(?![0-9.,万亿个多余位名支只一零点])"
)
#: Days told from the day of publication, and how far from it they are; 美好明天 is none.
_NAMED_DAY: Final = re.compile(
    r"(?P<before>(?<![提目以之大])前天)|(?P<yesterday>昨[天日晚夜晨早](?!重现))"
    r"|(?P<today>今[天日晚晨早夜](?![的头看]))|(?P<tomorrow>(?<![好的])明[天日晚早晨](?![的之会]))"
    r"|(?P<long_before>大前天)|(?P<long_after>大后天)"
    r"|(?P<after>(?<![先在])后天(?=$|[^\u4e00-\u9fff]|[上下中早晚起将]))"
)
_DISTANCE: Final = {
    "before": -2,
    "yesterday": -1,
    "today": 0,
    "tomorrow": 1,
    "after": 2,
    "long_before": -3,
    "long_after": 3,
}
#: 下月15日, 本月10日: a day of a month that is told from the month of publication.
_OF_MONTH: Final = re.compile(rf"(?P<which>[上下本当次]|[上下]个|这个)月(?P<day>{DAY})[日号](?!线)")
_MONTHS_AWAY: Final = {"上": -1, "上个": -1, "下": 1, "下个": 1, "次": 1}
_DAY_ALONE: Final = re.compile(r"(?:3[01]|[12][0-9]|0?[1-9](?![0-9]))日(?![元均产本内历])")
#: 二十六日, and of the first ten what the words around make a day: 三日晚, 定于十日.
_DAY_IN_CHARACTERS: Final = re.compile(
    r"(?:二?十[一二三四五六七八九]|二十|三十一?)日(?![元均产本内历游夜])"
    r"|[一二三四五六七八九十]日"
    r"(?=[晚电讯]|凌晨|清晨|上午|中午|下午|傍晚|深夜|宣布|报道|表示|发表|说|抵|起(?![诉草飞点])|(?<=定于.日)|(?<=[本当下上]月.日))"
)
#: 每延迟交付1日, 停牌3日, 公示期7日: so many days.
_LASTING: Final = re.compile(
    "(?:延迟|迟延|逾期|超期|延误|提前|延期|推迟|拘留|停业|停牌|停产|停运|停工|为期|期限|届?满|少于|多于|至少|不足|最多|最长|最短|每"
    "|间隔|整顿|住院|交付|缴纳|休假|历时|耗时|用时|滞留|隔离|[示限效诉理复证赔质工用豫静]期|每(?:逾|超|迟延|延迟|延误)[\u4e00-\u9fff]{0,4})[了为满达过]?$"
)
_OR_MORE: Final = re.compile("(?:及|或)?(?:以[上下内]|之内)|内(?![部地外容陆蒙需资])")
_WEEK: Final = re.compile(r"(?:星期|礼拜|周)$")
_FROM: Final = re.compile("起(?!案|事|火|车|交)")
#: 周五晚间, 周五盘中: the part of a day.
_PART_AFTER: Final = re.compile("晚[上间]|夜[里间盘]|盘[中后前初]")
#: 每周五班, 一周五天, 首周五场: before 周 these make a stretch of it.
_OF_SO_MANY: Final = frozenset("每一二两三四五六七八九十几数半首单双隔均该整圆全0123456789个")
#: 上周三家企业, 本周三场比赛: what is counted in a certain week, though few are told so.
_COUNTED_IN_WEEK: Final = re.compile(
    "个|[节班]|家(?![长庭电里中乡])|次(?![日月年级要])|项(?!目)|轮(?![番换动到])|天(?![气文空])|场(?![均上馆地景内外])"
)
_WEEKDAYS: Final = re.compile(
    r"[一二三四五六](?:(?:[、和]|[至到—-]{1,2}(?:周|星期)?)[一二三四五六日天]){0,6}(?![十百千万亿])"
)


def read_days(page: Page, start: int) -> Reading | None:
    found = _DAYS.match(page.text, start)
    if not found:
        return None
    month, last_month = number_of(found["month"]), number_of(found["month2"] or found["month"])
    year = year_of_month(page, found, month)
    if year is None:
        return period_of(found, "")
    first, last = number_of(found["first"]), number_of(found["last"])
    return period_of(found, f"{year}-{month:02}-{first:02}/{year}-{last_month:02}-{last:02}")


def read_numeric_days(page: Page, start: int) -> Reading | None:
    """2026-03-09, 2026.3.9—2026.3.13: a day in digits, or from one to another."""
    if page.text[start + 4 : start + 5] not in _MARKS:
        return None
    found = _NUMERIC_DAYS.match(page.text, start)
    if not found:
        alone = _NUMERIC.match(page.text, start)
        return _dated(page, alone) if alone else None
    first, last = (
        "-".join(f"{int(found[name]):02}" for name in names)
        for names in (("year", "month", "day"), ("year2", "month2", "day2"))
    )
    return period_of(found, f"{first}/{last}")


def read_date(page: Page, start: int) -> Reading | None:
    """2025年6月30日, 6月30日, 2025-06-30."""
    found = _DATE.match(page.text, start) or _NUMERIC.match(page.text, start)
    if not found:
        feast = _LUNAR.match(page.text, start) or _FEAST.match(page.text, start)
        return Reading(start, feast.end(), "date") if feast else None
    return _dated(page, found)


def _dated(page: Page, found: re.Match[str]) -> Reading:
    month, day = number_of(found["month"]), number_of(found["day"])
    year = year_of_month(page, found, month)
    page.sentence_month = "" if year is None else f"{year}-{month:02}"
    period = "" if year is None else f"{year}-{month:02}-{day:02}"
    return Reading(found.start(), found.end(), "date", period=period)


def read_day(page: Page, start: int) -> Reading | None:
    alone = _DAY_ALONE if page.text[start].isascii() else _DAY_IN_CHARACTERS
    found = alone.match(page.text, start)
    if not found or re.search(
        r"[近超达约余过共第]$|连续$|连[\u4e00-\u9fff]?$|[0-9.]$",
        page.text[max(0, start - 2) : start],
    ):
        return None
    if _OR_MORE.match(page.text, found.end()) or _LASTING.search(
        page.text, max(0, start - 8), start
    ):
        return None
    day = number_of(found[0][:-1])
    month = page.sentence_month or (page.published[:7] if len(page.published) >= 7 else "")
    period = f"{month}-{day:02}" if month else ""
    return Reading(start, found.end(), "date", period=period)


def read_day_of_month(page: Page, start: int) -> Reading | None:
    """下月15日: a day of the month of publication, of that before it or of the next."""
    found = _OF_MONTH.match(page.text, start)
    if not found:
        return None
    if len(page.published) < 7:
        return Reading(start, found.end(), "date")
    months = int(page.published[:4]) * 12 + int(page.published[5:7]) - 1
    year, month = divmod(months + _MONTHS_AWAY.get(found["which"], 0), 12)
    day = number_of(found["day"])
    return Reading(start, found.end(), "date", period=f"{year}-{month + 1:02}-{day:02}")


def read_named_day(page: Page, start: int) -> Reading | None:
    """昨日, 今天: a day told from the day of publication."""
    found = _NAMED_DAY.match(page.text, start)
    if not found or found.lastgroup is None:
        return None
    try:
        published = date.fromisoformat(page.published)
        day = published + timedelta(days=_DISTANCE[found.lastgroup])
    except (ValueError, OverflowError):  # the day of publication is not known
        return Reading(start, found.end(), "date")
    return Reading(start, found.end(), "date", period=day.isoformat())


def read_clock(page: Page, start: int) -> Reading | None:
    """9:00, 9:00—17:30, 21时36分, and 八点半 after 早 or 晚."""
    text = page.text
    if text[start] == "零":
        midnight = _MIDNIGHT.match(text, start)
        return Reading(start, midnight.end(), "date") if midnight else None
    found = _CLOCKS.match(text, start) or _CLOCK.match(text, start)
    if found and _SCORE.search(page.text, max(0, start - 10), start):
        return None
    before = page.text[max(0, start - 2) : start]
    if not found and (_PART_OF_DAY.search(before) or _CLOCK_TO.search(before)):
        patterns = (_CLOCK_AFTER, _CLOCK_WITH_RATIO)
        found = next(filter(None, (it.match(page.text, start) for it in patterns)), None)
    found = found or _CLOCK_SPOKEN.match(text, start)
    if not found and (hour := _HOUR.match(text, start)) and _is_hour(text, start, hour):
        found = hour
    return Reading(start, found.end(), "date") if found else None


def _is_hour(text: str, start: int, hour: re.Match[str]) -> bool:
    """Whether 21点 is a time of the day by what goes on until or since then."""
    if _UNTIL.search(text, max(0, start - 8), start) or _DONE_THEN.match(text, hour.end()):
        return True
    since = text[start - 1 : start] in ("从", "由") and bool(start)
    return since and bool(_SINCE.match(text, hour.start() + hour[0].index("点")))


def read_weekdays(page: Page, start: int) -> Reading | None:
    """周五, 每周一、三、五: a numeral after 周 that no classifier follows."""
    found = _WEEKDAYS.match(page.text, start)
    before = _WEEK.search(page.text[max(page.begin, start - 2) : start])
    if not found or not before:
        return None
    begin, end = start - len(before[0]), found.end()
    if unit_at(page.text, end) and not (
        _FROM.match(page.text, end) or _is_weekday(page.text, begin, end)
    ):
        return None
    return Reading(begin, end, "date")


def _is_weekday(text: str, begin: int, end: int) -> bool:
    """Whether what looks like a classifier after 周五 begins another word: 上周五发布, and not
    每周五班."""
    if _PART_AFTER.match(text, end):
        return True
    if begin and text[begin - 1] in _OF_SO_MANY:
        return False
    return not _COUNTED_IN_WEEK.match(text, end)
