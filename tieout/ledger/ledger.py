"""The ledger: every table under `data/`, read together, with its references checked."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from tieout.findings import Finding, Place
from tieout.ledger.comparison import Comparison, read_comparison
from tieout.ledger.records import (
    Area,
    Decision,
    Fact,
    Indicator,
    Name,
    NewUnit,
    SetAside,
    Translation,
)
from tieout.ledger.tables import Row, Table, nearest, read_table
from tieout.numbers.mention import Term
from tieout.quantities.units import STANDARD, Unit, Units
from tieout.text.origin import Source

AREAS = "data/areas.csv"
INDICATORS = "data/indicators.csv"
FACTS = "data/facts.csv"
SET_ASIDE = "data/set_aside.csv"
DECISIONS = "data/decisions.csv"
NAMES = "data/names.csv"
UNITS = "data/units.csv"
TRANSLATIONS = "data/translations"

R = TypeVar("R", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Ledger:
    """What a report takes from its sources. Mappings are by id, in the order of the tables;
    `translations` by source, then by sentence; what is set aside and decided stands in rows
    that know their places. `places` tells, for a fact's id and a
    column, where that cell stands; `translation_places` likewise for a source, a sentence
    and a column. `comparison` holds the tables on what may be compared."""

    facts: Mapping[str, Fact]
    areas: Mapping[str, Area]
    indicators: Mapping[str, Indicator]
    translations: Mapping[str, Mapping[str, Translation]]
    terms: tuple[Term, ...]
    units: Units
    set_aside: tuple[Row[SetAside], ...]
    decisions: tuple[Row[Decision], ...]
    places: Mapping[str, Mapping[str, Place]]
    translation_places: Mapping[tuple[str, str], Mapping[str, Place]]
    comparison: Comparison = field(default_factory=Comparison)

    def place(self, fact: str, column: str = "id") -> Place:
        """The place of a fact's cell."""
        row = self.places[fact]
        return row.get(column) or row["id"]


def load_ledger(root: Path, sources: Collection[str] | None = None) -> tuple[Ledger, list[Finding]]:
    """The tables under `root/data/` and what is wrong with them.

    `sources` are the ids that facts, what is set aside, and translations may name; with `None`
    they are not checked. Findings, besides those of `read_table`: unknown-area,
    unknown-indicator, unknown-unit, unknown-source, unknown-fact (a decision names none),
    unit-standard, restates-unknown, indicator-unit (a fact is in another unit than its
    indicator), and those of `read_comparison`, each at its cell. A row with an unknown
    reference stays in the ledger; one that fails validation does not.
    """
    areas, findings = read_table(root, AREAS, Area, key="id")
    indicators, found = read_table(root, INDICATORS, Indicator, key="id")
    findings += found
    facts, found = read_table(root, FACTS, Fact, key="id")
    findings += found
    set_aside, found = read_table(
        root, SET_ASIDE, SetAside, key=("source", "quote", "number"), optional=True
    )
    findings += found
    decisions, found = read_table(root, DECISIONS, Decision, key=("fact", "field"), optional=True)
    findings += found
    names, found = read_table(root, NAMES, Name, key="text", optional=True)
    findings += found
    new_units, found = read_table(root, UNITS, NewUnit, key="code", optional=True)
    findings += found
    translations, found = _read_translations(root, sources)
    findings += found

    units = STANDARD.extended(
        {u.code: Unit(u.code, u.name_en, u.name_zh) for u in _records(new_units)}
    )
    findings += _check_new_units(new_units)
    findings += _check_areas(areas)
    findings += _check_units(indicators, units, new_units)
    findings += _check_units(facts, units, new_units)
    findings += _check_facts(facts, areas, indicators, sources, units)
    findings += _check_growing(indicators)
    findings += _check_named(set_aside, decisions, facts, sources)
    comparison, found = read_comparison(root, areas, indicators, facts)
    findings += found
    ledger = Ledger(
        facts=_by(facts, "id"),
        areas=_by(areas, "id"),
        indicators=_by(indicators, "id"),
        translations={source: _by(t, "sentence") for source, t in translations.items()},
        terms=tuple(Term(name.text, name.kind, name.note) for name in _records(names)),
        units=units,
        set_aside=set_aside.rows,
        decisions=decisions.rows,
        places={row.record.id: row.places for row in reversed(facts.rows)},
        translation_places={
            (source, row.record.sentence): row.places
            for source, table in translations.items()
            for row in reversed(table.rows)
        },
        comparison=comparison,
    )
    return ledger, findings


def check_territories(ledger: Ledger, sources: Iterable[Source]) -> list[Finding]:
    """A finding unknown-area for each source whose territory is no area of the ledger."""
    return [
        _unknown("area", territory, source.origin_place("territory"), sorted(ledger.areas))
        for source in sources
        if (territory := source.origin.territory) not in ledger.areas
    ]


def _records(table: Table[R]) -> list[R]:
    return [row.record for row in table.rows]


def _by(table: Table[R], key: str) -> dict[str, R]:
    """The records by key, the first of twins."""
    records: dict[str, R] = {}
    for record in _records(table):
        records.setdefault(getattr(record, key), record)
    return records


