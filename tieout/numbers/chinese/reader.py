"""The ordered grammar, and the walk over a text with it."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache, partial

from tieout.numbers.chinese.approximate import read_few, read_half_unit
from tieout.numbers.chinese.calendar import read_calendar
from tieout.numbers.chinese.context import (
    bound_around,
    currency_sign,
    direction_of,
    is_breakthrough,
)
from tieout.numbers.chinese.formulas import (
    QUOTES,
    in_title,
    read_company,
    read_formula,
    read_identifier,
    read_in_quotes,
    read_latin,
    read_list_name,
    read_phone,
    read_quoted_formula,
)
from tieout.numbers.chinese.lexicon import KEYS, read_listed, read_term, terms_index
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
from tieout.numbers.chinese.quantities import read_quantity
from tieout.numbers.chinese.rates import read_base
from tieout.numbers.chinese.reading import Page, Piece, Reading
from tieout.numbers.chinese.shares import (
    read_composition,
    read_doubling,
    read_fraction,
    read_half,
    read_part,
    read_ratio,
    read_several_times,
    read_tenths,
)
from tieout.numbers.chinese.view import View, view_of
from tieout.numbers.mention import QUANTITATIVE, Mention, Term

_DIGITS = "0123456789"
_FORMAL = "壹贰貳叁參肆伍陆陸柒捌玖拾"
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_NUMBERS = _DIGITS + COUNTING
_YEAR_WORDS = "去今明前后上下本同当该次翌来元"

#: The grammar: at each place the first piece that reads something wins.
GRAMMAR: tuple[Piece, ...] = (
    Piece("phone", _DIGITS + "+(", read_phone),
    Piece("quoted formula", _NUMBERS, read_quoted_formula, before=QUOTES),
    Piece("listed", KEYS, read_listed),
    Piece("latin name", _DIGITS + _LETTERS, read_latin, after=_LETTERS + "·"),
    Piece("calendar", _NUMBERS + _YEAR_WORDS + "第", read_calendar),
    Piece("identifier", _DIGITS + "〔[(", read_identifier),
    Piece("formula", _NUMBERS, read_formula),
    Piece("list marker", _NUMBERS + STARTS, read_marker, after="、.)"),
    Piece("numbered", "第", read_numbered),
    Piece("top", _NUMBERS, read_top, before="前"),
    Piece("series", _NUMBERS, read_series, after="届"),
    Piece("place", _NUMBERS, read_place, after="号国省县乡路环"),
    Piece("stage", _NUMBERS, read_stage, after="期级等届周年审读"),
    Piece("list name", _NUMBERS, read_list_name, after="强佳"),
    Piece("company", COUNTING, read_company),
    Piece("part of", _NUMBERS, read_part, after="分"),
    Piece("tenths", _NUMBERS + "几数", read_tenths, after="成折-—~至到多余来几个"),
    Piece("half", "一半大多减折对", read_half),
    Piece("doubling", "翻", read_doubling),
    Piece("several times", "数几", read_several_times),
    Piece("fraction", _DIGITS, read_fraction, after="/"),
    Piece("composition", _DIGITS, read_composition, after=":"),
    Piece("ratio", _NUMBERS, read_ratio, after="/:比"),
    Piece("rate base", COUNTING, read_base),
    Piece("quantity", _NUMBERS + _FORMAL + "几数-负零", read_quantity),
    Piece("half unit", "半", read_half_unit),
    Piece("few", "几数", read_few),
)
_BY_FIRST: dict[str, tuple[Piece, ...]] = {
    char: tuple(piece for piece in GRAMMAR if char in piece.first)
    for char in {char for piece in GRAMMAR for char in piece.first}
}
_ANY_DIGIT = tuple(piece for piece in GRAMMAR if "0" in piece.first)
_AFTER_ANY = tuple(piece for piece in _ANY_DIGIT if not piece.after)
_BY_AFTER: dict[str, tuple[Piece, ...]] = {
    char: tuple(piece for piece in _ANY_DIGIT if not piece.after or char in piece.after)
    for char in {char for piece in _ANY_DIGIT for char in piece.after}
}

#: Where a piece may begin: letters only as the first of a name with digits, the words of
#: time only where they are whole.
_CANDIDATE = re.compile(
    rf"[{_NUMBERS}零几数半第{STARTS}]"
    rf"|[{_FORMAL}](?=[{_FORMAL}佰仟万亿元])"
    r"|(?<![A-Za-z0-9])[A-Za-z](?=[A-Za-z.&:/@ -]{0,24}[0-9])"
    r"|-(?=[0-9])|负(?=[0-9一二三四五六七八九十百])|\+(?=86)|\((?=0[0-9]{2,3}\))"
    r"|翻(?=[了番倍近超一两三二])|[大多减折对](?=半)"
    r"|[去今明前上本](?=年|一年)|[来后同当该次翌](?=年)|[上下](?=半年)|元(?=月)"
    r"|前(?=[二两三23]个?季度|[0-9一二两三四五六七八九十]{1,2}个?月)"
    r"|[〔\[(](?=(?:19|20)[0-9]{2}[〕\])])"
)
_CHANGES = frozenset({"amount", "percent", "pp", "multiple", "share", "range"})
_TIMES = frozenset({"second", "minute", "hour", "day", "workday", "week", "month", "year"})
_WITHIN = re.compile("内(?![部地外容陆蒙需资涵存置])")
_PASSED = re.compile("(?<![通经超不])过$")
_LONGEST_TERM = 24
_SENTENCE_END = re.compile("[。！？]")
_COUNTED_RUN = re.compile(f"[{COUNTING}]++")
_DIGIT_RUN = re.compile(r"[0-9]++(?:[.,][0-9]++)*+")


def read_chinese(text: str, published: str = "", terms: Sequence[Term] = ()) -> list[Mention]:
    """Every numeric expression of a Chinese text, in order and without overlap.

    Offsets are into `text` as it is given. A numeral that no piece of the grammar explains
    is a mention of kind `unparsed`; words such as 统一, that hold no number, are left out:
    `plain_words` has them.
    """
    view = view_of(text)
    return [
        _mention(view, reading)
        for reading in _readings(view, published, terms)
        if reading.kind != "word"
    ]


def plain_words(text: str, terms: Sequence[Term] = ()) -> list[tuple[int, int]]:
    """The stretches of a text that are words with a numeral in them and no number."""
    view = view_of(text)
    return [
        view.span(reading.start, reading.end)
        for reading in _readings(view, "", terms)
        if reading.kind == "word"
    ]


def _readings(view: View, published: str, terms: Sequence[Term]) -> Iterator[Reading]:
    page = Page(view.text, published)
    term, candidate = _with_terms(tuple(terms))
    position = 0
    previous: Reading | None = None
    while found := candidate.search(page.text, position):
        start = found.start()
        if _SENTENCE_END.search(page.text, position, start):
            page.sentence_year = None
        reading = _read_at(page, start, term)
        if reading is None:
            position = start + 1
            continue
        reading = _listed_change(page.text, previous, reading)
        previous = reading
        yield reading
        position = page.begin = max(reading.end, start + 1)


@lru_cache(maxsize=8)
def _with_terms(terms: tuple[Term, ...]) -> tuple[Piece, re.Pattern[str]]:
    """The piece that reads the report's terms, and where any piece may then begin."""
    index = terms_index(terms)
    term = Piece("term", "".join(index), partial(read_term, index))
    if not index:
        return term, _CANDIDATE
    firsts = "".join(map(re.escape, index))
    return term, re.compile(f"{_CANDIDATE.pattern}|[{firsts}]")


