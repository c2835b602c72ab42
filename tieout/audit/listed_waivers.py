"""Numbers that lie under no link in a file that a report travels as: a chapter of such a file is
held against the list of what is waived in it, since a file has no place for reasons."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, Literal

from tieout.audit.data.records import Records
from tieout.audit.numbers.scan import Seen, find_seen
from tieout.audit.pages.reading import squeezed
from tieout.audit.waivers import (
    BUILT,
    REASONS,
    built_misfit,
    constants,
    misfit,
    shows_end,
    source_titles,
)

#: Stands in a text where a link showed its number.
HOLE: Final = "\N{OBJECT REPLACEMENT CHARACTER}"
WAIVER_HINT: Final = f"give one of {', '.join(REASONS)}, or tie it"

#: A waived text with its reason.
Waived = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Plain:
    """A number of a text under no link: where it stands, what it passes for, and what is wrong
    with the waiver that begins with it, if anything."""

    seen: Seen
    kind: Literal["dates", "waived", "untied"]
    problem: str = ""


def read_waived(row: Any) -> list[Waived]:
    """What a row of the list of chapters says is waived. Raises `KeyError` and `TypeError` where
    it is no such row."""
    return [(" ".join(str(it["text"]).split()), str(it["why"])) for it in row["waived"]]


def plain_numbers(
    text: str, left: Counter[Waived], records: Records, language: str
) -> Iterator[Plain]:
    """The numbers of a text that has single spaces and HOLE where links stood. What is waived is
    taken from what is `left`, so that each waiver hides one number."""
    end = 0  # of what was waived last
    for seen in find_seen(text, language):
        if seen.is_date:
            yield Plain(seen, "dates")
            continue
        problem = ""
        if seen.end > end and (waived := _waived_at(text, seen, left)):
            left[waived] -= 1
            start = text.find(waived[0], max(0, seen.end - len(waived[0])))
            end = start + len(waived[0])
            problem = _standing_problem(records, text, start, waived, language)
        yield Plain(seen, "waived" if seen.end <= end else "untied", problem)


def waivers_of_nothing(left: Counter[Waived], language: str) -> list[Waived]:
    """What is listed as waived and stands nowhere, but for dates, which need no waiver."""
    return [
        (text, why)
        for text, why in sorted(left.elements())
        if not all(it.is_date for it in find_seen(text, language))
    ]


def _waived_at(text: str, seen: Seen, left: Counter[Waived]) -> Waived | None:
    """The longest waived text that is left and stands around a number."""
    for waived in sorted(left, key=lambda it: (-len(it[0]), it)):
        at = text.find(waived[0], max(0, seen.end - len(waived[0])), seen.start + len(waived[0]))
        if left[waived] > 0 and 0 <= at <= seen.start:
            return waived
    return None


def _standing_problem(
    records: Records, text: str, start: int, waived: Waived, language: str
) -> str:
    """What is wrong with a waived text where it stands in a text."""
    said, why = waived
    before = " ".join(text[:start].rpartition(HOLE)[2].split(" ")[-3:])
    behind = " ".join(text[start + len(said) :].partition(HOLE)[0].split(" ")[:3])
    return _problem(records, said, why, before, behind, language)


def _problem(records: Records, said: str, why: str, before: str, behind: str, language: str) -> str:
    if why in REASONS:
        titled = why == "name" and said in source_titles(records)
        return "" if titled else misfit(said, why, before, behind, language)
    if why not in BUILT:
        return f"{said!r} is waived for the unknown reason {why!r}"
    if why in ("label", "account"):
        number = said.rpartition(".")[2] if why == "label" else said.rstrip(".")
        return built_misfit(number or said.rstrip("."), why, language)
    quantities = [it.quantity for it in records.facts.values()]
    quantities += [it.quantity for it in records.derivations.values()]
    formulas = [it.formula for it in records.derivations.values()]
    texts = [it.text for it in records.facts.values()]
    holds = {
        "constant": lambda: any(said in constants(it) for it in formulas),
        "bound": lambda: any(shows_end(said, it, language) for it in quantities),
        "quoted": lambda: any(squeezed(said) in squeezed(it) for it in texts),
    }
    return "" if holds[why]() else f"{said!r} is waived as {why} and is none"
