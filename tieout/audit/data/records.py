"""The data files beside the pages, read and checked: facts, derivations, sources."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, Final, TypeVar

from tieout.audit.data.agreement import Quantity
from tieout.audit.pages.reading import squeezed
from tieout.findings import Finding, Place, place_at

FACTS: Final = "data/facts.json"
DERIVED: Final = "data/derivations.json"
SOURCES: Final = "data/sources.json"
_Record = TypeVar("_Record")
_BOUNDS: Final = frozenset({"exact", "over", "at_least", "under", "at_most", "about"})
_DECIDABLE: Final = frozenset({"value", "unit", "bound", "number"})
#: What names a source and its file, and tells nothing of it.
_NAMES: Final = frozenset({"id", "file", "sha256"})
_STATUSES: Final = frozenset({"actual", "target", "plan", "capacity", "threshold", "tier"})


@dataclass(frozen=True, slots=True)
class FactRecord:
    """A fact as `facts.json` holds it. `spans` are the stretches of the raw file that its
    number is made of, between `raw_start` and `raw_end`. `decided` names what an editor has
    decided against the words of the source, with a reason: value, unit, bound, or the
    number's extent."""

    id: str
    source: str
    sentence: str
    text: str
    quote: str
    number: str
    raw_start: int
    raw_end: int
    quantity: Quantity
    restates: str
    indicator: str
    area: str
    period: str
    spans: tuple[tuple[int, int], ...]
    note: str = ""
    decided: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class DerivedRecord:
    """A derivation as `derivations.json` holds it; `inputs` maps the formula's names to ids
    of facts and derivations."""

    id: str
    formula: str
    inputs: dict[str, str]
    quantity: Quantity


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """A source as `sources.json` holds it; `told` are the words of its record that
    readers read."""

    id: str
    file: str
    sha256: str
    language: str
    date: str
    precision: str
    basis: str
    told: str


@dataclass(frozen=True, slots=True)
class Records:
    """All three data files by id, and their texts for telling places."""

    facts: dict[str, FactRecord]
    derivations: dict[str, DerivedRecord]
    sources: dict[str, SourceRecord]
    texts: dict[str, str]

    def place(self, file: str, key: str) -> Place:
        """Where a record stands in its file."""
        return _place(file, self.texts.get(file, ""), key)

    def statements(self, key: str) -> list[FactRecord]:
        """The fact itself and the rows that say the same again, in either direction."""
        first = self.facts[key].restates or key
        family = [it for it in self.facts.values() if first in (it.id, it.restates)]
        return sorted(family, key=lambda it: it.id != key)


def read_records(root: Path) -> tuple[Records, list[Finding]]:
    """The data files of a site. A missing or broken file, a missing field, a value that
    cannot be, or an id that stands twice is a finding (audit-data)."""
    texts: dict[str, str] = {}
    findings: list[Finding] = []

    def read(file: str, make: Callable[[dict[str, Any]], _Record]) -> dict[str, _Record]:
        records: dict[str, _Record] = {}
        for row in _rows(root, file, texts, findings):
            key = row.get("id")
            problem = ""
            if not isinstance(key, str) or not key:
                problem = "a record has no id"
            elif key in records:
                problem = f"the id {key} stands twice"
            else:
                try:
                    records[key] = make(row)
                except (KeyError, TypeError, ValueError) as error:
                    said = f"no {error.args[0]}" if isinstance(error, KeyError) else str(error)
                    problem = f"{key}: {said}"
            if problem:
                place = _place(file, texts[file], key)
                findings.append(Finding(place, "audit-data", problem, "build the site again"))
        return records

    facts = read(FACTS, _fact)
    derivations = read(DERIVED, _derived)
    sources = read(SOURCES, _source)
    records = Records(facts, derivations, sources, texts)
    findings += _check_references(records)
    return records, findings


def _place(file: str, text: str, key: object) -> Place:
    return place_at(file, text, max(text.find(json.dumps(key, ensure_ascii=False)), 0))


def _rows(
    root: Path, file: str, texts: dict[str, str], findings: list[Finding]
) -> Iterator[dict[str, Any]]:
    problem = ""
    try:
        texts[file] = (root / file).read_text(encoding="utf-8")
        data = json.loads(texts[file], parse_float=Decimal)
    except FileNotFoundError:
        problem = "the file is missing"
    except (OSError, ValueError) as error:
        problem = f"the file cannot be read: {error}"
    else:
        if isinstance(data, list) and all(isinstance(row, dict) for row in data):
            yield from data
        else:
            problem = "the file holds no list of records"
    if problem:
        findings.append(Finding(Place(file), "audit-data", problem, "build the site again"))


