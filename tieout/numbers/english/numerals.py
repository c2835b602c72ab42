"""What numerals of English are made of: number words, scales, and the numeral as it is read.

A numeral is the number alone: `42.58 billion`, `twenty-five`, `half a million`. Units and
bounds belong to other modules; `digits` and `worded` read numerals.
"""

from dataclasses import dataclass
from decimal import Decimal


def word_list(words: str) -> tuple[str, ...]:
    """The words of a text, so that long lists of words stay readable."""
    return tuple(words.split())


_TO_NINETEEN = word_list(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_TENS = word_list("twenty thirty forty fifty sixty seventy eighty ninety")
UNITS = {word: value for value, word in enumerate(_TO_NINETEEN)}
TENS = {word: 10 * value for value, word in enumerate(_TENS, start=2)}
HUNDRED = {"hundred": 100}
SCALES = {
    "thousand": 10**3,
    "lakh": 10**5,
    "million": 10**6,
    "crore": 10**7,
    "billion": 10**9,
    "trillion": 10**12,
}
#: Scales that are written only after digits, as in `$3bn` or `656k`.
SHORT_SCALES = {
    "k": 10**3, "mn": 10**6, "mln": 10**6, "bn": 10**9, "bln": 10**9, "tn": 10**12, "trn": 10**12,
}  # fmt: skip
ALL_SCALES = {**HUNDRED, **SCALES, **SHORT_SCALES, "dozen": 12}
#: The scales that are words, as a pattern.
SCALE_WORDS = "|".join([*HUNDRED, *SCALES, "dozen"])

SPACE = r"[ \t\n\u00a0\u202f\u2009]"


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in a text. `step` is the worth of one unit of the last printed digit,
    `mantissa` the value before its scale. The value of a vague one (`dozens`, `several
    hundred`) is its least. What is counted follows `of` where the numeral `takes_of`."""

    start: int
    end: int
    value: Decimal
    step: Decimal
    mantissa: Decimal
    vague: bool = False
    in_digits: bool = False
    takes_of: bool = False


def plain(value: Decimal) -> Decimal:
    """The same value without zeros after the point: 42580000000 and not 42580000000.00."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
