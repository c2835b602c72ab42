"""Whether every link of a number leads where it must and shows what the data hold."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from lxml.html import HtmlElement

from tieout.audit.data.agreement import Quantity, Setting, disagreements
from tieout.audit.data.records import DERIVED, FACTS, Records
from tieout.audit.numbers.shown import bound_after, bound_before, claim_before, read_shown
from tieout.audit.numbers.units import spelling_pattern, unit_of_spelling
from tieout.audit.pages.prose import Run
from tieout.audit.pages.reading import Page, Site, Target, has_class, squeezed
from tieout.audit.site import derivations, facts
from tieout.findings import Finding

_SCALES: Final = {
    "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "万": 10**4, "亿": 10**8,
}  # fmt: skip
_UNIT: Final = re.compile(rf"(?<![A-Za-z])(?:{spelling_pattern()})")


@dataclass(frozen=True, slots=True)
class Sound:
    """The ids of the facts and derivations that stand where they must."""

    facts: frozenset[str]
    derivations: frozenset[str]


@dataclass(frozen=True, slots=True)
class ShownText:
    """What a link shows, with the text of its run on both sides."""

    text: str
    before: str
    after: str


def number_links(page: Page) -> Iterator[HtmlElement]:
    """The links to facts and derivations in a page's article."""
    for link in page.article.iter("a"):
        if has_class(link, "fact") or has_class(link, "derived"):
            yield link


def check_ties(
    site: Site, page: Page, runs: Iterable[Run], records: Records, sound: Sound
) -> tuple[frozenset[HtmlElement], list[Finding]]:
    """The links on a page that tie no number, with a finding for each, unless that finding
    stands elsewhere already: with the fact, the derivation, or as a dead link."""
    shown = _shown_texts(runs)
    broken: set[HtmlElement] = set()
    findings: list[Finding] = []
    for link in number_links(page):
        problems = list(_link_problems(site, page, link, records))
        target_is_sound = not problems and _is_sound(link, sound)
        if not problems and link in shown:
            problems = list(_shown_problems(page, link, shown[link], records))
        if problems or not target_is_sound or _is_dead(site, page, link):
            broken.add(link)
        findings += [page.finding(link, *problem) for problem in problems]
    return frozenset(broken), findings


def _is_sound(link: HtmlElement, sound: Sound) -> bool:
    if has_class(link, "fact"):
        return link.get("data-fact") in sound.facts
    return link.get("data-derived") in sound.derivations


def _is_dead(site: Site, page: Page, link: HtmlElement) -> bool:
    target = site.resolve(page.path, _address(link))
    return target is None or not _exists(site, target)


def _exists(site: Site, target: Target) -> bool:
    to = site.pages.get(target.path)
    return to is not None and target.fragment in to.ids


def _address(link: HtmlElement) -> str:
    return link.get("href") or link.get("xlink:href") or ""


def _link_problems(
    site: Site, page: Page, link: HtmlElement, records: Records
) -> Iterator[tuple[str, str, str]]:
    """An unknown id, no address, or an address that is not the number's own place."""
    is_fact = has_class(link, "fact")
    key = (link.get("data-fact") if is_fact else link.get("data-derived")) or ""
    known: Collection[str] = records.facts if is_fact else records.derivations
    file = FACTS if is_fact else DERIVED
    if key not in known:
        yield (
            "audit-untied",
            f"{key or 'a link without an id'} is not in {file}",
            "tie the number to what the data hold",
        )
        return
    target = site.resolve(page.path, _address(link)) if _address(link) else None
    if target is None:
        yield (
            "audit-dead-link",
            f"the link of {key} leads to no place in the site",
            "lead to its sentence or entry",
        )
    elif not _exists(site, target):
        return  # a dead link, which is found with all others
    elif is_fact:
        if target not in [facts.home_of(it) for it in records.statements(key)]:
            yield (
                facts.CODE,
                f"the link of {key} leads to {target.path}#{target.fragment}",
                "lead to the sentence of the fact",
            )
    elif target != derivations.home_of(records.derivations[key]):
        yield (
            derivations.CODE,
            f"the link of {key} leads to {target.path}#{target.fragment}",
            "lead to the entry of the derivation",
        )


