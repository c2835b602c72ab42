"""The audit of a built site: an independent witness that reads nothing but its bytes."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from lxml.html import HtmlElement

from tieout.audit.account import Account
from tieout.audit.beside import check_beside
from tieout.audit.data.fields import check_fields
from tieout.audit.data.records import read_records
from tieout.audit.data.seeds import check_seeds
from tieout.audit.data.testimony import check_testimony
from tieout.audit.generated import check_generated, check_labels, read_sheets, shown_attributes
from tieout.audit.numbers.scan import Seen, find_seen
from tieout.audit.pages.prose import Run, read_runs
from tieout.audit.pages.reading import Page, has_class, read_site
from tieout.audit.privacy import check_privacy
from tieout.audit.site.attributes import check_attributes
from tieout.audit.site.bars import check_bars
from tieout.audit.site.copies import check_copies
from tieout.audit.site.derivations import check_derivations
from tieout.audit.site.facts import check_facts
from tieout.audit.site.links import check_links
from tieout.audit.site.notebooks import check_notebooks
from tieout.audit.site.opaque import check_opaque
from tieout.audit.site.outside import check_outside
from tieout.audit.site.sentences import check_sentences
from tieout.audit.site.ties import Sound, check_ties
from tieout.audit.site.translations import check_translations
from tieout.audit.waivers import check_waivers
from tieout.findings import Finding


def audit_site(site: Path, seeds: Path | None = None) -> tuple[Account, list[Finding]]:
    """Audits the site in a folder; with `seeds`, the folder of the raw documents, also the
    hashes and offsets of the data.

    The findings are sorted by place. Their codes: audit-untied (a number without a tie),
    audit-quote (a sentence, its quote or its mark), audit-translation (what stands beside a
    sentence), audit-value, audit-unit, audit-bound (a shown number, or a record that the words
    of its source contradict), audit-beside (text that changes a number), audit-derivation,
    audit-waiver, audit-attribute, audit-generated (a style sheet), audit-outside (what is
    no article), audit-opaque (what cannot be read), audit-chart, audit-dead-link, audit-remote,
    audit-personal-data, audit-copy (what is published beside the pages), audit-data (the data
    files, or a page that cannot be read). A site passes with no finding at all.
    """
    built, findings = read_site(site)
    records, found = read_records(site)
    findings += [*found, *check_fields(records)]
    findings += check_sentences(built, records, seeds) + check_translations(built, records)
    sound_facts, found = check_facts(built, records)
    findings += found
    sound_derivations, found = check_derivations(built, records)
    findings += found
    sound = Sound(sound_facts, sound_derivations)
    sheets = read_sheets(built)
    findings += check_generated(sheets)
    labels = shown_attributes(sheets)
    counts: Counter[str] = Counter()
    every_run = {path: read_runs(page) for path, page in built.pages.items()}
    findings += check_outside(built, every_run, records)
    for page in built.pages.values():
        runs = every_run[page.path]
        findings += check_opaque(page) + check_bars(page, records)
        broken, found = check_ties(built, page, runs, records, sound)
        findings += found
        unwaived, found = check_waivers(built, page, records)
        findings += found
        if page.is_source:
            findings += check_labels(page, labels, records)
            continue
        findings += check_beside(page, runs, records)
        findings += _count_page(page, runs, broken | unwaived, counts)
        numbers, good, found = check_attributes(page, runs, records, labels)
        findings += found
        counts.update(numbers=numbers, in_attributes=good, untied=numbers - good)
    findings += check_testimony(records)
    links, found = check_links(built)
    findings += found
    findings += check_privacy(built, records)
    findings += check_copies(built, records) + check_notebooks(built, records)
    if seeds is not None:
        findings += check_seeds(seeds, records)
    account = Account(
        pages=len(built.pages),
        links=links,
        facts=len(records.facts),
        derivations=len(records.derivations),
        sources=len(records.sources),
        **counts,
    )
    return account, sorted(set(findings))


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a number or date that one tie, or none, holds."""

    text: str
    tie: HtmlElement | None
    line: int
    is_date: bool


def _count_page(
    page: Page, runs: list[Run], broken: frozenset[HtmlElement], counts: Counter[str]
) -> list[Finding]:
    """Counts the numbers of a page by what ties them; findings (audit-untied) for those that
    nothing ties. A number behind a broken tie counts as untied; its finding stands with the
    tie."""
    findings: list[Finding] = []
    for run in runs:
        if run.kind == "listing":
            counts["listings"] += 1
        if run.kind in ("listing", "described"):
            continue
        for seen in find_seen(run.text, page.language):
            if run.kind == "axis":
                counts["axis_ticks"] += 1
                continue
            for part in _parts(run, seen):
                counts["numbers"] += 1
                kind = _kind(part, broken, page)
                counts[kind] += 1
                if kind == "untied" and part.tie not in broken:
                    findings.append(_untied(page, part))
    return findings


def _parts(run: Run, seen: Seen) -> list[_Part]:
    """A number cut where its tie ends, without parts that are only space between words."""
    parts: list[_Part] = []
    for piece in run.pieces_between(seen.start, seen.end):
        text = run.text[piece.start : piece.end]
        if parts and parts[-1].tie is piece.tie:
            parts[-1] = _Part(parts[-1].text + text, piece.tie, parts[-1].line, seen.is_date)
        else:
            parts.append(_Part(text, piece.tie, piece.line, seen.is_date))
    return [part for part in parts if any(char.isalnum() for char in part.text)] or parts[:1]


def _kind(part: _Part, broken: frozenset[HtmlElement], page: Page) -> str:
    if part.tie is None:
        if part.is_date or (page.path == "404.html" and part.text == "404"):
            return "dates" if part.is_date else "waived"
        return "untied"
    if part.tie in broken:
        return "untied"
    if has_class(part.tie, "waived"):
        return "waived"
    return "tied_to_facts" if has_class(part.tie, "fact") else "tied_to_derivations"


def _untied(page: Page, part: _Part) -> Finding:
    snippet = part.text.strip()
    message = f"the number {snippet!r} is neither tied nor waived"
    hint = "tie it to a fact or a derivation, or waive it with its reason"
    return Finding(page.place(part.line, snippet), "audit-untied", message, hint)
