"""The one flow: from a report's folder to the tree of pages, and on to the site.

sources → ledger → chapters run → pages woven → gate → tree → shell → audit → site
"""

import json
import re
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tieout.audit import Account, audit_site
from tieout.chapters.chapter import Chapter, Executed
from tieout.chapters.execute import Settings, execute
from tieout.chapters.handover import Handover, save
from tieout.chapters.parse import parse_chapter
from tieout.check import Checked, check
from tieout.derive.derivation import Derivation
from tieout.findings import Finding, Place, Stopped, place_at, stop_on
from tieout.gate.gate import Verdict, inspect
from tieout.gate.settings import typed_descriptions, typed_settings
from tieout.pages.account import fill_account, has_slot
from tieout.pages.data_files import data_files
from tieout.pages.derivations_page import derivations_page
from tieout.pages.markdown import markdown
from tieout.pages.numbers_page import numbers_page
from tieout.pages.source_pages import evidence, source_page, sources_page
from tieout.pages.words import words
from tieout.pages.write import (
    asset_files,
    check_replaceable,
    check_writable,
    swap_folder,
    unwritable,
    write_tree,
)
from tieout.progress import Progress
from tieout.report import Report, chapter_files
from tieout.shell import build_with_mkdocs
from tieout.weave.links import Links
from tieout.weave.page import Page, Use, uses
from tieout.weave.published_notebook import published
from tieout.weave.weave import weave


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made, in numbers; `audit` is there once the site has been audited."""

    account: Mapping[str, int]
    seconds: float
    audit: Account | None = None


def build_site(report: Report, progress: Progress) -> Built:
    """Builds the site. The old one stays as it was unless everything is in order.

    Raises `Stopped` with the findings of the first stage that has any.
    """
    began = time.perf_counter()
    check_writable((report.site, report.scratch), report.root)
    check_replaceable(report.site, report.root)
    built = write_pages(report, progress)
    progress.stage("site")
    try:
        report.scratch.mkdir(exist_ok=True)
        (report.scratch / ".gitignore").write_text("*\n", encoding="utf-8")
    except OSError as error:
        raise Stopped("write", [unwritable(report.scratch, report.root, error)]) from None
    with tempfile.TemporaryDirectory(dir=report.scratch) as folder:
        site = Path(folder) / "site"
        build_with_mkdocs(report.root, site)
        progress.stage("audit")
        account, findings = audit_site(site, report.seeds)
        stop_on("audit", findings)
        swap_folder(site, report.site, report.root)
    return Built(built.account, time.perf_counter() - began, account)


def write_pages(report: Report, progress: Progress) -> Built:
    """Writes the tree of pages that the site's shell reads.

    Raises `Stopped` with the findings of the first stage that has any; the tree stays as it
    was then.
    """
    began = time.perf_counter()
    check_writable([report.pages], report.root)
    checked = check(report, progress.stage)
    chapters = _parse(report)
    progress.stage("chapters", total=len(chapters))
    executed = _run(report, checked, chapters, progress)
    progress.stage("pages")
    pages, verdict = _weave(report, checked, executed)
    beside = [*typed_settings(report.root), *typed_descriptions(chapters)]
    stop_on("gate", [*beside, *verdict.findings])
    derivations = unique_derivations(executed)
    files = {page.path: markdown(page).encode() for page in pages}
    files |= {
        path: text.encode()
        for path, text in data_files(checked.documents.values(), checked.tied, derivations).items()
    }
    files |= _notebooks(executed, _links(report, checked, derivations))
    files |= asset_files()
    write_tree(report.pages, files, report.root)
    account = {
        **checked.account,
        "derivations": len(derivations),
        **_counts(verdict),
    }
    return Built(account, time.perf_counter() - began)


def _parse(report: Report) -> tuple[Chapter, ...]:
    files, findings = chapter_files(report)
    chapters = []
    for file in files:
        name = file.path.relative_to(report.root).as_posix()
        chapter, found = parse_chapter(file.path, name, file.slug, file.name)
        findings += found
        if chapter:
            chapters.append(chapter)
    stop_on("chapters", findings)
    return tuple(chapters)


def _run(
    report: Report, checked: Checked, chapters: Sequence[Chapter], progress: Progress
) -> tuple[Executed, ...]:
    with tempfile.TemporaryDirectory(prefix="tieout-") as folder:
        facts = Path(folder) / "facts"
        save(Handover(checked.ledger, checked.tied, report.language, checked.account), facts)
        settings = Settings(report.root, facts, report.time_limit, report.jobs)
        executed, findings = execute(chapters, settings, progress.chapter)
    stop_on("chapters", findings)
    return executed


def _weave(
    report: Report, checked: Checked, executed: Sequence[Executed]
) -> tuple[list[Page], Verdict]:
    own_words = words(report.language)
    derivations = unique_derivations(executed)
    links = _links(report, checked, derivations)
    woven = [weave(chapter, links, own_words) for chapter in executed]
    stop_on("weave", [finding for it in woven for finding in it.findings])
    pages = [it.page for it in woven]
    used = [use for page in pages for use in uses(page)]
    names = [page.name for page in pages]
    pages.append(_derivations_page(executed, names, links, used, own_words))
    known = evidence(
        checked.ledger,
        checked.tied,
        checked.mentions,
        checked.numbers,
        used,
        links.language,
        own_words,
    )
    documents = list(checked.documents.values())
    pages.append(numbers_page(documents, checked.numbers, links.language, own_words))
    pages.append(sources_page(documents, known))
    pages += [source_page(document, known) for document in documents]
    if any(map(has_slot, pages)):
        seen = inspect(pages)
        counts = {**checked.account, "derivations": len(derivations), **_counts(seen)}
        pages = [fill_account(page, counts, seen.waivers, own_words) for page in pages]
    return pages, inspect(pages)


def _links(report: Report, checked: Checked, derivations: Sequence[Derivation]) -> Links:
    return Links(
        ledger=checked.ledger,
        facts={it.fact.id: it for it in checked.tied},
        derivations={it.id: it for it in derivations},
        account=checked.account,
        language=report.language,
    )


def unique_derivations(executed: Sequence[Executed]) -> tuple[Derivation, ...]:
    """Every derivation once. Two chapters may make the same one; two that differ under one
    id are a finding."""
    made: dict[str, tuple[Derivation, Executed]] = {}
    findings = []
    for chapter in executed:
        for derivation in chapter.derivations:
            first, maker = made.setdefault(derivation.id, (derivation, chapter))
            if first != derivation:
                findings.append(
                    Finding(
                        _written_at(chapter, derivation.id),
                        "output-collision",
                        f"{maker.chapter.path} derives {derivation.id} in another way",
                        "give one of them another id",
                    )
                )
    stop_on("chapters", findings)
    return tuple(derivation for derivation, _ in made.values())


def _derivations_page(
    executed: Sequence[Executed],
    names: Sequence[str],
    links: Links,
    used: Sequence[Use],
    own_words: Mapping[str, str],
) -> Page:
    groups: dict[str, list[Derivation]] = defaultdict(list)  # two chapters may share a name
    places: dict[str, Place] = {}
    for chapter, name in zip(executed, names, strict=True):
        new = [it for it in chapter.derivations if it.id not in places]
        places |= {it.id: _written_at(chapter, it.id) for it in new}
        groups[name] += new
    by_id: dict[str, list[Use]] = defaultdict(list)
    for use in used:
        if use.kind == "derived":
            by_id[use.id].append(use)
    return derivations_page(groups, places, links, by_id, own_words)


def _written_at(chapter: Executed, id: str) -> Place:
    """Where a chapter names a derivation, in quotes as `derive()` takes it."""
    source, path = chapter.chapter.source, chapter.chapter.path
    match = re.search(rf"""(?<=["']){re.escape(id)}(?=["'])""", source)
    return place_at(path, source, match.start()) if match else Place(path)


def _notebooks(executed: Sequence[Executed], links: Links) -> dict[str, bytes]:
    return {
        f"notebooks/{it.chapter.slug}.ipynb": (
            json.dumps(published(it, links), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        ).encode()
        for it in executed
    }


def _counts(verdict: Verdict) -> dict[str, int]:
    counts = Counter(verdict.counts)
    return {
        "tied": counts["facts"],
        "derived": counts["derived"],
        "waived": counts["waived"],
        "dates": counts["dates"],
    }


__all__ = ["Built", "build_site", "unique_derivations", "write_pages"]
