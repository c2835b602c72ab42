"""The one flow: from a report's folder to the tree of pages, and on to the site.

sources → ledger → chapters run → pages woven → gate → shell → audit → tree and site
"""

import signal
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tieout.audit import Account, audit_pdf, audit_site
from tieout.chapters.chapter import Chapter, Executed
from tieout.chapters.execute import Settings, execute
from tieout.chapters.handover import Handover, save
from tieout.chapters.parse import parse_chapter
from tieout.check import Checked, check
from tieout.compose import PDF, Tree, compose
from tieout.findings import Stopped, stop_on
from tieout.pages.write import (
    add_to_site,
    check_foreign,
    check_replaceable,
    check_writable,
    disk_told,
    list_site,
    swap_folder,
    unwritable,
    write_tree,
)
from tieout.progress import Progress
from tieout.report import Report, chapter_files
from tieout.shell import build_with_mkdocs


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made, in numbers; `audit` is there once the site has been audited."""

    account: Mapping[str, int]
    seconds: float
    audit: Account | None = None


def build_site(report: Report, progress: Progress) -> Built:
    """Builds the site. Pages and site stay as they were unless everything is in order: both
    are made in a scratch folder, and take their places once the audit has passed.

    Raises `Stopped` with the findings of the first stage that has any.
    """
    began = time.perf_counter()
    with _ended_tidily(), disk_told(report.root):
        check_writable((report.pages, report.site, report.scratch), report.root)
        check_replaceable(report.site, report.root)
        tree = _make(report, progress)
        check_foreign(report.pages, tree.files, report.root)
        progress.stage("site")
        _open_scratch(report)
        with tempfile.TemporaryDirectory(dir=report.scratch) as folder:
            pages, site = Path(folder) / "pages", Path(folder) / "site"
            write_tree(pages, tree.files, report.root)
            build_with_mkdocs(report.root, site, pages)
            progress.stage("audit")
            account, findings = audit_site(site, report.seeds)
            findings += audit_pdf(tree.files[PDF], PDF)[1]
            stop_on("audit", findings)
            list_site(site)
            write_tree(report.pages, tree.files, report.root)
            swap_folder(site, report.site, report.root)
    return Built(tree.account, time.perf_counter() - began, account)


def write_pages(report: Report, progress: Progress) -> Built:
    """Writes the tree of pages that the site's shell reads.

    Raises `Stopped` with the findings of the first stage that has any; the tree stays as it
    was then.
    """
    began = time.perf_counter()
    with _ended_tidily(), disk_told(report.root):
        check_writable([report.pages], report.root)
        tree = _make(report, progress)
        write_tree(report.pages, tree.files, report.root)
    return Built(tree.account, time.perf_counter() - began)


def write_pdf(report: Report, progress: Progress) -> Built:
    """Writes the report as a PDF and nothing else, into the site's folder.

    Raises `Stopped` with the findings of the first stage that has any; a PDF that is there
    stays as it was then.
    """
    began = time.perf_counter()
    with _ended_tidily(), disk_told(report.root):
        check_writable([report.site], report.root)
        check_replaceable(report.site, report.root)
        tree = _make(report, progress)
        account, findings = audit_pdf(tree.files[PDF], PDF)
        stop_on("audit", findings)
        add_to_site(report.site, PDF, tree.files[PDF])
    return Built(tree.account, time.perf_counter() - began, account)


@contextmanager
def _ended_tidily() -> Iterator[None]:
    """Lets a request to end (SIGTERM) end a build as an interrupt does, its kernels and scratch
    folders with it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _make(report: Report, progress: Progress) -> Tree:
    checked = check(report, progress.stage)
    chapters = _parse(report)
    progress.stage("chapters", total=len(chapters))
    executed = _run(report, checked, chapters, progress)
    progress.stage("pages")
    return compose(report, checked, executed)


def _open_scratch(report: Report) -> None:
    try:
        report.scratch.mkdir(exist_ok=True)
        (report.scratch / ".gitignore").write_text("*\n", encoding="utf-8")
    except OSError as error:
        raise Stopped("write", [unwritable(report.scratch, report.root, error)]) from None


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
