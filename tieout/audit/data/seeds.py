"""Whether the data agree with the raw documents."""

import hashlib
from pathlib import Path, PurePosixPath

from tieout.audit.data.records import FACTS, SOURCES, FactRecord, Records
from tieout.audit.pages.reading import squeezed
from tieout.findings import Finding


def check_seeds(seeds: Path, records: Records) -> list[Finding]:
    """Findings (audit-data) for a source that is missing or has other bytes than its hash,
    and for a fact whose number is not what stands between its raw offsets, white space
    aside, or whose offsets lead to the same number in other words. `seeds` is the folder of
    the raw files."""
    findings: list[Finding] = []
    raw: dict[str, str] = {}
    for source in records.sources.values():
        path = seeds / PurePosixPath(source.file).name
        problem = ""
        if not path.is_file():
            problem = f"there is no file {path.name}"
        else:
            data = path.read_bytes()
            if hashlib.sha256(data).hexdigest() != source.sha256:
                problem = f"the bytes of {path.name} are not those of its sha256"
            else:
                raw[source.id] = data.decode("utf-8", errors="replace")
        if problem:
            place = records.place(SOURCES, source.id)
            message, hint = f"{source.id}: {problem}", "restore the raw file"
            findings.append(Finding(place, "audit-data", message, hint))
    for fact in records.facts.values():
        text = raw.get(fact.source)
        problem = _offset_problem(fact, text) if text is not None else ""
        if problem:
            place = records.place(FACTS, fact.id)
            message = f"{fact.id}: {problem}"
            findings.append(Finding(place, "audit-data", message, "build the data again"))
    return findings


def _offset_problem(fact: FactRecord, raw: str) -> str:
    """What is wrong with the offsets of a number, empty where nothing is."""
    printed = "".join(raw[start:end] for start, end in fact.spans)
    if squeezed(printed) != squeezed(fact.number):
        return f"the raw text at {fact.raw_start} is {printed!r}, not {fact.number!r}"
    for (_, end), (start, _) in zip(fact.spans, fact.spans[1:], strict=False):
        gap = raw[end:start]
        if gap.strip() and "\n" not in gap:  # a caption may part a number, at a line's end
            return f"{gap!r} stands within the number at {end}"
    whole, quote = squeezed(raw), squeezed(fact.quote)
    ahead = quote.find(squeezed(fact.number))
    at = len(squeezed(raw[: fact.raw_start])) - ahead
    if quote in whole and not whole.startswith(quote, max(at, 0)):
        return f"the raw text at {fact.raw_start} is not within the quote {fact.quote!r}"
    return ""
