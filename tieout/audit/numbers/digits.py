"""Numbers in digits of any script: `656,000`, `42.58 billion`, `5.4万`, `15th`, `½`."""

import re
import unicodedata
from decimal import Decimal
from typing import Final

from tieout.audit.numbers.english import SCALES
from tieout.audit.numbers.numeral import Numeral

# No-break, thin, narrow no-break space, and the apostrophes that group digits in places.
_SPACES: Final = "\u00a0\u2009\u202f\u2007"
_SCALE_WORDS: Final[dict[str, int]] = SCALES | {
    "bn": 10**9, "mn": 10**6, "k": 10**3, "K": 10**3, "M": 10**6, "B": 10**9,
    "m": 10**6,
    "万亿": 10**12, "千亿": 10**11, "百亿": 10**10, "十亿": 10**9, "亿": 10**8, "千万": 10**7,
    "百万": 10**6, "十万": 10**5, "万": 10**4, "千": 10**3, "百": 10**2, "十": 10,
}  # fmt: skip
_SIGNS: Final = "".join(
    char
    for char in map(chr, range(0x10000))
    if unicodedata.category(char) in ("No", "Nl") and char != "〇"
)
_DIGITS: Final = re.compile(rf"\d+(?:[,.，．{_SPACES}'’]\d+)*")
_SIGN: Final = re.compile(f"[{re.escape(_SIGNS)}]")
_SCALE: Final = re.compile(
    rf"[\s{_SPACES}-]?(?P<word>hundred|thousand|million|billion|trillion)(?![A-Za-z])"
    r"|\s?(?P<short>bn|mn)(?![A-Za-z])|(?P<letter>[kKMBm])(?![A-Za-z²³\d])"
    r"|\s?[余多]?(?P<zh>万亿|千亿|百亿|十亿|亿|千万(?!瓦)|百万(?!瓦)|十万(?!瓦)|万|千(?![瓦米克伏卡])|百|十)",
    re.IGNORECASE,
)
_ORDINAL: Final = re.compile(r"(?:st|nd|rd|th)(?![A-Za-z])")
_GROUPED: Final = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_MONEY_BEFORE: Final = re.compile(r"(?:[$€£¥]|\b[A-Z]{3})\s?$")


def find_digits(text: str, *, comma: bool = False) -> list[Numeral]:
    """The numbers in digits of a text, in order, each with the scale word that follows it.

    `comma` reads `36,8` and `1.234,5` as languages with a decimal comma do. The ² of m² and
    the 2 of m2 belong to a unit and are no numbers.
    """
    found = [_numeral(text, match, comma=comma) for match in _DIGITS.finditer(text)]
    for match in _SIGN.finditer(text):
        before = text[match.start() - 1 : match.start()]
        if unicodedata.decomposition(match[0]).startswith(("<super>", "<sub>")) and (
            before.isalpha() or before.isdecimal()
        ):
            continue
        value = Decimal(str(unicodedata.numeric(match[0], 0.0)))
        found.append(Numeral(match.start(), match.end(), value, Decimal("0.01")))
    return sorted((it for it in found if not _in_unit(text, it)), key=lambda numeral: numeral.start)


def _in_unit(text: str, it: Numeral) -> bool:
    """Whether the digit is the 2 of m2 or the 3 of km3."""
    return text[it.start : it.end] in "23" and bool(
        re.search(r"(?<![A-Za-z])[kcm]?m$", text[: it.start])
    )


def _numeral(text: str, match: re.Match[str], *, comma: bool) -> Numeral:
    end = match.end()
    value = _value(match[0], comma=comma)
    rank = _ORDINAL.match(text, end) or text[: match.start()].endswith("第")
    scale = _scale(text, match)
    factor = Decimal(1)
    if scale is not None:
        said, end = scale
        factor = Decimal(_SCALE_WORDS[said])
    elif (ordinal := _ORDINAL.match(text, end)) is not None:
        end = ordinal.end()
    if value is None:
        return Numeral(match.start(), end, None)
    exponent = int(value.as_tuple().exponent)
    step = factor.scaleb(exponent)
    shortened = value.normalize()
    zeros = step if not value else factor.scaleb(max(exponent, int(shortened.as_tuple().exponent)))
    return Numeral(
        match.start(), end, value * factor, step, zeros, "rank" if rank else "plain",
        scale=factor,
    )  # fmt: skip


def _scale(text: str, match: re.Match[str]) -> tuple[str, int] | None:
    """The scale word behind a number, and where it ends."""
    found = _SCALE.match(text, match.end())
    if found is None:
        return None
    said = found["word"] or found["short"]
    if said is not None:
        return said.lower(), found.end()
    letter = found["letter"]
    if letter == "m" and not _MONEY_BEFORE.search(text[: match.start()]):
        return None  # metres
    if letter is not None and letter not in _SCALE_WORDS:
        return None
    return (letter or found["zh"]), found.end()


def _value(digits: str, *, comma: bool) -> Decimal | None:
    """The value of printed digits; `None` where their marks make no one number (2.1.0)."""
    plain = unicodedata.normalize("NFKC", re.sub(f"[{_SPACES}'’]", ",", digits))
    if comma:
        plain = plain.translate(str.maketrans(",.", ".,"))
    if _GROUPED.fullmatch(plain):
        return Decimal(plain.replace(",", ""))
    return Decimal(plain) if re.fullmatch(r"\d+(?:\.\d+)?", plain) else None
