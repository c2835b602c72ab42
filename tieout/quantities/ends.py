"""The ends of an interval as readers see them."""

from decimal import Decimal

from tieout.quantities.quantity import Quantity, round_to
from tieout.quantities.shown import show
from tieout.quantities.units import STANDARD, Language, Units


def show_ends(
    quantity: Quantity, language: Language = "en", units: Units = STANDARD
) -> tuple[str, str]:
    """The lower and the upper end with their unit, empty where there is none.

    They are rounded outward, so that the interval stays true, to the tenth part of its width:
    from 63 to 76, and neither 63.734 to 75.722 nor 60 to 80; but with no more than two digits
    more than the number itself is shown with. An end without another has one more.
    """
    step = _step(quantity)
    low = None if quantity.low is None else round_to(quantity.low, step, "at_least")
    high = None if quantity.high is None else round_to(quantity.high, step, "at_most")
    alike = _last_digit_of(low, high)

    def shown(end: Decimal | None) -> str:
        if end is None:
            return ""
        digit = alike if end else None  # a bare 0 is enough
        return show(Quantity(end, end, end, quantity.unit, step=digit), language, units=units)

    return shown(low), shown(high)


def _step(quantity: Quantity) -> Decimal:
    own = quantity.step or Decimal(1)
    if quantity.low is None or quantity.high is None or quantity.low == quantity.high:
        return own / 10
    tenth = Decimal(1).scaleb(((quantity.high - quantity.low) / 10).adjusted())
    return max(min(tenth, own), own / 100)


def _last_digit_of(*ends: Decimal | None) -> Decimal:
    """The worth of the last digit that both ends need: neither 14.10 nor 7 beside 7.016."""
    exponents = (it.normalize().as_tuple().exponent for it in ends if it)
    return Decimal(1).scaleb(min((int(it) for it in exponents), default=0))
