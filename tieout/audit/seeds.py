"""Whether the data agree with the raw documents."""

import hashlib
from pathlib import Path, PurePosixPath

from tieout.audit.reading import squeezed
from tieout.audit.records import FACTS, SOURCES, Records
from tieout.findings import Finding


def check_seeds(seeds: Path, records: Records) -> list[Finding]:
    """Findings (audit-data) for a source that is missing or has other bytes than its hash,
    and for a fact whose number is not what stands between its raw offsets, white space
    aside. `seeds` is the folder of the raw files."""
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
        if text is None:
            continue
        printed = text[fact.raw_start : fact.raw_end]
        if squeezed(printed) != squeezed(fact.number):
            message = (
                f"{fact.id}: the raw text at {fact.raw_start} is {printed!r}, not {fact.number!r}"
            )
            place = records.place(FACTS, fact.id)
            findings.append(Finding(place, "audit-data", message, "build the data again"))
    return findings
