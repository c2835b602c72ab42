"""The audit of a report's workbook: its cells and links, held against the site's data and pages."""

import re
import zipfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tieout.audit.account import Account
from tieout.audit.data.records import DerivedRecord, FactRecord, Records, read_records
from tieout.audit.numbers.scan import find_seen
from tieout.audit.privacy import mobile_numbers
from tieout.audit.workbook.reading import Cell, Sheet, Workbook, read_workbook
from tieout.audit.workbook.ties import Tie, is_point, points, tie_of
from tieout.findings import Finding, Place

#: Tables that say nothing of the report's subject, and those that repeat the site's data.
_ASIDE: Final = frozenset({"notes", "sources", "waived"})
_FACTS, _DERIVATIONS, _CONTENTS, _WAIVED = "facts", "derivations", "contents", "waived"
#: The end of the head of a column to compute with names its unit.
_UNIT_OF_HEAD: Final = re.compile(r" \(([^()]+)\)$")
_AGAIN: Final = "build it again; if it stays, it is a mistake of the engine"


@dataclass(slots=True)
class _Trial:
    """An audit under way. `folder` is that of the site, `base` where it is published. `units`
    are codes of units, which may hold digits; `titles` the names of sheets and their titles."""

    name: str
    book: Workbook
    folder: Path
    records: Records
    base: str
    units: frozenset[str]
    titles: frozenset[str]
    ids: dict[str, frozenset[str]] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)

    def convict(self, sheet: Sheet, code: str, message: str, cell: Cell | None = None) -> None:
        at = f"{sheet.name}!{cell.place}" if cell else sheet.name
        place = Place(self.name, cell.row if cell else 1)
        self.findings.append(Finding(place, code, f"{at}: {message}", _AGAIN))

    def has_place(self, target: str) -> bool:
        """Whether a page has the place that a link leads to. Where the folder holds data and no
        pages, that is for the audit of the site to tell."""
        path, _, anchor = target.partition("#")
        if not (self.folder / "index.html").is_file():
            return True
        if path not in self.ids:
            page = self.folder / path
            text = page.read_text(encoding="utf-8") if page.is_file() else ""
            self.ids[path] = frozenset(re.findall(r'\sid="([^"]+)"', text))
        return anchor in self.ids[path]


def audit_workbook(content: bytes, name: str, folder: Path) -> tuple[Account, list[Finding]]:
    """Audits the bytes of a workbook against the site in a folder, of which it reads the data
    and, where they are there, the pages; findings name it by `name`, with the row as the line.

    Every number in a table leads to the sentence or the derivation that holds it (audit-value,
    audit-dead-link), stands linked in the same row, is a plain date, or is waived in the sheet
    of waived numbers (audit-untied). Cells to compute with hold values and ends of the numbers in
    their row, and the sheets of facts and derivations hold those of the data (audit-value). Each
    sheet has one table, no formula and no merged cell (audit-workbook), and none holds personal
    data (audit-personal-data).
    """
    try:
        book = read_workbook(content)
    except (ValueError, KeyError, IndexError, zipfile.BadZipFile) as error:
        message = f"it cannot be read: {error}"
        return Account(), [Finding(Place(name), "audit-workbook", message, "build it again")]
    records, findings = read_records(folder)
    trial = _trial(name, book, folder, records)
    trial.findings += findings
    waived = _waived(book)
    for sheet in book.sheets:
        _check_form(trial, sheet)
        table = _table(sheet)
        if table == _FACTS:
            _check_data(trial, sheet, records.facts)
        elif table == _DERIVATIONS:
            _check_data(trial, sheet, records.derivations)
        elif table not in _ASIDE:
            _check_sheet(trial, sheet, waived.get(sheet.name, Counter()))
    account = Account(
        pages=len(book.sheets),
        facts=len(records.facts),
        derivations=len(records.derivations),
        sources=len(records.sources),
        **trial.counts,
    )
    return account, sorted(set(trial.findings))


def _trial(name: str, book: Workbook, folder: Path, records: Records) -> _Trial:
    facts, derivations = records.facts.values(), records.derivations.values()
    units = {it.quantity.unit for it in facts} | {it.quantity.unit for it in derivations}
    first = book.sheets[0].cells if book.sheets else ()
    return _Trial(
        name,
        book,
        folder,
        records,
        base=next((it.link for it in first if re.match(r"https?:", it.link)), ""),
        units=frozenset(units),
        titles=frozenset(
            text
            for it in book.sheets
            if it.cells
            for text in (it.name, it.cells[0].text.removeprefix(f"{it.name}. "))
        ),
    )


def _table(sheet: Sheet) -> str:
    return sheet.tables[0][0] if sheet.tables else ""


def _head(sheet: Sheet) -> int:
    return sheet.tables[0][1] if sheet.tables else 0


def _waived(book: Workbook) -> dict[str, Counter[str]]:
    """What is waived, by sheet."""
    found: dict[str, Counter[str]] = {}
    for sheet in (it for it in book.sheets if _table(it) == _WAIVED):
        for row, cells in sheet.rows.items():
            if row > _head(sheet) and len(cells) > 1:
                found.setdefault(cells[0].text, Counter())[cells[1].text] += 1
    return found


