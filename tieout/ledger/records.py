"""The rows of the ledger: facts, indicators, areas, translations."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from tieout.numbers.mention import Bound

Status = Literal["actual", "target", "plan", "capacity", "threshold", "tier"]
PeriodBasis = Literal["stated", "publication", "context", "none"]
IndicatorKind = Literal["flow", "stock", "cumulative", "rate", "rank", "property"]

ID = r"^[a-z0-9]+(?:[.-][a-z0-9]+)*$"
PERIOD = r"^(?:\d{4}(?:-(?:H[12]|Q[1-4]|\d{2}(?:-\d{2})?))?(?:/\d{4}(?:-(?:H[12]|Q[1-4]|\d{2}(?:-\d{2})?))?)?)?$"
VALUE = r"^-?\d+(?:\.\d+)?(?:\.\.-?\d+(?:\.\d+)?)?$"


class Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=False)


class Area(Row):
    """A territory or body that facts speak of. `within` is the id of the area that holds it."""

    id: str = Field(pattern=ID)
    name_en: str = Field(min_length=1)
    name_zh: str = Field(min_length=1)
    kind: Literal["zone", "area", "park", "city", "port", "province", "country", "organisation"]
    within: str = ""
    note: str = ""


class Indicator(Row):
    """What is measured. A `flow` belongs to a period, a `stock` to a moment; `cumulative`
    counts from a start, which its definition names."""

    id: str = Field(pattern=ID)
    name_en: str = Field(min_length=1)
    name_zh: str = Field(min_length=1)
    definition_en: str = Field(min_length=1)
    definition_zh: str = Field(min_length=1)
    unit: str
    kind: IndicatorKind
    theme: str = Field(min_length=1)


class Fact(Row):
    """A mention taken into the ledger.

    `quote` stands exactly once in the cleaned source, within one sentence, and `number`
    exactly once in the quote; `number` is the whole text of a mention. `value` is in the
    base unit (a range as `low..high`). `period_basis` tells how the period is known:
    `stated`, from 去年 and the day of `publication`, from `context`, or `none`.
    `restates` is the id of the fact that this row says again.
    """

    id: str = Field(pattern=ID)
    source: str
    quote: str = Field(min_length=1)
    number: str = Field(min_length=1)
    value: str = Field(pattern=VALUE)
    unit: str
    bound: Bound
    indicator: str
    area: str
    period: str = Field(pattern=PERIOD)
    period_basis: PeriodBasis
    status: Status
    restates: str = ""
    note: str = ""


class Translation(Row):
    """An English translation of a sentence. `original` is the sentence in full, so that a
    translation cannot drift from its text unseen."""

    sentence: str = Field(pattern=r"^s-[0-9a-f]+(?:-[0-9a-f]+)?$")
    original: str = Field(min_length=1)
    translation: str = Field(min_length=1)
