"""A number as the interval that its printed text justifies."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from typing import Final

from tieout.numbers.mention import Bound, Mention
from tieout.quantities.units import is_discrete

#: Which way a bound is rounded so that what it says stays true: over 1.67 is over 1.6.
_OUTWARD: Final[dict[Bound, str]] = {
    "over": ROUND_FLOOR,
    "at_least": ROUND_FLOOR,
    "under": ROUND_CEILING,
    "at_most": ROUND_CEILING,
}
#: What part of a value is lost in any rounding, for decimals have so many digits.
_LOST: Final = Decimal("1e-25")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, its bound and its interval.

    `value` is `None` for a range. `low` and `high` are the ends of the interval in the base
    unit, `None` where the side is open. The bounds over and at least are those of `low`, under
    and at most those of `high`: in print that is the value itself, but a computed value may lie
    within. `step` is what one unit of the last digit that may be shown is worth, `None` where
    every digit of `value` may be shown.
    """

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str = ""
    bound: Bound = "exact"
    step: Decimal | None = None

    def __post_init__(self) -> None:
        points = [p for p in (self.low, self.value, self.high) if p is not None]
        if not points:
            raise ValueError("a quantity needs a value or an end")
        if points != sorted(points):
            raise ValueError(f"{self.low} … {self.value} … {self.high} is no interval")

    @classmethod
    def of(cls, mention: Mention) -> "Quantity":
        """The interval that a mention's printed text justifies.

        - exact: half a unit of the last printed digit to each side (44亿元 is 43.5 to 44.5
          亿元), but the number itself for ranks, years and things counted one by one
          (35家, 656000标箱);
        - over, at least: from the value up; under, at most: up to the value. Whether the
          end belongs to the interval is told by the bound;
        - about: the printed interval, a whole unit of the last digit wider on each side;
        - a range: its two ends as printed.

        A multiple without a unit is told in `times`.

        Raises ValueError for a mention that holds no number, such as a name.
        """
        unit, bound, step = mention.unit, mention.bound, mention.step
        if mention.kind == "multiple" and not unit:
            unit = "times"
        if mention.value is None:
            return cls(None, mention.low, mention.high, unit, bound, step)
        value = mention.value
        if bound in ("over", "at_least"):
            return cls(value, value, None, unit, bound, step)
        if bound in ("under", "at_most"):
            return cls(value, None, value, unit, bound, step)
        width = Decimal(0) if _printed_one_by_one(mention) else (step or Decimal(0)) / 2
        if bound == "about":
            width += step or Decimal(0)
        return cls(value, value - width, value + width, unit, bound, step)

    @property
    def is_range(self) -> bool:
        """Whether two numbers were printed, and not one."""
        return self.value is None

    @property
    def claimed(self) -> Decimal | None:
        """The number that readers are told: the end that the bound is of, or the value; `None`
        for a range."""
        match self.bound:
            case "over" | "at_least" if self.value is not None and self.low is not None:
                return self.low
            case "under" | "at_most" if self.value is not None and self.high is not None:
                return self.high
            case _:
                return self.value


def _printed_one_by_one(mention: Mention) -> bool:
    """Whether the mention is a whole number of things that come one by one, printed to the
    last of them: 35家 is 35, while 5.4万家 was rounded."""
    whole = mention.value is not None and mention.value == mention.value.to_integral_value()
    unscaled = mention.step is None or mention.step == 1
    return (
        whole
        and unscaled
        and (mention.kind == "rank" or (mention.kind != "multiple" and is_discrete(mention.unit)))
    )


def round_to(value: Decimal, step: Decimal, bound: Bound = "exact") -> Decimal:
    """`value` to the nearest multiple of `step`, a tie to the even one; what a bound is of, to
    the nearest at which it still holds."""
    rounding = _OUTWARD.get(bound, ROUND_HALF_EVEN)
    multiple = (value / step).to_integral_value(rounding=rounding)
    return multiple * step


def round_to_interval(
    value: Decimal, low: Decimal | None, high: Decimal | None
) -> tuple[Decimal, Decimal]:
    """The digits of a computed value that its interval justifies, and the step they stop at.

    `step` is the smallest power of ten for which the whole interval lies within one step of
    the value, so that the last digit shown is the first that may be off: 54.53 within 54.46
    and 54.60 is (54.5, 0.1). Should rounding move the value by more than half of what it is from
    the nearer end (147 within 143 and 151 would be 150), a digit more is kept, so that less is
    lost in rounding than is unknown. An end that is `None` limits nothing. However narrow the
    interval, no more than two decimals are kept, or three significant digits of a number below
    one; a whole number is never printed with decimals when its interval is a point.
    """
    ends = [value, *(end for end in (low, high) if end is not None)]
    exponent = finest_step(value).adjusted()
    if len(set(ends)) == 1:
        own = value.normalize().as_tuple().exponent
        exponent = max(exponent, min(int(own), 0))
    while True:
        step = Decimal(1).scaleb(exponent)
        rounded = round_to(value, step)
        if len(set(ends)) == 1 or all(abs(end - value) <= step for end in ends):
            break
        exponent += 1
    width = min((abs(end - value) for end in ends[1:] if end != value), default=None)
    if width is None:
        return rounded, step
    while abs(rounded - value) > width / 2 and step > finest_step(value):
        step /= 10
        rounded = round_to(value, step)
    slack = abs(value) * _LOST
    while not min(ends) - slack <= rounded <= max(ends) + slack:
        step /= 10
        rounded = round_to(value, step)
    return rounded, step


def finest_step(value: Decimal) -> Decimal:
    """What the last digit of a computed number is worth at the least: two decimals, or three
    significant digits of a number below one."""
    return Decimal(1).scaleb(min(-2, value.adjusted() - 2) if value else -2)
