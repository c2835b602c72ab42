"""The rows of the ledger: facts, what is set aside, decisions, indicators, areas, names, units,
translations, relations, families of indicators, notes on conflicts."""

from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from tieout.numbers.mention import Bound

Status = Literal["actual", "target", "plan", "capacity", "threshold", "tier"]
PeriodBasis = Literal["stated", "publication", "context", "none"]
IndicatorKind = Literal["flow", "stock", "cumulative", "rate", "rank", "property"]
AreaKind = Literal["zone", "area", "park", "city", "port", "province", "country", "organisation"]
TermKind = Literal["name", "slogan", "idiom", "identifier"]
AsideKind = Literal["scene", "grammar", "figure", "name", "part", "again", "outside", "damaged"]
DecidedField = Literal["value", "unit", "bound", "number"]
Related = Literal["area", "indicator", "fact"]
RelationKind = Literal["part", "all", "alike", "pace", "share", "after"]
Limit = Literal["any", "caveat", "no"]

ID = r"^[a-z0-9]+(?:[.-][a-z0-9]+)*$"
_MOMENT = r"\d{4}(?:-(?:H[12]|Q[1-4]|(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?))?"
PERIOD = rf"^(?:{_MOMENT}(?:/{_MOMENT})?)?$"
VALUE = r"^-?\d+(?:\.\d+)?(?:\.\.-?\d+(?:\.\d+)?)?$"

#: A text that is not blank.
_SAID = r"^[\s\S]*\S[\s\S]*$"

_ID = Field(pattern=ID, description="lower-case words and digits, joined by dots or hyphens")


class Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=False)


class Area(Row):
    """A territory or body that facts speak of. `within` is the id of the area that holds it."""

    id: str = _ID
    name_en: str = Field(min_length=1, description="name in English")
    name_zh: str = Field(min_length=1, description="name in Chinese")
    kind: AreaKind = Field(description="what sort of territory or body it is")
    within: str = Field(default="", description="id of the area that holds it")
    note: str = Field(default="", description="what a reader should know of it")


class Indicator(Row):
    """What is measured. A `flow` belongs to a period, a `stock` to a moment; `cumulative`
    counts from a start, which its definition names. A growth rate says what grows: it applies
    to nothing else."""

    id: str = _ID
    name_en: str = Field(min_length=1, description="name in English")
    name_zh: str = Field(min_length=1, description="name in Chinese")
    definition_en: str = Field(min_length=1, description="what is counted, in English")
    definition_zh: str = Field(min_length=1, description="what is counted, in Chinese")
    unit: str = Field(description="unit code")
    kind: IndicatorKind = Field(description="how it relates to time")
    theme: str = Field(min_length=1, description="the subject that it belongs to")
    of: str = Field(default="", description="the indicator whose growth it is; empty for others")


class Fact(Row):
    """A mention taken into the ledger.

    `quote` stands exactly once in the cleaned source, within one sentence, and `number`
    exactly once in the quote; `number` is the whole text of a mention. `value` is in the
    base unit (a range as `low..high`). `period_basis` tells how the period is known:
    `stated`, from 去年 and the day of `publication`, from `context`, or `none`.
    `restates` is the id of the fact that this row says again.
    """

    id: str = _ID
    source: str = Field(
        min_length=1, description="id of the source: its file name under seeds/, no ending"
    )
    quote: str = Field(
        min_length=1, description="words of one sentence that stand once in the cleaned source"
    )
    number: str = Field(
        min_length=1, description="the whole numeric expression, which stands once in the quote"
    )
    value: str = Field(
        pattern=VALUE, description="plain digits in the base unit, a range as low..high"
    )
    unit: str = Field(description="unit code")
    bound: Bound = Field(description="what the words around the number say of it")
    indicator: str = Field(min_length=1, description="id in indicators.csv of what is measured")
    area: str = Field(min_length=1, description="id in areas.csv of where it is measured")
    period: str = Field(
        pattern=PERIOD,
        description="2025, 2025-H1, 2025-Q3, 2025-06, 2025-06-30, from/to, or empty",
    )
    period_basis: PeriodBasis = Field(description="how the period is known")
    status: Status = Field(description="whether it happened, is meant to, or is a mark to reach")
    restates: str = Field(default="", description="id of the fact that this row says again")
    note: str = Field(default="", description="what a reader should know of it")

    @property
    def numbers(self) -> tuple[Decimal, ...]:
        """The value, or the two ends of a range."""
        return tuple(Decimal(part) for part in self.value.split(".."))


