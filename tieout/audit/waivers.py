"""Whether what is waived is a number that states no fact, for a reason of the closed list."""

import re
from collections.abc import Iterator
from typing import Final

from lxml.html import HtmlElement

from tieout.audit.agreement import Quantity, Setting, disagreements
from tieout.audit.dates import find_dates
from tieout.audit.reading import DERIVATIONS, Page, Site, has_class, squeezed, text_of
from tieout.audit.records import DerivedRecord, Records
from tieout.audit.shown import read_shown
from tieout.findings import Finding

#: Reasons that an author gives.
REASONS: Final = (
    "year", "date", "period", "name", "identifier", "chapter", "example", "idiom", "ordinal",
    "version", "address",
)  # fmt: skip
#: Reasons that only a builder of pages gives, each of which can be held against the data:
#: a figure's number, a count of the site's own parts, a constant of a formula, an end of an
#: interval, a number that is marked in the sentence of a source and is no fact.
BUILT: Final = ("label", "account", "constant", "bound", "quoted")
#: A name can hold a share (the 10% club), an idiom as well; a period is an amount of time.
_MAY_BE_AMOUNT: Final = frozenset({"name", "example", "idiom", "bound", "quoted"})
#: What no date, chapter or label is told in. Durations, ranks and degrees pass.
_HARMLESS: Final = frozenset(
    {"rank", "count", "times", "degree", "length", "voltage", "charge", "time", "months", "workday"}
)
_LABEL: Final = re.compile(r"\d{1,3}")
_WHOLE: Final = re.compile(r"\d{1,3}(?:,?\d{3})*|[a-z]+(?:[- ][a-z]+)*", re.IGNORECASE)


def check_waivers(
    site: Site, page: Page, records: Records
) -> tuple[frozenset[HtmlElement], list[Finding]]:
    """The waivers of a page that waive nothing, and a finding (audit-waiver) for each: no
    reason, one that is not of the list, or a number that is not what its reason says."""
    broken: set[HtmlElement] = set()
    findings: list[Finding] = []
    for span in page.article.iter("span"):
        if not has_class(span, "waived"):
            continue
        message = _problem(site, page, span, records)
        if message:
            broken.add(span)
            hint = f"give one of {', '.join(REASONS)}, or tie the number"
            findings.append(page.finding(span, "audit-waiver", message, hint))
    return frozenset(broken), findings


def _problem(site: Site, page: Page, span: HtmlElement, records: Records) -> str:
    why = (span.get("data-why") or "").strip()
    text = " ".join("".join(span.itertext()).split())
    if not why:
        return f"{text!r} is waived without a reason"
    if why not in REASONS + BUILT:
        return f"{text!r} is waived for the unknown reason {why!r}"
    if why not in _MAY_BE_AMOUNT:
        for shown in read_shown(text, page.language):
            if shown.unit is not None and shown.unit.dimension not in _HARMLESS:
                return f"{text!r} is an amount ({shown.unit.dimension}), waived as {why}"
    holds = {
        "year": lambda: any(end - start >= 4 for start, end in find_dates(text)),
        "label": lambda: _LABEL.fullmatch(text) is not None,
        "account": lambda: _WHOLE.fullmatch(text) is not None,
        "constant": lambda: _is_constant(page, span, text, records),
        "bound": lambda: _is_end(page, span, text, records),
        "quoted": lambda: _is_set_aside(site, page, span, text),
    }
    if why in holds and not holds[why]():
        return f"{text!r} is waived as {why} and is none"
    return ""


def _is_set_aside(site: Site, page: Page, span: HtmlElement, text: str) -> bool:
    """Whether the span stands in a link to a source's sentence that has this number marked,
    and marked as no fact."""
    link = next((it for it in span.iterancestors("a")), None)
    target = site.resolve(page.path, link.get("href") or "") if link is not None else None
    home = site.pages.get(target.path) if target is not None else None
    if target is None or home is None or not home.is_source:
        return False
    sentence = home.ids.get(target.fragment)
    return sentence is not None and any(
        has_class(mark, "unused") and squeezed(text_of(mark)) == squeezed(text)
        for mark in sentence.iter("mark")
        if not mark.get("data-fact")
    )


def _entry(page: Page, span: HtmlElement, records: Records) -> DerivedRecord | None:
    """The derivation in whose entry a waiver stands."""
    if page.path == DERIVATIONS:
        for element in span.iterancestors():
            key = (element.get("id") or "").removeprefix("d-")
            if key in records.derivations:
                return records.derivations[key]
    return None


def _is_constant(page: Page, span: HtmlElement, text: str, records: Records) -> bool:
    entry = _entry(page, span, records)
    return entry is not None and text in re.findall(r"(?<![\w.])[\d.]+", entry.formula)


def _is_end(page: Page, span: HtmlElement, text: str, records: Records) -> bool:
    """Whether a text shows an end of the interval of the entry's derivation."""
    entry = _entry(page, span, records)
    return entry is not None and any(_shows(page, text, end) for end in _ends(entry.quantity))


def _ends(quantity: Quantity) -> Iterator[Quantity]:
    for end in (quantity.low, quantity.high):
        if end is not None:
            yield Quantity(end, None, None, quantity.unit, "exact")


def _shows(page: Page, text: str, end: Quantity) -> bool:
    readings = read_shown(text, page.language)
    return bool(readings) and not any(
        problem for it in readings for problem in disagreements(it, end, Setting(), derived=True)
    )
