"""The audit of a report bound as a Word document or an EPUB: from its own bytes alone."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tieout.audit.account import Account
from tieout.audit.book import Book, BookPart, Line
from tieout.audit.carried import CHAPTERS, carried_list, carried_records, carried_titles
from tieout.audit.destination import Destination, quoted_in
from tieout.audit.epub_reading import read_epub
from tieout.audit.privacy import mobile_numbers
from tieout.audit.reading import squeezed
from tieout.audit.records import Records
from tieout.audit.scan import find_seen
from tieout.audit.word_reading import read_word
from tieout.findings import Finding, Place

_HINT: Final = "build it again; if it stays, it is a mistake of the engine"
_READERS: Final = {".docx": read_word, ".epub": read_epub}


@dataclass(slots=True)
class _Trial:
    """An audit under way; `entries` are the places of the appendices."""

    book: Book
    name: str
    records: Records
    titles: Mapping[str, str]
    entries: frozenset[str]
    known: dict[str, list[Destination]] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)

    def convict(self, line: Line | None, code: str, message: str, hint: str = _HINT) -> None:
        place = Place(f"{self.name}/{line.file}", line.number) if line else Place(self.name)
        self.findings.append(Finding(place, code, message, hint))


def audit_bound(content: bytes, name: str) -> tuple[Account, list[Finding]]:
    """Audits the bytes of a Word document or an EPUB, told apart by the end of their name;
    findings name the file in it, and the paragraph or line.

    Every number of a chapter lies under a link to an entry of the appendices, is waived, or is a
    plain date (audit-untied). Each entry that a number leads to holds the quote of a fact, or is
    that of a derivation, whose value the link shows (audit-value). Links lead to places that are
    there (audit-dead-link), and chapters have as many as the packed list says (audit-book).
    A file that cannot be read so is a finding too (audit-book).
    """
    try:
        book = _READERS[Path(name).suffix](content)
        listed = carried_list(book.data, CHAPTERS)
        numbers = [int(row["links"]) for row in listed]
        titles = carried_titles(book.data)
        records, findings = carried_records(book.data)
    except (ValueError, KeyError, TypeError) as error:
        message = f"it cannot be read: {error}"
        return Account(), [Finding(Place(name), "audit-book", message, _HINT)]
    trial = _Trial(book, name, records, titles, _entries(book, len(numbers)), findings=findings)
    if not numbers or len(book.parts) <= len(numbers):
        message = f"it lists {len(numbers)} chapters, and has {len(book.parts)} parts"
        trial.convict(None, "audit-book", message)
    for part, links, row in zip(book.parts, numbers, listed, strict=False):
        _check_chapter(trial, part, links, str(row["page"]))
    _check_links(trial)
    _check_privacy(trial)
    account = Account(
        pages=len(numbers),
        facts=len(records.facts),
        derivations=len(records.derivations),
        sources=len(records.sources),
        **trial.counts,
    )
    return account, sorted(set(trial.findings))


def _entries(book: Book, chapters: int) -> frozenset[str]:
    """The places that stand in no chapter: those whose text is no part of a chapter's."""
    return frozenset(place for place, part in book.homes.items() if part >= chapters)


def _check_chapter(trial: _Trial, part: BookPart, links: int, page: str) -> None:
    before = trial.counts["links"]
    for line in part.lines:
        _check_ties(trial, line)
        _check_numbers(trial, line)
    for picture in part.pictures:
        if not picture.text.strip():
            place = Place(f"{trial.name}/{picture.file}", picture.number)
            message = "a picture has no alternative text"
            trial.findings.append(Finding(place, "audit-book", message, _HINT))
    seen = trial.counts["links"] - before
    if seen != links:
        message = f"{page} links {links} numbers, of which {seen} are in the file"
        trial.convict(part.lines[0] if part.lines else None, "audit-book", message)


def _ties(trial: _Trial, line: Line) -> list[tuple[str, str]]:
    """What each link to an entry shows, and where it leads. Stretches that stand side by side
    and lead to one place are one link."""
    ties: list[tuple[str, str]] = []
    last = ""
    for it in line.stretches:
        if it.kind == "link" and it.target in trial.entries:
            if it.target == last:
                ties[-1] = (ties[-1][0] + it.text, it.target)
            else:
                ties.append((it.text, it.target))
            last = it.target
        else:
            last = ""
    return [(said, target) for said, target in ties if find_seen(said, trial.book.language)]


def _check_ties(trial: _Trial, line: Line) -> None:
    """Each link shows a number that the entry holds which it leads to."""
    for said, target in _ties(trial, line):
        trial.counts["links"] += 1
        known = trial.known.get(target)
        if known is None:
            known = trial.known[target] = _known(trial, target)
        if not any(it.is_shown(said, trial.book.language) for it in known):
            message = f"{said!r} leads to {target}, where nothing of this value stands"
            hint = "lead to the sentence that holds the number"
            trial.convict(line, "audit-value", message, hint)


def _known(trial: _Trial, target: str) -> list[Destination]:
    """The numbers that an entry can be of: those whose quotes it holds, or the derivation
    whose title it begins with."""
    entry = squeezed(trial.book.places[target])
    derived = [
        Destination(it.quantity, derived=True)
        for it in trial.records.derivations.values()
        if entry.startswith(trial.titles[it.id] + ":")
    ]
    return derived or quoted_in(entry, trial.records)


def _check_numbers(trial: _Trial, line: Line) -> None:
    text = line.text
    for seen in find_seen(text, trial.book.language):
        stretches = list(line.parts_of(seen.start, seen.end))
        if any(it.kind == "code" for it in stretches):
            continue
        trial.counts["numbers"] += 1
        open_ = [it for it in stretches if it.kind != "waived" and it.target not in trial.entries]
        if not open_:
            tied = any(it.kind == "link" for it in stretches)
            known = [one for it in stretches for one in trial.known.get(it.target, ())]
            derived = any(it.derived for it in known)
            kind = "tied_to_derivations" if derived else "tied_to_facts" if tied else "waived"
        elif seen.is_date:
            kind = "dates"
        else:
            kind = "untied"
            around = text[max(0, seen.start - 30) : seen.end + 30]
            message = f"the number {text[seen.start : seen.end]!r} lies under no link: {around!r}"
            trial.convict(line, "audit-untied", message, "tie it, or waive it with its reason")
        trial.counts[kind] += 1


def _check_links(trial: _Trial) -> None:
    for part in trial.book.parts:
        for line in part.lines:
            for it in line.stretches:
                if it.kind in ("link", "waived") and it.target not in ("", *trial.book.places):
                    message = f"{it.text!r} leads to {it.target}, which is not there"
                    trial.convict(line, "audit-dead-link", message)


def _check_privacy(trial: _Trial) -> None:
    for name, text in trial.book.texts.items():
        for _, number in mobile_numbers(text, trial.records):
            message = f"a mobile number ({number[:2]}…) stands in the file"
            place = Place(f"{trial.name}/{name}")
            hint = "mask personal data in everything that is written"
            trial.findings.append(Finding(place, "audit-personal-data", message, hint))
