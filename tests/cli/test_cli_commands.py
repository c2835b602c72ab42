"""The command line: help, wrong usage, what is said and what is not."""

import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tieout import __version__
from tieout.audit import Account
from tieout.build import Built
from tieout.cli import main
from tieout.progress import Progress
from tieout.summary import audit_summary, summary


def _run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(it) for it in arguments])


@pytest.mark.parametrize("command", [[], *([name] for name in main.commands)], ids=str)
@pytest.mark.parametrize("flag", ["--help", "-h"])
def test_every_command_explains_itself(command: list[str], flag: str) -> None:
    result = _run(*command, flag)
    assert result.exit_code == 0
    assert result.output.startswith("Usage: ")
    assert "Options:" in result.output


def test_every_option_is_explained() -> None:
    for name, command in main.commands.items():
        assert command.help, name
        for parameter in command.params:
            if parameter.param_type_name == "option":
                assert getattr(parameter, "help", None), (name, parameter.name)


def test_the_version() -> None:
    assert _run("--version").output == f"tieout, version {__version__}\n"


@pytest.mark.parametrize(
    "arguments",
    [["nonsense"], ["check", "--nonsense"], ["check", "extra"], ["audit", "a", "b"],
     ["audit", "--seeds", "no-such-folder"], ["--nonsense"], ["build", "-C"]],
)  # fmt: skip
def test_wrong_usage_is_status_2(arguments: list[str]) -> None:
    result = _run(*arguments)
    assert result.exit_code == 2
    assert "Error: " in result.stderr


def test_a_report_that_is_a_file_is_wrong_usage(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    assert _run("check", "-C", tmp_path / "file").exit_code == 2


def test_a_check_says_what_it_counted(ferries: Path) -> None:
    result = _run("check", "-C", ferries)
    assert result.exit_code == 0
    assert result.stdout == (
        "all in order: 2 sources, 14 sentences, 27 mentions, 9 facts, "
        "7 set aside, 11 explained, 0 open\n"
    )
    assert result.stderr.splitlines() == ["reading sources", "checking the ledger"]


def test_quiet_says_nothing_when_all_is_well(ferries: Path) -> None:
    result = _run("check", "-q", "-C", ferries)
    assert (result.exit_code, result.output) == (0, "")


def test_the_report_is_that_of_this_folder(ferries: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ferries)
    assert _run("check", "-q").exit_code == 0


def test_a_report_with_spaces_in_its_name_and_behind_a_link(ferries: Path) -> None:
    moved = ferries.rename(ferries.parent / "a report, moved")
    link = ferries.parent / "link"
    link.symlink_to(moved)
    assert _run("check", "-q", "-C", moved).exit_code == 0
    assert _run("check", "-q", "-C", link).exit_code == 0


def test_an_audit_tells_its_counts(ferries_built: tuple[Path, Built]) -> None:
    root, _ = ferries_built
    plain = _run("audit", root / "site", "--seeds", root / "seeds")
    assert plain.exit_code == 0
    assert plain.stdout.endswith("links checked; the audit found every number tied\n")
    quiet = _run("audit", "-q", root / "site")
    assert (quiet.exit_code, quiet.output) == (0, "")
    full = _run("audit", "-v", root / "site")
    assert len(full.stdout.splitlines()) > len(plain.stdout.splitlines())
    assert "axis ticks" in full.stdout


COUNTS = {
    "sources": 5, "sentences": 1234, "mentions": 1300, "facts": 200, "set_aside": 12,
    "explained": 1088, "open": 0, "derivations": 10,
    "tied": 90, "derived": 10, "waived": 7, "dates": 8,
}  # fmt: skip


def test_a_build_ends_with_its_account() -> None:
    assert summary(Built(COUNTS, 12.345)).splitlines() == [
        "      5 sources",
        "  1,234 sentences",
        "  1,300 mentions: 200 facts, 12 set aside, 1,088 explained by their kind, 0 open",
        "     10 derivations",
        "    100 numbers on pages, 90 tied to facts and 10 to derivations",
        "      7 waivers, and 8 plain dates",
        "   12.3 seconds",
    ]


def test_the_account_of_an_audited_build_tells_of_links() -> None:
    account = Account(links=4321)
    assert "  4,321 links checked; the audit found every number tied" in summary(
        Built(COUNTS, 1, account)
    )
    assert "  4,321 links" in audit_summary(account, verbose=True).splitlines()


# --- progress -------------------------------------------------------------------------------


def _progress(*, quiet: bool = False, verbose: bool = False) -> None:
    with Progress(quiet=quiet, verbose=verbose) as progress:
        progress.stage("sources")
        progress.stage("chapters", total=2)
        for slug in ("index", "port"):
            progress.chapter(slug, False)
        for slug in ("port", "index"):
            progress.chapter(slug, True)
        progress.stage("pages")


def test_without_a_terminal_progress_is_plain_lines(capsys: pytest.CaptureFixture[str]) -> None:
    _progress()
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.splitlines() == [
        "reading sources",
        "running chapters (2)",
        "  running index, 2 to go",
        "  running port, 2 to go",
        "weaving pages",
    ]


def test_verbose_progress_tells_of_each_end(capsys: pytest.CaptureFixture[str]) -> None:
    _progress(verbose=True)
    assert capsys.readouterr().err.splitlines() == [
        "reading sources",
        "running chapters (2)",
        "  running index, 2 to go",
        "  running port, 2 to go",
        "  port has run, 1 to go",
        "  index has run, 0 to go",
        "weaving pages",
    ]


def test_quiet_progress_is_silent(capsys: pytest.CaptureFixture[str]) -> None:
    _progress(quiet=True, verbose=True)
    assert capsys.readouterr() == ("", "")


def test_progress_on_a_terminal_is_one_live_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(os.environ, "FORCE_COLOR", "1")
    monkeypatch.setitem(os.environ, "TERM", "xterm")
    _progress()
    told = capsys.readouterr().err
    assert "\x1b[" in told
    assert "running index, 2 to go\n" not in told
