"""The text of a quantity that a reader sees, always with its bound."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from tieout.numbers.mention import Bound
from tieout.quantities.quantity import Quantity, round_to
from tieout.quantities.units import STANDARD, Language, Unit, Units

#: Scales from the largest, with the decimals that a number keeps readably at that scale.
_SCALES: dict[Language, tuple[tuple[Decimal, str, int], ...]] = {
    "en": (
        (Decimal(10**12), " trillion", 3),
        (Decimal(10**9), " billion", 3),
        (Decimal(10**6), " million", 3),
    ),
    "zh": (
        (Decimal(10**12), "万亿", 2),
        (Decimal(10**8), "亿", 4),
        (Decimal(10**4), "万", 2),
    ),
}
_BOUNDS: dict[Language, dict[Bound, str]] = {
    "en": {
        "exact": "",
        "over": "over ",
        "at_least": "at least ",
        "under": "nearly ",
        "at_most": "at most ",
        "about": "about ",
    },
    "zh": {
        "exact": "",
        "over": "超",
        "at_least": "至少",
        "under": "近",
        "at_most": "至多",
        "about": "约",
    },
}
_WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
_PLACES = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"]
_ZH_DIGITS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class _Scaled:
    """A number without its sign, written at a scale: `2.933` and ` billion`."""

    digits: str
    scale: str


def show(
    quantity: Quantity,
    language: Language = "en",
    *,
    signed: bool = False,
    nearly: bool = True,
    units: Units = STANDARD,
) -> str:
    """A quantity as readers see it, with bound and unit: `over CNY 50 million`, `656,000 TEU`,
    `3–5%`, `first`; in Chinese `超5000万元`, `65.6万标箱`.

    Only the digits that `step` justifies are printed, and no trailing zeros behind a scale
    word; a bound is rounded so that it stays true. `signed` writes a plus before a change that
    is not negative. A bound `under` is shown as `nearly`, which is what 近 says; `nearly=False`
    says `under` (不到) instead, for a text that does not suggest that the number was almost
    reached. Chinese counts carry their classifier, English ones no unit word: the sentence says
    what is counted.
    """
    unit, per = _unit(quantity.unit, language, units)
    fraction = _fraction(quantity, language)
    if fraction:
        return _bound(quantity.bound, language, nearly=nearly) + fraction
    if quantity.unit == "rank" and quantity.value is not None:
        return _rank(quantity.value, quantity.bound, language)
    text = _number_and_unit(quantity, unit, language, signed=signed)
    return _bound(quantity.bound, language, nearly=nearly) + text + per


def show_words(quantity: Quantity) -> str:
    """A whole number from zero to ten as an English word, with its unit word if it has
    one: `three`, `two days`. Any other quantity as `show` writes it."""
    value = quantity.value
    plain = quantity.bound == "exact" and quantity.low == quantity.high == value
    unit = STANDARD.of(quantity.unit)
    if value is None or not plain or value not in range(len(_WORDS)):
        return show(quantity, "en")
    if quantity.unit == "rank" or unit.before or unit.close:
        return show(quantity, "en")
    label = unit.en if value == 1 else unit.plural or unit.en
    return f"{_WORDS[int(value)]} {label}".rstrip()


def unit_name(code: str, language: Language = "en", units: Units = STANDARD) -> str:
    """What a unit is called by itself: `hectares`, `tonnes per year`, 公顷; empty for one that
    has no word of its own, as a count or a sign."""
    unit, per = _unit(code, language, units)
    name = unit.zh if language == "zh" else unit.plural or unit.en
    return name + per if name.isalpha() and not unit.discrete else ""


def _unit(code: str, language: Language, units: Units) -> tuple[Unit, str]:
    """The unit of what is counted, and the words for `per …`."""
    numerator, _, denominator = code.partition("/")
    if not denominator:
        return units.of(numerator), ""
    per = units.per_label(denominator, language)
    return units.of(numerator), f"/{per}" if language == "zh" else f" per {per}"


def _bound(bound: Bound, language: Language, *, nearly: bool) -> str:
    if bound == "under" and not nearly:
        return "under " if language == "en" else "不到"
    return _BOUNDS[language][bound]


def _number_and_unit(q: Quantity, unit: Unit, language: Language, *, signed: bool) -> str:
    told = (q.low, q.high) if q.claimed is None else (q.claimed,)
    numbers = [round_to(it, q.step, q.bound) if q.step else it for it in told if it is not None]
    sign = "−" if numbers[0] < 0 else "+" if signed else ""
    parts = _scaled([abs(n) for n in numbers], q.step, language)
    if len(parts) > 1 and numbers[-1] < 0:
        parts[-1] = _Scaled("−" + parts[-1].digits, parts[-1].scale)
    digits = "–".join(part.digits for part in parts)
    scale = parts[-1].scale
    if language == "zh":
        return f"{sign}{digits}{scale}{unit.zh}"
    if unit.before:
        return f"{sign}{unit.en} {digits}{scale}"
    singular = not scale and digits == "1"
    label = unit.en if singular else unit.plural or unit.en
    space = "" if unit.close or not label else " "
    return f"{sign}{digits}{scale}{space}{label}"


def _scaled(numbers: list[Decimal], step: Decimal | None, language: Language) -> list[_Scaled]:
    """Numbers that share a scale, the largest at which each stays readable."""
    for size, word, decimals in _SCALES[language]:
        scaled = [_plain(n / size) for n in numbers]
        if max(numbers) >= size and all(_decimals(n) <= decimals for n in scaled):
            return [_Scaled(_grouped(n, language), word) for n in scaled]
    shown = [_plain(n, None if step is None or step >= 1 else step) for n in numbers]
    return [_Scaled(_grouped(n, language), "") for n in shown]


def _plain(number: Decimal, step: Decimal | None = None) -> Decimal:
    """A number without trailing zeros or exponent, or with the decimals of a step below 1:
    36.0% printed to the tenth keeps its zero."""
    if step is not None:
        exponent = Decimal(1).scaleb(int(step.normalize().as_tuple().exponent))
        return number.quantize(exponent)
    whole = number == number.to_integral_value()
    return number.quantize(Decimal(1)) if whole else number.normalize()


def _decimals(number: Decimal) -> int:
    return max(0, -int(number.as_tuple().exponent))


def _grouped(number: Decimal, language: Language) -> str:
    return f"{number:,f}" if language == "en" else f"{number:f}"


def _fraction(quantity: Quantity, language: Language) -> str:
    """A part of a whole that was told as a fraction and not in decimals: `one third`."""
    value, step = quantity.value, quantity.step
    decimal = step is not None and step.normalize().as_tuple().digits == (1,)
    if quantity.unit or decimal or value is None or not 0 < value < 1:
        return ""
    part = Fraction(value).limit_denominator(len(_WORDS) - 1)
    if abs(Decimal(part.numerator) / part.denominator - value) > Decimal("1e-9"):
        return ""
    top, bottom = part.numerator, part.denominator
    if language == "zh":
        return f"{_ZH_DIGITS[bottom - 1]}分之{_ZH_DIGITS[top - 1]}"
    if bottom == 2:
        return "half"
    name = "quarter" if bottom == 4 else "tenth" if bottom == 10 else _PLACES[bottom - 1]
    return f"{_WORDS[top]} {name}" + ("s" if top > 1 else "")


def _rank(place: Decimal, bound: Bound, language: Language) -> str:
    number = int(place)
    if bound == "at_most":
        return f"top {number}" if language == "en" else f"前{number}"
    words = _BOUNDS[language][bound]
    if language == "zh":
        digits = _ZH_DIGITS[number - 1] if 1 <= number <= len(_PLACES) else str(number)
        return f"{words}第{digits}"
    if 1 <= number <= len(_PLACES):
        return words + _PLACES[number - 1]
    teen = number % 100 in (11, 12, 13)
    ending = "th" if teen else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{words}{number:,}{ending}"
