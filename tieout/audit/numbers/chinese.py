"""Chinese numerals that count: 三大片区, 十二家, 第三, 百分之五, 三成, 翻一番.

内陆, 长三角, 一带一路, 十分 hold numerals that count nothing, and 一 before a classifier is an
article. Any other numeral counts, slogans (三高四新) among them: a page must say why they may
stand.
"""

import re
from decimal import Decimal
from typing import Final

from tieout.audit.numbers.numeral import Flavour, Numeral

_DIGITS: Final = {char: value for value, char in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "两": 2,
}
_SMALL: Final = {"十": 10, "百": 100, "千": 1000}
_LARGE: Final = {"万": 10**4, "亿": 10**8}
_N: Final = "[零〇一二两三四五六七八九十百千万亿]"
_CLASSIFIER: Final = (
    "个|家|项|条|大|类|批|次|年|月|天|人|名|位|元|吨|米|公里|亩|台|套|辆|艘|架|座|所|间|处|种|款|件|份|宗"
    "|笔|只|支|户|股|列|班|航线|标箱|标准箱|平方|公顷|小时|分钟|周|季度|省|市|县|区|国|岁|层|级|届|期|倍"
    "|链|港|翼|步|方面|地|院"
)
_PATTERN: Final = re.compile(
    rf"(?P<rank>第{_N}+)"
    rf"|(?P<percent>百分之{_N}+(?:点{_N}+)?)"
    rf"|(?P<part>{_N}+分之{_N}+)"
    rf"|(?P<tenths>{_N}成)(?!立|为|果|功|长|本|员|都|熟|就|交|型|效|套)"
    r"|(?P<again>翻[一两三]?番|翻倍)"
    r"|(?P<half>一半|过半|半数)"
    rf"|(?P<tier>{_N}*[十百千万亿])(?=[元吨]?级)"
    r"|(?P<vague>[数几][十百千万亿]+)"
    rf"|(?P<count>{_N}+)(?=[多余几]?(?:{_CLASSIFIER}))"
    rf"|(?P<number>[一二两三四五六七八九]?[十百千万亿]{_N}+|[二三四五六七八九][十百千]|[二两三四五六七八九][万亿]"
    r"|[二两三四五六七八九])"
)
#: Words and names that hold a numeral and count nothing.
_WORDS: Final = re.compile(
    "三角|四川|三亚|九江|五金|三一|六安|三明|五常|三峡|三湘|四海|八方|九州|七夕|十分|万一|千万"
    "|二手|二维|二氧|两岸|第一时间|第一动力|第一线|第一方阵|一带一路|九三学社|两会"
)
#: What looks like a number in words and is none: 千万 (by all means), 一 before a classifier
#: (a, an), 万 and 亿 alone as the unit at the head of a column.
_NONE: Final = {"一", "万", "亿", "万一", "千万", "万千", "百千", "千百", "万亿", "百万", "千百万"}


def find_chinese(text: str) -> list[Numeral]:
    """The Chinese numerals of a text that count, in order."""
    found: list[Numeral] = []
    words = [match.span() for match in _WORDS.finditer(text)]
    for match in _PATTERN.finditer(text):
        if any(start <= match.start() and match.end() <= end for start, end in words):
            continue
        group = match.lastgroup or ""
        said = match[0]
        before = text[max(0, match.start() - 1) : match.start()]
        scale_of_digits = before.isdecimal() and said[0] in "十百千万亿"
        if scale_of_digits or (group in ("count", "number") and said in _NONE):
            continue
        value, step, flavour = _read(group, said)
        found.append(Numeral(match.start(), match.end(), value, step, step, flavour))
    return found


def _read(group: str, said: str) -> tuple[Decimal | None, Decimal, Flavour]:
    one = Decimal(1)
    match group:
        case "rank":
            return _value(said[1:]), one, "rank"
        case "percent":
            whole, _, decimals = said[3:].partition("点")
            digits = "".join(str(_DIGITS.get(char, 0)) for char in decimals)
            number = _value(whole)
            if number is None or not digits:
                return number, one, "percent"
            return number + Decimal(f"0.{digits}"), one.scaleb(-len(digits)), "percent"
        case "part":
            below, _, above = said.partition("分之")
            parts, of = _value(above), _value(below)
            return (parts / of if parts and of else None), Decimal("0.01"), "fraction"
        case "tenths":
            tenths = _value(said[:-1])
            return (None if tenths is None else 10 * tenths), Decimal(10), "percent"
        case "again":
            doublings = _value(said[1:-1]) if len(said) == 3 else one
            return 2 ** (doublings or one), one, "times"
        case "half":
            return Decimal("0.5"), Decimal("0.1"), "fraction"
        case "vague":
            return None, one, "plain"
    return _value(said), Decimal(_LARGE.get(said[-1], _SMALL.get(said[-1], 1))), "plain"


def _value(numeral: str) -> Decimal | None:
    """三百五十万 as 3500000, 二〇二五 as 2025; `None` when the characters make no number."""
    if all(char in _DIGITS for char in numeral):
        return Decimal("".join(str(_DIGITS[char]) for char in numeral)) if numeral else None
    total = section = digit = 0
    for char in numeral:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _SMALL:
            section += (digit or 1) * _SMALL[char]
            digit = 0
        else:
            total = (total + section + digit or 1) * _LARGE[char]
            section = digit = 0
    return Decimal(total + section + digit)


def numerals_of(text: str) -> set[Decimal]:
    """The values of all runs of Chinese numerals, also of those that count nothing."""
    values = (_value(match[0]) for match in re.finditer(f"{_N}+", text))
    return {value for value in values if value is not None}
