"""Numbers in attributes that are read aloud or shown on hover, and in the title of an SVG.

They cannot be links, so each must belong to the tied link that it lies in, or stand as a
link in the same figure.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from lxml.html import HtmlElement

from tieout.audit.data.agreement import Quantity, Setting, disagreements
from tieout.audit.data.records import Records
from tieout.audit.numbers.scan import find_numerals, find_seen
from tieout.audit.numbers.shown import Shown, read_shown
from tieout.audit.numbers.units import unit_of_code
from tieout.audit.pages.prose import Run, is_listing, tick_values, tie_of
from tieout.audit.pages.reading import Page, has_class
from tieout.audit.site.ties import quantities_in
from tieout.findings import Finding

_NAMES: Final = """
alt aria-description aria-label aria-placeholder aria-roledescription aria-valuenow
aria-valuetext label placeholder summary title
"""
NAMES: Final = tuple(_NAMES.split())
#: Attributes that show a number on some elements and tell nothing on others.
_SHOWN_ON: Final = {
    "start": frozenset({"ol"}),
    "value": frozenset({"button", "input", "li", "meter", "option", "progress"}),
}


@dataclass(frozen=True, slots=True)
class _Said:
    """Text that an element says without showing it on the page."""

    element: HtmlElement
    where: str
    text: str


def check_attributes(
    page: Page, runs: Iterable[Run], records: Records, labels: frozenset[str] = frozenset()
) -> tuple[int, int, list[Finding]]:
    """How many numbers stand in attributes, how many of them are as they must be, and a
    finding (audit-attribute) for each that is not. `labels` are further attributes, which
    style sheets show. The aria-label of an axis tells its ticks and is passed over."""
    count = 0
    findings: list[Finding] = []
    for said in _said(page, runs, labels):
        for snippet in _loose(said, page, records):
            message = f"the number {snippet!r} in {said.where} stands as no link in its figure"
            hint = "leave it out, or show it as a link in the same figure"
            place = page.place(said.element.sourceline, said.where)
            findings.append(Finding(place, "audit-attribute", message, hint))
        count += len(find_seen(said.text, page.language))
    return count, count - len(findings), findings


def _said(page: Page, runs: Iterable[Run], labels: frozenset[str]) -> Iterator[_Said]:
    for run in runs:
        if run.kind == "described":
            yield _Said(run.element, "title" if run.element.tag == "title" else "desc", run.text)
    for element in page.article.iter():
        if not isinstance(element.tag, str) or is_listing(element) or _tells_ticks(element):
            continue
        for name in (*NAMES, *sorted(labels), *_SHOWN_ON):
            text = element.get(name)
            if text and element.tag in _SHOWN_ON.get(name, (element.tag,)):
                yield _Said(element, name, text)


def _tells_ticks(element: HtmlElement) -> bool:
    """Whether an element is an axis whose description tells no number but its ticks."""
    if not has_class(element, "role-axis"):
        return False
    groups = [it for it in element.iter("g") if has_class(it, "role-axis-label")]
    ticks = {value for group in groups for value in tick_values(group)}
    told = [it.value for it in find_numerals(element.get("aria-label") or "")]
    return bool(ticks) and ticks.issuperset(told)


def _loose(said: _Said, page: Page, records: Records) -> Iterator[str]:
    """The numbers that belong to no link."""
    tie = tie_of(said.element)
    if tie is not None and has_class(tie, "waived"):
        return
    text = _without_quotes(said.text, tie, records)
    own = list(_quantities(tie, records))
    figure = _figure(said.element)
    if figure is not None:
        own += quantities_in(figure, records)
    readings = read_shown(text, page.language)
    for seen in find_seen(text, page.language):
        if seen.is_date:
            continue
        inside = [it for it in readings if it.start <= seen.start and seen.end <= it.end]
        if not any(_belongs(it, quantity) for it in inside for quantity in own):
            yield text[seen.start : seen.end]


def _without_quotes(text: str, tie: HtmlElement | None, records: Records) -> str:
    """The text without the words of the tie's own source, sentence or formula."""
    if tie is None:
        return text
    fact = records.facts.get(tie.get("data-fact") or "")
    derived = records.derivations.get(tie.get("data-derived") or "")
    own = [fact.text, fact.quote, fact.number] if fact else [derived.formula] if derived else []
    for words in own:
        text = re.sub(re.escape(words), lambda found: " " * len(found[0]), text)
    return text


def _quantities(tie: HtmlElement | None, records: Records) -> Iterator[Quantity]:
    fact = records.facts.get(tie.get("data-fact") or "") if tie is not None else None
    derived = records.derivations.get(tie.get("data-derived") or "") if tie is not None else None
    for record in (fact, derived):
        if record is not None:
            yield record.quantity


def _figure(element: HtmlElement | None) -> HtmlElement | None:
    while element is not None and element.tag != "figure":
        element = element.getparent()
    return element


def _belongs(shown: Shown, quantity: Quantity) -> bool:
    """Whether a number says the value of a link; an attribute may leave unit and bound to
    the words around it."""
    lenient = Setting(
        bounds=frozenset({quantity.bound}),
        units=frozenset({unit_of_code(quantity.unit).dimension}),
        scales=frozenset({Decimal(1)}),
        leans=True,
    )
    return all(code == "audit-bound" for code, _ in disagreements(shown, quantity, lenient))
