"""Numerals alone: digits with separators and scales, and numbers in Chinese characters.

`1,286.5亿`, `2000多万`, `3亿5000万`; `三十几`, `一万五千亿`, `两千三`, `廿四`, `三点五`,
`叁拾伍万`, `二〇二五`. What stands around a numeral belongs to other modules.
"""

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from tieout.numbers.chinese.units import PRINTED
from tieout.numbers.mention import Bound

DIGITS: Final = {char: value for value, char in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "两": 2,
}
SMALL: Final = {"十": 10, "百": 100, "千": 1000}
BIG: Final = {"万": 10**4, "亿": 10**8, "兆": 10**12}
#: What the financial forms, and 俩 and 仨, stand for.
FORMAL: Final = str.maketrans(
    "壹贰貳叁參肆伍陆陸柒捌玖拾佰仟俩仨", "一二二三三四五六六七八九十百千两三"
)

#: What is longer than this is a code, and its value would need more digits than `Decimal` keeps.
_RAISED: Final = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
_LIMIT: Final = Decimal(10) ** 18
_MOST_DIGITS: Final = 24

#: Characters that count, wherever they stand: every one of them is accounted for.
COUNTING: Final = "一二三四五六七八九十百千万亿两俩仨廿卅〇"
_NUMERAL: Final = "零〇一二两三四五六七八九十百千万亿廿卅"
_FORMAL_NUMERAL: Final = "零〇壹贰貳叁參肆伍陆陸柒捌玖拾佰仟万亿"

#: 千 before 瓦, 百 before 分点 and 帕 begin a unit; 兆 is a scale before money only.
_HUNDRED, _THOUSAND = "百(?![分帕])", "千(?![瓦克米卡伏帕焦赫字牛乏]|安(?!全)|欧姆)"
SCALE: Final = rf"(?:[十亿]|万(?!向)|{_HUNDRED}|{_THOUSAND}|兆(?=[元美日新韩]))"
#: 多 and 余 that loosen a number: 20多家, and not 3多边会谈.
MORE: Final = "[余多](?!少|式联|样|元化|边)"
_ARABIC: Final = re.compile(
    r"(?P<digits>(?:[0-9]{1,3}(?:,[0-9]{3}){1,9}(?![0-9])|[0-9]{1,40}+)(?:\.[0-9]{1,40}+)?)"
    rf"(?P<odd>[余多几来](?={SCALE}))?(?:个(?=多?亿(?!级|元?(?:级|以上|村|项目|企业|产业|园|镇|县|工程|强|大)))(?P<well>多(?=亿))?)?"
    rf"(?P<power>[×xX*]10(?:\^-?[0-9]{{1,2}}|⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]{{1,2}})"
    # 10^15倍
    rf"|(?<![0-9.,]10)(?<=10)(?:\^[0-9]{{1,2}}|[⁰¹²³⁴⁵⁶⁷⁸⁹]{{1,2}}))?"
    rf"(?P<scale>{SCALE}{{1,4}})?(?P<more>{MORE}|来(?={PRINTED})|几(?=[个家人名号年天岁米里亩吨种条台块户])"
    # 3万+, 100+家
    r"|\+(?=$|[\u4e00-\u9fff，。、；）)]))?"
)
#: 9万4: the last digit is worth a tenth of the scale, where nothing is counted with it.
_SPOKEN: Final = re.compile("(?<=[0-9][万千亿])[1-9](?=$|[，。；！？、）)]|[元块左的了])")
_ARABIC_PART: Final = re.compile(
    rf"(?P<digits>[0-9]{{1,4}})(?P<scale>{SCALE}{{1,3}})(?P<more>[余多])?"
)
_FORMAL_RUN: Final = re.compile(
    rf"(?=[{_FORMAL_NUMERAL}]{{0,24}}?[壹贰貳叁參肆伍陆陸柒捌玖拾佰仟])"
    rf"(?:[{_FORMAL_NUMERAL}]{{0,24}}[拾佰仟][{_FORMAL_NUMERAL}]{{0,24}}"
    rf"|[{_FORMAL_NUMERAL}]{{1,24}}(?=[元圆])"
    # One alone is a number before a unit; 陆, 伍 and 拾 are words as well.
    r"|(?:[壹贰貳叁參肆柒捌玖]|(?<![队入退为大登着])[伍陆陸拾])(?=[年份套台辆间张件亩份角]|个[月年]))"
)
_FORMAL_BEGINS: Final = frozenset(_FORMAL_NUMERAL)
_BODY: Final = rf"(?:[零〇一二两三四五六七八九十万亿廿卅]|{_HUNDRED}|{_THOUSAND})"
_RUN: Final = re.compile(
    rf"(?P<head>[几数])?(?P<run>(?(head)(?=[十百千万亿]){_BODY}|{_BODY}){_BODY}{{0,30}}+|[俩仨])"
    r"(?:点(?P<decimals>[零〇一二三四五六七八九]{1,9})(?P<tail>[十百千]?[万亿]{0,2})"
    r"|(?<=[十百千万亿廿卅])(?P<odd>好几|[几余多来]|[啷郎]当(?=岁)|数(?=[家人年名种个天位条件户项座])|(?<![0-9零〇一二两三四五六七八九十][百千万])"
    rf"把(?={PRINTED}|[万来号]))"
    rf"(?P<rest>(?:十|{_HUNDRED}|{_THOUSAND})?[万亿]{{0,2}})(?P<more>多|余)?)?"
)
#: 二两, 四两: the weight after a digit; 三两个 are two or three.
_WEIGHED: Final = re.compile(
    "[一二三四五六七八九十]{1,2}两(?![个三天年家人次名月位条件块])"
    rf"(?!(?<=[一三]两)(?![面菜味线钱地方车船]){PRINTED}(?![粉条饭糖醋]))"
)
#: 八百一斤, 三千一个月: what follows a price.
_EACH_ONE: Final = re.compile(
    "(?:斤|瓶|碗|晚|张|个?月|年|天|个人|只|件|桌|位|平|吨|亩|桶|箱|盒|份|间|头|套)(?!半|级)"
)
_MANY_OF_SCALE: Final = re.compile(
    "个(?P<well>多)?亿(?!级|元?(?:级|以上|村|项目|企业|产业|园|镇|县|工程|强|大))"
)
#: 六十有二: an age, told as of old.
_WITH_AND: Final = re.compile(
    "([一二三四五六七八九]?十)有([一二三四五六七八九])(?![半成十百千万亿])"
)
#: Digits one by one, and what holds a nought, tell no two numbers.
_NO_PAIR: Final = re.compile(f"[零〇]|^[{''.join(DIGITS)}]{{3,}}$")
_PAIR: Final = re.compile(r"(?:一[二两]|[二两]三|三两|三[四五]|四五|五六|六七|七八|八九)")


