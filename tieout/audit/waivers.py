"""Whether what is waived is a number that states no fact, for a reason of the closed list."""

from collections.abc import Iterator
from typing import Final

from lxml.html import HtmlElement

from tieout.audit.dates import find_dates
from tieout.audit.reading import Page, has_class
from tieout.audit.shown import read_shown
from tieout.findings import Finding

REASONS: Final = (
    "year", "date", "period", "name", "identifier", "chapter", "example", "idiom", "ordinal",
    "version", "address",
)  # fmt: skip
#: A name can be 5%-ig, an idiom can be 100%; the other reasons never cover an amount.
_MAY_BE_AMOUNT: Final = frozenset({"name", "example", "idiom", "period"})
_DURATIONS: Final = frozenset({"time", "months", "workday"})
_HARMLESS: Final = frozenset({"rank", "count", "times", "degree", "length", "voltage", "charge"})


def check_waivers(page: Page) -> tuple[frozenset[HtmlElement], list[Finding]]:
    """The waivers of a page that waive nothing, and a finding (audit-waiver) for each: no
    reason, one that is not of the list, or an amount that passes for a year or a chapter."""
    broken: set[HtmlElement] = set()
    findings: list[Finding] = []
    for span in page.article.iter("span"):
        if has_class(span, "waived"):
            for message in _problems(span, page.language):
                broken.add(span)
                hint = f"give one of {', '.join(REASONS)}, or tie the number"
                findings.append(page.finding(span, "audit-waiver", message, hint))
    return frozenset(broken), findings


def _problems(span: HtmlElement, language: str) -> Iterator[str]:
    why = (span.get("data-why") or "").strip()
    text = "".join(span.itertext()).strip()
    if not why:
        yield f"{text!r} is waived without a reason"
    elif why not in REASONS:
        yield f"{text!r} is waived for the unknown reason {why!r}"
    elif why == "year" and not any(end - start >= 4 for start, end in find_dates(text)):
        yield f"{text!r} is waived as a year and is none"
    elif why not in _MAY_BE_AMOUNT:
        for shown in read_shown(text, language):
            if shown.unit is not None and shown.unit.dimension not in _HARMLESS | _DURATIONS:
                yield f"{text!r} is an amount ({shown.unit.dimension}), waived as {why}"
                return
