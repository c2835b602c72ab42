"""Whether the numbers of a translation are those of its original.

Money, percentages, percentage points, containers and measures must agree in value, after
conversion to one unit of their dimension; things that are counted in number alone, for
classifiers do not translate. What languages say differently by nature is let pass: the
article for 一, the words of a slogan, `first` for 首, a value said once more.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tieout.numbers.dimensions import dimension_of, in_base, rounded
from tieout.numbers.mention import QUANTITATIVE, Mention
from tieout.numbers.period_agreement import period_disagreements

#: Which bounds say the same: 超 and 余 are "over" or "more than", or "at least".
_SIDES = {"over": "low", "at_least": "low", "under": "high", "at_most": "high"}
_IN_ENGLISH = {
    "over": "more than",
    "at_least": "at least",
    "under": "less than",
    "at_most": "at most",
    "about": "about",
    "exact": "exactly",
}
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九十")} | {
    "两": 2,
    "双": 2,
    "首": 1,
    "百": 100,
    "千": 1000,
    "万": 10**4,
    "亿": 10**8,
}
_SPAN = re.compile(r"(\d{1,3}|[一二两三四五六七八九十]) ?(?:多|余)?年(?!代|度)")
_AGO = re.compile(r"(\d{1,3}|[a-z]{2,8}) years? (?:ago|earlier)", re.IGNORECASE)
_TO_TEN = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_CODE = re.compile(r"[A-Za-z]{1,12}\d{1,8}(?![A-Za-z\d])|(?<![A-Za-z\d])\d{1,8}[A-Za-z]{1,12}")
_BASE = re.compile(r"/(?=[\d百千万亿])(\d{0,12}) ?([百千万亿]{0,3})")
_NUMERAL = re.compile(r"\d+|[一二三四五六七八九十两双首百千万亿]")


@dataclass(frozen=True, slots=True)
class _Claim:
    """What a mention claims: a dimension and its values there, one for a number, two for a
    range. `also` is another reading: `grew 2.1 times`, and 数十 that becomes `dozens`."""

    mention: Mention
    dimension: str
    values: tuple[Decimal, ...]
    also: Decimal | None = None

    def equals(self, other: "_Claim") -> bool:
        if {self.dimension, other.dimension} == {"factor", "part"}:
            factor, part = (self, other) if self.dimension == "factor" else (other, self)
            return part.mention.direction == "up" and factor.values == (
                rounded(part.values[0] + 1),
            )
        if self.dimension != other.dimension:
            return False
        if self.values == other.values:
            return True
        if len(self.values) != 1 or len(other.values) != 1:
            return False
        return bool(({*self.values, self.also} & {*other.values, other.also}) - {None})

    def rounds(self, other: "_Claim") -> bool:
        """Whether this is the other's value rounded, as a conversion in brackets is."""
        step = self.mention.step
        if self.dimension != other.dimension or step is None or len(self.values) != 1:
            return False
        half = in_base(self.mention, step) / 2
        return any(abs(value - self.values[0]) <= half for value in other.values)


def disagreements(original: Sequence[Mention], translation: Sequence[Mention]) -> list[str]:
    """What the numbers of a translation say differently, one message for each, in order.

    Compared are quantities, places in an order, and dates and periods; quantities as
    multisets of values in base units. A value that the translation says once more than the
    original is no disagreement. Both readings should have been given the same date of
    publication.
    """
    ours, theirs = list(_claims(original)), list(_claims(translation))
    pairs, missing, extra = _paired(ours, theirs)
    matched = {id(claim.mention) for pair in pairs for claim in pair}
    free_here = _free_numbers(mention for mention in original if id(mention) not in matched)
    free_there = _free_numbers(mention for mention in translation if id(mention) not in matched)
    # 千人 may be a count of its own where English says "per 1,000 people".
    bases = {base for mention in translation if (base := _base(mention))}
    messages = [message for pair in pairs for message in _differences(*pair)]
    messages += [
        f"{_told(claim)} is not in the translation"
        for claim in missing
        if not _may_be_left_out(claim, free_there) and claim.mention.value not in bases
    ]
    messages += [
        f"{_told(claim)} is not in the original"
        for claim in extra
        if not _may_be_added(claim, ours, free_here)
    ]
    messages += _missing_codes(original, translation)
    return messages + period_disagreements(original, translation)


def _missing_codes(original: Sequence[Mention], translation: Sequence[Mention]) -> list[str]:
    """Names of letters and digits, such as 5G or GN700, that the translation does not hold."""
    told = {code.upper() for mention in translation for code in _CODE.findall(mention.text)}
    return [
        f"{mention.text} is not in the translation"
        for mention in original
        if mention.kind in ("name", "identifier")
        and any(code.upper() not in told for code in _CODE.findall(mention.text))
    ]


