"""Numerals in digits: grouped, with fractions and with scales (`6 3/4`, `42.58 billion`)."""

import re
from decimal import Decimal

from tieout.numbers.english.numerals import ALL_SCALES, SCALE_WORDS, SPACE, Numeral, plain

FRACTION_SIGNS = {
    "½": Decimal("0.5"),
    "¼": Decimal("0.25"),
    "¾": Decimal("0.75"),
    "⅓": Decimal(1) / 3,
    "⅔": Decimal(2) / 3,
    "⅕": Decimal("0.2"),
    "⅖": Decimal("0.4"),
    "⅗": Decimal("0.6"),
    "⅘": Decimal("0.8"),
    "⅛": Decimal("0.125"),
}
#: Digits as printed: grouped by commas (in thousands, or as in India), apostrophes or narrow
#: spaces, or plain; decimals.
DIGITS = re.compile(
    r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d{1,2}(?:,\d{2})+,\d{3}(?!\d)"
    r"|\d{1,3}(?:[\u00a0\u202f\u2009'’]\d{3})+(?!\d)|\d+)"
    r"(?:[.．]\d+)?"
)
AND_A_HALF = re.compile(
    rf"(?:{SPACE}{{1,3}}|-)and(?:{SPACE}{{1,3}}|-)(?:a|one)(?:{SPACE}{{1,3}}|-)half\b", re.I
)
#: Longer runs of digits are serial numbers and no quantities.
_MOST_DIGITS = 18
_SIGN = re.compile(r"[-−+±](?=[\d])")
_SCALE = re.compile(rf"(?:{SPACE}{{1,3}}|-)?({SCALE_WORDS})\b(?!-?fold)", re.IGNORECASE)
_SHORT_SCALE = re.compile(rf"{SPACE}?(k|mn|mln|bn|bln|tn|trn)\b", re.IGNORECASE)
#: `6 3/4` and `5-1/4`; of a price in cents, half a cent: `5.14 1/2`.
_SIMPLE_FRACTION = re.compile(rf"(?:{SPACE}|-)(\d{{1,2}})/(2|3|4|5|8|16|32)(?![\d/.])")


def digits_at(text: str, start: int) -> Numeral | None:
    """The numeral in digits, or the sign of a fraction, that begins at `start`."""
    match = DIGITS.match(text, start)
    if match is None:
        return _sign_at(text, start)
    printed = re.sub(r"[,'’\s]", "", match[0]).replace("．", ".")
    if len(printed) > _MOST_DIGITS or _is_listed(text, start, match.end()):
        return None
    mantissa = Decimal(printed)
    step = Decimal(1).scaleb(-len(printed.partition(".")[2]))
    mantissa, step, end = _with_fraction(text, match.end(), mantissa, step)
    if half := AND_A_HALF.match(text, end):
        mantissa, step, end = mantissa + Decimal("0.5"), Decimal("0.5"), half.end()
    scale, end = scales_at(text, end)
    return Numeral(
        start, end, plain(mantissa * scale), plain(step * scale), mantissa, in_digits=True
    )


def signed_start(text: str, start: int) -> int:
    """Where the numeral at `start` begins with its sign: a minus or plus that does not join
    two words or numbers."""
    if start and _SIGN.match(text, start - 1):
        before = text[start - 2 : start - 1] if start > 1 else ""
        if not (before.isalnum() or before in (")", "%", "-", "/", ".")):
            return start - 1
    return start


def scales_at(text: str, end: int) -> tuple[Decimal, int]:
    """The product of up to two scale words from `end` on, and where they end."""
    scale = Decimal(1)
    for _ in range(2):
        match = _SCALE.match(text, end)
        if match is None and scale == 1:
            match = _SHORT_SCALE.match(text, end)
        if match is None:
            break
        scale *= ALL_SCALES[match[1].lower()]
        end = match.end()
    return scale, end


def _with_fraction(
    text: str, end: int, mantissa: Decimal, step: Decimal
) -> tuple[Decimal, Decimal, int]:
    """The number with a fraction that follows it, its step, and where it ends."""
    if step == 1 and text[end : end + 1] in FRACTION_SIGNS:
        return mantissa + FRACTION_SIGNS[text[end]], Decimal("0.5"), end + 1
    match = _SIMPLE_FRACTION.match(text, end)
    if match is None or not 0 < int(match[1]) < int(match[2]):
        return mantissa, step, end
    part = step / int(match[2])
    return mantissa + part * int(match[1]), part, match.end()


def _is_listed(text: str, start: int, end: int) -> bool:
    """`12,5` is a list or a decimal of another language: no number of English."""
    before = start > 1 and text[start - 1] == "," and text[start - 2].isdigit()
    return before or (text[end : end + 1] == "," and text[end + 1 : end + 2].isdigit())


def _sign_at(text: str, start: int) -> Numeral | None:
    value = FRACTION_SIGNS.get(text[start : start + 1])
    if value is None:
        return None
    scale, end = scales_at(text, start + 1)
    return Numeral(start, end, value * scale, value * scale, value, in_digits=True)
