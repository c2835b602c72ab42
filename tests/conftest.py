"""What tests share: reports to build, each built once, and programs."""

import os
import shutil
import sysconfig
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from lxml import html

from tieout.build import Built, build_site
from tieout.progress import Progress
from tieout.report import chapter_files, open_report

ROOT = Path(__file__).parent.parent
FERRIES = ROOT / "tests" / "reports" / "ferries"
#: What a report is made of, without what a build writes.
PARTS = ("mkdocs.yml", "seeds", "data", "chapters")


def copy_report(source: Path, target: Path) -> Path:
    """A copy of a report's own files, to be built and broken."""
    target.mkdir(parents=True, exist_ok=True)
    for name in PARTS:
        path = source / name
        if path.is_dir():
            shutil.copytree(path, target / name)
        else:
            shutil.copy(path, target / name)
    (target / "pages").mkdir()
    return target


@pytest.fixture
def ferries(tmp_path: Path) -> Path:
    """The tiny report: another subject, in English. Its folder, not built."""
    return copy_report(FERRIES, tmp_path / "ferries")


@pytest.fixture(scope="session")
def ferries_built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Built]:
    """The tiny report, built: its folder and the build's account."""
    root = copy_report(FERRIES, tmp_path_factory.mktemp("built") / "ferries")
    return root, build_site(open_report(root), Progress(quiet=True))


@pytest.fixture(scope="session")
def report_built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Built]:
    """The report of this repository, built: its folder and the build's account."""
    root = copy_report(ROOT, tmp_path_factory.mktemp("built") / "report")
    return root, build_site(open_report(root), Progress(quiet=True))


@pytest.fixture(scope="session")
def site_ties() -> Callable[[Path], dict[str, int]]:
    """Counts the linked numbers of each page that a report bound as one file holds, in its
    order. `site` is that of a report's own folder."""

    def count(site: Path) -> dict[str, int]:
        chapters = [f"{it.slug}.html" for it in chapter_files(open_report(site.parent))[0]]
        pages = [*chapters, "comparability.html", "conflicts.html"]
        return {page: _ties_of(site / page) for page in pages}

    return count


def _ties_of(page: Path) -> int:
    """The links to facts and derivations in a page's article. Numbers in a chart stand in the
    table beside it, and the notes below a chapter have an appendix."""
    article = html.parse(page).getroot().xpath("//article")[0]
    return sum(
        not any(
            it.tag == "svg" or "derived-notes" in it.get("class", "")
            for it in anchor.iterancestors()
        )
        for anchor in article.xpath(".//a[@data-fact or @data-derived]")
    )


def program(names: tuple[str, ...], what: str, package: str) -> str:
    """Where a program is that tests run. Without it the test is skipped, but not in CI."""
    path = next(filter(None, map(shutil.which, names)), None)
    if path is None:
        absent(what, package)
    return path


def absent(what: str, package: str) -> NoReturn:
    """Skips a test for want of what Debian's package brings, but fails it in CI."""
    reason = f"no {what} on this machine: install it, on Debian with apt install {package}"
    if os.environ.get("TIEOUT_REQUIRE_PROGRAMS"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def libreoffice() -> str:
    """LibreOffice, which opens Word documents."""
    return program(("soffice",), "LibreOffice", "libreoffice-writer-nogui")


@pytest.fixture(scope="session")
def qpdf() -> str:
    """qpdf, which reads the structure of PDF files."""
    return program(("qpdf",), "qpdf", "qpdf")


@pytest.fixture(scope="session")
def epubcheck() -> list[str]:
    """The command of EPUBCheck. Debian's is a Java archive, which not every kernel runs as a
    program."""
    path = program(("epubcheck",), "EPUBCheck", "epubcheck")
    archive = Path(path).read_bytes().startswith(b"PK")
    return [program(("java",), "Java", "default-jre-headless"), "-jar", path] if archive else [path]


@pytest.fixture(scope="session")
def c_compiler() -> str:
    """A C compiler, with the headers of this Python."""
    if not (Path(sysconfig.get_path("include")) / "Python.h").is_file():
        absent("headers of Python", "python3-dev")
    return program(("cc", "gcc", "clang"), "C compiler", "gcc")


@pytest.fixture(scope="session")
def chromium() -> Iterator[object]:
    """A browser."""
    path = program(("chromium", "chromium-browser", "google-chrome"), "Chromium", "chromium")
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - slow, and only here

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield browser
        browser.close()
