"""The gate: no number leaves the build that is neither tied nor waived.

It reads finished pages, the very HTML that the site's shell will get: prose, headings,
tables, captions, the labels of charts, and the attributes that are read aloud. What a
source page quotes is evidence and passes; axis ticks are scales, the listing of a cell is
code, and both pass.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml import html

from tieout.findings import Finding, Place
from tieout.gate.lines import (
    HOLE,
    INVISIBLE,
    WAIVED_HOLE,
    Line,
    is_scale,
    is_tied,
    is_waived,
    lines,
    nearest_place,
)
from tieout.gate.touching import changes
from tieout.gate.waived import misfit
from tieout.numbers.visible import Visible, visible_numerals
from tieout.weave.page import Page, fragment

#: Attributes that a reader sees, or hears read aloud.
_ATTRIBUTES = ("alt", "aria-description", "aria-label", "aria-placeholder", "aria-roledescription",
               "aria-valuenow", "aria-valuetext", "label", "placeholder", "start", "summary",
               "title", "value")  # fmt: skip
#: The overrides of left-to-right and right-to-left.
_TURNS = re.compile("[\u202d\u202e]")
_LEAVE = "leave sign, bound and unit to the link, which shows those of the sentence"


@dataclass(frozen=True, slots=True)
class Waived:
    """A waiver on a page, for the account."""

    page: str
    title: str
    text: str
    why: str


@dataclass(slots=True)
class Verdict:
    """What the gate saw: counts by sort of number, every waiver, and the findings."""

    counts: Counter[str] = field(default_factory=Counter)
    waivers: list[Waived] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def inspect(pages: Iterable[Page]) -> Verdict:
    """Looks at every number of every page."""
    verdict = Verdict()
    for page in pages:
        if page.quoted:
            continue
        for part in (page.heading, page.body):
            tree = fragment(part)
            _count(page, tree, verdict)
            _attributes(page, tree, verdict)
            verdict.findings += _turned(page, tree)
            for line in lines(tree):
                _look(page, line, verdict)
    return verdict


def _count(page: Page, tree: html.HtmlElement, verdict: Verdict) -> None:
    for element in tree.iter():
        if element.get("data-fact"):
            verdict.counts["facts"] += 1
        elif element.get("data-derived"):
            verdict.counts["derived"] += 1
        elif is_waived(element):
            verdict.counts["waived"] += 1
            text = " ".join(element.text_content().split())
            verdict.waivers.append(
                Waived(page.address, page.name, text, element.get("data-why", ""))
            )


def _look(page: Page, line: Line, verdict: Verdict) -> None:
    seen = visible_numerals(line.text)
    for numeral in seen:
        if numeral.kind == "date":
            verdict.counts["dates"] += 1
        else:
            verdict.findings.append(_untied(page, line, numeral))
    verdict.findings += _changed(page, line, seen)
    verdict.findings += _misfits(page, line)


def _untied(page: Page, line: Line, seen: Visible) -> Finding:
    around = _told(line.text[max(0, seen.start - 25) : seen.end + 25])
    return Finding(
        line.place(seen.start) or Place(page.origin),
        "number-untied",
        f"{seen.text!r} states a number that ties to no fact, in “{around}”",
        "name the fact inline, derive() it, or waive it with "
        '[…]{.waived why="…"} if it states none',
    )


def _changed(page: Page, line: Line, seen: Iterable[Visible]) -> Iterator[Finding]:
    """What changes a tied number, where it is no number that is refused by itself."""
    typed = [(it.start, it.end) for it in seen if it.kind == "number"]
    told = line.told
    for change in changes(told):
        if any(start < change.end and change.start < end for start, end in typed):
            continue
        yield Finding(
            line.place(change.typed) or Place(page.origin),
            "number-changed",
            f"“{_told(told[change.start : change.end])}” changes what the tied number … says",
            _LEAVE,
        )


def _turned(page: Page, tree: html.HtmlElement) -> Iterator[Finding]:
    """Characters that show others in another order than they are written: 42 for 24."""
    for element in tree.iter():
        for at, text in ((element, element.text), (element.getparent(), element.tail)):
            if at is not None and _TURNS.search(text or ""):
                what = "a character that turns the order of those behind it stands here"
                place = nearest_place(at) or Place(page.origin)
                yield Finding(place, "number-changed", what, "leave it out")


def _misfits(page: Page, line: Line) -> Iterator[Finding]:
    """Waivers whose text is not what their reason says."""
    for start, end, piece in line.waived():
        if problem := misfit(piece.why, line.told[start:end], line.told[:start], line.told[end:]):
            yield Finding(
                piece.place or Place(page.origin),
                "waiver-unfit",
                f"“{_told(piece.told)}” is waived as {piece.why}, and {problem}",
                "tie the number, or waive no more than what states none, with the reason that fits",
            )


def _told(text: str) -> str:
    """A stretch of text for a message, with dots for numbers that are tied or waived."""
    text = re.sub(f"{WAIVED_HOLE}+", "…", text.replace(HOLE, "…"))
    return " ".join(text.split())


def _attributes(page: Page, tree: html.HtmlElement, verdict: Verdict) -> None:
    for element in tree.iter():
        if not isinstance(element.tag, str) or _within_scale(element):
            continue
        for name in _ATTRIBUTES:
            text = element.get(name, "").translate(INVISIBLE)
            if text and not _tied_above(element):
                _look_at_attribute(page, element, name, text, verdict)


def _look_at_attribute(
    page: Page, element: html.HtmlElement, name: str, text: str, verdict: Verdict
) -> None:
    place = nearest_place(element) or Place(page.origin)
    shown = _linked_beside(element)
    numerals = {seen.text for each in shown for seen in visible_numerals(each)}
    for seen in visible_numerals(text):
        if seen.kind == "date":
            continue
        if seen.text in numerals:
            verdict.counts["attributes"] += 1
            continue
        verdict.findings.append(
            Finding(
                place,
                "number-untied",
                f"{seen.text!r} in the {name} text stands nowhere as a link in the same figure",
                "name the value inline there, and show it in the figure",
            )
        )
    holed = _with_holes(text, shown)
    for change in changes(holed):
        told = _told(holed[change.start : change.end])
        if not visible_numerals(told):
            what = f"“{told}” changes what the tied number … says"
            verdict.findings.append(Finding(place, "number-changed", what, _LEAVE))


def _linked_beside(element: html.HtmlElement) -> set[str]:
    """What the tied numbers in the same figure say."""
    figure = next((it for it in (element, *element.iterancestors()) if it.tag == "figure"), element)
    return {
        " ".join(it.text_content().split())
        for it in figure.iter()
        if isinstance(it.tag, str) and is_tied(it)
    }


def _with_holes(text: str, shown: Iterable[str]) -> str:
    """A text with a hole for each number that it says just as a link does."""
    for each in sorted(filter(None, shown), key=len, reverse=True):
        text = re.sub(rf"(?<![\w.,]){re.escape(each)}(?![\w]|[.,]\d)", HOLE, text)
    return text


def _tied_above(element: html.HtmlElement) -> bool:
    return is_tied(element) or any(is_tied(it) for it in element.iterancestors())


def _within_scale(element: html.HtmlElement) -> bool:
    return is_scale(element) or any(is_scale(it) for it in element.iterancestors())
