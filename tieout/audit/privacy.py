"""Whether a mobile phone number stands in any text file of the site."""

import re
from typing import Final

from tieout.audit.data.records import Records
from tieout.audit.pages.reading import Site
from tieout.findings import Finding, place_at

#: Eleven digits that begin as Chinese mobile numbers do, also in groups; no part of a hash,
#: of a longer number or of decimals.
_MOBILE: Final = re.compile(
    r"(?<![0-9０-９a-fA-F.])[1１][3-9３-９]\d(?:[\s-]?\d{4}){2}(?![0-9０-９a-fA-F]|\.\d)"
)
_BINARY_SUFFIXES: Final = (
    "png jpg jpeg gif webp ico woff woff2 ttf otf pdf docx epub xlsx gz zip inv"
)
_BINARY: Final = frozenset(_BINARY_SUFFIXES.split())


def check_privacy(site: Site, records: Records) -> list[Finding]:
    """A finding (audit-personal-data) for each mobile number, which the message masks.
    Amounts of the data files that happen to have eleven digits are none."""
    findings = []
    for path in sorted(site.files):
        if path.rsplit(".", 1)[-1].lower() in _BINARY:
            continue
        text = (site.root / path).read_text(encoding="utf-8", errors="replace")
        for start, number in mobile_numbers(text, records):
            message = f"a mobile number ({number[:2]}…) stands in the file"
            place = place_at(path, text, start)
            hint = "mask personal data in everything that is written"
            findings.append(Finding(place, "audit-personal-data", message, hint))
    return findings


def mobile_numbers(text: str, records: Records) -> list[tuple[int, str]]:
    """The mobile numbers of a text, each with where it begins."""
    found = [(it.start(), it[0]) for it in _MOBILE.finditer(text)]
    known = _amounts(records) if found else frozenset()
    return [
        (start, number)
        for start, number in found
        if number not in known and not number.endswith("00000")
    ]


def _amounts(records: Records) -> frozenset[str]:
    quantities = [it.quantity for it in records.facts.values()]
    quantities += [it.quantity for it in records.derivations.values()]
    points = [point for q in quantities for point in (q.value, q.low, q.high) if point is not None]
    return frozenset(str(int(abs(point))) for point in points)
