"""Whether a fact's own words say what its record says: a second reading of the source."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from tieout.audit.data.agreement import Setting, disagreements
from tieout.audit.data.records import FACTS, FactRecord, Records
from tieout.audit.numbers.shown import Shown, bound_after, bound_before, claim_before, read_shown
from tieout.audit.numbers.units import unit_of_code
from tieout.findings import Finding

_HINT: Final = "read the sentence again, and correct the ledger"


def check_testimony(records: Records) -> list[Finding]:
    """Findings at a record of `facts.json` whose number, read from the source's words, has
    another value (audit-value) or unit (audit-unit), or stands beside words for another
    bound (audit-bound). Words that this reader does not know are no evidence, either way; nor
    are those against which an editor has decided."""
    findings = []
    for fact in records.facts.values():
        source = records.sources.get(fact.source)
        readings = read_shown(fact.number, source.language if source else "en")
        if len(readings) == 1:
            for code, message in _contradictions(fact, readings[0]):
                if fact.decided & {code.removeprefix("audit-"), "number"}:
                    continue
                place = records.place(FACTS, fact.id)
                said = f"{fact.id}: {fact.number!r} in the source {message}"
                findings.append(Finding(place, code, said, _HINT))
    return findings


def _contradictions(fact: FactRecord, reading: Shown) -> Iterator[tuple[str, str]]:
    quantity = fact.quantity
    setting = Setting(
        units=frozenset({unit_of_code(quantity.unit).dimension}),
        scales=frozenset({Decimal(1)}),
        leans=True,
    )
    for code, message in disagreements(reading, quantity, setting):
        if code != "audit-bound":
            yield code, message
            return
    before, _, after = fact.quote.partition(fact.number)
    said = (reading.bounds | bound_before(before) | bound_after(after)) - {"exact"}
    if quantity.bound == "exact":
        said = claim_before(before)
    if said and quantity.bound not in said:
        words = " or ".join(sorted(said))
        yield "audit-bound", f"says {words} where the data hold {quantity.bound}"
