"""Periods that the time of writing or the text before tells: `in July`, `the third quarter`, `Q3`,
`2Q25`, `the three months to June`, `five years ago`, `yesterday`, `the 19th century`.

They are no plain calendar dates, so that they are read apart from `periods`.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from tieout.numbers.english.periods import (
    MONTH,
    ORDINALS,
    checked_day,
    month_number,
    span_of_months,
    year_before,
)
from tieout.numbers.english.years import counts_something, named_years, year_named_before
from tieout.numbers.mention import Mention

_S = r"[ \u00a0\n]"
_FEW = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_NUMBERS = {word: value for value, word in enumerate(_FEW.split("|"), 2)}
_ORDINAL = "|".join(ORDINALS)
_THE = rf"(?:the{_S})?"

_CODE = re.compile(
    rf"(?<![\w])(?:(?P<a>[1-4]Q|[12]H|Q[1-4]|H[12]){_S}?(?:FY{_S}?|CY{_S}?|of{_S}FY)?['’]?"
    rf"(?P<y>20\d\d|\d\d)|FY{_S}?['’]?(?P<fy>\d\d)(?:/\d\d|-\d\d)?)(?![\w%]|[.,]\d)"
)
_MONTHS_TO = re.compile(
    rf"(?<!\w){_THE}(?:(?:first{_S})?(?P<n>{_FEW}|3|6|9|12)(?:{_S}|-)months?(?:{_S}period)?{_S}"
    rf"(?:to|end(?:ed|ing)|through)"
    rf"|(?P<whole>quarter|half[- ]year|half){_S}end(?:ed|ing))"
    rf"(?:{_S}(?:the{_S})?end(?:{_S}of)?|{_S}on)?{_S}"
    rf"(?:(?:3[01]|[12]\d|[1-9]){_S})?(?P<m>(?-i:{MONTH}))(?:{_S}(?:3[01]|[12]\d|[1-9])(?!\d))?"
    rf"(?:,?{_S}(?P<y>20\d\d|19\d\d)(?!\d))?(?!\w)",
    re.IGNORECASE,
)
_PART = re.compile(
    rf"(?<![\w])(?:{_THE}(?P<half>first|second)[ -]half|{_THE}(?P<quarter>{_ORDINAL})[ -]quarter"
    rf"|{_THE}first{_S}(?P<n>{_FEW}){_S}(?P<of>months|quarters)"
    rf"|{_THE}(?P<ends>March|June|September|December)[ -]quarter"
    rf"|(?P<code>[HQ][1-4]))"
    rf"(?!\w)(?!{_S}of{_S}(?!the{_S}year\b))",
    re.IGNORECASE,
)
#: The halves and quarters of what is no year.
_NO_YEAR = re.compile(
    r"(?:goal|match|game|kick|lead|score|play|team|minute|time|[- ]back)", re.IGNORECASE
)
_AGO = re.compile(
    rf"(?<!\w)(?:an?|one|{_FEW}|several|\d{{1,4}}(?:,\d{{3}})*|a{_S}(?:few|couple{_S}of|dozen)){_S}"
    rf"(?:(?:hundred|thousand|million|billion){_S})?"
    rf"(?:years?|quarters?|months?|weeks?|days?|decades?|centur(?:y|ies)|hours?|minutes?){_S}"
    rf"(?:ago|earlier(?!{_S}than)|previously|beforehand|before(?=[.,;:)\n]|$))(?!\w)",
    re.IGNORECASE,
)
_LAST_MONTH = re.compile(
    rf"(?<!\w){_THE}(?P<which>last|this|next|previous){_S}(?P<what>month|quarter|week)(?!\w|-)",
    re.IGNORECASE,
)
_YESTERDAY = re.compile(r"(?<![\w'’-])yesterday(?![\w'’])", re.IGNORECASE)
_CENTURY = re.compile(
    r"(?<!\w)(?:the )?(?:(?:early|mid|late)[- ])?(?P<n>\d{1,2})(?:st|nd|rd|th)[ -]century(?!\w)",
    re.IGNORECASE,
)
#: A year before 1900 wants to be led in, for it may as well count.
_OLD_YEAR = re.compile(
    r"(?<![\w])(?:(?P<since>since )|(?<=\bin )|(?<=\bby )|(?<=\bfrom )"
    r"|(?<=\bof )|(?<=\bthe )|(?<=\buntil ))"
    r"(?P<y>1[4-8]\d\d)(?:[-–](?P<z>(?:1[4-9]|20)\d\d))?(?![\w%,.–-]?\d|[\w%])",
    re.IGNORECASE,
)
#: Months alone. Some are words or names as well, and want to be led in.
_PLAIN = "January|February|June|July|September|October|November|December"
_LED = "March|April|May|August"
_LEAD = (
    r"(?:in|by|since|until|till|of|from|to|for|during|through|and|or|late|early|mid|last|this|next|every|each"
    r"|between|over|on|than|versus|vs|the|ended|ending|before|after|around|into)"
)
_MONTH_ALONE = re.compile(
    rf"(?<![\w-])(?:(?:(?:[Ee]arly|[Mm]id|[Ll]ate)(?:{_S}|-)|[Tt]he{_S}end{_S}of{_S})"
    rf"(?P<e>{_PLAIN}|{_LED})|(?P<p>{_PLAIN})|(?<=\s)(?P<l>{_LED}))(?![\w-])(?!{_S}(?:\d|[A-Z][a-z]))"
)
_LED_IN = re.compile(rf"(?<!\w){_LEAD}{_S}$", re.IGNORECASE)
_SENTENCE = 160
_FIGURES = re.compile(rf"['’]s?\b|{_S}(?:figures?|data|sales|exports|imports|delivery|futures)\b")


def read_recent_periods(text: str, published: str = "") -> Iterator[Mention]:
    """Periods that name no year, resolved by the year named last before them or by the date of
    publication where they can be. What could be read in two ways stays unresolved."""
    published = checked_day(published)
    named = named_years(text)

    def context(match: re.Match[str]) -> str:
        return _year_in_sentence(text, named, match.start())

    for match in _CODE.finditer(text):
        yield _mention(match, _coded(match))
    for match in _OLD_YEAR.finditer(text):
        if not counts_something(text, match.end()):
            last = match["z"] or (published[:4] if match["since"] else "")
            end = f"/{last}" if last > match["y"] else ""
            yield _mention(match, match["y"] + end)
    for match in _AGO.finditer(text):
        yield _mention(match, "")
    for match in _LAST_MONTH.finditer(text):
        yield _mention(match, _last(match, published))
    for match in _YESTERDAY.finditer(text):
        yield Mention(match.start(), match.end(), match[0], "date", period=_day_before(published))
    for match in _CENTURY.finditer(text):
        first = 100 * int(match["n"]) - 99
        if 1000 < first < 2200:
            yield _mention(match, f"{first}/{first + 99}")
    for match in _PART.finditer(text):
        if not _NO_YEAR.search(text, match.end(), match.end() + 12):
            yield _mention(match, _part(match, context(match), published))
    for match in _MONTH_ALONE.finditer(text):
        if _is_month(text, match):
            yield _mention(match, _month(match, context(match), published))


def read_months_to(text: str, published: str = "") -> Iterator[Mention]:
    """`the three months to June 30`, which holds a date."""
    published = checked_day(published)
    named = named_years(text)
    for match in _MONTHS_TO.finditer(text):
        year = match["y"] or _year_in_sentence(text, named, match.start())
        yield _mention(match, _months_to(match, year, published))


def _year_in_sentence(text: str, named: list[tuple[int, str]], start: int) -> str:
    """The year named last before, in the same sentence."""
    year = year_named_before(named, start)
    before = text[max(0, start - _SENTENCE) : start]
    return year if year and year in before.rpartition(". ")[2] else ""


def _mention(match: re.Match[str], period: str) -> Mention:
    return Mention(match.start(), match.end(), match[0], "period", period=period)


def _coded(match: re.Match[str]) -> str:
    """`2Q25`, `Q4 FY25`, `FY25`."""
    printed = match["y"] or match["fy"]
    year = printed if len(printed) == 4 else f"20{printed}"
    part = (match["a"] or "").upper()
    if not part:
        return year
    return f"{year}-{part if part[0] in 'HQ' else part[1] + part[0]}"


def _months_to(match: re.Match[str], year: str, published: str) -> str:
    if match["whole"]:
        count = 3 if match["whole"].lower() == "quarter" else 6
    else:
        count = _NUMBERS.get(match["n"].lower()) or int(match["n"])
    last = month_number(match["m"])
    year = year or year_before(last, 1, published)
    if not year:
        return ""
    if count <= last:
        return span_of_months(year, last - count + 1, last)
    return f"{int(year) - 1}-{last - count + 13:02d}/{year}-{last:02d}"


def _part(match: re.Match[str], context: str, published: str) -> str:
    """A half, a quarter or the first months, of the year named before or the latest begun."""
    part = (match["code"] or "").upper()
    if match["half"]:
        part = f"H{ORDINALS[match['half'].lower()]}"
    elif match["quarter"]:
        part = f"Q{ORDINALS[match['quarter'].lower()]}"
    elif match["ends"]:
        part = f"Q{month_number(match['ends']) // 3}"
    if part in ("H3", "H4"):
        return ""
    if part:
        begins = 6 * int(part[1]) - 5 if part[0] == "H" else 3 * int(part[1]) - 2
        year = context or year_before(begins, 1, published)
        return f"{year}-{part}" if year else ""
    months = _NUMBERS[match["n"].lower()] * (3 if match["of"].lower() == "quarters" else 1)
    return (
        span_of_months(context or year_before(months, 1, published), 1, months)
        if months < 13
        else ""
    )


def _last(match: re.Match[str], published: str) -> str:
    what, which = match["what"].lower(), match["which"].lower()
    if what != "month" or len(published) < 7:
        return ""
    shift = {"this": 0, "next": 1}.get(which, -1)
    months = 12 * int(published[:4]) + int(published[5:7]) - 1 + shift
    return f"{months // 12}-{months % 12 + 1:02d}"


def _day_before(published: str) -> str:
    try:
        return str(date.fromisoformat(published) - timedelta(days=1))
    except (ValueError, OverflowError):
        return ""


def _is_month(text: str, match: re.Match[str]) -> bool:
    if match["e"] or match["p"]:
        return True
    before = _LED_IN.search(text, max(0, match.start() - 12), match.start())
    return bool(before or _FIGURES.match(text, match.end()))


def _month(match: re.Match[str], context: str, published: str) -> str:
    month = month_number(match["e"] or match["p"] or match["l"])
    year = context or year_before(month, 1, published)
    return f"{year}-{month:02d}" if year else ""
