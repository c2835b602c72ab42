"""Policy formulas and set phrases, which only look like numbers.

A formula is told by its form: in quotation marks and beginning with a numeral (“四篇文章”,
“1+3+X”), or two numerals with a character after each (两主一特, 七上八下).
"""

import re
from typing import Final

from tieout.numbers.chinese.numerals import read_numeral
from tieout.numbers.chinese.reading import Page, Reading
from tieout.numbers.chinese.units import unit_at

#: What formulas and names are made with, and what makes another numeral of it.
NUMERAL: Final = "一二两三四五六七八九十百千万"
NO_WORD = NUMERAL + "亿"
_FORMULA: Final = re.compile(
    rf"(?P<first>[{NUMERAL}])(?P<x>(?![{NO_WORD}])[\u4e00-\u9fff])"
    rf"(?P<second>[{NUMERAL}])(?P<y>(?![{NO_WORD}])[\u4e00-\u9fff])"
    rf"(?:[{NUMERAL}](?![{NUMERAL}])[\u4e00-\u9fff]){{0,4}}"
)
#: Words after which a numeral counts, even in the form of a formula: 一年两次, 三省五市.
_COUNTS: Final = frozenset(
    "年月周天日次回个家项人名元吨倍成省市县区国州镇村省亩里岁张台辆艘件种类条届死伤男女大分点米层块毛角"
)
#: 一部四册: things that are counted, unless there is one of them.
_COUNTED_THINGS: Final = frozenset("册卷页张块只头匹名位幅棵株瓶碗斤")
#: 百看不厌, 万劫不复; 颠三倒四, 说三道四: set phrases by their form.
_PHRASE: Final = re.compile(
    rf"[百千万](?![{NO_WORD}余多分元吨倍米里])(?P<x>[\u4e00-\u9fff])[不无莫难][\u4e00-\u9fff]"
    r"|(?<![第至到每周初高大后前0-9零一二三四五六七八九十百千万亿])(?<=[\u4e00-\u9fff])"
    r"(?:三(?![至到和或、与第周零十百千万成点分倍块毛元角度])[\u4e00-\u9fff]四|七(?![至到和或、与第周零十百千万成点分倍块毛元角度])[\u4e00-\u9fff]八|二连三)"
    rf"(?![{NO_WORD}个家项年月日号天人名分点成])"
)
#: 五十年一遇: how rare a flood is.
_ONCE_IN: Final = re.compile("[0-9一二三四五六七八九十百千万]{1,5}年一遇")
#: 一箭9星: so many satellites by one rocket.
_ROCKET: Final = re.compile("一箭[0-9一二两三四五六七八九十]{1,3}星")
_QUOTED: Final = re.compile(r"(?P<inside>[^“”‘’\"。；，？！\n]{1,18})[”’\"]")
_PLUS: Final = re.compile(
    r"[0-9NX](?:[+＋][0-9A-Za-z]{1,4}){1,9}(?:(?:[>=<]|大于|等于)[0-9N]{1,3}(?![0-9.%]))?"
)
_SCALED: Final = re.compile(r"[亿%‰]|万[元吨亩辆人平公千]")
#: “百日千万”, “万人百企”: scales that count nothing.
_ROUND: Final = re.compile(
    "[百千万](?![百千万亿])[\u4e00-\u9fff]{1,2}[百千万](?:[百千万]|[\u4e00-\u9fff]{0,2})"
)
_SEVERAL: Final = re.compile(
    rf"[{NUMERAL}](?![{NUMERAL}])[^{NUMERAL}、]{{1,4}}[{NUMERAL}][^{NUMERAL}]{{1,4}}"
)
#: What a formula in quotation marks follows.
QUOTES = '“‘"'
_IN_QUOTES: Final = re.compile(r"[“‘](?P<before>[\u4e00-\u9fff]{0,6})$")
_CLOSING: Final = re.compile(r"(?P<after>[\u4e00-\u9fff]{1,8})[”’]")


def read_once_in(page: Page, start: int) -> Reading | None:
    """百年一遇: what happens once in so many years; 一箭三星."""
    once = _ONCE_IN.match(page.text, start) or _ROCKET.match(page.text, start)
    return Reading(start, once.end(), "idiom") if once else None


def read_sum(page: Page, start: int) -> Reading | None:
    """1+3+N: a formula whose parts are added."""
    plus = _PLUS.match(page.text, start)
    return Reading(start, plus.end(), "slogan") if plus else None


def read_in_whole_quotes(page: Page, start: int) -> Reading | None:
    """“一主三高”, “618”: a formula that stands alone in quotation marks."""
    if not start or page.text[start - 1] not in QUOTES:
        return None
    quoted = _QUOTED.match(page.text, start)
    if not quoted or not _is_formula(quoted["inside"]):
        return None
    return Reading(start, start + len(quoted["inside"]), "slogan")


def read_formula(page: Page, start: int) -> Reading | None:
    """A formula of numerals with a character after each: 四梁八柱."""
    text = page.text
    phrase = _PHRASE.match(text, start)
    if phrase and not (phrase["x"] and unit_at(text, start + 1)):
        begin = start if phrase["x"] else max(page.begin, start - 1)
        return Reading(begin, phrase.end(), "idiom")
    found = _FORMULA.match(text, start)
    if not found or found["x"] in _COUNTS or found["y"] in _COUNTS:
        return None
    if found["y"] in _COUNTED_THINGS and found["second"] != "一":
        return None
    counted, other = unit_at(text, found.start("x")), unit_at(text, found.start("y"))
    if counted and counted.kind == "amount" and found["first"] != "一":
        return None
    if (
        counted
        and other
        and (found["first"] != "一" or (counted.kind == "amount" and found["second"] != "一"))
    ):
        return None
    if any(mark in found[0] for mark in "第分点、的与和及在了是至到比几多余来数"):
        return None
    return Reading(start, found.end(), "slogan")


def read_quoted_formula(page: Page, start: int) -> Reading | None:
    """A formula of several numerals in quotation marks: “一产业一园区一走廊”."""
    text = page.text
    if not start or text[start - 1] not in QUOTES:
        return None
    quoted = _QUOTED.match(text, start)
    if not quoted:
        return None
    several = _SEVERAL.match(quoted["inside"]) and _is_formula(quoted["inside"])
    if not several and not _ROUND.fullmatch(quoted["inside"]):
        return None
    return Reading(start, start + len(quoted["inside"]), "slogan")


def read_in_quotes(page: Page, start: int) -> Reading | None:
    """A numeral that nothing else reads, inside a few words in quotation marks: “新三样”."""
    found = _IN_QUOTES.search(page.text[max(0, start - 7) : start])
    closing = _CLOSING.match(page.text, start)
    if not found or not closing or start - len(found["before"]) < page.begin:
        return None
    return Reading(start - len(found["before"]), closing.end("after"), "slogan")


def _is_formula(inside: str) -> bool:
    """Whether what stands in quotation marks is a formula and not a measured quantity."""
    if _SCALED.search(inside):
        return False
    numeral = read_numeral(inside, 0)
    if numeral is None or numeral.loose or numeral.scale != 1:
        return False
    if numeral.end == len(inside):  # “618”, “十一”
        return numeral.digits or numeral.end == 2
    unit = unit_at(inside, numeral.end)
    if unit and unit.kind not in ("count",) and not _more_numerals(inside[unit.end :]):
        return False
    return numeral.value <= 60 or not unit


def _more_numerals(rest: str) -> bool:
    return any(char in NUMERAL for char in rest)
