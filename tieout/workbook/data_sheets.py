"""The sheets of data: every fact, every derivation, every source, and what is waived."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from tieout.ledger.periods import show_period
from tieout.volume.volume import Volume
from tieout.weave.waivers import AUTHOR_REASONS, ENGINE_REASONS
from tieout.workbook.numbers import Numbers, end_entry
from tieout.workbook.sheet import (
    DERIVATIONS,
    FACTS,
    NOT_APPLICABLE,
    NOT_REPORTED,
    RANGE_ONLY,
    SOURCES,
    WAIVED,
    Entry,
    Sheet,
    sheet_name,
)


def data_sheets(volume: Volume, numbers: Numbers, tables: Sequence[Sheet]) -> Iterator[Sheet]:
    """Facts, derivations, and what the tables waive."""
    taken = [it.name for it in tables]
    if numbers.facts:
        yield _sheet(volume, FACTS, "facts", taken, _facts(volume, numbers))
    if numbers.derivations:
        yield _sheet(volume, DERIVATIONS, "derivations", taken, _derivations(volume, numbers))
    waived = [row for sheet in tables for row in _waived(sheet)]
    if waived:
        yield _sheet(volume, WAIVED, "waived", taken, waived)


def sources_sheet(volume: Volume) -> Sheet:
    """The documents that the numbers were taken from."""
    return _sheet(volume, SOURCES, "sources", (), _sources(volume))


def _sheet(
    volume: Volume,
    table: str,
    key: str,
    taken: Iterable[str],
    rows: Iterable[Mapping[str, Entry]],
) -> Sheet:
    """A sheet of rows whose keys name their columns: the words for them are `workbook_…`."""
    words = volume.words
    name = words[f"workbook_{key}"]
    made = list(rows)
    return Sheet(
        sheet_name(name, taken),
        table,
        (
            Entry(f"{name}. {words[f'workbook_{key}_intro']}"),
            Entry(words["workbook_back"], link=f"#{words['workbook_cover']}"),
        ),
        tuple(Entry(_capital(words[f"workbook_{it}"])) for it in made[0]),
        tuple(tuple(row.values()) for row in made),
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _facts(volume: Volume, numbers: Numbers) -> Iterator[dict[str, Entry]]:
    links = volume.links
    for id, record in numbers.facts.items():
        tied = links.facts[id]
        address = links.tied("fact", id)
        indicator, area = links.names(tied)
        said = links.ledger.translations.get(record["source"], {}).get(record["sentence_id"])
        tip = numbers.sources[record["source"]]
        yield {
            "id": Entry(id),
            "words": Entry(address.text, link=address.href, tip=tip, right=True),
            **_quantity(record, numbers),
            "indicator": Entry(indicator),
            "area": Entry(area),
            "period": Entry(show_period(record["period"], links.language) or NOT_REPORTED),
            "status": Entry(
                volume.words[f"status_{record['status']}"] or volume.words["workbook_actual"]
            ),
            "repeats": Entry(record["restates"] or NOT_APPLICABLE),
            "source": Entry(record["source"], link=f"sources/{record['source']}/index.html"),
            "sentence": Entry(record["sentence_text"]),
            "translation": Entry(said.translation if said else NOT_APPLICABLE),
            "link": Entry(volume.address + address.href, link=address.href),
        }


def _derivations(volume: Volume, numbers: Numbers) -> Iterator[dict[str, Entry]]:
    for id, record in numbers.derivations.items():
        address = volume.links.tied("derived", id)
        inputs = (f"{name}: {each}" for name, each in record["inputs"].items())
        yield {
            "id": Entry(id),
            "words": Entry(address.text, link=address.href, tip=record["title"], right=True),
            **_quantity(record, numbers),
            "title": Entry(record["title"]),
            "formula": Entry(record["formula"]),
            "inputs": Entry("; ".join(inputs)),
            "assumes": Entry("; ".join(record["assumes"]) or NOT_APPLICABLE),
            "method": Entry(record[f"method_{volume.links.language}"] or NOT_APPLICABLE),
            "link": Entry(volume.address + address.href, link=address.href),
        }


def _quantity(record: Mapping[str, Any], numbers: Numbers) -> dict[str, Entry]:
    value = record["value"]
    known = value is not None
    return {
        "printed": Entry(number=value, right=True) if known else Entry(RANGE_ONLY, right=True),
        "low": end_entry(record["low"]),
        "high": end_entry(record["high"]),
        "unit": Entry(record["unit"] or numbers.uncounted),
        "bound": Entry(record["bound"]),
    }


def _sources(volume: Volume) -> Iterator[dict[str, Entry]]:
    own = volume.links.language
    for record in json.loads(volume.data["sources.json"]):
        title = record["title_en"] if own == "en" else record["title"]
        publisher = record["publisher_en"] if own == "en" else record["publisher"]
        basis = "stated" if record["date_basis"] == "stated" else "inferred"
        yield {
            "id": Entry(record["id"], link=f"sources/{record['id']}/index.html"),
            "title": Entry(title or record["title"]),
            "original_title": Entry(record["title"]),
            "publisher": Entry(publisher or record["publisher"] or volume.words["not_stated"]),
            "date": Entry(show_period(record["date"], own) or record["date"]),
            "basis": Entry(volume.words[basis]),
            "reason": Entry(record["date_reason"] or NOT_APPLICABLE),
            "file": Entry(record["file"]),
        }


def _waived(sheet: Sheet) -> Iterator[dict[str, Entry]]:
    reasons = {**AUTHOR_REASONS, **ENGINE_REASONS}
    for text, why in sheet.waived:
        yield {
            "sheet": Entry(sheet.name, link=f"#{sheet.name}"),
            "text": Entry(text),
            "why": Entry(reasons[why]),
        }
