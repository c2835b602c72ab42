"""The tables that say what may be compared, and what contradicts what."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tieout.findings import Finding, Place
from tieout.ledger.records import Area, ConflictNote, Fact, Family, Indicator, Relation
from tieout.ledger.tables import Row, Table, nearest, read_table

RELATIONS = "data/relations.csv"
FAMILIES = "data/comparability.csv"
CONFLICTS = "data/conflicts.csv"


@dataclass(frozen=True, slots=True)
class Comparison:
    """The rows of the tables on comparison, each with its place."""

    relations: tuple[Row[Relation], ...] = ()
    families: tuple[Row[Family], ...] = ()
    notes: tuple[Row[ConflictNote], ...] = ()


def read_comparison(
    root: Path, areas: Table[Area], indicators: Table[Indicator], facts: Table[Fact]
) -> tuple[Comparison, list[Finding]]:
    """The tables, each of which a report may leave out, and what is wrong with them. Findings,
    besides those of `read_table`: unknown-area, unknown-indicator and unknown-fact for what
    they name and is not there, and family-twice for an indicator of two families."""
    relations, findings = read_table(
        root, RELATIONS, Relation, key=("what", "one", "kind", "other"), optional=True
    )
    families, found = read_table(root, FAMILIES, Family, key="id", optional=True)
    findings += found
    notes, found = read_table(root, CONFLICTS, ConflictNote, key=("rule", "facts"), optional=True)
    findings += found
    for relation in relations.rows:
        for column in ("one", "other"):
            name, place = getattr(relation.record, column), relation.place(column)
            match relation.record.what:
                case "area":
                    findings += _unknown("area", name, place, areas)
                case "indicator":
                    findings += _unknown("indicator", name, place, indicators)
                case "fact":
                    findings += _unknown("fact", name, place, facts)
    for family in families.rows:
        for name in family.record.members:
            findings += _unknown("indicator", name, family.place("indicators"), indicators)
    findings += _in_two_families(families)
    for note in notes.rows:
        for name in note.record.members:
            findings += _unknown("fact", name, note.place("facts"), facts)
    return Comparison(relations.rows, families.rows, notes.rows), findings


def _unknown(
    what: str, name: str, place: Place, table: Table[Area] | Table[Indicator] | Table[Fact]
) -> list[Finding]:
    if table.has(name):
        return []
    hint = nearest(name, sorted(table.keys))
    return [Finding(place, f"unknown-{what}", f"unknown {what} {name!r}", hint)]


def _in_two_families(families: Table[Family]) -> Iterator[Finding]:
    homes: dict[str, str] = {}
    for family in families.rows:
        for name in family.record.members:
            home = homes.setdefault(name, family.record.id)
            if home != family.record.id:
                message = f"{name} is in the family {home} already"
                place = family.place("indicators")
                yield Finding(place, "family-twice", message, "leave it in one of them")
