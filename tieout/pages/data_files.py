"""The data that a site publishes beside its pages."""

import json
from collections.abc import Iterable
from typing import Any

from tieout.derive.derivation import Derivation
from tieout.ledger.facts_json import fact_records, number, source_records
from tieout.ledger.tie import TiedFact
from tieout.text.document import Document


def data_files(
    documents: Iterable[Document],
    tied: Iterable[TiedFact],
    derivations: Iterable[Derivation],
) -> dict[str, str]:
    """The files under `data/`, by path: every fact, derivation and source as JSON."""
    return {
        "data/facts.json": _json(fact_records(tied)),
        "data/derivations.json": _json(derivation_records(derivations)),
        "data/sources.json": _json(source_records(documents)),
    }


def derivation_records(derivations: Iterable[Derivation]) -> list[dict[str, Any]]:
    """Each derivation: id, title, formula, inputs by name, value, low and high (null where
    open) in the base unit, unit, bound, note, the conditions that it assumes, what its inputs
    differ in; and the whole computation over facts alone, with these facts by name."""
    return [
        {
            "id": it.id,
            "title": it.title,
            "formula": it.formula,
            "inputs": {each.name: each.id for each in it.inputs},
            "value": number(it.quantity.value),
            "low": number(it.quantity.low),
            "high": number(it.quantity.high),
            "unit": it.quantity.unit,
            "bound": it.quantity.bound,
            "note": it.note,
            "assumes": list(it.assumes),
            "across": list(it.across),
            "over_facts": it.over_facts,
            "facts": {each.name: each.id for each in it.facts},
        }
        for it in derivations
    ]


def _json(records: list[dict[str, Any]]) -> str:
    return json.dumps(records, ensure_ascii=False, indent=1) + "\n"
