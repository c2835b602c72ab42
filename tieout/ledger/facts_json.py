"""The records of `site/data/facts.json` and `sources.json`: plain data in a stable order."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from tieout.ledger.tie import TiedFact
from tieout.text.document import Document


def number(value: Decimal | None) -> int | float | None:
    """A JSON number without float noise: an integer where the value is whole, else the
    shortest decimal that reads back the same."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def fact_records(tied: Iterable[TiedFact]) -> list[dict[str, Any]]:
    """A record for each fact, in the ledger's order.

    `raw_start` and `raw_end` are character offsets into the untouched file, around every
    character of the number; `raw_spans` are the stretches in between where the number is
    broken by a line end or a space. `value` is in the base unit, null for a range; `low`
    and `high` are the interval that the printed text justifies, null where it is open.
    `decision` gives, for a cell that differs from what the text reads, an editor's reason.
    """
    return [
        {
            "id": one.fact.id,
            "source": one.fact.source,
            "sentence_id": one.sentence.id,
            "sentence_text": one.sentence.text,
            "quote": one.fact.quote,
            "number": one.fact.number,
            "raw_start": one.raw_start,
            "raw_end": one.raw_end,
            "raw_spans": [list(span) for span in one.raw_spans],
            "value": number(one.quantity.value),
            "low": number(one.quantity.low),
            "high": number(one.quantity.high),
            "unit": one.fact.unit,
            "bound": one.fact.bound,
            "indicator": one.fact.indicator,
            "area": one.fact.area,
            "period": one.fact.period,
            "period_basis": one.fact.period_basis,
            "status": one.fact.status,
            "restates": one.fact.restates,
            "note": one.fact.note,
            "decision": {it.field: it.reason for it in one.decisions},
        }
        for one in tied
    ]


def source_records(documents: Iterable[Document]) -> list[dict[str, Any]]:
    """A record for each source: what it is, its hash, and how its date is known."""
    records = []
    for document in documents:
        source, origin = document.source, document.source.origin
        records.append(
            {
                "id": source.id,
                "file": source.path,
                "sha256": origin.sha256,
                "title": origin.title,
                "title_en": origin.title_en,
                "language": origin.language,
                "kind": origin.kind,
                "publisher": origin.publisher,
                "publisher_en": origin.publisher_en,
                "date": origin.published.date,
                "date_precision": origin.published.precision,
                "date_basis": origin.published.basis,
                "date_reason": origin.published.reason,
                "territory": origin.territory,
                "rights": origin.rights,
            }
        )
    return records
