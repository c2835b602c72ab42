"""The audit of a report's PDF: from its own bytes, text, links and embedded data alone."""

import re
import tempfile
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from tieout.audit.account import Account
from tieout.audit.agreement import Quantity, Setting, disagreements
from tieout.audit.pdf_reading import Char, PdfFile, Spot, read_json
from tieout.audit.reading import squeezed
from tieout.audit.records import DerivedRecord, Records, read_records
from tieout.audit.scan import Seen, find_seen
from tieout.audit.shown import read_shown
from tieout.audit.units import unit_of_code
from tieout.findings import Finding, Place

#: Stands in a text where a link showed its number.
_HOLE: Final = "\N{OBJECT REPLACEMENT CHARACTER}"
#: The letter and number that an entry of a derivation begins with.
_LONGEST_ID: Final = 6
#: What editors say within a sentence is none of its words.
_EDITORS: Final = re.compile(r"\[sic[^\]]*\]")
_DATA: Final = ("facts.json", "derivations.json", "sources.json")


@dataclass(frozen=True, slots=True)
class PdfChapter:
    """A chapter as it is read: its address on the site, its pages, from 0, what each link
    to a number shows, where it leads and its page, the text without links, that of its drawings,
    the texts that it waives, and how many numbers it is said to link."""

    number: int
    address: str
    ties: tuple[tuple[str, Spot, int], ...]
    text: tuple[tuple[str, int], ...]
    drawn: tuple[tuple[str, int], ...]
    waived: Counter[str]
    links: int


@dataclass(slots=True)
class _Trial:
    """An audit under way."""

    file: PdfFile
    name: str
    records: Records
    language: str
    titles: Mapping[str, str]
    entries: dict[Spot, str] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)

    def convict(self, page: int, code: str, message: str, hint: str) -> None:
        self.findings.append(Finding(Place(self.name, page + 1), code, message, hint))


def audit_pdf(content: bytes, name: str) -> tuple[Account, list[Finding]]:
    """Audits the bytes of a PDF; findings name it by `name`, with the page as the line.

    Every number of a chapter lies under a link, is a plain date, or is waived in the embedded
    list (audit-untied); as many are linked as that list says (audit-pdf). The place that a link
    leads to holds the quote of a fact, or is the entry of a derivation, whose value the link
    shows (audit-value). A file that cannot be read so is a finding too (audit-pdf).
    """
    try:
        file = PdfFile(content)
        files = file.attached()
        listed = read_json(files, "chapters.json")
        records, findings = _records(files)
        titles = {it["id"]: squeezed(it["title"]) for it in read_json(files, "derivations.json")}
        chapters = pdf_chapters(file, listed)
    except (ValueError, KeyError, TypeError) as error:
        message = f"it cannot be read: {error}"
        return Account(), [Finding(Place(name), "audit-pdf", message, "build it again")]
    trial = _Trial(file, name, records, file.language(), titles, findings=findings)
    trial.entries = _entries(file, chapters)
    for chapter in chapters:
        _check_links(trial, chapter)
        _check_text(trial, chapter)
        _check_drawn(trial, chapter)
    if not chapters:
        trial.convict(0, "audit-pdf", "it has no chapters", "build it again")
    account = Account(
        pages=len(file),
        links=sum(len(it.ties) for it in chapters),
        facts=len(records.facts),
        derivations=len(records.derivations),
        sources=len(records.sources),
        **trial.counts,
    )
    return account, sorted(set(trial.findings))