class Numeral(NamedTuple):
    """A number as printed: `text[start:end]`.

    `value` with `step`, what one unit of its last printed digit is worth; `scale` is what a
    trailing 万 or 亿 multiplies (1 when there is none), `high` the upper end of 三四百,
    `bound` what 余, 多, 几, 数 (over) or 来 (about) make of it. `digits` tells that it is
    printed in digits.
    """

    start: int
    end: int
    value: Decimal
    step: Decimal
    scale: Decimal = Decimal(1)
    high: Decimal | None = None
    bound: Bound = "exact"
    digits: bool = False

    @property
    def loose(self) -> bool:
        """Whether the number is told loosely: 三十几, 百余."""
        return self.bound != "exact"

    @property
    def bare(self) -> Decimal:
        """The value before the scale: 5.4 of 5.4万."""
        return self.value / self.scale


def read_numeral(text: str, start: int) -> Numeral | None:
    """The longest numeral that begins at `start`, or `None`: also for one of more digits than
    a quantity has."""
    if text[start : start + 1].isascii():
        numeral = _read_arabic(text, start)
    else:
        formal = _read_formal(text, start) if text[start] in _FORMAL_BEGINS else None
        numeral = formal or _read_chinese(text, start)
    if numeral is None or numeral.value >= _LIMIT or (numeral.high or 0) >= _LIMIT:
        return None
    return numeral


def _read_arabic(text: str, start: int) -> Numeral | None:
    found = _ARABIC.match(text, start)
    if not found:
        return None
    digits = found["digits"].replace(",", "")
    if len(digits) > _MOST_DIGITS:
        return None
    scale = scale_value(found["scale"] or "")
    if found["power"]:  # 15.6×10⁹
        times, raised = found["power"][0] in "×xX*", found["power"].translate(_RAISED)
        scale = scale.scaleb(int(raised[3:].lstrip("^")) if times else int(raised.lstrip("^")) - 1)
    value, step = Decimal(digits) * scale, last_digit(digits) * scale
    end, more = found.end(), found["odd"] or found["well"] or found["more"]
    while not more and (part := _ARABIC_PART.match(text, end)):
        part_scale = scale_value(part["scale"])
        if Decimal(part["digits"]) * part_scale >= scale:
            break
        value, step, scale = value + Decimal(part["digits"]) * part_scale, part_scale, part_scale
        end, more = part.end(), part["more"]
    spoken = _SPOKEN.match(text, end) if scale > 1 and end == found.end() and not more else None
    if spoken:
        step = scale / 10
        value, end = value + int(spoken[0]) * step, spoken.end()
    bound: Bound = "exact"
    if more:
        bound = "about" if more == "来" else "over"
    return Numeral(start, end, value, step, scale, bound=bound, digits=True)


def last_digit(digits: str) -> Decimal:
    """What one unit of the last digit is worth: 0.1 in `65.6`."""
    point = digits.find(".")
    return Decimal(1).scaleb(point + 1 - len(digits)) if point >= 0 else Decimal(1)


@lru_cache(maxsize=128)
def scale_value(scale: str) -> Decimal:
    """The worth of scale characters that follow each other: 千万 is ten million."""
    value = Decimal(1)
    for char in scale:
        value *= SMALL.get(char) or BIG[char]
    return value


def _read_formal(text: str, start: int) -> Numeral | None:
    found = _FORMAL_RUN.match(text, start)
    if not found:
        return None
    return _numeral(start, found.end(), found[0].translate(FORMAL))


