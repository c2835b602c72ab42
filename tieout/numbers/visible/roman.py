"""Roman numerals, in capitals and in small letters."""

import re
from collections.abc import Iterator

#: What is numbered by a single letter, and by `vi` and `xi`, which are words of their own.
_NUMBERED = (
    "part|chapter|phase|stage|tier|table|figure|volume|class|type|annex|appendix|section|article"
    "|level|act|step|grade|category|clause"
)
#: Words of these letters; CD, DC and LLC, mm and ml are none.
_WORD = re.compile(
    r"(?<![\w.'’&])"
    r"(?:[IVX]{2,8}|[IVXL]{3,8}|[IVXLCDM]{4,15}|[ivx]{2,8}|[ivxl]{3,8}|[ivxlcdm]{4,15}"
    r"|[IVX][ivx]{1,7}|[IVXLCDM][ivxlcdm]{3,14})"
    r"(?:th|st|nd|rd)?(?![\w'’])"
)
#: Four of a sign are read as well: IIII on clocks.
_ROMAN = re.compile(
    r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,4})(?:IX|IV|V?I{0,4})(?:TH|ST|ND|RD)?", re.IGNORECASE
)
#: An editor, a letter of Greek and two names: numerals where something is numbered or counted.
_WORDS = frozenset({"vi", "xi", "Vi", "Xi"})
_BEHIND_NOUN = re.compile(rf"\b(?:{_NUMBERED})s? $", re.IGNORECASE)
#: A noun in the plural, and no verb.
_COUNTED = re.compile(r" (?!(?:has|was|does|goes)\b)[a-z]+(?<![isu])s\b")
#: A letter alone: `part I` may be a part that I play, `class x` an unknown one.
_ALONE = re.compile(
    rf"\b(?:(?=[A-Z])(?i:{_NUMBERED}) (?P<capital>[IVX])|(?:{_NUMBERED}) (?P<plain>[VX])"
    rf"|(?!(?i:class|type|category))(?i:{_NUMBERED}) (?P<small>[ivx]))(?![\w'’])"
)


def roman_spans(text: str) -> Iterator[tuple[int, int]]:
    """The spans of Roman numerals. One letter, and what is also a word, only where something is
    numbered by it (`phase v`) or counted (`vi boats`)."""
    for match in _WORD.finditer(text):
        start, end = match.span()
        if _ROMAN.fullmatch(match[0]) and (match[0] not in _WORDS or _numbers(text, start, end)):
            yield start, end
    for match in _ALONE.finditer(text):
        yield match.span(match.lastgroup or 0)


def _numbers(text: str, start: int, end: int) -> bool:
    """Whether a word stands where a number does."""
    if _BEHIND_NOUN.search(text, max(0, start - 12), start):
        return True
    if text[start - 1 : start] in ("(", "（") and text[end : end + 1] in (")", "）"):
        return True
    return text[start].islower() and _COUNTED.match(text, end) is not None
