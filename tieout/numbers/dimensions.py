"""The dimension of a number and its value in one unit of that dimension."""

from decimal import Context, Decimal

from tieout.numbers.mention import Mention

#: Units of one dimension, each with its worth in the first of them.
_CONVERSIONS: dict[str, tuple[str, str]] = {
    "m2": ("area", "1"),
    "km2": ("area", "1000000"),
    "hectare": ("area", "10000"),
    "mu": ("area", "666.666666666667"),
    "cm2": ("area", "0.0001"),
    "m": ("length", "1"),
    "km": ("length", "1000"),
    "cm": ("length", "0.01"),
    "mm": ("length", "0.001"),
    "um": ("length", "0.000001"),
    "nm": ("length", "0.000000001"),
    "tonne": ("weight", "1000"),
    "kg": ("weight", "1"),
    "g": ("weight", "0.001"),
    "mg": ("weight", "0.000001"),
    "jin": ("weight", "0.5"),
    "m3": ("volume", "1000"),
    "liter": ("volume", "1"),
    "ml": ("volume", "0.001"),
    "kWh": ("energy", "1"),
    "Wh": ("energy", "0.001"),
    "MWh": ("energy", "1000"),
    "GWh": ("energy", "1000000"),
    "TWh": ("energy", "1000000000"),
    "W": ("power", "0.001"),
    "kW": ("power", "1"),
    "MW": ("power", "1000"),
    "GW": ("power", "1000000"),
    "second": ("time", "1"),
    "ms": ("time", "0.001"),
    "minute": ("time", "60"),
    "hour": ("time", "3600"),
    "day": ("time", "86400"),
    "week": ("time", "604800"),
    "month": ("months", "1"),
    "quarter": ("months", "3"),
    "year": ("months", "12"),
    "percent": ("part", "0.01"),
    "permille": ("part", "0.001"),
    "pp": ("pp", "1"),
}
_ROUNDED = Context(prec=12)


def dimension_of(mention: Mention) -> str:
    """What kind of number a mention holds: `area`, `CNY`, `part` of a whole, `factor` of a
    multiple, `order` of a rank, or `count`, whatever is counted."""
    unit = mention.unit.partition("/")[0]
    if mention.kind in ("rank", "ordinal"):
        return "order"
    if mention.kind == "multiple":
        return "part" if mention.direction == "down" else "factor"
    if mention.kind in ("share", "ratio") and not unit:
        return "part"
    if unit.startswith("count:") or not unit:
        return "count"
    return _CONVERSIONS.get(unit, (unit, ""))[0]


def in_base(mention: Mention, value: Decimal) -> Decimal:
    """A value of the mention in the first unit of its dimension: 2 km² are 2,000,000."""
    factor = _CONVERSIONS.get(mention.unit.partition("/")[0], ("", "1"))[1]
    return rounded(value * Decimal(factor))


def rounded(value: Decimal) -> Decimal:
    """Twelve digits are enough to tell numbers in print apart, and two thirds is no more."""
    return _ROUNDED.plus(value).normalize()
