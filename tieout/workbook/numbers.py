"""The values behind tied numbers: what the site's data files hold, as cells to compute with."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tieout.volume.volume import Volume
from tieout.workbook.cells import Tie
from tieout.workbook.sheet import BOUND_ONLY, OPEN_END, RANGE_ONLY, Entry

#: Bounds of which the value is no end, but what the number is, within its interval.
_TWO_SIDED = {"exact", "about"}


@dataclass(frozen=True, slots=True)
class Numbers:
    """The records of `facts.json` and `derivations.json` by id, and where each number leads:
    its address from the site's root, and what is told of it."""

    facts: Mapping[str, Mapping[str, Any]]
    derivations: Mapping[str, Mapping[str, Any]]
    sources: Mapping[str, str]
    uncounted: str

    def record(self, tie: Tie) -> Mapping[str, Any]:
        """The record of a tied number."""
        return (self.facts if tie.kind == "fact" else self.derivations)[tie.id]

    def entry(self, tie: Tie, text: str, *, right: bool = False) -> Entry:
        """A cell of a text that is the link of a number."""
        record = self.record(tie)
        tip = self.sources[record["source"]] if tie.kind == "fact" else str(record["title"])
        return Entry(text, link=tie.address, tip=tip, right=right)

    def unit(self, tie: Tie) -> str:
        """The unit of a number; a number of nothing but itself has a word for it."""
        return str(self.record(tie)["unit"]) or self.uncounted


def numbers_of(volume: Volume) -> Numbers:
    """What the data files of a report hold."""
    facts, derivations, sources = (
        {it["id"]: it for it in json.loads(volume.data[name])}
        for name in ("facts.json", "derivations.json", "sources.json")
    )
    title = "title_en" if volume.links.language == "en" else "title"
    told = {id: f"{it[title] or it['title']}, {it['date']}" for id, it in sources.items()}
    return Numbers(facts, derivations, told, volume.words["workbook_uncounted"])


def value_entry(record: Mapping[str, Any]) -> Entry:
    """The value of a record, where the number is known from both sides; else what it is."""
    if record["value"] is None:
        return Entry(RANGE_ONLY, right=True)
    if record["bound"] not in _TWO_SIDED or None in (record["low"], record["high"]):
        return Entry(BOUND_ONLY, right=True)
    return Entry(number=record["value"], right=True)


def end_entry(end: int | float | None) -> Entry:
    """An end of an interval."""
    return Entry(OPEN_END, right=True) if end is None else Entry(number=end, right=True)
