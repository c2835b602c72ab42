"""The sign of a number: -3.2, 负3.2, 零下12, ±800, and the dash that is none."""

import re
from typing import Final

from tieout.numbers.chinese.numerals import Numeral, read_numeral
from tieout.numbers.chinese.reading import Page, Reading
from tieout.numbers.chinese.units import Unit, unit_at

_TO_DEGREES: Final = re.compile("[至到~-]-?[0-9]{1,2}(?:℃|度|摄氏度)")
_NEAR_NUMERAL: Final = re.compile("[0-9零〇一二两三四五六七八九十百千万亿几半]")
#: Money and degrees may be below zero, a number of containers not.
_BELOW_ZERO: Final = re.compile("(?!TEU)[A-Z]{3}|degC")
_SIGN_BEGINS: Final = frozenset("-零负±")
#: 减负1900万元, 肩负三项任务: what ends a verb is no sign.
_SIGN: Final = re.compile(r"-(?=[0-9])|零下|(?<![减肩担欠自胜辜抱背荷降重身亏不承忍偿久义])负|±")


def read_signed(page: Page, start: int) -> Numeral | None:
    """The numeral at `start`, its sign included: -3.2, 负3.2, 零下12."""
    text = page.text
    sign = _SIGN.match(text, start) if text[start] in _SIGN_BEGINS else None
    if not sign:
        return page.numeral(start)
    numeral = read_numeral(text, sign.end())
    if numeral is None or (sign[0] == "-" and not _is_minus(text, start, numeral)):
        return None
    if sign[0] == "±":  # ±800千伏, ±0.5毫米: so much on either side
        return numeral._replace(start=start)
    if sign[0] == "负" and text[start - 1 : start] == "正":  # 正负1.5个百分点
        return None
    if numeral.high is not None:  # 零下二十七八度
        return numeral._replace(start=start, value=-numeral.high, high=-numeral.value)
    return numeral._replace(start=start, value=-numeral.value)


def read_tolerance(page: Page, numeral: Numeral, unit: Unit | None) -> Reading | None:
    """180±20毫米, 20℃±2℃: what is told with how far it may be off."""
    text = page.text
    at = unit.end if unit else numeral.end
    off = read_numeral(text, at + 1) if text.startswith("±", at) else None
    last = unit_at(text, off.end) if off else None
    if off is None or last is None or (unit and unit.code != last.code):
        return None
    value, step = numeral.value * last.factor, numeral.step * last.factor
    return Reading(numeral.start, last.end, last.kind, last.code, value, step=step)


def _is_minus(text: str, start: int, numeral: Numeral) -> bool:
    """Whether a dash is a sign: not after a letter or a digit; after characters as in 同比-3.2%,
    and of what may be below zero, 利润-3.2亿元, unless a number stands right before it."""
    before = text[start - 1 : start]
    if not before or not re.match(r"[0-9A-Za-z%)~—\u4e00-\u9fff-]", before):
        return True
    if "\u4e00" <= before <= "\u9fff" and not _NEAR_NUMERAL.search(text, max(0, start - 3), start):
        unit = unit_at(text, numeral.end)
        if unit and (unit.kind in ("percent", "pp") or _BELOW_ZERO.fullmatch(unit.code)):
            return True
        if text.startswith("0.", start + 1):  # 系数-0.45
            return True
    if before in "和及与、" and text.startswith("%", numeral.end):  # 增8%和-3.5%
        return True
    return before in "比长为率幅是的从由至到于动深额值温" and (
        text.startswith(("%", "‰"), numeral.end)
        or unit_at(text, numeral.end) is not None
        or bool(_TO_DEGREES.match(text, numeral.end))
    )


def read_second(text: str, start: int, first: Numeral) -> Numeral | None:
    """The second number of a range, its sign included where the first has one."""
    sign = _SIGN.match(text, start) if first.value < 0 else None
    numeral = read_numeral(text, sign.end() if sign else start)
    return numeral._replace(value=-numeral.value) if sign and numeral else numeral
