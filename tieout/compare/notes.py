"""Contradictions with what an editor says of each: none goes unexplained."""

from collections.abc import Iterable
from dataclasses import dataclass

from tieout.compare.conflict import Conflict
from tieout.derive.derivation import Derivation
from tieout.findings import Finding, Place
from tieout.ledger.comparison import CONFLICTS
from tieout.ledger.ledger import Ledger
from tieout.ledger.records import ConflictNote
from tieout.ledger.tables import Row


@dataclass(frozen=True, slots=True)
class Explained:
    """A contradiction and the row of its note."""

    conflict: Conflict
    row: Row[ConflictNote]

    @property
    def note(self) -> ConflictNote:
        return self.row.record


def explain(
    found: Iterable[Conflict], ledger: Ledger
) -> tuple[tuple[Explained, ...], list[Finding]]:
    """The contradictions that have a note, in the order in which they were found. Findings:
    conflict-unexplained, at the first fact of one that has none; conflict-stale, at a note
    that no rule backs."""
    notes = {
        (row.record.rule, frozenset(row.record.members)): row for row in ledger.comparison.notes
    }
    explained, findings = [], []
    for conflict in found:
        row = notes.pop(conflict.key, None)
        if row is not None:
            explained.append(Explained(conflict, row))
            continue
        what = f"the rule {conflict.rule} finds a contradiction among {' '.join(conflict.facts)}"
        hint = f"correct the row, or add a note on it to {CONFLICTS}"
        place = ledger.place(conflict.facts[0])
        findings.append(Finding(place, "conflict-unexplained", what, hint))
    for row in notes.values():
        what = f"no rule {row.record.rule} finds a contradiction among {row.record.facts}"
        hint = "remove the note, or mend its rule and its facts"
        findings.append(Finding(row.place("facts"), "conflict-stale", what, hint))
    return tuple(explained), findings


def computed(explained: Iterable[Explained]) -> dict[str, tuple[Derivation, Place]]:
    """What was computed for contradictions, by id, and the note that it belongs to."""
    return {
        made.id: (made, it.row.place("facts"))
        for it in explained
        for made in it.conflict.derivations
    }