def _records(files: dict[str, bytes]) -> tuple[Records, list[Finding]]:
    """The embedded data, read as those of a site are."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "data").mkdir()
        for name in _DATA:
            if name in files:
                (Path(folder) / "data" / name).write_bytes(files[name])
        return read_records(Path(folder))


def pdf_chapters(file: PdfFile, listed: list[Any]) -> list[PdfChapter]:
    """The chapters of a file in order: the bookmarks after the first, which is that of the
    contents, as many as the embedded list names. Links within the chapters' own pages, as
    references are, tie no number."""
    marks = file.chapters()[1:]
    starts = [page for _, page in marks[: len(listed) + 1]]
    if len(starts) <= len(listed):
        starts.append(len(file))
    ranges = list(pairwise(starts))
    appendix = starts[-1]
    return [
        _chapter(file, number, row, range(start, end), appendix)
        for number, (row, (start, end)) in enumerate(zip(listed, ranges, strict=False), start=1)
    ]


def _chapter(file: PdfFile, number: int, row: Any, pages: range, appendix: int) -> PdfChapter:
    shown: list[tuple[str, Spot, int]] = []
    text, drawn = [], []
    for page in pages:
        read = file.page(page)
        ties = {
            link: spot
            for link, spot in enumerate(read.links)
            if spot is not None and spot.page >= appendix
        }
        said, plain, labels = _sorted_out(read.chars, ties)
        shown += [(words, ties[link], page) for link, words in said.items()]
        text.append((plain, page))
        drawn.append((labels, page))
    numbers = tuple(it for it in shown if find_seen(it[0], file.language()))
    waived = Counter(" ".join(str(it["text"]).split()) for it in row["waived"])
    address, links = str(row["page"]), int(row["links"])
    return PdfChapter(number, address, numbers, tuple(text), tuple(drawn), waived, links)


def _sorted_out(chars: Iterable[Char], ties: Collection[int]) -> tuple[dict[int, str], str, str]:
    """What each link shows that ties a number, what stands beside these links, and what stands
    in drawings."""
    said: dict[int, list[str]] = {}
    plain: list[str] = []
    labels: list[str] = []
    to = plain
    for char in chars:
        tie = char.link in ties and not char.drawn  # labels are read with their drawing
        if tie:
            if char.link not in said:
                said[char.link] = []
                plain.append(_HOLE)
            to = said[char.link]
        elif char.text != " ":
            to = labels if char.drawn else plain
        if not (char.small and tie):
            to.append(char.text)
    shown = {link: " ".join("".join(parts).split()) for link, parts in sorted(said.items())}
    return shown, " ".join("".join(plain).split()), " ".join("".join(labels).split())


def _entries(file: PdfFile, chapters: list[PdfChapter]) -> dict[Spot, str]:
    """The text of each place of the appendices that chapters lead to, up to the next."""
    spots = sorted(
        {spot for it in chapters for _, spot, _ in it.ties}, key=lambda it: (it.page, -it.top)
    )
    following = [*spots[1:], None] if spots else []
    return {
        spot: squeezed(_EDITORS.sub("", file.text_between(spot, end)))
        for spot, end in zip(spots, following, strict=True)
    }


def _check_links(trial: _Trial, chapter: PdfChapter) -> None:
    """Each link shows a number that the place it leads to holds."""
    seen = len(chapter.ties)
    if seen != chapter.links:
        message = f"{chapter.address} links {chapter.links} numbers, of which {seen} can be seen"
        trial.convict(chapter.text[0][1], "audit-pdf", message, "no table may run off its page")
    for said, spot, page in chapter.ties:
        entry = trial.entries[spot]
        facts = [it for it in trial.records.facts.values() if squeezed(it.quote) in entry]
        derived = _derived_at(trial, entry)
        known: list[tuple[Quantity, bool, str]] = [
            *((it.quantity, False, it.number) for it in facts),
            *((it.quantity, True, "") for it in derived),
        ]
        kind = "tied_to_derivations" if derived else "tied_to_facts"
        if any(_agrees(said, *it, trial.language) for it in known):
            trial.counts.update({"numbers": 1, kind: 1})
            continue
        trial.counts.update(numbers=1, untied=1)
        message = f"{said!r} leads to page {spot.page + 1}, where nothing of this value stands"
        trial.convict(page, "audit-value", message, "lead to the sentence that holds the number")


def _derived_at(trial: _Trial, entry: str) -> list[DerivedRecord]:
    """The derivations that an entry can be of: it begins with D, its number and its title."""
    begin = entry.startswith("D")
    return [
        it
        for it in trial.records.derivations.values()
        if begin and 1 < entry.find(trial.titles[it.id]) <= _LONGEST_ID
    ]


def _agrees(said: str, quantity: Quantity, derived: bool, number: str, language: str) -> bool:
    """Whether what a link shows has the value of a number, or is the number as it is printed.
    Units may be named elsewhere in a table; whether words beside the link change its bound is
    what the audit of the site tells."""
    if number and squeezed(said) == squeezed(number):
        return True
    readings = read_shown(said, language)
    setting = Setting(leans=True, units=frozenset({unit_of_code(quantity.unit).dimension}))
    return bool(readings) and not any(
        code != "audit-bound"
        for reading in readings
        for code, _ in disagreements(reading, quantity, setting, derived=derived)
    )


def _check_text(trial: _Trial, chapter: PdfChapter) -> None:
    """What stands under no link is a date, waived, or the number of the chapter."""
    left = chapter.waived.copy()
    for text, page in chapter.text:
        if page == chapter.text[0][1]:
            text = text.removeprefix(str(chapter.number))
        end = 0  # of what was waived last
        for seen in find_seen(text, trial.language):
            trial.counts["numbers"] += 1
            if seen.is_date:
                trial.counts["dates"] += 1
                continue
            if seen.end > end and (waived := _waived_at(text, seen, left)):
                left[waived] -= 1
                end = text.find(waived, max(0, seen.end - len(waived))) + len(waived)
            if seen.end <= end:
                trial.counts["waived"] += 1
                continue
            trial.counts["untied"] += 1
            around = text[max(0, seen.start - 30) : seen.end + 30]
            message = f"the number {text[seen.start : seen.end]!r} lies under no link: {around!r}"
            trial.convict(page, "audit-untied", message, "tie it, or waive it with its reason")


def _waived_at(text: str, seen: Seen, left: Counter[str]) -> str:
    """The longest waived text that is left and stands around a number; empty if there is
    none."""
    for waived in sorted(left, key=len, reverse=True):
        at = text.find(waived, max(0, seen.end - len(waived)), seen.start + len(waived))
        if left[waived] > 0 and 0 <= at <= seen.start:
            return waived
    return ""


def _check_drawn(trial: _Trial, chapter: PdfChapter) -> None:
    """A label with a unit stands as a link in the same chapter; a bare number is a tick."""
    linked = {squeezed(said) for said, _, _ in chapter.ties}
    for text, _ in chapter.drawn:
        rest = squeezed(text)
        for said in sorted(linked, key=len, reverse=True):
            if said in rest:
                trial.counts["in_attributes"] += rest.count(said)
                trial.counts["numbers"] += rest.count(said)
                rest = rest.replace(said, ";")
        trial.counts["axis_ticks"] += sum(not it.is_date for it in find_seen(rest, trial.language))
