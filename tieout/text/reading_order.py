"""Reading order: cuts the raw text where its `.toml` says, and puts the pieces in order."""

import re
from dataclasses import dataclass

from tieout.findings import Finding, place_at
from tieout.text.document import BlockKind
from tieout.text.mapped import MappedText
from tieout.text.origin import Segment, Source


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the text on its way to one or more blocks.

    `lines` says how paragraphs are told from line breaks (empty: from the look of them).
    `continues`: it is one more line of the block before it, as a deck is of a title.
    """

    kind: BlockKind
    text: MappedText
    level: int = 0
    lines: str = ""
    continues: bool = False


def in_reading_order(source: Source) -> tuple[tuple[Part, ...], list[Finding]]:
    """The raw text as parts in reading order; every raw character is in exactly one.

    Without a reading order in the `.toml` the text is one part, as printed. Findings:
    segment-unmatched where an anchor stands nowhere or more than once, segment-repeated
    where two begin at one place, segment-uncovered where text stands before the first,
    segment-continues where one cannot go on from the one before it.
    """
    whole = MappedText.of(source.raw)
    order = source.origin.reading_order
    if order is None:
        return (Part("paragraph", whole),), []
    starts, findings = _find_starts(source, order.segments)
    if not starts:
        return (Part("paragraph", whole),), findings
    ordered = sorted(starts.values())
    if source.raw[: ordered[0]].strip("\ufeff \t\r\n\u3000"):
        lead = len(source.raw) - len(source.raw.lstrip("\ufeff \t\r\n\u3000"))
        message = "text stands before the first segment of the reading order"
        hint = f"begin a segment of {source.origin_path} here"
        place = place_at(source.path, source.raw, lead)
        findings.append(Finding(place, "segment-uncovered", message, hint))
    ends = dict(zip(ordered, [*ordered[1:], len(source.raw)], strict=True))
    parts: list[Part] = []
    for number, segment in enumerate(order.segments):
        if number not in starts:
            continue
        start = starts[number]
        text = whole[start : ends[start]]
        level = {"title": 1, "heading": segment.level}.get(segment.kind, 0)
        if segment.continues and (not parts or parts[-1].kind != segment.kind):
            place = source.origin_place("reading_order", "segments", number)
            message = f"the segment continues, but none of kind {segment.kind} is before it"
            findings.append(Finding(place, "segment-continues", message))
        elif segment.continues and segment.kind == "paragraph":
            before = parts.pop()
            parts.append(Part("paragraph", before.text + text, lines=before.lines))
            continue
        parts.append(Part(segment.kind, text, level, segment.lines, segment.continues))
    return tuple(parts), findings


def _find_starts(
    source: Source, segments: tuple[Segment, ...]
) -> tuple[dict[int, int], list[Finding]]:
    """Where each segment begins in the raw text, by its number."""
    starts: dict[int, int] = {}
    findings: list[Finding] = []
    for number, segment in enumerate(segments):
        place = source.origin_place("reading_order", "segments", number, "starts")
        hits = [m.start() for m in re.finditer(f"(?={re.escape(segment.starts)})", source.raw)]
        if len(hits) != 1:
            where = f"{len(hits)} times" if hits else "nowhere"
            message = f"the segment's beginning stands {where} in {source.path}: {segment.starts!r}"
            hint = "quote the raw text exactly, line breaks included, and enough to be unique"
            findings.append(Finding(place, "segment-unmatched", message, hint))
        elif hits[0] in starts.values():
            message = f"another segment begins at the same place: {segment.starts!r}"
            findings.append(Finding(place, "segment-repeated", message))
        else:
            starts[number] = hits[0]
    return starts, findings
