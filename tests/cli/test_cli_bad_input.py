"""Bad input: one clear line with a place, exit status 1, no traceback, nothing lost."""

import errno
import re
import shutil
import tomllib
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tieout.audit import Account
from tieout.cli import main
from tieout.findings import Finding, Place

CASES = tomllib.loads((Path(__file__).parent / "cases/bad_input.toml").read_text("utf-8"))["case"]
_LINE = re.compile(r"\S.*:\d+:\d+: [a-z0-9-]+: .+")


def _run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(it) for it in arguments])


def _told(result: Result) -> list[str]:
    """The lines of the findings; the run must have ended well and told nothing else."""
    assert result.exit_code == 1, result.output
    assert isinstance(result.exception, SystemExit)
    *lines, last = result.stderr.splitlines()
    number = sum(not line.startswith("    ") for line in lines)
    noun = "finding" if number == 1 else "findings"
    assert last == f"{number} {noun}; nothing was written"
    found = [line for line in lines if not line.startswith("    ")]
    assert all(_LINE.fullmatch(line) for line in found), found
    return found


def _break(folder: Path, case: dict[str, Any]) -> None:
    path = folder / case["file"]
    if case.get("gone"):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    elif "text" in case:
        path.write_text(case["text"], encoding="utf-8")
    elif "bytes" in case:
        path.write_bytes(bytes.fromhex(case["bytes"]))
    else:
        text = path.read_text(encoding="utf-8")
        assert text.count(case["old"]) >= 1
        path.write_text(text.replace(case["old"], case["new"], 1), encoding="utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
def test_each_mistake_is_one_clear_line(case: dict[str, Any], ferries: Path) -> None:
    _break(ferries, case)
    lines = _told(_run("check", "-q", "-C", ferries))
    assert len(lines) == len(case["findings"]), lines
    for line, beginning in zip(lines, case["findings"], strict=True):
        assert line.startswith(beginning)


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("seeds/annual-review-2024.txt", "seeds/annual-review-2024.txt:1:1: source-unreadable: "),
        ("seeds/annual-review-2024.toml", "seeds/annual-review-2024.toml:1:1: origin-invalid: "),
        ("data/facts.csv", "data/facts.csv:1:1: table-encoding: the table is a link that leads no"),
        ("data/names.csv", "data/names.csv:1:1: table-encoding: the table is a link that leads no"),
        (
            "chapters/costs.qmd",
            "mkdocs.yml:20:12: nav-without-chapter: the nav names costs.md, and chapters/costs.qmd "
            "is a link that leads nowhere; ",
        ),
    ],
)
def test_a_link_that_leads_nowhere_is_one_clear_line(ferries: Path, path: str, told: str) -> None:
    (ferries / path).unlink(missing_ok=True)
    (ferries / path).symlink_to("gone")
    (line,) = _told(_run("check", "-q", "-C", ferries))
    assert line.startswith(told)


def test_all_findings_of_a_stage_come_together(ferries: Path) -> None:
    for case in CASES:
        if case["title"] in ("a quote that stands nowhere", "a value that disagrees with the text"):
            _break(ferries, case)
    lines = _told(_run("check", "-q", "-C", ferries))
    assert [line.split(": ")[1] for line in lines] == ["quote-missing", "value-differs"]


def _tree(folder: Path) -> dict[str, bytes]:
    return {
        it.relative_to(folder).as_posix(): it.read_bytes()
        for it in sorted(folder.rglob("*"))
        if it.is_file()
    }


@pytest.mark.parametrize(
    ("path", "text", "code"),
    [
        ("data/facts.csv", "id\n", "table-header"),
        (
            "chapters/costs.qmd",
            "---\ntitle: x\n---\n\n```{python}\nx = = 1\n```\n",
            "chapter-syntax",
        ),
        ("chapters/costs.qmd", "\ud800".encode("utf-8", "surrogatepass"), "chapter-unreadable"),
        ("chapters/costs.qmd", "", "chapter-syntax"),
        ("mkdocs.yml", "site_dir: .\n", "output-collision"),
    ],
)
def test_a_build_that_stops_leaves_everything_as_it_was(
    ferries: Path, path: str, text: str | bytes, code: str
) -> None:
    (ferries / "site/data").mkdir(parents=True)
    (ferries / "site/index.html").write_text("the old site")
    (ferries / "site/data/facts.json").write_text("[]")
    (ferries / path).write_bytes(text if isinstance(text, bytes) else text.encode())
    before = _tree(ferries)
    lines = _told(_run("build", "-q", "-C", ferries))
    assert any(f": {code}: " in line for line in lines), lines
    assert _tree(ferries) == before