def _read_chinese(text: str, start: int) -> Numeral | None:
    found = _RUN.match(text, start)
    if not found:
        return None
    aged = _WITH_AND.match(text, start) if text.startswith("有", found.end()) else None
    if aged:
        return _numeral(start, aged.end(), aged[1] + aged[2])
    if found["run"][-1] == "两" and _WEIGHED.match(text, start):
        return _numeral(start, found.end() - 1, found["run"][:-1])  # 四两
    run = found["run"].translate(FORMAL)
    if run[-1] == "一" and run[-2:-1] in ("百", "千", "万") and _EACH_ONE.match(text, found.end()):
        return _numeral(start, found.end() - 1, run[:-1])  # 八百一斤
    if found["decimals"]:
        return _with_decimals(found, run)
    many = _MANY_OF_SCALE.match(text, found.end()) if text.startswith("个", found.end()) else None
    if many and not found["rest"]:  # 三个亿, 十几个亿
        loose = found["head"] or found["odd"] or many["well"]
        return _numeral(start, many.end(), run + "亿", "over" if loose else "exact")
    if not found["odd"]:
        return _numeral(start, found.end(), run, "over" if found["head"] else "exact")
    bound: Bound = "about" if found["odd"] in ("来", "把", "啷当", "郎当") else "over"
    scale = scale_value(found["rest"])
    whole = _numeral(start, found.end(), run + found["rest"], bound)
    if whole or scale == 1:
        return whole
    base = _numeral(start, found.end(), run, bound)
    if base is None:
        return None
    return Numeral(start, found.end(), base.value * scale, base.step * scale, scale, bound=bound)


def _with_decimals(found: re.Match[str], run: str) -> Numeral | None:
    whole = chinese_value(run)
    if whole is None:
        return None
    decimals = "".join(str(DIGITS[char]) for char in found["decimals"])
    scale = scale_value(found["tail"])
    value = (whole + Decimal(f"0.{decimals}")) * scale
    return Numeral(found.start(), found.end(), value, last_digit(f"0.{decimals}") * scale, scale)


def _numeral(start: int, end: int, run: str, bound: Bound = "exact") -> Numeral | None:
    """A run with its value; two neighbours as in 三四百 make a range."""
    worth = _worth(run)
    if worth is None:
        return None
    value, scale, high = worth
    if run == "百十":  # 百十亩: a hundred or so
        bound = "about"
    return Numeral(start, end, value, scale, scale, high, bound)


@lru_cache(maxsize=1024)
def _worth(run: str) -> tuple[Decimal, Decimal, Decimal | None] | None:
    """The value of a run, its scale, and the upper end where it tells two."""
    scale = scale_value(run[len(run.rstrip("万亿")) :])
    if run == "百十":
        return Decimal(110), scale, None
    pair = _PAIR.search(run)
    if pair and not _NO_PAIR.search(run):
        ends = [run[: pair.start()] + char + run[pair.end() :] for char in pair[0]]
        low, high = chinese_value(ends[0]), chinese_value(ends[1])
        if low is not None and high is not None:
            return min(low, high), scale, max(low, high)  # 三两个
    value = chinese_value(run)
    return None if value is None else (value, scale, None)


@lru_cache(maxsize=512)
def chinese_value(run: str) -> Decimal | None:
    """The value of a numeral in characters, `None` when it is malformed.

    一万五千亿 is 1 500 000 000 000, 两千三 is 2300, 百亿 is 10 000 000 000, 二〇二五 is 2025.
    """
    run = run.translate(FORMAL).replace("廿", "二十").replace("卅", "三十")
    if len(run) > _MOST_DIGITS:
        return None
    if all(char in DIGITS for char in run):
        return Decimal("".join(str(DIGITS[char]) for char in run))
    total = section = digit = 0
    seen_digit, previous, last_unit = False, "", 10**20
    for index, char in enumerate(run):
        if char in DIGITS:
            if seen_digit and previous not in "零〇":
                return None
            digit, seen_digit = DIGITS[char], True
        elif char in SMALL:
            if SMALL[char] >= last_unit or (not seen_digit and section):
                return None
            section += (digit if seen_digit and digit else 1) * SMALL[char]
            digit, seen_digit, last_unit = 0, False, SMALL[char]
        else:
            section += digit
            if not section and not seen_digit and not total:
                section = 1
            if total and BIG[char] > 10**4 and (section == 0 or total < BIG[char]):
                total = (total + section) * BIG[char]
            else:
                total += section * BIG[char]
            section, digit, seen_digit, last_unit = 0, 0, False, 10**20
        previous = char
        if index == len(run) - 1 and char in DIGITS:
            return Decimal(total + section + digit * _colloquial(run))
    return Decimal(total + section)


def _colloquial(run: str) -> int:
    """两千三 is 2300: a last digit right after a scale is worth a tenth of it."""
    if len(run) < 2 or run[-2] in DIGITS or run[-2] == "十":
        return 1
    return (SMALL.get(run[-2]) or BIG[run[-2]]) // 10
