"""The data that a site publishes beside its pages."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from tieout.derive.derivation import Derivation, Input
from tieout.ledger.facts_json import fact_records, number, source_records
from tieout.ledger.tie import TiedFact
from tieout.notebook.wording import show_derived, show_fact
from tieout.quantities.units import Language, Units
from tieout.text.document import Document
from tieout.weave.derived_notes import method_text


def data_files(
    documents: Iterable[Document],
    tied: Iterable[TiedFact],
    derivations: Iterable[Derivation],
    units: Units,
) -> dict[str, str]:
    """The files under `data/`, by path: every fact, derivation and source as JSON."""
    facts, made = tuple(tied), tuple(derivations)
    return {
        "data/facts.json": _json(fact_records(facts)),
        "data/derivations.json": _json(derivation_records(made, facts, units)),
        "data/sources.json": _json(source_records(documents)),
    }


def derivation_records(
    derivations: Iterable[Derivation], tied: Iterable[TiedFact], units: Units
) -> list[dict[str, Any]]:
    """Each derivation: id, title, formula, inputs by name, value, low and high (null where
    open) in the base unit, unit, bound, note, the conditions that it assumes, what its inputs
    differ in; the whole computation over facts alone, with these facts by name; and the method
    in words, in English and Chinese, with the numbers of the case."""
    made = {it.id: it for it in derivations}
    shown = _Shown({it.fact.id: it for it in tied}, made, units)
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
            "method_en": method_text(it, shown.english, "en", units),
            "method_zh": method_text(it, shown.chinese, "zh", units),
        }
        for it in made.values()
    ]


@dataclass(frozen=True, slots=True)
class _Shown:
    """Inputs as readers of each language see them."""

    facts: Mapping[str, TiedFact]
    derivations: Mapping[str, Derivation]
    units: Units

    def english(self, it: Input) -> str:
        return self._in("en", it)

    def chinese(self, it: Input) -> str:
        return self._in("zh", it)

    def _in(self, language: Language, it: Input) -> str:
        if it.kind == "fact":
            return show_fact(self.facts[it.id], "shown", language, self.units)
        return show_derived(self.derivations[it.id], "shown", language, self.units)


def _json(records: list[dict[str, Any]]) -> str:
    return json.dumps(records, ensure_ascii=False, indent=1) + "\n"
