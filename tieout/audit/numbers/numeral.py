"""The record of a number as it stands in a text."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Flavour = Literal["plain", "rank", "fraction", "times", "percent"]


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number at `text[start:end]`, with its scale word but without sign, unit or bound.

    `value` is `None` where the numeral has none of its own (`dozens`, `2.1.0`). `step` is
    what one of the last printed digit is worth: 10,000,000 for `42.58 billion`. `zeros` is
    the step when its closing zeros are taken for rounding: 1000 for `656,000`. `scale` is
    what its scale word is worth.
    """

    start: int
    end: int
    value: Decimal | None
    step: Decimal = Decimal(1)
    zeros: Decimal = Decimal(1)
    flavour: Flavour = "plain"
    scale: Decimal = Decimal(1)
