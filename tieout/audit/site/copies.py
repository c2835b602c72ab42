"""What a site publishes beside its pages says the same numbers: notebooks, tables, the index
for its search."""

import csv
import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from io import StringIO
from typing import Any, Final

from tieout.audit.data.records import DERIVED, FACTS, SOURCES, Records
from tieout.audit.pages.reading import Site, squeezed
from tieout.findings import Finding, Place

CODE: Final = "audit-copy"
_HINT: Final = "build the site again; what is published twice must be the same"
_INDEX: Final = "search/search_index.json"
_TAG: Final = re.compile(r"<[^>]*>")
_ENTITY: Final = re.compile(r"&#?\w+;")
_DIGITS: Final = re.compile(r"\d+(?:[.,]\d+)*")
_TABLES: Final = {"indicator": "data/indicators.csv", "area": "data/areas.csv"}


def check_copies(site: Site, records: Records) -> list[Finding]:
    """Findings (audit-copy) for a published table whose cells are not those of the JSON file
    with the same ids, for a fact whose indicator or area is not in the published tables of
    these, and for digits in the search index that do not stand on the page they lead to."""
    findings: list[Finding] = []
    rows = {file: _rows(records.texts.get(file, "[]")) for file in (FACTS, DERIVED, SOURCES)}
    for path in sorted(it for it in site.files if it.endswith(".csv")):
        text = (site.root / path).read_text(encoding="utf-8-sig", errors="replace")
        for file, known in rows.items():
            for line, problem in _table_problems(text, known):
                message = f"{problem} ({file})"
                findings.append(Finding(Place(path, line), CODE, message, _HINT))
    for name, path in _TABLES.items():
        if path in site.files:
            text = (site.root / path).read_text(encoding="utf-8-sig", errors="replace")
            ids = {row.get("id") for row in csv.DictReader(StringIO(text))}
            for key, fact in rows[FACTS].items():
                if fact.get(name) not in ids:
                    message = f"{key} names the {name} {fact.get(name)}, which is not in {path}"
                    findings.append(Finding(records.place(FACTS, key), CODE, message, _HINT))
    if _INDEX in site.files:
        findings += _check_index(site)
    return findings


def _rows(text: str) -> dict[str, dict[str, Any]]:
    """The records of a JSON file by id; broken files are told elsewhere."""
    try:
        data = json.loads(text, parse_float=Decimal)
    except ValueError:
        return {}
    return {row["id"]: row for row in data if isinstance(row, dict) and "id" in row}


def _table_problems(text: str, known: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[int, str]]:
    reader = csv.DictReader(StringIO(text))
    for row in reader:
        record = known.get(row.get("id") or "", {})
        for name, cell in row.items():
            if name in record and not _same(cell or "", record[name]):
                yield reader.line_num, f"{row['id']}: {name} is {cell!r} and not {record[name]!r}"


def _same(cell: str, value: Any) -> bool:
    """Whether a cell says what a record holds; lists and objects are not compared."""
    if value is None or isinstance(value, str):
        return cell == (value or "")
    if isinstance(value, list | dict):
        return True
    try:
        return Decimal(cell) == Decimal(value)
    except InvalidOperation:
        return cell.lower() == str(value).lower()


def _check_index(site: Site) -> Iterator[Finding]:
    text = (site.root / _INDEX).read_text(encoding="utf-8", errors="replace")
    try:
        docs = json.loads(text)["docs"]
    except (ValueError, KeyError, TypeError):
        message = "the index cannot be read"
        yield Finding(Place(_INDEX), CODE, message, _HINT)
        return
    on_page: dict[str, str] = {}  # the index leaves out what parts cells of a table
    for doc in docs:
        target = site.resolve("index.html", doc.get("location") or "index.html")
        page = site.pages.get(target.path) if target is not None else None
        if page is None:
            continue
        if page.path not in on_page:
            on_page[page.path] = squeezed("".join(page.article.itertext()))
        said = _ENTITY.sub(" ", _TAG.sub(" ", f"{doc.get('title')} {doc.get('text')}"))
        for digits in sorted(set(_DIGITS.findall(said))):
            if digits in on_page[page.path]:
                continue
            message = f"finds {digits!r} at {doc['location']}, which does not stand there"
            yield Finding(Place(_INDEX), CODE, message, _HINT)