def _read_translations(
    root: Path, sources: Collection[str] | None
) -> tuple[dict[str, Table[Translation]], list[Finding]]:
    tables: dict[str, Table[Translation]] = {}
    findings: list[Finding] = []
    for file in sorted((root / TRANSLATIONS).glob("*.csv")):
        path = f"{TRANSLATIONS}/{file.name}"
        if sources is not None and file.stem not in sources:
            findings.append(_unknown("source", file.stem, Place(path), list(sources)))
            continue
        tables[file.stem], found = read_table(root, path, Translation, key="sentence")
        findings += found
    return tables, findings


def _unknown(what: str, name: str, place: Place, names: list[str]) -> Finding:
    message = f"unknown {what} {name!r}" if name else f"no {what} is named"
    return Finding(place, f"unknown-{what}", message, nearest(name, names))


def _check_areas(areas: Table[Area]) -> list[Finding]:
    return [
        _unknown("area", row.record.within, row.place("within"), sorted(areas.keys))
        for row in areas.rows
        if row.record.within and not areas.has(row.record.within)
    ]


def _check_new_units(new_units: Table[NewUnit]) -> list[Finding]:
    """A finding unit-standard for each unit of the report's own that the package has: numbers
    would be told in another unit than the one they are read and computed in."""
    return [
        Finding(
            row.place("code"),
            "unit-standard",
            f"{row.record.code!r} is a unit that tieout has already",
            "take the row out, or give the report's own unit another code",
        )
        for row in new_units.rows
        if row.record.code in STANDARD.by_code
    ]


def _check_units(
    table: Table[Fact] | Table[Indicator], units: Units, new_units: Table[NewUnit]
) -> list[Finding]:
    if not new_units.whole:
        return []
    rows: tuple[Row[Fact] | Row[Indicator], ...] = table.rows
    return [
        Finding(
            row.place("unit"),
            "unknown-unit",
            f"unknown unit {row.record.unit!r}",
            _unit_hint(row.record.unit, units),
        )
        for row in rows
        if not units.known(row.record.unit) and row.record.unit not in new_units.keys
    ]


def _unit_hint(code: str, units: Units) -> str:
    """A unit that is called so, a count of what is not ASCII, or the nearest codes."""
    named = [unit.code for unit in units.by_code.values() if code in (unit.en, unit.zh)]
    if named or not code.isascii():
        return f"did you mean {' or '.join(named) or 'count:' + code}?"
    return nearest(code, [*units.by_code]) or "add it to data/units.csv"


def _check_facts(
    facts: Table[Fact],
    areas: Table[Area],
    indicators: Table[Indicator],
    sources: Collection[str] | None,
    units: Units,
) -> list[Finding]:
    findings: list[Finding] = []
    measured = {id_: it for id_, it in _by(indicators, "id").items() if units.known(it.unit)}
    for row in facts.rows:
        fact = row.record
        if sources is not None and fact.source not in sources:
            findings.append(_unknown("source", fact.source, row.place("source"), sorted(sources)))
        if not areas.has(fact.area):
            findings.append(_unknown("area", fact.area, row.place("area"), sorted(areas.keys)))
        if not indicators.has(fact.indicator):
            names = sorted(indicators.keys)
            findings.append(_unknown("indicator", fact.indicator, row.place("indicator"), names))
        findings += _check_indicator_unit(row, measured.get(fact.indicator))
        if fact.restates and not facts.has(fact.restates):
            findings.append(
                Finding(
                    row.place("restates"),
                    "restates-unknown",
                    f"there is no fact {fact.restates!r} to restate",
                    nearest(fact.restates, sorted(facts.keys)),
                )
            )
    return findings


def _check_growing(indicators: Table[Indicator]) -> list[Finding]:
    """A finding unknown-indicator for each growth rate of what is no indicator."""
    return [
        _unknown("indicator", row.record.of, row.place("of"), sorted(indicators.keys))
        for row in indicators.rows
        if row.record.of and not indicators.has(row.record.of)
    ]


def _check_named(
    set_aside: Table[SetAside],
    decisions: Table[Decision],
    facts: Table[Fact],
    sources: Collection[str] | None,
) -> list[Finding]:
    """What rows that are set aside, and decisions, name and is not there."""
    return [
        *(
            _unknown("source", row.record.source, row.place("source"), sorted(sources))
            for row in set_aside.rows
            if sources is not None and row.record.source not in sources
        ),
        *(
            _unknown("fact", row.record.fact, row.place("fact"), sorted(facts.keys))
            for row in decisions.rows
            if not facts.has(row.record.fact)
        ),
    ]


def _check_indicator_unit(row: Row[Fact], indicator: Indicator | None) -> list[Finding]:
    if indicator is None or indicator.unit == row.record.unit:
        return []
    message = (
        f"the fact is in {row.record.unit or 'no unit'}, "
        f"and indicator {indicator.id!r} in {indicator.unit or 'none'}"
    )
    hint = "one indicator has one unit: name another, or define one"
    return [Finding(row.place("unit"), "indicator-unit", message, hint)]
