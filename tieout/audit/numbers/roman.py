"""Roman numerals in either case: Phase III, in xii companies."""

import re
from collections.abc import Iterator
from typing import Final

_WORTH: Final = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_SIGNS: Final = {
    1000: "M", 900: "CM", 500: "D", 400: "CD", 100: "C", 90: "XC", 50: "L", 40: "XL", 10: "X",
    9: "IX", 5: "V", 4: "IV", 1: "I",
}  # fmt: skip
_WORD: Final = re.compile(
    r"(?<![\w.'’&])(?P<signs>[IVXLCDM]{2,12}|[ivxlcdm]{2,12})(?:th|st|nd|rd)?(?![\w'’])"
)
#: Words of two letters and units: only signs up to ten are numerals when they are so short.
_SHORT: Final = {2: frozenset("IVX"), 3: frozenset("IVXL")}
#: An editor and a letter of Greek.
_WORDS: Final = frozenset({"vi", "xi"})


def find_roman(text: str) -> Iterator[tuple[int, int]]:
    """The spans of Roman numerals of two signs and more, written as they are by rule."""
    for match in _WORD.finditer(text):
        signs = match["signs"].upper()
        if match["signs"] in _WORDS or not set(signs) <= _SHORT.get(len(signs), set(_WORTH)):
            continue
        if _written(_value(signs)) == signs:
            yield match.span()


def _value(signs: str) -> int:
    """The worth of signs; one before a greater is taken from it."""
    worth = [_WORTH[it] for it in signs]
    return sum(
        -one if one < other else one for one, other in zip(worth, [*worth[1:], 0], strict=True)
    )


def _written(value: int) -> str:
    text = ""
    for worth, sign in _SIGNS.items():
        count, value = divmod(value, worth)
        text += sign * count
    return text
