"""Opening a report: its settings, and the list of its chapters."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tieout.findings import Stopped
from tieout.report import CONFIG, ChapterFile, Report, chapter_files, open_report

CASES = tomllib.loads((Path(__file__).parent / "cases/settings.toml").read_text())["case"]
USUAL = {"docs_dir": "pages", "use_directory_urls": "false"}


def _open(folder: Path, text: str) -> Report:
    lines = [f"{name}: {value}\n" for name, value in USUAL.items() if f"{name}:" not in text]
    (folder / CONFIG).write_text(text + "".join(lines), encoding="utf-8")
    return open_report(folder)


def _findings(folder: Path, text: str) -> list[str]:
    _, findings = chapter_files(_open(folder, text))
    return [str(finding) for finding in findings]


def _chapters(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / "chapters" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("---\ntitle: x\n---\n")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
def test_settings_are_usable_or_told_by_line(case: dict[str, Any], tmp_path: Path) -> None:
    findings: list[str] = []
    try:
        if case.get("bare"):
            (tmp_path / CONFIG).write_text(case["text"])
            open_report(tmp_path)
        else:
            _open(tmp_path, case["text"])
    except Stopped as stopped:
        findings = [str(finding) for finding in stopped.findings]
    assert findings == case.get("findings", [])


def test_a_folder_without_settings_is_no_report(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(Stopped) as caught:
            open_report(folder)
        (finding,) = caught.value.findings
        assert finding.code == "report-missing"
        assert folder.name in finding.message


@pytest.mark.parametrize(
    ("content", "place"), [(b"site_name: x\nnav: \xff\xfe", "2:6"), (b"\x80\x81\x00", "1:1")]
)
def test_settings_that_are_no_text(tmp_path: Path, content: bytes, place: str) -> None:
    (tmp_path / CONFIG).write_bytes(content)
    with pytest.raises(Stopped) as caught:
        open_report(tmp_path)
    (finding,) = caught.value.findings
    assert str(finding).startswith(f"mkdocs.yml:{place}: report-broken: byte 0x")


def test_settings_with_a_byte_order_mark(tmp_path: Path) -> None:
    assert _open(tmp_path, "\ufeffsite_name: Ferries\n").title == "Ferries"


def test_what_a_report_knows_of_itself(tmp_path: Path) -> None:
    text = "site_name: Ferries\ntheme:\n  name: material\n  language: zh-TW\nplugins: [tieout]\n"
    report = _open(tmp_path, text)
    assert (report.title, report.language) == ("Ferries", "zh")
    assert (report.site, report.pages) == (tmp_path / "site", tmp_path / "pages")
    assert (report.time_limit, report.jobs) == (60, 2)
    assert report.seeds == tmp_path / "seeds"


def test_a_report_behind_a_symbolic_link(tmp_path: Path) -> None:
    real = tmp_path / "real"
    real.mkdir()
    _open(real, "site_name: x\n")
    (tmp_path / "link").symlink_to(real)
    assert open_report(tmp_path / "link").root == real


def test_chapters_stand_in_the_order_of_the_nav(tmp_path: Path) -> None:
    _chapters(tmp_path, "index.qmd", "port.qmd", "area/north coast.qmd")
    nav = (
        "nav:\n  - The port: port.md\n  - Areas:\n      - area/north coast.md\n  - index.md\n"
        "  - Sources: sources/index.md\n  - One: sources/minutes/index.md\n"
        "  - Elsewhere: https://example.org/\n"
    )
    chapters, findings = chapter_files(_open(tmp_path, nav))
    folder = tmp_path / "chapters"
    assert findings == []
    assert chapters == (
        ChapterFile("port", folder / "port.qmd", "The port"),
        ChapterFile("area/north coast", folder / "area/north coast.qmd", ""),
        ChapterFile("index", folder / "index.qmd", ""),
    )


def test_nav_and_chapters_disagree(tmp_path: Path) -> None:
    _chapters(tmp_path, "index.qmd", "lost.qmd", "deep/lost.qmd", "sources.qmd", "data/x.qmd")
    nav = (
        "nav:\n  - index.md\n  - Gone: gone.md\n  - Deep: deep/gone.md\n  - Twice: index.md\n"
        "  - Out: ../other.md\n  - Root: /etc/other.md\n"
    )
    assert _findings(tmp_path, nav) == [
        "mkdocs.yml:3:11: nav-without-chapter: the nav names gone.md, and there is no "
        "chapters/gone.qmd; write the chapter or take the line out",
        "mkdocs.yml:4:11: nav-without-chapter: the nav names deep/gone.md, and there is no "
        "chapters/deep/gone.qmd; write the chapter or take the line out",
        "mkdocs.yml:6:10: nav-without-chapter: the nav names ../other.md, which lies outside "
        "the report's pages; name it as it lies in chapters/, with .md for .qmd",
        "mkdocs.yml:7:11: nav-without-chapter: the nav names /etc/other.md, which lies outside "
        "the report's pages; name it as it lies in chapters/, with .md for .qmd",
        "mkdocs.yml:5:12: output-collision: the nav names index.md more than once; "
        "name each page once",
        "chapters/data/x.qmd:1:1: output-collision: tieout itself writes the pages of data/; "
        "give the chapter another name",
        "chapters/deep/lost.qmd:1:1: chapter-not-in-nav: the nav of mkdocs.yml does not name "
        "deep/lost.md; add it where readers should meet it",
        "chapters/lost.qmd:1:1: chapter-not-in-nav: the nav of mkdocs.yml does not name "
        "lost.md; add it where readers should meet it",
        "chapters/sources.qmd:1:1: output-collision: tieout itself writes the pages of "
        "sources/; give the chapter another name",
    ]


@pytest.mark.parametrize(
    ("setting", "address"),
    [
        ("", ""),
        ("site_url: https://example.org/report", "https://example.org/report/"),
        ("site_url: https://example.org/", "https://example.org/"),
        ("site_url: /report/", ""),
        ("site_url: !ENV SITE", ""),
    ],
)
def test_where_the_site_is_published(tmp_path: Path, setting: str, address: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(
        f"site_name: A\nuse_directory_urls: false\n{setting}\n", encoding="utf-8"
    )
    assert open_report(tmp_path).address == address
