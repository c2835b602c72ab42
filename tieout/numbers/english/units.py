"""What a number is a number of: money, percentages, measures, and counted nouns."""

import re
from dataclasses import dataclass
from decimal import Decimal

from tieout.numbers.english.currencies import currency_after
from tieout.numbers.english.measures import measure_after, weight_after
from tieout.numbers.english.numerals import SPACE, Numeral, word_list
from tieout.numbers.english.rates import rate_after
from tieout.numbers.mention import Kind

_PERCENT = re.compile(
    rf"{SPACE}?(?:(?P<pp>-?(?:percentage|percent|per{SPACE}cent)(?:{SPACE}|-)points?|%{SPACE}points?"
    rf"|pps|ppts?|p\.p\.|pp)|(?P<bp>-?basis(?:{SPACE}|-)points?|bps?)"
    rf"|(?P<percent>[%％﹪]|-?per{SPACE}?cent|pct|pc)"
    r"|(?P<permille>‰|per mille))(?![A-Za-z])",
    re.IGNORECASE,
)
_OF = re.compile(rf"{SPACE}of(?={SPACE})")
_NOUN = re.compile(
    rf"{SPACE}{{1,2}}([a-z][a-z-]{{1,24}}s"
    r"|people|women|men|children|staff|aircraft|police|personnel|cattle|sheep|fish|feet|teeth|mice|crew|troops|livestock|offspring|deer)\b(?!['’])"
)
#: Words in -s after a number that are no noun in the plural.
NO_NOUNS = frozenset(
    word_list(
        "is was has does its this his hers ours theirs yours as us thus plus minus versus "
        "less across perhaps always besides towards afterwards sometimes unless whereas makes "
        "shows gives means comes goes takes says says remains stands lies includes covers "
        "leads follows exceeds equals business process access progress success loss analysis "
        "needs wants gets pays earns sells helps allows provides suggests indicates reflects "
        "brings begins seems appears becomes keeps lets tells thinks believes expects hopes "
        "represents basis status focus bonus surplus previous various numerous serious continuous "
        "famous census campus virus gas bus class overseas business-as times percents ones others"
    )
)


@dataclass(frozen=True, slots=True)
class Unit:
    """The unit of a number: its code, the kind of mention it makes, a factor to the code's
    unit, and where it ends in the text."""

    code: str
    kind: Kind
    end: int
    factor: Decimal = Decimal(1)


def unit_after(text: str, end: int, numeral: Numeral) -> Unit | None:
    """The unit printed right after offset `end`, where the numeral ends with what is glued to
    it; None where the next word is no unit. Of a vague numeral the noun follows `of`."""
    if weight := weight_after(text, end):
        return Unit(weight[0], "amount", weight[1])
    unit = _percent_after(text, end) or _money_after(text, end, numeral.value)
    unit = unit or _measure_after(text, end, numeral.in_digits) or _noun_after(text, end)
    if unit is None and numeral.takes_of and (link := _OF.match(text, end)):
        end = link.end()
        unit = _money_after(text, end, numeral.value) or _measure_after(text, end, in_digits=False)
        return unit or _noun_after(text, end)
    return unit


def _percent_after(text: str, end: int) -> Unit | None:
    match = _PERCENT.match(text, end)
    if match is None:
        return None
    if match["bp"]:
        return Unit("pp", "pp", match.end(), Decimal("0.01"))
    if match["pp"]:
        return Unit("pp", "pp", match.end())
    code = "permille" if match["permille"] else "percent"
    return Unit(code, "percent", match.end())


def _money_after(text: str, end: int, value: Decimal) -> Unit | None:
    money = currency_after(text, end, value)
    return Unit(money.code, "amount", money.end, money.factor) if money else None


def _measure_after(text: str, end: int, in_digits: bool) -> Unit | None:
    measure = measure_after(text, end, in_digits)
    if measure is None:
        return None
    code, end, factor = measure
    return Unit(code, "amount", end, factor)


def _noun_after(text: str, end: int) -> Unit | None:
    match = _NOUN.match(text, end)
    if match is None or match[1].endswith("ss"):
        return None
    if match[1] in NO_NOUNS and not (match[1] == "times" and rate_after(text, match.end())):
        return None
    return Unit(f"count:{match[1]}", "count", match.end())
