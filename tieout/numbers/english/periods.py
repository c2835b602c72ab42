"""Calendar dates and periods in English text.

`5 July 2023`, `July 2023`, `the first half of 2025`, `January to September 2025`,
`2020–2025`, `FY2024`, `Q1 2025`, `last year`. Periods are written as in the ledger:
`2023-07-05`, `2023-07`, `2025-H1`, `2025-01/2025-09`, `2020/2025`, `2024`, `2025-Q1`.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tieout.numbers.english.numerals import UNITS, word_list
from tieout.numbers.english.years import (
    counts_something,
    named_years,
    stands_free,
    year_named_before,
)
from tieout.numbers.mention import Kind, Mention

MONTHS = word_list(
    "January February March April May June July August September October November December"
)
_ABBREVIATED = tuple(month[:3] for month in MONTHS)
MONTH = (
    r"(?:"
    + "|".join([*MONTHS, *(month.upper() for month in MONTHS)])
    + r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:19\d\d|20\d\d|2100)(?!\d)"
_S = r"[ \u00a0\n]"
_TO = rf"(?:{_S}(?:to|through|until|and){_S}|{_S}?[-–—]{_S}?)"
#: What orders the quarters and halves of a year.
ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
}
_ORDINAL = "(?:" + "|".join(ORDINALS) + ")"
_COUNTS = {**UNITS, **{str(n): n for n in range(1, 13)}}
_COUNT = r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|[2-9]|1[01])"
_OF_YEAR = rf"(?:(?:{_S}of|,)?{_S}(?:the{_S}(?:year|fiscal{_S}year){_S})?(?P<y>{_YEAR}))"
_WHICH = rf"{_S}of{_S}(?P<which>the{_S}year|(?:the{_S})?(?:last|this|next|previous|same){_S}year)"
_PART = (
    rf"(?:(?:[Tt]he{_S})?(?:beginning|start|middle|end|close){_S}of{_S}"
    rf"|(?:[Ee]arly|[Mm]id|[Ll]ate|(?:[Yy]ear-)?[Ee]nd)(?:-|{_S}))"
)


@dataclass(frozen=True, slots=True)
class _Match:
    """What a pattern found, with the date of publication and the year that the text named
    last before it."""

    match: re.Match[str]
    published: str
    context: str

    @property
    def year(self) -> str:
        """The year that the match names, or that `last year` comes to, or nothing."""
        named = self.match.groupdict().get("y")
        return named or _relative_year(self.match["which"], self.published)


#: The period of a match, empty where it is not said; None where it is no date after all.
_Reading = Callable[[_Match], str | None]


def _relative_year(words: str, published: str) -> str:
    if not published:
        return ""
    words = words.lower()
    shift = -1 if re.search("last|previous", words) else 1 if "next" in words else 0
    return str(int(published[:4]) + shift)


def month_number(name: str) -> int:
    return _ABBREVIATED.index(name[:3].title()) + 1


def _joined(year: str, rest: str) -> str:
    return f"{year}-{rest}" if year else ""


def _day_of_year(found: _Match) -> str:
    day = int("".join(char for char in found.match["d"] if char.isdigit()))
    month = month_number(found.match["m"])
    named = found.match.groupdict().get("y") or found.context
    return _joined(named or year_before(month, day, found.published), f"{month:02d}-{day:02d}")


def year_before(month: int, day: int, published: str) -> str:
    """The year of the last such day up to the date of publication."""
    if not published:
        return ""
    year, *known = (int(part) for part in published.split("-"))
    later = (month, day)[: len(known)] > tuple(known)
    return str(year - 1 if later else year)


def _iso(found: _Match) -> str | None:
    y, m, d = (int(part) for part in re.findall(r"\d+", found.match[0])[:3])
    plausible = 1000 <= y <= 2999 and 1 <= m <= 12 and 1 <= d <= 31
    return f"{y}-{m:02d}-{d:02d}" if plausible else None


def _day_first_or_last(found: _Match) -> str | None:
    """`05/07/2023`: whether day or month comes first is not known, but where only one can be
    the month, or where points part them as in Europe."""
    first, second = (int(part) for part in re.findall(r"\d+", found.match[0])[:2])
    if not (0 < min(first, second) <= 12 and max(first, second) <= 31):
        return None
    if "." in found.match[0] and second <= 12:
        return f"{found.match['y']}-{second:02d}-{first:02d}"
    if max(first, second) <= 12 and first != second:
        return found.match["y"]
    return f"{found.match['y']}-{min(first, second):02d}-{max(first, second):02d}"


def _month_of_year(found: _Match) -> str:
    return f"{found.match['y']}-{month_number(found.match['m']):02d}"


def _months(found: _Match) -> str:
    first, last = month_number(found.match["m1"]), month_number(found.match["m2"])
    year = found.match.groupdict().get("y") or found.context
    year = year or year_before(last, 1, found.published)
    return span_of_months(year, first, last) if first < last else ""


def span_of_months(year: str, first: int, last: int) -> str:
    """A run of months as a period: a half or a quarter where it is one."""
    if not year:
        return ""
    if (first, last) in ((1, 6), (7, 12)):
        return f"{year}-H{1 if first == 1 else 2}"
    if last - first == 2 and first % 3 == 1:
        return f"{year}-Q{(first + 2) // 3}"
    if (first, last) == (1, 12):
        return year
    return f"{year}-{first:02d}/{year}-{last:02d}"


def _first_months(found: _Match) -> str:
    return span_of_months(found.year, 1, _COUNTS[found.match["n"].lower()])


def _first_quarters(found: _Match) -> str:
    quarters = _COUNTS[found.match["n"].lower()]
    return span_of_months(found.year, 1, 3 * quarters) if quarters < 5 else ""


def _half(found: _Match) -> str:
    return _joined(found.year, f"H{ORDINALS[found.match['o'].lower()]}")


def _quarter(found: _Match) -> str:
    return _joined(found.year, f"Q{ORDINALS[found.match['o'].lower()]}")


def _code(found: _Match) -> str:
    part = found.match["part"].upper()
    return _joined(found.match["y"], part if part[0] in "HQ" else f"{part[1]}{part[0]}")


def _years(found: _Match) -> str | None:
    first, last = found.match["y"], found.match["z"]
    full = first[: 4 - len(last)] + last
    is_month = len(last) == 2 and 1 <= int(last) <= 12
    if is_month and int(full) != int(first) + 1:
        return f"{first}-{last}"
    return f"{first}/{full}" if first < full else None


def _year(found: _Match) -> str:
    """A year; its beginning is January and its end December, as 年初 and 年底 are."""
    words = found.match[0].lower()
    if re.match("the end|end|late|year-end|the close|close", words):
        return f"{found.match['y']}-12"
    if re.match("(?:the )?(?:beginning|start)|early", words):
        return f"{found.match['y']}-01"
    return found.match["y"]


def _since(found: _Match) -> str:
    """`since 2020` lasts until the year of publication."""
    year, published = found.match["y"], found.published[:4]
    return f"{year}/{published}" if year < published else year


def _decade(found: _Match) -> str:
    first = int(found.match["y"][:3]) * 10
    return f"{first}/{first + 9}"


def _this_year(found: _Match) -> str:
    return found.year


def _days(found: _Match) -> str:
    """`5–7 July 2023`."""
    last = _day_of_year(found)
    first = int("".join(char for char in found.match["d0"] if char.isdigit()))
    return f"{last[:8]}{first:02d}/{last}" if last else ""


_W = r"(?<!\w)(?<!\d[.,/:-])"
_FROM = rf"(?:[Ff]rom{_S}|[Bb]etween{_S})"
_THE = rf"(?:the{_S})?"
_Y = rf"(?P<y>{_YEAR})"
_Z = rf"(?P<z>{_YEAR})"
_OF = rf",?{_S}(?:of{_S})?"
_DAY_MONTH = rf"(?P<d>{_DAY}){_S}(?:of{_S})?(?P<m>{MONTH})"
_MONTH_DAY = rf"(?P<m>{MONTH}){_S}(?P<d>{_DAY})"
_MONTHS = rf"{_FROM}?(?P<m1>{MONTH}){_TO}(?P<m2>{MONTH})"
_NAMED = rf"(?:{_OF_YEAR}|{_WHICH})"
_HALF = r"(?P<o>first|second|1st|2nd)[ -]half"
_FISCAL = rf"(?:FY|fiscal(?:{_S}year)?|financial{_S}year)[ -]?"
#: (pattern, kind, reading, whether what follows may make it a quantity), longest first.
_GRAMMAR: tuple[tuple[str, Kind, _Reading, bool], ...] = (
    (r"\d{4}-\d{2}-\d{2}(?!\d)", "date", _iso, False),
    (r"\d{4}[./]\d{1,2}[./]\d{1,2}(?![\d./])", "date", _iso, False),
    (rf"\d{{1,2}}[./]\d{{1,2}}[./]{_Y}(?![\d./])", "date", _day_first_or_last, False),
    (rf"(?P<d0>{_DAY}){_TO}{_DAY_MONTH}(?:,?{_S}{_Y})?", "period", _days, True),
    (rf"{_DAY_MONTH},?{_S}{_Y}", "date", _day_of_year, True),
    (rf"{_MONTH_DAY},?{_S}{_Y}", "date", _day_of_year, True),
    (rf"{_MONTHS}{_OF}{_Y}", "period", _months, True),
    (rf"{_PART}?(?P<m>{MONTH}){_OF}{_Y}", "period", _month_of_year, True),
    (rf"{_DAY_MONTH}(?!\w)", "date", _day_of_year, True),
    (rf"{_MONTH_DAY}(?![\w,.]\w|\w)", "date", _day_of_year, True),
    (rf"{_MONTHS}(?!\w)", "period", _months, False),
    (rf"{_THE}{_HALF}{_NAMED}", "period", _half, True),
    (rf"{_THE}(?P<o>{_ORDINAL})[ -]quarter{_NAMED}", "period", _quarter, True),
    (rf"{_THE}first{_S}(?P<n>{_COUNT}){_S}months{_NAMED}", "period", _first_months, True),
    (rf"{_THE}first{_S}(?P<n>{_COUNT}){_S}quarters{_NAMED}", "period", _first_quarters, True),
    (rf"(?P<part>H[12]|Q[1-4]|[12]H|[1-4]Q)(?:{_S}|[-/])?(?:of{_S})?{_Y}", "period", _code, True),
    (r"(?P<y>(?:19|20)\d\d)[ -]?(?P<part>H[12]|Q[1-4])(?!\w)", "period", _code, False),
    (rf"{_FISCAL}(?P<y>(?:19|20)\d\d)(?:[/–-]\d\d(?:\d\d)?)?(?!\w)", "period", _year, True),
    (rf"{_FROM}{_Y}{_S}(?:and|to|until|through){_S}{_Z}", "period", _years, True),
    (rf"(?P<y>(?:19|20)\d\d)(?:{_S}(?:to|through){_S}|[-–—/]){_Z}", "period", _years, True),
    (r"(?P<y>(?:19|20)\d\d)[/–-](?P<z>\d\d)(?![\w/–-]|[.,]\d)", "period", _years, True),
    (
        rf"{_THE}(?:(?:early|mid|late)[ -])?(?P<y>(?:1[5-9]|20)\d0)['’]?s(?!\w)",
        "period",
        _decade,
        False,
    ),
    (rf"since{_S}{_Y}", "period", _since, True),
    (rf"{_PART}{_Y}", "period", _year, True),
    (_Y, "period", _year, True),
    (rf"(?P<which>(?:last|this|next|the{_S}previous){_S}year)(?!\w)", "period", _this_year, False),
)
_COMPILED = tuple(
    # "may" and "march" are words: the names of months are read as they are printed.
    (re.compile(_W + pattern, 0 if MONTH in pattern else re.IGNORECASE), kind, reading, guarded)
    for pattern, kind, reading, guarded in _GRAMMAR
)
_PUBLISHED = re.compile(r"\d{4}(?:-\d{2}){0,2}", re.ASCII)


def checked_day(published: str) -> str:
    """The date of publication, or nothing where it is none."""
    return published if _PUBLISHED.fullmatch(published) else ""


def read_periods(text: str, published: str = "") -> Iterator[Mention]:
    """Plain calendar dates and periods, in order of preference, possibly overlapping: an
    earlier one is to be kept. `published` (`2023`, `2023-07`, `2023-07-05`) resolves `last
    year` and days without a year."""
    published = checked_day(published)
    named = named_years(text)
    for pattern, kind, reading, guarded in _COMPILED:
        for match in pattern.finditer(text):
            if guarded and not _is_calendar(text, match):
                continue
            context = year_named_before(named, match.start())
            period = reading(_Match(match, published, context))
            if period is not None:
                yield Mention(match.start(), match.end(), match[0], kind, period=period)


def _is_calendar(text: str, match: re.Match[str]) -> bool:
    """Whether the match is a date although its last or only number could count something."""
    named = match.groupdict()
    if named.get("y") and not stands_free(text, match.start("y")) and _begins_with_year(match):
        return False
    return not (text[match.end() - 1].isdigit() and counts_something(text, match.end()))


def _begins_with_year(match: re.Match[str]) -> bool:
    return match.start("y") == match.start()
