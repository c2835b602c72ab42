"""An audit of a Word document or an EPUB under way: what its modules share."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final

from tieout.audit.beside import HINT as BESIDE_HINT
from tieout.audit.beside import Beside, beside_problem
from tieout.audit.bound.book import Book, Line, Stretch
from tieout.audit.data.records import DerivedRecord, FactRecord, Records
from tieout.audit.destination import Destination, Link, destinations, shown_by
from tieout.audit.listed_waivers import HOLE
from tieout.audit.numbers.scan import find_seen
from tieout.audit.pages.prose import are_names
from tieout.audit.pages.reading import squeezed
from tieout.findings import Finding, Place

AGAIN: Final = "build it again; if it stays, it is a mistake of the engine"


@dataclass(slots=True)
class Entry:
    """An entry of an appendix: its place, its lines, and what of the data it is of."""

    place: str
    lines: list[Line] = field(default_factory=list)
    facts: list[FactRecord] = field(default_factory=list)
    derived: list[DerivedRecord] = field(default_factory=list)

    @property
    def known(self) -> list[Destination]:
        """The numbers that a link to it can show."""
        return destinations(self.facts, self.derived)

    @property
    def begins(self) -> str:
        """Its first words, for messages."""
        return self.lines[0].text[:40] if self.lines else ""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a line, or all that one link to an entry covers."""

    stretch: Stretch
    entry: Entry | None = None

    @property
    def text(self) -> str:
        return self.stretch.text


@dataclass
class Trial:
    """The book, its data, its entries by their places, what has been counted and found. `titles`
    are those of the derivations, by id, without spaces."""

    book: Book
    name: str
    records: Records
    titles: Mapping[str, str]
    entries: dict[str, Entry] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)

    @property
    def language(self) -> str:
        return self.book.language

    @cached_property
    def sentences(self) -> Mapping[str, list[FactRecord]]:
        """The facts of each sentence by its text without white space."""
        found: dict[str, list[FactRecord]] = defaultdict(list)
        for it in self.records.facts.values():
            found[squeezed(it.text)].append(it)
        return found

    @cached_property
    def headings(self) -> Mapping[str, str]:
        """The heading of each place that begins with one."""
        found: dict[str, str] = {}
        for line in (it for part in self.book.parts for it in part.lines if it.is_heading):
            for place in line.stretches[0].within:
                found.setdefault(place, line.text)
        return found

    def convict(self, line: Line | None, code: str, message: str, hint: str = AGAIN) -> None:
        place = Place(f"{self.name}/{line.file}", line.number) if line else Place(self.name)
        self.findings.append(Finding(place, code, message, hint))


def parts_of(trial: Trial, line: Line) -> list[Part]:
    """The parts of a line. Stretches that stand side by side and lead to one entry are one."""
    parts: list[Part] = []
    for it in line.stretches:
        entry = trial.entries.get(it.target) if it.kind == "link" else None
        if entry is not None and parts and parts[-1].entry is entry:
            last = parts[-1].stretch
            parts[-1] = Part(replace(last, text=last.text + it.text), entry)
        else:
            parts.append(Part(it, entry))
    return parts


def plain_text(parts: Sequence[Part]) -> str:
    """What the parts of a line say under no link, with single spaces."""
    return " ".join("".join(map(_plain, parts)).split())


def _plain(part: Part) -> str:
    if part.entry is not None:
        return HOLE + part.text[len(part.text.rstrip()) :]
    is_name = part.stretch.kind == "code" and are_names(part.text)
    return HOLE if is_name or part.stretch.kind == "note" else part.text


def check_ties(trial: Trial, line: Line, parts: Sequence[Part]) -> Iterator[Destination | None]:
    """The number that each link to an entry shows; none, with a finding (audit-value and others),
    where it is another than the entry's. Words beside it change nothing (audit-beside)."""
    for at, part in enumerate(parts):
        if part.entry is None or not find_seen(part.text, trial.language):
            continue
        before, after = _around(parts, at)
        said = " ".join(part.text.split())
        link = Link(part.text, before, after, line.in_table)
        shown, wrong = shown_by(link, part.entry.known, trial.language)
        for code, problem in wrong:
            where = f"leads to {part.entry.begins!r}, where nothing of this value stands"
            hint = "lead to the sentence that holds the number"
            trial.convict(line, code, f"{said!r} {where}: {problem}", hint)
        if shown is not None:
            held_before = at > 0 and parts[at - 1].entry is not None
            held_after = at + 1 < len(parts) and parts[at + 1].entry is not None
            it = Beside(said, before, after, held_before, held_after)
            told = beside_problem(it, shown.quantity, trial.language, shown.derived, False)
            if told:
                trial.convict(line, "audit-beside", told, BESIDE_HINT)
        yield shown


def _around(parts: Sequence[Part], at: int) -> tuple[str, str]:
    """The text of a line before and behind one of its parts, with single spaces."""
    said = ["" if it.stretch.kind == "note" else it.text for it in parts]
    after = said[at][len(said[at].rstrip()) :] + "".join(said[at + 1 :])
    before, behind = "".join(said[:at]), after
    return _spaced(before), _spaced(behind)


def _spaced(text: str) -> str:
    """A text whose white space is single spaces, those at its ends kept."""
    inner = " ".join(text.split())
    if not inner:
        return " " if text else ""
    return " " * text[:1].isspace() + inner + " " * text[-1:].isspace()
