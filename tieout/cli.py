"""The command line.

Exit status: 0 when all is well, 1 for findings and other mistakes of users, 2 for wrong usage.
"""

import os
import re
import socket
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path

import click

from tieout import __version__
from tieout.findings import Finding, Stopped

_REPORT = click.option(
    "--report",
    "-C",
    "folder",
    default=".",
    show_default="this folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="The report's folder, with mkdocs.yml in it.",
)
_QUIET = click.option("-q", "--quiet", is_flag=True, help="Say nothing unless something is wrong.")
_VERBOSE = click.option("-v", "--verbose", is_flag=True, help="Say more on the way.")


def _one_of(
    option: str, name: str, words: Sequence[str], told: str
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """An option that is one of some words, the first unless another is given."""
    return click.option(
        option, name, type=click.Choice(words), default=words[0], show_default=True, help=told
    )


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="tieout")
def main() -> None:
    """Research reports in which every number ties out to the sentence it came from."""


@main.command()
@_REPORT
@_QUIET
@_VERBOSE
def check(folder: Path, quiet: bool, verbose: bool) -> None:
    """Check sources, ledger, translations and the list of chapters; build nothing."""
    from tieout.check import check as check_report
    from tieout.findings import stop_on
    from tieout.progress import Progress
    from tieout.report import chapter_files, open_report

    with _findings_shown(), Progress(quiet=quiet, verbose=verbose) as progress:
        report = open_report(folder)
        checked = check_report(report, progress.stage)
        stop_on("chapters", chapter_files(report)[1])
    if not quiet:
        counts = ", ".join(
            f"{number:,} {name.replace('_', ' ')}" for name, number in checked.account.items()
        )
        click.echo(f"all in order: {counts}")


@main.command()
@_REPORT
@click.option("--pages-only", is_flag=True, help="Write the tree of pages and stop there.")
@click.option(
    "--only",
    type=click.Choice(["pdf", "docx", "epub", "xlsx"]),
    multiple=True,
    help="Write just this file: site/report.pdf, .docx, .epub, .xlsx. May be given repeatedly.",
)
@_QUIET
@_VERBOSE
def build(
    folder: Path, pages_only: bool, only: tuple[str, ...], quiet: bool, verbose: bool
) -> None:
    """Build the site: check, run the chapters, tie every number, audit what was built."""
    from tieout.build import build_site, write_outputs, write_pages
    from tieout.progress import Progress
    from tieout.report import open_report
    from tieout.summary import summary

    if pages_only and only:
        raise click.UsageError("--pages-only and --only exclude each other")
    with _findings_shown(), Progress(quiet=quiet, verbose=verbose) as progress:
        report = open_report(folder)
        if only:
            built = write_outputs(report, progress, dict.fromkeys(only))
        else:
            built = (write_pages if pages_only else build_site)(report, progress)
    if not quiet:
        click.echo(summary(built))


@main.command()
@_REPORT
@_one_of("--to", "kind", ["html", "typst"], "A book of HTML pages, or one PDF by Typst.")
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    help="The project's folder: .tieout/quarto/html, or typst, unless given.",
)
@_QUIET
@_VERBOSE
def quarto(folder: Path, kind: str, output: Path | None, quiet: bool, verbose: bool) -> None:
    """Make a Quarto project of the report, with its evidence, and let Quarto render it."""
    from tieout.build import write_quarto
    from tieout.progress import Progress
    from tieout.quarto import FORMATS
    from tieout.report import open_report

    wanted = next(it for it in FORMATS if it == kind)
    with _findings_shown(), Progress(quiet=quiet, verbose=verbose) as progress:
        report = open_report(folder)
        project = (output or report.scratch / "quarto" / kind).resolve()
        made = write_quarto(report, progress, wanted, project, verbose=verbose)
    if not quiet:
        click.echo(f"Quarto has made {made}")


