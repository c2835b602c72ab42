"""An audit of a PDF under way: what its modules share."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from tieout.audit.data.agreement import Setting, disagreements
from tieout.audit.data.records import DerivedRecord, FactRecord, Records
from tieout.audit.destination import Destination, Link, destinations, shown_by
from tieout.audit.numbers.shown import read_shown
from tieout.audit.numbers.units import unit_of_code
from tieout.audit.pdf.reading import Passage, PdfFile, Spot
from tieout.findings import Finding, Place

#: The kinds of passages in which a number may leave its unit to the head of its column.
CELLS: Final = frozenset({"TD", "TH"})
_SPACE: Final = re.compile(r"\s+")
#: What an axis may count in.
_SCALES: Final = frozenset(Decimal(10) ** power for power in (3, 4, 6, 8, 9, 12))


@dataclass(slots=True)
class Entry:
    """An entry of an appendix: the number that readers find it by (`12`, `D7`), the passage of
    that number, those behind it, the pages that lead to it, from 0, and what of the data it is
    of."""

    number: str
    begin: Passage
    passages: list[Passage]
    uses: set[int] = field(default_factory=set)
    facts: list[FactRecord] = field(default_factory=list)
    derived: list[DerivedRecord] = field(default_factory=list)


@dataclass(slots=True)
class Trial:
    """The file, its data, its entries, in order and by the places that links lead to; the facts
    of each sentence by its text without white space; what has been counted and found.
    `appendix` is the first page behind the chapters, from 0."""

    file: PdfFile
    name: str
    records: Records
    language: str
    titles: Mapping[str, str]
    appendix: int
    listed: list[Entry] = field(default_factory=list)
    entries: dict[Spot, Entry] = field(default_factory=dict)
    sentences: dict[str, list[FactRecord]] = field(default_factory=lambda: defaultdict(list))
    counts: Counter[str] = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)

    def convict(self, page: int, code: str, message: str, hint: str) -> None:
        """A finding on a page, from 0."""
        self.findings.append(Finding(Place(self.name, page + 1), code, message, hint))


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a passage: what it says, the entry that it leads to, if any, and how that is
    numbered beside it. All that one link covers is one part."""

    text: str
    entry: Entry | None = None
    short: str = ""
    printed: bool = False
    drawn: bool = False
    page: int = 0


def parts_of(trial: Trial, passage: Passage) -> list[Part]:
    """The parts of a passage; what stands under a link that leads to no entry is text."""
    links = trial.file.page(passage.page).links
    parts: list[Part] = []
    before = -1  # the link of the piece before
    for it in passage.pieces:
        spot = links[it.link] if it.link >= 0 else None
        entry = trial.entries.get(spot) if spot is not None else None
        if entry is not None and it.link == before:
            last = parts[-1]
            parts[-1] = Part(
                last.text + it.text, entry, last.short + it.short, page=passage.page,
                drawn=it.drawn,
            )  # fmt: skip
        else:
            text = it.text if entry is not None else it.text + it.short
            short = it.short if entry is not None else ""
            parts.append(Part(text, entry, short, it.printed, it.drawn, passage.page))
        before = it.link
    return parts


def read_passages(trial: Trial, pages: range) -> list[Passage]:
    """The passages of pages in reading order."""
    return [it for number in pages for it in trial.file.page(number).passages]


def check_tie(trial: Trial, part: Part, before: str, after: str, kind: str) -> Destination | None:
    """The number of the data that a link shows: the entry that it leads to must be of it, and be
    numbered as stands beside the link. `None`, with a finding, where it shows another
    (audit-value, audit-unit, audit-bound)."""
    entry = part.entry
    if entry is None:
        return None
    if part.short.strip() not in ("", entry.number):
        message = f"{part.short.strip()} stands beside {part.text.strip()!r}, which leads to "
        hint = "number it by its entry"
        trial.convict(part.page, "audit-pdf", f"{message}{entry.number}", hint)
    link = Link(part.text, before, after, kind in CELLS)
    shown, wrong = shown_by(link, destinations(entry.facts, entry.derived), trial.language)
    for code, said in wrong:
        where = f"leads to {entry.number} on page {entry.begin.page + 1}"
        message = f"{' '.join(part.text.split())!r} {where}, where nothing of this value stands"
        hint = "lead to the sentence that holds the number"
        trial.convict(part.page, code, f"{message}: {said}", hint)
    return shown


def check_label(trial: Trial, part: Part) -> None:
    """A label of a drawing under a link shows the number that it leads to (audit-value), in a
    unit and a scale that an axis may name."""
    entry = part.entry
    text = " ".join(part.text.split())
    readings = read_shown(text, trial.language) if entry is not None else []
    if entry is None or not readings:
        return
    every = [(it.quantity, False) for it in entry.facts]
    every += [(it.quantity, True) for it in entry.derived]
    for quantity, derived in every:
        units = frozenset({unit_of_code(quantity.unit).dimension})
        setting = Setting(units=units, scales=_SCALES, leans=True)
        found = [disagreements(it, quantity, setting, derived=derived) for it in readings]
        if all(code == "audit-bound" for problems in found for code, _ in problems):
            return
    message = f"the label {text!r} leads to {entry.number}, where nothing of this value stands"
    trial.convict(part.page, "audit-value", message, "label marks with what they link")


def around(parts: Sequence[Part], at: int) -> tuple[str, str]:
    """The text of a passage before and behind one of its parts, with single spaces."""
    before = "".join(it.text for it in parts[:at])
    text = parts[at].text
    after = text[len(text.rstrip()) :] + "".join(it.text for it in parts[at + 1 :])
    return _SPACE.sub(" ", before), _SPACE.sub(" ", after)
