"""The dimension of a number and its value in one unit of that dimension."""

from decimal import Context, Decimal

from tieout.numbers.mention import Mention
from tieout.numbers.worth import worth_of

#: Parts of a whole, which are numbers without a unit.
_PARTS = {"percent": Decimal("0.01"), "permille": Decimal("0.001")}
#: Months and what is made of them are told apart from days, of which they have no fixed number.
_CALENDAR = ("month", "quarter", "year")
_ROUNDED = Context(prec=12)


def dimension_of(mention: Mention) -> str:
    """What kind of number a mention holds: the base units of its own (`CNY`, `m^2`, `second`),
    `months`, `part` of a whole, `factor` of a multiple, `order` of a rank, or `count`, whatever
    is counted."""
    unit = mention.unit.partition("/")[0]
    if mention.kind in ("rank", "ordinal"):
        return "order"
    if mention.kind == "multiple":
        return "part" if mention.direction == "down" else "factor"
    if mention.kind in ("share", "ratio") and not unit:
        return "part"
    if unit.startswith("count:") or not unit:
        return "count"
    if unit in _CALENDAR:
        return "months"
    return "part" if unit in _PARTS else str(worth_of(unit))


def in_base(mention: Mention, value: Decimal) -> Decimal:
    """A value of the mention in the base unit of its dimension: 2 km² are 2,000,000."""
    unit = mention.unit.partition("/")[0]
    if unit in _PARTS:
        return rounded(value * _PARTS[unit])
    factor = worth_of(unit).factor
    if unit in _CALENDAR:
        factor /= worth_of("month").factor
    return rounded(value * factor.numerator / factor.denominator)


def rounded(value: Decimal) -> Decimal:
    """Twelve digits are enough to tell numbers in print apart, and two thirds is no more."""
    return _ROUNDED.plus(value).normalize()
