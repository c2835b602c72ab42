"""Runs of digits and of other characters that are numerals by themselves."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

#: Signs that make a number of the digits behind them, unless they join it to a word.
_SIGN = r"(?<![\w)\]])[-−+±](?=[\d.])"
_SCALE = (
    r"(?:[ \u00a0\u202f\n-]?(?:hundred|thousand|million|billion|trillion|dozen)s?\b(?!-?fold))"
    r"{0,3}"
)
#: Digits of any script with separators between them, a scale word, and a percent sign. Dashes
#: of a range and full-width commas end a run: each side is a number of its own.
RUN = re.compile(
    rf"(?:{_SIGN})?(?:(?<![\w.])\.)?\d+(?:[.,:/'’٫٬．·\u00a0\u202f\u2009-]\d+)*{_SCALE}"
    r"(?:(?:st|nd|rd|th)\b|[ \u00a0\u202f]?[%％‰‱٪])?",
    re.IGNORECASE,
)
#: A unit's exponent: m², km³, s⁻¹ are no numbers of their own.
_UNIT_EXPONENT = re.compile(r"(?<![A-Za-z])(?:[kcdmμµn]?m|ft|mi|yd|in|s|h)[⁻]?$")
_FORMULA = re.compile(r"[A-Za-z)\]]$")
_SUBSCRIPTS = frozenset("₀₁₂₃₄₅₆₇₈₉")
_SUPERSCRIPTS = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹")
_KEYCAPS = "🔟💯"
#: Pictures of numbers.
_PICTURED = re.compile(r"DIE FACE-\d|DOMINO TILE .*|MAHJONG TILE .* OF .*|PLAYING CARD .* OF .*")
#: Braille writes the letters A to J behind a sign that makes digits of them.
_BRAILLE = re.compile("⠼[⠁⠃⠉⠙⠑⠋⠛⠓⠊⠚⠂⠲⠄]*")
#: Letters in the groups of a number: lO,OOO for 10,000.
_LETTERED = re.compile(r"(?<![\w,.])[OIl\d]{1,3}(?:[,.][OIl\d]{3})+(?![\w])")
_UNUSUAL = re.compile(r"[^\x00-\x7f\u3008-\u3020\u3040-\u30ff\u3400-\u9fff\uff00-\uffef]+")


def digit_spans(text: str) -> Iterator[tuple[int, int]]:
    """The spans of runs of digits, of single numeral signs (½, ①, Ⅳ, ⚄) and of braille."""
    for match in RUN.finditer(text):
        yield match.span()
    for match in _LETTERED.finditer(text):
        yield match.span()
    for match in _BRAILLE.finditer(text):
        yield match.span()
    yield from _sign_spans(text)


def _sign_spans(text: str) -> Iterator[tuple[int, int]]:
    """The spans of numeral characters that are no digits: ½, ①, Ⅳ, ², 🔟, ㏠."""
    for run in _UNUSUAL.finditer(text):
        for index in range(*run.span()):
            if _is_numeral(text[index]) and not _is_notation(text, index):
                yield index, index + 1


@lru_cache(maxsize=1024)
def _is_numeral(char: str) -> bool:
    """Whether a character is a numeral, or stands for several with a digit among them."""
    if char in _KEYCAPS or unicodedata.category(char) in ("No", "Nl"):
        return char != "〇"
    if _PICTURED.fullmatch(unicodedata.name(char, "")):
        return True
    plain = unicodedata.normalize("NFKC", char)
    return len(plain) > 1 and any(it.isdecimal() for it in plain)


def _is_notation(text: str, index: int) -> bool:
    """Whether the character is an exponent of a unit (km²) or belongs to a formula (CO₂)."""
    before = text[max(0, index - 4) : index]
    if text[index] in _SUPERSCRIPTS:
        return bool(_UNIT_EXPONENT.search(before))
    return text[index] in _SUBSCRIPTS and bool(_FORMULA.search(before))
