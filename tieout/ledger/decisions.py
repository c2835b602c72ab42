"""An editor's decisions: where the text itself is damaged, a row may differ from what it reads."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from decimal import Decimal

from tieout.findings import Finding
from tieout.ledger.ledger import Ledger
from tieout.ledger.records import Decision, Fact
from tieout.numbers.mention import Mention


def decisions_by_fact(ledger: Ledger) -> dict[str, dict[str, Decision]]:
    """The decisions about each fact, by the column that they decide."""
    decided: dict[str, dict[str, Decision]] = {}
    for row in ledger.decisions:
        decided.setdefault(row.record.fact, {}).setdefault(row.record.field, row.record)
    return decided


def as_decided(
    fact: Fact, start: int, mention: Mention | None, decisions: Sequence[Decision]
) -> Mention:
    """The mention as the row says it, where an editor has decided for the row. The last
    digit of the value that is not a zero is then taken as the last that was printed."""
    if mention is None:
        end = start + len(fact.number)
        mention = Mention(start, end, fact.number, "amount", fact.unit, bound=fact.bound)
    columns = {decision.field for decision in decisions}
    if columns & {"value", "number"}:
        value, low, high = _value_and_ends(fact)
        exponent = max(int(number.normalize().as_tuple().exponent) for number in fact.numbers)
        kind = "range" if value is None else mention.kind if mention.kind != "range" else "amount"
        step = Decimal(1).scaleb(exponent)
        mention = mention._replace(kind=kind, value=value, low=low, high=high, step=step)
    if "unit" in columns:
        mention = mention._replace(unit=fact.unit)
    return mention._replace(bound=fact.bound) if "bound" in columns else mention


def _value_and_ends(fact: Fact) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    if len(fact.numbers) == 1:
        return fact.numbers[0], None, None
    low, high = sorted(fact.numbers)
    return None, low, high


def check_decisions(ledger: Ledger, compared: Mapping[str, AbstractSet[str]]) -> list[Finding]:
    """A finding for each decision about what does not differ. `compared` has the columns
    that differ, for each fact that could be compared."""
    return [
        Finding(
            row.place("field"),
            "decision-needless",
            f"the {row.record.field} of {row.record.fact!r} is what the text reads",
            "remove the row: there is nothing to decide",
        )
        for row in ledger.decisions
        if row.record.field not in compared.get(row.record.fact, {row.record.field})
    ]
