"""Plain dates, which stand on a page without a link: `5 July 2023`, `H1 2025`, 2025年."""

import re
from typing import Final

_MONTH: Final = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\\.?"
)
_YEAR: Final = r"(?<![\d.,$€£¥])(?:1[89]|20)\d\d(?![\d])"
_DAY: Final = r"(?<![\d.,])(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![\d])"
_NTH: Final = "(?:first|second|third|fourth|last|1st|2nd|3rd|4th)"
_COUNT: Final = "(?:two|three|four|five|six|seven|eight|nine|ten|eleven|[2-9]|1[01])"
_TO: Final = r"\s?(?:–|-|—|/|to|至|~)\s?"
_ORDINAL: Final = (
    r"(?:\d{1,2}(?:st|nd|rd|th)|(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
    r"|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth))"
)
#: What makes a four-digit number an amount and no year.
_NO_AMOUNT: Final = (
    r"(?!\s?(?:%|％|‰|percent\b|per cent\b|pp\b|TEU|million\b|billion\b|thousand\b|trillion\b|bn\b"
    r"|yuan\b|dollars?\b|euros?\b|tonnes?\b|tons?\b|km|m²|kWh|MW|[.,]\d|[万亿家元吨个项台公亩米]))"
)
_CURRENCY_BEFORE: Final = re.compile(r"(?:[$€£¥]|\b[A-Z]{3})\s?$")
_PATTERNS: Final = (
    # Chinese: 2025年, 2025年1-6月, 7月5日, 6月底, 二〇二五年, 十四五
    r"(?:(?:1[89]|20)\d\d年?(?:至|—|-|–|~))?(?:1[89]|20)\d\d\s*年(?:代)?"
    r"(?:\s*(?:1[0-2]|0?[1-9])(?:[-—–至~](?:1[0-2]|0?[1-9]))?\s*月(?:份|底)?"
    r"(?:\s*(?:[12]\d|3[01]|0?[1-9])\s*日)?|[上下]半年|第?[一二三四1-4]季度|前[一二三四五六七八九十]+个?月)?",
    r"(?<!\d)(?:1[0-2]|0?[1-9])\s*(?:[-—–至~]\s*(?:1[0-2]|0?[1-9])\s*)?月(?:份|底)?"
    r"(?:\s*(?:[12]\d|3[01]|0?[1-9])\s*日)?",
    r"二[〇零][〇零一二三四五六七八九]{2}年",
    r"[上下]半年|第?[一二三四]季度|十[一二三四五六七]五",
    # ISO, then days, months and years in English
    r"(?<!\d)(?:1[89]|20)\d\d-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?(?!\d)",
    rf"{_DAY}(?:{_TO}{_DAY})?\s(?:of\s)?{_MONTH}(?:,?\s{_YEAR})?",
    rf"(?<![A-Za-z]){_MONTH}\s{_DAY}(?:{_TO}(?:{_MONTH}\s)?{_DAY})?(?:,?\s{_YEAR})?(?!\s?%)",
    rf"(?<![A-Za-z]){_MONTH}(?:{_TO}{_MONTH})?,?\s{_YEAR}",
    # Halves, quarters and runs of months; plans of the state
    rf"(?<![A-Za-z])(?:H[12]|Q[1-4])(?![A-Za-z\d])(?:[\s/-]?{_YEAR})?",
    rf"(?:{_YEAR})[\s/-]?(?:H[12]|Q[1-4])(?![A-Za-z\d])|(?<![\dA-Za-z])[12]H[\s-]?{_YEAR}",
    rf"(?<![A-Za-z]){_NTH}[\s-](?:half|quarter)s?\s(?:of\s)?(?:{_YEAR}|the\s(?:\w+\s)?year)",
    rf"(?<![A-Za-z])(?:first|last)\s{_COUNT}\s(?:months|quarters)\sof\s(?:{_YEAR}|the\syear)",
    rf"(?:(?<![A-Za-z\d]){_ORDINAL}[\s-])?(?<![A-Za-z])[Ff]ive-[Yy]ear\s(?:[Pp]lan|[Pp]rogramme)",
    r"(?<!\d)\d{1,2}(?:st|nd|rd|th)\scentury|(?:1[89]|20)\d0s(?![A-Za-z])",
    # Years
    rf"{_YEAR}(?:{_TO}(?:{_YEAR}|(?<=[–/-])\d\d(?!\d)))?{_NO_AMOUNT}",
)  # fmt: skip
_DATE: Final = re.compile("|".join(f"(?:{pattern})" for pattern in _PATTERNS))


def find_dates(text: str) -> list[tuple[int, int]]:
    """The stretches of a text that are plain dates, in order. A four-digit number with a
    unit, a scale or a currency is an amount and not a year."""
    return [
        match.span()
        for match in _DATE.finditer(text)
        if not _CURRENCY_BEFORE.search(text[max(0, match.start() - 5) : match.start()])
    ]