@pytest.mark.parametrize("name", ["site", "pages", ".tieout"])
def test_a_file_where_a_folder_must_be_written_is_told_before_chapters_run(
    ferries: Path, name: str
) -> None:
    path = ferries / name
    if path.is_dir():
        path.rmdir()
    path.write_text("mine")
    result = _run("build", "-C", ferries)
    assert "running" not in result.stderr
    lines = [line for line in result.stderr.splitlines() if ": output-unwritable: " in line]
    assert lines == [
        f"{name}:1:1: output-unwritable: it cannot be written: Not a directory; "
        "give yourself the right to write there, or build elsewhere"
    ]
    assert path.read_text() == "mine"


def _built_before(report: Path) -> dict[str, bytes]:
    """An old site and old pages; what stands in the report then."""
    (report / "site/data").mkdir(parents=True)
    (report / "site/index.html").write_text("the old site")
    (report / "site/data/facts.json").write_text("[]")
    (report / "pages/.written").write_text("index.md\n")
    (report / "pages/index.md").write_text("the old page")
    return _tree(report)


@pytest.mark.parametrize(
    "where", ["tieout.build.save", "tieout.shell.build", "tieout.build.audit_site"]
)
def test_a_full_disk_is_one_line_and_leaves_the_old_site(
    ferries: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    before = _built_before(ferries)
    monkeypatch.setattr(where, full)
    (line,) = _told(_run("build", "-q", "-C", ferries))
    assert line.endswith(
        "output-unwritable: it cannot be written: No space left on device; "
        "make room on the disk, and build again"
    )
    assert _without_scratch(_tree(ferries)) == before


def test_an_audit_that_finds_something_leaves_pages_and_site(
    ferries: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def convict(*_: object) -> tuple[Account, list[Finding]]:
        return Account(), [Finding(Place("index.html"), "audit-untied", "x")]

    before = _built_before(ferries)
    monkeypatch.setattr("tieout.build.audit_site", convict)
    _told(_run("build", "-q", "-C", ferries))
    assert _without_scratch(_tree(ferries)) == before


def _without_scratch(tree: dict[str, bytes]) -> dict[str, bytes]:
    return {path: data for path, data in tree.items() if not path.startswith(".tieout/")}


def test_links_that_lead_nowhere_are_told_where_they_stand(ferries: Path) -> None:
    chapter = ferries / "chapters/costs.qmd"
    text = chapter.read_text()
    first = text.count("\n") + 2
    bad = [
        "[a](cost.html)", "[a](index.qmd)", "[a](#no-such)", "[a](sources/index.html#no)",
        "[a](file:///etc)", "[a](javascript:x)", "[a](http://[x)",
    ]  # fmt: skip
    good = [
        "[a](index.html)", "[a](#fig-a)", "[a](https://example.org/x#y)", "<mail@example.org>",
        "[a](data/facts.json)", "[a](./index.html?x=1)", "[a](notebooks/costs.ipynb)",
        "[a](//example.org)",
    ]  # fmt: skip
    chapter.write_text(text + "\n" + "\n".join([*bad, *good]) + "\n\n## A {#fig-a}\n")
    before = _tree(ferries)
    lines = _told(_run("build", "-q", "-C", ferries))
    path = "chapters/costs.qmd"
    assert [line.partition("leads to ")[2] or line for line in lines] == [
        "cost.html, which is not there; did you mean costs.html?",
        "index.qmd, which is not there; did you mean index.html?",
        "#no-such, and no-such is not there; give the heading there {#an-id}",
        "sources/index.html#no, and no is not there; give the heading there {#an-id}",
        f"{path}:{first + 4}:1: dead-link: the link is of kind file:, which leads readers nowhere; "
        "link to a page of the site, or to https://…",
        f"{path}:{first + 5}:1: dead-link: the link is of kind javascript:, which leads readers "
        "nowhere; link to a page of the site, or to https://…",
        "http://[x, which is no address; mend it",
    ]
    assert [line.partition(": ")[0] for line in lines] == [
        f"{path}:{first + row}:1" for row in range(len(bad))
    ]
    assert _tree(ferries) == before


def test_an_audit_without_a_site_says_so(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "nowhere"):
        (line,) = _told(_run("audit", folder))
        assert "audit-no-site: there is no site here; build it first: tieout build" in line


def test_an_interrupt_ends_without_a_traceback(
    ferries: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("tieout.report.open_report", interrupted)
    result = _run("check", "-C", ferries)
    assert result.exit_code == 1
    assert result.stderr.strip() == "Aborted!"


def test_a_bug_of_the_engine_is_not_dressed_up(
    ferries: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("tieout.report.open_report", broken)
    assert isinstance(_run("check", "-C", ferries).exception, ZeroDivisionError)