def _check_form(trial: _Trial, sheet: Sheet) -> None:
    for found, allowed, what in (
        (len(sheet.tables), 1, "tables"),
        (sheet.formulas, 0, "formulas"),
        (sheet.merged, 0, "merged cells"),
    ):
        if found != allowed:
            trial.convict(sheet, "audit-workbook", f"it has {found} {what}")
    for cell in sheet.cells:
        if not cell.numeric and mobile_numbers(cell.text, trial.records):
            trial.convict(sheet, "audit-personal-data", "a mobile number stands here", cell)


def _check_data(
    trial: _Trial, sheet: Sheet, held: Mapping[str, FactRecord | DerivedRecord]
) -> None:
    """Each row has the id of a record, its numbers, and links to it."""
    rows = {cells[0].text: cells for row, cells in sheet.rows.items() if row > _head(sheet)}
    for id in sorted(rows.keys() ^ held.keys()):
        trial.convict(sheet, "audit-workbook", f"{id} stands in the data or here alone")
    for id in rows.keys() & held.keys():
        quantity = held[id].quantity
        shown, wanted = [cell.text for cell in rows[id] if cell.numeric], points(quantity)
        same = [is_point(said, {it}) for said, it in zip(shown, wanted, strict=False)]
        if len(shown) != len(wanted) or not all(same):
            trial.convict(sheet, "audit-value", f"{id} has other numbers in the data", rows[id][0])
        for cell in rows[id]:
            tie = _followed(trial, sheet, cell)
            if tie and quantity not in [it.quantity for it in tie.known]:
                trial.convict(sheet, "audit-value", f"it leads to another than {id}", cell)


def _check_sheet(trial: _Trial, sheet: Sheet, waived: Counter[str]) -> None:
    """What stands above the table is one whole, as is each of its rows; the head of the table
    belongs to both."""
    ties = {it.place: tie for it in sheet.cells if (tie := _followed(trial, sheet, it))}
    for tie in ties.values():
        kind = "tied_to_derivations" if any(it.derived for it in tie.known) else "tied_to_facts"
        trial.counts.update({"numbers": 1, kind: 1})
        if tie.known and not tie.holds:
            message = f"{tie.cell.text!r} leads to {tie.target}, which holds nothing of this value"
            trial.convict(sheet, "audit-value", message, tie.cell)
    above = [tie for tie in ties.values() if tie.cell.row <= _head(sheet)]
    for row, cells in sheet.rows.items():
        beside = [ties[it.place] for it in cells if it.place in ties]
        beside = above if row <= _head(sheet) else beside
        amounts = {point for it in beside for point in it.amounts}
        for cell in cells:
            if not cell.numeric:
                own = ties.get(cell.place)
                _check_text(trial, sheet, cell, [own] if own else beside, waived)
            elif not is_point(cell.text, amounts):
                message = f"{cell.text} is no value and no end of a number in its row"
                trial.convict(sheet, "audit-value", message, cell)


def _followed(trial: _Trial, sheet: Sheet, cell: Cell) -> Tie | None:
    """The number that a cell links; a finding where it leads to nothing of the data."""
    tie = tie_of(cell, trial.records, trial.base, trial.book.language)
    if not tie:
        return None
    trial.counts["links"] += 1
    if not tie.known or not trial.has_place(tie.target):
        trial.convict(sheet, "audit-dead-link", f"{tie.target} holds no number of the data", cell)
    return tie


def _check_text(
    trial: _Trial, sheet: Sheet, cell: Cell, ties: Sequence[Tie], waived: Counter[str]
) -> None:
    """Each number of a text is one that a link beside it shows, a date, or waived."""
    text = _without_labels(trial, sheet, cell.text)
    told = [span for tie in ties for span in tie.spans(cell, text)]
    for seen in find_seen(text, trial.book.language):
        if any(start <= seen.start and seen.end <= end for start, end in told):
            continue
        trial.counts["numbers"] += 1
        if seen.is_date:
            trial.counts["dates"] += 1
        elif span := _waived_at(text, seen.start, seen.end, waived):
            told.append(span)
            waived[text[slice(*span)]] -= 1
            trial.counts["waived"] += 1
        else:
            trial.counts["untied"] += 1
            message = f"the number {text[seen.start : seen.end]!r} leads nowhere: {text!r}"
            trial.convict(sheet, "audit-untied", message, cell)


def _without_labels(trial: _Trial, sheet: Sheet, text: str) -> str:
    """A text with blanks in the place of what is no statement: the names of sheets, whose titles
    the list of contents says again, and units."""
    if text in trial.units or (_table(sheet) == _CONTENTS and text in trial.titles):
        return ""
    unit = _UNIT_OF_HEAD.search(text)
    if unit and unit[1] in trial.units:
        text = text[: unit.start()]
    label = f"{sheet.name}."
    return " " * len(label) + text.removeprefix(label) if text.startswith(label) else text


def _waived_at(text: str, start: int, end: int, waived: Counter[str]) -> tuple[int, int] | None:
    """Where the longest waived text that is left stands around a number."""
    for said in sorted(waived, key=len, reverse=True):
        at = text.find(said, max(0, end - len(said)), start + len(said))
        if waived[said] > 0 and 0 <= at <= start:
            return at, at + len(said)
    return None