def _listed_change(text: str, previous: Reading | None, reading: Reading) -> Reading:
    """分别下降7.4%、9.1%: what is listed after a change is a change as well."""
    if (
        previous is None
        or not previous.direction
        or reading.direction
        or (previous.kind, previous.unit) != (reading.kind, reading.unit)
        or text[previous.end : reading.start] not in ("、", "和", "及", "与")
    ):
        return reading
    return reading._replace(direction=previous.direction)


def _read_at(page: Page, start: int, term: Piece) -> Reading | None:
    text, char = page.text, page.text[start]
    before = text[start - 1] if start else ""
    if run := _DIGIT_RUN.match(text, start):
        pieces = _BY_AFTER.get(text[run.end() : run.end() + 1], _AFTER_ANY)
    else:
        pieces = _BY_FIRST.get(char, ())
    if char in term.first:
        pieces = (term, *pieces)
    for piece in pieces:
        if piece.before and (not before or before not in piece.before):
            continue
        reading = piece.read(page, start)
        if reading is not None:
            own = _term_inside(page, reading, term) if term.first and piece is not term else None
            return own or _governed(page.text, reading)
    return _unexplained(page, start)


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
    quoted = read_in_quotes(page, start)
    if quoted:
        return quoted
    counted = _COUNTED_RUN.match(text, start)
    return Reading(start, counted.end(), "unparsed") if counted else None


def _governed(text: str, reading: Reading) -> Reading:
    """The reading with what the words around it say."""
    if reading.kind not in QUANTITATIVE:
        return reading
    if in_title(text, reading.start):
        return Reading(reading.start, reading.end, "name")
    sign = currency_sign(text, reading.start)
    if sign and reading.unit == sign[1]:
        reading = reading._replace(start=sign[0])
    bound, begin = bound_around(text, reading.start, reading.end)
    if bound == "over" and is_breakthrough(text, begin, reading.start):
        bound = "exact"
    if bound == "exact" and _is_limit(text, reading):
        bound = "at_most"
    if (
        bound == "exact"
        and reading.kind == "share"
        and _PASSED.search(text[max(0, begin - 2) : begin])
    ):
        bound = "over"
    if bound == "exact" or (reading.kind == "rank" and reading.bound != "exact"):
        bound = reading.bound
    direction = reading.direction
    if not direction and reading.kind in _CHANGES | {"count"}:
        direction = direction_of(text, begin, with_object=reading.kind in _CHANGES)
    return reading._replace(bound=bound, direction=direction)


def _is_limit(text: str, reading: Reading) -> bool:
    """Whether a time is a limit: 15个工作日内."""
    return reading.unit in _TIMES and bool(_WITHIN.match(text, reading.end))


def _mention(view: View, reading: Reading) -> Mention:
    start, end = view.span(reading.start, reading.end)
    kind = reading.kind
    if kind == "word":
        raise ValueError("a plain word is no mention")
    return Mention(
        start=start,
        end=end,
        text=view.source[start:end],
        kind=kind,
        unit=reading.unit,
        value=_plain(reading.value),
        low=_plain(reading.low),
        high=_plain(reading.high),
        step=_plain(reading.step),
        bound=reading.bound,
        direction=reading.direction,
        period=reading.period,
    )


def _plain(value: Decimal | None) -> Decimal | None:
    """The value without an exponent and without zeros after the point."""
    if value is None:
        return None
    if value.as_tuple().exponent == 0:
        return value
    whole = value.to_integral_value()
    return whole.quantize(Decimal(1)) if value == whole else value.normalize()