def _claims(mentions: Sequence[Mention]) -> Iterator[_Claim]:
    for mention in mentions:
        if mention.kind == "period" and (years := _span_of_years(mention)) is not None:
            yield _Claim(mention._replace(value=years, unit="year"), "months", (12 * years,))
        if mention.kind not in QUANTITATIVE and mention.kind != "ordinal":
            continue
        ends = (mention.low, mention.high) if mention.value is None else (mention.value,)
        values = tuple(in_base(mention, value) for value in ends if value is not None)
        if not values:
            continue
        dimension = dimension_of(mention)
        also = None
        if dimension == "factor" and mention.direction == "up" and len(values) == 1:
            grown = rounded(values[0] + 1)
            if not mention.text.isascii() and "翻" not in mention.text:
                values = (grown,)
            elif mention.text.endswith(("times", "fold")):
                also = grown
        if mention.text.lower().startswith("dozens"):
            also = Decimal(10)
        yield _Claim(mention, dimension, values, also)


def _span_of_years(mention: Mention) -> Decimal | None:
    """The years of 8年前 or eight years ago, which are periods, and of 过去五年, which is one there
    and years in English."""
    if match := _AGO.fullmatch(mention.text):
        word = match[1].lower()
        if word in _TO_TEN:
            return Decimal(_TO_TEN.index(word) + 1)
        return Decimal(word) if word.isdecimal() else None
    match = _SPAN.match(mention.text)
    if match is None:
        return None
    return Decimal(_DIGITS.get(match[1], match[1]))


def _paired(
    ours: list[_Claim], theirs: list[_Claim]
) -> tuple[list[tuple[_Claim, _Claim]], list[_Claim], list[_Claim]]:
    """Equal claims in pairs, those of the original that are left, and those of the
    translation. Of several equal ones that with the same bound is taken first."""
    left, pairs, missing = list(theirs), [], []
    for claim in ours:
        equal = [other for other in left if claim.equals(other)]
        if not equal:
            missing.append(claim)
            continue
        best = min(equal, key=lambda other: _side(other.mention) != _side(claim.mention))
        left.remove(best)
        pairs.append((claim, best))
    return pairs, missing, left


def _differences(ours: _Claim, theirs: _Claim) -> Iterator[str]:
    """The bound or the direction of a number that is told differently."""
    original, translated = ours.mention, theirs.mention
    if _side(original) != _side(translated):
        yield (
            f'{_told(ours)}: the original says "{_IN_ENGLISH[original.bound]}", '
            f'the translation "{_IN_ENGLISH[translated.bound]}" ({translated.text})'
        )
    if (base := _base(original)) not in (None, _base(translated)):
        yield f"{_told(ours)} is per {base:,}, the translation says {translated.text}"
    if original.direction and translated.direction and original.direction != translated.direction:
        yield (
            f"{_told(ours)} goes {original.direction}, the translation says that "
            f"{translated.text} goes {translated.direction}"
        )


def _side(mention: Mention) -> str:
    return _SIDES.get(mention.bound, mention.bound)


def _base(mention: Mention) -> int | None:
    """The number that a rate is per: 10,000 of `count:件/万人`; None where it is per one."""
    match = _BASE.search(mention.unit)
    if match is None:
        return None
    base = int(match[1] or 1)
    for scale in match[2]:
        base *= _DIGITS[scale]
    return base


def _told(claim: _Claim) -> str:
    """`45.5亿元 (4550000000 CNY)`: the words and what they come to."""
    mention = claim.mention
    numbers = [mention.value] if mention.value is not None else [mention.low, mention.high]
    told = " to ".join(f"{number:f}" for number in numbers if number is not None)
    unit = mention.unit.replace("count:", "")
    return f"{mention.text} ({told} {unit})" if unit else f"{mention.text} ({told})"


def _may_be_left_out(claim: _Claim, free: frozenset[Decimal]) -> bool:
    """一 becomes an article, and an ordinal may be told by another word for the number."""
    mention = claim.mention
    if claim.values == (Decimal(1),) and mention.kind in ("count", "ordinal"):
        return True
    if mention.kind == "range" and mention.text[0] in "数几":
        return True  # 数倍 is "several times"
    if mention.value == 1 and mention.kind == "amount" and not re.search(r"\d", mention.text):
        return claim.dimension in ("second", "months")
    small = mention.value is not None and mention.value <= 99
    if small and claim.dimension in ("order", "count", "second", "months"):
        return mention.value in free
    return False


def _may_be_added(claim: _Claim, ours: list[_Claim], free: frozenset[Decimal]) -> bool:
    """A value said once more, a conversion, a word of a slogan, or `first` and `one`."""
    if any(claim.equals(other) or claim.rounds(other) for other in ours):
        return True
    if len(claim.values) != 1:
        return False
    value, kind = claim.mention.value, claim.mention.kind
    if claim.dimension in ("count", "order", "second", "months") and value in free:
        return True
    return kind == "ordinal" and value == 1


def _free_numbers(mentions: Iterable[Mention]) -> frozenset[Decimal]:
    """The numbers that names, slogans, idioms, ordinals, counts, dates and years are made of:
    they may stand in the other language in another form (五周年, the fifth anniversary)."""
    found: set[Decimal] = set()
    for mention in mentions:
        timed = dimension_of(mention) in ("second", "months")
        if mention.kind in ("amount", "percent", "pp", "phone") and not timed:
            continue
        if mention.value is not None:
            found.add(mention.value)
        for numeral in _NUMERAL.findall(mention.text):
            found.add(Decimal(_DIGITS.get(numeral, numeral)))
    return frozenset(found)
