"""Units as printed: their codes, their factors to the code's unit, and the classifiers.

Codes are ISO 4217 for money, pint's names for measures, `TEU`, `percent`, `pp`, `permille`,
and `count:` with the classifier or noun as printed. A rate joins two codes with a slash. The
table is `units.txt`.
"""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from importlib.resources import files
from typing import Final, NamedTuple

from tieout.numbers.mention import Kind


class Unit(NamedTuple):
    """A unit that ends at `end` of a text: its code, its kind of quantity, and what one of
    it is worth in the code's unit."""

    end: int
    code: str
    kind: Kind
    factor: Decimal = Decimal(1)


Row = tuple[str, Kind, Decimal]


def _table() -> Iterator[tuple[str, str]]:
    """The lines of `units.txt`: what stands before and behind the colon."""
    for line in (files("tieout.numbers.chinese") / "units.txt").read_text("utf-8").splitlines():
        head, colon, printed = line.partition(": ")
        if colon and not head.startswith("#"):
            yield head, printed


def _rows() -> Iterator[tuple[str, Row]]:
    """The unit as printed, its code, kind and factor."""
    for head, printed in _table():
        if head == "words":
            continue
        kind, _, told = head.partition(" ")
        code, _, factor = told.rpartition("*")
        if not re.fullmatch("[0-9.]+", factor):  # tonne*km is a unit
            code, factor = told, "1"
        for name in printed.split():
            own = {"": f"count:{name}", "-": ""}.get(code, code)
            yield name, (own, _KINDS[kind], Decimal(factor))


_KINDS: dict[str, Kind] = {
    "amount": "amount",
    "count": "count",
    "persons": "count",
    "percent": "percent",
    "pp": "pp",
    "multiple": "multiple",
    "share": "share",
}
_UNITS: Final = dict(_rows())
#: The codes of persons who are counted without a classifier where they are few: 三男子.
PERSONS: Final = frozenset(
    f"count:{name}" for head, printed in _table() if head == "persons" for name in printed.split()
)
#: What may not follow a classifier: 阶 behind 台.
_NO_CLASSIFIER: dict[str, str] = {}
for _head, _words in _table():
    for _word in _words.split() if _head == "words" else ():
        _NO_CLASSIFIER[_word[0]] = _NO_CLASSIFIER.get(_word[0], "") + _word[1]


def _branches(names: Iterable[str], before: str = "") -> str:
    """An expression that matches the longest of the names, by the characters they share, behind
    what stands `before` in all of them."""
    by_first: dict[str, list[str]] = {}
    for name in names:
        by_first.setdefault(name[:1], []).append(name[1:])
    ends = by_first.pop("", None) is not None
    single = "".join(
        re.escape(char)
        for char, rest in by_first.items()
        if rest == [""] and before + char not in _NO_CLASSIFIER
    )
    parts = [
        re.escape(char) + _branches(rest, before + char)
        for char, rest in by_first.items()
        if re.escape(char) not in single
    ]
    inside = "|".join([*parts, *([f"[{single}]"] if single else [])])
    alone = f"(?![{_NO_CLASSIFIER[before]}])" if before in _NO_CLASSIFIER else ""
    if not inside:
        return alone
    if not ends:
        return f"(?:{inside})"
    return f"(?:{inside}|{alone})" if alone else f"(?:{inside})?"