def _shown_texts(runs: Iterable[Run]) -> dict[HtmlElement, ShownText]:
    """What each link shows, over all runs that it stands in."""
    texts: dict[HtmlElement, ShownText] = {}
    for run in runs:
        for piece in run.pieces:
            if piece.tie is None or run.kind == "described":
                continue
            said, after = run.text[piece.start : piece.end], run.text[piece.end :]
            if piece.tie not in texts:
                texts[piece.tie] = ShownText(said, run.text[: piece.start], after)
            else:
                first = texts[piece.tie]
                gap = "" if piece.start and run.text[: piece.start].endswith(first.text) else " "
                texts[piece.tie] = ShownText(first.text + gap + said, first.before, after)
    return {tie: it for tie, it in texts.items() if it.text.strip()}


def _shown_problems(
    page: Page, link: HtmlElement, shown: ShownText, records: Records
) -> Iterator[tuple[str, str, str]]:
    """What is wrong with the number that a link shows."""
    derived = has_class(link, "derived")
    key = (link.get("data-derived") if derived else link.get("data-fact")) or ""
    quantity = (records.derivations[key] if derived else records.facts[key]).quantity
    verbatim = not derived and squeezed(shown.text) == squeezed(records.facts[key].number)
    setting = setting_of(link, shown)
    readings = read_shown(shown.text, page.language)
    hint = "show the number as the data hold it"
    if not readings and not verbatim:
        yield (
            "audit-value",
            f"{shown.text.strip()!r} for {key} shows no number that can be read",
            hint,
        )
    for reading in readings:
        for code, message in disagreements(reading, quantity, setting, derived=derived):
            if not verbatim or code == "audit-bound":
                yield code, f"{shown.text.strip()!r} for {key} {message}", hint


def setting_of(link: HtmlElement, shown: ShownText) -> Setting:
    """What stands around a link: bounds just beside it, and the units and scales that the
    head of its column and row, the caption or the titles of the axes name."""
    heads = " ; ".join(_heads(link))
    units = {unit_of_spelling(match[0]) for match in _UNIT.finditer(heads)}
    return Setting(
        bounds=bound_before(shown.before) | bound_after(shown.after),
        claims=claim_before(shown.before),
        units=frozenset(unit.dimension for unit in units if unit is not None),
        scales=frozenset(Decimal(size) for word, size in _SCALES.items() if word in heads),
        leans=bool(heads),
    )


def _heads(link: HtmlElement) -> Iterator[str]:
    cell: HtmlElement | None = None
    for element in link.iterancestors():
        if element.tag in ("td", "th") and cell is None:
            cell = element
        elif element.tag == "table" and cell is not None:
            yield from _table_heads(element, cell)
            return
        elif element.tag == "svg":
            for group in element.iter("g"):
                if "role-axis-title" in (group.get("class") or ""):
                    yield "".join(group.itertext())


def _table_heads(table: HtmlElement, cell: HtmlElement) -> Iterator[str]:
    row = cell.getparent()
    cells = [it for it in row if it.tag in ("td", "th")] if row is not None else []
    for caption in table.iter("caption"):
        yield "".join(caption.itertext())
    for head in table.iter("thead"):
        for line in head.iter("tr"):
            titles = [it for it in line if it.tag in ("td", "th")]
            if cells and cells.index(cell) < len(titles):
                yield "".join(titles[cells.index(cell)].itertext())
    yield from ("".join(it.itertext()) for it in cells if it.tag == "th" and it is not cell)


def quantities_in(figure: HtmlElement, records: Records) -> Iterator[Quantity]:
    """What all links within an element stand for."""
    for link in figure.iter("a"):
        fact = records.facts.get(link.get("data-fact") or "")
        derived = records.derivations.get(link.get("data-derived") or "")
        for record in (fact, derived):
            if record is not None:
                yield record.quantity
