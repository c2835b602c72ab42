"""Quantities from left to right: numbers with their units, in one unit or two, and ranges."""

from collections.abc import Iterator
from decimal import Decimal

from tieout.numbers.english.ages import BETWEEN_AGES, OVER_AGE
from tieout.numbers.english.bounds import bound_around, direction_around
from tieout.numbers.english.compounds import compound
from tieout.numbers.english.numerals import plain
from tieout.numbers.english.quantity import Quantity, quantity_at
from tieout.numbers.english.ranges import range_from, with_rate
from tieout.numbers.english.worded import numeral_candidates
from tieout.numbers.mention import Bound, Kind, Mention


def read_quantities(text: str, taken: bytearray) -> Iterator[Mention]:
    """Numbers with their units, and ranges, from left to right. `taken[i]` is not zero where
    a character already belongs to a mention of another kind."""
    position = 0
    for start in numeral_candidates(text):
        if start < position or taken[start]:
            continue
        first = quantity_at(text, start, taken)
        if first is None:
            continue
        pair = range_from(text, first, taken)
        mention = pair if pair is not None else _mention(text, first, taken)
        position = mention.end
        yield mention


def read_ages(text: str) -> Iterator[Mention]:
    """`the over-65s` and `the 18-34s`."""
    for match in BETWEEN_AGES.finditer(text):
        low, high = Decimal(match["low"]), Decimal(match["high"])
        if low < high:
            yield Mention(
                match.start(), match.end(), match[0], "range", "year",
                low=low, high=high, step=Decimal(1),
            )  # fmt: skip
    for match in OVER_AGE.finditer(text):
        bound: Bound = "over" if match["bound"].lower() == "over" else "under"
        yield Mention(
            match.start(), match.end(), match[0], "amount", "year",
            Decimal(match["age"]), step=Decimal(1), bound=bound,
        )  # fmt: skip


def _mention(text: str, quantity: Quantity, taken: bytearray) -> Mention:
    numeral, unit = quantity.numeral, quantity.unit
    kind: Kind = unit.kind if unit else "count"
    value, step = numeral.value * quantity.factor, numeral.step * abs(quantity.factor)
    code, end = with_rate(text, unit, quantity.end, taken)
    if end == quantity.end and kind == "amount" and (both := compound(text, quantity, taken)):
        code, value, step, end = both
    bounded = end if unit else quantity.end
    bound: Bound = quantity.plus or bound_around(text, quantity.start, bounded, code)
    return Mention(
        quantity.start,
        end,
        text[quantity.start : end],
        kind,
        code,
        plain(value),
        step=plain(step),
        bound="over" if numeral.vague and bound == "exact" else bound,
        direction=direction_around(text, quantity.start, end) if quantity.sign > 0 else "",
    )
