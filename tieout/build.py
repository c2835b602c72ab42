"""The one flow: from a report's folder to the tree of pages, and on to the site.

sources → ledger → chapters run → pages woven → gate → shell → audit → tree and site
"""

import signal
import sys
import tempfile
import threading
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tieout.audit import Account, audit_file, audit_site, can_audit
from tieout.chapters.chapter import Chapter, Executed
from tieout.chapters.execute import Settings, execute
from tieout.chapters.handover import Handover, save
from tieout.chapters.parse import parse_chapter
from tieout.check import Checked, check
from tieout.compose import Tree, compose
from tieout.findings import Finding, Stopped, stop_on
from tieout.notebook.showing import SAME_DOCUMENT
from tieout.outputs import OUTPUTS, output_paths
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
from tieout.quarto import (
    OPENED,
    Format,
    check_project_folder,
    find_quarto,
    quarto_project,
    render,
    take_output,
    write_project,
)
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
        tree = make_tree(report, progress)
        check_foreign(report.pages, tree.files, report.root)
        progress.stage("site")
        _open_scratch(report)
        with tempfile.TemporaryDirectory(dir=report.scratch) as folder:
            pages, site = Path(folder) / "pages", Path(folder) / "site"
            write_tree(pages, tree.files, report.root)
            build_with_mkdocs(report.root, site, pages)
            progress.stage("audit")
            account, findings = audit_site(site, report.seeds)
            findings += _audited(tree.files, site)[1]
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
        tree = make_tree(report, progress)
        write_tree(report.pages, tree.files, report.root)
    return Built(tree.account, time.perf_counter() - began)


def write_outputs(report: Report, progress: Progress, kinds: Collection[str]) -> Built:
    """Writes files that the report travels as, of these kinds, and nothing else, into the site's
    folder.

    Raises `Stopped` with the findings of the first stage that has any; files that are there
    stay as they were then.
    """
    began = time.perf_counter()
    with _ended_tidily(), disk_told(report.root):
        check_writable([report.site], report.root)
        check_replaceable(report.site, report.root)
        tree = make_tree(report, progress, kinds)
        made = {path: tree.files[path] for path in output_paths(tree.volume.chapters, kinds)}
        with tempfile.TemporaryDirectory() as folder:
            data = {it: text for it, text in tree.files.items() if it.startswith("data/")}
            write_tree(Path(folder), data, report.root)
            account, findings = _audited(made, Path(folder))
        stop_on("audit", findings)
        for path, content in made.items():
            add_to_site(report.site, path, content)
    return Built(tree.account, time.perf_counter() - began, account)


def _audited(files: Mapping[str, bytes], folder: Path) -> tuple[Account | None, list[Finding]]:
    """What the witness says of those of the files that the report travels as, with the site or
    its data in a folder; the account is that of the first."""
    told = [audit_file(files[path], path, folder) for path in files if can_audit(path)]
    account = told[0][0] if told else None
    return account, [finding for _, findings in told for finding in findings]


def write_quarto(
    report: Report, progress: Progress, kind: Format, folder: Path, *, verbose: bool = False
) -> Path:
    """Writes the report as a Quarto project into a folder, and lets Quarto render it: the
    file that a reader opens.

    Raises `Stopped` with the findings of the first stage that has any, the first being whether
    Quarto is there.
    """
    quarto = find_quarto()
    check_project_folder(folder)
    with _ended_tidily(), disk_told(report.root), tempfile.TemporaryDirectory() as handed:
        check_writable([folder], report.root)
        checked = check(report, progress.stage)
        chapters = _parse(report)
        progress.stage("chapters", total=len(chapters))
        executed = _run(report, checked, chapters, progress)
        progress.stage("pages")
        files = quarto_project(compose(report, checked, executed, ()).volume, executed, kind)
        if folder.is_relative_to(report.scratch):
            _open_scratch(report)
        write_project(folder, files, report.root)
        progress.stage("quarto")
        # Quarto renders nothing in a folder below one whose name begins with a dot.
        work = Path(handed).resolve() / "project"
        write_project(work, files, report.root)
        site = str(work) if kind == "html" else SAME_DOCUMENT
        facts = Path(handed) / "facts"
        save(Handover(checked.ledger, checked.tied, report.language, checked.account, site), facts)
        render(quarto, work, kind, facts, verbose=verbose)
        take_output(work, folder, kind)
    return folder / OPENED[kind]


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


def make_tree(
    report: Report, progress: Progress, outputs: Collection[str] = tuple(OUTPUTS)
) -> Tree:
    """Everything that is to be written, with these kinds of outputs: written nowhere yet.

    Raises `Stopped` with the findings of the first stage that has any.
    """
    checked = check(report, progress.stage)
    chapters = _parse(report)
    progress.stage("chapters", total=len(chapters))
    executed = _run(report, checked, chapters, progress)
    progress.stage("pages")
    return compose(report, checked, executed, outputs)


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
