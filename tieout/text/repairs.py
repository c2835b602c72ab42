"""Particular repairs: finds in the raw text what a source's `.toml` asks to mend."""

import re
from dataclasses import dataclass

from tieout.findings import Finding
from tieout.text.origin import Repair, Source

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Edit:
    """A repair that was found: `raw[start:end]` is what it acts on."""

    start: int
    end: int
    reason: str
    reading: str = ""


@dataclass(frozen=True, slots=True)
class Edits:
    """The repairs of a source by kind. `joins`, `breaks` and `spaces` hold the raw offsets of
    the white characters that they speak of."""

    removed: tuple[Edit, ...] = ()
    sic: tuple[Edit, ...] = ()
    joins: frozenset[int] = frozenset()
    breaks: frozenset[int] = frozenset()
    spaces: frozenset[int] = frozenset()


def find_repairs(source: Source) -> tuple[Edits, list[Finding]]:
    """The repairs of the source as places in its raw text.

    One whose text stands nowhere or more than once is left out, with a finding
    repair-unmatched; one that touches what another removes or settles, repair-overlaps.
    """
    findings: list[Finding] = []
    taken: dict[int, int] = {}
    found: dict[str, list[Edit]] = {"remove": [], "sic": []}
    white: dict[str, set[int]] = {"join": set(), "break": set(), "space": set()}
    for number, repair in enumerate(source.origin.repairs):
        place = source.origin_place("repairs", number, "text")
        span, count = _locate(source.raw, repair)
        if span is None:
            where = "nowhere" if count == 0 else f"{count} times"
            message = f"the text of the repair stands {where} in {source.path}: {repair.text!r}"
            hint = "quote the raw text exactly, line breaks included, and enough to be unique"
            findings.append(Finding(place, "repair-unmatched", message, hint))
            continue
        acted_on = _acted_on(source.raw, repair, span)
        if other := next((taken[i] for i in acted_on if i in taken), 0):
            message = f"the repair touches what repair {other} acts on: {repair.text!r}"
            findings.append(Finding(place, "repair-overlaps", message, "let one of them go"))
            continue
        taken.update(dict.fromkeys(acted_on, number + 1))
        if repair.kind in found:
            found[repair.kind].append(Edit(*span, repair.reason, repair.reading))
        else:
            white[repair.kind].update(acted_on)
    edits = Edits(
        tuple(found["remove"]),
        tuple(found["sic"]),
        frozenset(white["join"]),
        frozenset(white["break"]),
        frozenset(white["space"]),
    )
    return edits, findings


def _locate(raw: str, repair: Repair) -> tuple[Span | None, int]:
    """The raw span that the repair acts on, and how often its text stands in the raw one."""
    count = sum(1 for _ in re.finditer(f"(?={re.escape(repair.text)})", raw))
    if count != 1:
        return None, count
    part = repair.part or repair.text
    start = raw.index(repair.text) + repair.text.index(part)
    return (start, start + len(part)), 1


def _acted_on(raw: str, repair: Repair, span: Span) -> list[int]:
    """The raw offsets that the repair changes: of white space only, for kinds about it."""
    if repair.kind in {"remove", "sic"}:
        return list(range(*span))
    wanted = r"\s*\n\s*" if repair.kind in {"join", "break"} else r"\s+"
    matched = re.search(wanted, raw[span[0] : span[1]])
    if matched is None:
        return []
    return list(range(span[0] + matched.start(), span[0] + matched.end()))
