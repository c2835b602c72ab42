"""What a shown number says: `over CNY 50 million` as bound, sign, unit, value and rounding."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache
from typing import Final

from tieout.audit.numbers.dates import find_dates
from tieout.audit.numbers.numeral import Numeral
from tieout.audit.numbers.scan import find_numerals
from tieout.audit.numbers.units import (
    FRACTION,
    PERCENT,
    RANK,
    TIMES,
    Unit,
    currency_pattern,
    spelling_pattern,
    unit_of_spelling,
)

_BEFORE: Final = {
    "at_most": r"no more than|not more than|not over|not exceeding|at most|at the most|up to|within"
    r"|a maximum of|maximum|≤|<=|top|不超过|不高于|最多|至多|前",
    "at_least": r"no less than|not less than|no fewer than|not fewer than|at least|not under"
    r"|a minimum of|minimum|≥|>=|不低于|至少|不少于|达到或超过",
    "under": r"nearly|almost|just under|under|less than|fewer than|below|close to|approaching"
    r"|shy of|<|将近|接近|不足|不到|低于|少于|(?<![附最])近",
    "over": r"more than|over|above|greater than|in excess of|upwards of|exceeding|exceeds|exceeded"
    r"|exceed|surpassing|surpassed|beyond|>|超过|高于|大于|突破|超|逾",
    "about": r"about|around|roughly|approximately|approx\.|circa|c\.|ca\.|some|~|≈"
    r"|大约|(?<![签节契合预特])约|近乎",
}
_AFTER: Final = {
    "over": r"\+(?!\s*\d)|余|多",
    "at_least": r"or more|and more|and above|and over|or above|以上|起",
    "at_most": r"or less|or fewer|or below|at most|以内|以下|之内",
    "about": r"or so|左右|上下(?!游)",
}
#: A closing 以上 or plus sign says both that the number is reached and that it is passed.
_OPEN_UPWARDS: Final = ("+", "以上", "or more", "and above", "and over", "and more")
_CLAIM: Final = re.compile(
    r"(?:\b(?:nearly|almost|roughly|approximately|at least|at most|just over|just under|well over"
    r"|upwards of)|[≥≤≈~]|超过|不到|不足|至少|大约|将近)\s*$",
    re.IGNORECASE,
)
#: So many texts are remembered: the same numbers stand on many pages.
_REMEMBERED: Final = 20_000
#: Bounds, signs and currencies stand this near before a number.
_NEAR: Final = 60
_PER: Final = re.compile(r"\s*(?:[^\W\d]+\s)?(?:per|for every|/|每)\s*")
_LINK: Final = re.compile(r"\s*(?:–|-|—|~|至|到|to)\s*$")


@dataclass(frozen=True, slots=True)
class Shown:
    """A number that a reader sees, in the unit's own measure.

    `low` and `high` are the ends of a shown range and equal for a single number; `step` is
    the worth of the last printed digit, `zeros` the same with closing zeros taken for
    rounding. `unit` is `None` where no unit stands beside the number. `bounds` are the
    bounds that the words around it can mean; `exact` where there are none. `sign` is `+`,
    `-`, or empty where none is printed. `per` is the number below the line of a rate: 10,000
    in `110 per 10,000 people`.
    """

    start: int
    end: int
    low: Decimal
    high: Decimal
    step: Decimal
    zeros: Decimal
    unit: Unit | None
    bounds: frozenset[str] = frozenset({"exact"})
    sign: str = ""
    per: Decimal | None = None

    @property
    def is_range(self) -> bool:
        return self.low != self.high


def read_shown(text: str, language: str = "en") -> list[Shown]:
    """The numbers that a text shows, in order, dates left out. Numerals without a value
    (`dozens`) are left out as well."""
    return list(_read(text, language))


@lru_cache(_REMEMBERED)
def _read(text: str, language: str) -> tuple[Shown, ...]:
    dates = find_dates(text)
    numerals = [
        it
        for it in find_numerals(text, language)
        if not any(start <= it.start and it.end <= end for start, end in dates)
    ]
    shown: list[Shown] = []
    position = 0
    while position < len(numerals):
        first = numerals[position]
        second = numerals[position + 1] if position + 1 < len(numerals) else None
        if second is not None and _are_range(text, first, second):
            numeral, low, high = _joined(first, second)
            position += 1
        else:
            numeral, low, high = first, first.value, first.value
        position += 1
        if shown and _PER.fullmatch(text[shown[-1].end : first.start]):
            shown[-1] = replace(shown[-1], end=numeral.end, per=low)
        elif low is not None and high is not None:
            shown.append(_placed(text, numeral, low, high))
    return tuple(shown)


def bound_before(text: str) -> frozenset[str]:
    """The bounds that the words at the very end of a text mean: `over ` before a link."""
    found = _bound_before_pattern().search(text[-_NEAR:])
    return frozenset({found.lastgroup}) if found and found.lastgroup else frozenset()


def claim_before(text: str) -> frozenset[str]:
    """The same for words that can be nothing but a bound; `over` and `about` can lead from
    a number to something else (`over three years`)."""
    said = _CLAIM.search(text)
    return bound_before(text) if said else frozenset()


def bound_after(text: str) -> frozenset[str]:
    """The bounds that the words at the very start of a text mean: ` or more` after a link."""
    found = _bound_after_pattern().match(text)
    if found is None or found.lastgroup is None:
        return frozenset()
    if found[0].strip() in _OPEN_UPWARDS:
        return frozenset({"over", "at_least"})
    return frozenset({found.lastgroup})


def _are_range(text: str, first: Numeral, second: Numeral) -> bool:
    between = re.sub(_currencies(), "", text[first.end : second.start])
    between = re.sub(r"[%％]|pp", "", between)
    plain = first.flavour == second.flavour == "plain"
    return plain and bool(_LINK.fullmatch(between)) and None not in (first.value, second.value)


def _joined(first: Numeral, second: Numeral) -> tuple[Numeral, Decimal | None, Decimal | None]:
    """Two ends of a range as one stretch: `3–5 million` has its scale at the end only."""
    factor = second.scale if first.scale == 1 else Decimal(1)
    low = None if first.value is None else first.value * factor
    step = min(first.step * factor, second.step)
    zeros = min(first.zeros * factor, second.zeros)
    return replace(second, start=first.start, step=step, zeros=zeros), low, second.value


def _placed(text: str, it: Numeral, low: Decimal, high: Decimal) -> Shown:
    """The numeral with the words, signs and units that stand beside it."""
    near = max(it.start - _NEAR, 0)
    before, after = text[near : it.start], text[it.end : it.end + _NEAR]
    start, end = it.start, it.end
    unit: Unit | None = None
    left = _left_pattern().search(before)
    sign = money = ""
    if left is not None:
        sign = left["outer"] or left["inner"] or left["alone"] or ""
        money = left["money"] or ""
        start = near + left.start()
        before = before[: left.start()]
    if money:
        unit = unit_of_spelling(money)
    bounds = bound_before(before)
    many = re.match(r"[余多](?=[^\s]|$)", after)  # 50余家, and 4700余万元 with its scale
    if many is not None:
        after, end = after[many.end() :], end + many.end()
    if many is not None or re.search("[余多]", text[it.start : it.end]):
        bounds |= {"over"}
    right = re.match(rf"\s*-?(?P<unit>{spelling_pattern()})", after)
    if right is not None and unit is None:
        unit = unit_of_spelling(right["unit"])
    if right is not None:
        after, end = after[right.end() :], end + right.end()
    bounds |= bound_after(after)
    unit = _flavoured(it, unit)
    factor = unit.factor if unit is not None else Decimal(1)
    return Shown(
        start=start, end=end, low=low * factor, high=high * factor,
        step=it.step * factor, zeros=it.zeros * factor,
        unit=unit, bounds=bounds or frozenset({"exact"}),
        sign={"+": "+", "＋": "+", "": ""}.get(sign, "-"),
    )  # fmt: skip


def _flavoured(it: Numeral, unit: Unit | None) -> Unit | None:
    """The unit that a numeral brings itself: `15th`, `doubled`, `half`, 百分之五."""
    own = {"rank": RANK, "times": TIMES, "fraction": FRACTION, "percent": PERCENT}
    return own.get(it.flavour, unit)


@cache
def _currencies() -> str:
    return f"(?:{currency_pattern()})"


@cache
def _left_pattern() -> re.Pattern[str]:
    """A currency and a sign at the end of a text, in either order, or one of them."""
    sign = "[+＋−–-]"
    return re.compile(
        rf"(?:(?<![\w%])(?P<outer>{sign}))?(?<![A-Za-z])(?P<money>{currency_pattern()})\s?"
        rf"(?P<inner>{sign})?$|(?<![\w%])(?P<alone>{sign})$"
    )


@cache
def _bound_before_pattern() -> re.Pattern[str]:
    groups = []
    for bound, words in _BEFORE.items():
        alternatives = "|".join(
            rf"(?<![A-Za-z]){word}(?![A-Za-z])" if word[0].isascii() and word[0].isalpha() else word
            for word in words.split("|")
        )
        groups.append(f"(?P<{bound}>{alternatives})")
    return re.compile(f"(?:{'|'.join(groups)})(?:\\s+(?:an?|the))?\\s*$", re.IGNORECASE)


@cache
def _bound_after_pattern() -> re.Pattern[str]:
    groups = [f"(?P<{bound}>{words})" for bound, words in _AFTER.items()]
    return re.compile(rf"\s*(?:{'|'.join(groups)})(?![A-Za-z])", re.IGNORECASE)
