"""The record of a numeric expression in a text."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple, get_args

Kind = Literal[
    "amount",  # a measured quantity: money, weight, area, energy, containers, a duration
    "count",  # a number of things that are counted: 54,000 companies
    "percent",  # a percentage or a per mille
    "pp",  # percentage points
    "ratio",  # a fraction or a proportion between two numbers
    "multiple",  # times, -fold, doubled
    "share",  # a part of a whole told in tenths or fractions (三成, half)
    "range",  # low to high with a shared unit
    "rank",  # a place in an order: first in the country, 15th
    "ordinal",  # a number that orders without ranking: the third batch, item 058
    "date",
    "period",
    "name",  # a proper name that holds a numeral: 三一重工, 5G
    "slogan",  # a policy formula: 三高四新, 十四五
    "idiom",  # a set phrase whose numeral counts nothing: 一片繁忙
    "identifier",  # a document or model number
    "phone",
    "unparsed",  # a numeral that no rule explains
]
Bound = Literal["exact", "over", "at_least", "under", "at_most", "about"]
Direction = Literal["", "up", "down"]

KINDS: tuple[str, ...] = get_args(Kind)
BOUNDS: tuple[str, ...] = get_args(Bound)

#: Kinds whose mentions carry analytical content: each is a fact or is set aside by a person.
QUANTITATIVE: frozenset[str] = frozenset(
    {"amount", "count", "percent", "pp", "ratio", "multiple", "share", "range", "rank"}
)


class Mention(NamedTuple):
    """A numeric expression in a text. (A tuple, which is made several times sooner than a frozen
    dataclass: texts hold very many of them.)

    `start` and `end` are character offsets into the text as it was given, and
    `text[start:end]` is `text`: the numeral with its scale, its unit or classifier and a
    following 余, 多 or 级; words before it (超, 近, 约) and 以上 or 左右 after it are left
    out and told by `bound`. A range is one mention.

    `value` is in the base unit (CNY and not 亿元; a percentage as it is printed), `None`
    for a range, whose ends are `low` and `high`, and for kinds that hold no value.
    `step` is what one unit of the last printed digit is worth in the base unit: 65.6万 has
    1000. `unit` is a code: ISO 4217 for money, `percent`, `pp`, `permille`, pint's names
    for measures, `TEU`, `count:家` with the classifier or noun as printed, rates with a
    slash (`count:套/year`), `rank`, or empty. `period` is resolved against the date of
    publication where one was given: `2025`, `2025-H1`, `2025-06`, `2023-07-05`,
    `2020/2025`.

    A share told in tenths or as a half is in percent (三成 is 30 percent); any other fraction
    is the fraction itself, without a unit (三分之一). A multiple has no unit. `direction` says
    that the number is itself the size of a change (增长2.1倍 is up), and is empty where the
    number is the level that was reached (增长到2.1倍); doubling (翻一番) is the multiple that
    results, 2, and up. An ordinal may have a `value`, which measures nothing.
    """

    start: int
    end: int
    text: str
    kind: Kind
    unit: str = ""
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    step: Decimal | None = None
    bound: Bound = "exact"
    direction: Direction = ""
    period: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """An expression that a report lists because only this report knows it: a company's
    name, a local slogan. `kind` is name, slogan, idiom or identifier."""

    text: str
    kind: Kind
    note: str = ""
