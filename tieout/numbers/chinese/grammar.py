"""The ordered grammar: its pieces, where one may begin, and which of them are asked there."""

import re
from typing import Final

from tieout.numbers.chinese.approximate import read_few, read_half_unit
from tieout.numbers.chinese.calendar import TIME_AFTER, read_calendar
from tieout.numbers.chinese.days import read_numeric_days, read_weekdays
from tieout.numbers.chinese.eras import read_plan
from tieout.numbers.chinese.formulas import (
    QUOTES,
    read_formula,
    read_in_quotes,
    read_in_whole_quotes,
    read_once_in,
    read_quoted_formula,
    read_sum,
)
from tieout.numbers.chinese.governed import governed
from tieout.numbers.chinese.identifiers import read_identifier, read_phone
from tieout.numbers.chinese.lettered import read_lettered
from tieout.numbers.chinese.lexicon import KEYS, read_listed
from tieout.numbers.chinese.names import (
    read_company,
    read_latin,
    read_list_name,
    read_model,
    read_name,
    read_quoted_name,
    read_scale_name,
)
from tieout.numbers.chinese.numerals import COUNTING
from tieout.numbers.chinese.orders import (
    STARTS,
    read_marker,
    read_numbered,
    read_place,
    read_series,
    read_stage,
    read_top,
)
from tieout.numbers.chinese.plain import read_plain
from tieout.numbers.chinese.quantities import read_quantity
from tieout.numbers.chinese.rates import read_base
from tieout.numbers.chinese.reading import Page, Piece, Reading, in_plain_numbers
from tieout.numbers.chinese.shares import (
    read_composition,
    read_doubling,
    read_fraction,
    read_half,
    read_part,
    read_ratio,
    read_several_times,
)
from tieout.numbers.chinese.tenths import read_tenths

_DIGITS: Final = "0123456789"
_PLAIN_BEGINS: Final = frozenset("0123456789一两二三四五六七八九十廿卅")
_FORMAL: Final = "壹贰貳叁參肆伍陆陸柒捌玖拾"
_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_NUMBERS = _DIGITS + COUNTING
_YEAR_WORDS: Final = "去今昨明前后上下本同当该次翌来元"

#: The grammar: at each place the first piece that reads something wins.
GRAMMAR: tuple[Piece, ...] = (
    Piece("phone", _DIGITS + "+(", read_phone),
    Piece("quoted formula", _NUMBERS, read_quoted_formula, before=QUOTES),
    Piece("listed", KEYS, read_listed),
    Piece("lettered period", _DIGITS + "QF", read_lettered, after="QHEA年"),
    Piece(
        "latin name",
        _NUMBERS + _LETTERS,
        read_latin,
        after=_LETTERS + "·师旅团军部高医院中大冶建公所厂组抗事运惨起暴大兵革空地洪讲",
    ),
    Piece("model", "-", read_model),
    Piece("days of the week", "一二三四五六", read_weekdays, before="周期拜"),
    Piece("plan", "一二三四五六七八九十", read_plan),
    Piece("numeric days", "12", read_numeric_days),
    Piece(
        "calendar",
        _NUMBERS + _FORMAL + _YEAR_WORDS + "大这第几数零",
        read_calendar,
        after=TIME_AFTER,
    ),
    Piece("identifier", _DIGITS + "〔[(", read_identifier),
    Piece("quoted name", _DIGITS, read_quoted_name, after="”’"),
    Piece("once in", _NUMBERS, read_once_in, after="年十百千万箭"),
    Piece("sum", _DIGITS, read_sum, after="+＋"),
    Piece("formula in quotes", _NUMBERS, read_in_whole_quotes, before=QUOTES),
    Piece("formula", COUNTING, read_formula),
    Piece("list marker", _NUMBERS + STARTS, read_marker, after="、.)是要则，。；：:）和"),
    Piece("numbered", "第", read_numbered),
    Piece("top", _NUMBERS, read_top, before="前"),
    Piece("series", _NUMBERS, read_series, after="届大次"),
    Piece("place", _NUMBERS, read_place, after="号国省县乡路马环楼站检登-—~至到"),
    Piece("stage", _NUMBERS, read_stage, after="期级类等届周年审读单至到-~—、和及与"),
    Piece("list name", _NUMBERS, read_list_name, after="强佳"),
    Piece("company", COUNTING, read_company),
    Piece("part of", _NUMBERS, read_part, after="分万亿"),
    Piece("tenths", _NUMBERS + "几数", read_tenths, after="成折-—~至到多余来几个"),
    Piece("half", "一半大多减折对", read_half),
    Piece("doubling", "翻", read_doubling),
    Piece("several times", "数几", read_several_times),
    Piece("fraction", _DIGITS, read_fraction, after="/"),
    Piece("composition", _DIGITS, read_composition, after=":∶"),
    Piece("ratio", _NUMBERS + "零", read_ratio, after="/:∶比-"),
    Piece("rate base", "十百千万亿", read_base),
    Piece("quantity", _NUMBERS + _FORMAL + "几数-±负零", read_quantity),
    Piece("half unit", "半", read_half_unit),
    Piece("few", "几数", read_few),
)
_DIGIT_RUN: Final = re.compile(r"[0-9]++(?:[.,][0-9]++)*+")
_COUNTED_RUN: Final = re.compile(f"[零{COUNTING}]++")
_AFTERS: Final = frozenset(char for piece in GRAMMAR for char in piece.after)


