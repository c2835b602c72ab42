"""The ledger as Polars frames, which chapters compute with."""

from collections.abc import Sequence

import polars as pl

from tieout.ledger.ledger import Ledger
from tieout.ledger.periods import show_period
from tieout.ledger.tie import TiedFact
from tieout.quantities.quantity import Quantity

#: The columns of `facts_frame`: type and meaning.
FACTS_SCHEMA: dict[str, pl.DataType] = {
    "id": pl.String(),  # the fact's id
    "source": pl.String(),  # id of the source
    "sentence": pl.String(),  # id of the sentence
    "quote": pl.String(),  # words that stand once in the source
    "number": pl.String(),  # the number as printed
    "value": pl.Float64(),  # in the base unit; null for a range
    "low": pl.Float64(),  # lower end of the interval; null where it is open
    "high": pl.Float64(),  # upper end of the interval; null where it is open
    "step": pl.Float64(),  # what the last printed digit is worth; null where none was told
    "unit": pl.String(),  # unit code
    "bound": pl.String(),  # exact, over, at_least, under, at_most, about
    "indicator": pl.String(),
    "indicator_en": pl.String(),
    "indicator_zh": pl.String(),
    "theme": pl.String(),  # the indicator's subject
    "area": pl.String(),
    "area_en": pl.String(),
    "area_zh": pl.String(),
    "period": pl.String(),  # empty where the source does not say
    "period_en": pl.String(),  # the period in words
    "period_zh": pl.String(),
    "period_basis": pl.String(),  # stated, publication, context, none
    "status": pl.String(),  # actual, target, plan, capacity, threshold, tier
    "restates": pl.String(),  # id of the fact that it says again, or empty
    "shown": pl.String(),  # as a reader sees it in English
    "shown_zh": pl.String(),  # as a reader sees it in Chinese
    "text": pl.String(),  # the whole sentence in the source's words
    "note": pl.String(),
    "quantity": pl.Struct(  # the number as columns are computed with: see docs/chapters.md
        {
            "value": pl.Float64(),
            "low": pl.Float64(),
            "high": pl.Float64(),
            "unit": pl.String(),
            "period": pl.String(),
            "id": pl.String(),
        }
    ),
}


def facts_frame(tied: Sequence[TiedFact], ledger: Ledger) -> pl.DataFrame:
    """One row for each fact in the ledger's order, with the columns of `FACTS_SCHEMA`."""
    rows = [_row(one, ledger) for one in tied]
    return pl.DataFrame(rows, schema=FACTS_SCHEMA, orient="row")


def _row(one: TiedFact, ledger: Ledger) -> tuple[object, ...]:
    fact, quantity = one.fact, one.quantity
    area = ledger.areas.get(fact.area)
    indicator = ledger.indicators.get(fact.indicator)
    return (
        fact.id,
        fact.source,
        one.sentence.id,
        fact.quote,
        fact.number,
        *_floats(quantity),
        fact.unit,
        fact.bound,
        fact.indicator,
        indicator.name_en if indicator else fact.indicator,
        indicator.name_zh if indicator else fact.indicator,
        indicator.theme if indicator else "",
        fact.area,
        area.name_en if area else fact.area,
        area.name_zh if area else fact.area,
        fact.period,
        show_period(fact.period, "en"),
        show_period(fact.period, "zh"),
        fact.period_basis,
        fact.status,
        fact.restates,
        one.shown("en", ledger.units),
        one.shown("zh", ledger.units),
        one.sentence.text,
        fact.note,
        _quantity(one),
    )


def _quantity(one: TiedFact) -> dict[str, object]:
    value, low, high, _ = _floats(one.quantity)
    fact = one.fact
    return {
        "value": value,
        "low": low,
        "high": high,
        "unit": one.quantity.unit,
        "period": fact.period,
        "id": fact.id,
    }


def _floats(quantity: Quantity) -> tuple[float | None, ...]:
    numbers = (quantity.value, quantity.low, quantity.high, quantity.step)
    return tuple(None if number is None else float(number) for number in numbers)