class SetAside(Row):
    """A mention that a person has looked at and not taken into the ledger. `quote` and
    `number` are as those of a fact; `kind` groups the reasons."""

    source: str = Field(
        min_length=1, description="id of the source: its file name under seeds/, no ending"
    )
    quote: str = Field(
        min_length=1, description="words of one sentence that stand once in the cleaned source"
    )
    number: str = Field(
        min_length=1, description="the whole numeric expression, which stands once in the quote"
    )
    kind: AsideKind = Field(description="the sort of reason")
    reason: str = Field(
        min_length=1, pattern=_SAID, description="why the report does not use it, for readers"
    )


class Decision(Row):
    """An editor's decision that a fact differs from what the recogniser reads in its quote,
    because the text itself is damaged."""

    fact: str = Field(min_length=1, description="id of the fact")
    field: DecidedField = Field(description="the cell that differs from what is read")
    reason: str = Field(
        min_length=1, pattern=_SAID, description="why the row holds and not the reading"
    )


class Name(Row):
    """An expression with a numeral that only this report knows: a company, a slogan."""

    text: str = Field(min_length=1, description="the expression as sources print it")
    kind: TermKind = Field(description="what it is")
    note: str = Field(default="", description="what it stands for")


class NewUnit(Row):
    """A unit that the report adds to those that the package knows."""

    code: str = Field(
        pattern=r"^[^\s/:,]+$", description="unit code, without blank, slash or colon"
    )
    name_en: str = Field(min_length=1, description="what follows a number in English")
    name_zh: str = Field(min_length=1, description="what follows a number in Chinese")


class Translation(Row):
    """A translation of a sentence. `original` is the sentence in full, so that a
    translation cannot drift from its text unseen."""

    sentence: str = Field(
        pattern=r"^s-[0-9a-f]+(?:-[0-9a-f]+)?$", description="id of a sentence of the source"
    )
    original: str = Field(min_length=1, description="the sentence in full, as cleaned")
    translation: str = Field(min_length=1, description="the sentence in the report's language")


class Relation(Row):
    """How two areas, indicators or facts stand to each other, where a rule that looks for
    contradictions needs to know it. `reason` is why the report takes it to be so."""

    what: Related = Field(description="what both ids name")
    one: str = Field(pattern=ID, description="id of the part, the rate, the pace or the sequel")
    kind: RelationKind = Field(description="what `one` is to `other`")
    other: str = Field(pattern=ID, description="id of the whole, or of what `one` is told of")
    reason: str = Field(min_length=1, pattern=_SAID, description="why it is taken to be so")


class Family(Row):
    """Indicators that readers may set side by side. Rules compute what may be compared; `limit`
    can only lower their verdict, and `note` says what no rule sees."""

    id: str = _ID
    name_en: str = Field(min_length=1, description="name in English")
    name_zh: str = Field(min_length=1, description="name in Chinese")
    indicators: str = Field(min_length=1, description="ids of its indicators, with blanks between")
    limit: Limit = Field(default="any", description="the best verdict that may be given")
    note: str = Field(default="", description="what an analyst adds, for readers")

    @property
    def members(self) -> tuple[str, ...]:
        """The ids of its indicators."""
        return tuple(self.indicators.split())


class ConflictNote(Row):
    """What an editor says of a contradiction that a rule has found."""

    rule: str = Field(pattern=ID, description="the rule that finds it")
    facts: str = Field(min_length=1, description="ids of the facts, with blanks between")
    title: str = Field(min_length=1, pattern=_SAID, description="the contradiction in a sentence")
    explanation: str = Field(min_length=1, pattern=_SAID, description="what could explain it")
    treatment: str = Field(min_length=1, pattern=_SAID, description="what the report does")

    @property
    def members(self) -> tuple[str, ...]:
        """The ids of its facts."""
        return tuple(self.facts.split())
