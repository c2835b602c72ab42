"""Whether every fact stands in its sentence on its source's page, and is marked there."""

from collections.abc import Iterator
from typing import Final

from lxml.html import HtmlElement

from tieout.audit.data.records import FACTS, FactRecord, Records
from tieout.audit.pages.reading import Page, Site, Target, has_class, squeezed, text_of
from tieout.findings import Finding

CODE: Final = "audit-quote"


def home_of(fact: FactRecord) -> Target:
    """Where a fact's sentence stands in the site."""
    return Target(f"sources/{fact.source}/index.html", fact.sentence)


def check_facts(site: Site, records: Records) -> tuple[frozenset[str], list[Finding]]:
    """The ids of the facts whose sentence stands on the page of their source, of that
    source, holds the quote, and has the number marked; and a finding (audit-quote) for each
    that fails, and for each mark that belongs to no such fact."""
    sound: set[str] = set()
    findings: list[Finding] = []
    for fact in records.facts.values():
        problem = _problem(site, fact)
        if problem is None:
            sound.add(fact.id)
        else:
            findings.append(
                problem if isinstance(problem, Finding) else _at(records, fact, problem)
            )
    for page in site.pages.values():
        if page.is_source:
            findings += _stray_marks(page, records)
    return frozenset(sound), findings


def _at(records: Records, fact: FactRecord, message: str) -> Finding:
    place = records.place(FACTS, fact.id)
    return Finding(place, CODE, f"{fact.id}: {message}", "build the source's page again")


def _problem(site: Site, fact: FactRecord) -> Finding | str | None:
    """The first thing that is wrong with a fact's sentence; a text where it has no place on
    a page."""
    home = home_of(fact)
    page = site.pages.get(home.path)
    if page is None:
        return f"there is no page {home.path}"
    element = page.ids.get(home.fragment)
    if element is None:
        return f"there is no {home.fragment} on {home.path}"
    if home.fragment in page.twins:
        return f"the id {home.fragment} stands twice on {home.path}"
    hint = "the sentence on the page must be the one that the data name"
    if element.tag != "span" or not has_class(element, "sentence"):
        return page.finding(element, CODE, f"{home.fragment} is no span.sentence", hint)
    if element.get("data-source") != fact.source:
        said = element.get("data-source") or "no source"
        message = f"the sentence of {fact.id} says {said} and not {fact.source}"
        return page.finding(element, CODE, message, hint)
    if squeezed(fact.quote) not in squeezed(text_of(element)):
        return page.finding(
            element, CODE, f"the sentence does not hold the quote of {fact.id}", hint
        )
    marked = squeezed("".join(text_of(mark) for mark in _marks(element, fact.id)))
    if marked != squeezed(fact.number):
        message = f"marks {marked!r} for {fact.id}, whose number is {fact.number!r}"
        if not marked:
            message = f"the number of {fact.id} is not marked in its sentence"
        return page.finding(element, CODE, message, "mark the number of the fact, and all of it")
    return None


def _marks(element: HtmlElement, key: str) -> Iterator[HtmlElement]:
    for mark in element.iter("mark"):
        if has_class(mark, "mention") and key in (mark.get("data-fact") or "").split():
            yield mark


def _stray_marks(page: Page, records: Records) -> Iterator[Finding]:
    for mark in page.article.iter("mark"):
        if not has_class(mark, "mention"):
            continue
        sentence = _sentence(mark)
        for key in (mark.get("data-fact") or "").split():
            fact = records.facts.get(key)
            if fact is None:
                message = f"marks {key}, which is no fact of {FACTS}"
            elif sentence is None:
                message = f"the mark of {key} stands in no sentence"
            elif sentence.get("id") != fact.sentence:
                message = f"the mark of {key} stands in another sentence than {fact.sentence}"
            else:
                continue
            yield page.finding(mark, CODE, message, "mark a fact in its own sentence only")


def _sentence(element: HtmlElement | None) -> HtmlElement | None:
    while element is not None:
        if element.tag == "span" and has_class(element, "sentence"):
            return element
        element = element.getparent()
    return None
