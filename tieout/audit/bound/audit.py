"""The audit of a report bound as a Word document or an EPUB: from its own bytes alone."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from tieout.audit.account import Account
from tieout.audit.bound.book import BookPart, Line
from tieout.audit.bound.entries import check_entries, read_entries
from tieout.audit.bound.epub_reading import read_epub
from tieout.audit.bound.trial import AGAIN, Trial, check_ties, parts_of, plain_text
from tieout.audit.bound.word_reading import read_word
from tieout.audit.carried import CHAPTERS, carried_list, carried_records, carried_titles
from tieout.audit.listed_waivers import (
    HOLE,
    WAIVER_HINT,
    Waived,
    plain_numbers,
    read_waived,
    waivers_of_nothing,
)
from tieout.audit.pages.reading import squeezed
from tieout.audit.privacy import mobile_numbers
from tieout.findings import Finding, Place

_READERS: Final = {".docx": read_word, ".epub": read_epub}
_TIE: Final = "tie it, or waive it with its reason"


@dataclass(frozen=True, slots=True)
class _Chapter:
    """A row of the packed list of chapters."""

    number: int
    name: str
    page: str
    links: int
    waived: tuple[Waived, ...]


def audit_bound(content: bytes, name: str) -> tuple[Account, list[Finding]]:
    """Audits the bytes of a Word document or an EPUB, told apart by the end of their name;
    findings name the file in it, and the paragraph or line.

    Every number of a chapter lies under a link to an entry of the appendices, is a plain date, or
    is waived in the packed list (audit-untied) with a reason that it has (audit-waiver). Each link
    shows the value, unit and bound of the entry that it leads to (audit-value, audit-unit,
    audit-bound), with nothing beside it that changes it (audit-beside); each entry is as the data
    hold it (audit-quote, audit-translation, audit-derivation). Links lead to places that are
    there (audit-dead-link), chapters have as many as the packed list says, and the contents name
    headings (audit-book). A file that cannot be read so is a finding too (audit-book).
    """
    try:
        book = _READERS[Path(name).suffix](content)
        rows = _chapters(carried_list(book.data, CHAPTERS))
        titles = carried_titles(book.data)
        records, findings = carried_records(book.data)
    except (ValueError, KeyError, TypeError) as error:
        said = f"a row has no {error.args[0]}" if isinstance(error, KeyError) else str(error)
        return Account(), [Finding(Place(name), "audit-book", f"it cannot be read: {said}", AGAIN)]
    trial = Trial(book, name, records, titles, findings=findings)
    if not rows or len(book.parts) <= len(rows):
        message = f"it lists {len(rows)} chapters, and has {len(book.parts)} parts"
        trial.convict(None, "audit-book", message)
    others = read_entries(trial, len(rows))
    for part, row in zip(book.parts, rows, strict=False):
        _check_chapter(trial, part, row)
    heads = [it.lines[0].text if it.lines else "" for it in book.parts]
    check_entries(trial, others, [*(it.name for it in rows), *heads[len(rows) :]])
    _check_contents(trial)
    _check_links(trial)
    _check_notes(trial)
    _check_privacy(trial)
    account = Account(
        pages=len(rows),
        facts=len(records.facts),
        derivations=len(records.derivations),
        sources=len(records.sources),
        **trial.counts,
    )
    return account, sorted(set(trial.findings))


def _chapters(listed: list[Any]) -> list[_Chapter]:
    """The chapters as the packed list tells them. Raises `ValueError`, `KeyError` and `TypeError`
    where it does not."""
    rows = [
        _Chapter(
            int(it["number"]), str(it["name"]), str(it["page"]), int(it["links"]),
            tuple(read_waived(it)),
        )
        for it in listed
    ]  # fmt: skip
    if [it.number for it in rows] != list(range(1, len(rows) + 1)):
        raise ValueError("its chapters are not numbered in order")
    return rows


def _check_chapter(trial: Trial, part: BookPart, row: _Chapter) -> None:
    before = trial.counts["links"]
    left = Counter(row.waived)
    for line in part.lines:
        _check_line(trial, line, left, str(row.number) if line is part.lines[0] else "")
    for picture in part.pictures:
        if not picture.text.strip():
            place = Place(f"{trial.name}/{picture.file}", picture.number)
            message = "a picture has no alternative text"
            trial.findings.append(Finding(place, "audit-book", message, AGAIN))
    first = part.lines[0] if part.lines else None
    seen = trial.counts["links"] - before
    if seen != row.links:
        message = f"{row.page} links {row.links} numbers, of which {seen} are in the file"
        trial.convict(first, "audit-book", message)
    for text, why in waivers_of_nothing(left, trial.language):
        message = f"{text!r} is listed as waived ({why}) and stands nowhere in {row.page}"
        trial.convict(first, "audit-waiver", message, "list what is waived and no more")


def _check_line(trial: Trial, line: Line, left: Counter[Waived], head: str) -> None:
    """Links show what they lead to; what stands under no link is a date, waived, a name in code,
    or the chapter's number at the `head` of it."""
    if all(it.kind == "listing" or not it.text.strip() for it in line.stretches):
        trial.counts["listings"] += 1
        return
    parts = parts_of(trial, line)
    for shown in check_ties(trial, line, parts):
        kind = "tied_to_derivations" if shown is not None and shown.derived else "tied_to_facts"
        trial.counts.update(["links", "numbers", "untied" if shown is None else kind])
    text = plain_text(parts).removeprefix(head).strip()
    for plain in plain_numbers(text, left, trial.records, trial.language):
        trial.counts.update(["numbers", plain.kind])
        if plain.problem:
            trial.convict(line, "audit-waiver", plain.problem, WAIVER_HINT)
        if plain.kind == "untied":
            at = plain.seen
            near = text[max(0, at.start - 30) : at.end + 30].replace(HOLE, "…")
            message = f"the number {text[at.start : at.end]!r} lies under no link: {near!r}"
            trial.convict(line, "audit-untied", message, _TIE)