@main.command()
@click.argument("site", default="site", type=click.Path(path_type=Path))
@click.option(
    "--seeds",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The raw sources, to be held against the offsets that the site gives.",
)
@_QUIET
@_VERBOSE
def audit(site: Path, seeds: Path | None, quiet: bool, verbose: bool) -> None:
    """Audit a built site, or a report's PDF, Word, EPUB or Excel file: an independent witness
    reads its bytes."""
    from tieout.audit import audit_file, audit_site
    from tieout.findings import Place, stop_on
    from tieout.summary import audit_summary

    with _findings_shown():
        if site.is_file():
            account, findings = audit_file(site.read_bytes(), site.as_posix())
        elif not (site / "index.html").is_file():
            stop_on(
                "audit",
                [
                    Finding(
                        Place(site.as_posix()),
                        "audit-no-site",
                        "there is no site here",
                        "build it first: tieout build",
                    )
                ],
            )
        else:
            account, findings = audit_site(site, seeds)
        stop_on("audit", findings)
    if not quiet:
        click.echo(audit_summary(account, verbose=verbose))


def _address(context: click.Context, option: click.Parameter, value: str) -> str:
    """A host and a port that is free."""
    host, _, port = value.rpartition(":")
    if not host or not port.isdecimal() or not 0 < int(port) < 65536:
        raise click.BadParameter("write a host and a port, as 127.0.0.1:8000")
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, int(port)))
        except OSError as error:
            raise click.ClickException(
                f"{value} cannot be served at: {error.strerror}; name another --address"
            ) from None
    return value


@main.command()
@_REPORT
@click.option(
    "--address",
    default="127.0.0.1:8000",
    show_default=True,
    callback=_address,
    help="Host and port.",
)
def serve(folder: Path, address: str) -> None:
    """Serve the site here, and build it again when a source, table or chapter changes."""
    from tieout.report import CONFIG, open_report

    with _findings_shown():
        open_report(folder)
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", address]
    sys.stdout.flush()
    # This process becomes the server, so that a signal to it reaches the server.
    os.execve(
        sys.executable,
        [*command, "--config-file", str(folder / CONFIG)],
        {**os.environ, "NO_MKDOCS_2_WARNING": "true"},
    )


def _date(context: click.Context, option: click.Parameter, value: str) -> str:
    """A date as far as it is known: 2025, 2025-06, 2025-06-30."""
    hint = "write 2025, 2025-06 or 2025-06-30"
    if not value:
        return value
    if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", value):
        raise click.BadParameter(hint)
    try:
        date.fromisoformat(value + "-01-01"[len(value) - 4 :])
    except ValueError:
        raise click.BadParameter(hint) from None
    return value


@main.command()
@click.argument("source", nargs=-1, metavar="[SOURCE|FILE]...")
@_REPORT
@click.option(
    "--published",
    metavar="DATE",
    default="",
    callback=_date,
    help="The day, month or year of publication, which 去年 or last year are told from.",
)
@click.option("--open", "only_open", is_flag=True, help="Only what is neither fact nor set aside.")
@_one_of(
    "--format", "form", ["text", "jsonl"], "A table to read, or a line of JSON for each number."
)
@click.option(
    "--language",
    type=click.Choice(["zh", "en"]),
    help="What files are written in, where their characters do not tell.",
)
def scan(
    source: tuple[str, ...],
    folder: Path,
    published: str,
    only_open: bool,
    form: str,
    language: str | None,
) -> None:
    """List every number of sources, or of text files: what it says, and what became of it."""
    from tieout.scan import as_json_lines, as_table, in_blocks
    from tieout.scan import scan as scan_all

    with _findings_shown():
        scanned, findings = scan_all(source, folder, language=language or "", published=published)
    for one in scanned:
        shown = one.open() if only_open else one
        lines = as_json_lines(shown) if form == "jsonl" else as_table(shown, only_open=only_open)
        for block in in_blocks(lines):
            click.echo(block)
    if findings:
        click.echo(f"the ledger has findings ({len(findings)}): see tieout check", err=True)


class _findings_shown:  # noqa: N801 - reads as the statement that it is
    """Prints the findings of a stopped stage and ends with status 1."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, Stopped):
            _print(error.findings)
            number = len(error.findings)
            noun = "finding" if number == 1 else "findings"
            click.echo(f"{number} {noun}; nothing was written", err=True)
            sys.exit(1)


def _print(findings: Iterable[Finding]) -> None:
    for finding in findings:
        click.echo(str(finding), err=True)
        for line in finding.detail.splitlines():
            click.echo(f"    {line}", err=True)
