"""What an amount is told per: `a barrel`, `per person per day`, `/kg`, `per 1,000 people`."""

import re

from tieout.numbers.english.currencies import CODES, CURRENCY_NAMES, currency_named
from tieout.numbers.english.measures import measure_at
from tieout.numbers.english.numerals import SPACE

_TIMES = "year|quarter|month|fortnight|week|day|night|hour|minute|second|season"
#: `a year earlier` says when, and not how often.
_WHEN = (
    rf"(?!{SPACE}(?:ago|earlier|later|previously|old|on(?=[,.;])|beforehand)\b"
    rf"|{SPACE}(?:after|before){SPACE}(?:the|an?|its|his|her|their|our|this|that|it|he|she|they"
    rf"|[a-z]{{2,12}}ing|[A-Z])\b|{SPACE}(?:before|after)(?=[.,;:)]|$))"
)
#: What things are sold or shared out by.
_SOLD_BY = (
    "share|barrel|bushel|ounce|tonne|ton|pound|kilogram|kilo|gram|gallon|lit(?:re|er)|head|person|piece"
    "|unit|seat|ticket|bottle|glass|pint|cup|can|box|bag|sack|case|item|copy|car|vehicle|household"
    "|student|pupil|patient|child|worker|employee|customer|passenger|hectare|acre|mile"
    "|kilomet(?:re|er)|met(?:re|er)|foot|megawatt-hour|kilowatt-hour"
    "|square (?:foot|met(?:re|er)|mile)|cubic met(?:re|er)"
    "|word|page|call|trip|ride|visit|pop|go|time|game|match|shift|dozen|pack|container|room|flat|house|home|dose"
)
_EACH = re.compile(
    rf"(?:{SPACE}an?{SPACE}|-an?-|{SPACE}every{SPACE}|{SPACE}each{SPACE})"
    rf"(?:(?P<time>{_TIMES})|(?P<sold>{_SOLD_BY}))\b{_WHEN}"
)
_ADVERB = re.compile(rf"{SPACE}(annually|yearly|monthly|weekly|daily)\b")
_PER = re.compile(
    rf"{SPACE}per{SPACE}(?:(?P<base>\d[\d,]{{0,12}}|(?:(?:ten|one|a|hundred){SPACE})?"
    rf"(?:hundred|thousand|million)){SPACE})?(?P<kind>\d{{1,3}}-[a-z]{{2,10}}{SPACE})?"
    r"(?P<noun>[a-z]{3,16})\b"
)
_SLASH = re.compile(rf"/{SPACE}?([a-z]{{3,16}})\b")
_PER_ONE = re.compile(rf"{SPACE}per{SPACE}|/{SPACE}?")
#: A rate of exchange: so much of one currency per unit of another.
_PER_CURRENCY = re.compile(
    rf"(?:{SPACE}per{SPACE}|/{SPACE}?)((?:{CODES}|"
    + "|".join(f"(?:{pattern})" for pattern, _ in CURRENCY_NAMES)
    + r"))(?![A-Za-z])"
)
_BASES = {
    "hundred": 100,
    "thousand": 1000,
    "ten thousand": 10**4,
    "hundred thousand": 10**5,
    "million": 10**6,
}
_ADVERBS = {
    "annually": "year",
    "yearly": "year",
    "monthly": "month",
    "weekly": "week",
    "daily": "day",
}
#: Words after `per` that stand for another.
_MEANT = {"capita": "person", "annum": "year", "ton": "tonne", "diem": "day"}
_MOST_RATES = 2


def rate_after(text: str, end: int, *, of_things: bool = False) -> tuple[str, int] | None:
    """What a number that ends at `end` with its unit is told per, and where that ends. With
    `of_things` the number counts, and only a time may follow `a`."""
    found: list[str] = []
    while len(found) < _MOST_RATES:
        rate = _one_rate(text, end, of_things)
        if rate is None:
            break
        found.append(rate[0])
        end = rate[1]
    return ("/".join(found), end) if found else None


def _one_rate(text: str, end: int, of_things: bool) -> tuple[str, int] | None:
    if money := _PER_CURRENCY.match(text, end):
        return currency_named(money[1]), money.end()
    if adverb := _ADVERB.match(text, end):
        return _ADVERBS[adverb[1]], adverb.end()
    if each := _EACH.match(text, end):
        if each["sold"] and of_things:
            return None
        return _code(text, each.start(each.lastgroup or 0), each.end()), each.end()
    return _per_measure(text, end) or _per_noun(text, end) or _per_slash(text, end, of_things)


def _code(text: str, start: int, end: int) -> str:
    """The code of a unit, or the noun as it is printed."""
    measure = measure_at(text, start)
    if measure is not None and measure[1] == end:
        return measure[0]
    printed = text[start:end]
    return _MEANT.get(printed, printed)


def _per_measure(text: str, end: int) -> tuple[str, int] | None:
    lead = _PER_ONE.match(text, end)
    return measure_at(text, lead.end()) if lead else None


def _per_noun(text: str, end: int) -> tuple[str, int] | None:
    match = _PER.match(text, end)
    if match is None:
        return None
    per = _MEANT.get(match["noun"], match["noun"])
    if match["kind"]:
        per = f"{match['kind'].strip()} {per}"
    if base := match["base"]:
        words = re.sub(r"\s", " ", base).removeprefix("one ").removeprefix("a ")
        per = f"{_BASES.get(words, base.replace(',', ''))} {per}"
    return per, match.end()


def _per_slash(text: str, end: int, of_things: bool) -> tuple[str, int] | None:
    match = None if of_things else _SLASH.match(text, end)
    return (match[1], match.end()) if match else None