def _fact(row: dict[str, Any]) -> FactRecord:
    quantity = _quantity(row)
    if row["bound"] not in _BOUNDS:
        raise ValueError(f"unknown bound {row['bound']!r}")
    if row["status"] not in _STATUSES:
        raise ValueError(f"unknown status {row['status']!r}")
    record = FactRecord(
        id=_text(row, "id"),
        source=_text(row, "source"),
        sentence=_text(row, "sentence_id"),
        text=_text(row, "sentence_text"),
        quote=_text(row, "quote"),
        number=_text(row, "number"),
        raw_start=_offset(row, "raw_start"),
        raw_end=_offset(row, "raw_end"),
        quantity=quantity,
        restates=str(row.get("restates") or ""),
        indicator=_text(row, "indicator"),
        area=_text(row, "area"),
        period=_text(row, "period", empty=True),
        spans=_spans(row),
        note=str(row.get("note") or ""),
        decided=_decided(row),
    )
    if record.raw_start >= record.raw_end:
        raise ValueError(f"raw_start {record.raw_start} is not before raw_end {record.raw_end}")
    ends = [end for span in record.spans for end in span]
    empty = any(start >= end for start, end in record.spans)
    if empty or ends != sorted(ends) or (ends[0], ends[-1]) != (record.raw_start, record.raw_end):
        raise ValueError("raw_spans are no stretches from raw_start to raw_end")
    if squeezed(record.quote) not in squeezed(record.text):
        raise ValueError("sentence_text does not hold the quote")
    if squeezed(record.quote).count(squeezed(record.number)) != 1:
        raise ValueError("the quote does not hold the number once")
    return record


def _derived(row: dict[str, Any]) -> DerivedRecord:
    inputs = row["inputs"]
    if not isinstance(inputs, dict) or not all(isinstance(it, str) for it in inputs.values()):
        raise ValueError("inputs is no object of names and ids")
    return DerivedRecord(_text(row, "id"), _text(row, "formula"), inputs, _quantity(row))


def _source(row: dict[str, Any]) -> SourceRecord:
    for name in ("title", "date_reason"):
        _text(row, name)
    _text(row, "publisher", empty=True)
    return SourceRecord(
        id=_text(row, "id"),
        file=_text(row, "file"),
        sha256=_text(row, "sha256"),
        language=str(row.get("language") or "en"),
        date=_text(row, "date"),
        precision=str(row.get("date_precision") or ""),
        basis=_text(row, "date_basis"),
        told=" ; ".join(
            it for name, it in row.items() if isinstance(it, str) and name not in _NAMES
        ),
    )


def _quantity(row: dict[str, Any]) -> Quantity:
    value, low, high = (_number(row, name) for name in ("value", "low", "high"))
    points = [point for point in (low, value, high) if point is not None]
    if value is None and None in (low, high):
        raise ValueError("neither a value nor two bounds")
    if points != sorted(points):
        raise ValueError(f"{low} … {value} … {high} is no interval")
    return Quantity(value, low, high, _text(row, "unit", empty=True), str(row.get("bound") or ""))


def _text(row: dict[str, Any], name: str, *, empty: bool = False) -> str:
    value = row[name]
    if not isinstance(value, str) or not (value or empty):
        raise ValueError(f"{name} is {'empty' if value == '' else 'no text'}")
    return value


def _decided(row: dict[str, Any]) -> frozenset[str]:
    decision = row.get("decision") or {}
    if not isinstance(decision, dict) or not decision.keys() <= _DECIDABLE:
        raise ValueError("decision is no object of fields and reasons")
    if not all(isinstance(it, str) and it.strip() for it in decision.values()):
        raise ValueError("a decision has no reason")
    return frozenset(decision)


def _spans(row: dict[str, Any]) -> tuple[tuple[int, int], ...]:
    """The stretches of a number in the raw file; one, where the record tells no others."""
    spans = row.get("raw_spans", [[row["raw_start"], row["raw_end"]]])
    if not isinstance(spans, list) or not spans:
        raise ValueError("raw_spans is no list of starts and ends")
    found = []
    for span in spans:
        if not isinstance(span, list) or len(span) != len(("start", "end")):
            raise ValueError("raw_spans is no list of starts and ends")
        start, end = (_offset({"raw_spans": end}, "raw_spans") for end in span)
        found.append((start, end))
    return tuple(found)


def _offset(row: dict[str, Any], name: str) -> int:
    value = row[name]
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError(f"{name} is no offset")
    return value


def _number(row: dict[str, Any], name: str) -> Decimal | None:
    value = row[name]
    if value is None:
        return None
    try:
        number = Decimal(value) if not isinstance(value, bool) else Decimal("NaN")
    except (InvalidOperation, TypeError):
        number = Decimal("NaN")
    if not number.is_finite():
        raise ValueError(f"{name} is no number")
    return number


def _check_references(records: Records) -> list[Finding]:
    """Sources and restated facts that the files name but do not hold."""
    findings = []
    for fact in records.facts.values():
        for kind, named, known in (
            ("source", fact.source, records.sources),
            ("fact", fact.restates, records.facts),
        ):
            if named and named not in known:
                message = f"{fact.id} names the {kind} {named}, which is not in the data"
                place = records.place(FACTS, fact.id)
                findings.append(Finding(place, "audit-data", message, "build the site again"))
    return findings