#: The longest unit at a place; one in Latin letters is whole, and `_LATIN` finds it.
PRINTED: Final = _branches(name for name in _UNITS if not re.match("[A-Za-z]", name))
#: The longest unit that begins with a character: one expression for all of them would try hundreds
#: of branches in turn.
_BY_FIRST: Final = {
    first: re.compile(_branches(name for name in _UNITS if name[0] == first))
    for first in {name[0] for name in _UNITS if not re.match("[A-Za-z]", name)}
}
_MONEY: Final = {
    name: row[0]
    for name, row in _UNITS.items()
    if re.fullmatch("[A-Z]{3}", row[0]) and row[0] != "TEU"
}
_LATIN: Final = re.compile(r"[A-Za-z]{1,9}(?:[23²³Ω]|·m(?![a-z]))?")
_PER: Final = re.compile(r"[/每](?P<times>[百千万亿]{1,2}|[1-9]0{1,4}(?![0-9.])[万亿]?|)")
_PER_MARKS: Final = ("/", "每")
#: 5000元/月: a month without 个.
_MONTH: Final = re.compile("月(?![0-9一二三四五六七八九十])")
#: What is told after a slash alone: 元/度, 元/生·学年.
_ONLY_BELOW: Final = re.compile(
    "学年|学期|床日|s[²2](?![0-9])|[ds](?![A-Za-z0-9])|生(?![产活])|分(?![钟米克]|公里)|度(?!假)|夜|晚"
)
_ONLY_BELOW_CODES: Final = {
    "学年": "year",
    "分": "minute",
    "度": "kWh",
    "d": "day",
    "s": "second",
    "s²": "second2",
    "s2": "second2",
}
#: Of these none is per anything with 每: 3至6岁每次一袋.
_TIMES: Final = frozenset({"year", "quarter", "month", "week", "day", "workday", "hour", "minute"})
#: 62.4美元/桶: what is sold for dollars by the barrel is oil.
_OIL: Final = ("USD", "count:桶")
#: 220V/50Hz, 50MW/100MWh: two sizes of a thing.
_ELECTRIC: Final = ("Wh", "Hz", "V", "W", "A", "Ah")
_COUNTS_ON: Final = tuple("0123456789一两二三四五六七八九十百千几半")
#: What a rate may be per, beside the units themselves.
_RATE_KINDS: Final = ("amount", "count")


def unit_at(text: str, start: int) -> Unit | None:
    """The longest unit that is printed at `start`, with what it is per: 万套/年 after its
    scale is `count:套/year`."""
    unit = _single(text, start)
    if unit is None or text[unit.end : unit.end + 1] not in _PER_MARKS:
        return unit
    per = _PER.match(text, unit.end)
    if not per or unit.kind not in _RATE_KINDS or (per[0] == "每" and unit.code in _TIMES):
        return unit
    below, times = _below(text, per.start() + 1), ""
    if below is None:
        below, times = _below(text, per.end()), per["times"]
    if below is None or (times[:1].isdigit() and below.code.endswith(_ELECTRIC)):
        return unit  # 50MW/100MWh: power and what is stored
    if per[0][0] == "每" and text[below.end : below.end + 1] in _COUNTS_ON:
        return unit  # 11至30人每场200元: what each costs comes behind
    each = "barrel" if (unit.code, below.code) == _OIL else below.code.removeprefix("count:")
    code = f"{unit.code}/{times}{each}"
    kind: Kind = "amount" if unit.kind == "amount" else "count"
    again = _below(text, below.end + 1) if text.startswith(("/", "·"), below.end) else None
    if again is not None:  # 元/平方米/月
        return Unit(again.end, f"{code}/{again.code.removeprefix('count:')}", kind, unit.factor)
    return Unit(below.end, code, kind, unit.factor)


def _below(text: str, start: int) -> Unit | None:
    """The unit that a rate is per, at `start`."""
    month = _MONTH.match(text, start)
    if month:
        return Unit(month.end(), "month", "amount")
    only = _ONLY_BELOW.match(text, start)
    if only:
        code = _ONLY_BELOW_CODES.get(only[0], f"count:{only[0]}")
        return Unit(only.end(), code, "amount")
    below = _single(text, start)
    return None if below is None or below.kind not in _RATE_KINDS or below.factor != 1 else below


def _single(text: str, start: int) -> Unit | None:
    printed = printed_at(text, start)
    row = _UNITS.get(printed)
    return Unit(start + len(printed), *row) if row else None


def printed_at(text: str, start: int) -> str:
    """The longest unit that is printed at `start`, or letters that may be one, or nothing."""
    first = text[start : start + 1]
    if first not in _BY_FIRST:
        found = _LATIN.match(text, start) if first.isascii() else None
        return found[0] if found else ""
    found = _BY_FIRST[first].match(text, start)
    return found[0] if found else ""


def printed_units() -> Iterable[tuple[str, Row]]:
    """Every unit as printed, with its code, kind and factor."""
    return _UNITS.items()


def money_code(text: str) -> str:
    """The code of a currency by its name, or empty."""
    return _MONEY.get(text, "")


MONEY_NAMES: Final = "|".join(
    sorted((name for name in _MONEY if len(name) > 1), key=len, reverse=True)
)
