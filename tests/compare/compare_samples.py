"""Tied facts made by hand: what they measure matters here, where they stand does not."""

from decimal import Decimal
from typing import Any

from tieout.ledger.records import Area, Fact, Indicator
from tieout.ledger.tie import TiedFact
from tieout.numbers.mention import Mention
from tieout.quantities.quantity import Quantity
from tieout.text.document import Sentence
from tieout.text.mapped import MappedText


def tied(
    id: str,
    indicator: str,
    area: str,
    period: str,
    unit: str,
    value: str,
    **more: Any,
) -> TiedFact:
    """A fact whose quote is its whole sentence. `more`: `low`, `high` (else the value; "" is
    open), `bound`, `status`, `text` and `number` of the sentence, `source`, `restates`,
    `basis`."""
    number = more.get("number", value)
    text = more.get("text", f"{number} of {id}")
    start = text.index(number)
    bound = more.get("bound", "exact")
    fact = Fact(
        id=id,
        source=more.get("source", "paper"),
        quote=text,
        number=number,
        value=value,
        unit=unit,
        bound=bound,
        indicator=indicator,
        area=area,
        period=period,
        period_basis=more.get("basis", "stated" if period else "none"),
        status=more.get("status", "actual"),
        restates=more.get("restates", ""),
    )
    ends = [
        Decimal(more[end]) if more.get(end) else (None if end in more else Decimal(value))
        for end in ("low", "high")
    ]
    mention = Mention(
        start, start + len(number), number, "amount", unit=unit, value=Decimal(value), bound=bound
    )
    sentence = Sentence(f"s-{sum(map(ord, text)) % 10**8:08d}", fact.source, MappedText.of(text))
    quantity = Quantity(Decimal(value), ends[0], ends[1], unit, bound)
    spans = ((start, start + len(number)),)
    return TiedFact(
        fact, sentence, mention, quantity, 0, start, start + len(number), spans, *spans[0]
    )


def area(id: str, within: str = "", kind: str = "area", name: str = "") -> Area:
    return Area(id=id, name_en=name or id, name_zh=name or id, kind=kind, within=within)  # type: ignore[arg-type]


def indicator(id: str, kind: str = "flow", unit: str = "CNY", of: str = "") -> Indicator:
    return Indicator(
        id=id,
        name_en=id,
        name_zh=id,
        definition_en=id,
        definition_zh=id,
        unit=unit,
        kind=kind,  # type: ignore[arg-type]
        theme="any",
        of=of,
    )