def _check_contents(trial: Trial) -> None:
    """What navigation says of a place is its heading."""
    for line in trial.book.front:
        said: dict[str, str] = {}
        for it in line.stretches:
            if it.kind == "link":
                said[it.target] = said.get(it.target, "") + it.text
        for target, text in said.items():
            heading = trial.headings.get(target)
            if heading is not None and squeezed(text) != squeezed(heading):
                message = f"{text!r} in the contents leads to {heading!r}"
                trial.convict(line, "audit-book", message)


def _check_links(trial: Trial) -> None:
    lines = [*trial.book.front, *(line for part in trial.book.parts for line in part.lines)]
    for line in lines:
        for it in line.stretches:
            if it.kind in ("link", "note") and it.target not in trial.book.places:
                message = f"{it.text!r} leads to {it.target}, which is not there"
                trial.convict(line, "audit-dead-link", message)


def _check_notes(trial: Trial) -> None:
    """Notes are referred to by numbers that count them, in a file or in the book."""
    counted: Counter[str] = Counter()
    for line in (line for part in trial.book.parts for line in part.lines):
        for it in line.stretches:
            if it.kind == "note" and it.text.strip():
                counted.update(["", line.file])
                if it.text.strip() not in (str(counted[""]), str(counted[line.file])):
                    message = f"{it.text!r} is not the number of the note that it leads to"
                    trial.convict(line, "audit-untied", message)


def _check_privacy(trial: Trial) -> None:
    for name, text in trial.book.texts.items():
        for _, number in mobile_numbers(text, trial.records):
            message = f"a mobile number ({number[:2]}…) stands in the file"
            place = Place(f"{trial.name}/{name}")
            hint = "mask personal data in everything that is written"
            trial.findings.append(Finding(place, "audit-personal-data", message, hint))