def _by_after(first: str) -> dict[str, tuple[Piece, ...]]:
    """The pieces that may begin with a character, by the character after the run of digits or
    numerals that it begins; under nothing, for all other characters, those that any may follow.
    """
    pieces = [piece for piece in GRAMMAR if first in piece.first]
    table = {
        char: tuple(piece for piece in pieces if not piece.after or char in piece.after)
        for char in _AFTERS
    }
    return table | {"": tuple(piece for piece in pieces if not piece.after)}


_ASKED: Final = {first: _by_after(first) for first in _NUMBERS}
_AT_END: Final = {
    first: tuple(piece for piece in GRAMMAR if first in piece.first) for first in _NUMBERS
}
_ELSE: Final = {
    first: tuple(piece for piece in GRAMMAR if first in piece.first)
    for first in {char for piece in GRAMMAR for char in piece.first} - {*_NUMBERS}
}

#: Where a piece may begin: letters only as the first of a name with digits, the words of
#: time only where they are whole.
CANDIDATE: Final = re.compile(
    # Most characters begin nothing: one look tells.
    rf"(?=[{_NUMBERS}零几数半第{STARTS}{_FORMAL}A-Za-z\-±负+翻大多减折对去今昨明前上本来后同当该次翌下这元〔\[(])"
    rf"(?:[{_NUMBERS}零几数半第{STARTS}]"
    rf"|[{_FORMAL}](?=[{_FORMAL}零〇佰仟万亿元年份套台辆间张件亩角个])"
    r"|(?<![A-Za-z0-9])[A-Za-z](?=[A-Za-z.&:/@+ ·-]{0,24}[0-9])"
    r"|[-±](?=[0-9])|负(?=[0-9一二三四五六七八九十百])|\+(?=86)|\((?=0[0-9]{2,3}\))"
    r"|翻(?=[了番倍近超一两三二])|[大多减折对](?=半)"
    r"|去(?=冬)|今(?=[春夏秋冬])|明(?=春)|[上本](?=个?世纪)|[去今明前上本](?=年|一年)|[来后同当该次翌](?=年)|[上下](?=半年)|大(?=[前后]天)|[上下本当次这](?=个?月[0-9一二三十]{1,3}[日号])|元(?=[月年])|昨(?=[天日晚夜晨早])|今(?=[天日晚晨早夜])|明(?=[天日晚早晨])|[前后](?=天)"
    r"|前(?=[二两三23]个?季度|[0-9一二两三四五六七八九十]{1,2}个?月)"
    r"|[〔\[(](?=(?:19|20)[0-9]{2}[〕\])]))"
)
_LONGEST_TERM: Final = 24


def pieces_at(text: str, start: int) -> tuple[Piece, ...]:
    """The pieces of the grammar that may read something at `start`, in their order."""
    char = text[start]
    asked = _ASKED.get(char)
    if asked is None:
        return _ELSE.get(char, ())
    run = (_DIGIT_RUN if char in _DIGITS else _COUNTED_RUN).match(text, start)
    end = run.end() if run else start + 1
    if end == len(text):
        return _AT_END[char]
    return asked.get(text[end]) or asked[""]


def read_at(page: Page, start: int, term: Piece) -> Reading | None:
    """What the grammar reads at `start`, the report's terms before all else."""
    text = page.text
    own = term.first and text[start] in term.first and term.read(page, start)
    if own:
        return own
    reading = read_plain(page, start) if text[start] in _PLAIN_BEGINS else None
    if reading is None:
        reading = _read_in_order(page, start)
    if reading is None:
        return _unexplained(page, start)
    inside = _term_inside(page, reading, term) if term.first else None
    return inside or governed(text, reading)


def _read_in_order(page: Page, start: int) -> Reading | None:
    """What the first piece reads that reads anything."""
    before = page.text[start - 1 : start]
    for piece in pieces_at(page.text, start):
        if piece.before and (not before or before not in piece.before):
            continue
        reading = piece.read(page, start)
        if reading is not None:
            return in_plain_numbers(reading)
    return None


def _term_inside(page: Page, reading: Reading, term: Piece) -> Reading | None:
    """A term of the report that begins within a reading and covers all its numerals: 三一重工 in
    第三一重工, whatever 第三 may order."""
    for at in range(reading.start + 1, min(reading.end, reading.start + _LONGEST_TERM)):
        if page.text[at] in term.first and (found := term.read(page, at)):
            left = page.text[reading.start : found.start] + page.text[found.end : reading.end]
            return None if any(char in _NUMBERS for char in left) else found
    return None


def _unexplained(page: Page, start: int) -> Reading | None:
    """What no piece reads: 一 before a verb is an adverb (一看), another numeral is reported."""
    text, char = page.text, page.text[start]
    if char in _DIGITS:
        run = _DIGIT_RUN.match(text, start)
        return Reading(start, run.end() if run else start + 1, "unparsed")
    if char == "一" and text[start + 1 : start + 2] not in tuple(COUNTING):
        after = re.match("[\u4e00-\u9fff]", text[start + 1 : start + 2])
        return Reading(start, start + (2 if after else 1), "idiom")
    if char in "零〇":
        return Reading(start, start + 1, "idiom")
    named = read_in_quotes(page, start) or read_scale_name(page, start) or read_name(page, start)
    if named:
        return named
    counted = _COUNTED_RUN.match(text, start)
    return Reading(start, counted.end(), "unparsed") if counted else None
